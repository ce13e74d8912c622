"""Chapter: real replies that look like what machines write. None may be set aside."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.verdicts.asking import ANSWER, COUNT, NOTHING, RESPONSE, REVIEW, doubtful, label, reply
from tests.verdicts.bounces import OUR_LETTER
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

CHAPTER = "disguised"
SUBJECTS = (
    "SV: Automatisk svar: Høringssvar", "Re: Automatic reply: Høringssvar", "SV: Kan ikke leveres: Høringssvar",
    "SV: Læst: De kommunale kerneværdier", "SV: Kvittering for modtagelse - høringssvar", "VS: Undelivered Mail Returned to Sender",
    "SV: Ikke til stede: Kerneværdier", "SV: Out of Office: SV: Kerneværdier", "SV: Nyhedsbrev fra KL: Husk at svare på høringen",
    "SV: Invitation: Drøftelse af kerneværdier",
)  # fmt: skip
RECEIVED_AND_ANSWERED = (
    ("Vi har modtaget høringen og har ingen bemærkninger.", NOTHING),
    ("Tak for jeres henvendelse, som vi har modtaget den 28. juni. {official} har ikke bemærkninger.", NOTHING),
    ("Vi kvitterer for modtagelsen og kan oplyse, at udvalget bakker op om kerneværdierne.", RESPONSE),
    ("Sagen er journaliseret under nr. {case}. Udvalget har behandlet den og har ingen kommentarer.", NOTHING),
    ("Din mail er modtaget, og svaret er: Ja, vi støtter de ti kerneværdier.", ANSWER),
    ("Jeg er på vej på barsel, men når lige at skrive, at vi ikke har bemærkninger til høringen.", NOTHING),
    ("Jeg er på ferie i næste uge, så svaret kommer nu: {committee} har ingen bemærkninger til kerneværdierne.", NOTHING),
    ("Tak for din mail. Sagsnr. {case}. Kommunens svar er, at vi tilslutter os kerneværdierne, og at fritid bør nævnes.", RESPONSE),
)  # fmt: skip
SHARED_SENDERS = (
    "noreply",
    "no-reply",
    "donotreply",
    "system",
    "scanner",
    "kopimaskine",
    "automatik",
    "dok.afsendelse",
)
MACHINE_HEADERS = (
    ("Auto-Submitted: auto-generated",), ("Precedence: bulk",), ("X-Auto-Response-Suppress: OOF, AutoReply",),
    ("List-Unsubscribe: <mailto:afmeld@example.dk>",), ("Feedback-ID: 1:kommune:svar",), ("X-Mailer: SAP Web Application Server",),
    ("Precedence: list", "X-Loop: post@example.dk"), ("Return-Receipt-To: post@example.dk",),
)  # fmt: skip
PLAIN_HEADERS = ("X-Auto-Response", "Feedback-ID", "X-Mailer", "Return-Receipt-To")


def cases() -> Iterator[Labelled]:
    """Answers under a machine's subject, to a receipt, from a machine's address, under a machine's headers, round a bounce."""
    for number, subject in enumerate(SUBJECTS, 1):
        writer = pick(12_000 + number)
        post = usual(writer, "Hermed fremsendes {official}s høringssvar.", subject=subject)
        post = dress(replace(post, headers=("In-Reply-To: <aa12@kl.dk>",)).with_files(paper(writer)), number)
        # Below a returned mail a person may well be asked; under the others nothing is doubtful.
        returned = "leveres" in subject or "Undelivered" in subject
        asked = reply(writer, post, plain=False, states=COUNT | REVIEW)
        asked = replace(asked, kinds=RESPONSE | {Kind.OTHER}) if returned else asked
        yield label(CHAPTER, f"subject-{writer.town.code}", number, post, asked)
    for number, (wording, kinds) in enumerate(RECEIVED_AND_ANSWERED, 21):
        writer = pick(12_000 + number)
        post = dress(usual(writer, wording, subject="SV: De kommunale kerneværdier"), number)
        asked = reply(writer, post, kinds=kinds, plain=False, states=COUNT | REVIEW)
        yield label(CHAPTER, f"received-{writer.town.code}", number, post, asked)
    yield from _by_machines()
    yield from _round_a_bounce()


def _by_machines() -> Iterator[Labelled]:
    for number, local in enumerate(SHARED_SENDERS, 41):
        writer = pick(12_000 + number)
        post = usual(
            writer, "Hermed fremsendes {official}s høringssvar.", subject="Høringssvar om kerneværdier", sign=False
        )
        post = dress(
            replace(post, sender=f"{local}@{writer.town.domains[0]}", name="").with_files(paper(writer)), number
        )
        yield label(CHAPTER, f"address-{writer.town.code}", number, post, reply(writer, post))
    for number, headers in enumerate(MACHINE_HEADERS, 61):
        writer = pick(12_000 + number)
        post = usual(writer, "Hermed fremsendes {official}s høringssvar.", subject="Høringssvar om kerneværdier")
        post = dress(post.with_files(paper(writer, name="Høringssvar")), number)
        post = replace(post, headers=(*post.headers, *headers))
        plain = headers[0].startswith(PLAIN_HEADERS)
        asked = reply(writer, post, plain=plain, states=COUNT if plain else COUNT | REVIEW)
        asked = asked if plain else replace(asked, kinds=RESPONSE | {Kind.OTHER})
        yield label(CHAPTER, f"header-{writer.town.code}", number, post, asked)


def _round_a_bounce() -> Iterator[Labelled]:
    """The secretary forwards the bounce of her first try, the reply attached, or writes above it."""
    for number in range(81, 87):
        writer = pick(12_000 + number)
        bounced = (
            "This is the mail system at host mx.kl.dk.\n\n<FLJE@kl.dk>: host mx.kl.dk said: 452 4.2.2 Mailbox full"
        )
        note = (
            "Det her fik vi retur i går. Svaret er vedhæftet igen.",
            "Vores svar kom retur. Vi prøver igen, se nederst.",
        )[number % 2]
        below = OUR_LETTER.format(address=writer.address).replace("\r\n", "\n")
        post = usual(writer, note, subject="VS: Undelivered Mail Returned to Sender")
        post = replace(
            post,
            text=f"{post.text}\n\nFra: Mail Delivery System <MAILER-DAEMON@mx.kl.dk>\nEmne: Undelivered Mail\n\n{bounced}\n\n{below}",
        )
        post = post.with_files(paper(writer)) if number % 2 == 0 else post
        again = reply(writer, post, plain=False, states=COUNT | REVIEW)
        asked = again if number % 2 == 0 else doubtful(writer, post)
        yield label(CHAPTER, f"bounce-{writer.town.code}", number, post, replace(asked, kinds=RESPONSE | {Kind.OTHER}))
