"""Somebody only asks something, and a person must answer."""

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.learned.hearing import sounds_foreign, sounds_like
from intake.classification.learned.sorts import Sort
from intake.classification.phrases import ASKS, ASKS_US
from intake.classification.stage import Stage

_LONGEST = 1_500
_SURE = 0.85


class Question:
    """What is nothing else, has no document, and asks."""

    name = "question"
    stage = Stage.QUESTION

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return question with the sentence that asks."""
        if contents.own_documents or len(contents.words) > _LONGEST:
            return None
        asked = next((s for s in contents.sentences if ASKS.search(s)), None)
        if asked is None or _asks_nobody(contents) or sounds_foreign(contents):
            return None
        if sounds_like(contents, Sort.EXTENSION_REQUEST, least=_SURE):
            return None
        return KindFinding(Kind.QUESTION, self.name, (f"»{asked[:160]}«",))


def _asks_nobody(contents: Contents) -> bool:
    """Say whether it is an answer that asks the world: "Hvad er en værdi uden ressourcer?"."""
    if any(ASKS_US.search(s) for s in contents.sentences):
        return False
    return sounds_like(contents, Sort.STATEMENT, least=_SURE)


rule = Question()
