"""Chapters: mails that are two things at once, machines that quote us, marks that gateways add, and mails with a hole."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import ASIDE, COUNT, REVIEW, aside, doubtful, keep_together, label, reply
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.letters import paper, quote_our_letter
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import File, border
from tests.verdicts.programs import dress
from tests.verdicts.threads import quote

ANSWERS_AND_ASKS_FOR_TIME = (
    "Hermed svar på spørgsmål 1. Vi beder om udsættelse til den 15. november for så vidt angår spørgsmål 2.",
    "Vedhæftet er første del af vores svar. Kan vi få en uge mere til resten?",
    "Her er skoleudvalgets svar. Kulturudvalget mødes først den 6. november, så vi anmoder om udsættelse for deres del.",
)
ANSWERS_AND_ASKS = (
    "Hermed høringssvar. Kan I i øvrigt sige, hvornår næste topmøde holdes?",
    "Svaret er vedhæftet. Hvornår offentliggør I svarene?",
    "Vedlagt svar. Skal vi også sende det med almindelig post?",
)
AFTER_A_BOUNCE = (
    "Vores mail kom retur med besked om, at den ikke kunne leveres. Her er svaret igen.",
    "Mail delivery failed, skriver jeres server, så jeg prøver en gang til. Høringssvaret er vedhæftet.",
    "Vi fik et automatisk svar fra FLJE om ferie, så vi sender svaret en gang til for en sikkerheds skyld.",
)
MARKS = ("[EKSTERN] Høringssvar", "[SPAM?] Høringssvar", "*** Mistænkt spam *** Høringssvar", "[EXT] SV: De kommunale kerneværdier",
         "Sikker mail: Høringssvar", "(Krypteret) Høringssvar fra {name}", "Høringssvar [#4711]", "ADVARSEL EKSTERN: Høringssvar")  # fmt: skip
BANNERS = (
    (
        "ADVARSEL: Denne mail kommer fra en ekstern afsender. Klik ikke på links, og åbn ikke vedhæftede filer, hvis du ikke kender "
        "afsenderen."
    ),
    "CAUTION: This email originated from outside of the organization.",
    "[Du får ikke ofte mails fra denne afsender. Få mere at vide om, hvorfor dette er vigtigt]",
)
PHISHING = (
    (
        "post@kommunen-betaling.example",
        "Kommunen: ubetalt regning",
        "Du skylder Odense Kommune 499 kr. Betal her: http://x.example",
    ),
    (
        "support@odense-dk.example",
        "Din postkasse hos odense.dk er fuld",
        "Log ind for at beholde dine mails fra kommunen.",
    ),
    (
        "hoering@portal.example",
        "Høring: Bekræft din identitet",
        "Klik for at afgive høringssvar: http://portal.example/login",
    ),
)
CITIZENS = (
    "Jeg bor i Greve og arbejder i Køge Kommune, og jeg synes, at kerneværdierne er flotte.",
    "Som mor til tre i Vejle vil jeg gerne svare på jeres høring: Børn skal have mere tid.",
    "Jeg er pensioneret skoleleder fra Randers. Må jeg have lov at kommentere jeres værdier?",
    "Hvorfor hører I ikke borgerne? Jeg skriver fra Holbæk.",
)  # fmt: skip


def cases() -> Iterator[Labelled]:
    """Two things at once, after a bounce, machines that quote us, marks and banners, phishing, citizens, and holes."""
    yield from _two_things()
    yield from keep_together(_quoting_machines())
    yield from _marked()
    yield from _outsiders()
    yield from _holes()


def _two_things() -> Iterator[Labelled]:
    for number, wording in enumerate(ANSWERS_AND_ASKS_FOR_TIME, 1):
        writer = pick(10_000 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        # It is an answer, and somebody has to answer it.
        asked = doubtful(writer, post, "extension_request", kinds={Kind.RESPONSE, Kind.EXTENSION_REQUEST})
        yield label("two_things", f"time-{writer.town.code}", number, post, asked)
    for number, wording in enumerate(ANSWERS_AND_ASKS, 11):
        writer = pick(10_000 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        asked = reply(writer, post, states=COUNT | REVIEW, kinds={Kind.RESPONSE, Kind.QUESTION}, plain=False)
        yield label("two_things", f"asks-{writer.town.code}", number, post, asked)
    for number, wording in enumerate(AFTER_A_BOUNCE, 21):
        writer = pick(10_000 + number)
        post = dress(usual(writer, wording, subject="Høringssvar").with_files(paper(writer)), number)
        yield label("two_things", f"bounced-{writer.town.code}", number, post, reply(writer, post))


def _quoting_machines() -> Iterator[tuple[str, Labelled]]:
    texts = (
        ("Automatisk svar: De kommunale kerneværdier", "Jeg er på ferie til mandag.", Kind.AUTO_REPLY),
        ("SV: De kommunale kerneværdier", "Dette er et automatisk svar. Jeg er ikke på kontoret.", Kind.AUTO_REPLY),
        ("Kvittering for modtagelse", "Vi har modtaget din henvendelse. Sagsnr. 19/4512.", Kind.ACKNOWLEDGEMENT),
        (
            "SV: De kommunale kerneværdier",
            "{official} kvitterer for modtagelsen af nedenstående. Sagsnr. {case}.",
            Kind.ACKNOWLEDGEMENT,
        ),
    )
    for number, (subject, text, kind) in enumerate(texts * 2, 1):
        writer = pick(10_100 + number)
        post = usual(writer, text, subject=subject, sign=False)
        post = replace(post, text=f"{post.text}\n\n{quote(writer, number)}", headers=("In-Reply-To: <aa11@kl.dk>",))
        yield text, label("quotes_us", kind.value, number, post, aside(post, kind))


def _marked() -> Iterator[Labelled]:
    for number, subject in enumerate(MARKS, 1):
        writer = pick(10_200 + number)
        post = dress(
            usual(writer, "Hermed fremsendes høringssvar fra {official}.", subject=subject).with_files(paper(writer)),
            number,
        )
        post = replace(post, headers=(*post.headers, "X-Spam-Flag: YES")) if "SPAM" in subject else post
        yield label("marked", f"subject-{writer.town.code}", number, post, reply(writer, post))
    for number, banner in enumerate(BANNERS, 21):
        writer = pick(10_200 + number)
        post = usual(writer, "Hermed svar fra {official}.")
        post = dress(replace(post, text=f"{banner}\n\n{post.text}").with_files(paper(writer)), number)
        yield label("marked", f"banner-{writer.town.code}", number, post, reply(writer, post))
    for number, header in enumerate(
        ("Auto-Submitted: no", "X-Priority: 1", "Disposition-Notification-To: post@odense.dk", "Precedence: normal"), 31
    ):
        writer = pick(10_200 + number)
        post = dress(usual(writer, "Hermed svar fra {official}.").with_files(paper(writer)), number)
        post = replace(post, headers=(*post.headers, header))
        yield label("marked", f"header-{writer.town.code}", number, post, reply(writer, post))


def _outsiders() -> Iterator[Labelled]:
    for number, (sender, subject, text) in enumerate(PHISHING, 1):
        post = replace(
            usual(pick(10_300 + number), text, subject=subject, sign=False), sender=sender, name="Kommunen", text=text
        )
        asked = Asked(states=ASIDE | REVIEW, kinds=frozenset({Kind.OTHER, Kind.BULK}), received_at=post.at)
        yield label("outsider", "phishing", number, post, asked)
    for number, text in enumerate(CITIZENS, 11):
        post = replace(
            usual(pick(10_300 + number), text, subject="Kerneværdier", sign=False),
            sender=f"borger{number}@gmail.com",
            text=text,
        )
        kinds = frozenset({Kind.OTHER, Kind.QUESTION, Kind.RESPONSE})
        asked = Asked(states=ASIDE | REVIEW, kinds=kinds, received_at=post.at)
        yield label("outsider", "citizen", number, post, asked)


def _holes() -> Iterator[Labelled]:
    """No sender, no subject, no text: what is missing makes nothing that a machine may count or forget."""
    for number in range(1, 4):
        writer = pick(10_400 + number)
        post = usual(writer, "Hermed {official}s høringssvar.", subject="Høringssvar").with_files(paper(writer))
        headers = (("From:",), ("From: undisclosed",), ("From: <>",))[number - 1]
        post = replace(post, headers=headers, trace=("Return-Path: <>", *border(post, 0)))
        asked = replace(doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER}), first=None)
        yield label("hole", "no-sender", number, post, asked)
    for number in range(11, 15):
        writer = pick(10_400 + number)
        post = replace(usual(writer, "Hermed {official}s høringssvar.").with_files(paper(writer)), subject="")
        yield label("hole", f"no-subject-{writer.town.code}", number, post, reply(writer, post))
    for number in range(21, 24):
        writer = pick(10_400 + number)
        post = replace(usual(writer, ""), text="\n", subject="")
        asked = doubtful(writer, post, kinds={Kind.OTHER, Kind.RESPONSE}, states=REVIEW)
        yield label("hole", f"nothing-{writer.town.code}", number, post, asked)
    for number in range(31, 34):
        writer = pick(10_400 + number)
        note = File(
            name="svar.txt",
            media_type="text/plain",
            data=writer.fill("{official} bakker op om kerneværdierne.").encode("cp1252"),
        )
        post = replace(usual(writer, "Høringssvar vedhæftet."), subject="Høringssvar").with_files(note)
        yield label("hole", f"text-file-{writer.town.code}", number, post, reply(writer, post))
    for number in range(41, 44):
        writer = pick(10_400 + number)
        body = f"Kære KL\n\nVi svarer under jeres tekst.\n\n{quote_our_letter()}\n\nSvar: Vi ser en god sammenhæng, og ejerskabet er vigtigt."
        post = replace(usual(writer, "", subject="SV: De kommunale kerneværdier", sign=False), text=body)
        states = frozenset({State.COUNTED, State.REVIEW})
        asked = replace(reply(writer, post, states=states, plain=False), kinds=frozenset(Kind))
        yield label("hole", f"below-ours-{writer.town.code}", number, post, asked)
