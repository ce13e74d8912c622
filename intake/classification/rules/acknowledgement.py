"""A journal system says that it has received something: no answer, however politely it thanks."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.automatic import ABSENT, AUTOMATIC_SUBJECT, find_automatic_header
from intake.classification.contents import Contents
from intake.classification.declining import says_nothing
from intake.classification.more_time import asks_for_time
from intake.classification.phrases import CLAIMS_ANSWER, HEARING_REPLY, OPINION, SHORT_OPINION
from intake.classification.receipts import JOURNAL, LONGEST_RECEIPT, RECEIVED, is_receipt_file
from intake.classification.stage import Stage
from intake.classification.taking_back import takes_back

_NOT_RECEIVED = compile_late(r"\b(?:ikke|aldrig) (?:\w+ ){0,2}(?:modtaget|modtog|fået)")
_BOILERPLATE = compile_late(
    r"modtaget|modtog|modtagelsen|kvitter|bekræft|henvendelse|sagsn|sags-?id|sagsbehandl|journal|registrer|"
    r"besvare[rst]?\b|"
    r"vender tilbage|svar(?:er)? (?:dig|jer|snarest|hurtigst|inden|så)|automatisk|kan ikke besvares|"
    r"ikke svare på denne|åbningstid|telefon|\btlf|"
    r"personoplysning|databeskyttelse|privatliv|hjemmeside|www\.|hverdage|arbejdsdage|\buge[rn]?\b|behandle[rst]?\b|"
    r"sagsbehandler|læst af|foretage dig|læser (?:alle )?mails|noteret|oversendt|sendt (?:det |den )?videre|"
    r"videresendt|"
    r"fordelt|reference|digital post|borger\.dk|tak for|venlig|kontakt|sikker (?:mail|e-mail|post)|"
    r"sagen (?:er|har|vil)|fået (?:nr|nummer)|forvente|rette (?:afdeling|fag|vedkommende|forvaltning|"
    r"sted)|"
    r"hovedpostkasse|ekspedition|svartid|brug for hjælp|\bring (?:til|på)?|borgerservice|"
    r"^[\wæøå ,.&/-]{0,60}\bkommune(?:, [\w ]+)?\.?$"
)
_HEREBY = compile_late(r"(?<=bekræfter )hermed|(?<=kvitterer )hermed|\bhermed (?=bekræft|kvitter)")
"""Receipts say "hermed" too: it hands nothing over there."""
_RECEIVED_FILE = compile_late(
    r"(?:modtaget|modtagelsen af|kvitter\w* for|journaliseret|registreret|oprettet|oprettes) (?:\w+ ){0,4}?"
    r"(?:vedhæft|vedlagt|fremsend|indsend)\w*|(?:vedhæft|vedlagt|fremsend)\w* (?:\w+ ){0,2}?(?:er|blev) "
    r"(?:nu |hermed )?(?:modtaget|journaliseret|registreret)"
)
"""What was received came from us: "vi har modtaget vedhæftede brev"."""
_ARRIVED = compile_late(r"modtag|modtog|kvitter|journalis|registrer|oprettet")
"""Thanks alone may introduce anything: "Tak for jeres brev", and a letter."""
_YOU_RECEIVED = compile_late(
    r"\b(?:i|du|kl) (?:\w+ )?(?:har|havde) (?:\w+ ){0,3}(?:modtaget|fået)|\bhar (?:i|du|kl) (?:\w+ ){0,3}modtaget|"
    r"\b(?:i|du|kl) modtog|\bmodtog (?:i|du)\b|\bdet svar\b"
)
"""What you received was sent by us: "det svar, I har modtaget, var ikke godkendt"."""
_OF_ANSWER = compile_late(
    r"\bsvaret\b|hørings?svar|besvarelsen|udtalelsen|"
    r"kvitter\w* for (?:et|en|de|det|den) (?:\w+ )?(?:god|fin|flot|stærk|gode|fine|sæt|arbejde)|"
    r"\b(?:kerne)?værdi(?:er|erne)? (?:er|giver|bør|passer)"
)
_MOST_OWN_WORDS = 20
"""Letters that may be left when everything a receipt says is taken away: a name, a title."""


class Acknowledgement:
    """Every sentence must be one that receipts are made of; anything more is somebody's own words."""

    name = "acknowledgement"
    stage = Stage.RECEIPT

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return acknowledgement for a short mail that says only that something was received."""
        text = f"{contents.subject} {contents.words}"
        if len(contents.words) > LONGEST_RECEIPT or "?" in contents.words or not RECEIVED.search(text):
            return None
        if any(sign.search(contents.words) for sign in (ABSENT, _NOT_RECEIVED, SHORT_OPINION)):
            return None
        if any(map(_wants_something, contents.sentences)):
            return None
        if CLAIMS_ANSWER.search(_RECEIVED_FILE.sub("", _HEREBY.sub("", contents.words))) or not _is_receipt(
            contents, text
        ):
            return None
        rest = [s for s in contents.sentences if not _BOILERPLATE.search(s)]
        most = _MOST_OWN_WORDS if JOURNAL.search(text) else 0
        if sum(c.isalpha() for s in rest for c in s) > most or OPINION.search(" ".join(rest)):
            return None
        return self._judge_documents(contents)

    def _judge_documents(self, contents: Contents) -> KindFinding | None:
        """Return acknowledgement; OTHER beside a file that is no receipt, and nothing beside one that may answer."""
        evidence = "mailen kvitterer kun for modtagelsen"
        others = [d for d in contents.documents if not is_receipt_file(d)]
        if not others:
            return KindFinding(Kind.ACKNOWLEDGEMENT, self.name, (evidence,))
        if any(HEARING_REPLY.search(d.filename.lower()) for d in others) or not _ARRIVED.search(contents.words):
            return None
        return KindFinding(Kind.OTHER, self.name, (evidence, f"men har {others[0].filename} vedhæftet"))


def _wants_something(sentence: str) -> bool:
    """Say whether a sentence declines, asks for time, takes back, or praises: machines confirm, and no more."""
    if says_nothing(sentence) or asks_for_time(sentence, strict=True) or takes_back(sentence):
        return True
    return bool(_YOU_RECEIVED.search(sentence) or _OF_ANSWER.search(sentence))


def _is_receipt(contents: Contents, text: str) -> bool:
    """Say whether a journal number or the like is named; what a machine sends without one is an automatic reply."""
    automatic = find_automatic_header(contents) is not None or bool(AUTOMATIC_SUBJECT.match(contents.subject))
    return bool(JOURNAL.search(text)) or not automatic


rule = Acknowledgement()
