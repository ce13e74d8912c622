"""What holds for every page there is, and for every one that will be."""

import base64
import hashlib
from collections.abc import Iterator

import pytest
from starlette.routing import Route

from kommunesvar.web.app import collect_routes, find_views
from tests.books import AUTUMN
from tests.web.client import HOST, Client
from tests.web.sample import HOSTILE, SPRING, Sample

FOR_EVERYBODY = frozenset({"take_sign_in", "sign_out", "take_new_account", "take_new_password"})
"""What changes something and yet is open to who is not signed in."""

FOR_ONESELF = frozenset({"change_password", "switch_own_shortcuts", "sign_out_everywhere"})
"""What also a reader changes: his own account."""

ROUTES = [route for route in collect_routes(find_views()) if isinstance(route, Route)]
CHANGING = [route for route in ROUTES if not (route.methods or set()) <= {"GET", "HEAD"}]
FOR_SOME = [route for route in CHANGING if route.name not in FOR_EVERYBODY]

GOOD = {"consultation": AUTUMN, "code": "0461", "id": "1", "token": "A" * 43, "digest": "a", "name": "page.css"}
"""A value for each part of an address."""

ODD = ("", "0", "-1", "99999999999999999999", "æøå", "%00", "%ff", "..%2f..%2fetc%2fpasswd", "a" * 3000, HOSTILE)

NAMES = (
    *("status", "region", "kommune", "hoering", "naeste", "sorter", "q", "side", "fra", "til", "tidspunkt", "as-of"),
    *(
        "frist",
        "id",
        "seen",
        "kind",
        "slags",
        "format",
        "token",
        "begrundelse",
        "modtaget",
        "trods",
        "ulaest",
        "postkasse",
        "hvem",
        "handling",
    ),
    *("foer", "omfang", "linje"),
    *("navn", "link", "nuvaerende", "gentaget", "til", "af", "vaelg", "state", "code", "iss", "error"),
    *("mail", "efter", "tilstand", "kommuner", "forslag", "ikke-svar", "modtaget-selv", "foreloebigt", "rolle", "koe"),
)
"""Names of parameters that some page has."""

AT_ONCE = 15
"""So many that the longest values still make an address that a client sends."""


def address(route: Route, **changes: str) -> str:
    path = route.path
    for name in route.param_convertors:
        path = path.replace("{" + name + "}", changes.get(name, GOOD.get(name, "1")))
        path = path.replace("{" + name + ":int}", changes.get(name, GOOD.get(name, "1")))
    return path


def list_odd_addresses(route: Route) -> Iterator[str]:
    yield address(route)
    yield address(route, consultation=SPRING)
    for odd in ODD:
        for start in range(0, len(NAMES), AT_ONCE):
            yield address(route) + "?" + "&".join(f"{name}={odd}" for name in NAMES[start : start + AT_ONCE])
        yield from (address(route, **{name: odd or "%20"}) for name in route.param_convertors)


