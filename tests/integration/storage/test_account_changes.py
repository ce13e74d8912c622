from datetime import timedelta

import pytest

from domain.account import INVITED_FOR, LOCAL, Account, AccountRole, Identity, Invitation, NewAccount
from domain.audit import Action
from domain.errors import LastAdmin, UsageError
from storage.account_changes import SqlAccountChanges
from storage.accounts import SqlAccounts
from storage.audit import SqlAuditLog
from storage.database import Database
from storage.sessions import SqlSessions
from tests.books import NOW

ISSUER = "https://login.example.org/tenant/v2.0"
KAREN = NewAccount(identity=Identity(issuer=ISSUER, subject="t/o"), name="Karen", role=AccountRole.ADMIN)


def open_changes(database: Database) -> SqlAccountChanges:
    return SqlAccountChanges(database, (LOCAL, ISSUER))


def make_local(database: Database, username: str, role: AccountRole = AccountRole.ADMIN) -> Account:
    accounts = SqlAccounts(database)
    accounts.invite(f"key of {username}", Invitation(role=role, by="x", expires_at=NOW + INVITED_FOR), NOW)
    new = NewAccount(identity=Identity.local(username), name=username, role=role, password_hash="old")
    made = accounts.accept(f"key of {username}", new, NOW)
    assert made is not None
    return made


def count_lines(database: Database) -> int:
    return len(SqlAuditLog(database).load(limit=100))


def test_who_arrives_again_unchanged_changes_nothing(database: Database) -> None:
    first = open_changes(database).arrive(KAREN, NOW)
    lines = count_lines(database)

    again = open_changes(database).arrive(KAREN, NOW)

    assert (again, count_lines(database)) == (first, lines)


def test_who_arrives_with_a_lower_role_has_it_even_as_the_last_administrator(database: Database) -> None:
    open_changes(database).arrive(KAREN, NOW)
    reader = NewAccount(identity=KAREN.identity, name="Karen", role=AccountRole.READER, email="karen@kl.dk")

    arrived = open_changes(database).arrive(reader, NOW)

    assert (arrived.role, arrived.email) == (AccountRole.READER, "karen@kl.dk")
    (_, line), *_ = SqlAuditLog(database).load(limit=1)
    assert (line.action, line.details["role"]) == (Action.ACCOUNT_CHANGED, "reader")


@pytest.mark.parametrize("role", [AccountRole.READER, None])
def test_the_links_of_an_administrator_end_with_the_role(database: Database, role: AccountRole | None) -> None:
    changes, accounts = open_changes(database), SqlAccounts(database)
    karen = changes.arrive(KAREN, NOW)
    invitation = Invitation(role=AccountRole.ADMIN, by=karen.name, expires_at=NOW + INVITED_FOR)
    accounts.invite("key", invitation, NOW)

    if role is None:
        changes.turn_away(KAREN.identity, NOW)
    else:
        changes.arrive(NewAccount(identity=KAREN.identity, name="Karen Ny", role=role), NOW)

    assert accounts.find_invitation("key", NOW) is None


def test_the_last_administrator_stays_and_nothing_is_written(database: Database) -> None:
    admin = make_local(database, "mette")
    make_local(database, "editor", AccountRole.EDITOR)
    changes, lines = open_changes(database), count_lines(database)

    with pytest.raises(LastAdmin):
        changes.disable(admin.id, by="x", now=NOW)
    with pytest.raises(LastAdmin):
        changes.change_role(admin.id, AccountRole.EDITOR, by="x", now=NOW)

    assert (SqlAccounts(database).find(admin.identity), count_lines(database)) == (admin, lines)


def test_an_administrator_whom_a_provider_vouches_for_counts_as_long_as_it_is_asked(database: Database) -> None:
    admin = make_local(database, "mette")
    open_changes(database).arrive(KAREN, NOW)

    with pytest.raises(LastAdmin):
        SqlAccountChanges(database).disable(admin.id, by="x", now=NOW)
    disabled = open_changes(database).disable(admin.id, by="x", now=NOW)

    assert disabled.disabled
    assert not SqlAccounts(database).has_admin()


def test_a_disabled_account_has_no_session_and_none_after_it_is_enabled(database: Database) -> None:
    make_local(database, "mette")
    other = make_local(database, "jens")
    SqlSessions(database).begin("k", other, NOW)
    changes = open_changes(database)

    changes.disable(other.id, by="mette", now=NOW)
    enabled = changes.enable(other.id, by="mette", now=NOW)

    assert (enabled.disabled, SqlSessions(database).find("k", NOW)) == (False, None)


def test_a_password_link_is_used_once_and_ends_every_session(database: Database) -> None:
    account = make_local(database, "mette")
    SqlSessions(database).begin("k", account, NOW)
    changes = open_changes(database)
    invitation = Invitation(role=account.role, by="x", expires_at=NOW + INVITED_FOR, account=account.id)
    changes.offer_password("link", account.id, invitation, NOW)

    first = changes.redeem("link", "new", NOW)
    second = changes.redeem("link", "newer", NOW)

    assert (first, second) == (account, None)
    assert SqlAccounts(database).find_password_hash(account.id) == "new"
    assert SqlSessions(database).find("k", NOW) is None


def test_a_password_link_runs_out(database: Database) -> None:
    account = make_local(database, "mette")
    changes = open_changes(database)
    invitation = Invitation(role=account.role, by="x", expires_at=NOW + INVITED_FOR, account=account.id)
    changes.offer_password("link", account.id, invitation, NOW)

    assert changes.redeem("link", "new", NOW + INVITED_FOR) is None
    assert changes.list_invitations(NOW + INVITED_FOR - timedelta(seconds=1)) == {"link": invitation}


def test_an_account_of_a_provider_gets_no_password(database: Database) -> None:
    account = open_changes(database).arrive(KAREN, NOW)
    invitation = Invitation(role=account.role, by="x", expires_at=NOW + INVITED_FOR, account=account.id)

    with pytest.raises(UsageError, match="not kept here"):
        open_changes(database).offer_password("link", account.id, invitation, NOW)


def test_who_changes_his_password_keeps_the_session_he_does_it_in(database: Database) -> None:
    account = make_local(database, "mette")
    sessions = SqlSessions(database)
    sessions.begin("here", account, NOW)
    sessions.begin("there", account, NOW)

    open_changes(database).change_password(account.id, "new", NOW, keeping="here")

    assert [sessions.find(key, NOW) is not None for key in ("here", "there")] == [True, False]


def test_an_account_that_is_not_there_is_said(database: Database) -> None:
    with pytest.raises(UsageError, match="number 99"):
        open_changes(database).enable(99, by="x", now=NOW)
