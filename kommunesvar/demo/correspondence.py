"""Writes single mails of the demo: a letter, the words around it, and its way to KL."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.deadline import COPENHAGEN
from domain.municipality import Municipality
from kommunesvar.demo import wording
from kommunesvar.demo.envelope import Draft, File, Journey, post
from kommunesvar.demo.letters import (
    Letter,
    Person,
    compose_answers,
    fill_in,
    invent_person,
    make_docx,
    make_pdf,
    make_scanned_pdf,
)

SPRING, AUTUMN = "MLAR", "FLJE"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
FILE_KINDS = ("docx", "pdf", "scan", "zip", "locked")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMail:
    """One mail of the demo: where it lies, and whose reply it is if it is one that can be counted.

    ``shows`` says in a few words what the mail is there for.
    """

    mailbox: str
    folder: str
    internal_date: datetime
    raw: bytes
    shows: str
    reply_of: str | None = None


Compose = Callable[..., Letter]


def make_reply(
    municipality: Municipality,
    journey: Journey,
    form: str,
    *,
    compose: Compose = compose_answers,
    folder: str = "INBOX",
    shows: str = "",
) -> DemoMail:
    """Make one municipality's reply in a form: docx, pdf, docx and pdf, scan, zip, locked, text or no comments."""
    rng = random.Random(f"{municipality.code} {journey.crossed_at} {form}")  # noqa: S311 - invented letters, no secrets
    letter = compose(municipality, journey.crossed_at.astimezone(COPENHAGEN).date(), rng)
    return DemoMail(
        mailbox=journey.recipient.partition("@")[0],
        folder=folder,
        internal_date=journey.delivered_at,
        raw=post(write_reply(municipality, letter, form, rng), journey, rng),
        shows=shows or form,
        reply_of=municipality.code,
    )


def write_reply(municipality: Municipality, letter: Letter, form: str, rng: random.Random) -> Draft:
    """Write the mail around a letter."""
    person = letter.signed_by
    files = tuple(_make_file(kind, letter, municipality, rng) for kind in FILE_KINDS if kind in form)
    if form == "text":
        text = write_as_text(letter)
    else:
        chosen = rng.choice(wording.NO_COMMENTS_TEXTS if form == "no comments" else wording.MAIL_TEXTS)
        text = fill_in(chosen, municipality=municipality, committee=letter.committee)
    return Draft(
        name=person.name,
        address=invent_address(person, municipality),
        subject=rng.choice(wording.SUBJECTS).format(kommune=municipality.official_name),
        text=f"{text}\n\n{write_signature(person, municipality)}",
        files=files,
    )


def _make_file(kind: str, letter: Letter, municipality: Municipality, rng: random.Random) -> File:
    name = rng.choice(wording.FILE_NAMES).format(kommune=municipality.official_name, navn=municipality.name)
    if kind == "docx":
        return File(f"{name}.docx", DOCX, make_docx(letter))
    if kind == "zip":
        return File("Høringssvar.zip", ZIP, _zip_up(f"{name}.docx", make_docx(letter)))
    if kind == "locked":
        return File(f"{name}.pdf", PDF, make_pdf(letter, password="børn og unge"))  # noqa: S106 - invented
    if kind == "pdf":
        return File(f"{name}.pdf", PDF, make_pdf(letter, font=rng.choice(("Helvetica", "Times-Roman"))))
    return File(f"scan_{rng.randint(1000, 9999)}.pdf", PDF, make_scanned_pdf(letter))


def _zip_up(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # Without a date of its own the zip would be another one in every run.
        package.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def write_as_text(letter: Letter) -> str:
    """Write a letter straight into the mail."""
    parts = ["Til KL", letter.title, letter.opening]
    for section in letter.sections:
        parts += [section.heading, *section.paragraphs, *(f"- {bullet}" for bullet in section.bullets)]
    return "\n\n".join([*parts, letter.closing])


def write_signature(person: Person, municipality: Municipality) -> str:
    """Write the lines below a mail."""
    return (
        f"Med venlig hilsen\n\n{person.name}\n{person.title[:1].upper()}{person.title[1:]}\n{person.department}\n\n"
        f"{municipality.official_name}\nwww.{municipality.domains[0]}\n"
    )


def invent_address(person: Person, municipality: Municipality) -> str:
    """Return the address that a person has at a municipality."""
    return f"{write_in_ascii(person.name).lower().replace(' ', '.')}@{municipality.domains[0]}"


def write_in_ascii(name: str) -> str:
    """Return a name without Danish letters, as mail systems write it."""
    for danish, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa")):
        name = name.replace(danish, plain)
    return name


def invent_sender(municipality: Municipality, rng: random.Random) -> tuple[Person, str]:
    """Invent somebody at a municipality, with an address."""
    person = invent_person(rng)
    return person, invent_address(person, municipality)


def local(moment: str) -> datetime:
    """Return a local time, written in ISO 8601 without a zone, as an aware one."""
    return datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)


def address_of(mailbox: str) -> str:
    """Return the address of one of KL's mailboxes."""
    return f"{mailbox}@kl.dk"
