"""What a mail is (slags), and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of mail that reach a consultation's mailbox."""

    RESPONSE = "response"
    NO_COMMENTS = "no_comments"
    EXTENSION_REQUEST = "extension_request"
    QUESTION = "question"
    WITHDRAWAL = "withdrawal"
    ACKNOWLEDGEMENT = "acknowledgement"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    READ_RECEIPT = "read_receipt"
    CALENDAR = "calendar"
    BULK = "bulk"
    OTHER = "other"


ANSWERS = frozenset({Kind.RESPONSE, Kind.NO_COMMENTS})
"""These count as an answer when everything else is sure."""

FOR_A_PERSON = frozenset({Kind.EXTENSION_REQUEST, Kind.QUESTION, Kind.WITHDRAWAL})
"""These want a person's answer: they always go to review."""

SET_ASIDE = frozenset({Kind.ACKNOWLEDGEMENT, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.READ_RECEIPT, Kind.CALENDAR, Kind.BULK})
"""Machines wrote these: they are kept, shown, and never counted."""


@dataclass(frozen=True, slots=True)
class KindFinding:
    """A kind with the rule that found it and what it was found in."""

    kind: Kind
    rule: str
    evidence: tuple[str, ...] = ()
