"""Runs everything that is known about mails over one mail."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.acquaintances import NOBODY, Acquaintances
from domain.consultation import Consultation, find_consultations
from domain.judgement import (
    Authenticity,
    AuthenticityFinding,
    ClockReading,
    Findings,
    Judgement,
    ReceivedBy,
)
from domain.kind import FOR_A_PERSON, SET_ASIDE, Kind, KindFinding
from domain.match import Certainty, ConsultationMatch, Match
from domain.message import ReadMail, State
from domain.municipality import Roster
from domain.pattern import compile_late
from domain.review import ReviewReason
from intake.authenticity import judge_authenticity
from intake.belonging import Arrival, find_belonging
from intake.classification.contents import Contents, read_contents
from intake.classification.engine import classify_contents
from intake.classification.missing import has_link_only, is_attachment_missing
from intake.classification.more_time import find_asked_until
from intake.classification.provisional import is_provisional
from intake.classification.replacement import is_replacement
from intake.classification.topic import find_topic
from intake.clock import find_clock
from intake.committee import find_committee
from intake.legible import make_legible
from intake.lost_letters import has_lost_letters
from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.traces import Traces
from intake.originals import add_claim, find_original, is_from_inside, read_original_clock, take_cover, tell_forwarder
from intake.trust import TrustSettings

GLIMPSE_BYTES = 65_536
"""Bytes of a mail that a glimpse looks at."""

_FROM = compile_late(r"^from[ \t]*:((?:[^\n]|\n[ \t])*)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = compile_late(r"[^\s<>@\",;:()]{1,64}@([^\s<>@\",;:()]{1,253})")
_CONCERNS_US = compile_late(r"kommune|høring")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a mail is compared with, besides itself."""

    mailbox: str
    roster: Roster
    consultations: tuple[Consultation, ...]
    trust: TrustSettings
    acquaintances: Acquaintances


def examine(
    mail: ReadMail,
    *,
    mailbox: str,
    internal_date: datetime | None,
    roster: Roster,
    consultations: tuple[Consultation, ...],
    trust: TrustSettings,
    acquaintances: Acquaintances = NOBODY,
) -> Findings:
    """Return what all rules find in a mail; nothing is concluded here.

    Of a mail that a colleague passes on whole the one inside is examined.
    """
    ground = Ground(
        mailbox=mailbox, roster=roster, consultations=consultations, trust=trust, acquaintances=acquaintances
    )
    clock = _read_clock(mail, internal_date, trust)
    mail = make_legible(mail)
    original = find_original(mail, trust.internal_domains) if mail.enclosed else None
    if original is None:
        return _examine_one(mail, clock, ground)
    return _examine_passed_on(mail, original, clock, ground)


def _examine_passed_on(mail: ReadMail, original: ReadMail, clock: ClockReading, ground: Ground) -> Findings:
    """Return what is found in a mail that a colleague passes on whole; a report by a machine stays one."""
    outer = _examine_one(mail, clock, ground)
    if outer.kind.kind in SET_ASIDE:
        return outer
    inner_clock = read_original_clock(_read_clock(original, None, ground.trust), clock, mail.headers)
    inner = _examine_one(make_legible(original), inner_clock, ground)
    cover = classify_contents(read_contents(take_cover(mail), find_topic(ground.consultations)))
    hosts = ground.trust.trusted_hosts or ground.trust.trusted_authserv_ids
    believed = outer.authenticity.authenticity is Authenticity.INTERNAL and (
        outer.authenticity.confirmed or is_from_inside(mail.headers, hosts, ground.trust.internal_domains)
    )
    doubts = {
        ReviewReason.UNVERIFIED_SENDER: not believed,
        ReviewReason.UNCLEAR_KIND: cover.kind in FOR_A_PERSON,
    }
    return replace(
        inner,
        authenticity=tell_forwarder(inner.authenticity, mail.headers),
        doubts=(*inner.doubts, *(reason for reason, holds in doubts.items() if holds)),
    )


def _read_clock(mail: ReadMail, internal_date: datetime | None, trust: TrustSettings) -> ClockReading:
    hosts = trust.trusted_hosts or trust.trusted_authserv_ids
    clock = find_clock(mail.headers.hops, internal_date, hosts, mail.headers.date)
    return replace(clock, sender_clock=mail.headers.date)


def _examine_one(mail: ReadMail, clock: ClockReading, ground: Ground) -> Findings:
    contents = read_contents(mail, find_topic(ground.consultations))
    kind = classify_contents(contents)
    authenticity = _judge_authenticity(mail, ground)
    traces = _list_traces(mail, authenticity, ground)
    matches = find_matches(traces)
    belonging = _find_belonging(contents, clock, ground)
    sure = {match.consultation for match in belonging if match.certainty is Certainty.SURE}
    candidates = tuple(c for c in ground.consultations if c.id in sure)
    return Findings(
        kind=kind,
        matches=matches,
        authenticity=authenticity,
        clock=_add_claim(clock, traces),
        candidates=candidates,
        belonging=belonging,
        attachments=contents.documents,
        concerns_us=_concerns_us(contents),
        doubts=(*_find_gaps(contents), *find_authorship_doubts(traces, matches), *_find_damage(mail)),
        provisional=kind.kind not in SET_ASIDE and is_provisional(contents),
        replaces=kind.kind not in SET_ASIDE and is_replacement(contents),
        asked_until=_find_asked_until(kind.kind, contents, candidates),
        committee="" if kind.kind in SET_ASIDE else find_committee(mail),
    )


