"""Compose letters to municipalities in Danish: reminders (rykkere) and the letter of a consultation itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from pathlib import Path

from domain.consultation import Consultation
from domain.contact import Contact
from domain.deadline import local_day
from domain.errors import ConfigurationError
from domain.letter import LetterKind, LetterPlan, NewLetter, PlannedLetter
from domain.outgoing import OutboxEntry
from notifier.danish import format_count, format_day, format_last_day, join_names
from notifier.envelope import (
    Headings,
    MailFile,
    MailParts,
    clean_line,
    compose_mail,
    find_address,
    make_address,
    name_message,
)
from notifier.rendering import render_parts

_QUESTION_LENGTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """Who letters are from, where answers go, who signs, and a folder of templates of the operator's own."""

    sender: str
    reply_to: str
    signature: str = ""
    templates: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter in words; the templates only arrange it. ``days_left`` is empty once the deadline has passed."""

    subject: str
    title: str
    municipality: str
    attention: str
    copied: str
    deadline: str
    days_left: str
    is_after: bool
    number: int
    address: str
    questions: tuple[str, ...]
    files: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter with all that it says and brings, before it is addressed to each who gets it."""

    letter: PlannedLetter
    parts: MailParts


def draft_letters(plan: LetterPlan, head: LetterHead, files: Sequence[MailFile] = ()) -> tuple[LetterDraft, ...]:
    """Compose the letters of a plan. Raises ConfigurationError for a faulty template of the operator's."""
    return tuple(_draft(plan, letter, head, files) for letter in plan.letters)


def can_write_to(contact: Contact) -> bool:
    """Say whether a mail can be addressed to a contact: one faulty address must not keep the others from theirs."""
    try:
        make_address(contact.name, contact.address)
    except ConfigurationError:
        return False
    return True


def address_letter(draft: LetterDraft, plan: LetterPlan, head: LetterHead, files: Sequence[MailFile] = ()) -> NewLetter:
    """Return a letter as finished mails, one for each recipient, all with the same words and headings.

    Each has a Message-ID of its own, made from consultation, municipality, number and recipient, by which an answer
    is recognised (RFC 5322 §3.6.4). Raises ConfigurationError for an address that mail cannot be sent to.
    """
    letter = draft.letter
    code, number = letter.municipality.code, str(letter.number)
    headings = Headings(
        to=tuple(map(_make_address, letter.to)),
        cc=tuple(map(_make_address, letter.cc)),
        reply_to=find_address(head.reply_to),
        is_letter=True,
    )
    consultation = plan.consultation
    entries = []
    for contact in (*letter.to, *letter.cc):
        words = (plan.kind, consultation.id, code, number)
        mail = compose_mail(
            draft.parts,
            sender=head.sender,
            recipient=contact.address,
            at=plan.as_of,
            zone=consultation.deadline.zone,
            message_id=name_message(*words, sender=head.sender, recipient=contact.address),
            files=files,
            headings=headings,
        )
        entries.append(OutboxEntry(kind=plan.kind, consultation=consultation.id, period=f"{code}.{number}", mail=mail))
    return NewLetter(municipality=code, number=letter.number, entries=tuple(entries))


def describe_letter(
    kind: LetterKind,
    consultation: Consultation,
    letter: PlannedLetter,
    *,
    at: datetime,
    head: LetterHead,
    files: Sequence[MailFile] = (),
) -> LetterView:
    """Put a letter into words; every word from outside is made one harmless line."""
    today = local_day(at, consultation.deadline.zone)
    is_after = letter.deadline < today
    title = clean_line(consultation.title)
    day = format_last_day(letter.deadline, date.min)
    return LetterView(
        subject=_word_subject(kind, title, day, is_after=is_after),
        title=title,
        municipality=letter.municipality.official_name,
        attention=join_names([_name_contact(contact) for contact in letter.to if contact.name]),
        copied=join_names([_name_contact(contact) for contact in letter.cc]),
        deadline=format_day(letter.deadline),
        days_left="" if is_after else _say_days_left((letter.deadline - today).days),
        is_after=is_after,
        number=letter.number,
        address=head.reply_to and find_address(head.reply_to).addr_spec,
        questions=tuple(clean_line(question, _QUESTION_LENGTH) for question in consultation.questions),
        files=join_names([clean_line(file.name) for file in files]),
        signature=clean_line(head.signature) or _name_sender(head.sender),
    )


def _draft(plan: LetterPlan, letter: PlannedLetter, head: LetterHead, files: Sequence[MailFile]) -> LetterDraft:
    view = describe_letter(plan.kind, plan.consultation, letter, at=plan.as_of, head=head, files=files)
    name = "reminder_after" if plan.kind is LetterKind.REMINDER and view.is_after else plan.kind.value
    return LetterDraft(letter=letter, parts=render_parts(name, view, head.templates))


def _word_subject(kind: LetterKind, title: str, day: str, *, is_after: bool) -> str:
    if kind is LetterKind.INVITATION:
        return f"Høring: {title} – frist {day}"
    said = f"fristen var {day}" if is_after else f"svar senest {day}"
    return f"Påmindelse om høring – {said}: {title}"


def _say_days_left(days: int) -> str:
    if days == 0:
        return "i dag"
    return "i morgen" if days == 1 else f"om {format_count(days, 'dag', 'dage')}"


def _name_contact(contact: Contact) -> str:
    if not contact.name:
        return contact.role.danish
    return f"{contact.role.danish} {clean_line(contact.name)}" if contact.role.is_told else clean_line(contact.name)


def _name_sender(sender: str) -> str:
    found = find_address(sender)
    return found.display_name or found.addr_spec


def _make_address(contact: Contact) -> Address:
    try:
        return make_address(contact.name, contact.address)
    except ConfigurationError as error:
        raise ConfigurationError(
            f"The contact {contact.address} of {contact.municipality} cannot be written to: it is no mail address.",
            remedy="Correct it with 'kommunesvar contacts remove' and 'contacts add'.",
        ) from error
