"""The fields of a Word document (ECMA-376 part 1, §17.16): results are text, and what they were made from is not."""

from dataclasses import dataclass, field

CHECKED, UNCHECKED = "☒", "☐"
_FALSE = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Fields:
    """The fields that are open at one place, from the outermost in: True once its result has begun."""

    _open: list[bool] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Pass a ``fldChar``: begin, separate or end."""
        if kind == "begin":
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()

    def end_paragraph(self) -> None:
        """Forget fields without a result: one that is never closed must not swallow the letter after it."""
        self._open = [has_result for has_result in self._open if has_result]

    @property
    def is_instruction(self) -> bool:
        """Say whether the result of one field is only what another is made from: { IF { PAGE } > 1 … }."""
        return not all(self._open[:-1])


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
