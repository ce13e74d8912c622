"""The two pages on which a mail is decided on: the review, one mail after the other, and the mail's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.errors import ArchiveError
from domain.kind import ANSWERS, FOR_A_PERSON, Kind
from domain.message_view import MessageView
from domain.municipality import Municipality
from domain.review import PastDecision, ReviewReason, Role
from kommunesvar.danish_words import KIND_WORDS, ROLE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.form import NOT_ANSWERS, DecisionForm, make_form
from kommunesvar.web.deciding.words import sign_decisions
from kommunesvar.web.guard import FRAMING
from kommunesvar.web.mail.raw_header import read_raw_header
from kommunesvar.web.mail.shown_mail import ShownMail, load_shown
from notifier.danish import join_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen in the form, with its words."""

    municipalities: Sequence[Municipality]
    consultations: Sequence[Consultation]
    answers: Sequence[tuple[str, str]]
    not_answers: Sequence[tuple[str, str]]
    roles: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Where a mail stands among those in review; ``position`` counts from 1."""

    consultation: Consultation
    position: int
    length: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """A mail that was decided on a moment ago; ``sign`` is that of its decisions in force."""

    message: int
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """A mail with the form that decides on it; the queue is None on the mail's own page, which has the raw header."""

    mail: ShownMail
    form: DecisionForm
    choices: Choices
    faults: Sequence[str]
    may_decide: bool
    queue: Queue | None = None
    also_looking: str = ""
    undoable: Undoable | None = None
    raw_header: str = ""
    has_more_header: bool = False

    @property
    def is_accepted_at_once(self) -> bool:
        """Whether one click counts it: what one municipality answers, with nothing more to be said.

        Never what asks for something, which is easily clicked away by habit, nor an answer of several municipalities,
        of which all but one would be lost.
        """
        view, form = self.mail.view, self.form
        is_answer = view.kind in ANSWERS | {Kind.OTHER} and ReviewReason.SEVERAL_MUNICIPALITIES not in view.reasons
        is_complete = bool(form.consultation) and not form.needs_moment
        return self.queue is not None and self.may_decide and is_answer and is_complete

    @property
    def asks_something(self) -> bool:
        """Whether it asks for something and is no answer, as far as the machine can tell."""
        return self.mail.view.kind in FOR_A_PERSON

    @property
    def asks_for_time(self) -> bool:
        """Whether more time is asked for, which is given on a page of its own."""
        return self.may_decide and self.mail.view.kind is Kind.EXTENSION_REQUEST


def show_message_page(
    asked: Asked, view: MessageView, *, form: DecisionForm | None = None, faults: Sequence[str] = ()
) -> Response:
    """Show a mail's own page."""
    consultation = asked.program.consultations.get(view.consultation or "") or asked.take_consultation()
    header, has_more = _read_header(asked, view)
    page = MailPage(
        mail=load_shown(asked, view, consultation),
        form=form or make_form(view, asked.program),
        choices=list_choices(asked),
        faults=faults,
        may_decide=may_decide(asked),
        raw_header=header,
        has_more_header=has_more,
    )
    return _show(asked, "message.html", page, faults)


def _read_header(asked: Asked, view: MessageView) -> tuple[str, bool]:
    """Return the raw header and whether there is more of it; nothing where the archive has lost the mail."""
    try:
        with asked.program.archive.open(view.sha256) as stream:
            return read_raw_header(stream)
    except (ArchiveError, OSError):
        return "", False


def show_review_page(
    asked: Asked, view: MessageView, *, form: DecisionForm | None = None, faults: Sequence[str] = ()
) -> Response:
    """Show a mail in its queue."""
    wanted = asked.form.find_text("koe") or asked.take_consultation().id
    consultation = asked.program.consultations[wanted]
    page = MailPage(
        mail=load_shown(asked, view, consultation),
        form=form or make_form(view, asked.program),
        choices=list_choices(asked),
        faults=faults,
        may_decide=may_decide(asked),
        queue=make_queue(asked.program.facts.list_open_ids(consultation, asked.now), view.id, consultation),
        also_looking=_look(asked, view),
        undoable=find_undoable(asked),
    )
    return _show(asked, "review.html", page, faults)


def _show(asked: Asked, template: str, page: MailPage, faults: Sequence[str]) -> Response:
    status = HTTPStatus.BAD_REQUEST if faults else HTTPStatus.OK
    response = asked.show(template, status=status, page=page)
    response.headers["Content-Security-Policy"] = FRAMING
    return response


def may_decide(asked: Asked) -> bool:
    """Say whether who asks may decide on mails."""
    return asked.account.role.covers(AccountRole.EDITOR)


def make_queue(ids: Sequence[int], message: int, consultation: Consultation) -> Queue:
    """Return the place of a mail in the queue; one that is not in it any more stands before the first."""
    at = ids.index(message) if message in ids else -1
    return Queue(
        consultation=consultation,
        position=at + 1,
        length=len(ids),
        before=ids[at - 1] if at > 0 else None,
        after=ids[at + 1] if at + 1 < len(ids) else None,
    )


def _look(asked: Asked, view: MessageView) -> str:
    """Remember who looks, so that two people at once are told; return who else does."""
    if asked.session is None or not may_decide(asked):
        return ""
    return join_names(asked.program.sessions.record_look(asked.session, view.id, asked.now))


def find_undoable(asked: Asked) -> Undoable | None:
    """Find the mail of the address that who asks has decided on before this one, to be taken back."""
    message = asked.query.find_number("efter")
    if message is None or not may_decide(asked) or message == 0:
        return None
    history = _load_history(asked, message)
    in_force = tuple(past.decision for past in history if past.is_in_force)
    is_own = bool(in_force) and in_force[-1].by == asked.by and not in_force[-1].is_ground
    return Undoable(message=message, sign=sign_decisions(in_force)) if is_own else None


def _load_history(asked: Asked, message: int) -> tuple[PastDecision, ...]:
    is_known = asked.program.messages.find_machine_judgement(message) is not None
    return asked.program.decisions.load_history(message) if is_known else ()


def list_choices(asked: Asked) -> Choices:
    """Return what can be chosen."""
    consultations = asked.program.consultations.values()
    return Choices(
        municipalities=tuple(asked.program.roster),
        consultations=sorted(consultations, key=lambda one: one.opens, reverse=True),
        answers=[(kind.value, KIND_WORDS[kind]) for kind in KIND_WORDS if kind in ANSWERS],
        not_answers=[(kind.value, KIND_WORDS[kind]) for kind in NOT_ANSWERS],
        roles=[(role.value, ROLE_WORDS[role]) for role in Role],
    )
