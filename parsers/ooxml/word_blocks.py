"""Paragraphs and rows of a Word document while they are being read."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    """A paragraph; text boxes anchored in it come after it.

    ``goes_on`` is what parts it from the next where its mark is deleted; nothing where it is a large initial.
    """

    text: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    level: int | None = None
    goes_on: str | None = None

    def read_property(self, name: str, value: str) -> None:
        """Take its style, or the list it stands in, or how deep."""
        if name == "pStyle":
            self.style = value
        elif name == "numId":
            self.number = value
        elif name == "ilvl" and value.isdecimal():
            self.level = int(value)


@dataclass(slots=True)
class Row:
    """A row of a table: the lines of each cell, and whether the row is deleted."""

    cells: list[list[str]] = field(default_factory=list)
    deleted: bool = False

    def write(self) -> list[str]:
        """Return the row on one line where each cell is one; else its cells below each other."""
        cells = [[line for line in cell if line.strip()] for cell in self.cells]
        if all(len(cell) <= 1 and "\n" not in "".join(cell) for cell in cells):
            return ["\t".join("".join(cell) for cell in cells).rstrip()]
        return [line for cell in cells for line in cell]
