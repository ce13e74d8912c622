"""Mails in the shapes that real programs make, each with the words that are its sender's own.

Which half a case is in was fixed before the reader was tuned: by the hash of its program's and its letter's
name. What was tuned on is ``DEV``; ``HELD`` holds every program and every letter that was kept out of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256

from parsers.mail import parse_mail
from tests.own_words.asked import ASKED, COLLEAGUE, QUESTIONS, answer_between
from tests.own_words.client import Client, quote, wrap
from tests.own_words.groupware import GROUPWARE
from tests.own_words.letters import ANNOUNCED, ANSWERS, COVER, HANDED_OVER, LETTERS, RED_ANSWERS, Letter
from tests.own_words.outlook import OUTLOOK
from tests.own_words.paragraphs import Block, word, write_html, write_plain
from tests.own_words.webmail import WEBMAIL

CLIENTS: dict[str, Client] = {client.name: client for client in (*OUTLOOK, *WEBMAIL, *GROUPWARE)}
_HELD_SHARE = 4
_WORD = re.compile(r"\w+")
_QUOTES = re.compile(r"<(?:blockquote[^>]*|div style='border:none;border-left[^>]*)>")
_MARKER = re.compile(r"Foreningen arbejder|Weidekampsgade|Hermed anmodes|formand for børneudvalget")
"""Words that stand in KL's letter only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mail; ``exact`` where nothing but the own words should be in the body."""

    name: str
    data: bytes
    own: str
    held: bool
    leaks_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: the sender's words that are missing, whether KL's letter is in the body."""

    missing: tuple[str, ...]
    exact: bool
    leaked: bool
    body: str


def measure(case: Case) -> Outcome:
    """Read a case as the intake would."""
    body = parse_mail(case.data).body
    expected, found = _WORD.findall(case.own), _WORD.findall(body)
    lacking = Counter(expected) - Counter(found)
    leaked = bool(_MARKER.search(body)) and not case.leaks_allowed
    # Of a forward the lines that say whose it is stand above its words.
    exact = found == expected or (case.leaks_allowed and found[-len(expected) :] == expected)
    return Outcome(tuple(lacking.elements()), exact and not leaked, leaked, body)


def _build(subject: str, plain: str | None, page: str | None) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Ole Jensen <ole.jensen@odense.dk>"
    mail["To"] = "flje@kl.dk"
    mail["Subject"] = subject
    if plain is not None:
        mail.set_content(plain, charset="utf-8")
    if page is not None and plain is not None:
        mail.add_alternative(page, subtype="html")
    elif page is not None:
        mail.set_content(page, subtype="html", charset="utf-8")
    return mail.as_bytes()


def _is_held(*names: str) -> bool:
    return any(sha256(name.encode()).digest()[0] % _HELD_SHARE == 0 for name in names)


def _dress(
    name: str, subject: str, plain: str, page: str, *, own: str, held: bool, allow: bool = False
) -> Iterator[Case]:
    """Yield one mail as plain text, as HTML and as both."""
    for dress, texts in (("plain", (plain, None)), ("html", (None, page)), ("both", (plain, page))):
        data = _build(subject, *texts)
        yield Case(name=f"{name}-{dress}", data=data, own=own, held=held, leaks_allowed=allow)


def _list_answers() -> Iterator[Case]:
    """Yield answers on top: each program with some letters, each letter with some programs."""
    letters = list(LETTERS)
    for at, client in enumerate(c for c in CLIENTS.values() if not c.forwards):
        for step in (0, 7, 13):
            name = letters[(at + step) % len(letters)]
            yield from _answer(client, name, LETTERS[name])


def _answer(client: Client, name: str, letter: Letter) -> Iterator[Case]:
    yield from _dress(
        f"{client.name}-{name}",
        "SV: Kommunale kerneværdier",
        client.write_plain(letter, ASKED),
        client.write_html(letter, ASKED),
        own=write_plain(letter),
        held=_is_held(client.name, name),
    )


def _list_letters() -> Iterator[Case]:
    """Yield letters with no history at all, of which nothing may be taken for one."""
    for name, letter in LETTERS.items():
        page = wrap(write_html(letter, word))
        text = write_plain(letter)
        yield from _dress(f"alone-{name}", "Høringssvar", text, page, own=text, held=_is_held(name))


def _list_empty() -> Iterator[Case]:
    """Yield replies whose answer is only attached."""
    for client in CLIENTS.values():
        if not client.forwards:
            plain, page = client.write_plain((), ASKED), client.write_html((), ASKED)
            name = f"{client.name}-empty"
            yield from _dress(name, "SV: Kommunale kerneværdier", plain, page, own="", held=_is_held(client.name))


def _list_forwards() -> Iterator[Case]:
    """Yield mails passed on: with words above, and without, when the passed on is what was sent."""
    for client in CLIENTS.values():
        if client.forwards:
            held = _is_held(client.name)
            for name, own in (("cover", COVER), ("bare", ())):
                plain, page = client.write_plain(own, COLLEAGUE), client.write_html(own, COLLEAGUE)
                words = write_plain(own or COLLEAGUE)
                yield from _dress(
                    f"{client.name}-{name}", "VS: Høring", plain, page, own=words, held=held, allow=not own
                )


def _list_below() -> Iterator[Case]:
    """Yield answers below what they answer, in programs that mark it."""
    for at, client in enumerate(c for c in CLIENTS.values() if c.quoted and not c.forwards):
        name = list(LETTERS)[(at * 5) % len(LETTERS)]
        letter = LETTERS[name]
        plain = f"{client.write_below(ASKED)}\n\n{write_plain(letter)}\n"
        page = client.write_html((), ASKED).replace(
            "</body>", f"<div><br></div>{write_html(letter, client.editor)}</body>"
        )
        held = _is_held(client.name, name)
        yield from _dress(f"{client.name}-below-{name}", "SV: Høring", plain, page, own=write_plain(letter), held=held)


def _list_between() -> Iterator[Case]:
    """Yield answers between the questions, marked by ``>`` or by a colour."""
    for client in CLIENTS.values():
        held = _is_held(client.name, "between")
        if client.quoted and not client.forwards:
            yield from _interleave(client, held=held)
    for name in ("outlook-2016", "outlook-2007", "outlook-web", "outlook-ios", "outlook-english"):
        client = CLIENTS[name]
        for how, above in (("announced", ANNOUNCED), ("unannounced", ()), ("in-passing", HANDED_OVER)):
            page = client.write_html(above, answer_between(RED_ANSWERS))
            plain = client.write_plain(above, answer_between(ANSWERS))
            own = write_plain((*above, *_pair()))
            cases = _dress(f"{name}-coloured-{how}", "SV: Høring", plain, page, own=own, held=_is_held(name, how))
            # Plain text knows no colours: without a word about them, nobody can tell.
            yield from (case for case in cases if not case.name.endswith("-plain"))


def _pair() -> tuple[Block, ...]:
    return (QUESTIONS[0], ANSWERS[0], QUESTIONS[1], ANSWERS[1])


def _interleave(client: Client, *, held: bool) -> Iterator[Case]:
    opening = client.write_below(ASKED[:2])
    asked = [quote(question) for question in QUESTIONS]
    rest = quote(write_plain(ASKED[4:]))
    plain = "\n\n".join((f"{opening}\n>\n{asked[0]}", ANSWERS[0], asked[1], ANSWERS[1], "Mvh Ole", rest))
    own = write_plain((*_pair(), "Mvh Ole"))
    page = _interleave_page(client)
    cases = _dress(f"{client.name}-between", "SV: Høring", plain, page or "", own=own, held=held)
    yield from (case for case in cases if page or case.name.endswith("-plain"))


def _interleave_page(client: Client) -> str | None:
    """Return a page whose quotation is closed and opened again around each answer."""
    first = client.write_html((), (*ASKED[:2], QUESTIONS[0])).split("</body>")[0]
    opened = _QUOTES.findall(first)
    if not opened:
        return None
    begin, end = opened[-1], f"</{opened[-1][1:].split()[0].rstrip('>')}>"
    pieces = (ANSWERS[0], (QUESTIONS[1],), ANSWERS[1], "Mvh Ole", ASKED[4:])
    written = (
        client.editor(piece) if isinstance(piece, str) else f"{begin}{write_html(piece, word)}{end}" for piece in pieces
    )
    # What the program opened around the history is closed before the first answer.
    return f"{first}{'' if first.rstrip().endswith(end) else end}{''.join(written)}</body></html>"


def _list_lost_marks() -> Iterator[Case]:
    """Yield plain texts of which a gateway has taken the ``>``."""
    for at, client in enumerate(c for c in CLIENTS.values() if c.quoted and not c.forwards):
        name = list(LETTERS)[(at * 3 + 1) % len(LETTERS)]
        text = f"{write_plain(LETTERS[name])}\n\n{client.mark}\n\n{write_plain(ASKED)}"
        data = _build("SV: Høring", text, None)
        held = _is_held(client.name, name)
        yield Case(name=f"{client.name}-unmarked-{name}", data=data, own=write_plain(LETTERS[name]), held=held)


def _list_minimal() -> Iterator[Case]:
    """Yield history with no mark at all, which only its greeting and its end give away."""
    for name in ("plain", "bullets", "short"):
        text = f"{write_plain(LETTERS[name])}\n\n\n{write_plain(ASKED)}"
        data = _build("SV: Høring", text, None)
        yield Case(name=f"no-mark-{name}", data=data, own=write_plain(LETTERS[name]), held=_is_held("no-mark", name))


def _list_all() -> Iterator[Case]:
    yield from _list_answers()
    yield from _list_letters()
    yield from _list_empty()
    yield from _list_forwards()
    yield from _list_below()
    yield from _list_between()
    yield from _list_lost_marks()
    yield from _list_minimal()


CASES: dict[str, Case] = {case.name: case for case in _list_all()}
DEV = [case for case in CASES.values() if not case.held]
HELD = [case for case in CASES.values() if case.held]
