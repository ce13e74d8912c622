import re
from datetime import timedelta

import pytest

from domain.account import LOCAL, Account, AccountRole, Identity, NewAccount
from domain.audit import Action
from kommunesvar.web.accounts.passwords import hash_password
from tests.books import AUTUMN
from tests.web.browser import LivePage, assert_accessible
from tests.web.client import HOST, Client, Page, open_client
from tests.web.sample import HOSTILE, Sample

OVERVIEW = f"/hoeringer/{AUTUMN}"
PASSWORD, NEXT = "en lang adgangskode", "en helt anden sætning"
CHOSEN = {"adgangskode": NEXT, "gentaget": NEXT}
SECRET = hash_password(PASSWORD)


@pytest.fixture(autouse=True)
def _give_all_a_password(sample: Sample) -> None:
    for account in sample.accounts.values():
        sample.program.accounts.record_password_hash(account.id, SECRET)


def do(client: Client, what: str, **form: str) -> Page:
    """Press a button of the accounts page, and follow to where it leads."""
    done = client.post(f"/drift/konti/{what}", form)
    return client.get(done.leads_to) if done.leads_to else done


def find_link(page: Page) -> str:
    (address,) = page.find("//input[@id='adressen']/@value")
    return address.removeprefix(HOST)


def sign_in(client: Client, username: str, password: str) -> Page:
    form = {"brugernavn": username, "adgangskode": password, "naeste": "/"}
    return client.post("/log-paa", form, seen=client.get("/log-paa"))


def load(sample: Sample, role: AccountRole) -> Account:
    account = sample.program.accounts.find(sample.accounts[role].identity)
    assert account is not None
    return account


def list_actions(sample: Sample, limit: int = 1) -> list[tuple[Action, str, str]]:
    latest = sample.program.audit_log.load(limit=limit)
    return [(entry.action, entry.by, str(entry.details.get("what", ""))) for _, entry in latest]


def test_an_administrator_sees_who_has_access_and_others_do_not(admin: Client, editor: Client) -> None:
    page = admin.get("/drift/konti")

    assert page.find("//tbody/tr/th/span[@class='who']") == ["Anne Admin", "Lise Læser", "Søren Sagsbehandler"]
    assert "Konti" in admin.get("/drift").text
    assert editor.get("/drift/konti").status == 403


def test_an_invitation_is_shown_once_and_makes_an_account_of_its_role(sample: Sample, admin: Client) -> None:
    shown = do(admin, "inviter", rolle="editor", navn="Ny Kollega")
    link = find_link(shown)
    colleague = open_client(sample.program)
    form = {"navn": "Ny Kollega", "brugernavn": "ny", **CHOSEN}

    made = colleague.post(link, form, seen=colleague.get(link))

    assert colleague.get(OVERVIEW).find("//form[@class='account']/span") == ["Ny Kollega (sagsbehandler)"]
    assert made.status == 303
    assert link.rpartition("/")[2] not in admin.get("/drift/konti").response.text
    assert open_client(sample.program).get(link).status == 404


def test_an_invitation_that_was_withdrawn_makes_nothing(sample: Sample, admin: Client) -> None:
    link = find_link(do(admin, "inviter", rolle="admin", navn="Fremmed"))
    (key,) = admin.get("/drift/konti").find("//input[@name='link']/@value")

    page = do(admin, "tilbagekald", link=key)

    assert "Linket kan ikke bruges længere" in page.text
    assert open_client(sample.program).get(link).status == 404
    assert list_actions(sample) == [(Action.INVITATION_WITHDRAWN, "Anne Admin", "")]


def test_a_role_can_be_changed_and_holds_at_once(sample: Sample, admin: Client, editor: Client) -> None:
    number = sample.accounts[AccountRole.EDITOR].id

    page = do(admin, f"{number}/rolle", rolle="reader")

    assert "Søren Sagsbehandler er nu læser" in page.text
    assert editor.get("/drift/log").status == 403
    assert list_actions(sample) == [(Action.ACCOUNT_CHANGED, "Anne Admin", "")]


@pytest.mark.parametrize(("what", "form"), [("rolle", {"rolle": "reader"}), ("spaer", {})])
def test_the_last_administrator_cannot_be_removed(
    sample: Sample, admin: Client, what: str, form: dict[str, str]
) -> None:
    number = sample.accounts[AccountRole.ADMIN].id

    page = do(admin, f"{number}/{what}", **form)

    assert "Bemærk:" in page.text
    assert (load(sample, AccountRole.ADMIN).role, load(sample, AccountRole.ADMIN).disabled) == (
        AccountRole.ADMIN,
        False,
    )


