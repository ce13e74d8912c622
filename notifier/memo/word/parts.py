"""The parts of WordprocessingML that python-docx has no words for: fields, bookmarks, links (ECMA-376 part 1, §17)."""

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def make(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an element of the ``w`` namespace with attributes of the same."""
    element = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def add_field(paragraph: Paragraph, instruction: str, shown: str = "") -> None:
    """Append a field (§17.16.2) with what it shows until a word processor computes it."""
    begin_field(paragraph, instruction)
    if shown:
        paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Open a field; what follows up to its end is what it shows."""
    paragraph.add_run()._r.append(make("fldChar", fldCharType="begin"))  # noqa: SLF001 - see below
    code = make("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    # python-docx gives no other way to the element of a run, and names it so in its own documentation.
    paragraph.add_run()._r.append(code)  # noqa: SLF001
    paragraph.add_run()._r.append(make("fldChar", fldCharType="separate"))  # noqa: SLF001


def end_field(paragraph: Paragraph) -> None:
    """Close the field that was opened last."""
    paragraph.add_run()._r.append(make("fldChar", fldCharType="end"))  # noqa: SLF001 - as above


def mark_place(paragraph: Paragraph, *, name: str, number: int) -> None:
    """Put a bookmark (§17.13.6) around what a paragraph holds; name and number must be the only ones of their kind."""
    element = paragraph._p  # noqa: SLF001 - as above
    start = 1 if element.pPr is not None else 0
    element.insert(start, make("bookmarkStart", id=str(number), name=name))
    element.append(make("bookmarkEnd", id=str(number)))


def add_link(paragraph: Paragraph, text: str, anchor: str, style: str | None = "Hyperlink") -> Run:
    """Append a link (§17.16.22) to a bookmark of the same document."""
    link = make("hyperlink", anchor=anchor, history="1")
    paragraph._p.append(link)  # noqa: SLF001 - as above
    run = Run(make("r"), paragraph)  # type: ignore[arg-type]  # the element is a run's, which OxmlElement cannot say
    run.text = text
    link.append(run._r)  # noqa: SLF001 - as above
    if style:
        run.style = style
    return run
