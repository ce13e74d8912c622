"""Chapters: acknowledgements of journal systems, read receipts, calendar and bulk mail: kept, and never counted."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from domain.message import State
from tests.examiner.papers import ICS
from tests.verdicts.asking import ASIDE, REVIEW, aside, doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import our_letter, paper, quote_our_letter
from tests.verdicts.people import Writer, pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import File, Post, at, join
from tests.verdicts.programs import dress

RECEIPTS = (
    ("Kvittering for modtagelse", "Tak for din henvendelse, som vi har modtaget. Den har fået sagsnummer 19/{code}45. Du kan ikke besvare denne mail."),
    ("Vi har modtaget din mail", "Dette er en automatisk bekræftelse på, at {official} har modtaget din henvendelse. Vi bestræber os på at svare inden 10 hverdage."),
    ("Bekræftelse: din henvendelse er journaliseret", "{official} kvitterer hermed for modtagelsen. Din henvendelse er registreret i vores journalsystem med nr. 2019-{code}-7."),
    ("Kvittering", "Din mail er modtaget i hovedpostkassen og fordelt til rette afdeling. Mvh {official}"),
    ("SV: De kommunale kerneværdier [Ticket#{code}12]", "Din sag er oprettet i vores system. Svar på denne mail uden at ændre emnefeltet."),
    ("Modtagelseskvittering", "Tak for din mail. Almindelig ekspeditionstid er 2 uger. {official}, Borgerservice"),
    ("SV: De kommunale kerneværdier", "{official} bekræfter modtagelsen af jeres brev. Sagen behandles under sagsnr. {case}."),
    ("SV: Høring", "Vi har modtaget jeres høring og videresendt den til Børne- og Kulturforvaltningen. Sagsnr.: 2019-0{code}."),
    ("Din henvendelse til {official}", "Vi har modtaget din henvendelse den 28. juni 2019 kl. 14.02. Din henvendelse er registreret med ID {code}881."),
    ("Kvittering: De kommunale kerneværdier", "Denne mail er en kvittering. Jeres mail er modtaget og journaliseret på sag {case}. Mailen kan ikke besvares."),
    ("Auto: Tak for din mail", "Tak fordi du kontaktede {official}. Du hører fra os, når din sag er behandlet."),
    ("Jeres brev af 28. juni 2019", "Vi skal hermed kvittere for modtagelsen af jeres brev om de kommunale kerneværdier. Sagen er oversendt til {committee}s sekretariat."),
    ("Re: De kommunale kerneværdier (sag 19/{code})", "Hej\n\nVi kan bekræfte, at din mail er landet hos os og er sendt videre til den rette fagafdeling."),
    ("Mail modtaget", "Din mail til {name} Kommune er modtaget. Vi behandler den hurtigst muligt. Har du brug for hjælp, så ring 72 36 40 00."),
    ("Kvittering for din henvendelse - {official}", "Kære borger\n\nTak for din henvendelse. Vi svarer inden for 14 dage. Du behøver ikke gøre mere."),
    ("SV: Kerneværdier", "Tak for jeres høring, som vi har modtaget og lagt til politisk behandling. Sagsnummer: 19/{code}90."),
    ("Bekræftelse på modtagelse", "Høringsmaterialet er modtaget og journaliseret. Med venlig hilsen {official}, Center for Børn og Unge"),
    ("Ny sag oprettet: De kommunale kerneværdier", "Sag {case} er oprettet på baggrund af din henvendelse. Sagsbehandler: {person}."),
    ("Receipt", "This is to confirm that {official} has received your e-mail. Case no. 2019-{code}."),
    ("Kvittering for høring", "Tak for mailen. {official} har registreret høringen om de kommunale kerneværdier med svarfrist 1. november 2019."),
)  # fmt: skip
WITH_OUR_LETTER = "Vi har modtaget nedenstående mail. Den er journaliseret på sag {case}."
ANSWERS_TOO = (
    "Vi har modtaget jeres høring, sagsnr. {case}, og {committee} har behandlet den. Hermed vores svar.",
    "Tak for jeres henvendelse af 28. juni, som vi har journaliseret på sag {case}. Kommunens svar er vedhæftet.",
    "Tak for din henvendelse. Hermed høringssvar. Sagsnummer 19/{code} bedes anført ved henvendelse.",
)
BULK = (
    ("nyhedsbrev@{domain}", "Nyt fra {official} - uge 41", "Læs om det nye kulturhus, skolernes høringssvar og meget mere.\n\nAfmeld nyhedsbrevet"),
    ("news@skoleliv.example", "Høringssvar vælter ind om kerneværdier", "Dagens overblik: 22 kommuner har sendt høringssvar."),
    ("via@via.ritzau.dk", "Pressemeddelelse fra {official}", "Kommunen afgiver høringssvar om de kommunale kerneværdier."),
    ("kursus@kursus.example", "Tilbud: Kursus i børnepolitik", "Tilmeld dig inden 1. november. Ingen bemærkninger? Skriv til os."),
    ("politik@nyheder.example", "Morgenoverblik: Børn og unge", "Aarhus, Odense og Aalborg debatterer kerneværdier i dag."),
    ("presse@{domain}", "Nyhedsbrev fra {name}: Budget 2020 vedtaget", "Byrådet har vedtaget budgettet. Se alle nyheder på hjemmesiden."),
    ("liste@netvaerk.example", "[skolechefer] Kerneværdier", "Hej alle. Hvad svarer I på KL's høring? Vi er selv i tvivl."),
    ("info@konference.example", "Program for Børnetopmøde 2020", "Se programmet og tilmeld dig med early bird-rabat."),
)  # fmt: skip
BULK_HEADERS = (
    ("List-Unsubscribe: <mailto:unsub@mailer.example>", "Precedence: bulk", "List-Id: <nyt.mailer.example>"),
    ("List-Unsubscribe: <https://mailer.example/u/1>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
    ("List-Id: Nyheder <nyheder.mailer.example>", "List-Post: <mailto:nyheder@mailer.example>"),
    ("Precedence: bulk", "X-Mailer: Ubivox", "List-Unsubscribe: <https://mailer.example/u/2>"),
)


_TALK_OF_REPLIES = (3, 7)
"""A press release that bears a municipality's name, and a colleague on a list: who looked would set them aside."""


