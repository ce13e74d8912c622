from datetime import date

import pytest

from domain.audit import Action
from domain.errors import DecisionConflict
from domain.review import Decision
from domain.rulings import Ruling
from storage.audit import SqlAuditLog
from storage.database import Database
from storage.decisions import SqlDecisions
from storage.excuses import SqlExcuses
from storage.extensions import SqlExtensions
from tests.books import AUTUMN, NOW, add_message, build_judgement

RULING = Ruling(consultation=AUTUMN, municipality="0461", by="Mette", ruled_at=NOW, reason="aftalt")


def list_actions(database: Database) -> list[tuple[Action, str, str]]:
    return [(entry.action, entry.by, entry.subject) for _, entry in reversed(SqlAuditLog(database).load(limit=99))]


def test_a_decision_and_its_undoing_stand_in_the_log(database: Database) -> None:
    message = add_message(database, build_judgement("0461"))
    decisions = SqlDecisions(database)
    decisions.record(message, Decision(by="Mette", decided_at=NOW), build_judgement("0461"), seen=0)
    decisions.undo(message, build_judgement("0461"), by="Søren", now=NOW, seen=1)

    assert list_actions(database) == [
        (Action.DECIDED, "Mette", f"message:{message}"),
        (Action.UNDONE, "Søren", f"message:{message}"),
    ]


def test_what_was_refused_stands_not_in_the_log(database: Database) -> None:
    message = add_message(database, build_judgement("0461"))

    with pytest.raises(DecisionConflict):
        SqlDecisions(database).record(message, Decision(by="Mette", decided_at=NOW), build_judgement("0461"), seen=3)

    assert list_actions(database) == []


def test_rulings_stand_in_the_log_once_each(database: Database) -> None:
    extensions, excuses = SqlExtensions(database), SqlExcuses(database)
    for _ in range(2):
        extensions.record(RULING, date(2019, 11, 8), lay_over=lambda machine, *_: machine)
        excuses.record(RULING)
    for _ in range(2):
        extensions.revoke(RULING, lay_over=lambda machine, *_: machine)
        excuses.revoke(RULING)

    acts = [Action.EXTENDED, Action.EXCUSED, Action.EXTENSION_REVOKED, Action.EXCUSE_REVOKED]
    assert list_actions(database) == [(act, "Mette", "municipality:0461") for act in acts]
    (_, first) = SqlAuditLog(database).load(limit=99)[-1]
    assert first.details == {"consultation": AUTUMN, "reason": "aftalt", "until": "2019-11-08", "before": None}
