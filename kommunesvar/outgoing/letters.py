"""Letters to municipalities, from the plan to the outbox: used alike by commands, page and service."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.consultation import Consultation
from domain.deadline import local_day
from domain.errors import ConfigurationError
from domain.invitation import plan_invitations
from domain.letter import LetterKind, LetterPlan
from domain.reminder import OpenQuestions, plan_reminders
from intake.naming import check_signed
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from kommunesvar.rounds import process, recognize, visit
from kommunesvar.standings import load_standings
from notifier.danish import format_count
from notifier.envelope import MailFile, find_address
from notifier.letters import LetterDraft, LetterHead, address_letter, check_addresses, draft_letters
from notifier.working_days import is_working_day

_NOBODY = LetterHead(sender="kommunesvar@localhost.localdomain", reply_to="hoering@localhost.localdomain")
"""Stands in letters that are only looked at, while nothing is configured yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What whoever sends should know, as a sentence for the command line and one for the page."""

    english: str
    danish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A plan with the exact words of each letter, and with ``remarks``."""

    plan: LetterPlan
    head: LetterHead
    drafts: tuple[LetterDraft, ...]
    files: tuple[MailFile, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enqueued:
    """What sending came to: the plan as it was at that moment, and how many letters and mails went into the outbox."""

    plan: LetterPlan
    letters: int = 0
    mails: int = 0


def prepare_letters(
    program: Program,
    kind: LetterKind,
    consultation: Consultation,
    *,
    despite_review: bool = False,
    codes: Collection[str] | None = None,
    not_read: Mapping[str, str] | None = None,
    files: Sequence[MailFile] = (),
) -> Prepared:
    """Return who would get a letter now, what it says, and who not and why; nothing is sent.

    ``codes`` are the municipalities to choose from, None all; ``not_read`` the mailboxes that a look at them just now
    failed at. Without a sender or a mailbox's address a remark says what is missing. Raises ConfigurationError for a
    faulty template.
    """
    plan = _plan(program, kind, consultation, despite_review=despite_review, not_read=not_read or {}).choose(codes)
    try:
        head = make_letter_head(program, consultation)
        remarks = _list_remarks(program, consultation, head)
    except ConfigurationError as error:
        danish = "Brevene kan ikke sendes endnu: der mangler en afsender eller en svaradresse i indstillingerne."
        head, remarks = _NOBODY, [Remark(english=str(error), danish=danish)]
    drafts = draft_letters(plan, head, files)
    return Prepared(plan=plan, head=head, drafts=drafts, files=tuple(files), remarks=tuple(remarks))


def enqueue_letters(
    program: Program,
    kind: LetterKind,
    consultation: Consultation,
    *,
    by: str,
    despite_review: bool = False,
    codes: Collection[str] | None = None,
    files: Sequence[MailFile] = (),
) -> Enqueued:
    """Put the letters into the outbox, signed by who sends them, reminders after a fresh look into the mailboxes.

    Only who is in ``codes`` gets one: what a person has not seen is not sent. With a hindrance nothing is written, and
    the plan tells of it. Who presses twice sends once. Raises UsageError when nobody signs, ConfigurationError.
    """
    check_signed(by)
    program.make_channel()
    make_letter_head(program, consultation)
    not_read = look_afresh(program, consultation) if kind is LetterKind.REMINDER else {}
    prepared = prepare_letters(
        program, kind, consultation, despite_review=despite_review, codes=codes, not_read=not_read, files=files
    )
    if prepared.plan.hindrances:
        return Enqueued(plan=prepared.plan)
    check_addresses(prepared.plan)
    now, mails = program.clock(), []
    # One letter at a time: with a file of some megabytes, all of them would not fit into memory.
    for draft in prepared.drafts:
        letter = address_letter(draft, prepared.plan, prepared.head, files)
        mails.append(program.letters.record(kind, consultation.id, letter, by=by.strip(), now=now))
    return Enqueued(plan=prepared.plan, letters=sum(map(bool, mails)), mails=sum(mails))


def look_afresh(program: Program, consultation: Consultation) -> Mapping[str, str]:
    """Visit the mailboxes and judge what came; return those of this consultation that could not be read, and why.

    Who answers to the wrong mailbox has answered as well, so all are visited.
    """
    visits = {section.name: visit(program, section) for section in program.config.mailboxes if section.is_polled}
    process(program)
    recognize(program)
    return {
        name: str(done.error)
        for name, done in visits.items()
        if done.error is not None and name in consultation.mailboxes
    }


def make_letter_head(program: Program, consultation: Consultation) -> LetterHead:
    """Return who letters are from and where answers go. Raises ConfigurationError."""
    reminders, smtp = program.config.reminders, program.config.smtp
    sender = reminders.sender or smtp.sender or smtp.username or ""
    if "@" not in sender:
        raise ConfigurationError("Letters have no sender.", remedy='Give one in [smtp], as from = "KL <FLJE@kl.dk>".')
    section = program.config.find_mailbox(consultation.mailboxes[0])
    reply_to = find_mailbox_address(section)
    if not reply_to:
        raise ConfigurationError(
            f"The mailbox {section.name} has no address that municipalities can answer to.",
            remedy=f'Give it in [[mailboxes]], as address = "{section.name}@kl.dk".',
        )
    return LetterHead(
        sender=sender, reply_to=reply_to, signature=reminders.signature, templates=program.config.service.templates
    )


def find_mailbox_address(section: MailboxSection) -> str:
    """Return the address of a mailbox, or nothing where the configuration names none."""
    named = (section.address, section.username or "")
    return next((address for address in named if "@" in address), "")


def _plan(
    program: Program,
    kind: LetterKind,
    consultation: Consultation,
    *,
    despite_review: bool,
    not_read: Mapping[str, str],
) -> LetterPlan:
    standings = load_standings(program, consultation, program.clock())
    contacts, sent = program.contacts.load(), program.letters.load(kind, consultation.id)
    if kind is LetterKind.INVITATION:
        return plan_invitations(standings, contacts, sent)
    return plan_reminders(
        standings,
        contacts,
        sent,
        settings=program.config.reminders.list_settings(),
        questions=OpenQuestions(
            unjudged=program.count_unjudged(),
            in_review=program.facts.count_open_mails(consultation, standings.as_of),
            not_read=not_read,
        ),
        despite_review=despite_review,
    )


def _list_remarks(program: Program, consultation: Consultation, head: LetterHead) -> Sequence[Remark]:
    sections = [program.config.find_mailbox(name) for name in consultation.mailboxes]
    remarks = [_remark_unread(section.name) for section in sections if not section.is_polled]
    gaps = {section.name: len(program.sightings.load_gaps(section.name)) for section in sections}
    remarks += [_remark_gaps(mailbox, count) for mailbox, count in gaps.items() if count]
    ours = {find_mailbox_address(section).casefold() for section in program.config.mailboxes}
    if not is_working_day(local_day(program.clock(), program.config.zone)):
        remarks.append(_DAY_OFF)
    address = find_address(head.sender).addr_spec
    return remarks if address.casefold() in ours else [*remarks, _remark_unheard(address)]


_DAY_OFF = Remark(
    english="Today is a day off in Denmark: what is sent now is read on the next working day.",
    danish="I dag er en fridag: det, der sendes nu, bliver først læst næste hverdag.",
)


def _remark_unread(mailbox: str) -> Remark:
    return Remark(
        english=f"The program does not read the mailbox {mailbox} by itself: import what came into it first.",
        danish=f"Programmet læser ikke selv postkassen {mailbox}: sørg for, at det, der kom i den, er læst ind først.",
    )


def _remark_gaps(mailbox: str, count: int) -> Remark:
    is_one = count == 1
    return Remark(
        english=(
            f"{count} mail{'' if is_one else 's'} in the mailbox {mailbox} could not be fetched, and a reply may be "
            "among them: look there first."
        ),
        danish=(
            f"{format_count(count, 'mail', 'mails')} i postkassen {mailbox} kunne ikke hentes, og et svar kan være "
            "iblandt: se efter i postkassen først."
        ),
    )


def _remark_unheard(address: str) -> Remark:
    return Remark(
        english=(
            f"What cannot be delivered comes back to {address}, which is none of the mailboxes: nobody will notice. "
            'Give one of them in [reminders], as from = "KL <FLJE@kl.dk>".'
        ),
        danish=(
            f"Mails, der ikke kan leveres, kommer retur til {address}. Det er ingen af postkasserne, "
            "så ingen opdager det."
        ),
    )
