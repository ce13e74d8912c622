"""The fields of a Word document (ECMA-376 part 1, §17.16): results are text, and what they were made from is not."""

from dataclasses import dataclass, field

CHECKED, UNCHECKED = "☒", "☐"
_FALSE = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Fields:
    """The fields that are open at one place, from the outermost in: True once its result has begun.

    What is only a part of { IF { PAGE } > 1 … } is held back until that field has its result.
    """

    _open: list[bool] = field(default_factory=list)
    _without_result: int = 0
    _held: list[str] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Pass a ``fldChar``: begin, separate or end."""
        if kind == "begin":
            self._open.append(False)
            self._without_result += 1
        elif kind == "separate" and self._open:
            self._without_result -= not self._open[-1]
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._without_result -= not self._open.pop()

    def end_paragraph(self) -> str:
        """Forget fields without a result, and return what they held: one that is never closed must swallow nothing."""
        held = "".join(self._held) if self._without_result else ""
        self._held.clear()
        self._open = [has_result for has_result in self._open if has_result]
        self._without_result = 0
        return held

    def holds(self, text: str) -> bool:
        """Hold text back where it is the result of one field that another is made from; say whether it is."""
        if not self._without_result or self._without_result == (not self._open[-1]):
            return False
        self._held.append(text)
        return True


@dataclass(slots=True)
class FormField:
    """A check box or a list of choices of the forms before 2007; what is filled in stands in no run."""

    is_box: bool
    choices: list[str] = field(default_factory=list)
    chosen: str = ""

    def read(self, name: str, value: str) -> None:
        """Take one of its settings: a choice, the default, or what was filled in, in the order of the schema."""
        if name == "listEntry":
            self.choices.append(value)
        elif name in {"checked", "default", "result"}:
            self.chosen = value or "1"

    @property
    def text(self) -> str:
        """What the reader of the form sees."""
        if self.is_box:
            return CHECKED if self.chosen and self.chosen not in _FALSE else UNCHECKED
        at = int(self.chosen) if self.chosen.isdecimal() and len(self.chosen) < 4 else 0  # noqa: PLR2004 - 25 at most
        return self.choices[at] if at < len(self.choices) else ""
