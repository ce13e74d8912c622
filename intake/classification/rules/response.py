"""An answer: a document that speaks of the matter, or own words that say what somebody thinks."""

import re

from domain.kind import Kind, KindFinding
from domain.message import READABLE
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.learned.hearing import sounds_like
from intake.classification.learned.sorts import Sort
from intake.classification.matter import is_foreign, names_other_matter
from intake.classification.missing import announces_file, find_link
from intake.classification.phrases import (
    ANSWER_WORDS,
    ASKS,
    ASKS_US,
    COURTESY,
    HEARING_REPLY,
    OPINION,
    REPORTS,
    SHORT_OPINION,
    UNFINISHED,
    holds_any,
)
from intake.classification.receipts import is_receipt_file
from intake.classification.stage import Stage
from intake.classification.substance import says_something, speaks_of_matter
from intake.classification.unfinished import brings_draft, find_promise

_TO_COLLEAGUES = compile_late(
    r"\s*(?:kære|hej|til) (?:alle |i )?(?:\w*udvalg\b|udvalgsmedlem|kolleg|direktion|chefgruppe|ledergruppe|"
    r"skoleleder|"
    r"borgmester|byrådsmedlem|team\b)",
    re.IGNORECASE,
)
"""A mail within the house that came to us by mistake: "Kære udvalg"."""
_GATHERING = compile_late(
    r"indkaldelse|"
    r"\wmøde[rt]?\b|\bmødet\b|\bet (?:\w+ ){0,2}møde\b|\bmødes\b|\bmødetid|\bmødedato|"
    r"arrangement|temadag|temamøde|\boplæg|\blokale(?:t|r)\b|mødelokale|\bet lokale\b|konference|webinar|"
    r"\bkurset\b|\blogin\b|frokost"
)
_HELD_AT = compile_late(r"\b(?:på|i|ved|efter|under|af|fra) (?:[\w.'’-]+ ){0,3}?(?:\w*møde[rt]?)\b")
"""Where an opinion was formed: "udvalget har på sit møde den 8. oktober besluttet"."""
_NOT_DECIDED = compile_late(
    r"vil indstille|\bindstiller|indstilling|lægger op til|regner med|\bafgør(?:es)?\b|personlig|uofficiel|mellem os|"
    r"formentlig|måske|sandsynligvis|forvente|\bvil (?:blive )?drøfte|tage det op|"
    r"\bjeg (?:anbefaler|foreslår|støtter|bakker|finder|vurderer|savner|opfordrer|ser)\b"
)
"""Not yet an opinion, or one person's."""
_OTHER_PAPER = compile_late(
    r"\bintern\w* (?:notat|papir|arbejdspapir|dokument)|\bsend\w* (?:\w+ ){0,3}(?:notat|artikel|dagsorden|referat)\b|"
    r"(?:vedhæftet|vedlagt|\bhermed|\bher)\b (?:(?:er|følger|fremsendes|sendes|kommer|får i) )?(?:\w+ ){0,5}?"
    r"(?:læserbrev|dagsorden\w*|sagsfremstilling\w*|referat\w*|pressemeddelelse|artikel|invitation\w*|program\w*|"
    r"[\wæøå-]*politik(?:ken)?)\b"
)
"""Says of the file that it is something else than an answer."""
_TURNS_TO_QUESTION = compile_late(
    r"(?:i forhold til|vedrørende|vedr\.?|angående|hvad angår|svar på|til) (?:det )?(?:første|andet|sidste) spørgsmål"
)
_TAKES_FLOOR = compile_late(
    r"tak(?:ker)? for (?:\w+ ){0,2}?(?:muligheden|lejligheden|invitationen|anledningen) (?:for |til )?at "
    r"(?:\w+ ){0,3}?(?:svare|besvare|kommentere|bidrage|komme med|give|afgive|udtale)|" + _TURNS_TO_QUESTION.pattern
)
_LEAST_SAID = 120
"""Characters that say something, and not only that something will be said."""
_NUMBERED = (
    r"(?:^|\s)(?:ad\.?|til|(?:(?:ad|svar (?:på|til)|til) )?(?:spørgsmål|spm\.?|spgm?\.?|sp\.)|svar|punkt|pkt\.?)"
    r"\s?(?:nr\.? ?)?"
)
_AND_SAYS = r"(?:\s?[.:)–-]|,? (?:kan|er|har|vil|henviser|mener|ser|svarer|finder|oplyser|bemærker)\b)"
_FIRST_ANSWER = compile_late(rf"{_NUMBERED}(?:1|a|i|et){_AND_SAYS}")
_SECOND_ANSWER = compile_late(rf"{_NUMBERED}(?:2|b|ii|to){_AND_SAYS}")
_ANSWER_SUBJECT = compile_late(
    r"(?:(?:vores|kommunens|endelig[te]?) )?(?:hørings?svar|svar|besvarelse|bemærkninger|kommentarer|udtalelse)"
    r"(?:$|[ :,–-])(?!.{0,40}(?:frist|skema|skabelon|bekræft))"
)
"""Without »SV:«, for then it would be ours."""
_DECLARES = compile_late(
    r"det(?:te)? er (?:vores|kommunens|udvalgets|byrådets|hermed vores) (?:\w+ )?(?:svar|bemærkninger|input|"
    r"kommentarer|"
    r"tilbagemelding)|(?:hermed|her er|her kommer|følgende|nedenfor)\b[^.?]{0,60}(?:svar|besvarelse|bemærkninger|"
    r"kommentarer|"
    r"input|udtalelse|tilbagemelding)\b[^.?]{0,60}:|afgiver (?:hermed )?følgende|har følgende (?:\w+ )?(?:svar|"
    r"bemærkning|kommentar|input)"
)
_ARRIVED = compile_late(r"kvitter\w* for (?:\w+ )?modtag|modtagelsen|journalis|over(?:sendt|sendes)|videresend|sagsn")
"""What is said of our letter's way through the house is nothing of what it is about."""
_TO_BE_DEALT_WITH = compile_late(
    r"(?:ønsker|vil|skal) (?:\w+ ){0,2}(?:at )?(?:drøfte|behandle)\b (?:det|sagen|dem|høringen)|gøre os umage|"
    r"hvoraf det sidste|"
    r"(?:sagen|høringen|det) skal (?:\w+ ){0,2}(?:drøftes|behandles|i udvalget|i byrådet|på)"
)
"""An answer is thought of, and not given: "udvalget ønsker at drøfte det på to møder"."""
_AGREES = compile_late(r"bakke[rt]? op|støtter|tilslutte|tiltræder|\benig|anbefaler")
_PRACTICAL = compile_late(r"kontaktperson|faktura|\bean\b|skiftet navn|ny adresse|telefonnummer|mailadresse")
_SURE_QUESTION, _SURE_HANDOVER, _LIKELY_HANDOVER = 0.75, 0.9, 0.5
_ANSWERING = (Sort.HANDOVER, Sort.STATEMENT, Sort.NO_COMMENTS)
_ITEM = compile_late(r"(?:[1-9a-c][.)]|[-•*–]) ")
_LEAST_OF_ITEM = 15
_LEAST_BELOW = 60
_LEAST_REPORT, _LEAST_REPORTS = 40, 2
"""Who answers by number answers what was asked, in however few words."""


