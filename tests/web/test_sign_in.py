from datetime import timedelta
from pathlib import Path

import pytest

from domain.account import ENDS_AFTER, IDLE_AFTER, AccountRole
from domain.audit import Action
from kommunesvar.web.accounts.passwords import hash_password
from kommunesvar.web.server import invite_first_admin
from tests.books import AUTUMN, NOW
from tests.web.client import HOST, Client, Page, open_client
from tests.web.sample import Sample, open_sample

PASSWORD = "en lang adgangskode"
SECRET = hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def _give_the_admin_a_password(sample: Sample) -> None:
    sample.program.accounts.record_password_hash(sample.accounts[AccountRole.ADMIN].id, SECRET)


def sign_in(visitor: Client, password: str = PASSWORD, username: str = "admin", then: str = "/") -> Page:
    form = {"brugernavn": username, "adgangskode": password, "naeste": then}
    return visitor.post("/log-paa", form, seen=visitor.get("/log-paa"))


def test_who_is_not_signed_in_is_asked_to_and_then_led_on(visitor: Client) -> None:
    asked = visitor.get(f"/hoeringer/{AUTUMN}?status=missing")
    form = visitor.get(asked.leads_to)
    (then,) = form.find("//input[@name='naeste']/@value")

    signed_in = sign_in(visitor, username="Admin ", then=then)

    assert signed_in.leads_to == f"/hoeringer/{AUTUMN}?status=missing"
    assert visitor.get(signed_in.leads_to).status == 200


@pytest.mark.parametrize(("username", "password"), [("admin", "forkert"), ("ukendt", PASSWORD), ("reader", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(visitor: Client, username: str, password: str) -> None:
    refused = sign_in(visitor, password, username)

    assert refused.status == 403
    assert "Brugernavn og adgangskode passer ikke sammen" in refused.text
    assert visitor.get("/").leads_to.startswith("/log-paa")


def test_after_many_failures_not_even_the_right_password_helps_until_some_time_has_passed(
    sample: Sample, visitor: Client
) -> None:
    failed = [sign_in(visitor, "forkert").status for _ in range(10)]
    locked = sign_in(open_client(sample.program))
    sample.clock.now = NOW + timedelta(minutes=16)
    later = sign_in(open_client(sample.program))

    assert set(failed) == {403}
    assert (locked.status, later.status) == (429, 303)


def test_the_token_is_another_after_signing_in(visitor: Client) -> None:
    visitor.get("/log-paa")
    before = visitor.http.cookies["kommunesvar"]

    sign_in(visitor)

    assert visitor.http.cookies["kommunesvar"] != before


def test_a_cookie_that_somebody_else_has_planted_is_worth_nothing(sample: Sample, visitor: Client) -> None:
    planted = "A" * 43
    visitor.http.cookies.set("kommunesvar", planted, domain="127.0.0.1")

    sign_in(visitor)

    attacker = open_client(sample.program)
    attacker.http.cookies.set("kommunesvar", planted, domain="127.0.0.1")
    assert attacker.get("/").leads_to.startswith("/log-paa")


def test_signing_out_ends_the_session_also_for_who_kept_the_cookie(visitor: Client) -> None:
    sign_in(visitor)
    kept = visitor.http.cookies["kommunesvar"]

    visitor.post("/log-af")

    visitor.http.cookies.set("kommunesvar", kept, domain="127.0.0.1")
    assert visitor.get("/").leads_to.startswith("/log-paa")


@pytest.mark.parametrize("pause", [IDLE_AFTER, ENDS_AFTER])
def test_a_session_left_alone_ends(sample: Sample, visitor: Client, pause: timedelta) -> None:
    sign_in(visitor)

    sample.clock.now += pause

    assert visitor.get("/").leads_to.startswith("/log-paa")


@pytest.mark.parametrize(
    "then", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", ""]
)
def test_signing_in_leads_to_no_other_site(visitor: Client, then: str) -> None:
    signed_in = sign_in(visitor, then=then)

    assert signed_in.leads_to == "/"


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(visitor: Client) -> None:
    cookie = sign_in(visitor).response.headers["set-cookie"]

    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


def test_signing_in_and_out_stand_in_the_log(sample: Sample, visitor: Client) -> None:
    sign_in(visitor)
    visitor.post("/log-af")

    latest = [entry for _, entry in sample.program.audit_log.load(limit=2)]

    assert [(entry.action, entry.by) for entry in latest] == [
        (Action.SIGNED_OUT, "Anne Admin"),
        (Action.SIGNED_IN, "Anne Admin"),
    ]


def make_first_account(sample: Sample, **changes: str) -> tuple[Client, Page]:
    """Follow the link that the first start prints, and fill in the form."""
    with sample.program.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM accounts")
    link = invite_first_admin(sample.program, HOST)
    assert link is not None
    client = open_client(sample.program)
    form = {"navn": "Ny Admin", "brugernavn": "ny", "adgangskode": PASSWORD, "gentaget": PASSWORD} | changes
    return client, client.post(link.removeprefix(HOST), form, seen=client.get(link.removeprefix(HOST)))


def test_the_first_start_lets_one_make_himself_administrator(sample: Sample) -> None:
    client, made = make_first_account(sample)

    assert made.leads_to == "/"
    assert client.get(client.get("/").leads_to).find("//form[@class='account']/span") == ["Ny Admin (administrator)"]
    assert invite_first_admin(sample.program, HOST) is None


def test_the_link_of_the_first_start_works_once(sample: Sample) -> None:
    _, made = make_first_account(sample)

    again = open_client(sample.program).get(made.response.request.url.path)

    assert (made.status, again.status) == (303, 404)


def test_the_link_of_the_first_start_runs_out(sample: Sample) -> None:
    link = invite_first_admin_anew(sample)
    sample.clock.now += timedelta(hours=25)

    page = open_client(sample.program).get(link)

    assert page.status == 404
    assert "Linket er brugt eller udløbet" in page.text


def invite_first_admin_anew(sample: Sample) -> str:
    with sample.program.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM accounts")
    return (invite_first_admin(sample.program, HOST) or "").removeprefix(HOST)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"navn": ""}, "Skriv dit navn"),
        ({"brugernavn": ""}, "Vælg et brugernavn"),
        ({"adgangskode": "kort", "gentaget": "kort"}, "mindst 12 tegn"),
        ({"gentaget": "en anden adgangskode"}, "ikke ens"),
        ({"brugernavn": PASSWORD}, "må ikke være brugernavnet"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_and_nothing_made(
    sample: Sample, changes: dict[str, str], fault: str
) -> None:
    _, refused = make_first_account(sample, **changes)

    assert refused.status == 400
    assert fault in refused.text
    assert sample.program.accounts.list_all() == []


def test_over_tls_no_other_site_of_the_domain_can_set_the_cookie(tmp_path: Path, sqlite_template: Path) -> None:
    rest = 'base_url = "https://hoering.example.org"\n'
    folder = tmp_path / "behind TLS"
    folder.mkdir()
    with open_sample(folder, template=sqlite_template, rest=rest) as sample:
        answer = open_client(sample.program).get("/log-paa", Host="hoering.example.org").response

    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("__Host-kommunesvar=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(attributes)
    assert not any(attribute.lower().startswith("domain") for attribute in attributes)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
