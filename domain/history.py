"""What people have done, act by act: the record that everything counted by hand can be traced in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.judgement import Judgement


class ActKind(StrEnum):
    """What a person can do that the books keep."""

    DECISION = "decision"
    UNDO = "undo"
    EXTENSION = "extension"
    EXTENSION_REVOKED = "extension_revoked"
    EXCUSE = "excuse"
    EXCUSE_REVOKED = "excuse_revoked"


Held = Judgement | date | None
"""What held before or after an act: a judgement on a mail, an extension until a day, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what when and why; ``message`` is None for a ruling, which names its consultation and municipality."""

    kind: ActKind
    by: str
    at: datetime
    reason: str
    message: int | None = None
    consultation: str | None = None
    municipality: str | None = None
    before: Held = None
    after: Held = None
