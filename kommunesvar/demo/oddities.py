"""The mails that make a secretary's week: late and nearly late, scanned, misplaced, forged, half-answers."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from html import escape

from PIL import Image, ImageDraw

from domain.municipality import Municipality, Roster
from kommunesvar.demo.correspondence import (
    AUTUMN,
    DOCX,
    DemoMail,
    address_of,
    invent_sender,
    local,
    make_reply,
    write_as_text,
    write_signature,
)
from kommunesvar.demo.envelope import Draft, File, Journey, pack, post, stamp, stamp_internal
from kommunesvar.demo.letters import compose_answers, make_docx

PACIFIC = timezone(timedelta(hours=-8))
TO_AUTUMN = address_of(AUTUMN)
REQUEST_ID = "<20190628090214.7C1E04@KLEXCH02.kl.dk>"

EXTENSION = """Kære KL

{kommune} vil gerne afgive høringssvar om de kommunale kerneværdier. Udvalget holder imidlertid først møde \
onsdag den 13. november, og vi vil derfor anmode om udsættelse af fristen til den 15. november 2019.

Vi hører gerne, om det kan lade sig gøre.
"""

QUESTION = """Hej KL

Vi er i gang med at forberede sagen om de kommunale kerneværdier til udvalget og har et spørgsmål: Skal svaret \
godkendes politisk, eller er det nok, at forvaltningen svarer på udvalgets vegne?
"""

COUNCILLOR = """Hej KL

Jeg sidder i kommunalbestyrelsen i {navn} og har læst om jeres kerneværdier. Her er mine egne bemærkninger: \
Jeg savner noget om de små skoler på landet, og jeg synes, at fritiden fylder for lidt.

Venlig hilsen
Poul Erik Tranekilde
"""

PRIVATE = """Hej

Jeg bliver nødt til at rykke frokosten på torsdag til kl. 12.30, for jeg har et møde, der trækker ud.

Knus
Bodil
"""

FORGED = """Til KL

{kommune} har ingen bemærkninger til de kommunale kerneværdier.

Med venlig hilsen
Forvaltningen
"""

QUOTED = """Kære KL

Vores svar på de to spørgsmål følger her.

{svar}

{underskrift}
________________________________
Fra: FLJE <FLJE@kl.dk>
Sendt: 28. juni 2019 09:02
Til: Alle kommuner
Emne: De kommunale kerneværdier

Kære formand for udvalget for børn og uddannelse

Vi vil gerne bede om jeres svar på to spørgsmål om de kommunale kerneværdier:

1. Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?
2. Hvilke muligheder giver det kommunale ejerskab i jeres arbejde med at skabe sammenhæng og høj kvalitet i \
de kommunale tilbud til børn og unge?

Svar bedes sendt til FLJE@kl.dk senest den 1. november 2019.
"""


def make_odd_mails(roster: Roster) -> Iterator[DemoMail]:
    """Make the mails that people wrote and that are not plain replies."""
    yield from _make_close_calls(roster)
    yield from _make_packed(roster)
    yield from _make_misplaced(roster)
    yield _make_request(roster["0665"], "2019-10-24T09:27:18", EXTENSION, subject="Anmodning om fristforlængelse")
    yield _make_request(roster["0756"], "2019-09-04T11:15:42", QUESTION, subject="Spørgsmål til høring")
    yield _make_councillor(roster["0575"])
    yield from _make_private()
    yield _make_forgery(roster["0163"])
    yield _make_quoting(roster["0657"])
    yield _make_with_logo(roster["0787"])
    yield _make_raw_filename(roster["0550"])


def _make_close_calls(roster: Roster) -> Iterator[DemoMail]:
    """Half a minute before midnight and half a minute after; the border's clock writes other zones."""
    before = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-11-01T23:59:30"), written_in=PACIFIC)
    after = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-11-02T00:00:30"), written_in=UTC)
    yield make_reply(roster["0265"], before, "docx", shows="half a minute before midnight")
    yield make_reply(roster["0621"], after, "pdf", shows="half a minute after midnight")


def _make_packed(roster: Roster) -> Iterator[DemoMail]:
    """Make a scanned letter without text, a letter in a zip, and one that its sender locked with a password."""
    scanned = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-10-22T08:36:55"))
    zipped = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-10-29T13:20:46"))
    locked = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-10-31T10:14:29"))
    yield make_reply(roster["0260"], scanned, "scan", shows="a scanned letter without text")
    yield make_reply(roster["0370"], zipped, "zip", shows="a letter in a zip")
    yield make_reply(roster["0167"], locked, "locked", shows="a letter locked with a password")


def _make_misplaced(roster: Roster) -> Iterator[DemoMail]:
    """One reply in the Junk folder, and one that somebody copied there: the same bytes twice."""
    spam = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-10-16T13:50:21"))
    yield make_reply(roster["0706"], spam, "docx", folder="Junk", shows="a reply in the Junk folder")
    moved = Journey(recipient=TO_AUTUMN, crossed_at=local("2019-10-17T09:18:03"))
    reply = make_reply(roster["0740"], moved, "pdf", shows="the same mail in two folders")
    yield reply
    yield replace(reply, folder="Junk")


def _make_request(municipality: Municipality, moment: str, text: str, *, subject: str) -> DemoMail:
    rng = _seed(moment)
    person, address = invent_sender(municipality, rng)
    body = text.format(kommune=municipality.official_name)
    draft = Draft(
        name=person.name,
        address=address,
        subject=f"{subject} - kommunale kerneværdier",
        text=f"{body}\n{write_signature(person, municipality)}",
    )
    return _deliver(draft, moment, rng, shows=subject)


