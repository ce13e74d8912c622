"""What holds of every input, however it is damaged."""

import random
import re
from collections import Counter
from collections.abc import Callable

from domain.errors import UnreadableMail
from domain.message import ExtractedText, FilePart, ParsedMail, Verdict
from parsers.containers import open_file
from parsers.extraction import read_file
from parsers.frames import pack, pack_mail, unpack, unpack_mail
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.mail import parse_mail
from parsers.markup.history import SIGNS
from parsers.markup.text import extract_markup
from parsers.own_text import split_own_text
from tests.fuzz.cases import Broken, Case, Target
from tests.fuzz.damage import damage
from tests.fuzz.mails import write_mail, write_text
from tests.fuzz.seeds import make_files, make_pictures, read_mails

_WORD = re.compile(r"\w+")
_NEVER = re.compile(r"[\0\ud800-\udfff]")
_FILE_CHARSETS = ("utf-8", "cp1252", "utf-16-le", "utf-7")
_REPLACED = "\ufffd"


def _damage_one(choose: Callable[[], tuple[bytes, ...]]) -> Callable[[random.Random], Case]:
    def make(chance: random.Random) -> Case:
        every = choose()
        return Case(damage(chance.choice(every), every, chance))

    return make


def _damage_mail(chance: random.Random) -> Case:
    every = read_mails()
    return Case(damage(chance.choice((chance.choice(every), write_mail(chance).data)), every, chance))


def _damage_text(chance: random.Random) -> Case:
    text = write_text(chance).data
    return Case(damage(text, [text, *read_mails()], chance) if chance.random() < 0.5 else text)


def _damage_page(chance: random.Random) -> Case:
    pages = [data for data in (*make_files(), *read_mails()) if b"<" in data and b"\0" not in data]
    return Case(damage(chance.choice(pages), pages, chance))


def check_mail(case: Case) -> None:
    """A mail is read or named unreadable, and comes whole through the pipe."""
    try:
        mail = parse_mail(case.data)
    except UnreadableMail:
        return
    _check_pipe(mail)


def check_accounting(case: Case) -> None:
    """No word of a whole mail is lost."""
    mail = parse_mail(case.data)
    _check_pipe(mail)
    shown = set(_WORD.findall(f"{mail.body}\n{mail.quoted}"))
    kept = {charset: b"\n".join(file.data for file in mail.files) for charset in _FILE_CHARSETS}
    for word in case.words - shown:
        if not any(word.encode(charset) in octets for charset, octets in kept.items()):
            raise Broken("word-is-lost")


def _check_pipe(mail: ParsedMail) -> None:
    note, pieces = pack_mail(mail)
    _, text, *octets = pack(note, pieces)
    if unpack_mail(*unpack(bytes(text), b"".join(octets))) != mail:
        raise Broken("changes-in-the-pipe")


def check_file(case: Case) -> None:
    """A file gets a verdict, and so does each that is in it."""
    part = FilePart(filename="svar", path=("svar",), media_type="", data=case.data)
    _check_reading(read_file(part).extracted)
    for inner in open_file(part, Limits()):
        if inner.verdict is None:
            _check_reading(read_file(inner).extracted)


def check_picture(case: Case) -> None:
    """A picture gets a verdict by recognition, too."""
    part = FilePart(filename="svar", path=("svar",), media_type="", data=case.data)
    _check_reading(read_file(part, lane=Lane.OCR).extracted)


def _check_reading(extracted: ExtractedText) -> None:
    if not isinstance(extracted.verdict, Verdict):
        raise Broken("no-verdict")
    if _NEVER.search(extracted.text):
        raise Broken("text-no-database-takes")
    if extracted.verdict is Verdict.OK and not extracted.text.strip():
        raise Broken("ok-without-text")


def check_own_text(case: Case) -> None:
    """Whatever is not the sender's own is history: nothing is dropped."""
    text = case.data.decode("utf-8", "replace")
    own = split_own_text(text)
    said = Counter(_find_words(text))
    if said - Counter(_find_words(f"{own.body}\n{own.quoted}")):
        raise Broken("word-is-dropped")


def _find_words(text: str) -> list[str]:
    return _WORD.findall(text.translate({ord(sign): None for sign in SIGNS}))


def check_markup(case: Case) -> None:
    """A page is read, whatever it is."""
    if _NEVER.search(extract_markup(case.data, marks=True)):
        raise Broken("text-no-database-takes")


TARGETS = (
    Target("mail", _damage_mail, check_mail, seconds=2),
    Target("accounting", write_mail, check_accounting, seconds=2),
    Target("file", _damage_one(make_files), check_file, seconds=5),
    Target("picture", _damage_one(make_pictures), check_picture, seconds=10),
    Target("own-text", _damage_text, check_own_text, seconds=1),
    Target("markup", _damage_page, check_markup, seconds=1),
)
