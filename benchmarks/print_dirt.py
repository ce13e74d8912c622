"""PDF letters as programs other than Word make them: columns, hyphens, ligatures, forms, notes, turned pages."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pikepdf
import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kommunesvar.demo.letters import ADDRESSEE, Letter, make_pdf, write_danish_day

# Vera comes with reportlab and has Danish letters and ligatures; the system may have no fonts.
_VERA = "Vera"
_FONTS = ("Helvetica", "Times-Roman", _VERA)
_LIGATURES = {"fi": "\N{LATIN SMALL LIGATURE FI}", "fl": "\N{LATIN SMALL LIGATURE FL}"}
_SIZE, _LEADING = 10, 13
_BOTTOM = 3 * cm
_LONG = 9

Draw = Callable[[Canvas, Letter, random.Random], None]
Make = Callable[[Letter, random.Random], bytes]


def print_letter(letter: Letter, seed: int) -> bytes:
    """Return a letter as a PDF of one of several makes, which the seed chooses."""
    registerFont(TTFont(_VERA, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    return MAKES[seed % len(MAKES)](letter, random.Random(seed))


def make_plain(letter: Letter, rng: random.Random) -> bytes:
    """Make a letter as it comes."""
    return make_pdf(letter, font=rng.choice(_FONTS[:2]))


def make_columns(letter: Letter, rng: random.Random) -> bytes:
    """Make a letter in two columns below the addresses, its long words divided, with ligatures in one typeface."""
    return _draw(letter, rng, _draw_columns)


def make_form(letter: Letter, rng: random.Random) -> bytes:
    """Make a form that was filled in."""
    return _draw(letter, rng, _draw_form)


def make_turned(letter: Letter, rng: random.Random) -> bytes:
    """Make a letter whose pages are drawn lying and shown upright, or the other way round."""
    with pikepdf.open(io.BytesIO(_draw(letter, rng, _draw_landscape))) as pdf:
        for page in pdf.pages:
            page.Rotate = rng.choice((90, 180, 270))
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _draw(letter: Letter, rng: random.Random, draw: Draw) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    draw(canvas, letter, rng)
    canvas.save()
    return out.getvalue()


def _draw_columns(canvas: Canvas, letter: Letter, rng: random.Random) -> None:
    """Draw a letterhead with addresses left and right, and the letter in two columns, its words divided."""
    font = rng.choice(_FONTS)
    width, height = A4
    _draw_head(canvas, letter, font)
    columns = ((2 * cm, 8 * cm), (width / 2 + 0.5 * cm, 8 * cm))
    column, y, page = 0, height - 8 * cm, 1
    for line in _list_lines(letter, font, columns[0][1]):
        if y < _BOTTOM:
            column, y = column + 1, height - (8 * cm if page == 1 else 3 * cm)
        if column == len(columns):
            _end_page(canvas, letter, font, page)
            column, page, y = 0, page + 1, height - 3 * cm
        canvas.setFont(font, _SIZE)
        canvas.drawString(columns[column][0], y, _join_letters(line) if font == _VERA else line)
        y -= _LEADING
    _end_page(canvas, letter, font, page)


def _draw_head(canvas: Canvas, letter: Letter, font: str) -> None:
    width, height = A4
    canvas.setFont(font, _SIZE)
    right = (letter.municipality, letter.committee, f"Den {write_danish_day(letter.day)}", "Sagsnr. 17.00-G01-4-19")
    for number, (ours, theirs) in enumerate(zip(right, (*ADDRESSEE, ""), strict=True)):
        canvas.drawString(2 * cm, height - 3 * cm - number * _LEADING, theirs)
        canvas.drawString(width - 7 * cm, height - 3 * cm - number * _LEADING, ours)


def _end_page(canvas: Canvas, letter: Letter, font: str, page: int) -> None:
    canvas.setFont(font, 8)
    canvas.drawString(2 * cm, 1.5 * cm, f"{letter.municipality} · Rådhuset · 87 10 40 00")
    canvas.drawRightString(A4[0] - 2 * cm, 1.5 * cm, f"Side {page}")
    canvas.showPage()


def _draw_form(canvas: Canvas, letter: Letter, rng: random.Random) -> None:
    """Draw a form that was filled in, with a sticky note on it."""
    canvas.setFont("Helvetica", _SIZE)
    for number, theme in enumerate((letter.title, *(section.heading for section in letter.sections))):
        y = A4[1] - 3 * cm - number * 2 * cm
        canvas.drawString(2 * cm, y, theme)
        answer = rng.choice(("Tiltrædes af udvalget", "Bør præciseres, jf. § 4", "Ingen bemærkninger"))
        canvas.acroForm.textfield(name=f"svar{number}", value=answer, x=2 * cm, y=y - 26, width=400, height=20)
        canvas.acroForm.checkbox(name=f"enig{number}", checked=rng.random() < 0.5, x=17 * cm, y=y - 26)
        if y < _BOTTOM:
            break
    canvas.textAnnotation("Husk Ældrerådets høringssvar", Rect=[450, 700, 470, 720])
    canvas.showPage()


def _draw_landscape(canvas: Canvas, letter: Letter, _: random.Random) -> None:
    """Draw pages that lie, with a ruled table on the last."""
    width, height = landscape(A4)
    canvas.setPageSize((width, height))
    y = height - 2 * cm
    canvas.setFont("Times-Roman", _SIZE)
    for line in _list_lines(letter, "Times-Roman", width - 4 * cm):
        if y < 2 * cm:
            canvas.showPage()
            canvas.setFont("Times-Roman", _SIZE)
            y = height - 2 * cm
        canvas.drawString(2 * cm, y, line)
        y -= _LEADING
    canvas.showPage()
    if letter.table:
        _draw_table(canvas, letter, height)


def _draw_table(canvas: Canvas, letter: Letter, height: float) -> None:
    canvas.setFont("Times-Roman", _SIZE)
    left = [2 * cm, 5 * cm, 15 * cm, 27 * cm]
    rows = [height - (2 + row) * cm for row in range(len(letter.table) + 1)]
    canvas.grid(left, rows)
    for row, cells in zip(rows, letter.table, strict=False):
        for x, text in zip(left, cells, strict=False):
            canvas.drawString(x + 4, row - 18, text)
    canvas.showPage()


def _list_lines(letter: Letter, font: str, width: float) -> list[str]:
    lines: list[str] = [letter.title, ""]
    texts = [letter.opening]
    for section in letter.sections:
        texts += [section.heading, *section.paragraphs, *(f"• {bullet}" for bullet in section.bullets)]
    for text in (*texts, letter.closing, "Med venlig hilsen", letter.signed_by.name):
        lines += [*_break_lines(text, font, width), ""]
    return lines


def _break_lines(text: str, font: str, width: float) -> list[str]:
    """Break a text into lines, and long words at the end of them in two, as setters do."""
    lines, line = list[str](), ""
    for word in text.split():
        if stringWidth(f"{line} {word}", font, _SIZE) <= width:
            line = f"{line} {word}".strip()
            continue
        middle = len(word) // 2
        if len(word) > _LONG and word.isalpha() and stringWidth(f"{line} {word[:middle]}-", font, _SIZE) <= width:
            lines.append(f"{line} {word[:middle]}-")
            line = word[middle:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _join_letters(line: str) -> str:
    for letters, ligature in _LIGATURES.items():
        line = line.replace(letters, ligature)
    return line


MAKES: tuple[Make, ...] = (make_plain, make_columns, make_form, make_turned, make_columns)
