"""The replies of the memo, municipality by municipality: whose, of when, from where, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.kind import Kind
from domain.memo import Answer, Memo
from domain.review import Role
from domain.standing import MunicipalityStanding
from notifier.danish import join_names
from notifier.memo.passages import Passage, quote_excerpt, quote_in_full
from notifier.memo.prose import print_line
from notifier.memo.sources import describe_mail, describe_time


class Extent(StrEnum):
    """How much of the replies a memo prints."""

    FULL = "full"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One reply under its municipality: its text, or why that does not stand here.

    ``see`` is the municipality under which a joint reply's text stands.
    """

    heading: str
    facts: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    see: MunicipalityStanding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The replies of one municipality."""

    row: MunicipalityStanding
    entries: tuple[Entry, ...]


def list_chapters(memo: Memo, extent: Extent) -> tuple[Chapter, ...]:
    """Return a chapter for each municipality with a reply, in Danish order; a joint reply's text stands once."""
    return tuple(_Scribe(memo, extent).write_chapters())


@dataclass(slots=True)
class _Scribe:
    """Writes the chapters in order and remembers under whom a mail's text stands already."""

    memo: Memo
    extent: Extent
    told: dict[int, MunicipalityStanding] = field(default_factory=dict)

    def write_chapters(self) -> Iterator[Chapter]:
        groups: dict[str, list[Answer]] = {}
        for answer in self.memo.answers:
            groups.setdefault(answer.reply.municipality, []).append(answer)
        for row in self.memo.standings.rows:
            if answers := groups.get(row.municipality.code):
                yield Chapter(row=row, entries=tuple(self._write_entries(row, answers)))

    def _write_entries(self, row: MunicipalityStanding, answers: Sequence[Answer]) -> Iterator[Entry]:
        replaced = {a.reply.of: a for a in answers if a.reply.role is Role.REPLACEMENT and a.reply.of is not None}
        by_number = {answer.mail.id: answer for answer in answers}
        for answer in answers:
            yield self._write_entry(row, answer, replaced.get(answer.mail.id), by_number)

    def _write_entry(
        self, row: MunicipalityStanding, answer: Answer, successor: Answer | None, by_number: Mapping[int, Answer]
    ) -> Entry:
        heading, facts = _head(answer, by_number), self._list_facts(answer)
        if answer.reply.role is Role.DUPLICATE:
            return Entry(heading=heading, facts=facts, remarks=(_mention_repeated(answer, by_number),))
        if successor is not None:
            remark = f"Svaret er erstattet af {_name(successor)} og er derfor ikke gengivet."
            return Entry(heading=heading, facts=facts, remarks=(remark,))
        remarks = _list_remarks(answer, by_number)
        if (elsewhere := self.told.get(answer.mail.id)) is not None:
            return Entry(heading=heading, facts=facts, remarks=remarks, see=elsewhere)
        self.told[answer.mail.id] = row
        quote = quote_in_full if self.extent is Extent.FULL else quote_excerpt
        return Entry(heading=heading, facts=facts, remarks=remarks, passages=quote(answer.mail))

    def _list_facts(self, answer: Answer) -> tuple[str, ...]:
        zone = self.memo.consultation.deadline.zone
        committee = print_line(answer.reply.committee, 160)
        return (
            describe_time(answer.mail, answer.reply, zone),
            describe_mail(answer.mail),
            *((f"Svaret er afgivet af {committee}",) if committee else ()),
            *self._list_companions(answer),
        )

    def _list_companions(self, answer: Answer) -> tuple[str, ...]:
        """Return with whom a joint reply was given, in Danish order."""
        others = {reply.municipality for reply in answer.mail.replies} - {answer.reply.municipality}
        names = [r.municipality.name for r in self.memo.standings.rows if r.municipality.code in others]
        return (f"Fælles svar med {join_names(names)}",) if names else ()


def _head(answer: Answer, by_number: Mapping[int, Answer]) -> str:
    received_at = answer.mail.received_at
    what = _say_what(answer, by_number)
    return f"{what} af {describe_day(local_day(received_at))}" if received_at else what


def _say_what(answer: Answer, by_number: Mapping[int, Answer]) -> str:
    reply = answer.reply
    if reply.role is Role.DUPLICATE:
        return "Gentaget svar"
    if reply.provisional:
        return "Foreløbigt svar"
    if reply.role is Role.SUPPLEMENT:
        return "Supplerende svar"
    if reply.role is Role.REPLACEMENT:
        replaced = _find_replaced(answer, by_number)
        return "Endeligt svar" if replaced and replaced.reply.provisional else "Nyt svar"
    return "Svar"


def _find_replaced(answer: Answer, by_number: Mapping[int, Answer]) -> Answer | None:
    of = answer.reply.of
    return by_number.get(of) if answer.reply.role is Role.REPLACEMENT and of is not None else None


def _list_remarks(answer: Answer, by_number: Mapping[int, Answer]) -> tuple[str, ...]:
    replaced = _find_replaced(answer, by_number)
    remarks = (
        f"Erstatter {_name(replaced)}." if replaced else "",
        "Kommunen har ingen bemærkninger." if answer.mail.kind is Kind.NO_COMMENTS else "",
        "Svaret er foreløbigt: Det er endnu ikke endeligt godkendt i kommunen." if answer.reply.provisional else "",
    )
    return tuple(filter(None, remarks))


def _mention_repeated(answer: Answer, by_number: Mapping[int, Answer]) -> str:
    repeated = by_number.get(answer.reply.of) if answer.reply.of else None
    told = f"Samme svar som {_name(repeated)}" if repeated else "Samme svar som et tidligere"
    return f"{told}; det er talt og gengivet én gang."


def _name(answer: Answer) -> str:
    """Return how another reply of the same municipality is spoken of."""
    what = "det foreløbige svar" if answer.reply.provisional else "svaret"
    when = f" af {describe_day(local_day(answer.mail.received_at))}" if answer.mail.received_at else ""
    return f"{what}{when} (mail nr. {answer.mail.id})"
