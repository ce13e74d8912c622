"""The files that municipalities attach, made by python-docx, reportlab and by hand."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Paragraphs = tuple[str, ...]


def make_docx(title: str, paragraphs: Paragraphs, *, table: Paragraphs = (), footer: str = "") -> bytes:
    """A letter as Word writes it: heading, paragraphs, perhaps a table and a footer."""
    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(2019, 10, 1, tzinfo=UTC)
    document.add_heading(title, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        cells = document.add_table(rows=len(table), cols=2)
        for number, text in enumerate(table):
            cells.rows[number].cells[0].text = str(number + 1)
            cells.rows[number].cells[1].text = text
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _wrap(text: str, width: int = 88) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def make_pdf(title: str, paragraphs: Paragraphs, *, password: str = "", logo: bytes = b"") -> bytes:
    """A letter as a PDF with its text; with a password it opens for nobody else."""
    buffer = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(buffer, encrypt=lock, invariant=1)
    height = 790
    if logo:
        canvas.drawImage(ImageReader(io.BytesIO(logo)), 480, 780, 40, 40)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, height, title)
    canvas.setFont("Helvetica", 10)
    for text in paragraphs:
        height -= 12
        for line in _wrap(text):
            height -= 14
            if height < 60:
                canvas.showPage()
                canvas.setFont("Helvetica", 10)
                height = 790
            canvas.drawString(60, height, line)
    canvas.save()
    return buffer.getvalue()


def make_png(width: int = 120, height: int = 40, shade: int = 90) -> bytes:
    """A picture, as a logo is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes([shade, 20, 160]) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
    )


def make_scanned_pdf(pages: int = 2) -> bytes:
    """Pages that are pictures and nothing else."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for page in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(make_png(600, 800, 200 + page))), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_locked_docx() -> bytes:
    """What Word writes under a password: an OLE file with the package encrypted within (MS-OFFCRYPTO)."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    return (
        header
        + fat
        + _entry("Root Entry", 5, 1)
        + _entry("EncryptedPackage", 2)
        + _entry("EncryptionInfo", 2)
        + (_entry("", 0))
    )


def _entry(name: str, kind: int, child: int = -1) -> bytes:
    text = name.encode("utf-16-le")
    size = len(text) + 2 if name else 0
    left_right_child = struct.pack("<iii", -1, 2 if name == "EncryptedPackage" else -1, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", size, kind, 1)
        + left_right_child
        + bytes(36)
        + struct.pack("<IQ", 0xFFFFFFFE, 0)
    )


def make_zip(files: dict[str, bytes]) -> bytes:
    """Several files in one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, (2019, 10, 1, 12, 0, 0)), data)
    return buffer.getvalue()


ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Microsoft Corporation//Outlook 16.0//EN\r\nMETHOD:{method}\r\n"
    "BEGIN:VEVENT\r\nUID:040000008200E00074C5B7101A82E008\r\nDTSTAMP:20191001T080000Z\r\nDTSTART:20191107T090000Z\r\n"
    "DTEND:20191107T100000Z\r\nSUMMARY:{summary}\r\nLOCATION:Weidekampsgade 10\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)

VCARD = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=da;CHARSET=utf-8:Jensen;Mette\r\nFN;CHARSET=utf-8:Mette Jensen\r\n"
    "ORG;CHARSET=utf-8:{name} Kommune\r\nTEL;WORK;VOICE:+45 72 00 00 00\r\nEND:VCARD\r\n"
)
