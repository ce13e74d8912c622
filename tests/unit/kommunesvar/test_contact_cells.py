import pytest

from domain.contact import ContactRole
from kommunesvar.contacts.cells import (
    find_address,
    find_column,
    find_municipality,
    find_role,
    suggest_municipality,
)
from storage.roster import load_roster

ROSTER = load_roster()


@pytest.mark.parametrize("municipality", list(ROSTER), ids=lambda m: m.name)
def test_every_municipality_is_found_by_code_name_and_official_name(municipality: object) -> None:
    for own in (m for m in ROSTER if m is municipality):
        cells = (own.code, own.code.lstrip("0"), own.name, own.official_name, own.name.upper(), own.name.lower())

        assert {find_municipality(cell, ROSTER) for cell in cells} == {own}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Århus", "0751"),
        ("Århus Kommune", "0751"),
        ("Ålborg", "0851"),
        ("  odense   kommune ", "0461"),
        ("Københavns Kommune", "0101"),
        ("Bornholms Regionskommune", "0400"),
        ("Høje Taastrup", "0169"),
        ("Lyngby-Tårbæk", "0173"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(cell: str, code: str) -> None:
    found = find_municipality(cell, ROSTER)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("cell", ["", "9999", "Odense og Vejle", "Odense Gymnasium", "Møn", "46", "Region Syddanmark"])
def test_what_is_no_one_municipality_is_not_found(cell: str) -> None:
    assert find_municipality(cell, ROSTER) is None


def test_a_slip_of_the_pen_is_guessed_at() -> None:
    assert suggest_municipality("Svendbrog Kommune", ROSTER) == " Is it Svendborg?"
    assert suggest_municipality("Xyz", ROSTER) == ""


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Udvalgsformand", ContactRole.COMMITTEE_CHAIR),
        ("Formand for Børne- og Ungeudvalget", ContactRole.COMMITTEE_CHAIR),
        ("udvalgsforperson", ContactRole.COMMITTEE_CHAIR),
        ("committee_chair", ContactRole.COMMITTEE_CHAIR),
        ("Børne- og ungedirektør", ContactRole.DIRECTOR),
        ("DIREKTØR", ContactRole.DIRECTOR),
        ("Borgmester", ContactRole.MAYOR),
        ("Overborgmester", ContactRole.MAYOR),
        ("Hovedpostkasse", ContactRole.MAIN_MAILBOX),
        ("Kommunens hovedpostkasse", ContactRole.MAIN_MAILBOX),
        ("main_mailbox", ContactRole.MAIN_MAILBOX),
        ("", ContactRole.OTHER),
        ("Sekretær for direktør", ContactRole.OTHER),
    ],
)
def test_a_role_is_found_in_a_word_or_a_title(cell: str, role: ContactRole) -> None:
    assert find_role(cell) is role


@pytest.mark.parametrize("role", list(ContactRole))
def test_every_role_is_found_by_its_own_words(role: ContactRole) -> None:
    assert find_role(role.value) is role
    assert find_role(role.danish) is role


@pytest.mark.parametrize("cell", ["Viceborgmester", "Næstformand", "1. viceborgmester", "Pedel", "12"])
def test_a_role_that_is_none_of_ours_is_not_guessed(cell: str) -> None:
    assert find_role(cell) is None


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("anne@odense.dk", "anne@odense.dk"),
        (" Anne.Jensen@ODENSE.dk; ", "Anne.Jensen@ODENSE.dk"),
        ("Anne Jensen <anne@odense.dk>", "anne@odense.dk"),
        ('"Jensen, Anne" <anne@odense.dk>', "anne@odense.dk"),
        ("mailto:anne@odense.dk", "anne@odense.dk"),
        ("post@høje-taastrup.dk", "post@høje-taastrup.dk"),
    ],
)
def test_an_address_is_found_in_its_cell(cell: str, address: str) -> None:
    assert find_address(cell) == address


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "anne",
        "anne@odense",
        "anne@@odense.dk",
        "anne@odense..dk",
        ".anne@odense.dk",
        "anne jensen@odense.dk",
        "a@odense.dk, b@odense.dk",
        "a@odense.dk; b@odense.dk",
        "anne@odense.dk\r\nBcc: x@y.dk",
        "søren@odense.dk",
        f"{'a' * 250}@odense.dk",
        "=cmd|' /C calc'!A0@odense.dk",
    ],
)
def test_what_is_not_one_address_is_not_taken_for_one(cell: str) -> None:
    assert find_address(cell) is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kommune", "municipality"),
        ("E-mail:", "address"),
        ("E-mail adresse", "address"),
        ("Kommunekode", "code"),
        ("KOMMUNE NR.", "code"),
        ("Rolle", "role"),
        ("Role", "role"),
        ("Navn", "name"),
        ("Adresse", "place"),
        ("Telefon", None),
        ("", None),
    ],
)
def test_a_heading_is_known_in_danish_and_english(heading: str, column: str | None) -> None:
    assert find_column(heading) == column
