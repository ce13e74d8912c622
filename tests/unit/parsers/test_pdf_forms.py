"""What people fill in on a PDF, and stick on it."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from domain.message import ExtractedText, Verdict
from parsers.formats.pdf import FORMAT
from parsers.limits import Limits


def read(page: Callable[[Canvas], None], *annotations: Dictionary) -> ExtractedText:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    page(canvas)
    canvas.save()
    if not annotations:
        return FORMAT.extract(buffer.getvalue(), Limits())
    laid = BytesIO()
    with pikepdf.open(buffer) as pdf:
        pdf.pages[0].Annots = Array([pdf.make_indirect(one) for one in annotations])
        pdf.save(laid)
    return FORMAT.extract(laid.getvalue(), Limits())


def annotate(kind: str, contents: str, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=[100, 500, 200, 520], Contents=contents, **more)


def letter(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Vi er enige.")
    canvas.drawString(72, 400, "Med venlig hilsen")


def form(canvas: Canvas) -> None:
    canvas.drawString(72, 700, "Kommune:")
    canvas.acroForm.textfield(name="kommune", value="Samsø", x=150, y=695, width=200, height=18)
    canvas.drawString(72, 660, "Er I enige?")
    for at, (word, checked) in enumerate([("Ja", True), ("Nej", False)]):
        canvas.acroForm.checkbox(name=word, checked=checked, x=72 + 100 * at, y=630, size=14)
        canvas.drawString(92 + 100 * at, 632, word)
    canvas.drawString(72, 590, "Begrundelse:")
    canvas.acroForm.textfield(name="hvorfor", value="Nærhed er vigtig", x=72, y=540, width=400, height=40)
    canvas.drawString(72, 500, "Tak for svaret")


def test_fields_stand_where_they_are_filled_in() -> None:
    extracted = read(form)

    assert extracted.text.split("\n") == [
        "Kommune: Samsø",
        "Er I enige?",
        "☒ Ja ☐ Nej",
        "Begrundelse:",
        "Nærhed er vigtig",
        "Tak for svaret",
    ]


def test_note_stuck_on_a_page_comes_behind_the_text() -> None:
    extracted = read(letter, annotate("Text", "Husk bilag 2"), annotate("Popup", "Husk bilag 2"))

    assert extracted.text == "Vi er enige.\nMed venlig hilsen\n\nHusk bilag 2"
    assert extracted.notes == ("comments",)


def test_note_alone_is_text() -> None:
    extracted = read(lambda canvas: canvas.showPage(), annotate("Highlight", "Vi er enige"))

    assert (extracted.verdict, extracted.text) == (Verdict.OK, "Vi er enige")


def test_typed_text_that_nothing_draws_is_read() -> None:
    extracted = read(letter, annotate("FreeText", "Skrevet hen over siden", DA="/Helv 12 Tf"))

    assert "Skrevet hen over siden" in extracted.text


def test_hidden_note_and_address_of_a_link_are_left_out() -> None:
    extracted = read(letter, annotate("Text", "skjult", F=2), annotate("Link", "https://kl.example"))

    assert extracted.text == "Vi er enige.\nMed venlig hilsen"


def test_attached_file_is_named_and_leaves_a_doubt() -> None:
    buffer, laid = BytesIO(), BytesIO()
    canvas = Canvas(buffer)
    letter(canvas)
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        pdf.attachments["Høringssvar.docx"] = pikepdf.AttachedFileSpec(pdf, b"PK", filename="Høringssvar.docx")
        pdf.save(laid)

    extracted = FORMAT.extract(laid.getvalue(), Limits())

    assert (extracted.verdict, extracted.notes) == (Verdict.PARTIAL, ("embedded_files: Høringssvar.docx",))
