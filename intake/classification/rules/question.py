"""Somebody only asks something, and a person must answer."""

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.phrases import ASKS
from intake.classification.stage import Stage

_LONGEST = 1_500


class Question:
    """What is nothing else, has no document, and asks."""

    name = "question"
    stage = Stage.QUESTION

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return question with the sentence that asks."""
        if contents.own_documents or len(contents.words) > _LONGEST:
            return None
        asked = next((s for s in contents.sentences if ASKS.search(s)), None)
        return KindFinding(Kind.QUESTION, self.name, (f"»{asked[:160]}«",)) if asked else None


rule = Question()
