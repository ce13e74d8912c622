"""The review (gennemsyn): the doubtful mails of a consultation, one at a time, the oldest first."""

from bisect import bisect_right

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.errors import UsageError
from domain.message_view import MessageView
from kommunesvar.bootstrap import Program
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.mail.pages import find_undoable, show_review_page
from kommunesvar.web.navigation import Entry


@open_to(AccountRole.READER)
def show_review(asked: Asked) -> Response:
    """Show the mail that was asked for, or the first of the queue."""
    consultation = asked.take_consultation()
    queue = asked.program.facts.list_open_ids(consultation, asked.now)
    wanted = asked.query.find_number("mail")
    if wanted in queue or (wanted is None and queue):
        return show_review_page(asked, asked.program.messages.load_view(queue[0] if wanted is None else wanted))
    settled = _find_settled(asked, wanted)
    undoable = find_undoable(asked)
    unjudged = asked.program.count_unjudged()
    return asked.show("review_empty.html", settled=settled, length=len(queue), undoable=undoable, unjudged=unjudged)


def _find_settled(asked: Asked, wanted: int | None) -> MessageView | None:
    """Find a mail that was asked for and stands in review no longer."""
    if wanted is None:
        return None
    try:
        return asked.program.messages.load_view(wanted)
    except UsageError:
        return None


@open_to(AccountRole.EDITOR)
def switch_shortcuts(asked: Asked) -> Response:
    """Let single keys do something for who asks, or nothing any more."""
    on = asked.form.is_set("til")
    asked.program.accounts.record_shortcuts(asked.account, asked.now, on=on)
    said = "slået til. Tryk på ? for at se dem" if on else "slået fra"
    return asked.go(
        asked.link("review", consultation=asked.take_consultation().id), notice=f"Genvejstasterne er {said}."
    )


def _count_open(program: Program, consultation: Consultation) -> int:
    arrivals = program.kept.find(("open", consultation.id), lambda: program.facts.list_open_arrivals(consultation))
    return bisect_right(arrivals, program.clock())


ROUTES = (
    Route("/hoeringer/{consultation}/gennemsyn", show_review, name="review"),
    Route("/hoeringer/{consultation}/gennemsyn/genveje", switch_shortcuts, name="shortcuts", methods=["POST"]),
)
ENTRY = Entry(place=20, label="Gennemsyn", route="review", count=_count_open)
