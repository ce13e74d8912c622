"""How the program is doing, as both databases tell it; and what people have ruled, as it is listed."""

from datetime import UTC, date, datetime, timedelta

from domain.audit import Action, AuditFilter
from domain.health import OutboxLoad, Queues, Visits
from domain.mailbox import Poll
from domain.outgoing import OutboxEntry, OutboxState, OutgoingMail
from storage.audit import SqlAuditLog, record_audit
from storage.database import Database
from storage.excuses import SqlExcuses
from storage.extensions import SqlExtensions
from storage.health import SqlHealth
from storage.outbox import SqlOutbox
from storage.sightings import SqlSightings
from tests.books import AUTUMN, LEASE, NOW, add_waiting, fail_message
from tests.rulings import build_ruling, lay_over

LONG_AGO = datetime(2019, 10, 1, tzinfo=UTC)


def visit(database: Database, minutes: int, error: str | None = None, mailbox: str = "FLJE") -> datetime:
    at = NOW + timedelta(minutes=minutes)
    SqlSightings(database).record_poll(Poll(mailbox=mailbox, started_at=at, ended_at=at, error=error))
    return at


def enqueue(database: Database, recipient: str, at: datetime, by: str = "") -> None:
    mail = OutgoingMail(message_id=f"<{recipient}>", sender="a@kl.dk", recipient=recipient, content=b"")
    entry = OutboxEntry(kind="digest", consultation=AUTUMN, period="2019-W45", mail=mail, by=by)
    assert SqlOutbox(database).enqueue(entry, at)


def test_visits_tell_of_the_last_success_and_of_the_first_failure_since(database: Database) -> None:
    visit(database, -30, "refused")
    success = visit(database, -20)
    failed = visit(database, -10, "refused")
    latest = visit(database, -5, "no answer")
    visit(database, -1, mailbox="MLAR")

    flje, never = SqlHealth(database).load_visits(["FLJE", "NEW"])

    assert flje == Visits(
        mailbox="FLJE", last_success=success, last_visit=latest, failing_since=failed, error="no answer"
    )
    assert never == Visits(mailbox="NEW")


def test_a_mailbox_that_was_never_read_has_failed_from_the_first(database: Database) -> None:
    first = visit(database, -30, "refused")
    latest = visit(database, -20, "refused")

    (visits,) = SqlHealth(database).load_visits(["FLJE"])

    assert (visits.last_success, visits.failing_since, visits.last_visit) == (None, first, latest)


def test_queues_tell_what_waits_and_what_failed(database: Database) -> None:
    health = SqlHealth(database)
    nothing = health.load_queues()
    add_waiting(database, text="fails")
    fail_message(database, 1)
    add_waiting(database, text="waits")

    queues = health.load_queues()

    assert nothing == Queues()
    assert queues == Queues(waiting=1, failed=1, oldest_at=NOW)


def test_the_outbox_tells_since_when_the_oldest_waits(database: Database) -> None:
    health, outbox = SqlHealth(database), SqlOutbox(database)
    enqueue(database, "a@kl.dk", LONG_AGO)
    (row,) = outbox.claim(owner="me", now=NOW, lease=LEASE, limit=1)
    outbox.record_sent(row.id, owner="me", now=NOW)
    enqueue(database, "b@kl.dk", NOW)

    load = health.load_outbox()

    assert load == OutboxLoad(counts={OutboxState.SENT: 1, OutboxState.WAITING: 1}, oldest_at=NOW)


def test_a_mail_that_a_person_has_sent_is_in_the_audit_log_and_one_of_the_program_is_not(database: Database) -> None:
    enqueue(database, "a@kl.dk", NOW)
    enqueue(database, "b@kl.dk", NOW, by="Mette")

    ((_, entry),) = SqlAuditLog(database).load(limit=10)

    assert (entry.by, entry.action, entry.subject) == ("Mette", Action.DIGEST_SENT, f"consultation:{AUTUMN}")
    assert entry.details == {"period": "2019-W45", "recipient": "b@kl.dk"}


def test_the_extensions_in_force_are_listed_each_municipality_once(database: Database) -> None:
    store = SqlExtensions(database)
    store.record(build_ruling(), date(2019, 11, 8), lay_over=lay_over)
    store.record(build_ruling(by="Bo"), date(2019, 11, 15), lay_over=lay_over)
    store.record(build_ruling("0101"), date(2019, 11, 15), lay_over=lay_over)
    store.revoke(build_ruling("0101"), lay_over=lay_over)

    (extension,) = store.list_in_force(AUTUMN)

    assert (extension.until, extension.ruling.by, extension.ruling.municipality) == (date(2019, 11, 15), "Bo", "0461")
    assert store.list_in_force("foraar") == []


def test_the_excuses_in_force_are_listed(database: Database) -> None:
    store = SqlExcuses(database)
    store.record(build_ruling(reason="Ingen udvalg"))
    store.record(build_ruling("0101", reason="Andet"))
    store.revoke(build_ruling("0101"))

    assert store.list_in_force(AUTUMN) == [build_ruling(reason="Ingen udvalg")]


def test_the_audit_log_is_filtered(database: Database) -> None:
    with database.writing() as connection:
        record_audit(connection, "Mette", Action.DECIDED, "message:1", at=LONG_AGO)
        record_audit(connection, "Bo", Action.DECIDED, "message:2", at=NOW)
        record_audit(connection, "Bo", Action.UNDONE, "message:2", at=NOW)
    log = SqlAuditLog(database)

    def list_subjects(wanted: AuditFilter) -> list[str]:
        return [entry.subject for _, entry in log.load(limit=10, wanted=wanted)]

    assert list_subjects(AuditFilter(by="Mette")) == ["message:1"]
    assert list_subjects(AuditFilter(action=Action.UNDONE)) == ["message:2"]
    assert list_subjects(AuditFilter(subject="message:2")) == ["message:2"] * 2
    assert list_subjects(AuditFilter(until=NOW)) == ["message:1"]
    assert list_subjects(AuditFilter(since=NOW, by="Mette")) == []
    assert log.list_names() == ["Bo", "Mette"]
