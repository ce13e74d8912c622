"""What somebody may try on the way to the provider and back."""

import pytest

from tests.web.client import HOST
from tests.web.oidc_provider import Fault
from tests.web.vouched import House, go_there, is_signed_in, sign_in


@pytest.mark.parametrize("fault", list(Fault))
def test_an_answer_that_cannot_be_believed_lets_nobody_in(house: House, fault: Fault) -> None:
    house.provider.fault = fault
    client = house.open_client()

    refused = sign_in(client)

    assert (refused.status, refused.title) == (403, "Du blev ikke logget på")
    assert "kunne ikke godkendes" in refused.text
    assert not is_signed_in(client)
    assert house.sample.program.accounts.find(house.identity) is None


def test_a_disabled_account_stays_out_whatever_the_provider_says(house: House) -> None:
    sign_in(house.open_client())
    made = house.sample.program.accounts.find(house.identity)
    assert made is not None
    house.sample.program.account_changes.disable(made.id, by="Anne Admin", now=house.sample.clock())

    refused = sign_in(client := house.open_client())

    assert (refused.status, refused.title) == (403, "Din konto er spærret")
    assert not is_signed_in(client)


def test_an_answer_fits_only_the_browser_that_asked(house: House) -> None:
    back = go_there(house.open_client())

    elsewhere = house.open_client()
    refused = elsewhere.get(back.removeprefix(HOST))

    assert (refused.status, is_signed_in(elsewhere)) == (403, False)


def test_an_answer_fits_only_the_attempt_it_answers(house: House) -> None:
    client = house.open_client()
    first = go_there(client)
    go_there(client)

    assert client.get(first.removeprefix(HOST)).status == 403


def test_an_answer_is_taken_once(house: House) -> None:
    client = house.open_client()
    back = go_there(client)
    kept = client.http.cookies["kommunesvar-log-paa"]
    first = client.get(back.removeprefix(HOST))
    again = house.open_client()
    again.http.cookies.set("kommunesvar-log-paa", kept, domain="127.0.0.1")
    second = again.get(back.removeprefix(HOST))

    assert (first.status, second.status) == (303, 403)
    assert "kommunesvar-log-paa" not in client.http.cookies


def test_the_token_of_the_browser_is_another_after_signing_in(house: House) -> None:
    client = house.open_client()
    planted = "A" * 43
    client.http.cookies.set("kommunesvar", planted, domain="127.0.0.1")

    sign_in(client)

    attacker = house.open_client()
    attacker.http.cookies.set("kommunesvar", planted, domain="127.0.0.1")
    assert (is_signed_in(client), is_signed_in(attacker)) == (True, False)


@pytest.mark.parametrize("then", ["https://evil.example", "//evil.example", "/%5Cevil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(house: House, then: str) -> None:
    assert sign_in(house.open_client(), then=then).leads_to == "/"


def test_many_answers_that_fail_hold_their_address_back(house: House) -> None:
    house.provider.fault = Fault.WRONG_NONCE
    client = house.open_client()

    statuses = [sign_in(client).status for _ in range(51)]

    assert statuses == [403] * 50 + [429]


@pytest.mark.parametrize("odd", ["", "æøå", "%00", "a" * 3000, "%22%3E%3Cscript%3E"])
def test_odd_parameters_never_break_the_way(house: House, odd: str) -> None:
    client = house.open_client()
    client.get("/log-paa/konto")
    client.http.cookies.set("kommunesvar-log-paa", odd[:50].replace("æøå", "x.x"), domain="127.0.0.1")

    for name in ("naeste", "vaelg", "state", "code", "iss", "error"):
        assert client.get(f"/log-paa/konto?{name}={odd}").status < 500
        assert client.get(f"/log-paa/svar?{name}={odd}").status in {400, 403}
