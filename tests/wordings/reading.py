"""Mails in the words of those who write them, a file of text for each group of cases.

Entries are separated by a line ``---``. A first line ``Fra: …`` is the sender, one ``Emne: …`` the subject; a line
``[bilag: Svar.docx]`` names an attached letter, with its text below it, or none for the usual one; a last line
``=> 2019-11-15`` is the day that is asked for. In the groups whose mails hand over a letter one is attached even where
none is named.

Several people wrote them, and only the fifth, the sixth, the seventh and the ninth had read the rules or each other.
What the third, the fifth and the ninth wrote is all there to learn from, what the fourth and the seventh wrote only to
measure by; of the sixth's and the eighth's, as of the first two's, half is there for each. All are written for this
project; no mail of anybody is among them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.builders import SUBJECT
from tests.verdicts.labels import Half

FOLDER = Path(__file__).parent

USUAL_LETTER = (
    "Høringssvar om de kommunale kerneværdier\n\n"
    "Udvalget har drøftet de ti kerneværdier og finder, at de rammer det, der optager kommunen. "
    "Sammenhængen mellem dagtilbud, skole og fritidstilbud står centralt i vores børne- og ungepolitik, og "
    "værdierne lægger sig tæt op ad den.\n\n"
    "Det kommunale ejerskab giver mulighed for at prioritere lokalt og for at samle kræfterne om de børn, der har "
    "brug for det. Udvalget lægger vægt på, at de fagprofessionelle har et råderum, og at forældrene inddrages tidligt."
)
_OTHER_AUTHORS = {
    "third": Half.TUNED,
    "fourth": Half.HELD,
    "fifth": Half.TUNED,
    "sixth": None,
    "seventh": Half.HELD,
    "eighth": None,
    "ninth": Half.TUNED,
}
"""Which half all of an author's mails belong to; None where a checksum draws it."""
_WITH_LETTER = frozenset({"response_cover", "response_cover_chatty"})
_WITH_LETTER_OF_OTHERS = _WITH_LETTER | {"provisional", "final_not_provisional", "replacement"}
"""Where the other authors left the line out, too."""

_DAY = re.compile(r"\n=> (\d{4}-\d\d-\d\d)\Z")
_LETTER = re.compile(r"^\[bilag: (.+)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A file that a mail brings."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One mail as its sender wrote it."""

    group: str
    author: str
    sender: str
    """Name and address, or nothing where anybody may have sent it."""
    subject: str
    words: str
    letter: Letter | None
    day: date | None
    half: Half


def list_groups() -> tuple[str, ...]:
    """List the groups, each by the name of its file."""
    return tuple(sorted({path.stem for path in FOLDER.rglob("*.txt")}))


def read_wordings(group: str) -> Iterator[Wording]:
    """Read the mails of one group."""
    for path in (FOLDER / f"{group}.txt", *(FOLDER / author / f"{group}.txt" for author in _OTHER_AUTHORS)):
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for entry in re.split(r"^---$", text, flags=re.MULTILINE):
            if entry.strip():
                yield _read_entry(group, entry.strip(), path.parent.name)


def _read_entry(group: str, entry: str, author: str) -> Wording:
    half = _OTHER_AUTHORS.get(author)
    asked = _DAY.search(entry)
    rest = _DAY.sub("", entry)
    sender, rest = _split_first_line("Fra:", rest)
    subject, rest = _split_first_line("Emne:", rest)
    words, *letter = _LETTER.split(rest)
    return Wording(
        group=group,
        author=author,
        sender=sender,
        subject=subject or SUBJECT,
        words=words.strip(),
        letter=_make_letter(letter, is_usual=group in (_WITH_LETTER_OF_OTHERS if half else _WITH_LETTER)),
        day=date.fromisoformat(asked[1]) if asked else None,
        half=half or _halve(entry),
    )


def _split_first_line(mark: str, entry: str) -> tuple[str, str]:
    """Return what stands behind a mark in the first line, if it has one, and the rest."""
    first, _, rest = entry.partition("\n")
    return (first.removeprefix(mark).strip(), rest) if first.startswith(mark) else ("", entry)


def _make_letter(named: list[str], *, is_usual: bool) -> Letter | None:
    if named:
        name, text = named
        return Letter(name, text.strip() or USUAL_LETTER)
    return Letter("Høringssvar.docx", USUAL_LETTER) if is_usual else None


def _halve(entry: str) -> Half:
    digest = hashlib.sha256(entry.encode()).hexdigest()
    return Half.HELD if int(digest[-1], 16) % 2 else Half.TUNED
