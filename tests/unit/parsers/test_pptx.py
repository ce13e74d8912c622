"""What stands on slides, in their order."""

from domain.message import ExtractedText, Verdict
from parsers.formats.pptx import FORMAT
from parsers.limits import Limits
from tests.office_files import build_pptx, mark

PICTURE = '<p:pic><a:blip r:embed="rId9"/></p:pic>'


def read(*slides: str, **more: object) -> ExtractedText:
    return FORMAT.extract(build_pptx(*slides, **more), Limits())  # type: ignore[arg-type]


def shape(*paragraphs: str) -> str:
    inside = "".join(f"<a:p><a:pPr/><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return f"<p:sp><p:txBody>{inside}</p:txBody></p:sp>"


def test_slides_are_read_in_the_order_that_they_are_shown_in() -> None:
    extracted = read(shape("anden"), shape("første", "punkt"), order=(2, 1))

    assert (extracted.verdict, extracted.pages, extracted.text) == (Verdict.OK, 2, "første\npunkt\n\nanden")


def test_tables_groups_and_fields_are_read() -> None:
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>" for text in "ab")
    field = "<p:sp><a:p><a:fld><a:t>7</a:t></a:fld><a:br/><a:r><a:t>ja</a:t></a:r></a:p></p:sp>"

    extracted = read(f"<p:grpSp>{shape('i gruppen')}</p:grpSp><a:tbl><a:tr>{cells}</a:tr></a:tbl>{field}")

    assert extracted.text == "i gruppen\na\tb\n7\nja"


def test_notes_and_comments_stand_below_their_slide() -> None:
    extracted = read(
        shape("punkt"),
        parts={
            "ppt/notesSlides/notesSlide1.xml": mark("p:notes", shape("husk at svare", "1")),
            "ppt/comments/comment1.xml": mark("p:cmLst", "<p:cm><p:text>kommentaren</p:text></p:cm>"),
        },
        related={"rId1": "notesSlide|../notesSlides/notesSlide1.xml", "rId2": "comments|../comments/comment1.xml"},
    )

    assert extracted.text == "punkt\n[Noter]\nhusk at svare\n[Kommentar]\nkommentaren"
    assert extracted.notes == ("comments",)


def test_diagram_is_words_and_a_chart_is_not() -> None:
    diagram = mark("a:dataModel", "<a:p><a:r><a:t>Leder</a:t></a:r></a:p>")
    chart = mark("a:chartSpace", "<a:p><a:r><a:t>Fravær</a:t></a:r></a:p>")

    spoken = read("", parts={"ppt/diagrams/data1.xml": diagram}, related={"rId1": "diagramData|../diagrams/data1.xml"})
    drawn = read(
        '<a:chart r:id="rId1"/>',
        parts={"ppt/charts/chart1.xml": chart},
        related={"rId1": "chart|../charts/chart1.xml"},
    )

    assert (spoken.verdict, spoken.text) == (Verdict.OK, "Leder")
    assert (drawn.verdict, drawn.text) == (Verdict.SCANNED, "Fravær")


def test_slides_that_are_only_a_picture_are_named() -> None:
    some = read(shape("ja"), PICTURE)
    every = read(PICTURE)

    assert (some.verdict, some.notes) == (Verdict.PARTIAL, ("scanned_pages: 2",))
    assert (every.verdict, every.text) == (Verdict.SCANNED, "")


def test_hidden_slide_is_read_and_told() -> None:
    hidden = mark("p:sld", shape("skjult"), 'show="0"')

    extracted = read("", parts={"ppt/slides/slide1.xml": hidden})

    assert (extracted.text, extracted.notes) == ("skjult", ("hidden_slides",))


def test_slide_that_is_damaged_makes_the_rest_partial() -> None:
    extracted = read(shape("ja"), shape("nej"), parts={"ppt/slides/slide2.xml": "ikke xml"})

    assert (extracted.verdict, extracted.text, extracted.notes) == (Verdict.PARTIAL, "ja", ("damaged_part",))


def test_presentation_without_a_word_is_empty() -> None:
    extracted = read("")

    assert (extracted.verdict, extracted.text) == (Verdict.EMPTY, "")
