"""The mails that machines wrote: they are kept and shown, and never counted as a reply."""

import random
from collections.abc import Iterator
from email.header import Header

from domain.municipality import Municipality, Roster
from kommunesvar.demo.correspondence import (
    AUTUMN,
    SPRING,
    DemoMail,
    address_of,
    invent_sender,
    local,
    write_signature,
)
from kommunesvar.demo.envelope import BORDER_HOST, Draft, Journey, make_message_id, post, stamp, stamp_internal

OUT_OF_OFFICE = """Tak for din mail.

Jeg holder efterårsferie og er tilbage mandag den 21. oktober. Haster det, kan du kontakte forvaltningens \
hovednummer.
"""

RECEIVED = """Tak for din henvendelse til {kommune}.

Vi har modtaget din mail, og den er journaliseret under sagsnummer {sag}. Du kan normalt forvente svar inden for \
ti arbejdsdage.

Denne mail er sendt automatisk og kan ikke besvares.
"""

NEWSLETTER = """Nyt om skole og dagtilbud, uge 41

- Ny bog om leg og læring
- Konference om overgange i marts
- Fem gode råd om forældremøder

Du modtager nyhedsbrevet, fordi du har tilmeldt dig. Afmeld: https://nyhedsbrev.example/afmeld
"""

BOUNCE = """From: Mail Delivery System <MAILER-DAEMON@{border}>
To: {recipient}
Subject: Undelivered Mail Returned to Sender
Date: Fri, 28 Jun 2019 09:05:51 +0200
Message-ID: {message_id}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A1B2C3.1561705551/{border}"

This is a MIME-encapsulated message.

--A1B2C3.1561705551/{border}
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host {border}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<udvalgsformand@{domain}>: host smtp.{domain}[192.0.2.77] said: 550 5.1.1
    <udvalgsformand@{domain}>: Recipient address rejected: User unknown

--A1B2C3.1561705551/{border}
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; {border}
X-Postfix-Queue-ID: A1B2C3
Arrival-Date: Fri, 28 Jun 2019 09:02:14 +0200

Final-Recipient: rfc822; udvalgsformand@{domain}
Original-Recipient: rfc822;udvalgsformand@{domain}
Action: failed
Status: 5.1.1
Remote-MTA: dns; smtp.{domain}
Diagnostic-Code: smtp; 550 5.1.1 Recipient address rejected: User unknown

--A1B2C3.1561705551/{border}
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: {recipient}
To: udvalgsformand@{domain}
Subject: De kommunale =?utf-8?Q?kernev=C3=A6rdier?=
Message-ID: <20190628090214.7C1E04@KLEXCH02.kl.dk>

--A1B2C3.1561705551/{border}--
"""

RECEIPT = """From: {name_in_header} <{address}>
To: {recipient}
Subject: {subject}
Date: Fri, 28 Jun 2019 10:17:03 +0200
Message-ID: {message_id}
In-Reply-To: <20190628090214.7C1E04@KLEXCH02.kl.dk>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="_000_read_"

--_000_read_
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Din meddelelse

   Til: {name}
   Emne: De kommunale kerneværdier
   Sendt: 28. juni 2019 09:02:14

blev læst den 28. juni 2019 10:17:01.

--_000_read_
Content-Type: message/disposition-notification

Reporting-UA: {domain}; Microsoft Outlook
Final-Recipient: rfc822; {address}
Original-Message-ID: <20190628090214.7C1E04@KLEXCH02.kl.dk>
Disposition: automatic-action/MDN-sent-automatically; displayed

--_000_read_--
"""

INVITATION = """From: {name_in_header} <{address}>
To: {recipient}
Subject: {subject}
Date: Tue, 1 Oct 2019 13:44:10 +0200
Message-ID: {message_id}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_moede_"

--_000_moede_
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Vi mødes på rådhuset i mødelokale 2. Dagsorden følger.

--_000_moede_
Content-Type: text/calendar; charset=utf-8; method=REQUEST
Content-Transfer-Encoding: 8bit

BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008-demo
DTSTAMP:20191001T114410Z
DTSTART:20191121T120000Z
DTEND:20191121T140000Z
SUMMARY:Netværksmøde om børn og unge
LOCATION:Rådhuset\\, mødelokale 2
ORGANIZER;CN={name}:mailto:{address}
ATTENDEE;RSVP=TRUE:mailto:{recipient}
END:VEVENT
END:VCALENDAR

--_000_moede_--
"""


