"""A letter as blocks, and how they are written as plain text and in the HTML of one editor or another."""

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``signs`` is what plain text puts before the items, one each or one for all."""

    items: tuple[str, ...]
    signs: str = "-"

    def write_plain(self) -> str:
        return "\n".join(f"{self._sign(at)} {item}" for at, item in enumerate(self.items, 1))

    def write_html(self) -> str:
        tag = "ol" if self.signs == "1." else "ul"
        items = "".join(f"<li class=MsoNormal>{html.escape(item)}</li>" for item in self.items)
        return f"<{tag}>{items}</{tag}>"

    def _sign(self, at: int) -> str:
        return f"{at}." if self.signs == "1." else self.signs


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, written with tabs."""

    rows: tuple[tuple[str, ...], ...]

    def write_plain(self) -> str:
        return "\n".join("\t".join(row) for row in self.rows)

    def write_html(self) -> str:
        rows = ("".join(f"<td><p class=MsoNormal>{html.escape(cell)}</p></td>" for cell in row) for row in self.rows)
        return f"<table border=1 cellspacing=0>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@dataclass(frozen=True, slots=True)
class Coloured:
    """A paragraph in a colour of its own, as people write answers into the letter that they answer."""

    text: str
    colour: str = "red"

    def write_plain(self) -> str:
        return self.text

    def write_html(self) -> str:
        span = f"<span style='font-size:11.0pt;color:{self.colour}'>{html.escape(self.text)}<o:p></o:p></span>"
        return f"<p class=MsoNormal>{span}</p>"


Block = str | Bullets | Table | Coloured
Editor = Callable[[str], str]


def _break(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def word(text: str) -> str:
    """Write a paragraph as Outlook's editor does."""
    space = "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
    return f"<p class=MsoNormal><span style='font-size:11.0pt'>{_break(text)}<o:p></o:p></span></p>\n{space}"


def divs(text: str) -> str:
    """Write each line as an element, as Gmail and Apple Mail do."""
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n")) + "<div><br></div>"


def breaks(text: str) -> str:
    """Write bare text with line breaks, as Thunderbird and older editors do."""
    return f"{_break(text)}<br>\n<br>\n"


def paragraphs(text: str) -> str:
    """Write a paragraph as webmail editors do."""
    return f"<p>{_break(text)}</p>\n"


def write_plain(blocks: Iterable[Block]) -> str:
    """Return the blocks as plain text, a blank line between them."""
    return "\n\n".join(block if isinstance(block, str) else block.write_plain() for block in blocks)


def write_html(blocks: Iterable[Block], editor: Editor) -> str:
    """Return the blocks as an editor writes them."""
    return "".join(editor(block) if isinstance(block, str) else block.write_html() for block in blocks)
