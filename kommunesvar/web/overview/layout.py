"""All of the overview that is the same for everybody: made once, and kept until the books or the day are others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from domain.arrivals import ALWAYS, TimedFacts
from domain.consultation import Consultation
from domain.deadline import local_day
from domain.digest import MailboxHealth
from domain.letter import LetterKind, SentLetter
from domain.municipality import danish_key
from domain.overview import FirstReplies
from domain.standing import Standings, compute_standings
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program
from kommunesvar.web.overview.figures import draw_bar, draw_map, draw_region_bar
from kommunesvar.web.overview.progress_figure import Progress, show_progress, take_course
from kommunesvar.web.overview.rows import Known, OverviewRow, count_reminders, list_rows
from notifier.figures.regions import RegionShare, list_shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the books say of a consultation at a moment; ``rows`` are those of the 98, by code.

    ``latest`` is when the last of what it was made from came, and ``is_complete`` whether every mail that waits had
    been looked at.
    """

    standings: Standings
    latest: datetime
    is_complete: bool
    rows: Mapping[str, OverviewRow]
    region_names: Sequence[str]
    bar: Markup
    map: Markup
    regions: Sequence[tuple[RegionShare, Markup]]
    progress: Progress
    answered: Mapping[str, int]
    health: Sequence[MailboxHealth]
    unjudged: int

    def holds_at(self, moment: datetime) -> bool:
        """Say whether it would be laid out alike at another moment of the same day, if the books are the same.

        On one day only what comes meanwhile can change it: a mail whose own date, and the clock that saw it, lie ahead.
        """
        return self.is_complete and self.latest <= self.standings.as_of <= moment

    def at(self, moment: datetime) -> "Layout":
        """Return it as of a moment at which it holds."""
        return replace(self, standings=replace(self.standings, as_of=moment))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the books were asked for."""

    facts: TimedFacts
    letters: Sequence[SentLetter]
    before: Consultation | None
    first_before: FirstReplies

    @property
    def latest(self) -> datetime:
        sent = (letter.enqueued_at for letter in self.letters)
        return max(self.facts.latest, max(sent, default=ALWAYS), max(self.first_before.values(), default=ALWAYS))


def find_layout(program: Program, consultation: Consultation, now: datetime) -> Layout:
    """Return the present: kept where nothing was written since it was made, and the day is the same."""
    day = local_day(now, consultation.deadline.zone)
    kept = program.kept.find(("overview", consultation.id, day), lambda: make_layout(program, consultation, now))
    return kept.at(now) if kept.holds_at(now) else make_layout(program, consultation, now)


def make_layout(program: Program, consultation: Consultation, as_of: datetime) -> Layout:
    """Ask the books how it stands at a moment."""
    is_complete = glimpse_waiting(program.desk)
    known = _ask(program, consultation)
    facts = known.facts.at(as_of)
    standings = compute_standings(consultation, program.roster, facts, as_of)
    own = Known(
        facts=facts,
        briefs=program.overview.load_open_briefs(sorted({fact.message for fact in facts.open_mails})),
        reminded=count_reminders(known.letters, as_of),
        now=as_of,
        zone=consultation.deadline.zone,
    )
    return Layout(
        standings=standings,
        latest=known.latest,
        is_complete=is_complete,
        rows={row.municipality.code: row for row in list_rows(standings.rows, own)},
        region_names=sorted({row.region for row in standings.rows}, key=danish_key),
        bar=draw_bar(standings),
        map=draw_map(standings),
        regions=[(share, draw_region_bar(share)) for share in list_shares(standings)],
        progress=_show_progress(standings, known),
        answered=program.overview.count_answered(),
        health=program.sightings.load_health(consultation.mailboxes),
        unjudged=program.count_unjudged(),
    )


def _ask(program: Program, consultation: Consultation) -> _Asked:
    before = find_previous(program.consultations, consultation)
    return _Asked(
        facts=program.facts.load_timed_facts(consultation),
        letters=program.letters.load(LetterKind.REMINDER, consultation.id),
        before=before,
        first_before=program.overview.load_first_replies(before.id) if before else {},
    )


def find_previous(consultations: Mapping[str, Consultation], consultation: Consultation) -> Consultation | None:
    """Find the consultation before this one: the latest with an earlier deadline."""
    earlier = [one for one in consultations.values() if one.deadline.day < consultation.deadline.day]
    return max(earlier, key=lambda one: (one.deadline.day, one.opens), default=None)


def _show_progress(standings: Standings, known: _Asked) -> Progress:
    consultation, as_of = standings.consultation, standings.as_of
    own: FirstReplies = {row.municipality.code: row.first_reply_at for row in standings.rows if row.first_reply_at}
    course = take_course(own, consultation, consultation.days_left(as_of))
    if known.before is None:
        return show_progress(course, None, None)
    came = {code: moment for code, moment in known.first_before.items() if moment <= as_of}
    return show_progress(course, take_course(came, known.before, known.before.days_left(as_of)), known.before)
