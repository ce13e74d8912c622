"""To have no comments is an answer; to have none yet, or none but one, is another."""

from domain.kind import Kind, KindFinding
from domain.message import READABLE
from domain.pattern import compile_late
from intake.classification.contents import SHORT_DOCUMENT, Contents, plain
from intake.classification.declining import cut_declining, find_declining, remove_declining, says_nothing
from intake.classification.matter import names_other_matter
from intake.classification.phrases import ANNOUNCES_FILE, ANSWER_WORDS, ASKS_US, FOREIGN_MATTER
from intake.classification.stage import Stage

_OTHER_APPROVED = compile_late(
    r"\b(?:referat|dagsorden|tidsplan|kontrakt|aftale|faktura|budget|program|mødedato)\w* (?:\w+ ){0,4}?"
    r"(?:godkend|tages|uden bemærkninger)|"
    r"(?:godkendt|tiltrådt|vedtaget|godkendte) (?!\w*(?:værdi|udkast|svar|høring)|det|dem|sagen)\w{5,} uden"
)
_WRONG_PERSON = compile_late(r"ikke (?:den |de )?rette (?:person|modtager|vedkommende|kontakt)")
_ABOUT_OTHER = compile_late(
    r"(?:bemærkning|kommentar|indsigelse|indvending|tilføjelse)\w* "
    r"(?:til|over|i?mod|vedr\.?|vedrørende|om|på|angående),? (?:[\w'’-]+ ){0,4}?"
    r"(?:\w*(?:referat|dagsorden|møde|dato|tidspunkt|tidsplan|lokale|program|politikken|faktura|regning|"
    r"kontrakt|aftale|lovforslag|lokalplan|bekendtgørelse|budget|invitation|deltagerliste|skabelon|format|frist|"
    r"proces)\w*)"
)
"""What there are no comments on is something else than what was asked."""
_NOT_YET = compile_late(
    r"^(?:hører|får|modtager) (?:i|kl) (?:\w+ )?(?:ikke|intet)\b|"
    r"afgjort|afklaret|\bom \w+ kommune\b|endnu|foreløbig|\bfør\b|\bp\.?t\.?\b|indtil videre|\bhvis\b|såfremt|"
    r"medmindre|forvente|regner med|"
    r"hvorvidt|måske|"
    r"muligvis|formentlig|betyder ikke|\bom (?:vi|i|der)\b|afventer|går vi ud fra|antager"
)
_FOR_NOW = compile_late(r"nuværende tidspunkt|(?:i )?denne (?:omgang|gang)|for nuværende|i første omgang")
"""Said of a consultation that ends with its deadline, this is a courtesy, unless more is announced."""
_MORE_FOLLOWS = compile_late(
    r"\bmen\b|\bdog\b|følger\b|kommer\b|eftersend|fremsende|\bsende[rs]?\b|vender|senere|\bnår\b|\befter\b|afvent|"
    r"behandle|"
    r"drøfte|møde[rt]?\b|mødes|første omgang|forbehold|mulighed for|uddybe|supplere"
)
_POLITE_TURN = compile_late(r"^[^.;]{0,60}?,? men\b(?= (?:vi |der |\w+ kommune )?(?:har|er)\b)|\bdog\b")
"""Before what declines: "tak, men vi har ikke noget at tilføje denne gang"."""
_NOTHING_FOLLOWS = compile_late(
    r"(?:der )?(?:kommer|følger|sendes) (?:der )?(?:heller |altså |derfor )?(?:ikke|ingen)\b|hører (?:i )?ikke"
)
_TAKEN_BACK = compile_late(
    r"ikke mange|ikke så mange|få bemærkninger|ud ?over|bortset fra|undtage|foruden|på nær|bare at|kun at|"
    r"andet end|end at"
)
_TURNS = compile_late(
    r"\bmen\b(?! (?:vi )?(?:siger )?tak(?:(?: for)?(?: \w+){0,3}|"
    r" for (?:at|invitationen|muligheden|høringen|lejligheden)\b[^,;]*)\W*$)|\bdog\b|ellers"
)
"""Behind what declines; before it, it is only polite: "vi siger tak, men har ingen bemærkninger".

Thanks that end the sentence are polite as well; "men tak for udkastet, hvor vi savner noget" goes on.
"""
_GOES_ON = compile_late(r"dog\b|men\b|vi \w+ dog\b")
_SEE_SUBJECT = compile_late(
    r"^(?:se|jfr?|læs|som (?:skrevet|nævnt|angivet) i)\b\.?[^.?]{0,25}\bemne\w{0,6}\b[^?]{0,40}$"
)
_MORE = compile_late(
    r"foreslå|anbefal|ønsker (?!ikke)|opfordre|savner|\bbør\b|mangler|forslag til|kunne overvejes|problematisk|bekymr"
)

