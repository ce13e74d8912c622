"""Makes the letters that municipalities attach: real .docx and .pdf files, in Danish, on the spot."""

import io
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import reportlab
from docx.document import Document
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from domain.municipality import Municipality
from kommunesvar.demo import paragraphs, wording

ADDRESSEE = ("KL – Kommunernes Landsforening", "Weidekampsgade 10", "2300 København S")
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person at a municipality."""

    name: str
    title: str
    department: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, and perhaps a list below them."""

    heading: str
    paragraphs: tuple[str, ...]
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A reply as it is written, before it becomes a file."""

    municipality: str
    committee: str
    day: date
    title: str
    opening: str
    sections: tuple[Section, ...]
    table: tuple[tuple[str, str, str], ...]
    closing: str
    signed_by: Person


def invent_person(rng: random.Random) -> Person:
    """Invent somebody who writes on a municipality's behalf."""
    name = f"{rng.choice(wording.FIRST_NAMES)} {rng.choice(wording.LAST_NAMES)}"
    return Person(name=name, title=rng.choice(wording.TITLES), department=rng.choice(wording.DEPARTMENTS))


def write_danish_day(day: date) -> str:
    """Return a day as a Danish letter writes it: ``1. november 2019``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def compose_comments(municipality: Municipality, day: date, rng: random.Random, *, themes: int = 6) -> Letter:
    """Write a reply to the first consultation: remarks on some of the eleven draft values."""
    chosen = sorted(rng.sample(range(len(paragraphs.THEMES)), k=min(themes, len(paragraphs.THEMES))))
    sections = [
        Section(
            f"Værdi {index + 1}: {paragraphs.THEMES[index]}",
            tuple(rng.sample(paragraphs.COMMENTS[index], k=rng.randint(1, len(paragraphs.COMMENTS[index])))),
        )
        for index in chosen
    ]
    sections.append(Section("Forslag", (), tuple(rng.sample(paragraphs.BULLETS, k=rng.randint(3, 5)))))
    table = tuple(
        (str(i + 1), paragraphs.THEMES[i], rng.choice(paragraphs.VIEWS)) for i in range(len(paragraphs.THEMES))
    )
    title = "Høringssvar om udkast til kommunale kerneværdier"
    return _finish(municipality, day, rng, title=title, sections=tuple(sections), table=table)


def compose_answers(municipality: Municipality, day: date, rng: random.Random, *, answers: int = 3) -> Letter:
    """Write a reply to the second consultation: answers to its two questions, and other remarks."""
    count = min(answers, len(paragraphs.POLICY_ANSWERS))
    sections = (
        Section(
            "1. Sammenhæng mellem børne- og ungepolitikken og de kommunale kerneværdier",
            tuple(rng.sample(paragraphs.POLICY_ANSWERS, k=count)),
        ),
        Section(
            "2. Muligheder i det kommunale ejerskab",
            tuple(rng.sample(paragraphs.OWNERSHIP_ANSWERS, k=count)),
            tuple(rng.sample(paragraphs.BULLETS, k=rng.randint(0, 3))),
        ),
        Section("Øvrige betragtninger", tuple(rng.sample(paragraphs.OTHER_REMARKS, k=rng.randint(1, 3)))),
    )
    title = "Svar på KL's spørgsmål om de kommunale kerneværdier"
    return _finish(municipality, day, rng, title=title, sections=sections, table=())


def _finish(
    municipality: Municipality,
    day: date,
    rng: random.Random,
    *,
    title: str,
    sections: tuple[Section, ...],
    table: tuple[tuple[str, str, str], ...],
) -> Letter:
    committee = rng.choice(wording.COMMITTEES)

    def say(text: str) -> str:
        return fill_in(text, municipality=municipality, committee=committee)

    return Letter(
        municipality=municipality.official_name,
        committee=committee,
        day=day,
        title=title,
        opening=say(rng.choice(paragraphs.OPENINGS)),
        sections=tuple(Section(s.heading, tuple(say(p) for p in s.paragraphs), s.bullets) for s in sections),
        table=table,
        closing=say(rng.choice(paragraphs.CLOSINGS)),
        signed_by=invent_person(rng),
    )


def fill_in(text: str, *, municipality: Municipality, committee: str, contact: str = "KL") -> str:
    """Put a municipality's and its committee's names into a sentence."""
    name = municipality.official_name
    return text.format(kommune=name, kommunes=f"{name}s", udvalg=committee, kontakt=contact)


def make_docx(letter: Letter) -> bytes:
    """Return the letter as a Word document with letterhead, headings, a list and perhaps a table."""
    document = docx.Document()
    _write_letterhead(document, letter)
    document.add_heading(letter.title, level=1)
    document.add_paragraph(letter.opening)
    for section in letter.sections:
        document.add_heading(section.heading, level=2)
        for paragraph in section.paragraphs:
            document.add_paragraph(paragraph)
        for bullet in section.bullets:
            document.add_paragraph(bullet, style="List Bullet")
    if letter.table:
        _write_table(document, letter.table)
    document.add_paragraph(letter.closing)
    document.add_paragraph("Med venlig hilsen")
    document.add_paragraph(f"{letter.signed_by.name}\n{letter.signed_by.title}, {letter.signed_by.department}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write_letterhead(document: Document, letter: Letter) -> None:
    style = document.styles["Normal"].font
    style.name, style.size = "Calibri", Pt(11)
    page = document.sections[0]
    page.left_margin = page.right_margin = Cm(2.5)
    page.header.paragraphs[0].text = f"{letter.municipality}\t\t{letter.signed_by.department}"
    page.footer.paragraphs[0].text = f"{letter.municipality} · {letter.committee}"
    document.add_paragraph("\n".join(ADDRESSEE))
    document.add_paragraph(f"Den {write_danish_day(letter.day)}")


def _write_table(document: Document, rows: tuple[tuple[str, str, str], ...]) -> None:
    document.add_heading("Oversigt", level=2)
    table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, ("Nr.", "Værdi", "Udvalgets holdning"), strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def make_pdf(letter: Letter, *, font: str = "Helvetica", password: str | None = None) -> bytes:
    """Return the letter as a PDF, locked with a password if there is one.

    ``font`` is one of the PDF base fonts, Helvetica or Times-Roman.
    """
    body = ParagraphStyle("body", fontName=font, fontSize=11, leading=15, spaceAfter=8)
    heading = ParagraphStyle("heading", parent=body, fontSize=13, leading=17, spaceBefore=10, keepWithNext=1)
    right = ParagraphStyle("right", parent=body, alignment=TA_RIGHT)
    story: list[Flowable] = [
        Paragraph(letter.municipality, ParagraphStyle("head", parent=heading, fontSize=18, leading=22)),
        Paragraph("<br/>".join(ADDRESSEE), body),
        Paragraph(f"Den {write_danish_day(letter.day)}", right),
        Paragraph(letter.title, ParagraphStyle("title", parent=heading, fontSize=15, leading=19)),
        Paragraph(letter.opening, body),
    ]
    for section in letter.sections:
        story.append(Paragraph(section.heading, heading))
        story.extend(Paragraph(text, body) for text in section.paragraphs)
        if section.bullets:
            story.append(ListFlowable([Paragraph(text, body) for text in section.bullets], bulletType="bullet"))
    if letter.table:
        story.append(_lay_out_table(letter.table, font))
    person = letter.signed_by
    signature = f"Med venlig hilsen<br/><br/>{person.name}<br/>{person.title}, {person.department}"
    story += [Spacer(1, 0.4 * cm), Paragraph(letter.closing, body), Paragraph(signature, body)]
    out = io.BytesIO()
    told = {"title": letter.title, "author": letter.municipality}
    SimpleDocTemplate(out, pagesize=A4, invariant=1, encrypt=password, **told).build(story)
    return out.getvalue()


def _lay_out_table(rows: tuple[tuple[str, str, str], ...], font: str) -> Table:
    lines = ("GRID", (0, 0), (-1, -1), 0.5, "#808080")
    table = Table([("Nr.", "Værdi", "Udvalgets holdning"), *rows], colWidths=(1.2 * cm, 6 * cm, 7 * cm))
    table.setStyle(TableStyle([lines, ("FONTNAME", (0, 0), (-1, -1), font)]))
    return table


def make_scanned_pdf(letter: Letter) -> bytes:
    """Return the letter as a scanner would: one slightly crooked picture a page, and no text at all."""
    # Vera comes with reportlab and has Danish letters; the system may have no fonts.
    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), size=22)
    lines = _wrap(letter, font, width=980)
    pages = [_photograph(lines[start : start + 46], font) for start in range(0, len(lines), 46)]
    out = io.BytesIO()
    pages[0].save(out, format="PDF", save_all=True, append_images=pages[1:], resolution=150, quality=55)
    return out.getvalue()


def _wrap(letter: Letter, font: ImageFont.FreeTypeFont, *, width: int) -> list[str]:
    texts = [letter.municipality, *ADDRESSEE, f"Den {write_danish_day(letter.day)}", "", letter.title, letter.opening]
    for section in letter.sections:
        texts += ["", section.heading, *section.paragraphs, *(f"– {bullet}" for bullet in section.bullets)]
    texts += ["", letter.closing, "Med venlig hilsen", letter.signed_by.name]
    lines: list[str] = []
    for text in texts:
        lines.append("")
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if font.getlength(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


def _photograph(lines: list[str], font: ImageFont.FreeTypeFont) -> Image.Image:
    page = Image.new("L", (1240, 1754), color=250)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((130, 120 + number * 34), line, font=font, fill=40)
    return page.rotate(0.6, fillcolor=250, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