def cases() -> Iterator[Labelled]:
    """Receipts of journals, receipts that answer too, receipts of reading, calendar, bulk."""
    yield from _acknowledgements()
    yield from _read_receipts()
    yield from _calendar()
    yield from _bulk()


def _acknowledgements() -> Iterator[Labelled]:
    for number, (subject, text) in enumerate(RECEIPTS, 1):
        post = _from_system(pick(1500 + number), subject, text, number)
        # Some of these a person wrote; all say the same, and no answer is in them.
        asked = (
            aside(post, Kind.ACKNOWLEDGEMENT, Kind.AUTO_REPLY) if "utom" in text else aside(post, Kind.ACKNOWLEDGEMENT)
        )
        yield label("acknowledgement", "journal", number, post, asked)
    for number in range(41, 45):
        writer = pick(1500 + number)
        post = _from_system(writer, "Kvittering", WITH_OUR_LETTER, number)
        quoted = f"\n\nFra: FLJE@kl.dk\nSendt: 28. juni 2019 14:02\nTil: post\nEmne: Høring\n\n{quote_our_letter()}"
        post = replace(post, text=f"{post.text}{quoted}", html=None).with_files(our_letter())
        asked = aside(post, Kind.ACKNOWLEDGEMENT, states=ASIDE | REVIEW)
        yield label("acknowledgement", "our-letter", number, post, replace(asked, kinds=asked.kinds | {Kind.OTHER}))
    for number, text in enumerate(ANSWERS_TOO, 51):
        writer = pick(1500 + number)
        post = dress(usual(writer, text).with_files(paper(writer)), number)
        yield label("acknowledgement", f"answers-{writer.town.code}", number, post, reply(writer, post))


def _from_system(writer: Writer, subject: str, text: str, number: int) -> Post:
    post = usual(writer, text, subject=subject, sign=number % 3 == 0)
    local = ("noreply", "post", "kommunen", "no-reply", "journal")[number % 5]
    named = replace(post, sender=f"{local}@{writer.town.domains[0]}", name=f"{writer.town.name} Kommune")
    automatic = ("Auto-Submitted: auto-generated",) if number % 4 == 0 else ()
    dressed = dress(replace(named, at=at(f"2019-07-{1 + number % 28:02d}T08:{number:02d}:00")), number)
    return replace(dressed, headers=(*dressed.headers, *automatic))


