"""The numbers of notes (ECMA-376 part 1, §17.11): they are counted as the letter is read, and stand nowhere."""

from dataclasses import dataclass, field

from parsers.ooxml.list_numbers import format_number

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class NoteNumbers:
    """Counts footnotes and endnotes, each by themselves."""

    _labels: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, note: str, *, own: bool = False) -> str:
        """Return the label of the next note; empty for one with a mark of its own, which stands in the text."""
        if (kind, note) not in self._labels:
            self._counts[kind] = self._counts.get(kind, 0) + (not own)
            self._labels[kind, note] = "" if own else format_number(self._counts[kind], _FORMS[kind])
        return self._labels[kind, note]

    def find(self, kind: str, note: str) -> str | None:
        """Find the label of a note; None for one that nothing refers to, as where the passage was deleted."""
        return self._labels.get((kind, note))