def _judge_authenticity(mail: ReadMail, ground: Ground) -> AuthenticityFinding:
    owner = ground.roster.find_by_host(mail.headers.sender.host[-253:])
    return judge_authenticity(
        mail.headers,
        trusted_authserv_ids=ground.trust.trusted_authserv_ids,
        internal_domains=ground.trust.internal_domains,
        trusted_hosts=ground.trust.trusted_hosts,
        kindred_domains=owner[0].domains if owner else (),
    )


def _list_traces(mail: ReadMail, authenticity: AuthenticityFinding, ground: Ground) -> Traces:
    return Traces(
        mail=mail,
        roster=ground.roster,
        acquaintances=ground.acquaintances,
        confirmed=authenticity.authenticity is Authenticity.PASS,
        internal_domains=ground.trust.internal_domains,
    )


def _find_damage(mail: ReadMail) -> tuple[ReviewReason, ...]:
    return (ReviewReason.UNCLEAR_KIND,) if has_lost_letters(mail.body) else ()


def _find_belonging(contents: Contents, clock: ClockReading, ground: Ground) -> tuple[ConsultationMatch, ...]:
    arrival = Arrival(
        contents=contents,
        mailbox=ground.mailbox,
        received_at=clock.received_at,
        consultations=ground.consultations,
        acquaintances=ground.acquaintances,
    )
    return find_belonging(arrival)


def _add_claim(clock: ClockReading, traces: Traces) -> ClockReading:
    """Note when a mail that a colleague passes on in his own text is said to have been sent."""
    if not traces.is_from_colleague or traces.passed_on is None or traces.passed_on.sent_at is None:
        return clock
    return add_claim(clock, traces.passed_on.sent_at)


def _find_candidates(
    consultations: tuple[Consultation, ...], mailbox: str, received_at: datetime | None
) -> tuple[Consultation, ...]:
    """Return the consultations of a mailbox at a time; without a time, all of that mailbox."""
    if received_at is None:
        return tuple(c for c in consultations if mailbox in c.mailboxes)
    return find_consultations(consultations, mailbox=mailbox, received_at=received_at)


def _find_asked_until(kind: Kind, contents: Contents, candidates: tuple[Consultation, ...]) -> date | None:
    if kind is not Kind.EXTENSION_REQUEST or len(candidates) != 1:
        return None
    return find_asked_until(contents, candidates[0].deadline.day)


def _concerns_us(contents: Contents) -> bool:
    if contents.documents or contents.names_topic or not contents.mail.headers.sender.host:
        # Of a mail that nobody is known to have sent, nobody can say that it is not a municipality's.
        return True
    return bool(_CONCERNS_US.search(f"{contents.subject} {contents.words}"))


def _find_gaps(contents: Contents) -> tuple[ReviewReason, ...]:
    gaps = {
        ReviewReason.LINK_ONLY: has_link_only(contents),
        ReviewReason.ATTACHMENT_MISSING: is_attachment_missing(contents) and not has_link_only(contents),
    }
    return tuple(reason for reason, holds in gaps.items() if holds)


def glimpse(
    head: bytes,
    *,
    mailbox: str,
    roster: Roster,
    consultations: tuple[Consultation, ...],
    internal_date: datetime | None = None,
) -> Judgement:
    """Return what the head of an unreadable mail suggests; never raises, whatever the bytes are.

    It is a suggestion only: it keeps a municipality from being taken for silent while its mail is broken.
    """
    matches = tuple(
        Match(found[0].code, "sender_domain", Certainty.LIKELY, (f"afsenderen skriver fra @{host}",))
        for host in _list_sender_hosts(head[:GLIMPSE_BYTES])
        if (found := roster.find_by_host(host)) is not None
    )
    candidates = _find_candidates(consultations, mailbox, internal_date)
    return Judgement(
        kind=KindFinding(Kind.OTHER, "glimpse", ("mailen kunne ikke læses; kun afsenderen er set",)),
        suggestions=matches,
        authenticity=AuthenticityFinding(Authenticity.NONE),
        clock=ClockReading(internal_date, ReceivedBy.INTERNALDATE if internal_date else ReceivedBy.NONE),
        consultation=candidates[0].id if len(candidates) == 1 else None,
        state=State.FAILED,
    )


def _list_sender_hosts(head: bytes) -> tuple[str, ...]:
    """Return the hosts in the From lines of the head; where it has none, in whatever looks like one below."""
    text = head.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    for part in (text.partition("\n\n")[0], text):
        hosts = [host.lower() for line in _FROM.finditer(part) for host in _ADDRESS.findall(line[1])]
        if hosts:
            return tuple(dict.fromkeys(hosts))
    return ()
