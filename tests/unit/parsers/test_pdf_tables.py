"""Ruled tables in PDF files."""

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from parsers.formats.pdf import FORMAT
from parsers.limits import Limits

GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
BODY = getSampleStyleSheet()["BodyText"]


def build(*parts: Paragraph | Table) -> bytes:
    buffer = BytesIO()
    SimpleDocTemplate(buffer).build(list(parts))
    return buffer.getvalue()


def draw(page: Callable[[Canvas], None]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer)
    page(canvas)
    canvas.save()
    return buffer.getvalue()


def read(data: bytes) -> str:
    return FORMAT.extract(data, Limits()).text


def test_ruled_table_is_a_line_a_row_in_its_place() -> None:
    table = Table([["Værdi", "Enig", "Uenig"], ["Tillid", "4", "1"], ["Nærhed", "5", ""]], style=GRID)

    text = read(build(Paragraph("Resultat:", BODY), table, Paragraph("Med venlig hilsen", BODY)))

    assert text == "Resultat:\nVærdi\tEnig\tUenig\nTillid\t4\t1\nNærhed\t5\nMed venlig hilsen"


def test_lines_within_a_cell_become_one() -> None:
    cell = Paragraph("Udvalget finder, at nærdemokratiet bør stå centralt.", BODY)
    table = Table([["Spørgsmål", "Svar"], ["Hvad mener I?", cell]], style=GRID, colWidths=[100, 90])

    text = read(build(table))

    assert text == "Spørgsmål\tSvar\nHvad mener I?\tUdvalget finder, at nærdemokratiet bør stå centralt."


def test_answer_as_long_as_a_letter_keeps_its_lines() -> None:
    cell = Paragraph("Udvalget finder, at nærdemokratiet bør stå centralt. " * 9, BODY)
    table = Table([["Spørgsmål", "Svar"], ["Hvad mener I?", cell]], style=GRID, colWidths=[100, 300])

    lines = read(build(table)).split("\n")

    assert lines[:2] == ["Spørgsmål\tSvar", "Hvad mener I?"]
    assert len(lines) > 6


def test_merged_cell_leaves_the_places_it_covers_empty() -> None:
    rows = [["Område", "2019", ""], ["", "Forår", "Efterår"], ["Skole", "1", "2"]]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]

    text = read(build(Table(rows, style=[*GRID, *spans])))

    assert text == "Område\t2019\n\tForår\tEfterår\nSkole\t1\t2"


def test_rows_that_no_line_parts_stay_rows() -> None:
    rows = [["Værdi", "Enig"], ["Tillid", "4"], ["Nærhed", "5"], ["Faglighed", "3"]]
    columns = [("BOX", (0, 0), (-1, -1), 1, "black"), ("LINEAFTER", (0, 0), (0, -1), 1, "black")]

    text = read(build(Table(rows, style=[*columns, ("LINEBELOW", (0, 0), (-1, 0), 1, "black")])))

    assert text == "Værdi\tEnig\nTillid\t4\nNærhed\t5\nFaglighed\t3"


def test_table_on_a_turned_page_is_read_as_it_is_shown() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(842, 0)
        canvas.rotate(90)
        table = Table([["Værdi", "Enig"], ["Tillid", "4"], ["Nærhed", "5"]], style=GRID)
        table.wrapOn(canvas, 400, 400)
        table.drawOn(canvas, 50, 300)

    text = read(draw(page))

    assert text == "Værdi\tEnig\nTillid\t4\nNærhed\t5"


def test_grid_drawn_with_one_stroke_is_a_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.grid([100, 200, 300], [600, 620, 640])
        for x, y, word in ((110, 625, "Værdi"), (210, 625, "Enig"), (110, 605, "Tillid"), (210, 605, "4")):
            canvas.drawString(x, y, word)

    text = read(draw(page))

    assert text == "Værdi\tEnig\nTillid\t4"


@pytest.mark.parametrize("boxes", [[(60, 600, 400, 140)], [(60, 600, 400, 60), (60, 680, 400, 60)]])
def test_frames_around_text_change_nothing(boxes: list[tuple[int, int, int, int]]) -> None:
    def page(canvas: Canvas) -> None:
        for box in boxes:
            canvas.rect(*box)
        canvas.drawString(72, 720, "Udvalget har")
        canvas.drawString(72, 700, "drøftet sagen,")
        canvas.drawString(72, 640, "og er enigt.")

    text = read(draw(page))

    assert text == "Udvalget har\ndrøftet sagen,\nog er enigt."


def test_net_of_thousands_of_lines_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 720, "Kort over kommunen")
        for at in range(5_000):
            canvas.line(at / 10, 0, at / 10, 700)
            canvas.line(0, at / 10, 500, at / 10)

    text = read(draw(page))

    assert text == "Kort over kommunen"
