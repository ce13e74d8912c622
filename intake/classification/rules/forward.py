"""A mail passed on: whose words these are, and when they came, a person must see."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_SUBJECT = re.compile(r"^(?:vs|fwd?|wg|vb|tr|videresendt)\s*:")


class Forward:
    """Knows a forward by the first word of its subject, or by a mail attached whole without a document."""

    name = "forward"
    stage = Stage.FORWARD

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return OTHER, which a person looks at."""
        if _SUBJECT.match(contents.subject):
            return KindFinding(Kind.OTHER, self.name, (f"mailen er videresendt: »{contents.subject[:80]}«",))
        attached = [f for f in contents.mail.attachments if f.media_type.lower() == "message/rfc822"]
        if attached and not contents.own_documents:
            return KindFinding(Kind.OTHER, self.name, (f"en hel mail er vedhæftet: {attached[0].filename}",))
        return None


rule = Forward()
