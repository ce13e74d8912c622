"""Gather what a memo says from what is remembered."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.consultation import Consultation
from domain.facts_ports import Facts
from domain.mail_ports import Sightings
from domain.memo import Answer, Memo
from domain.memo_ports import Views
from domain.message import State
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.standing import ReplyFact, compute_standings


def gather_memo(
    consultation: Consultation,
    *,
    roster: Roster,
    facts: Facts,
    views: Views,
    sightings: Sightings,
    as_of: datetime,
) -> Memo:
    """Return the memo of a consultation at a moment.

    Figures and texts come from the same facts: what is counted is told, and nothing else. Raises
    UnbalancedStandings rather than tell figures that do not add up.
    """
    found = facts.load_standing_facts(consultation, as_of)
    counted = views.list_views(consultation=consultation.id, state=State.COUNTED)
    return Memo(
        standings=compute_standings(consultation, roster, found, as_of),
        answers=tuple(_list_answers(found.replies, counted)),
        open_mails=tuple(facts.load_open_mails(consultation, as_of)),
        unjudged=facts.count_unjudged(consultation.mailboxes),
        ledger=tuple(sightings.load_ledger(consultation.mailboxes)),
    )


def _list_answers(counted: Sequence[ReplyFact], views: Sequence[MessageView]) -> Iterator[Answer]:
    answers = {
        (view.id, reply.municipality): Answer(reply=reply, mail=view) for view in views for reply in view.replies
    }
    for fact in counted:
        # What somebody decides between the two looks into the books is told from the next memo on.
        if answer := answers.get((fact.message, fact.municipality)):
            yield answer