class Response:
    """A document alone is none: municipalities also send invoices and invitations."""

    name = "response"
    stage = Stage.RESPONSE

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return response with what it was found in, OTHER for an answer that is only promised."""
        if is_foreign(contents):
            return None
        objection = _find_objection(contents)
        if objection:
            return KindFinding(Kind.OTHER, self.name, (objection,))
        if contents.own_documents:
            return self._judge_documents(contents)
        return self._judge_words(contents)

    def _judge_documents(self, contents: Contents) -> KindFinding | None:
        names = ", ".join(document.filename for document in contents.own_documents[:3])
        other = _OTHER_PAPER.search(contents.words)
        if other and contents.is_short and not ANSWER_WORDS.search(contents.words):
            return KindFinding(Kind.OTHER, self.name, (f"bilaget er noget andet: »{other[0]}«",))
        if all(map(is_receipt_file, contents.own_documents)):
            return KindFinding(Kind.OTHER, self.name, (f"bilaget er en kvittering: {names}",))
        if _only_asks(contents):
            return KindFinding(Kind.QUESTION, self.name, (f"mailen spørger til {names}",))
        if contents.names_topic or _speaks_as_answer(contents):
            return KindFinding(Kind.RESPONSE, self.name, (f"vedhæftet: {names}",))
        return None

    def _judge_words(self, contents: Contents) -> KindFinding | None:
        text = f"{contents.subject} {contents.words}"
        declares = _declares_answer(contents)
        on_matter = declares or contents.names_topic or bool(HEARING_REPLY.search(text))
        if ANSWER_WORDS.search(contents.words) and (announces_file(contents.sentences) or find_link(contents)):
            return KindFinding(Kind.RESPONSE, self.name, ("mailen omtaler et svar, som ikke står i den",))
        if contents.is_short:
            asks = any(ASKS.search(s) for s in contents.sentences)
            says = on_matter and (_says_opinion(contents, declares=declares) or _takes_the_floor(contents))
            says = says or _answers_what_was_asked(contents, on_matter=on_matter)
            says = says or _answers_at_once(contents)
            says = says or (on_matter and (_reports(contents) or _has_substance(contents)))
            answers = says and not asks and not _TO_BE_DEALT_WITH.search(contents.words)
            return KindFinding(Kind.RESPONSE, self.name, ("teksten svarer i få ord",)) if answers else None
        speaks = OPINION.search(contents.words) or _takes_the_floor(contents)
        if on_matter and speaks and not _only_asks(contents):
            return KindFinding(Kind.RESPONSE, self.name, (f"egen tekst på {len(contents.words)} tegn",))
        return None


def _find_objection(contents: Contents) -> str | None:
    """Find what speaks against an answer, in a sentence: other business, other readers, a promise, a draft."""
    other = names_other_matter(contents)
    if other and (contents.own_documents or not contents.is_short):
        return f"mailen handler om noget andet: »{other}«"
    colleagues = _TO_COLLEAGUES.match(contents.mail.body)
    if colleagues:
        return f"mailen er stilet til andre: »{colleagues[0].strip()}«"
    promise = find_promise(contents)
    if promise:
        return f"svaret er kun lovet: »{promise[:160]}«"
    return "mailen omtaler et udkast til svar" if brings_draft(contents) else None


def _speaks_as_answer(contents: Contents) -> bool:
    """Say of files that do not name the matter whether they answer all the same: »Svar.pdf« may be of anything."""
    if not contents.mentions(ANSWER_WORDS):
        return False
    unread = any(d.extracted.verdict not in READABLE for d in contents.own_documents)
    return unread or contents.mentions(HEARING_REPLY) or bool(OPINION.search(contents.document_words))


def _declares_answer(contents: Contents) -> bool:
    """Say whether the words, or a subject that the sender chose, declare that this is the answer."""
    return bool(_ANSWER_SUBJECT.match(contents.subject)) or bool(_DECLARES.search(contents.words))


def _says_opinion(contents: Contents, *, declares: bool) -> bool:
    """Say whether a sentence says what somebody thinks, and not of a meeting or the like.

    In what is declared to be the answer, less is needed to know an opinion by.
    """
    if not declares and not (contents.topic.is_named_in(contents.words) or speaks_of_matter(contents.words)):
        return False
    opinion = OPINION if declares else SHORT_OPINION
    if declares and (UNFINISHED.search(contents.words) or _PRACTICAL.search(contents.words)):
        return False
    said = [s for s in contents.sentences if opinion.search(s) and not _NOT_DECIDED.search(s) and not _only_arrived(s)]
    return any(not _GATHERING.search(_HELD_AT.sub(" ", s)) for s in said)


def _only_arrived(sentence: str) -> bool:
    return bool(_ARRIVED.search(sentence)) and not _AGREES.search(sentence)


def _answers_at_once(contents: Contents) -> bool:
    """Say whether the words are said to be the answer, and there are some beside those that say it."""
    declaring = [s for s in contents.sentences if _DECLARES.search(s)]
    rest = sum(len(s) for s in contents.sentences if s not in declaring)
    return bool(declaring) and rest >= _LEAST_BELOW and not _is_of_other_business(contents)


def _reports(contents: Contents) -> bool:
    """Say whether several sentences tell how things are done or should be, as an answer does throughout."""
    telling = [s for s in contents.sentences if len(s) >= _LEAST_REPORT and (REPORTS.search(s) or OPINION.search(s))]
    undecided = any(_NOT_DECIDED.search(s) or UNFINISHED.search(s) for s in contents.sentences)
    return len(telling) >= _LEAST_REPORTS and not undecided and not _is_of_other_business(contents)


def _has_substance(contents: Contents) -> bool:
    """Say whether a sentence says something of the matter, and none tells of other business or leaves it open."""
    if _is_of_other_business(contents) or any(_NOT_DECIDED.search(s) for s in contents.sentences):
        return False
    return any(says_something(s) for s in contents.sentences)


def _is_of_other_business(contents: Contents) -> bool:
    """Say whether the words are of a meeting, an address or the like, or of an answer still being written."""
    if UNFINISHED.search(contents.words) or _PRACTICAL.search(contents.words):
        return True
    return bool(_GATHERING.search(_HELD_AT.sub(" ", contents.words)))


def _takes_the_floor(contents: Contents) -> bool:
    """Say whether somebody thanks for being asked, or turns to a question, and then says more than that."""
    if _is_of_other_business(contents):
        return False
    opened = [s for s in contents.sentences if _TAKES_FLOOR.search(s)]
    rest = [s for s in contents.sentences if s not in opened or _TURNS_TO_QUESTION.search(s)]
    if any(_GATHERING.search(s) for s in opened):
        return False
    return bool(opened) and sum(len(s) for s in rest) >= _LEAST_SAID and not announces_file(contents.sentences)


def _answers_what_was_asked(contents: Contents, *, on_matter: bool) -> bool:
    """Say whether it goes through what was asked: by number, or with our questions above its own words."""
    if UNFINISHED.search(contents.words) or _PRACTICAL.search(contents.words):
        return False
    if _FIRST_ANSWER.search(contents.words) and _SECOND_ANSWER.search(contents.words):
        return True
    below = sum(len(s) for s in contents.sentences)
    if below >= _LEAST_BELOW and any(contents.topic.asked(s) for s in contents.letter_sentences):
        return True
    items = [s for s in contents.sentences if _ITEM.match(s) and len(s) >= _LEAST_OF_ITEM]
    thinks = any(OPINION.search(s) for s in items) and not any(_GATHERING.search(s) for s in items)
    return on_matter and thinks and len(items) > 1


def _only_asks(contents: Contents) -> bool:
    """Say whether the own words ask the reader something and nowhere hand an answer over."""
    if not holds_any(contents.words, ("?", "oplys", "fortælle", "forklare", "uddybe", "vide", "høre", "sige")):
        return False
    handing = any(ANSWER_WORDS.search(s) and not ASKS_US.search(s) for s in contents.sentences)
    if any(ASKS_US.search(s) and not COURTESY.search(s) for s in contents.sentences):
        return not sounds_like(contents, *_ANSWERING, least=_LIKELY_HANDOVER if handing else _SURE_HANDOVER)
    return not handing and contents.is_short and sounds_like(contents, Sort.QUESTION, least=_SURE_QUESTION)


rule = Response()
