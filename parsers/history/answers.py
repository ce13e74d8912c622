"""Answers that somebody wrote into the letter that he answers: in red, behind 'Svar:', or below its end."""

import re

from parsers.history.header_block import LOOKED_AT
from parsers.markup.history import COLOURED, QUOTE

_PLACE = (
    r"(?:nedenfor|herunder|nedenunder|inline|below|direkte i|inde i|in red|in blue"
    r"|(?:med|i) (?:rød|blå|grøn|gul|lilla|fed|kursiv)t?)\b"
)
# 'Vores svar er skrevet ind med rødt nedenfor.'; not 'Vedhæftet er vores svar på spørgsmålene nedenfor.'
_ANNOUNCED = re.compile(
    rf"\b(?:svar|svarene|svaret|besvarelser?|bemærkninger|kommentarer|answers?|comments|replies)"
    rf"(?:(?! på )[^.!?\n]){{0,60}}?\b{_PLACE}"
    rf"|\b(?:svaret|besvaret|kommenteret|indsat|skrevet)(?:(?! på )[^.!?\n]){{0,40}}?\b{_PLACE}"
    rf"|^(?:[^.!?\n]{{1,40}}[,.] ?)?se (?:venligst )?(?:nedenfor|herunder|nedenstående)\W{{0,3}}$"
    rf"|\b(?:please )?see below\W{{0,3}}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"vedhæft|vedlagt|attached|bilag|\bikke\b|\bsenere\b|vender tilbage|\bendnu\b|\bnot\b|\blater\b", re.IGNORECASE
)
_ANSWER = re.compile(
    r"^[\s*_-]{0,6}(?:vores |kommunens |udvalgets )?svar(?: på spørgsmål| til spørgsmål)?(?: ?\d{1,2})?\s?:"
    r"|^[\s*_-]{0,6}[A-ZÆØÅ][\w-]{1,30} kommunes? svar\s?:"
    r"|^[\s*]{0,6}\[[^\W\d_][^\]\d]{1,40}\][*]{0,3} \S",  # Outlook marks comments: '[Ole Jensen] Ja'
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^\s{0,8}(?:med )?(?:venlig|bedste|kærlig|mange|de bedste)e? hils|^\s{0,8}(?:mvh|vh|hilsen)\b", re.IGNORECASE
)
_GREETING = re.compile(r"^\s{0,8}(?:hej|kære|til kl|goddag|dear|hi|hello)\b[^.?!]{0,60}$", re.IGNORECASE)
_SENTENCE = re.compile(r"\w \w.{0,900}\w[.!]$")
_MANY = 2


def announces_answers(lines: list[str]) -> bool:
    """Say whether the sender's last words above his sign-off tell that his answers stand below."""
    said = [line for line in lines if line]
    end = next((at for at, line in enumerate(said) if _SIGN_OFF.match(line[:LOOKED_AT])), len(said))
    last = said[max(0, end - _MANY) : end]
    return any(_ANNOUNCED.search(line[:LOOKED_AT]) and not _ELSEWHERE.search(line[:LOOKED_AT]) for line in last)


def find_answers(message: list[str]) -> list[str]:
    """Find the answers in the letter that was answered, each with the question above it."""
    answers = [at for at, line in enumerate(message) if line.startswith(COLOURED)]
    written = sum(bool(line) for line in message)
    if len(answers) * 2 > written or not _follow_questions(message, answers):
        answers = []
    labelled = [at for at, line in enumerate(message) if _ANSWER.match(line[:LOOKED_AT])]
    if _follow_questions(message, labelled):
        answers += _extend(message, labelled)
    return _collect(message, sorted(set(answers)))


def _follow_questions(message: list[str], answers: list[int]) -> bool:
    """Say whether one of the lines stands below a question."""
    return any(_find_question(message, at, set(answers)) is not None for at in answers)


def _find_question(message: list[str], at: int, answers: set[int]) -> int | None:
    above = next((i for i in range(at - 1, max(-1, at - 4), -1) if message[i]), None)
    return above if above is not None and above not in answers and message[above].endswith("?") else None


def _extend(message: list[str], labelled: list[int]) -> list[int]:
    """Return the lines of the answers that begin there: up to the next question, or to the letter's next paragraph."""
    lines: list[int] = []
    for begin in labelled:
        for at in range(begin, len(message)):
            if at > begin and (not message[at] or message[at].endswith("?")):
                break
            lines.append(at)
    return lines


def _collect(message: list[str], answers: list[int]) -> list[str]:
    """Return the answers, each below the question that it answers."""
    known = set(answers)
    kept: list[str] = []
    for at in answers:
        question = _find_question(message, at, known)
        if question is not None:
            kept += ["", f"{QUOTE}{message[question]}"]
        kept.append(message[at])
    return kept


def is_greeting(lines: list[str]) -> bool:
    """Say whether there is nothing but a greeting."""
    said = [line for line in lines if line.strip()]
    return len(said) == 1 and bool(_GREETING.match(said[0][:LOOKED_AT]))


def find_last_letter(message: list[str]) -> list[str]:
    """Find a letter that stands below the one that was answered.

    After its sign-off somebody greets again, or signs off again below whole sentences.
    """
    ends = [at for at, line in enumerate(message) if _SIGN_OFF.match(line[:LOOKED_AT])]
    if not ends:
        return []
    greeted = next((at for at in range(ends[0], len(message)) if _GREETING.match(message[at][:LOOKED_AT])), None)
    if greeted is not None:
        return message[greeted:]
    sentences = (at for at in range(ends[0] + 1, ends[-1]) if _SENTENCE.search(message[at][:LOOKED_AT]))
    begin = next(sentences, None)
    return [] if begin is None else message[begin:]
