"""The files that municipalities attach: Word, PDF, RichText and OpenDocument, each with a letter in it."""

import io
import zipfile
from xml.sax.saxutils import escape

from tests.examiner.papers import make_pdf, make_png
from tests.verdicts.post import File
from tests.word_files import build_docx, paragraph

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
FORMS = ("docx", "pdf", "docx", "pdf", "rtf", "docx", "pdf", "odt")
"""Forms by how often they are met."""

_TYPES = {"docx": WORD, "pdf": PDF, "rtf": RTF, "odt": ODT}


def write_document(form: str, lines: tuple[str, ...], name: str = "Høringssvar") -> File:
    """Write lines as a file of a form; ``name`` is without its ending."""
    makers = {"docx": make_word, "pdf": make_print, "rtf": make_rich, "odt": make_open}
    return File(name=f"{name}.{form}", media_type=_TYPES[form], data=makers[form](lines))


def make_word(lines: tuple[str, ...]) -> bytes:
    """Return a Word file of a paragraph a line."""
    return build_docx("".join(paragraph(escape(line)) for line in lines))


def make_print(lines: tuple[str, ...]) -> bytes:
    """Return a PDF whose first line is its title."""
    return make_pdf(lines[0] if lines else "", lines[1:])


def make_rich(lines: tuple[str, ...]) -> bytes:
    """Return a RichText file as Word writes it, Danish letters by their place in cp1252."""
    inside = "\\par\n".join("".join(_write_letter(letter) for letter in line) for line in lines)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Calibri;}}\f0\fs22 "
    return (head + inside + "}").encode("ascii", "replace")


def _write_letter(letter: str) -> str:
    if letter in "\\{}":
        return "\\" + letter
    if letter.isascii():
        return letter
    code = letter.encode("cp1252", "replace")
    return f"\\'{code[0]:02x}"


def make_open(lines: tuple[str, ...]) -> bytes:
    """Return an OpenDocument text (ISO/IEC 26300)."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    inside = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}" xmlns:text="{text}" '
        f'office:version="1.2"><office:body><office:text>{inside}</office:text></office:body></office:document-content>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", ODT)
        package.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def make_logo(number: int = 1, *, inline: bool = True) -> File:
    """Return the picture below a signature."""
    return File(name=f"image{number:03d}.png", media_type="image/png", data=make_png(shade=40 + number), inline=inline)
