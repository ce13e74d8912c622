"""The form that decides on a mail: what stands in it at first, and what was filled in, as a decision."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import UsageError
from domain.judgement import ReceivedBy
from domain.kind import ANSWERS, Kind
from domain.match import Certainty, find_sure_municipality
from domain.message import State
from domain.message_view import MessageView
from domain.municipality import Municipality, Roster, danish_key
from domain.review import Decision, ReviewReason, Role
from kommunesvar.bootstrap import Program
from kommunesvar.moments import read_received
from kommunesvar.web.asked import Asked
from kommunesvar.web.parameters import Parameters

COUNT, SET_ASIDE, REVIEW = "taelles", "til-side", "gennemsyn"
OF_TIME = frozenset({ReviewReason.NO_CLOCK, ReviewReason.CLOCKS_DISAGREE, ReviewReason.FORWARDED_TIME_DECIDES})
"""Reasons that leave open when a mail came: whoever counts it must say."""

NOT_ANSWERS = tuple(sorted((kind for kind in Kind if kind not in ANSWERS), key=lambda kind: kind is not Kind.OTHER))


class Incomplete(Exception):
    """What was filled in says too little, or names what there is not; ``sentences`` tell what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment at which a mail may have come, and who says so."""

    at: datetime
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What stands in the fields. ``moments`` are offered where it is doubtful when the mail came."""

    municipality: str = ""
    municipalities: tuple[str, ...] = ()
    kind: str = Kind.RESPONSE
    not_answer: str = Kind.OTHER
    consultation: str = ""
    received_at: str = ""
    typed_received_at: str = ""
    provisional: str = ""
    role: str = ""
    reason: str = ""
    moments: tuple[Moment, ...] = ()
    needs_moment: bool = False

    def with_municipality(self, name: str) -> "DecisionForm":
        """Return the form with a municipality named, and no other."""
        return replace(self, municipality=name, municipalities=())

    @property
    def is_spread(self) -> bool:
        """Whether several municipalities are ticked."""
        return bool(self.municipalities)


def make_form(view: MessageView, program: Program) -> DecisionForm:
    """Return the form as it stands before anybody has filled anything in."""
    ticked = _list_ticked(view, program.roster)
    alone = ticked[0] if len(ticked) == 1 else None if ticked else find_sure_municipality(view.suggestions)
    needs_moment = bool(OF_TIME & set(view.reasons)) or view.received_at is None
    return DecisionForm(
        municipality=program.roster[alone].name if alone and alone in program.roster else "",
        municipalities=ticked if len(ticked) > 1 else (),
        kind=view.kind if view.kind in ANSWERS else Kind.RESPONSE,
        not_answer=Kind.OTHER if view.kind in ANSWERS else view.kind,
        consultation=find_likely_consultation(view),
        moments=_list_moments(view) if needs_moment else (),
        needs_moment=needs_moment,
    )


def _list_ticked(view: MessageView, roster: Roster) -> tuple[str, ...]:
    """Return whose it is by what holds; where it seems to be the answer of several, who they seem to be."""
    if view.replies or ReviewReason.SEVERAL_MUNICIPALITIES not in view.reasons:
        return tuple(reply.municipality for reply in view.replies)
    likely = (match.municipality for match in view.suggestions if match.certainty is not Certainty.WEAK)
    return tuple(dict.fromkeys(code for code in likely if code in roster))


def refill_form(form: Parameters, empty: DecisionForm) -> DecisionForm:
    """Return the form with what was filled in, to be put right. Raises BadParameter for what no form of ours sends."""
    return DecisionForm(
        municipality=form.find_text("kommune") or "",
        municipalities=form.list_texts("kommuner"),
        kind=form.find_choice("slags", Kind) or Kind.RESPONSE,
        not_answer=form.find_choice("ikke-svar", Kind) or Kind.OTHER,
        consultation=form.find_text("hoering") or "",
        received_at=form.find_text("modtaget") or "",
        typed_received_at=form.find_text("modtaget-selv") or "",
        provisional=form.find_text("foreloebigt") or "",
        role=form.find_text("rolle") or "",
        reason=form.find_text("begrundelse") or "",
        moments=empty.moments,
        needs_moment=empty.needs_moment,
    )


def find_likely_consultation(view: MessageView) -> str:
    """Return the consultation that a mail belongs to, or likely does; empty where somebody must say."""
    if view.consultation is not None:
        return view.consultation
    belonging = view.judgement.belonging if view.judgement else ()
    return next((match.consultation for match in belonging if match.certainty is not Certainty.WEAK), "")


def _list_moments(view: MessageView) -> tuple[Moment, ...]:
    if view.judgement is None:
        return ()
    clock = view.judgement.clock
    said = (
        (clock.received_at, _WHOSE[clock.received_by]),
        (clock.rival, "et andet ur, der siger noget andet"),
        (clock.claimed, "påstået i den videresendte mail"),
        (view.internal_date, "lagt i postkassen"),
        (clock.sender_clock, "afsenderens eget ur"),
    )
    first: dict[datetime, str] = {}
    for at, whose in said:
        if at is not None:
            first.setdefault(at, whose)
    return tuple(Moment(at=at, whose=whose) for at, whose in first.items())


