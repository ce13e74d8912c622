"""A journal system says that it has received something: no answer, however politely it thanks."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.automatic import ABSENT, AUTOMATIC_SUBJECT, find_automatic_header
from intake.classification.contents import Contents
from intake.classification.phrases import CLAIMS_ANSWER, OPINION
from intake.classification.stage import Stage

_RECEIVED = re.compile(
    r"(?:har|er|hermed) (?:\w+ ){0,3}modtaget|modtog|modtagelsen|kvittering|kvitteres? (?:hermed )?for|"
    r"bekræfte[rs]? (?:hermed )?(?:modtag|at)|"
    r"tak for (?:din|jeres|deres|dit) (?:\w+ )?(?:henvendelse|mail|e-mail|brev|besked|høring)"
)
_NOT_RECEIVED = re.compile(r"\b(?:ikke|aldrig) (?:\w+ ){0,2}(?:modtaget|modtog|fået)")
_JOURNAL = re.compile(
    r"sags?(?:s?nr|nummer|-?id|s?behandl)|journal|j\.?\s?nr|registreret|oprettet (?:som|en) sag|\besdh\b|kvittering|"
    r"referencenummer|sagen er oprettet"
)
_BOILERPLATE = re.compile(
    r"modtaget|modtog|modtagelsen|kvitter|bekræft|henvendelse|sagsn|sags-?id|sagsbehandl|journal|registrer|"
    r"besvare[rst]?\b|"
    r"vender tilbage|svar(?:er)? (?:dig|jer|snarest|hurtigst|inden|så)|automatisk|kan ikke besvares|"
    r"ikke svare på denne|åbningstid|telefon|\btlf|"
    r"personoplysning|databeskyttelse|privatliv|hjemmeside|www\.|hverdage|arbejdsdage|\buge[rn]?\b|behandle[st]?\b|"
    r"videresendt|"
    r"fordelt|reference|digital post|borger\.dk|tak for|venlig|kontakt|sikker (?:mail|e-mail|post)"
)
_HEREBY = re.compile(r"(?<=bekræfter )hermed|(?<=kvitterer )hermed|\bhermed (?=bekræft|kvitter)")
"""Receipts say "hermed" too: it hands nothing over there."""
_LONGEST = 900
_MOST_OWN_WORDS = 20
"""Letters that may be left when everything a receipt says is taken away: a name, a title."""


class Acknowledgement:
    """Every sentence must be one that receipts are made of; anything more is somebody's own words."""

    name = "acknowledgement"
    stage = Stage.RECEIPT

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return acknowledgement for a short mail that says only that something was received."""
        text = f"{contents.subject} {contents.words}"
        if contents.documents or len(contents.words) > _LONGEST or "?" in contents.words:
            return None
        if ABSENT.search(contents.words) or _NOT_RECEIVED.search(contents.words):
            return None
        if (
            not _RECEIVED.search(text)
            or CLAIMS_ANSWER.search(_HEREBY.sub("", contents.words))
            or not _is_receipt(contents, text)
        ):
            return None
        rest = [s for s in contents.sentences if not _BOILERPLATE.search(s)]
        most = _MOST_OWN_WORDS if _JOURNAL.search(text) else 0
        if sum(c.isalpha() for s in rest for c in s) > most or OPINION.search(" ".join(rest)):
            return None
        return KindFinding(Kind.ACKNOWLEDGEMENT, self.name, ("mailen kvitterer kun for modtagelsen",))


def _is_receipt(contents: Contents, text: str) -> bool:
    """Say whether a journal number or the like is named; what a machine sends without one is an automatic reply."""
    automatic = find_automatic_header(contents) is not None or bool(AUTOMATIC_SUBJECT.match(contents.subject))
    return bool(_JOURNAL.search(text)) or not automatic


rule = Acknowledgement()
