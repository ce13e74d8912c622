"""The parties of the memo: all 98 in one table, the silent ones by region, and the mails not settled yet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from domain.danish_time import describe_day, describe_moment
from domain.deadline import local_day
from domain.memo import Memo
from domain.review import Role
from domain.standing import ANSWERED, MunicipalityStanding, Standing
from notifier.danish import format_count, format_number
from notifier.figures.regions import list_shares
from notifier.memo.prose import print_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the 98 in the table of the parties; ``day`` is that of its first reply."""

    row: MunicipalityStanding
    day: str
    remarks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentGroup:
    """Those of a region who have not answered, each with what is known of it."""

    region: str
    names: tuple[str, ...]


def list_parties(memo: Memo) -> tuple[Party, ...]:
    """Return all 98 in Danish order, each with its marks."""
    zone = memo.consultation.deadline.zone
    own = Counter(a.reply.municipality for a in memo.answers if a.reply.role is not Role.DUPLICATE)
    joint = {answer.reply.municipality for answer in memo.answers if len(answer.mail.replies) > 1}
    return tuple(
        Party(
            row=row,
            day=describe_day(local_day(row.first_reply_at, zone)) if row.first_reply_at else "–",
            remarks=", ".join(_list_marks(row, own[row.municipality.code], row.municipality.code in joint)),
        )
        for row in memo.standings.rows
    )


def _list_marks(row: MunicipalityStanding, replies: int, joint: bool) -> Iterator[str]:  # noqa: FBT001 - private
    if row.no_comments:
        yield "ingen bemærkninger"
    if row.provisional:
        yield "foreløbigt svar"
    if joint:
        yield "fælles svar"
    if replies > 1:
        yield f"{replies} svar"
    yield from _list_reasons(row)


def _list_reasons(row: MunicipalityStanding) -> Iterator[str]:
    """Yield what is known of a municipality beside its replies."""
    if row.standing is Standing.UNDER_REVIEW and row.first_reply_at is not None:
        yield "har svaret for sent; en anden mail er til gennemsyn"
    if row.extension_until:
        yield f"udsættelse til og med {describe_day(row.extension_until)}"
    if row.acknowledged and row.first_reply_at is None:
        yield "kun kvittering"
    if row.bounced and row.first_reply_at is None:
        yield "en mail til kommunen kom retur"


def list_silent(memo: Memo) -> tuple[SilentGroup, ...]:
    """Return who has not answered by region, in Danish order; whoever is not simply missing says why."""
    return tuple(
        SilentGroup(region=share.name, names=names)
        for share in list_shares(memo.standings)
        if (names := tuple(_name(row) for row in share.rows if row.standing not in ANSWERED))
    )


def _name(row: MunicipalityStanding) -> str:
    is_open = row.standing is Standing.UNDER_REVIEW and row.first_reply_at is None
    told = [*([row.standing.danish] if is_open else []), *_list_reasons(row)]
    return f"{row.municipality.name} ({', '.join(told)})" if told else row.municipality.name


def list_not_asked(memo: Memo) -> tuple[str, ...]:
    """Return the names of those who were not asked and have not answered."""
    return tuple(row.municipality.name for row in memo.standings.with_standing(Standing.NOT_ASKED))


OPEN_COLUMNS = ("Mail nr.", "Modtaget", "Fra", "Emne", "Hvorfor", "Bedste bud")


def tabulate_open(memo: Memo) -> tuple[tuple[str, ...], ...]:
    """Return a line for each mail in review."""
    zone = memo.consultation.deadline.zone
    return tuple(
        (
            str(mail.message),
            describe_moment(mail.received_at, zone) if mail.received_at else "ukendt",
            print_line(mail.sender, 120) or "ukendt",
            print_line(mail.subject, 160) or "(uden emne)",
            " ".join(reason.sentence for reason in mail.reasons),
            print_line(mail.suggestion) if mail.suggestion else "intet bud",
        )
        for mail in memo.open_mails
    )


LEDGER_COLUMNS = (
    "Postkasse", "Mails", "Talt med", "Til gennemsyn", "Lagt til side", "Venter", "Fejlet", "Kunne ikke hentes",
)  # fmt: skip


def tabulate_ledger(memo: Memo) -> tuple[tuple[str, ...], ...]:
    """Return a line for each mailbox: every mail stands somewhere."""
    return tuple(
        (
            print_line(line.mailbox, 80),
            *map(
                format_number,
                (line.mails, line.counted, line.review, line.set_aside, line.waiting, line.failed, line.gaps),
            ),
        )
        for line in memo.ledger
    )


def describe_ledger(memo: Memo) -> str:
    """Return whether anything is unaccounted for."""
    broken = [line.mailbox for line in memo.ledger if not line.balanced]
    if broken:
        return f"Regnskabet stemmer ikke for {', '.join(print_line(m, 80) for m in broken)}: Tallene kan være forkerte."
    gaps = sum(line.gaps for line in memo.ledger)
    if gaps:
        return f"{format_count(gaps, 'mail', 'mails')} kunne ikke hentes fra mailserveren og indgår ikke i tallene."
    return "Alle mails, der er set i postkasserne, står i tabellen; ingen mangler."
