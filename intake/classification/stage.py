"""The order in which the kinds are asked for, with its reasons; the first rule that speaks is heard."""

from enum import IntEnum


class Stage(IntEnum):
    """When a rule is asked; rules of one stage cannot both speak, so their order does not matter."""

    REPORT = 1
    """Standard report types say themselves what they are, whatever their other headers claim."""

    BOUNCE = 2
    """Before automatic replies: Exim marks its bounces ``Auto-Submitted: auto-replied``."""

    RECEIPT = 3
    """Before automatic replies: a journal system's receipt is often sent as one, and says more."""

    AUTOMATIC = 4
    """Before calendar and bulk: absence notices carry ``Precedence: bulk`` as often as not."""

    CALENDAR = 5
    """Before bulk: invitations sent by a list are still invitations."""

    BULK = 6
    """The last that machines write; what comes after was written by somebody."""

    WITHDRAWAL = 7
    """Before all that asks or answers: it undoes what an earlier mail said."""

    FORWARD = 8
    """Before requests and answers: the words are somebody else's, and so may the time be."""

    EXTENSION = 9
    """Before answers: a draft may be attached to the request, and a person must still answer it."""

    NO_COMMENTS = 10
    """Before questions and responses: it is an answer in few words, and looks like no answer at all."""

    RESPONSE = 11
    """Before questions: a reply that ends in "må vi høre, om I har modtaget dette?" is a reply."""

    QUESTION = 12
    """After answers: only what is nothing else is merely a question."""

    SOUND = 13
    """Last: what no rule knows is told by what mails of each sort sound like; it can count less on its reasons."""
