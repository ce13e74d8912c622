"""Invitations and their answers carry a calendar part with a method (RFC 6047)."""

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.stage import Stage


class Calendar:
    """A calendar file without a method is only a file."""

    name = "calendar"
    stage = Stage.CALENDAR

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return calendar, or OTHER when a document came with the invitation."""
        types = [media_type.lower() for media_type in contents.mail.media_types]
        if not any(t.startswith("text/calendar") and "method=" in t for t in types):
            return None
        evidence = "mailen er en mødeindkaldelse eller et svar på en"
        if contents.documents:
            return KindFinding(Kind.OTHER, self.name, (evidence, f"men har {contents.documents[0].filename} vedhæftet"))
        return KindFinding(Kind.CALENDAR, self.name, (evidence,))


rule = Calendar()
