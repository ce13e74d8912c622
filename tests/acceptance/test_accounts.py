"""accounts, as somebody meets it who can sign in no more."""

import re

from tests.installation import Installation


def test_a_lost_administrator_gets_a_link_and_no_account_before_it_is_used(installation: Installation) -> None:
    invited = installation.run("accounts", "invite", "Mette Jensen", "--role", "admin", "--by", "Drift")

    assert invited.status == 0, invited.err
    assert re.search(r"^http://127\.0\.0\.1:\d+/ny-konto/[\w-]{43}$", invited.out, re.MULTILINE)
    assert installation.ask("accounts", "list") == []


def test_an_account_that_is_not_there_is_said_with_what_to_do(installation: Installation) -> None:
    for command in ("disable", "enable", "password"):
        refused = installation.run("accounts", command, "Ingen")

        assert refused.status == 2
        assert "There is no account 'Ingen'. See 'kommunesvar accounts list'." in refused.err


def test_a_role_that_does_not_exist_is_refused(installation: Installation) -> None:
    refused = installation.run("accounts", "invite", "Mette", "--role", "boss")

    assert refused.status == 2
    assert "reader" in refused.err
