"""How the program is doing (drift), and the books of each mailbox (regnskab)."""

from functools import partial

from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.audit import Action, AuditEntry
from intake.process import retry_failed
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.navigation import Entry
from kommunesvar.web.operations import load_operations
from notifier.danish import format_count


@open_to(AccountRole.READER)
def show_operations(asked: Asked) -> Response:
    """Show how things stand."""
    may_edit = asked.account.role.covers(AccountRole.EDITOR)
    return asked.show("operations.html", view=load_operations(asked.program, asked.now), may_edit=may_edit)


@open_to(AccountRole.READER)
def show_ledger(asked: Asked) -> Response:
    """Show whether everything seen stands somewhere."""
    names = [section.name for section in asked.program.config.mailboxes]
    return asked.show("ledger.html", lines=asked.program.sightings.load_ledger(names))


@open_to(AccountRole.EDITOR)
def retry(asked: Asked) -> Response:
    """Judge the failed mails once more; the browser does not wait for it, a scan may take a minute."""
    program, here = asked.program, asked.link("operations")
    failed = program.health.load_queues().failed
    if not failed:
        return asked.go(here, notice="Ingen mails er fejlet.", tone=Tone.WARNING)
    notice = f"{format_count(failed, 'fejlet mail', 'fejlede mails')} bliver prøvet igen nu. Hent siden igen om lidt."
    tried = AuditEntry(
        at=asked.now, by=asked.by, action=Action.RETRIED, subject="operations", details={"mails": failed}
    )
    program.audit_log.record(tried)
    response = asked.go(here, notice=notice)
    again = partial(retry_failed, program.desk, owner=program.owner, clock=program.clock)
    response.background = BackgroundTask(again, workers=program.config.limits.workers)
    return response


ROUTES = (
    Route("/drift", show_operations, name="operations"),
    Route("/drift/regnskab", show_ledger, name="ledger"),
    Route("/drift/proev-igen", retry, methods=["POST"], name="retry_failed"),
)
ENTRY = Entry(place=60, label="Drift", route="operations", of_consultation=False)
