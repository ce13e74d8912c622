from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.account import (
    ENDS_AFTER,
    IDLE_AFTER,
    INVITED_FOR,
    Account,
    AccountRole,
    Identity,
    Invitation,
    NewAccount,
    Notice,
    Tone,
)
from domain.audit import Action
from domain.errors import AccountTaken
from storage.accounts import SqlAccounts
from storage.audit import SqlAuditLog
from storage.database import Database
from storage.sessions import SqlSessions
from storage.sign_in_failures import SqlSignInFailures
from tests.books import NOW

METTE = Identity.local("Mette")


def make_account(database: Database, username: str = "Mette", role: AccountRole = AccountRole.EDITOR) -> Account:
    accounts = SqlAccounts(database)
    accounts.invite(f"key of {username}", Invitation(role=role, by="kommunesvar", expires_at=NOW + INVITED_FOR), NOW)
    new = NewAccount(identity=Identity.local(username), name=username, role=role, password_hash="$argon2id$")
    made = accounts.accept(f"key of {username}", new, NOW)
    assert made is not None
    return made


def test_an_invitation_makes_one_account_and_no_more(database: Database) -> None:
    made = make_account(database)

    again = SqlAccounts(database).accept(
        "key of Mette", NewAccount(identity=Identity.local("anden"), name="Anden", role=AccountRole.ADMIN), NOW
    )

    assert (again, SqlAccounts(database).list_all()) == (None, [made])


def test_an_invitation_that_has_run_out_makes_none(database: Database) -> None:
    accounts = SqlAccounts(database)
    accounts.invite("key", Invitation(role=AccountRole.ADMIN, by="kommunesvar", expires_at=NOW + INVITED_FOR), NOW)

    found = accounts.find_invitation("key", NOW + INVITED_FOR)
    made = accounts.accept("key", NewAccount(identity=METTE, name="M", role=AccountRole.ADMIN), NOW + INVITED_FOR)

    assert (found, made, accounts.has_admin()) == (None, None, False)


def test_two_accounts_cannot_have_one_name_however_it_is_written(database: Database) -> None:
    make_account(database)

    with pytest.raises(AccountTaken):
        make_account(database, "METTE ")

    assert SqlAccounts(database).find_invitation("key of METTE ", NOW) is not None


def test_a_session_ends_when_it_is_not_used_and_in_any_case_after_a_day(database: Database) -> None:
    sessions, mette = SqlSessions(database), make_account(database)
    sessions.begin("idle", mette, NOW)
    sessions.begin("used", mette, NOW)

    moments = [NOW + timedelta(hours=hours) for hours in range(1, 13)]
    used = [sessions.find("used", moment) is not None for moment in moments]

    assert used == [moment - NOW < ENDS_AFTER for moment in moments]
    assert sessions.find("idle", NOW + IDLE_AFTER) is None


def test_a_new_session_ends_the_one_it_replaces(database: Database) -> None:
    sessions, mette = SqlSessions(database), make_account(database)
    sessions.begin("old", mette, NOW)

    sessions.begin("new", mette, NOW, replacing="old")

    assert sessions.find("old", NOW) is None
    found = sessions.find("new", NOW)
    assert found is not None
    assert found.account == mette


def test_notices_wait_for_the_next_page(database: Database) -> None:
    sessions = SqlSessions(database)
    sessions.begin("key", make_account(database), NOW)

    sessions.record_notice("key", Notice("Gemt."))
    sessions.record_notice("key", Notice("Men se efter.", Tone.WARNING))
    found = sessions.find("key", NOW)
    sessions.forget_notices("key", found.notices if found else ())
    later = sessions.find("key", NOW)

    assert found is not None
    assert later is not None
    assert found.notices == (Notice("Gemt."), Notice("Men se efter.", Tone.WARNING))
    assert later.notices == ()


def test_a_notice_that_comes_while_a_page_is_made_is_not_forgotten_with_those_on_it(database: Database) -> None:
    sessions = SqlSessions(database)
    sessions.begin("key", make_account(database), NOW)
    sessions.record_notice("key", Notice("Gemt."))
    sessions.record_notice("key", Notice("Mails er sendt."))

    sessions.forget_notices("key", [Notice("Gemt.")])

    found = sessions.find("key", NOW)
    assert found is not None
    assert found.notices == (Notice("Mails er sendt."),)


def test_failures_are_counted_by_account_and_by_address(database: Database) -> None:
    failures = SqlSignInFailures(database)
    failures.record(METTE, "192.0.2.1", NOW - timedelta(hours=1))
    failures.record(METTE, "192.0.2.1", NOW)
    failures.record(Identity.local("søren"), "192.0.2.1", NOW)

    counted = failures.count(METTE, "192.0.2.1", NOW - timedelta(minutes=15))
    failures.forget(METTE)

    assert counted == (1, 2)
    assert failures.count(METTE, "192.0.2.1", NOW - timedelta(hours=2)) == (0, 1)


def test_who_comes_and_goes_stands_in_the_log(database: Database) -> None:
    sessions, mette = SqlSessions(database), make_account(database)
    sessions.begin("key", mette, NOW)
    sessions.end("key", NOW)
    sessions.end("key", NOW)

    entries = [entry for _, entry in SqlAuditLog(database).load(limit=10)]

    done = [Action.SIGNED_OUT, Action.SIGNED_IN, Action.ACCOUNT_MADE, Action.INVITED]
    assert [entry.action for entry in entries] == done
    assert {entry.subject for entry in entries[:3]} == {f"account:{mette.id}"}


def test_the_log_is_read_a_page_at_a_time(database: Database) -> None:
    make_account(database)
    log = SqlAuditLog(database)

    ((newest, _),) = log.load(limit=1)
    older = log.load(limit=10, before=newest)

    assert [entry.action for _, entry in older] == [Action.INVITED]


def test_keys_are_off_until_asked_for_and_the_log_tells_who_did(database: Database) -> None:
    made = make_account(database)

    SqlAccounts(database).record_shortcuts(made, NOW, on=True)

    found = SqlAccounts(database).find(METTE)
    ((_, latest),) = SqlAuditLog(database).load(limit=1)
    assert (made.shortcuts, found and found.shortcuts) == (False, True)
    assert (latest.action, latest.by) == (Action.ACCOUNT_CHANGED, "Mette")


def look(database: Database, username: str, message: int, after: timedelta = timedelta()) -> Sequence[str]:
    """Open a mail as somebody who is signed in; return who else looks at it."""
    found = SqlSessions(database).find(username, NOW + after)
    assert found is not None
    return SqlSessions(database).record_look(found, message, NOW + after)


def test_who_opens_a_mail_is_told_who_else_looks_at_it(database: Database) -> None:
    for username in ("Mette", "Anne", "Bo"):
        SqlSessions(database).begin(username, make_account(database, username), NOW)

    first, second = look(database, "Mette", 7), look(database, "Anne", 7)
    third, other = look(database, "Bo", 7), look(database, "Bo", 8)
    again, late = look(database, "Mette", 7), look(database, "Mette", 7, timedelta(minutes=6))

    assert (first, second, third, other) == ([], ["Mette"], ["Anne", "Mette"], [])
    assert (again, late) == (["Anne"], [])
