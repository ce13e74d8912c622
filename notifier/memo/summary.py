"""The opening of the memo: what was asked, for how long, and how many have answered; and how that was counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.deadline import local_day
from domain.memo import Memo
from domain.municipality import MUNICIPALITY_COUNT
from domain.review import Role
from domain.standing import ANSWERED, Standing
from notifier.danish import format_count, format_day, format_moment, format_number, join_names
from notifier.figures.regions import RegionShare, list_shares
from notifier.memo.prose import print_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The memo's first page in words."""

    title: str
    particulars: tuple[str, ...]
    lead: tuple[str, ...]
    period: tuple[str, ...]
    questions: tuple[str, ...]


def describe_opening(memo: Memo) -> Opening:
    """Return what stands before the replies."""
    consultation, zone = memo.consultation, memo.consultation.deadline.zone
    committee = print_line(consultation.committee, 200)
    return Opening(
        title=print_line(consultation.title),
        particulars=(
            *((f"Til: {committee}",) if committee else ()),
            f"Opgjort {format_moment(memo.standings.as_of, zone)}",
        ),
        lead=tuple(_compose_lead(memo)),
        period=tuple(_compose_period(memo)),
        questions=tuple(print_line(question, 1000) for question in consultation.questions),
    )


def _compose_lead(memo: Memo) -> list[str]:
    standings, counts = memo.standings, memo.standings.counts
    asked = MUNICIPALITY_COUNT - counts[Standing.NOT_ASKED]
    heard = " hørte" if counts[Standing.NOT_ASKED] else ""
    answered = f"{format_number(standings.answered)} af {format_number(asked)}{heard} kommuner har svaret"
    late = f", heraf {format_number(counts[Standing.LATE])} for sent" if counts[Standing.LATE] else ""
    lead = [f"{answered}{late}. {format_count(counts[Standing.MISSING], 'kommune', 'kommuner')} mangler."]
    return [" ".join([*lead, *_tell_others(memo)]), *_tell_open(memo)]


def _tell_others(memo: Memo) -> list[str]:
    rows = memo.standings.with_standing(*ANSWERED)
    silent, provisional = sum(row.no_comments for row in rows), sum(row.provisional for row in rows)
    extended = memo.standings.counts[Standing.EXTENDED]
    told = [f"{format_count(extended, 'kommune har', 'kommuner har')} fået udsættelse." if extended else ""]
    told.append(f"{format_number(silent)} har svaret uden bemærkninger." if silent else "")
    told.append(f"{format_count(provisional, 'svar er foreløbigt', 'svar er foreløbige')}." if provisional else "")
    return [*filter(None, told)]


def _tell_open(memo: Memo) -> list[str]:
    """Warn of what the figures do not hold yet."""
    told = []
    if number := len(memo.open_mails):
        settled = "den er afgjort" if number == 1 else "de er afgjort"
        told.append(
            f"{format_count(number, 'mail', 'mails')} er til gennemsyn og ikke talt med som svar, før {settled}."
        )
    if memo.unjudged:
        told.append(f"{format_count(memo.unjudged, 'mail', 'mails')} er endnu ikke vurderet og indgår ikke i tallene.")
    if _is_running(memo):
        told.append("Fristen er endnu ikke udløbet; tallene kan ændre sig.")
    return told


def _compose_period(memo: Memo) -> list[str]:
    consultation, rows = memo.consultation, memo.standings.rows
    opens, last_day = consultation.opens, consultation.deadline.day
    days = (last_day - opens).days + 1
    runs = "løber" if _is_running(memo) else "løb"
    span = f"Høringen {runs} fra {format_day(opens)} til {format_day(last_day)}, begge dage medregnet"
    asked = MUNICIPALITY_COUNT - memo.standings.counts[Standing.NOT_ASKED]
    extended = sum(row.extension_until is not None for row in rows)
    return [
        f"{span}: {format_count(days, 'dag', 'dage')}.",
        f"Alle {MUNICIPALITY_COUNT} kommuner blev hørt."
        if asked == MUNICIPALITY_COUNT
        else f"{format_number(asked)} af de {MUNICIPALITY_COUNT} kommuner blev hørt.",
        *((f"{format_count(extended, 'kommune', 'kommuner')} fik udsættelse.",) if extended else ()),
    ]


def _is_running(memo: Memo) -> bool:
    return local_day(memo.standings.as_of, memo.consultation.deadline.zone) <= memo.consultation.deadline.day


def tabulate_regions(memo: Memo) -> tuple[tuple[str, ...], ...]:
    """Return a line for each region and one for the whole country; those not asked are in none."""
    shares = list_shares(memo.standings)
    whole = RegionShare(name="Hele landet", rows=tuple(row for share in shares for row in share.rows))
    return tuple(_tell_share(share) for share in (*shares, *((whole,) if whole.rows else ())))


REGION_COLUMNS = ("Region", "Hørt", "Svaret", "Andel", "Heraf for sent", "Udsættelse", "Til gennemsyn", "Mangler")


def _tell_share(share: RegionShare) -> tuple[str, ...]:
    counted = (Standing.LATE, Standing.EXTENDED, Standing.UNDER_REVIEW, Standing.MISSING)
    figures = (share.asked, share.answered, *(share.count(standing) for standing in counted))
    asked, answered, *rest = map(format_number, figures)
    return (share.name, asked, answered, f"{share.percent} %", *rest)


_RULES = """
En mail regnes for modtaget i det øjeblik, den når KL's mailserver, uanset hvad afsenderens ur viser.

Hele fristdagen tæller med: Svar til og med {last_day} kl. 23.59.59 er til tiden. En kommune med udsættelse måles på sin
egen frist.

En kommune har svaret, når et af dens udvalg har svaret. Et svar uden bemærkninger tæller også. En
kvittering, et autosvar, et spørgsmål eller en anmodning om udsættelse er ikke et svar.

Mails til gennemsyn er ikke talt med som svar, før de er afgjort.

Når en kommune har sendt flere mails, er de sammenholdt med hinanden. {roles}

Svarene er gengivet med kommunernes egne ord. Teksten er hentet maskinelt ud af mails og bilag; opstilling, billeder og
fodnoter kan være faldet bort. Tidligere korrespondance under en mail er udeladt. Originalerne er gemt, og det er dem,
der gælder.
"""


def describe_method(memo: Memo) -> tuple[str, ...]:
    """Return how it was counted, a sentence or two at a time."""
    zone, last_day = memo.consultation.deadline.zone, format_day(memo.consultation.deadline.day)
    moment = format_moment(memo.standings.as_of, zone)
    rules = _RULES.format(last_day=last_day, roles=_count_roles(memo)).strip().split("\n\n")
    made_up = f"Tallene er opgjort {moment} og er de samme som i statusoversigten."
    return (made_up, *(" ".join(r.split()) for r in rules))


def _count_roles(memo: Memo) -> str:
    roles = [answer.reply.role for answer in memo.answers]
    told: Sequence[tuple[Role, str, str]] = (
        (Role.SUPPLEMENT, "supplement", "supplementer"),
        (Role.REPLACEMENT, "erstatning for et tidligere svar", "erstatninger for tidligere svar"),
        (Role.DUPLICATE, "gentagelse", "gentagelser"),
    )
    counts = join_names([format_count(roles.count(role), one, many) for role, one, many in told])
    return f"Blandt svarene er der {counts}. En gentagelse tæller ikke med."
