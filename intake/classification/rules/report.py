"""Standard reports say themselves what they are (RFC 3464, RFC 8098, RFC 5965).

Only the outer message is asked: a person may attach a bounce to a letter.
"""

import re

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_KINDS = (
    ("delivery-status", Kind.BOUNCE, "mailen er en leveringsrapport"),
    ("disposition-notification", Kind.READ_RECEIPT, "mailen er en læsekvittering"),
    ("feedback-report", Kind.BULK, "mailen er en klagerapport fra en mailserver"),
)
_DELIVERED = compile_late(
    r"^(?:leveret|levert|levererat|delivered|zugestellt|relayed|videresendt|vidarebefordrat|expanded|übermittelt)\s*:|"
    r"\b(?:success|successful(?:ly)?)\b"
)
_LETTERS = compile_late(r"\.(?:docx?|pdf|odt|rtf)$", re.IGNORECASE)


class Report:
    """Looks at the types of the parts, never at what they say."""

    name = "report"
    stage = Stage.REPORT

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return bounce or read receipt for the standard report types."""
        types = [media_type.lower() for media_type in contents.mail.media_types]
        for word, kind, evidence in _KINDS:
            if any(word in media_type for media_type in types):
                letters = [d.filename for d in contents.own_documents if _LETTERS.search(d.filename)]
                if letters:
                    return KindFinding(Kind.OTHER, self.name, (evidence, f"men har {letters[0]} vedhæftet"))
                return _tell_delivered(contents) or KindFinding(kind, self.name, (evidence,))
        return None


def _tell_delivered(contents: Contents) -> KindFinding | None:
    """Return read receipt for a report of a mail that did arrive; it says so first, and names nobody it missed."""
    if contents.mail.failed_recipients or not _DELIVERED.search(contents.subject):
        return None
    return KindFinding(Kind.READ_RECEIPT, Report.name, ("mailen meddeler, at en mail er nået frem",))


rule = Report()