def name_checksum(text: str) -> str:
    """Return what a policy names an inline style by (CSP Level 3 §2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def name_route(route: Route) -> str:
    return route.name


@pytest.mark.parametrize("route", ROUTES, ids=name_route)
def test_odd_parameters_never_break_a_page(route: Route, admin: Client) -> None:
    for odd in list_odd_addresses(route):
        # The client raises whatever a view lets through; a page of ours in its place would be a 500.
        assert admin.get(odd).status < 500, odd


@pytest.mark.parametrize("route", CHANGING, ids=name_route)
def test_odd_forms_never_break_a_page(route: Route, admin: Client) -> None:
    seen = admin.get(f"/hoeringer/{AUTUMN}")
    for odd in ODD:
        token = seen.form_token or admin.get("/log-paa").form_token
        fields = dict.fromkeys((*NAMES, *(field for field in ("brugernavn", "adgangskode", "navn"))), odd)
        page = admin.post_raw(address(route), fields | {"token": token})
        assert page.status < 500, (route.name, odd)


@pytest.mark.parametrize("route", [route for route in FOR_SOME if route.name not in FOR_ONESELF], ids=name_route)
def test_a_reader_changes_nothing(route: Route, reader: Client) -> None:
    assert reader.post(address(route)).status == 403


@pytest.mark.parametrize("route", CHANGING, ids=name_route)
def test_a_form_without_our_token_is_refused(route: Route, admin: Client) -> None:
    without = admin.post_raw(address(route), {})
    forged = admin.post_raw(address(route), {"token": "f" * 64})

    assert (without.status, forged.status) == (403, 403)


@pytest.mark.parametrize("route", CHANGING, ids=name_route)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_another_site_is_refused(route: Route, headers: dict[str, str], admin: Client) -> None:
    token = admin.get(f"/hoeringer/{AUTUMN}").form_token

    assert admin.post_raw(address(route), {"token": token}, headers=headers).status == 403


@pytest.mark.parametrize("route", CHANGING, ids=name_route)
def test_a_form_whose_origin_the_browser_does_not_say_is_refused(route: Route, admin: Client) -> None:
    token = admin.get(f"/hoeringer/{AUTUMN}").form_token
    del admin.http.headers["Sec-Fetch-Site"]

    assert admin.post_raw(address(route), {"token": token}, headers={}).status == 403


@pytest.mark.parametrize("route", FOR_SOME, ids=name_route)
def test_who_is_not_signed_in_changes_nothing(route: Route, visitor: Client) -> None:
    token = visitor.get("/log-paa").form_token

    assert visitor.post_raw(address(route), {"token": token}).status == 403


@pytest.mark.parametrize("route", CHANGING, ids=name_route)
def test_a_form_that_is_too_large_is_refused(route: Route, admin: Client) -> None:
    token = admin.get(f"/hoeringer/{AUTUMN}").form_token

    page = admin.post_raw(address(route), {"token": token, "brugernavn": "x" * 120_000_000})

    assert page.status == 413
    assert page.title == "Det sendte fylder for meget"


@pytest.mark.parametrize("route", ROUTES, ids=name_route)
def test_every_form_that_changes_something_bears_the_token(route: Route, admin: Client) -> None:
    page = admin.get(address(route))
    if not page.response.headers.get("content-type", "").startswith("text/html"):
        return

    bare = [form for form in page.tree.xpath("//form[@method='post']") if not form.xpath(".//input[@name='token']")]

    assert bare == []


@pytest.mark.parametrize("route", ROUTES, ids=name_route)
def test_nothing_is_inline(route: Route, admin: Client) -> None:
    page = admin.get(address(route))
    if not page.response.headers.get("content-type", "").startswith("text/html"):
        return

    inline = page.tree.xpath("//script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]")
    sheets = [str(sheet.text) for sheet in page.tree.xpath("//style")]

    assert inline == []
    # A mail of ours in its frame brings its one sheet along: the policy names that, and nothing else is obeyed.
    assert all(name_checksum(sheet) in page.response.headers["content-security-policy"] for sheet in sheets)
    assert len(sheets) <= 1


@pytest.mark.parametrize("route", ROUTES, ids=name_route)
def test_what_a_mail_brings_never_runs(route: Route, admin: Client, sample: Sample) -> None:
    page = admin.get(address(route, id=str(sample.messages["hostile"]), code="0740"))

    assert HOSTILE not in page.response.text


@pytest.mark.parametrize("route", ROUTES, ids=name_route)
def test_every_answer_bears_the_headers_that_keep_it_safe(route: Route, admin: Client) -> None:
    headers = admin.get(address(route)).response.headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cache-control"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "evil.example:80"])
def test_a_name_that_is_not_ours_is_refused(visitor: Client, host: str) -> None:
    page = visitor.get("/log-paa", Host=host)

    assert page.status == 400
    assert "default-src 'none'" in page.response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/findes-ikke", 404, "Siden findes ikke"),
        ("GET", "/hoeringer/ukendt", 404, "Siden findes ikke"),
        ("PUT", "/log-paa", 405, "Siden kan ikke bruges på den måde"),
        ("GET", f"/hoeringer/{AUTUMN}?status=ukendt", 400, "Siden forstod ikke forespørgslen"),
    ],
)
def test_what_cannot_be_is_said_in_danish(admin: Client, method: str, path: str, status: int, title: str) -> None:
    response = admin.http.request(method, path, headers={"Origin": HOST})

    assert response.status_code == status
    assert title in response.text
    assert 'lang="da"' in response.text


def test_a_number_longer_than_any_is_not_found(visitor: Client) -> None:
    page = visitor.get(f"/henvendelser/{'9' * 5000}")

    assert (page.response.status_code, page.title) == (404, "Siden findes ikke")