def test_an_administrator_who_cannot_sign_in_any_more_does_not_count(sample: Sample, admin: Client) -> None:
    gone = Identity(issuer="https://login.example.org", subject="x")
    sample.program.account_changes.arrive(
        NewAccount(identity=gone, name="Fra før", role=AccountRole.ADMIN), sample.clock()
    )

    page = do(admin, f"{sample.accounts[AccountRole.ADMIN].id}/rolle", rolle="editor")

    assert "ikke være nogen administrator tilbage" in page.text


def test_one_administrator_may_step_down_when_there_is_another(sample: Sample, admin: Client) -> None:
    do(admin, f"{sample.accounts[AccountRole.EDITOR].id}/rolle", rolle="admin")

    done = admin.post(f"/drift/konti/{sample.accounts[AccountRole.ADMIN].id}/rolle", {"rolle": "editor"})

    assert done.leads_to == "/konto"
    assert load(sample, AccountRole.ADMIN).role is AccountRole.EDITOR


def test_who_is_disabled_is_out_at_once_and_stays_out(sample: Sample, admin: Client, editor: Client) -> None:
    number = sample.accounts[AccountRole.EDITOR].id

    do(admin, f"{number}/spaer")

    assert editor.get(OVERVIEW).leads_to.startswith("/log-paa")
    assert sign_in(open_client(sample.program), "editor", PASSWORD).status == 403
    assert list_actions(sample) == [(Action.ACCOUNT_CHANGED, "Anne Admin", "disabled")]


def test_who_was_disabled_by_mistake_is_let_in_again(sample: Sample, admin: Client) -> None:
    number = sample.accounts[AccountRole.EDITOR].id
    do(admin, f"{number}/spaer")

    page = do(admin, f"{number}/aabn")

    assert "Søren Sagsbehandler kan logge på igen" in page.text
    assert sign_in(open_client(sample.program), "editor", PASSWORD).status == 303


def test_who_is_disabled_has_no_use_of_an_invitation_that_he_made(sample: Sample, admin: Client) -> None:
    number = sample.accounts[AccountRole.EDITOR].id
    do(admin, f"{number}/rolle", rolle="admin")
    link = find_link(do(open_client(sample.program, load(sample, AccountRole.EDITOR)), "inviter", rolle="admin"))

    do(admin, f"{number}/spaer")

    assert open_client(sample.program).get(link).status == 404


def test_a_forgotten_password_is_replaced_with_a_link(sample: Sample, admin: Client, editor: Client) -> None:
    link = find_link(do(admin, f"{sample.accounts[AccountRole.EDITOR].id}/adgangskode"))
    holder = open_client(sample.program)

    chosen = holder.post(link, CHOSEN, seen=holder.get(link))

    assert holder.get(OVERVIEW).status == 200
    assert chosen.leads_to == "/"
    assert editor.get(OVERVIEW).leads_to.startswith("/log-paa")
    assert [sign_in(open_client(sample.program), "editor", word).status for word in (PASSWORD, NEXT)] == [403, 303]


def test_a_password_link_works_once_and_for_a_day(sample: Sample, admin: Client) -> None:
    number = sample.accounts[AccountRole.EDITOR].id
    first = find_link(do(admin, f"{number}/adgangskode"))
    second = find_link(do(admin, f"{number}/adgangskode"))
    holder = open_client(sample.program)
    replaced = holder.get(first).status
    sample.clock.now += timedelta(hours=25)

    assert (replaced, holder.get(second).status) == (404, 404)


def test_a_password_link_makes_no_account_and_an_invitation_sets_no_password(sample: Sample, admin: Client) -> None:
    token = find_link(do(admin, f"{sample.accounts[AccountRole.EDITOR].id}/adgangskode")).rpartition("/")[2]
    other = find_link(do(admin, "inviter", rolle="reader")).rpartition("/")[2]
    visitor = open_client(sample.program)
    form = {"navn": "X", "brugernavn": "x", **CHOSEN}

    made = visitor.post(f"/ny-konto/{token}", form, seen=visitor.get("/log-paa"))
    changed = visitor.post(f"/ny-adgangskode/{other}", CHOSEN, seen=visitor.get("/log-paa"))

    assert (made.status, changed.status) == (404, 404)
    assert len(sample.program.accounts.list_all()) == 3