def _read_receipts() -> Iterator[Labelled]:
    subjects = ("Læst: De kommunale kerneværdier", "Ikke læst: Høring", "Read: Høring", "Læst: Frist 1. november",
                "Leveret: De kommunale kerneværdier", "Disposition notification: Kerneværdier")  # fmt: skip
    for number, subject in enumerate(subjects, 1):
        writer = pick(1560 + number)
        kind = "deleted" if "Ikke" in subject else "displayed"
        status = f"Final-Recipient: rfc822;{writer.address}\r\nDisposition: automatic-action/MDN-sent-automatically; {kind}\r\n"
        parts = [
            f"Content-Type: text/plain; charset=utf-8\r\n\r\nMeddelelsen\r\n  Til: {writer.person}\r\nblev læst.\r\n".encode(),
            f"Content-Type: message/disposition-notification\r\n\r\n{status}".encode(),
        ]
        post = _in_parts(
            usual(writer, "", subject=subject), "report; report-type=disposition-notification", parts, number
        )
        yield label("read_receipt", "report", number, post, aside(post, Kind.READ_RECEIPT))


def _in_parts(post: Post, kind: str, parts: list[bytes], number: int) -> Post:
    head, _, sections = join(kind, parts, f"p{number}").partition(b"\r\n\r\n")
    return replace(post, content=head.decode().partition(": ")[2], sections=sections)


def _calendar() -> Iterator[Labelled]:
    wanted = (("Accepteret: Møde om kerneværdier", "REPLY"), ("Temadag", "REQUEST"), ("Aflyst: Temadag", "CANCEL"),
              ("Foreløbig: Møde om høringssvar", "REPLY"), ("Afslået: Dialogmøde", "REPLY"))  # fmt: skip
    for number, (subject, method) in enumerate(wanted, 1):
        post = usual(pick(1570 + number), "", subject=subject)
        data = ICS.format(method=method, summary=subject).encode()
        post = replace(post, content=f"text/calendar; charset=utf-8; method={method}", sections=data)
        yield label("calendar", method.lower(), number, post, aside(post, Kind.CALENDAR))
    writer = pick(1580)
    data = ICS.format(method="PUBLISH", summary="Udvalgsmøde").encode()
    post = usual(writer, "Hermed høringssvar. Mødet, hvor det blev vedtaget, er vedlagt som kalenderpost.")
    post = dress(post.with_files(paper(writer), File(name="Møde.ics", media_type="text/calendar", data=data)), 1)
    yield label("calendar", "beside-a-reply", 11, post, reply(writer, post, plain=False))


def _bulk() -> Iterator[Labelled]:
    for number, (sender, subject, text) in enumerate(BULK, 1):
        writer = pick(1590 + number)
        post = replace(usual(writer, text, subject=subject, sign=False), sender=writer.fill(sender), name="")
        post = replace(post, headers=BULK_HEADERS[number % len(BULK_HEADERS)])
        asked = aside(post, Kind.BULK)
        if number in _TALK_OF_REPLIES:
            asked = aside(post, Kind.BULK, Kind.OTHER, states=ASIDE | REVIEW)
        yield label("bulk", "list", number, post, asked)
    for number in range(21, 23):
        writer = pick(1590 + number)
        post = dress(usual(writer, "Hermed høringssvar fra {official}.").with_files(paper(writer)), 1)
        post = replace(post, headers=(*post.headers, "List-Unsubscribe: <https://www.example.dk/afmeld>"))
        # A municipality's mail system puts the line below every mail: a reply all the same.
        asked = replace(reply(writer, post, plain=False), states=frozenset({State.COUNTED, State.REVIEW}))
        kinds = frozenset({Kind.RESPONSE, Kind.OTHER})
        yield label("bulk", f"reply-{writer.town.code}", number, post, replace(asked, kinds=kinds))
    for number in range(31, 34):
        writer = pick(1590 + number)
        post = dress(
            usual(
                writer, "Vi inviterer jer til temamøde om dagtilbud den 12. december på rådhuset.", subject="Invitation"
            ),
            2,
        )
        asked = doubtful(writer, post, kinds={Kind.OTHER, Kind.QUESTION}, states=REVIEW)
        yield label("calendar", f"invited-{writer.town.code}", number, post, asked)
