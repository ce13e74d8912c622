from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser

from domain.account import AccountRole, Identity
from domain.audit import Action
from kommunesvar.checks import run_checks
from kommunesvar.web.server import invite_first_admin
from parsers.programs.tools import Tools
from tests.certificates import write_certificates
from tests.web.browser import assert_accessible, serve_live
from tests.web.client import HOST, Client, open_client
from tests.web.oidc_provider import SECRET, OidcProvider, run_provider
from tests.web.sample import Clock, open_sample
from tests.web.vouched import OVERVIEW, House, go_there, is_signed_in, sign_in, write_section


def test_whom_the_provider_vouches_for_comes_in_with_the_role_it_gives(house: House) -> None:
    client = house.open_client()

    arrived = sign_in(client, then=OVERVIEW)

    assert arrived.leads_to == OVERVIEW
    assert client.get(OVERVIEW).find("//form[@class='account']/span") == ["Karen Kontor (sagsbehandler)"]
    made = house.sample.program.accounts.find(house.identity)
    assert made is not None
    assert (made.name, made.email, made.role) == ("Karen Kontor", "karen@kl.dk", AccountRole.EDITOR)


def test_an_account_that_is_made_on_arrival_stands_in_the_log(house: House) -> None:
    sign_in(house.open_client())

    latest = [entry for _, entry in house.sample.program.audit_log.load(limit=2)]

    assert [(entry.action, entry.by) for entry in latest] == [
        (Action.SIGNED_IN, "Karen Kontor"),
        (Action.ACCOUNT_MADE, "Karen Kontor"),
    ]


def test_the_way_there_is_what_the_standard_asks_for(house: House) -> None:
    go_there(house.open_client())

    (asked,) = house.provider.asked
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{HOST}/log-paa/svar"
    assert asked["scope"].split() == ["openid", "profile", "email"]
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3


def test_a_role_that_is_missing_is_said_and_whom_to_ask(house: House) -> None:
    house.provider.person = {"roles": ["of another program"]}
    client = house.open_client()

    refused = sign_in(client)

    assert refused.status == 403
    assert "Bed IT på it@kl.dk om at give dig en" in refused.text
    assert house.sample.program.accounts.find(house.identity) is None


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (["reader", "kommunesvar.admin", "editor"], AccountRole.ADMIN),
        ("reader", AccountRole.READER),
        (["editor", "unknown", 7], AccountRole.EDITOR),
    ],
)
def test_of_several_roles_the_highest_counts(house: House, roles: Any, role: AccountRole) -> None:
    house.provider.person = {"roles": roles}

    sign_in(house.open_client())

    made = house.sample.program.accounts.find(house.identity)
    assert made is not None
    assert made.role is role


def test_role_and_name_are_taken_from_the_token_each_time_also_for_sessions_that_go_on(house: House) -> None:
    first = house.open_client()
    sign_in(first)
    house.provider.person = {"roles": ["reader"], "name": "Karen Ny-Kontor"}

    sign_in(house.open_client())

    assert first.get(OVERVIEW).find("//form[@class='account']/span") == ["Karen Ny-Kontor (læser)"]
    actions = [entry.action for _, entry in house.sample.program.audit_log.load(limit=2)]
    assert actions == [Action.SIGNED_IN, Action.ACCOUNT_CHANGED]


def test_who_has_lost_every_role_is_out_everywhere(house: House) -> None:
    first = house.open_client()
    sign_in(first)
    house.provider.person = {"roles": []}

    sign_in(house.open_client())

    assert not is_signed_in(first)


def test_the_person_counts_and_not_the_pairwise_subject(house: House) -> None:
    sign_in(house.open_client())
    house.provider.person = {"sub": "of another application"}

    sign_in(house.open_client())

    assert sum(one.identity.issuer == house.provider.issuer for one in house.sample.program.accounts.list_all()) == 1


def test_a_provider_that_knows_no_tenants_names_people_by_their_subject(house: House) -> None:
    house.provider.person = {"oid": None, "tid": None, "name": None, "preferred_username": None}

    sign_in(house.open_client())

    assert house.sample.program.accounts.find(Identity(issuer=house.provider.issuer, subject="pairwise")) is not None


def test_who_breaks_off_at_the_provider_can_try_again(house: House) -> None:
    house.provider.declines = True

    refused = sign_in(house.open_client())

    assert (refused.status, refused.title) == (403, "Du blev ikke logget på")
    assert refused.find("//main//a/@href")[0] == "/log-paa/konto"


def test_another_account_can_be_chosen_at_the_provider(house: House) -> None:
    httpx2.get(house.open_client().get("/log-paa/konto?vaelg=1").leads_to)

    assert house.provider.asked[-1]["prompt"] == "select_account"


