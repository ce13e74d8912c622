"""Deciding on a mail (afgørelse), and taking the latest decision back: from the review, and from the mail's page."""

from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.danish_time import describe_day
from domain.errors import DecisionConflict, NothingToUndo, RulingsChanged, UsageError
from domain.judgement import Judgement
from domain.message import State
from domain.message_view import MessageView
from domain.overlay import Missing, NotCountable
from domain.review import Decision
from intake.decide import decide, find_unopened, undo
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.form import DecisionForm, Incomplete, make_form, read_decision, refill_form
from kommunesvar.web.deciding.words import say_latest, say_outcome, sign_decisions
from kommunesvar.web.door import open_to
from kommunesvar.web.faults import Refusal
from kommunesvar.web.mail.originals import take_message
from kommunesvar.web.mail.pages import show_message_page, show_review_page

_LACKS = {
    Missing.MUNICIPALITY: "Skriv, hvilken kommune svaret er fra.",
    Missing.CONSULTATION: "Vælg, hvilken høring svaret hører til.",
    Missing.RECEIVED_AT: "Skriv, hvornår mailen er modtaget.",
}


@open_to(AccountRole.EDITOR)
def take_decision(asked: Asked) -> Response:
    """Write down what was decided, and go on to the next mail of the review."""
    view = take_message(asked)
    empty = make_form(view, asked.program)
    seen = asked.program.decisions.load(view.id)
    if asked.form.find_text("set") != sign_decisions(seen):
        return _show_conflict(asked, view)
    if view.state is State.WAITING:
        raise Refusal(HTTPStatus.BAD_REQUEST, "Mailen er ikke læst endnu. Vent, til den er læst, og afgør den så.")
    try:
        judgement = _decide(asked, view, read_decision(asked, view, empty), seen)
    except Incomplete as incomplete:
        return _ask_again(asked, view, empty, incomplete.sentences)
    except NotCountable as error:
        return _ask_again(asked, view, empty, tuple(_LACKS[fact] for fact in error.missing))
    except DecisionConflict:
        return _show_conflict(asked, view)
    outcome = say_outcome(view.id, judgement, asked.program.roster)
    unopened = find_unopened(judgement, asked.program.consultations)
    if unopened is None:
        return asked.go(_go_on(asked, view), notice=outcome)
    early = (
        f"Mailen kom, før høringen åbnede {describe_day(unopened.opens)}. Fortryd, hvis den hører til en anden høring."
    )
    return asked.go(_go_on(asked, view), notice=f"{outcome} {early}", tone=Tone.WARNING)


def _decide(asked: Asked, view: MessageView, decision: Decision, seen: tuple[Decision, ...]) -> Judgement:
    """Write a decision down; once more where the deadlines have changed at this very moment."""
    try:
        return decide(view.id, decision, desk=asked.program.desk, seen=seen)
    except RulingsChanged:
        return decide(view.id, decision, desk=asked.program.desk, seen=seen)


def _ask_again(asked: Asked, view: MessageView, empty: DecisionForm, faults: tuple[str, ...]) -> Response:
    """Show the page once more, with what was filled in and what is to be put right."""
    form = refill_form(asked.form, empty)
    if suggested := asked.form.find_municipality("forslag", asked.program.roster):
        form = form.with_municipality(suggested.name)
    if asked.form.find_text("koe") in asked.program.consultations:
        return show_review_page(asked, view, form=form, faults=faults)
    return show_message_page(asked, view, form=form, faults=faults)


def _go_on(asked: Asked, view: MessageView) -> str:
    """Return where to go: the next mail of the queue that one came from, or the mail's own page."""
    consultation = asked.program.consultations.get(asked.form.find_text("koe") or "")
    if consultation is None:
        return asked.link("message", id=view.id)
    address = asked.link("review", consultation=consultation.id)
    queue = asked.program.facts.list_open_ids(consultation, asked.now)
    following = asked.form.find_number("naeste")
    where = f"mail={following}&" if following in queue and following != view.id else ""
    return f"{address}?{where}efter={view.id}"


@open_to(AccountRole.EDITOR)
def take_back(asked: Asked) -> Response:
    """Take the latest decision back, and show the mail as it stands then."""
    view = take_message(asked)
    seen = asked.program.decisions.load(view.id)
    if asked.form.find_text("set") != sign_decisions(seen):
        return _show_conflict(asked, view)
    reason = asked.form.find_text("begrundelse") or ""
    try:
        judgement = undo(view.id, by=asked.by, now=asked.now, desk=asked.program.desk, reason=reason)
    except NothingToUndo:
        here = asked.link("message", id=view.id)
        return asked.go(here, notice="Der er ingen afgørelse at fortryde.", tone=Tone.WARNING)
    except DecisionConflict:
        return _show_conflict(asked, view)
    except UsageError as error:
        raise Refusal(HTTPStatus.BAD_REQUEST, f"Afgørelsen kan ikke fortrydes: {error}") from error
    notice = f"Afgørelsen er fortrudt. {say_outcome(view.id, judgement, asked.program.roster)}"
    return asked.go(_go_back(asked, view, judgement.state), notice=notice)


def _go_back(asked: Asked, view: MessageView, state: State) -> str:
    consultation = asked.program.consultations.get(asked.form.find_text("koe") or "")
    if consultation is None or state is not State.REVIEW:
        return asked.link("message", id=view.id)
    return f"{asked.link('review', consultation=consultation.id)}?mail={view.id}"


def _show_conflict(asked: Asked, view: MessageView) -> Response:
    """Say what somebody else has decided in the meantime; nothing of one's own is written."""
    history = asked.program.decisions.load_history(view.id)
    queue = asked.form.find_text("koe")
    return asked.show(
        "conflict.html",
        status=HTTPStatus.CONFLICT,
        view=asked.program.messages.load_view(view.id),
        latest=say_latest(history, asked.site),
        queue=queue if queue in asked.program.consultations else None,
    )


ROUTES = (
    Route("/henvendelser/{id:int}/afgoerelse", take_decision, name="decide", methods=["POST"]),
    Route("/henvendelser/{id:int}/fortryd", take_back, name="undo", methods=["POST"]),
)
