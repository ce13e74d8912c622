"""What people decided, in Danish: for a notice, for the record of a mail, for whoever came second."""

import hashlib

from domain.danish_time import describe_moment
from domain.judgement import Judgement
from domain.kind import ANSWERS, Kind
from domain.message import State
from domain.municipality import Roster
from domain.review import Decision, PastDecision
from kommunesvar.danish_words import KIND_WORDS, ROLE_WORDS, STATE_WORDS, TIMELINESS_WORDS
from kommunesvar.web.site import Site
from notifier.danish import join_names


def sign_decisions(decisions: tuple[Decision, ...]) -> str:
    """Return a short sign of the decisions in force: a form that bears another was made before somebody decided."""
    return hashlib.sha256(repr(decisions).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def say_outcome(id: int, judgement: Judgement, roster: Roster) -> str:
    """Return what holds of a mail now, as a sentence: for the notice after a decision, or after taking one back."""
    if judgement.state is not State.COUNTED:
        why = f" som {KIND_WORDS[judgement.kind.kind]}" if judgement.state is State.SET_ASIDE else ""
        return f"Henvendelse {id} er {STATE_WORDS[judgement.state]}{why}."
    names = join_names([roster[reply.municipality].official_name for reply in judgement.replies])
    times = " og ".join(dict.fromkeys(TIMELINESS_WORDS[reply.timeliness] for reply in judgement.replies))
    what = "uden bemærkninger " if judgement.kind.kind is Kind.NO_COMMENTS else ""
    return f"Henvendelse {id} er talt med som svar {what}fra {names}: {times}."


def say_decision(decision: Decision, site: Site) -> str:
    """Return what a person said, without who and when: talt med, høringssvar, fra Odense Kommune."""
    program = site.program
    names = [program.roster[code].official_name for code in decision.municipalities or () if code in program.roster]
    consultation = program.consultations.get(decision.consultation or "")
    at, zone = decision.received_at, program.config.zone
    said = (
        STATE_WORDS[decision.state] if decision.state else "",
        _say_kind(decision),
        f"fra {join_names(names)}" if names else "",
        f"i høringen »{consultation.title}«" if consultation else "",
        f"modtaget {describe_moment(at, zone)}" if at else "",
        ROLE_WORDS[decision.role] if decision.role else "",
        "" if decision.provisional is None else "foreløbigt" if decision.provisional else "endeligt",
    )
    return ", ".join(filter(None, said)) or "ingen ændring"


def _say_kind(decision: Decision) -> str:
    if decision.kind is None or (decision.kind is Kind.OTHER and decision.state is State.SET_ASIDE):
        return ""
    words = KIND_WORDS[decision.kind]
    return words if decision.kind in ANSWERS else f"som {words}"


def say_latest(history: tuple[PastDecision, ...], site: Site) -> str:
    """Return who did what last to a mail, as a sentence; empty where nobody has."""
    if not history:
        return ""
    latest = max(history, key=lambda past: past.undone_at or past.decision.decided_at)
    said, zone = say_decision(latest.decision, site), site.program.config.zone
    if latest.undone_at is not None:
        return f"{latest.undone_by} fortrød {describe_moment(latest.undone_at, zone)} denne afgørelse: {said}."
    return f"{latest.decision.by} har {describe_moment(latest.decision.decided_at, zone)} afgjort: {said}."
