"""To have no comments is an answer; to have none yet, or none but one, is another."""

import re

from domain.kind import Kind, KindFinding
from domain.message import READABLE
from intake.classification.contents import SHORT_DOCUMENT, Contents
from intake.classification.matter import names_other_matter
from intake.classification.phrases import ASKS_US, FOREIGN_MATTER
from intake.classification.stage import Stage

_ADJECTIVES = (
    r"(?:(?:nogen|nogle|særlige|yderligere|konkrete|væsentlige|egentlige|flere|andre|øvrige|faglige|politiske|"
    r"umiddelbare|haft) )*"
)
_NOTHING = re.compile(
    rf"\b(?:ingen|ikke) {_ADJECTIVES}(?:bemærkning|kommentar|indsigelse|indvending|tilføjelse|ændringsforslag)|"
    rf"ikke (?:fundet |givet |giver )?anledning til {_ADJECTIVES}(?:bemærkning|kommentar)|"
    r"(?:ønsker|agter|vil) (?:\w+ )?ikke (?:at )?(?:afgive|komme med|indsende|fremsende|kommentere|udtale|svare)|"
    r"ikke (?:ønsker|agter) at (?:afgive|komme|indsende|kommentere)|"
    r"(?:afstår|undlader) (?:fra )?at (?:afgive|svare|kommentere|komme med)|(?:intet|ikke noget|"
    r"ikke yderligere) at (?:bemærke|tilføje|indvende|kommentere)|"
    r"\buden bemærkninger\b"
)
_NOT_YET = re.compile(
    r"endnu|foreløbig|nuværende tidspunkt|\bp\.?t\.?\b|indtil videre|\bhvis\b|såfremt|medmindre|forvente|regner med|"
    r"hvorvidt|måske|"
    r"muligvis|formentlig|betyder ikke|\bom (?:vi|i|der)\b|afventer|går vi ud fra|antager"
)
_TAKEN_BACK = re.compile(
    r"ud ?over|bortset fra|\bmen\b|\bdog\b|undtage|foruden|på nær|ellers|bare at|kun at|andet end|end at"
)
_MORE = re.compile(
    r"foreslå|anbefal|ønsker (?!ikke)|opfordre|savner|\bbør\b|mangler|forslag til|kunne overvejes|problematisk|bekymr"
)


class NoComments:
    """Looks at the own words and at letters of a few lines."""

    name = "no_comments"
    stage = Stage.NO_COMMENTS

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return no comments; response where something is said all the same; OTHER where it is not final."""
        if any(_is_long_or_unread(d.extracted.text, contents) for d in contents.own_documents):
            return None
        sentences = contents.letter_sentences
        index = next((i for i, s in enumerate(sentences) if _NOTHING.search(s)), None)
        if index is None or "?" in sentences[index]:
            return None
        said, after = sentences[index], sentences[index + 1] if index + 1 < len(sentences) else ""
        return KindFinding(_judge(contents, said, after), self.name, (f"»{said[:160]}«",))


def _is_long_or_unread(text: str, contents: Contents) -> bool:
    unread = any(d.extracted.verdict not in READABLE for d in contents.own_documents)
    return unread or len(text.strip()) > SHORT_DOCUMENT


def _judge(contents: Contents, said: str, after: str) -> Kind:
    foreign = FOREIGN_MATTER.search(said) and not contents.names_topic
    if _NOT_YET.search(said) or foreign or names_other_matter(contents):
        return Kind.OTHER
    if any(ASKS_US.search(s) for s in contents.sentences):
        return Kind.QUESTION
    others = " ".join(s for s in contents.letter_sentences if s != said)
    qualified = _TAKEN_BACK.search(said) or re.match(r"dog\b|men\b|vi \w+ dog\b", after)
    return Kind.RESPONSE if qualified or _MORE.search(others) or not contents.is_short else Kind.NO_COMMENTS


rule = NoComments()