def test_a_provider_that_does_not_answer_is_said_in_danish(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_OIDC_SECRET", SECRET)
    nobody = OidcProvider(Clock(), address="http://127.0.0.1:9")
    with open_sample(tmp_path, template=sqlite_template, rest=write_section(nobody)) as sample:
        page = open_client(sample.program).get("/log-paa/konto")

    assert (page.status, page.title) == (503, "Logintjenesten svarer ikke")


def test_the_password_form_is_there_only_where_somebody_has_a_password(house: House) -> None:
    with_local = house.open_client().get("/log-paa")
    with house.sample.program.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM accounts")
    without = house.open_client().get("/log-paa")

    assert with_local.find("//input[@type='password']/@name") == ["adgangskode"]
    assert without.find("//input[@type='password']/@name") == []
    assert without.find("//main//a") == ["Log på med KL"]
    assert invite_first_admin(house.sample.program, HOST) is None


def test_after_signing_out_one_is_shown_where_to_sign_out_at_the_provider(house: House) -> None:
    client = house.open_client()
    sign_in(client)
    kept = client.http.cookies["kommunesvar"]

    page = client.get(client.post("/log-af", seen=client.get(OVERVIEW)).leads_to)

    assert page.find("//a[contains(., 'arbejdskonto')]/@href")[0].startswith(f"{house.provider.address}/logout?")
    client.http.cookies.set("kommunesvar", kept, domain="127.0.0.1")
    assert not is_signed_in(client)


def test_without_a_provider_the_way_there_is_not_found(visitor: Client) -> None:
    assert (visitor.get("/log-paa/konto").status, visitor.get("/log-paa/svar").status) == (404, 404)


@pytest.mark.needs("chromium")
def test_in_a_real_browser_one_comes_in_goes_out_and_is_told_what_is_missing(browser: Browser, house: House) -> None:
    house.provider.asks = True
    with serve_live(browser, house.sample.program) as live, live.open_context(bypass_csp=False) as context:
        page = context.new_page()
        page.goto(f"{live.address}{OVERVIEW}?status=missing")
        page.get_by_role("link", name="Log på med KL").click()
        page.get_by_role("link", name="Jeg er Karen").click()
        arrived = page.url.removeprefix(live.address)
        page.get_by_role("button", name="Log af").click()
        page.get_by_role("link", name="log også af din arbejdskonto").click()
        left = page.title()
        house.provider.person = {"roles": []}
        page.goto(f"{live.address}/log-paa/konto")
        page.get_by_role("link", name="Jeg er Karen").click()
        page.get_by_text("Bed IT på it@kl.dk om at give dig en").wait_for()

    assert (arrived, left) == (f"{OVERVIEW}?status=missing", "Logget af")


@pytest.mark.needs("chromium")
def test_the_pages_on_the_way_are_accessible(browser: Browser, house: House) -> None:
    house.provider.person = {"roles": []}
    with serve_live(browser, house.sample.program) as live:
        with live.open("/log-paa?af=1") as page:
            assert_accessible(page)
        with live.open("/log-paa/konto") as page:
            assert page.get_by_role("heading", name="Du har ikke adgang endnu").is_visible()
            assert_accessible(page)


def test_a_provider_that_was_silent_is_asked_again_after_a_pause(house: House) -> None:
    address, house.provider.address = house.provider.address, "http://127.0.0.1:9"
    client = house.open_client()

    silent = client.get("/log-paa/konto").status
    house.provider.address = address
    at_once = client.get("/log-paa/konto").status
    house.sample.clock.now += timedelta(seconds=31)
    later = client.get("/log-paa/konto").status

    assert (silent, at_once, later) == (503, 503, 303)


def test_check_says_what_is_wrong_with_a_provider_and_what_to_do(house: House) -> None:
    good = next(one for one in run_checks(house.sample.program.config, Tools()) if one.subject == "Sign-in")
    house.provider.address = "https://another.example"
    wrong = next(one for one in run_checks(house.sample.program.config, Tools()) if one.subject == "Sign-in")

    assert good.fault is None
    assert "/log-paa/svar as a redirect URI" in good.detail
    assert "Write the issuer in [web] oidc just as it stands there" in (wrong.fault or "")


@contextmanager
def open_private(folder: Path, ca_file: str) -> Iterator[House]:
    """Open the program with a provider whose certificate an authority of its own has signed."""
    write_certificates(folder)
    clock = Clock()
    with run_provider(clock, certificates=folder) as provider:
        section = write_section(provider) + (f'ca_file = "{folder / ca_file}"\n' if ca_file else "")
        with open_sample(folder, rest=section) as sample:
            yield House(sample, provider)


def test_a_provider_whose_certificate_an_authority_of_its_own_has_signed_is_trusted_when_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_OIDC_SECRET", SECRET)
    with open_private(tmp_path, "ca.pem") as house:
        client = house.open_client()
        sign_in(client, then=OVERVIEW)

        checked = next(one for one in run_checks(house.sample.program.config, Tools()) if one.subject == "Sign-in")

        assert is_signed_in(client)
        assert checked.fault is None


@pytest.mark.parametrize(
    ("ca_file", "remedy"),
    [
        ("", "as ca_file in [web.oidc]"),
        ("other-ca.pem", "as ca_file in [web.oidc]"),
        ("not-there.pem", "Correct ca_file in [web.oidc]"),
    ],
)
def test_a_provider_whom_nobody_vouches_for_is_not_believed_and_check_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ca_file: str, remedy: str
) -> None:
    monkeypatch.setenv("TEST_OIDC_SECRET", SECRET)
    with open_private(tmp_path, ca_file) as house:
        refused = house.open_client().get("/log-paa/konto")

        checked = next(one for one in run_checks(house.sample.program.config, Tools()) if one.subject == "Sign-in")

        assert refused.status == 503
        assert house.provider.asked == []
        assert remedy in (checked.fault or "")
