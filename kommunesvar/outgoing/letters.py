"""Letters to municipalities, from the plan to the outbox: used alike by commands, page and service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.consultation import Consultation
from domain.errors import ConfigurationError
from domain.invitation import plan_invitations
from domain.letter import HindranceKind, LetterKind, LetterPlan
from domain.reminder import OpenQuestions, plan_reminders
from intake.naming import check_signed
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.fresh_look import NotRead, look_afresh, recall_look
from kommunesvar.outgoing.remarks import Remark, find_mailbox_address, list_remarks
from kommunesvar.standings import load_standings
from notifier.envelope import MailFile
from notifier.letters import LetterDraft, LetterHead, address_letter, can_write_to, draft_letters

_NOBODY = LetterHead(sender="kommunesvar@localhost.localdomain", reply_to="hoering@localhost.localdomain")
"""Stands in letters that are only looked at, while nothing is configured yet."""


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
    despite: Collection[HindranceKind] = (),
    unread: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    not_read: NotRead | None = None,
    files: Sequence[MailFile] = (),
) -> Prepared:
    """Return who would get a letter now, what it says, and who not and why; nothing is sent.

    ``codes`` are the municipalities to choose from, None all; ``despite`` the hindrances that are set aside, of
    mailboxes only the ``unread`` that were shown, None all; ``not_read`` the mailboxes that a look at them just now
    failed at, None what the books say of them. Without a sender or a mailbox's address a remark says what is missing.
    Raises ConfigurationError for a faulty template.
    """
    if not_read is None:
        not_read = recall_look(program, consultation) if kind is LetterKind.REMINDER else NotRead()
    plan = _plan(program, kind, consultation, despite=despite, unread=unread, not_read=not_read).choose(codes)
    try:
        head = make_letter_head(program, consultation)
        remarks = list_remarks(program, consultation, head, abandoned=not_read.abandoned)
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
    despite: Collection[HindranceKind] = (),
    unread: Collection[str] | None = None,
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
    # To read what the look brings can take long, and what comes meanwhile nobody has looked for.
    looked_at = program.clock()
    not_read = look_afresh(program, consultation) if kind is LetterKind.REMINDER else NotRead()
    prepared = prepare_letters(
        program, kind, consultation, despite=despite, unread=unread, codes=codes, not_read=not_read, files=files
    )
    if prepared.plan.hindrances:
        return Enqueued(plan=prepared.plan)
    ignored, mails = prepared.plan.set_aside, []
    # One letter at a time: with a file of some megabytes, all of them would not fit into memory.
    for draft in prepared.drafts:
        letter = address_letter(draft, prepared.plan, prepared.head, files)
        mails.append(
            program.letters.record(kind, consultation.id, letter, by=by.strip(), now=looked_at, despite=ignored)
        )
    return Enqueued(plan=prepared.plan, letters=sum(map(bool, mails)), mails=sum(mails))


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


def _plan(
    program: Program,
    kind: LetterKind,
    consultation: Consultation,
    *,
    despite: Collection[HindranceKind],
    unread: Collection[str] | None,
    not_read: NotRead,
) -> LetterPlan:
    standings = load_standings(program, consultation, program.clock())
    contacts = [known for known in program.contacts.load() if can_write_to(known.contact)]
    sent = program.letters.load(kind, consultation.id)
    if kind is LetterKind.INVITATION:
        return plan_invitations(standings, contacts, sent)
    return plan_reminders(
        standings,
        contacts,
        sent,
        settings=program.config.reminders.list_settings(),
        questions=OpenQuestions(
            unjudged=program.count_unjudged(),
            failed=tuple(program.list_failed()),
            in_review=program.facts.count_open_mails(consultation, standings.as_of),
            not_read=not_read.own,
            not_read_elsewhere=not_read.elsewhere,
        ),
        despite=despite,
        unread=unread,
    )
