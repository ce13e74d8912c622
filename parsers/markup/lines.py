"""Lines as a reader sees them, written while elements begin and end."""

import re

from parsers.markup.history import COLOURED, MAYBE_QUOTED, QUOTE, Quoting

_SPACES = re.compile(r" {2,}")
_AROUND_TABS = re.compile(r" ?\t ?")
_LONGEST_PIECE = 50
_PREFIXES = {Quoting.NO: "", Quoting.MAYBE: MAYBE_QUOTED, Quoting.YES: QUOTE}


class Lines:
    """Collects lines; a line ends when something follows it, so that cells of a row stay together."""

    def __init__(self, *, marks: bool) -> None:
        self._marks = marks
        self._lines: list[str] = []
        self._line: list[str] = []
        self._break = self._gap = self._in_cell = False
        self._coloured = self._plain = self._verbatim = False
        self._marker = ""
        self.quoting = Quoting.NO

    def begin_piece(self) -> int:
        """Return where on the line the next piece will stand."""
        if self._break:
            self.end_line()
        return len(self._line)

    def write(self, text: str, *, coloured: bool = False, verbatim: bool = False) -> None:
        """Add text to the line."""
        if not text.strip():
            if text and self._line and not self._break and self._line[-1] != "\t":
                self._line.append(text if verbatim else " ")
            return
        if self._break:
            self.end_line()
        self._line.append(text)
        self._in_cell = False
        self._verbatim = self._verbatim or verbatim
        self._coloured = self._coloured or coloured
        self._plain = self._plain or not coloured

    def read_piece(self, begin: int) -> str:
        """Return what stands on the line from there on; of much only what it ends with."""
        return "".join(self._line[begin:][-_LONGEST_PIECE:])

    def take_piece(self, begin: int) -> str:
        """Return what stands on the line from there on, and take it away."""
        piece = self.read_piece(begin)
        del self._line[begin:]
        return piece

    def break_line(self, *, paragraph: bool = False) -> None:
        """Let what follows begin a line, after a blank one where a paragraph ends; a cell's first line goes on."""
        if self._line and self._line[-1] == "\t":
            return
        self._break = True
        self._gap = self._gap or (paragraph and not self._in_cell)
        if not self._line:
            self.end_line()

    def feed_line(self) -> None:
        """End the line as ``<br>`` does: on an empty one it makes a blank line."""
        if self._line and self._line[-1] == "\t":
            return
        begun = bool(self._line) and not self._break
        self.end_line()
        if not begun:
            self._add_blank()

    def begin_cell(self, *, first: bool) -> None:
        """Begin a cell of a row, the first or a further one."""
        self._in_cell = True
        if self._line and not first:
            self._break = self._gap = False
            self._line.append("\t")

    def end_row(self) -> None:
        """End a row of a table; the next one follows without a blank line, whatever its cells hold."""
        self._gap = False
        self.end_line()

    def mark_item(self, marker: str) -> None:
        """Put the sign of a list item before the text that follows."""
        self.end_line()
        self._marker = marker

    def mark_history(self, mark: str) -> None:
        """Tell that history begins here."""
        self.end_line()
        if self._marks and self.quoting is not Quoting.YES:
            self._lines.append(_PREFIXES[self.quoting] + mark)

    def quote(self, quoting: Quoting) -> None:
        """End the line, and let those that follow be quoted or no longer so."""
        self.end_line()
        self.quoting = quoting

    def end_line(self) -> None:
        """Write the line down."""
        text = self._finish_line()
        if text:
            colour = COLOURED if self._marks and self._coloured and not self._plain else ""
            prefix = _PREFIXES[self.quoting] if self._marks else ""
            self._lines.append(f"{prefix}{colour}{self._marker}{text}")
            self._marker = ""
        if self._gap:
            self._add_blank()
        self._line = []
        self._break = self._gap = self._coloured = self._plain = self._verbatim = False

    def _finish_line(self) -> str:
        line = "".join(self._line)
        return line.rstrip() if self._verbatim else _AROUND_TABS.sub("\t", _SPACES.sub(" ", line)).strip()

    def _add_blank(self) -> None:
        """Add a blank line unless there is one."""
        blank = (_PREFIXES[self.quoting] if self._marks else "").rstrip()
        if self._lines and self._lines[-1] not in ("", blank):
            self._lines.append(blank)

    def finish(self) -> str:
        """Return the text."""
        self.end_line()
        return "\n".join(self._lines).strip("\n ")
