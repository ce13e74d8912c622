"""What an examiner says of each mail, and the mail itself."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What must become of a mail."""

    COUNT = "count"  # an ordinary reply: must be counted, for whom and on time or late
    REVIEW = "review"  # a person must see it: neither counted nor set aside
    ASIDE = "aside"  # may be set aside; must not be counted
    DOUBT = "doubt"  # may be counted or reviewed; must not be set aside, and never for another municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mail with its label; ``code`` is whose reply it is, ``why`` roughly what makes it doubtful."""

    name: str
    raw: bytes
    verdict: Verdict
    code: str = ""
    timeliness: str = "on_time"
    mailbox: str = "FLJE"
    why: str = ""
