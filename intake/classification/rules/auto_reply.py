"""Automatic replies (RFC 3834), by header, by subject, and by what absent people's mailboxes say."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.automatic import find_automatic_header
from intake.classification.contents import Contents
from intake.classification.phrases import CLAIMS_ANSWER, HEARING_REPLY
from intake.classification.stage import Stage

_SUBJECT = re.compile(
    r"^\W*(?:automati(?:sk|skt|c|cal|sche[srn]?|seret|sert)[ _-]+(?:svar|reply|response|antwort|besked)|"
    r"auto[ _-]?(?:svar|reply|response|matic)|"
    r"automated (?:reply|response)|out[ _-]of[ _-](?:the[ _-])?office|ikke til ?stede|ikke på kontoret|"
    r"inte på (?:kontoret|plats)|"
    r"abwesenheits\w*|(?:fravær|fraværsbesked|fraværsmelding|frånvaro\w*|frånvarande|abwesen\w+|ferie|feriebesked|"
    r"semester|ooo|"
    r"vacation|urlaub)\s*(?::|$)|jeg er på ferie|(?:on|annual) (?:vacation|leave)|vacation (?:reply|response|message))"
)
_ABSENT = re.compile(
    r"ikke (?:er )?til ?stede|ikke på (?:kontoret|arbejde|jobb)|på (?:sommer|efterårs|vinter|jule)?ferie|(?:holder|"
    r"har|avholder) (?:\w+ )?ferie|"
    r"fraværende|jeg har fri\b|(?:er|kommer) tilbage (?:igen |på |den |i |man|tirs|ons|tors|fre|d\.)|barsel|orlov|"
    r"permisjon|"
    r"sygemeldt|afspadser|avspaser|ikke længere (?:ansat|i)|fratrådt|er stoppet i|tilbake (?:på|den|i)|på semester|"
    r"har semester|frånvarande|"
    r"tillbaka (?:på|den|i)|tjänstledig|inte på (?:kontoret|plats)|abwesend|nicht im büro|im urlaub|wieder (?:im|"
    r"erreichbar)|"
    r"out of (?:the )?office|on (?:vacation|holiday|leave|annual leave)|maternity leave|away from (?:the office|my)|"
    r"will be back|"
    r"limited access|returning on|no longer (?:employed|with|works)"
)
_REFERS = re.compile(
    r"kontakt|henvend|ring(?:e)? til|haster|hastende|vikar|videresend|besvar|svarer? (?:på )?(?:din|dig)|contact|"
    r"urgent|vänligen|dringend|wenden|"
    r"tilbage|tilbake|tillbaka|\bback\b|zurück|læse[rs]? (?:ikke )?(?:min|mails)|mails? (?:bliver|læses)"
)
_SHORT = 900


class AutoReply:
    """Set aside only when nothing in it looks like somebody's answer."""

    name = "auto_reply"
    stage = Stage.AUTOMATIC

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return automatic reply with the sign it was known by, OTHER when it brings an answer too."""
        evidence = _find_evidence(contents)
        if evidence is None:
            return None
        against = _find_answer(contents)
        if against:
            return KindFinding(Kind.OTHER, self.name, (evidence, against))
        return KindFinding(Kind.AUTO_REPLY, self.name, (evidence,))


def _find_evidence(contents: Contents) -> str | None:
    header = find_automatic_header(contents)
    if header:
        return f"mailen er mærket som automatisk svar ({header})"
    if _SUBJECT.match(contents.subject):
        return f"emnet er »{contents.subject[:80]}«"
    submitted = contents.header("Auto-Submitted")
    by_machine = submitted.startswith("auto-") or contents.has_header("X-MS-Exchange-Inbox-Rules-Loop")
    absent = _ABSENT.search(contents.words) if len(contents.words) <= _SHORT else None
    if absent and (by_machine or _REFERS.search(contents.words)):
        return f"teksten melder fravær (»{absent[0]}«)"
    if submitted.startswith("auto-") and contents.documents:
        return "mailen er mærket som sendt af en maskine (Auto-Submitted)"
    return None


def _find_answer(contents: Contents) -> str | None:
    if contents.documents:
        return f"men har {contents.documents[0].filename} vedhæftet"
    claim = CLAIMS_ANSWER.search(contents.words)
    if claim and (HEARING_REPLY.search(contents.words) or not _ABSENT.search(contents.words)):
        return f"men siger »{claim[0]}«"
    if not contents.is_short and HEARING_REPLY.search(contents.words) and not _ABSENT.search(contents.words):
        return "men ligner et høringssvar"
    return None


rule = AutoReply()
