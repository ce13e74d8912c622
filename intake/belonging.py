"""To which consultation a mail belongs: by its thread, by mailbox and period, by what it says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.acquaintances import Acquaintances
from domain.consultation import Consultation, find_consultations
from domain.match import Certainty, ConsultationMatch
from intake.classification.contents import Contents, plain
from intake.consultation_marks import Marks, list_marks

_HISTORY = 8_000
"""Characters of what was answered in which a consultation is looked for."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A mail as it came: where, when, and in answer to what of ours; its texts are prepared when asked for."""

    contents: Contents
    mailbox: str
    received_at: datetime | None
    consultations: tuple[Consultation, ...]
    acquaintances: Acquaintances

    @cached_property
    def text(self) -> str:
        """What the mail says: subject, own words, documents and their names."""
        contents = self.contents
        return f"{contents.subject}\n{contents.words}\n{contents.document_names}\n{contents.document_words}"

    @cached_property
    def history(self) -> str:
        """What the mail answers, as far as it quotes it."""
        return plain(self.contents.mail.quoted[:_HISTORY])


def find_belonging(arrival: Arrival) -> tuple[ConsultationMatch, ...]:
    """Return the consultations that the mail may belong to, best first; a sure one stands alone at the top.

    In its own mailbox and period a mail belongs to that consultation, unless it only names another; so does the copy
    that another mailbox got of a mail addressed to both. In the wrong
    mailbox it is sure by our own thread, by what only one consultation is known by, or where only one is open
    whose topic it names, and the mailbox is not that of another with the same topic.
    """
    at_home = _find_at_home(arrival) or _find_addressed(arrival)
    threads = _find_threads(arrival)
    if len(threads) == 1:
        return tuple(_match_thread(arrival, threads[0], at_home))
    named = _find_named(arrival, in_history=len(at_home) != 1) if len(arrival.consultations) > 1 else {}
    if len(at_home) == 1:
        own = at_home[0]
        elsewhere = bool(named) and own.id not in named
        return (_match_home(arrival, own, sure=not elsewhere), *_match_named(named, other_than=own.id))
    if at_home:
        named_here = {id: evidence for id, evidence in named.items() if id in {c.id for c in at_home}}  # noqa: A001
        rest = (_match_home(arrival, c, sure=False) for c in at_home if c.id not in named_here)
        return (*_match_named(named_here, sure=len(named) == 1), *rest)
    return _find_astray(arrival, named)


def _find_threads(arrival: Arrival) -> tuple[Consultation, ...]:
    own = arrival.acquaintances.own_mails
    answered = {own[id].consultation for id in arrival.contents.mail.headers.references if id in own}  # noqa: A001
    return tuple(c for c in arrival.consultations if c.id in answered)


def _match_thread(
    arrival: Arrival, answered: Consultation, at_home: tuple[Consultation, ...]
) -> Iterator[ConsultationMatch]:
    """Yield the consultation whose mail is answered; people also take an old mail of ours to write a new one."""
    is_open = arrival.received_at is None or answered.covers(arrival.received_at)
    others = tuple(c for c in at_home if c is not answered)
    sure = is_open and (not others or answered in at_home)
    certainty = Certainty.SURE if sure else Certainty.LIKELY
    yield ConsultationMatch(answered.id, "thread", certainty, ("mailen svarer på vores mail om høringen",))
    if not sure:
        yield from (_match_home(arrival, other, sure=False) for other in others)


def _find_at_home(arrival: Arrival) -> tuple[Consultation, ...]:
    """Return the consultations of this mailbox that are open; where no clock tells, all of the mailbox."""
    if arrival.received_at is None:
        return tuple(c for c in arrival.consultations if arrival.mailbox in c.mailboxes)
    return find_consultations(arrival.consultations, mailbox=arrival.mailbox, received_at=arrival.received_at)


def _find_addressed(arrival: Arrival) -> tuple[Consultation, ...]:
    """Return the open consultations whose mailbox the mail was addressed to besides this one."""
    headers, at = arrival.contents.mail.headers, arrival.received_at
    names = {person.address.partition("@")[0].lower() for person in (*headers.to, *headers.cc)}
    wanted = (c for c in arrival.consultations if names.intersection(mailbox.lower() for mailbox in c.mailboxes))
    return tuple(c for c in wanted if at is not None and c.covers(at))


def _find_named(arrival: Arrival, *, in_history: bool) -> dict[str, tuple[str, ...]]:
    """Return what the mail says that only one consultation is known by, for each that it names.

    With ``in_history``, what it answers is asked where it says nothing itself.
    """
    all_marks = list_marks(arrival.consultations)
    for text in (arrival.text, arrival.history) if in_history else (arrival.text,):
        found = {marks.consultation.id: tuple(marks.find_in(text)) for marks in all_marks}
        if any(found.values()):
            return {id: evidence for id, evidence in found.items() if evidence}  # noqa: A001
    return {}


def _find_astray(arrival: Arrival, named: dict[str, tuple[str, ...]]) -> tuple[ConsultationMatch, ...]:
    """Return what a mail may belong to that came to a mailbox where nothing was open."""
    all_marks = list_marks(arrival.consultations)
    open_now = [m for m in all_marks if arrival.received_at and m.consultation.covers(arrival.received_at)]
    open_ids = {m.consultation.id for m in open_now}
    if named:
        sure = len(named) == 1 and named.keys() <= open_ids
        return (*_match_named(named, sure=sure), *_match_open(arrival, open_now, sure=False, but=named))
    owners = [m for m in all_marks if arrival.mailbox in m.consultation.mailboxes]
    only = len(open_now) == 1 and not any(_share_topic(open_now[0], owner) for owner in owners)
    matches = tuple(_match_open(arrival, open_now, sure=only, but=named))
    return (*matches, *(_match_closed(arrival, m.consultation) for m in owners if m.consultation.id not in open_ids))


def _share_topic(one: Marks, other: Marks) -> bool:
    return not set(one.topic.stems).isdisjoint(other.topic.stems)


def _match_home(arrival: Arrival, own: Consultation, *, sure: bool) -> ConsultationMatch:
    sent_to = arrival.mailbox if arrival.mailbox in own.mailboxes else f"{own.mailboxes[0]} og {arrival.mailbox}"
    said = f"sendt til {sent_to}, hvor høringen var åben" if arrival.received_at else f"sendt til {sent_to}"
    return ConsultationMatch(own.id, "mailbox", Certainty.SURE if sure else Certainty.LIKELY, (said,))


def _match_named(
    named: dict[str, tuple[str, ...]], *, sure: bool = False, other_than: str = ""
) -> Iterator[ConsultationMatch]:
    for id, evidence in named.items():  # noqa: A001 - the word of the outer contract
        if id != other_than:
            yield ConsultationMatch(id, "contents", Certainty.SURE if sure else Certainty.LIKELY, evidence)


def _match_open(
    arrival: Arrival, open_now: list[Marks], *, sure: bool, but: dict[str, tuple[str, ...]]
) -> Iterator[ConsultationMatch]:
    for marks in open_now:
        if marks.consultation.id not in but and marks.topic.is_named_in(arrival.text):
            certainty = Certainty.SURE if sure else Certainty.LIKELY
            said = "mailen nævner høringens emne, og høringen var åben, da mailen kom"
            yield ConsultationMatch(marks.consultation.id, "topic", certainty, (said,))


def _match_closed(arrival: Arrival, owner: Consultation) -> ConsultationMatch:
    said = f"sendt til {arrival.mailbox}, men høringen var ikke åben"
    return ConsultationMatch(owner.id, "mailbox", Certainty.WEAK, (said,))
