"""Proposals of reminders: on a due day, those who read the digest are told who can be reminded; a person sends them."""

from dataclasses import dataclass
from datetime import date

from domain.consultation import Consultation
from domain.deadline import local_day, local_moment
from domain.letter import LetterKind
from domain.reminder import find_due_day
from kommunesvar.bootstrap import Program
from kommunesvar.outgoing.fresh_look import look_afresh
from kommunesvar.outgoing.letters import prepare_letters
from kommunesvar.outgoing.post import make_digest_plan
from notifier.envelope import find_address
from notifier.proposal import PROPOSAL, ProposalSettings, compose_proposal, is_worth_proposing, name_due_period
from notifier.working_days import is_working_day


@dataclass(frozen=True, slots=True, kw_only=True)
class DueProposal:
    """A proposal that should be in the outbox and is not, and who has not got it."""

    consultation: Consultation
    due: date
    recipients: tuple[str, ...]


class Proposals:
    """Looks for proposals that are due; the outbox remembers those that were made, and this only the idle ones."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._idle: set[tuple[str, date]] = set()

    def enqueue_due(self) -> int:
        """Put every proposal that is due into the outbox, after a fresh look into the mailboxes; return how many mails.

        Where nobody is left to remind, none is made. Raises ConfigurationError.
        """
        due = [one for one in list_due_proposals(self._program) if (one.consultation.id, one.due) not in self._idle]
        return sum(self._enqueue(one) for one in due)

    def _enqueue(self, proposal: DueProposal) -> int:
        program = self._program
        # First: with a setting that is wrong, nobody's mailboxes are visited in vain at every tick.
        settings = ProposalSettings(
            sender=make_digest_plan(program).sender,
            recipients=proposal.recipients,
            base_url=program.config.web.base_url,
            templates=program.config.service.templates,
        )
        not_read = look_afresh(program, proposal.consultation)
        prepared = prepare_letters(program, LetterKind.REMINDER, proposal.consultation, not_read=not_read)
        if not is_worth_proposing(prepared.plan):
            self._idle.add((proposal.consultation.id, proposal.due))
            return 0
        entries = compose_proposal(prepared.plan, prepared.drafts, due=proposal.due, settings=settings)
        return sum(program.outbox.enqueue(entry, prepared.plan.as_of) for entry in entries)


def list_due_proposals(program: Program) -> tuple[DueProposal, ...]:
    """Return the proposals that are due; none where they are not enabled, or no mail server is configured."""
    config = program.config
    if not config.reminders.enabled or config.smtp.host is None:
        return ()
    found = (_find_due(program, consultation) for consultation in program.consultations.values())
    return tuple(proposal for proposal in found if proposal is not None and proposal.recipients)


def _find_due(program: Program, consultation: Consultation) -> DueProposal | None:
    """Find the proposal of today's due day, from the digest's time of day on, or of the latest that was missed."""
    now, zone = program.clock(), consultation.deadline.zone
    today, settings = local_day(now, zone), program.config.reminders.list_settings()
    due = find_due_day(consultation, settings, today, is_working_day)
    if due is None or now < local_moment(due, program.config.digest.time, zone):
        return None
    period = name_due_period(due)
    waiting = (
        recipient
        for recipient in program.config.digest.to
        if not program.outbox.has_period(PROPOSAL, consultation.id, period, find_address(recipient).addr_spec)
    )
    return DueProposal(consultation=consultation, due=due, recipients=tuple(waiting))
