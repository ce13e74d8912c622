"""What machines and passers-by send: never counted, and nobody need look at most of it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from tests.examiner.labels import Case, Verdict
from tests.examiner.ordinary import paper, usual
from tests.examiner.papers import ICS
from tests.examiner.post import Enclosure, Letter, build, fill, person, pick

AUTO = "Auto-Submitted: auto-replied"
AWAY = (
    ("Automatisk svar: De kommunale kerneværdier", "Jeg er på ferie til og med 21. oktober. Kontakt evt. hovedpostkassen.", AUTO),
    ("Ikke til stede: Høring", "Tak for din mail. Jeg holder efterårsferie i uge 42 og svarer, når jeg er tilbage.", "X-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-generated"),
    ("Autosvar: Kerneværdier", "Jeg er på barsel. Mine opgaver varetages af Pia Bach.", "X-Autoreply: yes"),
    ("Fraværsbesked: frist 1. november", "Jeg er ikke på kontoret i dag.", "Precedence: auto_reply"),
    ("Automatisk svar: Høring", "Jeg er på ferie og er tilbake mandag 14. oktober.", AUTO),
    ("Autosvar: Kärnvärden", "Jag är på semester och åter den 21 oktober.", AUTO),
    ("Automatische Antwort: Høring", "Ich bin bis zum 25. Oktober nicht im Büro.", AUTO),
    ("Out of Office: Høring om kerneværdier", "I am out of the office until 28 October with no access to mail.", AUTO),
    ("Automatic reply: De kommunale kerneværdier", "Thank you for your e-mail. I am travelling.", "X-MS-Exchange-Inbox-Rules-Loop: x@y.dk\r\nAuto-Submitted: auto-generated"),
    ("Automatisk svar: Høring", "Jeg er fratrådt min stilling i {official}. Skriv til {mail}.", AUTO),
    ("SV: Kerneværdier (autosvar)", "Dette er et automatisk svar. Vi har modtaget din mail og svarer hurtigst muligt.", "X-Autorespond: Høring"),
)  # fmt: skip
RECEIPTS = (
    (
        "Kvittering for modtagelse",
        "Tak for din henvendelse, som vi har modtaget. Den har fået sagsnummer 19/{code}45. Du kan ikke besvare denne mail.",
    ),
    (
        "Vi har modtaget din mail",
        "Dette er en automatisk bekræftelse på, at {official} har modtaget din henvendelse. Vi bestræber os på at svare inden 10 hverdage.",
    ),
    (
        "Bekræftelse: din henvendelse er journaliseret",
        "{official} kvitterer hermed for modtagelsen. Din henvendelse er registreret i vores journalsystem med nr. 2019-{code}-7.",
    ),
    ("Kvittering", "Din mail er modtaget i hovedpostkassen og fordelt til rette afdeling. Mvh {official}"),
    (
        "SV: De kommunale kerneværdier [Ticket#{code}12]",
        "Din sag er oprettet i vores system. Svar på denne mail uden at ændre emnefeltet.",
    ),
    ("Modtagelseskvittering", "Tak for din mail. Almindelig ekspeditionstid er 2 uger. {official}, Borgerservice"),
)


def away(start: int) -> Iterator[Case]:
    for number, (subject, text, header) in enumerate(AWAY, start):
        town = pick(number)
        letter = usual(town, number)
        letter.subject, letter.text = subject, fill(text + "\n\nMed venlig hilsen\n{person}", town, number)
        letter.headers.append(header)
        yield _case("away", letter, number)


def receipts(start: int) -> Iterator[Case]:
    for number, (subject, text) in enumerate(RECEIPTS, start):
        town = pick(number)
        letter = usual(town, number)
        letter.subject, letter.text = fill(subject, town, number), fill(text, town, number)
        letter.sender, letter.name = f"noreply@{town.domains[0]}", f"{town.name} Kommune"
        yield _case("receipt", letter, number)


def _case(why: str, letter: Letter, number: int, verdict: Verdict = Verdict.ASIDE) -> Case:
    return Case(name=f"{number:03d}-{why}", raw=build(letter, number), verdict=verdict, mailbox=letter.mailbox, why=why)


def _report(kind: str, notice: str, status: str, returned: str = "") -> tuple[str, bytes]:
    media = {
        "delivery-status": "message/delivery-status",
        "disposition-notification": "message/disposition-notification",
    }
    parts = [f"Content-Type: text/plain; charset=utf-8\r\n\r\n{notice}", f"Content-Type: {media[kind]}\r\n\r\n{status}"]
    if returned:
        parts.append(f"Content-Type: message/rfc822\r\n\r\n{returned}")
    inside = "".join(f"\r\n--rep==\r\n{part}\r\n" for part in parts) + "\r\n--rep==--\r\n"
    return f'multipart/report; report-type={kind}; boundary="rep=="', inside.encode()


BOUNCES = (
    (
        "postfix",
        "MAILER-DAEMON@mail.{domain}",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mail.{domain}.",
    ),
    (
        "exchange",
        "postmaster@{domain}",
        "Kan ikke leveres: De kommunale kerneværdier",
        "Levering til følgende modtagere eller grupper mislykkedes.",
    ),
    (
        "office",
        "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@{domain}",
        "Undeliverable: Høring",
        "Your message couldn't be delivered.",
    ),
    (
        "sendmail",
        "MAILER-DAEMON@{domain}",
        "Returned mail: see transcript for details",
        "The original message was received at Fri, 28 Jun 2019",
    ),
    (
        "delay",
        "MAILER-DAEMON@mx.{domain}",
        "Delivery Status Notification (Delay)",
        "Your message has not been delivered for 24 hours.",
    ),
)
PLAIN_BOUNCES = (
    ("exim", "Mailer-Daemon@relay.{domain}", "Mail delivery failed: returning message to sender", "A message that you sent could not be delivered.\n\n  formand@{domain}\n    550 Unknown user"),
    ("qmail", "MAILER-DAEMON@{domain}", "failure notice", "Hi. This is the qmail-send program at {domain}.\nI'm afraid I wasn't able to deliver your message.\n<x@{domain}>: 550"),
    ("domino", "postmaster@notes.{domain}", "DELIVERY FAILURE: User not listed in Domino Directory", "Your message could not be delivered because: User x not listed"),
)  # fmt: skip


def bounces(start: int) -> Iterator[Case]:
    returned = "From: FLJE@kl.dk\r\nTo: x@y.dk\r\nSubject: De kommunale =?utf-8?q?kernev=C3=A6rdier?=\r\n\r\nBrevet\r\n"
    for number, (why, sender, subject, text) in enumerate(BOUNCES, start):
        town = pick(number)
        status = f"Reporting-MTA: dns; {town.domains[0]}\r\n\r\nFinal-Recipient: rfc822; formand@{town.domains[0]}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        letter = Letter(
            sender=fill(sender, town, number),
            name="Mail Delivery System",
            subject=subject,
            at="2019-06-28T16:20:00+02:00",
        )
        letter.content, letter.payload = _report("delivery-status", fill(text, town, number), status, returned)
        letter.payload = b"\r\n" + letter.payload
        yield _case(f"bounce-{why}", letter, number)
    for number, (why, sender, subject, text) in enumerate(PLAIN_BOUNCES, start + len(BOUNCES)):
        town = pick(number)
        letter = Letter(sender=fill(sender, town, number), subject=subject, text=fill(text, town, number))
        letter.headers += ["Auto-Submitted: auto-replied"] if why == "exim" else []
        letter.headers += [f"X-Failed-Recipients: formand@{town.domains[0]}"] if why == "exim" else []
        yield _case(f"bounce-{why}", letter, number)


def read_receipts(start: int) -> Iterator[Case]:
    for number, subject in enumerate(("Læst: De kommunale kerneværdier", "Ikke læst: Høring", "Read: Høring"), start):
        town = pick(number)
        letter = usual(town, number)
        letter.subject = subject
        kind = "deleted" if "Ikke" in subject else "displayed"
        status = f"Final-Recipient: rfc822;{letter.sender}\r\nDisposition: automatic-action/MDN-sent-automatically; {kind}\r\n"
        letter.content, letter.payload = _report("disposition-notification", "Meddelelsen blev læst.", status)
        letter.payload = b"\r\n" + letter.payload
        yield _case("read", letter, number)


def calendar(start: int) -> Iterator[Case]:
    for number, (subject, method) in enumerate(
        (("Accepteret: Møde om kerneværdier", "REPLY"), ("Temadag", "REQUEST"), ("Aflyst: Temadag", "CANCEL")), start
    ):
        town = pick(number)
        letter = usual(town, number)
        letter.subject = subject
        data = ICS.format(method=method, summary=subject).encode()
        letter.content = f"text/calendar; charset=utf-8; method={method}"
        letter.payload = b"\r\n" + data
        yield _case("calendar", letter, number)


LISTS = (
    (
        "nyhedsbrev@{domain}",
        "Nyt fra {official} - uge 41",
        "Læs om det nye kulturhus, skolernes høringssvar og meget mere.\n\nAfmeld nyhedsbrevet",
    ),
    (
        "news@skoleliv.dk",
        "Skoleliv: Høringssvar vælter ind om kerneværdier",
        "Dagens overblik: 22 kommuner har sendt høringssvar.",
    ),
    (
        "via@via.ritzau.dk",
        "Pressemeddelelse fra {official}",
        "Kommunen afgiver høringssvar om de kommunale kerneværdier.",
    ),
    (
        "kursus@komponent.dk",
        "Tilbud: Kursus i børnepolitik",
        "Tilmeld dig inden 1. november. Ingen bemærkninger? Skriv til os.",
    ),
)


def lists(start: int) -> Iterator[Case]:
    for number, (sender, subject, text) in enumerate(LISTS, start):
        town = pick(number)
        letter = Letter(
            sender=fill(sender, town, number), subject=fill(subject, town, number), text=fill(text, town, number)
        )
        letter.headers += [
            "List-Unsubscribe: <mailto:unsub@mailer.example>",
            "Precedence: bulk",
            "List-Id: <nyt.mailer.example>",
        ]
        yield _case("list", letter, number)


PASSERS_BY = (
    ("spam", "winner@lotto.example", "Du har vundet!", "Klik her for at hente din gevinst: http://x.example"),
    ("spam", "sales@seo.example", "Re: your website", "We can rank your site number one on Google."),
    ("private", "mor@gmail.com", "Aftensmad", "Hej skat, kommer du hjem til spisetid? Kram mor"),
    ("private", "bo.bach@yahoo.dk", "Billetter", "Jeg har købt billetter til Roskilde. Kan du på fredag?"),
    ("company", "faktura@kontorshop.example", "Faktura 10023", "Vedlagt faktura for kontorartikler."),
)


def passers_by(start: int) -> Iterator[Case]:
    for number, (why, sender, subject, text) in enumerate(PASSERS_BY, start):
        yield _case(why, Letter(sender=sender, name=person(number), subject=subject, text=text), number)


def misfits(start: int) -> Iterator[Case]:
    """From a municipality, but nothing of ours; and a receipt that returns our own letter with its file."""
    town, other = pick(start), pick(start + 1)
    dinner = usual(town, start)
    dinner.subject, dinner.text = (
        "Frokost på torsdag?",
        "Hej Frederikke. Skal vi spise frokost, når du er i byen? Kh Ida",
    )
    yield _case("private-municipal", dinner, start, Verdict.REVIEW)
    robot = usual(other, start + 1)
    robot.subject, robot.text = (
        "Kvittering for modtagelse",
        "Vi har modtaget din mail. Din mail er vedhæftet til orientering.",
    )
    robot.headers.append(AUTO)
    robot.files = [paper(other, start + 1, "pdf", "Brev fra KL.pdf")]
    yield _case("receipt-file", robot, start + 1)
    job = usual(other, start + 2)
    job.subject, job.text = (
        "Automatisk svar: Høring",
        "Jeg er på ferie. Vi har i øvrigt ingen bemærkninger til høringen.",
    )
    job.headers.append(AUTO)
    yield _case("away-words", job, start + 2)
    reader = usual(other, start + 3)
    reader.files = [
        Enclosure(
            name="Invitation.ics", kind="text/calendar", data=ICS.format(method="REQUEST", summary="Møde").encode()
        )
    ]
    reader.subject, reader.text = "Invitation til møde", "Vi vil gerne invitere dig til et møde om børneområdet."
    yield _case("invitation", reader, start + 3, Verdict.REVIEW)
