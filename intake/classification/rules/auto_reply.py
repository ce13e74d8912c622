"""Automatic replies (RFC 3834), by header, by subject, and by what absent people's mailboxes say."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.automatic import ABSENT, AUTOMATIC_SUBJECT, find_automatic_header
from intake.classification.contents import Contents
from intake.classification.declining import says_nothing
from intake.classification.phrases import CLAIMS_ANSWER, HANDS_OVER, HEARING_REPLY, SHORT_OPINION
from intake.classification.stage import Stage

_REFERS = compile_late(
    r"kontakt|henvend|ring(?:e)? til|haster|hastende|vikar|videresend|besvar|svarer? (?:på )?(?:din|dig)|contact|"
    r"urgent|vänligen|kontakta|skriv (?:i stedet )?til|\bring\b|svarer (?:på mails|dig|når)|kan du kontakte|respond|"
    r"when i return|"
    r"læser (?:først )?(?:mine )?mails? igen|dringend|wenden|"
    r"tilbage|tilbake|tillbaka|\bback\b|zurück|læse[rs]? (?:ikke )?(?:min|mails)|mails? (?:bliver|læses)"
)
_TO_READER = compile_late(r"kontakt|henvend|haster|\bd(?:u|ig|in|it|ine)\b|\byou|\bihre?\b|\bsie\b")
"""Of whom to turn to instead, in any language: "din mail", "du kan skrive til …"."""
_SAYS = (CLAIMS_ANSWER, SHORT_OPINION, HANDS_OVER)
_OF_HEARING = compile_late(
    r"høring|bemærkning|udtalelse|værdi|frist|udvalg|byråd|til mig\b|fremover|\bsvaret\b|vores svar|vender tilbage"
)
"""A person tells when an answer will come: "udvalget er på studietur, så svaret kommer efter ferien"."""
_SHORT = 900
_BARE = 120
"""Characters up to which an absence needs nothing beside it to be an automatic reply."""


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
    if AUTOMATIC_SUBJECT.match(contents.subject):
        return f"emnet er »{contents.subject[:80]}«"
    submitted = contents.header("Auto-Submitted")
    by_machine = submitted.startswith("auto-") or contents.has_header("X-MS-Exchange-Inbox-Rules-Loop")
    absent = ABSENT.search(contents.words) if len(contents.words) <= _SHORT else None
    if absent and (by_machine or _says_only_that(contents)):
        return f"teksten melder om fravær (»{absent[0]}«)"
    if submitted.startswith("auto-") and contents.documents:
        return "mailen er mærket som sendt automatisk (Auto-Submitted)"
    return None


def _says_only_that(contents: Contents) -> bool:
    """Say whether a mail without a machine's mark tells of an absence and of nothing else."""
    if "?" in contents.words or (_OF_HEARING.search(contents.words) and not _REFERS.search(contents.words)):
        return False
    is_bare = len(contents.words) <= _BARE and not contents.documents
    return (is_bare or bool(_REFERS.search(contents.words))) and not _says_more(contents)


def _says_more(contents: Contents) -> bool:
    """Say whether a person wrote it: "Hermed svaret. Jeg holder ferie fra i morgen", as no machine would."""
    if contents.own_documents and HANDS_OVER.search(contents.words):
        return True
    rest = (s for s in contents.sentences if not ABSENT.search(s) and not _TO_READER.search(s))
    return any(says_nothing(s) or any(sign.search(s) for sign in _SAYS) for s in rest)


def _find_answer(contents: Contents) -> str | None:
    if contents.documents:
        return f"men har {contents.documents[0].filename} vedhæftet"
    claim = CLAIMS_ANSWER.search(contents.words)
    if claim and (HEARING_REPLY.search(contents.words) or not ABSENT.search(contents.words)):
        return f"men siger »{claim[0]}«"
    if not contents.is_short and HEARING_REPLY.search(contents.words) and not ABSENT.search(contents.words):
        return "men ligner et høringssvar"
    if contents.topic.is_named_in(contents.words) and _says_more(contents):
        return "men skriver om høringens emne"
    return None


rule = AutoReply()
