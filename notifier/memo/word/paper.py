"""What the memo is written on: headings, paragraphs, tables, pictures, in the order in which they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from domain.standing import Standing
from notifier.figures.palette import LOOKS
from notifier.memo.word.contents import LEVELS, Heading, fill_contents
from notifier.memo.word.parts import add_field, add_link, make, mark_place
from notifier.memo.word.sheet import TEXT_WIDTH, name_mark_style


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a place in the memo; without ``anchor`` it is only the text."""

    text: str
    anchor: str | None = None


Cell = str | Link | Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; ``share`` is its part of the width, and numbers stand to the right."""

    name: str
    share: int
    is_number: bool = False


class Paper:
    """Appends to a document, and remembers the headings for the table of contents."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._headings: list[Heading] = []
        self._contents: Paragraph | None = None
        self._bookmarks = 0

    def write(self, text: str, style: str = "Normal") -> Paragraph:
        """Append a paragraph."""
        return self._document.add_paragraph(text, style)

    def write_all(self, texts: Iterable[str], style: str = "Normal") -> None:
        """Append a paragraph for each text."""
        for text in texts:
            self.write(text, style)

    def head(self, text: str, level: int, *, place: str | None = None) -> None:
        """Append a heading; ``place`` is the name under which other parts of the memo link to it."""
        paragraph = self.write(text, f"Heading {level}")
        heading = Heading(text=text, level=level, place=f"_Toc{len(self._headings) + 1:08}")
        self._headings.append(heading)
        for name in (heading.place, place):
            if name is not None:
                self._bookmarks += 1
                mark_place(paragraph, name=name, number=self._bookmarks)

    def write_reference(self, before: str, link: Link, after: str, *, style: str) -> None:
        """Append a paragraph with a link in it."""
        paragraph = self.write(before, style)
        _write_cell(paragraph, link)
        paragraph.add_run(after)

    def place_contents(self, title: str) -> None:
        """Put the table of contents here; ``finish`` fills it."""
        self.write(title, "TOC Heading")
        self._contents = self.write("")

    def tabulate(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        description: str,
        width: Length = TEXT_WIDTH,
        has_total: bool = False,
    ) -> None:
        """Append a table: its first row is repeated on every page, and no row is broken by one."""
        table = self._document.add_table(rows=0, cols=len(columns), style="Notattabel")
        table.autofit = False
        widths = [Length(width * column.share // sum(c.share for c in columns)) for column in columns]
        for row in ([column.name for column in columns], *rows):
            self._add_row(table, columns, row, widths)
        table.rows[0]._tr.get_or_add_trPr().append(make("tblHeader"))  # noqa: SLF001 - python-docx has no word for it
        for grid, own in zip(table.columns, widths, strict=True):
            grid.width = own
        _describe_table(table, columns[0].name, description, has_total=has_total)
        self.write("", "Tabelslut")

    @staticmethod
    def _add_row(table: Table, columns: Sequence[Column], row: Sequence[Cell], widths: Sequence[Length]) -> None:
        added: _Row = table.add_row()  # type: ignore[no-untyped-call]  # of python-docx
        added._tr.get_or_add_trPr().append(make("cantSplit"))  # noqa: SLF001 - as above
        for cell, column, value, width in zip(added.cells, columns, row, widths, strict=True):
            _fill(cell, value, width, "Tabeltal" if column.is_number else "Tabeltekst")

    def show(self, png: bytes, *, name: str, description: str, width: Length, caption: str) -> None:
        """Append a picture with its description for those who do not see it, and a caption."""
        run = self.write("", "Billede").add_run()
        shape = run.add_picture(BytesIO(png), width=width)
        properties = shape._inline.docPr  # noqa: SLF001 - as above
        properties.set("name", name)
        properties.set("descr", description)
        self.write(caption, "Caption")

    def number_pages(self, title: str) -> None:
        """Put the title above and the page below; the first page bears its title already."""
        (section,) = self._document.sections
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = title
        for footer in (section.footer, section.first_page_footer):
            _number_page(footer.paragraphs[0])

    def finish(self) -> bytes:
        """Fill the table of contents and return the file."""
        if self._contents is not None:
            fill_contents(self._contents, [heading for heading in self._headings if heading.level <= LEVELS])
        stream = BytesIO()
        self._document.save(stream)
        return stream.getvalue()


def _fill(cell: _Cell, value: Cell, width: Length, style: str) -> None:
    cell.width = width
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    _write_cell(paragraph, value)


def _write_cell(paragraph: Paragraph, value: Cell) -> None:
    if isinstance(value, Link) and value.anchor:
        add_link(paragraph, value.text, value.anchor)
    elif isinstance(value, Link):
        paragraph.add_run(value.text)
    elif isinstance(value, Standing):
        # No-break spaces: at the ends of a line plain ones would lose their colour.
        paragraph.add_run(f"\N{NO-BREAK SPACE}{LOOKS[value].glyph}\N{NO-BREAK SPACE}", name_mark_style(value))
        paragraph.add_run(f" {value.danish}")
    else:
        paragraph.add_run(value)


def _number_page(paragraph: Paragraph) -> None:
    paragraph.add_run("Side ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" af ")
    add_field(paragraph, "NUMPAGES", "1")


def _describe_table(table: Table, title: str, description: str, *, has_total: bool) -> None:
    """Say what a table is about to those who hear it (§17.4.41), and which of its rows are special (§17.4.56)."""
    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    last = "1" if has_total else "0"
    look = make("tblLook", val="0460" if has_total else "0420", firstRow="1", lastRow=last, noVBand="1")
    for element in (look, make("tblCaption", val=title), make("tblDescription", val=description)):
        properties.append(element)
