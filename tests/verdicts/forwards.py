"""Chapter: what a colleague at KL passes on: the mail attached whole, or its text below a typed head."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.judgement import Authenticity, ReceivedBy
from domain.kind import Kind
from tests.verdicts.asking import ASIDE, COUNT, RESPONSE, REVIEW, doubtful, label, reply
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import Writer, pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post, at, border, build, join, write_text
from tests.verdicts.programs import dress

CHAPTER = "forwarded"
COLLEAGUES = (("Mette Hald", "MEHA@kl.dk"), ("", "post@kl.dk"), ("Jens Ravn", "jera@kl.dk"), ("KL Børn", "boern@kl.dk"))
COVERS = (
    "Til jer - havnede hos mig.", "Hej Frederikke, denne er vist til dig.", "Se nedenfor. Vh. Mette", "", "FYI",
    "Vil du tage dig af denne? Den kom i hovedpostkassen.", "Endnu et svar :-)", "Beklager, den har ligget hos mig.",
)  # fmt: skip
SUBJECTS = (
    "VS: Høringssvar",
    "VS: De kommunale kerneværdier",
    "Fwd: Høringssvar",
    "FW: Svar fra kommunen",
    "VS: SV: Kerneværdier",
)
ORIGINALS = (
    ("2019-10-30T10:01:00", "2019-10-31T09:12:00"),
    ("2019-10-31T15:40:00", "2019-11-04T08:30:00"),
    ("2019-11-01T23:50:00", "2019-11-02T07:15:00"),
    ("2019-11-02T00:10:00", "2019-11-04T09:00:00"),
    ("2019-11-05T11:00:00", "2019-11-05T13:00:00"),
    ("2019-10-01T08:00:00", "2019-10-01T08:30:00"),
    ("2019-11-01T09:00:00", "2019-11-12T10:00:00"),
    ("2019-09-12T12:00:00", "2019-10-14T16:00:00"),
)
"""When the municipality's mail came to a colleague, and when the colleague passed it on."""


def cases() -> Iterator[Labelled]:
    """Attached whole with its own border line; below typed heads of several programs; and odd ones."""
    for number in range(1, 17):
        yield _attached(number)
    for number in range(31, 47):
        yield _inline(number)
    yield from _odd()


def _outer(number: int, moment: datetime) -> Post:
    name, address = COLLEAGUES[number % len(COLLEAGUES)]
    post = Post(
        sender=address,
        name=name,
        subject=SUBJECTS[number % len(SUBJECTS)],
        text=COVERS[number % len(COVERS)] + ("\n\nVenlig hilsen\nMette Hald\nKL" if number % 2 else ""),
        at=moment,
    )
    return replace(post, trace=(f"Return-Path: <{address}>", *border(replace(post, sender="x@kl.dk"), 0)))


def _attached(number: int) -> Labelled:
    writer = pick(1900 + number)
    came, passed = map(at, ORIGINALS[number % len(ORIGINALS)])
    note = ("Hermed {official}s høringssvar.", "Se vedhæftede svar.", "Kære KL. Hermed svaret fra {committee}.")[
        number % 3
    ]
    inner = replace(usual(writer, note), at=came, mailbox="FLJE")
    whole = build(dress(inner.with_files(paper(writer)), number), number)
    post = _attach(_outer(number, passed), whole, number)
    asked = reply(writer, replace(post, at=came), plain=False, states=COUNT | REVIEW)
    asked = replace(
        asked, received_by=ReceivedBy.FORWARDED, authenticity=frozenset({Authenticity.INTERNAL, Authenticity.PASS})
    )
    return label(CHAPTER, f"attached-{writer.town.code}", number, post, _accept_other(asked))


def _accept_other(asked: Asked) -> Asked:
    """Accept that a forward which waits for a person has no kind yet."""
    return replace(asked, kinds=asked.kinds | {Kind.OTHER}, provisional=None)


def _attach(post: Post, whole: bytes, number: int) -> Post:
    named = (
        b'Content-Type: message/rfc822; name="svar.eml"\r\nContent-Disposition: attachment; filename="svar.eml"\r\n\r\n'
    )
    bare = b"Content-Type: message/rfc822\r\n\r\n"
    parts = [write_text("plain", post.text or "", post), (named if number % 2 else bare) + whole]
    head, _, sections = join("mixed", parts, f"f{number}").partition(b"\r\n\r\n")
    return replace(post, content=head.decode().partition(": ")[2], sections=sections)


