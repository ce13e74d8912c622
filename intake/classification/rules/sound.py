"""What no rule knows may still sound like mails that people have sorted."""

from domain.kind import SET_ASIDE, Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.learned.hearing import describe_sound, hear_contents, holds_for_somebody
from intake.classification.learned.sorts import Sort
from intake.classification.phrases import ASKS
from intake.classification.receipts import RECEIVED
from intake.classification.stage import Stage
from intake.classification.substance import speaks_of_matter

_KINDS = {
    Sort.STATEMENT: (Kind.RESPONSE, 0.75),
    Sort.NO_COMMENTS: (Kind.NO_COMMENTS, 0.85),
    Sort.EXTENSION_REQUEST: (Kind.EXTENSION_REQUEST, 0.6),
    Sort.QUESTION: (Kind.QUESTION, 0.6),
    Sort.WITHDRAWAL: (Kind.WITHDRAWAL, 0.6),
    Sort.ACKNOWLEDGEMENT: (Kind.ACKNOWLEDGEMENT, 0.85),
    Sort.AUTO_REPLY: (Kind.AUTO_REPLY, 0.95),
}
"""How likely a sort must be: much where nobody will look at the mail any more, less where a person does."""


_WITHOUT_MATTER = 0.85
"""How likely an answer must be that has no word of what municipalities are heard about."""
_I_PASS_ON = compile_late(
    r"\bjeg (?:har |kan |skal )?(?:hermed |lige |straks |nu |blot )?(?:bekræft\w*|kvitter\w*|(?:modtaget|fået|lagt|"
    r"journaliseret|registreret)\b(?! (?:\w+ ){0,3}\w*svar))"
)
"""Said by those who open the post, it is a receipt, and no more than one."""
_OF_AN_ANSWER = compile_late(r"\w*svar(?:et)?\b|besvarelse|bemærkning|kommentar|udtalelse|indspil|\binput|holdning")
"""Beside no word of having received anything, it may tell of an answer."""
_WITHOUT_RECEIPT = 0.95
"""How likely a receipt must be that has no word of having received anything."""
_TURNS = compile_late(r"\b(?:men|dog|desuden|samtidig|derudover|i øvrigt|ellers)\b|\?")
_DENIES = compile_late(
    r"\b(?:ikke|ikk|ingen|ingenting|intet|nej|uden|hverken|ej|inte|blank\w*|undlade?r?|afstår?|afholder|frasiger|"
    r"passerer?|0)\b"
)
"""Who has nothing to say denies something."""
_NO_RECEIPT = compile_late(
    r"\bikke (?:\w+ ){0,2}?(?:modtaget|fået|set|nået|kommet)\b|hører fra|vender tilbage|\bjeg\b|"
    r"\bsvar(?:et)? (?:følger|kommer)"
)
"""Nothing has come, or a person writes, or will: that is more than a receipt."""


def _may_be(kind: Kind, words: str, likelihood: float) -> bool:
    """Say whether the words allow a kind, however much they sound like it."""
    if kind is Kind.NO_COMMENTS:
        return bool(_DENIES.search(words))
    if kind is Kind.RESPONSE:
        return likelihood >= _WITHOUT_MATTER or (speaks_of_matter(words) and not ASKS.search(words))
    if kind is Kind.ACKNOWLEDGEMENT:
        least, against = (0.0, _TURNS) if RECEIVED.search(words) else (_WITHOUT_RECEIPT, _OF_AN_ANSWER)
        passed_on = _I_PASS_ON.sub(" ", words)
        return likelihood >= least and not (against.search(words) or _NO_RECEIPT.search(passed_on))
    return True


class Sound:
    """Only a mail that brings nothing is told by its own words alone."""

    name = "sound"
    stage = Stage.SOUND

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return the kind of the sort that the words sound like, where that is likely enough."""
        if contents.documents or contents.mail.enclosed or not contents.words:
            return None
        sound = hear_contents(contents)
        kind, least = _KINDS.get(sound.sort, (Kind.OTHER, 1.0))
        if kind in SET_ASIDE and holds_for_somebody(contents):
            return None
        if sound.likelihood < least or not _may_be(kind, contents.words, sound.likelihood):
            return None
        return KindFinding(kind, self.name, (describe_sound(sound),))


rule = Sound()
