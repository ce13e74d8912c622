"""A mail as its page and the review show it: what is held of it and on what grounds, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.judgement import Judgement, Reply
from domain.match import Certainty, Match
from domain.message import State
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.review import PastDecision, Role
from kommunesvar.bootstrap import Program
from kommunesvar.danish_words import (
    AUTHENTICITY_WORDS,
    CERTAINTY_WORDS,
    KIND_WORDS,
    ROLE_WORDS,
    RULE_WORDS,
    STATE_WORDS,
    TIMELINESS_WORDS,
)
from kommunesvar.outgoing.asking_again import Draft, draft_question
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.words import say_decision, sign_decisions
from kommunesvar.web.mail.highlighting import Marker, find_terms
from kommunesvar.web.mail.shown_files import ShownFile, count_left_out, list_files

LONGEST_TEXT = 40_000
"""Characters of the mail's own words on the page; whoever wants more saves the mail."""

MOST_CANDIDATES = 9
"""As many as there are keys for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for a finding: what it stands on, and the evidence."""

    rule: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A municipality that a mail may be from; ``key`` is its place among them, from 1."""

    key: int
    code: str
    name: str
    certainty: str
    is_weak: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """One municipality's reply in a counted mail."""

    code: str
    name: str
    timeliness: Timeliness
    facts: tuple[str, ...]
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """One decision of the past."""

    past: PastDecision
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMail:
    """A mail and what is held of it; ``sign`` is that of the decisions in force."""

    view: MessageView
    state: str
    kind: str
    kind_ground: Ground
    consultation: Consultation | None
    belonging: tuple[Ground, ...]
    authenticity: Ground
    time: str
    replies: tuple[ShownReply, ...]
    candidates: tuple[Candidate, ...]
    body: Markup
    is_cut: bool
    quoted: str
    files: tuple[ShownFile, ...]
    left_out: int
    history: tuple[ShownDecision, ...]
    sign: str
    draft: Draft | None

    @property
    def is_counted(self) -> bool:
        """Whether it is somebody's reply."""
        return self.view.state is State.COUNTED

    @property
    def is_waiting(self) -> bool:
        """Whether nothing can be decided yet."""
        return self.view.state is State.WAITING

    @property
    def can_undo(self) -> bool:
        """Whether a decision is in force that can be taken back: not what lies below a registration."""
        return any(one.past.is_in_force and not one.past.decision.is_ground for one in self.history)


def load_shown(asked: Asked, view: MessageView, consultation: Consultation) -> ShownMail:
    """Return a mail for its page; ``consultation`` is asked about where the mail belongs to none for sure."""
    program, judgement = asked.program, view.judgement
    marker = Marker(find_terms(judgement, program.roster) if judgement else ())
    own = program.consultations.get(view.consultation or "")
    history = program.decisions.load_history(view.id)
    return ShownMail(
        view=view,
        state=STATE_WORDS[view.state],
        kind=KIND_WORDS[view.kind],
        kind_ground=_make_ground(judgement.kind.rule, judgement.kind.evidence) if judgement else _NO_GROUND,
        consultation=own,
        belonging=_list_belonging(judgement, program),
        authenticity=_find_authenticity(view),
        time=_say_time(view),
        replies=tuple(_show_reply(reply, program.roster) for reply in view.replies),
        candidates=list_candidates(view.suggestions, program.roster),
        body=marker.mark(view.body.strip()[:LONGEST_TEXT]),
        is_cut=len(view.body.strip()) > LONGEST_TEXT,
        quoted=view.quoted.strip()[:LONGEST_TEXT],
        files=list_files(view, marker),
        left_out=count_left_out(view),
        history=tuple(ShownDecision(past=past, words=say_decision(past.decision, asked.site)) for past in history),
        sign=sign_decisions(tuple(past.decision for past in history if past.is_in_force)),
        draft=draft_question(view, own or consultation, asked.by),
    )


def _make_ground(rule: str, evidence: tuple[str, ...]) -> Ground:
    return Ground(rule=RULE_WORDS.get(rule, ""), evidence=evidence)


_NO_GROUND = Ground(rule="", evidence=())


def list_candidates(suggestions: Sequence[Match], roster: Roster) -> tuple[Candidate, ...]:
    """Return whose a mail may be, best first, each once with all that speaks for it."""
    by_code: dict[str, list[Match]] = {}
    for match in suggestions:
        if match.municipality in roster:
            by_code.setdefault(match.municipality, []).append(match)
    return tuple(
        Candidate(
            key=key,
            code=code,
            name=roster[code].official_name,
            certainty=CERTAINTY_WORDS[_find_best(matches)],
            is_weak=_find_best(matches) is Certainty.WEAK,
            grounds=tuple(_make_ground(match.rule, match.evidence) for match in matches),
        )
        for key, (code, matches) in enumerate(list(by_code.items())[:MOST_CANDIDATES], start=1)
    )


def _find_best(matches: Sequence[Match]) -> Certainty:
    return min((match.certainty for match in matches), key=list(Certainty).index)


def _list_belonging(judgement: Judgement | None, program: Program) -> tuple[Ground, ...]:
    found = judgement.belonging if judgement else ()
    return tuple(
        Ground(
            rule=f"{program.consultations[match.consultation].title} ({CERTAINTY_WORDS[match.certainty]})",
            evidence=match.evidence,
        )
        for match in found
        if match.consultation in program.consultations
    )


def _find_authenticity(view: MessageView) -> Ground:
    evidence = view.judgement.authenticity.evidence if view.judgement else ()
    return Ground(rule=AUTHENTICITY_WORDS[view.authenticity], evidence=evidence)


def _say_time(view: MessageView) -> str:
    """Say when it came in the words of its clocks; a counted mail's replies say what follows."""
    return "; ".join(view.judgement.clock.evidence) if view.judgement else ""


def _show_reply(reply: Reply, roster: Roster) -> ShownReply:
    facts = (
        TIMELINESS_WORDS[reply.timeliness],
        _say_role(reply),
        "foreløbigt" if reply.provisional else "",
        reply.committee,
    )
    known = reply.municipality in roster
    return ShownReply(
        code=reply.municipality,
        name=roster[reply.municipality].official_name if known else reply.municipality,
        timeliness=reply.timeliness,
        facts=tuple(filter(None, facts)),
        time=reply.time_reason,
    )


def _say_role(reply: Reply) -> str:
    if reply.role is None:
        return ""
    words = {Role.REPLACEMENT: "erstatter henvendelse", Role.DUPLICATE: "gentagelse af henvendelse"}
    return f"{words[reply.role]} {reply.of}" if reply.of and reply.role in words else ROLE_WORDS[reply.role]