_IS_INHERITED = compile_late(r"\s*(?:sv|re|vs|fw|fwd|rykker)\s*:")
"""A reply's subject is that of the mail it replies to, whoever wrote that: "SV: Har I ingen bemærkninger"."""


class NoComments:
    """Looks at the own words and at letters of a few lines."""

    name = "no_comments"
    stage = Stage.NO_COMMENTS

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return no comments; response where something is said all the same; OTHER where it is not final."""
        if any(_is_long_or_unread(d.extracted.text, contents) for d in contents.own_documents):
            return None
        sentences = contents.letter_sentences
        index = find_declining(sentences)
        if index is None:
            return self._read_subject(contents)
        said, after = sentences[index], sentences[index + 1] if index + 1 < len(sentences) else ""
        if _is_about_other(contents, said) and _hands_over(contents, said):
            return None
        return KindFinding(_judge(contents, said, after), self.name, (f"»{said[:160]}«",))

    def _read_subject(self, contents: Contents) -> KindFinding | None:
        """Return no comments where the subject declines, and the mail points to it or is empty."""
        said = contents.subject
        if not says_nothing(said) or _NOT_YET.search(said) or "?" in said or not _points_to_subject(contents):
            return None
        return KindFinding(Kind.NO_COMMENTS, self.name, (f"emnet er »{said[:80]}«",))


def _points_to_subject(contents: Contents) -> bool:
    """Say whether no more is written than to look at the subject, or nothing below a subject of his own."""
    if contents.mail.attachments:
        return False
    if contents.words:
        return _SEE_SUBJECT.search(contents.words) is not None
    return _IS_INHERITED.match(contents.subject) is None


def _is_long_or_unread(text: str, contents: Contents) -> bool:
    unread = any(d.extracted.verdict not in READABLE for d in contents.own_documents)
    return unread or len(text.strip()) > SHORT_DOCUMENT


def _judge(contents: Contents, said: str, after: str) -> Kind:
    foreign = FOREIGN_MATTER.search(said) and not contents.names_topic
    of_other = foreign or bool(_OTHER_APPROVED.search(said)) or _is_about_other(contents, said)
    of_other = of_other or any(_WRONG_PERSON.search(s) for s in contents.sentences)
    if of_other or _NOT_YET.search(said) or _leaves_open(contents, said) or names_other_matter(contents):
        return Kind.OTHER
    if any(ASKS_US.search(s) for s in contents.sentences):
        return Kind.QUESTION
    others = " ".join(s for s in contents.letter_sentences if s != said)
    qualified = _TAKEN_BACK.search(said) or _TURNS.search(cut_declining(said)) or _GOES_ON.match(after)
    more = qualified or _MORE.search(others) or _brings_more(contents) or not contents.is_short
    return Kind.RESPONSE if more else Kind.NO_COMMENTS


def _is_about_other(contents: Contents, said: str) -> bool:
    """Say whether there are no comments on something else; where the matter is named as well, it may be all of it."""
    other = _ABOUT_OTHER.search(said)
    return other is not None and not contents.topic.is_named_in(other[0])


def _hands_over(contents: Contents, declining: str) -> bool:
    """Say whether another sentence hands over what is attached: "Vores bemærkninger fremgår af vedhæftede"."""
    others = (s for s in contents.sentences if s != declining)
    return bool(contents.own_documents) and any(ANNOUNCES_FILE.search(s) and ANSWER_WORDS.search(s) for s in others)


def _brings_more(contents: Contents) -> bool:
    """Say whether a letter says something, beside a mail that has nothing to add to it."""
    return any(not says_nothing(plain(d.extracted.text)) for d in contents.own_documents)


def _leaves_open(contents: Contents, said: str) -> bool:
    """Say whether there are no comments for now, and any sentence says that some may follow."""
    if not _FOR_NOW.search(said):
        return False
    others = (s for s in contents.sentences if s != said)
    rest = _POLITE_TURN.sub(" ", remove_declining(said))
    return any(_MORE_FOLLOWS.search(_NOTHING_FOLLOWS.sub(" ", s)) for s in (rest, *others))


rule = NoComments()
