"""The books balance whatever became of each mail, and after every change of mind."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from domain.kind import Kind
from domain.mailbox import LedgerLine
from domain.message import State
from storage.database import Database
from storage.judgements import write_judgement
from storage.messages import SqlMessages
from storage.sightings import SqlSightings
from tests.books import LEASE, NOW, build_gap, build_judgement, build_stored, fail_message

JUDGED = (State.COUNTED, State.REVIEW, State.SET_ASIDE)


def judge_so(database: Database, message: int, state: State) -> None:
    kind = Kind.AUTO_REPLY if state is State.SET_ASIDE else Kind.RESPONSE
    with database.writing() as connection:
        write_judgement(connection, message, build_judgement("0461", state=state, kind=kind))


def load_line(database: Database) -> LedgerLine:
    (line,) = SqlSightings(database).load_ledger(["FLJE"])
    return line


def count_states(line: LedgerLine) -> dict[State, int]:
    return {state: getattr(line, state.value) for state in State}


def test_every_state_every_repeat_and_every_gap_stands_in_the_books(database: Database) -> None:
    store = SqlSightings(database)
    mails, repeat = [build_stored(uid) for uid in range(1, 6)], build_stored(6, "FLJE INBOX 1")
    store.record("FLJE", [*mails, repeat, build_gap(7), build_gap(8)], None, NOW)
    failed, *others, waiting = [claimed.id for claimed in SqlMessages(database).list_all()]
    SqlMessages(database).claim(owner="worker", now=NOW, lease=LEASE, limit=1)
    SqlMessages(database).record_failure(failed, owner="worker", reason="x", glimpse=None, retry_at=None)
    for message, state in zip(others, JUDGED, strict=True):
        judge_so(database, message, state)

    line = load_line(database)

    assert waiting == max(others) + 1
    assert (line.sightings, line.mails, line.repeats, line.gaps, line.balanced) == (8, 5, 1, 2, True)
    assert count_states(line) == dict.fromkeys(State, 1)


@pytest.mark.parametrize("lot", range(3))
def test_books_balance_after_whatever_is_judged_in_whatever_order(database: Database, lot: int) -> None:
    draw, store = Random(lot), SqlSightings(database)  # noqa: S311 - a lot, no secret
    uids = range(1, 25)
    store.record("FLJE", [build_stored(uid, f"mail {draw.randrange(15)}") for uid in uids], None, NOW)
    stands = {claimed.id: State.WAITING for claimed in SqlMessages(database).list_all()}
    for _ in range(20):
        message, state = draw.choice(list(stands)), draw.choice(JUDGED)
        judge_so(database, message, state)
        stands[message] = state

    line = load_line(database)

    assert line.balanced
    assert (line.sightings, line.mails) == (24, len(stands))
    tally = Counter(stands.values())
    assert count_states(line) == {state: tally[state] for state in State}


def test_mail_that_fails_and_is_tried_again_is_counted_once(database: Database) -> None:
    SqlSightings(database).record("FLJE", [build_stored(1)], None, NOW)
    (claimed,) = SqlMessages(database).list_all()
    fail_message(database, claimed.id)
    failed = load_line(database)
    judge_so(database, claimed.id, State.COUNTED)
    SqlSightings(database).record("FLJE", [build_stored(1)], None, NOW + timedelta(days=1))

    line = load_line(database)

    assert (failed.failed, failed.balanced) == (1, True)
    assert (line.sightings, line.mails, line.counted, line.failed, line.balanced) == (1, 1, 1, 0, True)