_WHOSE = {
    ReceivedBy.BORDER: "mailserveren tog imod mailen",
    ReceivedBy.INTERNALDATE: "lagt i postkassen",
    ReceivedBy.FORWARDED: "ifølge den videresendte mail",
    ReceivedBy.PERSON: "oplyst af en medarbejder",
    ReceivedBy.NONE: "",
}


def read_decision(asked: Asked, view: MessageView, empty: DecisionForm) -> Decision:
    """Return what was decided. Raises Incomplete, BadParameter."""
    form = asked.form
    action = form.find_text("handling") or COUNT
    if action == SET_ASIDE:
        kind = form.find_choice("ikke-svar", Kind) or Kind.OTHER
        return _sign(asked, state=State.SET_ASIDE, kind=kind)
    if action == REVIEW:
        return _sign(asked, state=State.REVIEW)
    consultation = form.find_text("hoering") or view.consultation
    faults: list[str] = []
    codes = _read_codes(form, asked.program.roster, faults)
    received_at = _read_moment(asked, empty, faults)
    if consultation is None:
        faults.append("Vælg, hvilken høring svaret hører til.")
    elif consultation not in asked.program.consultations:
        faults.append("Vælg en af høringerne på listen.")
    if faults:
        raise Incomplete(*faults)
    return _sign(
        asked,
        state=State.COUNTED,
        kind=_read_answer(form),
        municipalities=codes,
        consultation=None if consultation == view.consultation else consultation,
        received_at=received_at,
    )


def _sign(
    asked: Asked,
    *,
    state: State,
    kind: Kind | None = None,
    municipalities: tuple[str, ...] | None = None,
    consultation: str | None = None,
    received_at: datetime | None = None,
) -> Decision:
    form, provisional = asked.form, asked.form.find_text("foreloebigt")
    is_counted = state is State.COUNTED
    return Decision(
        by=asked.by,
        decided_at=asked.now,
        reason=form.find_text("begrundelse") or "",
        state=state,
        kind=kind,
        municipalities=municipalities,
        consultation=consultation,
        received_at=received_at,
        role=form.find_choice("rolle", Role) if is_counted else None,
        provisional=provisional == "ja" if is_counted and provisional else None,
    )


def _read_answer(form: Parameters) -> Kind:
    kind = form.find_choice("slags", Kind) or Kind.RESPONSE
    return kind if kind in ANSWERS else Kind.RESPONSE


def _read_codes(form: Parameters, roster: Roster, faults: list[str]) -> tuple[str, ...]:
    """Return whose reply it is: the one suggested, or the one typed and those ticked."""
    if suggested := form.find_municipality("forslag", roster):
        return (suggested.code,)
    ticked = tuple(municipality.code for municipality in form.find_municipalities("kommuner", roster))
    typed = form.find_text("kommune")
    if typed is None:
        if not ticked:
            faults.append("Skriv, hvilken kommune svaret er fra.")
        return ticked
    code = find_code(typed, roster)
    if code is None:
        faults.append(f"Der er ingen kommune, der hedder »{typed[:60]}«. Vælg en på listen.")
        return ()
    return tuple(dict.fromkeys((code, *ticked)))


def find_code(typed: str, roster: Roster) -> str | None:
    """Find a municipality by its code or its name, and else by another name of it that is no other's."""
    if typed.strip() in roster:
        return typed.strip()
    wanted, _ = danish_key(typed.strip())
    for list_names in (_list_names, _list_other_names):
        found = [one.code for one in roster if wanted in {danish_key(name)[0] for name in list_names(one)}]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _list_names(municipality: Municipality) -> tuple[str, ...]:
    return (municipality.name, municipality.official_name, f"{municipality.name} Kommune")


def _list_other_names(municipality: Municipality) -> tuple[str, ...]:
    return (*municipality.aliases, *municipality.former_names)


def _read_moment(asked: Asked, empty: DecisionForm, faults: list[str]) -> datetime | None:
    typed = asked.form.find_text("modtaget-selv")
    text = typed or asked.form.find_text("modtaget")
    if text is None:
        if empty.needs_moment:
            faults.append("Vælg, hvornår mailen er modtaget: det afgør, om svaret er til tiden.")
        return None
    try:
        moment = read_received(text, asked.program.config.zone, asked.now)
    except UsageError:
        faults.append(f"»{text[:40]}« er ikke et tidspunkt. Skriv det som 2019-11-01T23:41.")
        return None
    if moment > asked.now:
        faults.append("Ingen mail er modtaget på et tidspunkt, der endnu ikke er kommet.")
    return moment