def test_who_changes_his_password_stays_where_he_is_and_is_out_elsewhere(sample: Sample, reader: Client) -> None:
    elsewhere = open_client(sample.program, sample.accounts[AccountRole.READER])

    done = reader.post("/konto/adgangskode", {"nuvaerende": PASSWORD, **CHOSEN})

    assert "Adgangskoden er skiftet" in reader.get(done.leads_to).text
    assert elsewhere.get(OVERVIEW).leads_to.startswith("/log-paa")
    assert sign_in(open_client(sample.program), "reader", NEXT).status == 303
    assert (Action.ACCOUNT_CHANGED, "Lise Læser", "password") in list_actions(sample, 2)


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"nuvaerende": "forkert", **CHOSEN}, "nuværende adgangskode er ikke rigtig"),
        ({"nuvaerende": PASSWORD, "adgangskode": "kort", "gentaget": "kort"}, "mindst 12 tegn"),
        ({"nuvaerende": PASSWORD, "adgangskode": NEXT, "gentaget": "noget andet her"}, "ikke ens"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_and_the_old_one_kept(
    sample: Sample, reader: Client, form: dict[str, str], fault: str
) -> None:
    refused = reader.post("/konto/adgangskode", form)

    assert (refused.status, fault in refused.text) == (400, True)
    assert sign_in(open_client(sample.program), "reader", PASSWORD).status == 303


def test_a_stolen_session_cannot_guess_the_password(reader: Client) -> None:
    seen = reader.get("/konto")
    said = [reader.post("/konto/adgangskode", {"nuvaerende": "gæt", **CHOSEN}, seen=seen).text for _ in range(11)]

    assert "Der er forsøgt for mange gange" in said[-1]


def test_signing_out_everywhere_ends_every_session(sample: Sample, reader: Client) -> None:
    elsewhere = open_client(sample.program, sample.accounts[AccountRole.READER])

    done = reader.post("/konto/log-af-alle", {}, seen=reader.get("/konto"))

    assert done.leads_to == "/log-paa?af=1"
    assert [client.get(OVERVIEW).status for client in (reader, elsewhere)] == [303, 303]


def test_keys_are_switched_on_and_off_by_oneself(sample: Sample, reader: Client) -> None:
    on = reader.get(reader.post("/konto/genveje", {"til": "1"}).leads_to)
    off = reader.get(reader.post("/konto/genveje", {}, seen=on).leads_to)

    assert ("slået til" in on.text, "Genvejstaster: slået fra" in off.text) == (True, True)
    assert not load(sample, AccountRole.READER).shortcuts


def test_a_name_that_turns_writing_around_or_holds_a_script_is_shown_as_text(sample: Sample, admin: Client) -> None:
    identity = Identity(issuer=LOCAL, subject="x")
    sample.program.account_changes.arrive(
        NewAccount(identity=identity, name=f"{HOSTILE}\u202e", role=AccountRole.READER), sample.clock()
    )

    page = admin.get("/drift/konti")

    assert HOSTILE not in page.response.text
    assert "\u202e" not in page.text


def test_no_link_stands_in_the_log(sample: Sample, admin: Client) -> None:
    token = find_link(do(admin, "inviter", rolle="reader")).rpartition("/")[2]

    entries = sample.program.audit_log.load(limit=50)

    assert not re.search(re.escape(token), repr(entries))


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("path", ["/drift/konti", "/konto", "/log-paa?af=1"])
def test_the_pages_are_accessible(live: LivePage, sample: Sample, admin: Client, path: str) -> None:
    do(admin, "inviter", rolle="reader", navn="En Meget-Langtnavngiven Kollega fra Udvalgssekretariatet")
    by = None if path.startswith("/log-paa") else sample.accounts[AccountRole.ADMIN]

    with live.open(path, by) as page:
        assert_accessible(page)


@pytest.mark.needs("chromium")
def test_the_links_are_accessible_where_they_are_shown_and_where_they_are_followed(
    live: LivePage, sample: Sample
) -> None:
    with live.open("/drift/konti", sample.accounts[AccountRole.ADMIN]) as page:
        page.get_by_role("button", name=re.compile("^Ny adgangskode.*Søren")).click()
        address = page.get_by_role("textbox", name="Linket").input_value()
        assert_accessible(page)

    with live.open(address.removeprefix(live.address)) as page:
        assert_accessible(page)
        page.get_by_label("Ny adgangskode").fill(NEXT)
        page.get_by_label("Adgangskoden igen").fill(NEXT)
        page.get_by_role("button", name="Gem, og log på").click()
        assert page.get_by_text("Søren Sagsbehandler (sagsbehandler)").is_visible()