def _inline(number: int) -> Labelled:
    writer = pick(1900 + number)
    came, passed = map(at, ORIGINALS[number % len(ORIGINALS)])
    own = "\n".join(compose(writer, count=2)[3:]) if number % 3 == 0 else writer.fill("Hermed {official}s høringssvar.")
    post = _outer(number, passed)
    post = replace(post, text=f"{post.text}\n\n{_head(writer, came, number)}\n\n{own}\n\n{writer.sign_off}")
    if number % 3:
        post = post.with_files(paper(writer))
    before, after = (reply(writer, replace(post, at=moment)).timeliness for moment in (came, passed))
    if before is not after:
        # Only the typed head says that it was in time: a person has to believe it.
        asked = doubtful(writer, post, "forwarded_time_decides", kinds=RESPONSE | {Kind.OTHER})
    else:
        asked = _accept_other(reply(writer, post, plain=False, states=COUNT | REVIEW))
    return label(CHAPTER, f"inline-{writer.town.code}", number, post, replace(asked, received_at=None))


def _head(writer: Writer, moment: datetime, number: int) -> str:
    months = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
              "december")  # fmt: skip
    day = f"{moment.day}. {months[moment.month - 1]} {moment.year}"
    who = f"{writer.person} <{writer.address}>"
    return (
        f"Fra: {who}\nSendt: {day} {moment:%H:%M}\nTil: {COLLEAGUES[0][1]}\nEmne: Høringssvar",
        (
            f"---------- Forwarded message ---------\nFra: {who}\nDate: {moment:%d.%m.%Y} kl. {moment:%H.%M}\nSubject: "
            f"Høringssvar\nTo: <post@kl.dk>"
        ),
        f"-----Oprindelig meddelelse-----\nFra: {who}\nSendt: {day} {moment:%H:%M}\nTil: KL\nEmne: Kerneværdier",
        f"Start på videresendt besked:\n\nFra: {who}\nEmne: Høringssvar\nDato: {day} kl. {moment:%H.%M} CET\nTil: KL",
    )[number % 4]


def _odd() -> Iterator[Labelled]:
    for number in range(61, 65):
        writer = pick(1900 + number)
        post = _outer(number, at("2019-10-29T10:00:00"))
        post = replace(post, text="Hej. Der er kommet svar fra kommunen, se filen.").with_files(paper(writer))
        # Whose it is stands in the letter alone, and a colleague sent it.
        asked = _accept_other(doubtful(writer, post, states=REVIEW))
        yield label(CHAPTER, f"file-only-{writer.town.code}", number, post, asked)
    for number in range(71, 74):
        writer = pick(1900 + number)
        inner = replace(usual(writer, "Automatisk svar: Jeg er på ferie til mandag.", subject="Automatisk svar: Høring"),
                        headers=("Auto-Submitted: auto-replied",))  # fmt: skip
        post = _attach(_outer(number, at("2019-10-21T10:00:00")), build(inner, number), number)
        kinds = frozenset({Kind.AUTO_REPLY, Kind.OTHER})
        asked = Asked(states=ASIDE | REVIEW, kinds=kinds)
        yield label(CHAPTER, "attached-auto-reply", number, post, asked)
    for number in range(81, 85):
        writer = pick(1900 + number)
        stranger = replace(usual(writer, "Hermed svar."), sender=f"nogen{number}@gmail.com", name=writer.person)
        whole = build(stranger.with_files(paper(writer)), number)
        post = _attach(_outer(number, stranger.at + timedelta(hours=3)), whole, number)
        asked = replace(_accept_other(doubtful(writer, post)), received_at=None, first=writer.town.code)
        yield label(CHAPTER, f"attached-freemail-{writer.town.code}", number, post, asked)
    for number in range(91, 95):
        yield _by_another_municipality(number)


def _by_another_municipality(number: int) -> Labelled:
    """A town hall's mailroom passes on what its director wrote: the municipality's own, and countable."""
    writer = pick(1900 + number)
    text = f"{_head(writer, at('2019-10-07T09:00:00'), number)}\n\n{writer.fill('Hermed {official}s høringssvar.')}"
    post = usual(writer, "", subject="VS: Høringssvar til KL", sign=False)
    post = replace(post, sender=f"kommunen@{writer.town.domains[0]}", text=f"Til KL\n\n{text}").with_files(
        paper(writer)
    )
    asked = _accept_other(reply(writer, post, plain=False, states=COUNT | REVIEW))
    return label(CHAPTER, f"by-mailroom-{writer.town.code}", number, post, asked)