def make_machine_mails(roster: Roster) -> Iterator[DemoMail]:
    """Make the mails that no person wrote."""
    yield make_out_of_office(roster["0153"], "2019-10-15T10:00:21")
    yield make_bounce(roster["0492"], "2019-06-28T09:05:52")
    yield _make_from_template(roster["0540"], "2019-06-28T10:17:06", RECEIPT, subject="Læst: De kommunale kerneværdier")
    yield _make_from_template(roster["0630"], "2019-10-01T13:44:15", INVITATION, subject="Netværksmøde om børn og unge")
    yield _make_acknowledgement(roster["0330"], AUTUMN, "2019-06-28T09:07:30", "2019-028841")
    yield _make_acknowledgement(roster["0851"], SPRING, "2019-02-05T14:33:12", "2019-003176")
    yield _make_newsletter()


def make_out_of_office(municipality: Municipality, moment: str) -> DemoMail:
    """Make the answer of somebody who is not there, to a mail that reached them at a local time."""
    rng = _seed(f"out of office {municipality.code}")
    person, address = invent_sender(municipality, rng)
    draft = Draft(
        name=person.name,
        address=address,
        subject="Automatisk svar: Påmindelse om høring, de kommunale kerneværdier",
        text=f"{OUT_OF_OFFICE}\n{write_signature(person, municipality)}",
        headers=(("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All")),
    )
    return _deliver(draft, AUTUMN, moment, rng, shows="an out-of-office reply")


def _make_acknowledgement(municipality: Municipality, mailbox: str, moment: str, case: str) -> DemoMail:
    """Make a journal system's receipt; like the real ones it bears no header that gives it away."""
    draft = Draft(
        name=municipality.official_name,
        address=f"noreply@{municipality.domains[0]}",
        subject=f"Kvittering for modtaget henvendelse (sagsnr. {case})",
        text=RECEIVED.format(kommune=municipality.official_name, sag=case),
    )
    return _deliver(draft, mailbox, moment, _seed(moment), shows="a journal system's receipt")


def _make_newsletter() -> DemoMail:
    draft = Draft(
        name="Nyt om skole og dagtilbud",
        address="nyhedsbrev@nyhedsbrev.example",
        subject="Nyhedsbrev uge 41",
        text=NEWSLETTER,
        headers=(
            ("List-Id", "Skole og dagtilbud <skole.nyhedsbrev.example>"),
            ("List-Unsubscribe", "<https://nyhedsbrev.example/afmeld>"),
            ("Precedence", "bulk"),
        ),
    )
    return _deliver(draft, AUTUMN, "2019-10-08T06:00:04", _seed("newsletter"), shows="a newsletter")


def make_bounce(municipality: Municipality, moment: str) -> DemoMail:
    """Make KL's own letter come back because the committee's chair has another address now."""
    at, recipient = local(moment), address_of(AUTUMN)
    text = BOUNCE.format(
        border=BORDER_HOST,
        recipient=recipient,
        domain=municipality.domains[0],
        message_id=make_message_id("kl.dk", _seed(f"bounce {municipality.code}")),
    )
    raw = b"Return-Path: <>\r\n" + stamp_internal(_as_wire(text), at=at)
    return DemoMail(mailbox=AUTUMN, folder="INBOX", internal_date=at, raw=raw, shows="a bounce")


def _make_from_template(municipality: Municipality, moment: str, template: str, *, subject: str) -> DemoMail:
    rng = _seed(subject)
    person, address = invent_sender(municipality, rng)
    journey = Journey(recipient=address_of(AUTUMN), crossed_at=local(moment))
    text = template.format(
        name=person.name,
        name_in_header=Header(person.name, "utf-8").encode(),
        address=address,
        domain=municipality.domains[0],
        recipient=journey.recipient,
        subject=Header(subject, "utf-8").encode(),
        message_id=make_message_id(municipality.domains[0], rng),
    )
    raw = stamp(_as_wire(text), domain=municipality.domains[0], envelope_from=address, journey=journey, rng=rng)
    return DemoMail(mailbox=AUTUMN, folder="INBOX", internal_date=journey.delivered_at, raw=raw, shows=subject)


def _deliver(draft: Draft, mailbox: str, moment: str, rng: random.Random, *, shows: str) -> DemoMail:
    journey = Journey(recipient=address_of(mailbox), crossed_at=local(moment))
    return DemoMail(
        mailbox=mailbox, folder="INBOX", internal_date=journey.delivered_at, raw=post(draft, journey, rng), shows=shows
    )


def _as_wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _seed(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - invented letters, no secrets
