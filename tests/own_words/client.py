"""How a mail program puts what is answered below what is written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tests.own_words.paragraphs import Block, Editor, divs, word, write_html, write_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One program's replies or forwards.

    ``mark`` is what stands above the history in plain text, ``page`` the HTML with OWN and HISTORY in their
    places. With ``quoted`` the plain history, with ``mark_quoted`` the mark as well, stands behind ``>``.
    """

    name: str
    mark: str
    page: str
    editor: Editor = divs
    quoted: bool = False
    mark_quoted: bool = False
    forwards: bool = False

    def write_plain(self, own: Iterable[Block], history: Iterable[Block]) -> str:
        """Return the plain text of an answer on top."""
        return "\n\n".join(filter(None, (write_plain(own), self.write_below(history))))

    def write_below(self, history: Iterable[Block]) -> str:
        """Return the plain history with its mark."""
        old = write_plain(history)
        mark = quote(self.mark) if self.mark_quoted else self.mark
        return f"{mark}\n\n{quote(old) if self.quoted else old}"

    def write_html(self, own: Iterable[Block], history: Iterable[Block]) -> str:
        """Return the HTML of an answer on top."""
        page = self.page.replace("OWN", write_html(own, self.editor))
        return page.replace("HISTORY", write_html(history, word))

    def passing_on(self, mark: str, page: str) -> "Client":
        """Return the same program as it forwards."""
        return replace(self, name=f"{self.name}-fwd", mark=mark, page=page, forwards=True, quoted=self.mark_quoted)


def quote(text: str) -> str:
    """Return the lines behind ``>``."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def wrap(inner: str, *, head: str = "") -> str:
    """Return a page around what is in it."""
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<html><head>{meta}{head}</head><body>{inner}</body></html>"
