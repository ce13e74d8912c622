"""Invitations and their answers carry a calendar part with a method (RFC 6047)."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_ANSWERS_INVITATION = compile_late(
    r"(?:accepteret|afslået|afvist|foreløbig(?:t)?(?: accepteret)?|godtatt|avslått|accepterat|avböjt|preliminärt|"
    r"accepted|"
    r"declined|tentative(?:ly accepted)?|zugesagt|abgesagt|mit vorbehalt)\s*:"
)


class Calendar:
    """A calendar file without a method is only a file."""

    name = "calendar"
    stage = Stage.CALENDAR

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return calendar, or OTHER when a document came with the invitation."""
        types = [media_type.lower() for media_type in contents.mail.media_types]
        bears_calendar = any(t.startswith("text/calendar") and "method=" in t for t in types)
        if not bears_calendar and not _is_bare_answer(contents):
            return None
        evidence = "mailen er en mødeindkaldelse eller et svar på en"
        if contents.documents:
            return KindFinding(Kind.OTHER, self.name, (evidence, f"men har {contents.documents[0].filename} vedhæftet"))
        return KindFinding(Kind.CALENDAR, self.name, (evidence,))


def _is_bare_answer(contents: Contents) -> bool:
    """Say whether only the subject of an answer to an invitation is left, as gateways leave it: »Accepteret: …«."""
    return bool(_ANSWERS_INVITATION.match(contents.subject)) and not contents.words and not contents.mail.attachments


rule = Calendar()