def _make_councillor(municipality: Municipality) -> DemoMail:
    draft = Draft(
        name="Poul Erik Tranekilde",
        address="pe.tranekilde@gmail.com",
        subject="Høringssvar om kerneværdier",
        text=COUNCILLOR.format(navn=municipality.name),
    )
    return _deliver(draft, "2019-10-27T21:34:12", _seed("councillor"), shows="a councillor's private address")


def _make_private() -> Iterator[DemoMail]:
    """One private mail among the others, and one from before any consultation opened."""
    draft = Draft(name="Bodil Frandsen", address="bodil.frandsen@hotmail.com", subject="Torsdag", text=PRIVATE)
    yield _deliver(draft, "2019-10-14T12:22:09", _seed("private"), shows="a private mail")
    at, rng = local("2018-11-20T08:15:00"), _seed("old")
    old = Draft(name="Kontorservice", address="kontor@kl.dk", subject="Ny kaffemaskine", text="Den står på 3. sal.\n")
    raw = stamp_internal(pack(old, Journey(recipient=TO_AUTUMN, crossed_at=at), rng), at=at)
    yield DemoMail(mailbox=AUTUMN, folder="INBOX", internal_date=at, raw=raw, shows="older than any consultation")


def _make_forgery(municipality: Municipality) -> DemoMail:
    """Make a mail in a municipality's name that the border could not confirm."""
    moment, rng = "2019-10-29T03:11:47", _seed("forged")
    journey = Journey(recipient=TO_AUTUMN, crossed_at=local(moment), verdict="fail")
    draft = Draft(
        name=municipality.official_name,
        address=f"post@{municipality.domains[0]}",
        subject="Høringssvar",
        text=FORGED.format(kommune=municipality.official_name),
    )
    raw = stamp(
        pack(draft, journey, rng),
        domain=municipality.domains[0],
        envelope_from=draft.address,
        journey=journey,
        rng=rng,
        sending_host="vps-3391.hosting.example",
    )
    return DemoMail(
        mailbox=AUTUMN, folder="INBOX", internal_date=journey.delivered_at, raw=raw, shows="an unconfirmed sender"
    )


def _make_quoting(municipality: Municipality) -> DemoMail:
    moment, rng = "2019-10-15T14:08:26", _seed("quoting")
    person, address = invent_sender(municipality, rng)
    letter = compose_answers(municipality, local(moment).date(), rng, answers=2)
    answers = "\n\n".join(text for section in letter.sections for text in (section.heading, *section.paragraphs))
    draft = Draft(
        name=person.name,
        address=address,
        subject="SV: De kommunale kerneværdier",
        text=QUOTED.format(svar=answers, underskrift=write_signature(person, municipality)),
        headers=(("In-Reply-To", REQUEST_ID), ("References", REQUEST_ID)),
    )
    return _deliver(draft, moment, rng, shows="a reply above the quoted request", reply_of=municipality.code)


def _make_with_logo(municipality: Municipality) -> DemoMail:
    """Make an Outlook mail in HTML, the municipality's logo a picture in the signature."""
    moment, rng = "2019-10-11T10:39:14", _seed("logo")
    letter = compose_answers(municipality, local(moment).date(), rng)
    person, address = invent_sender(municipality, rng)
    text = f"{write_as_text(letter)}\n\n{write_signature(person, municipality)}"
    paragraphs = "".join(f'<p class="MsoNormal">{escape(line)}</p>\n' for line in text.splitlines() if line)
    draft = Draft(
        name=person.name,
        address=address,
        subject="Høringssvar om de kommunale kerneværdier",
        text=text,
        html=f'<html><body lang="DA">{paragraphs}<img src="cid:image001.png@01D58F2A" width="160"></body></html>',
        logo=_draw_logo(municipality.name),
    )
    return _deliver(draft, moment, rng, shows="an HTML mail with a logo", reply_of=municipality.code)


def _make_raw_filename(municipality: Municipality) -> DemoMail:
    """Make a reply whose file name stands in the header as bare UTF-8, as some journal systems send it."""
    moment, rng = "2019-10-09T15:03:38", _seed("filename")
    letter = compose_answers(municipality, local(moment).date(), rng)
    person, address = invent_sender(municipality, rng)
    journey = Journey(recipient=TO_AUTUMN, crossed_at=local(moment))
    draft = Draft(
        name=person.name,
        address=address,
        subject="Høringssvar",
        text=f"Til KL\n\nHøringssvaret er vedhæftet.\n\n{write_signature(person, municipality)}",
        files=(File("PLACEHOLDER.docx", DOCX, make_docx(letter)),),
    )
    raw = post(draft, journey, rng).replace(b"PLACEHOLDER.docx", "Høringssvar fra Tønder Kommune.docx".encode())
    return DemoMail(
        mailbox=AUTUMN,
        folder="INBOX",
        internal_date=journey.delivered_at,
        raw=raw,
        shows="a file name in bare bytes",
        reply_of=municipality.code,
    )


def _draw_logo(name: str) -> bytes:
    logo = Image.new("RGB", (160, 48), color="#1f4e79")
    ImageDraw.Draw(logo).text((10, 16), name.upper(), fill="white")
    out = io.BytesIO()
    logo.save(out, format="PNG")
    return out.getvalue()


def _deliver(draft: Draft, moment: str, rng: random.Random, *, shows: str, reply_of: str | None = None) -> DemoMail:
    journey = Journey(recipient=TO_AUTUMN, crossed_at=local(moment))
    return DemoMail(
        mailbox=AUTUMN,
        folder="INBOX",
        internal_date=journey.delivered_at,
        raw=post(draft, journey, rng),
        shows=shows,
        reply_of=reply_of,
    )


def _seed(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - invented letters, no secrets
