import re
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from domain.contact import Contact, ContactRole
from domain.errors import UsageError
from kommunesvar.contacts.files import ContactList, read_contacts
from storage.roster import load_roster

ROSTER = load_roster()
CHAIR = Contact(municipality="0461", role=ContactRole.COMMITTEE_CHAIR, address="aas@odense.dk", name="Anne Ås")
MAYOR = Contact(municipality="0751", role=ContactRole.MAYOR, address="borgmester@aarhus.dk", name="Bo Sø")
DANISH = (
    "Kommune;Rolle;Navn;Mail\r\nOdense;Udvalgsformand;Anne Ås;aas@odense.dk\r\n"
    "Århus Kommune;Borgmester;Bo Sø;borgmester@aarhus.dk\r\n"
)


def read(tmp_path: Path, content: str | bytes, encoding: str = "utf-8") -> ContactList:
    file = tmp_path / "kontakter.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return read_contacts(file, ROSTER)


def say(found: ContactList) -> list[tuple[int, str]]:
    return [(remark.row, remark.text) for remark in found.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_of_any_danish_excel_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    found = read(tmp_path, DANISH.replace(";", delimiter), encoding)

    assert found == ContactList(contacts=(CHAIR, MAYOR), faults=(), warnings=())


def test_columns_may_stand_in_any_order_in_english_and_among_others(tmp_path: Path) -> None:
    text = "Phone,E-mail,Full name,Municipality code,Position\n66,aas@odense.dk,Anne Ås,461,Committee chair\n"

    assert read(tmp_path, text).contacts == (CHAIR,)


def test_a_title_blank_rows_and_excels_own_first_line_are_passed_over(tmp_path: Path) -> None:
    text = f"sep=;\r\nKontakter til høringen\r\n\r\n{DANISH}\r\n;;;\r\n"

    assert read(tmp_path, text).contacts == (CHAIR, MAYOR)


def test_names_in_two_columns_are_put_together(tmp_path: Path) -> None:
    found = read(tmp_path, "Kommune;Fornavn;Efternavn;Mail\nOdense;Anne; Ås ;aas@odense.dk\n")

    (contact,) = found.contacts
    assert (contact.name, contact.role) == ("Anne Ås", ContactRole.OTHER)


@pytest.mark.parametrize(
    "headings",
    [
        "Kommune;Udvalgsformand navn;Udvalgsformand mail;Borgmester, navn;Borgmester (e-mail);Direktør",
        "Kommune;Navn udvalgsformand;E-mail udvalgsformand;Navn borgmester;Mail borgmester;Mail: direktør",
    ],
)
def test_a_row_for_each_municipality_with_columns_by_role_is_read(tmp_path: Path, headings: str) -> None:
    rows = "Odense;Anne Ås;aas@odense.dk;;;\nAarhus;;;Bo Sø;borgmester@aarhus.dk;dir@aarhus.dk\nVejle;Lis;;;;\n"

    found = read(tmp_path, f"{headings}\n{rows}")

    director = Contact(municipality="0751", role=ContactRole.DIRECTOR, address="dir@aarhus.dk")
    assert found.contacts == (CHAIR, MAYOR, director)
    assert say(found) == [(4, "There is no mail address.")]


def test_one_address_under_two_roles_in_a_row_is_told_of(tmp_path: Path) -> None:
    found = read(tmp_path, "Kommune;Direktør mail;Borgmester mail\nVejle;a@vejle.dk;a@vejle.dk\n")

    assert [contact.role for contact in found.contacts] == [ContactRole.DIRECTOR]
    assert say(found) == [(2, "a@vejle.dk stands in row 2 already.")]


def test_a_postal_address_is_not_taken_for_a_mail_address(tmp_path: Path) -> None:
    text = "Kommune;Adresse;E-mail\nOdense;Flakhaven 2;aas@odense.dk\n"

    assert [contact.address for contact in read(tmp_path, text).contacts] == ["aas@odense.dk"]


def test_a_workbook_is_read_with_its_codes_as_numbers_and_from_the_sheet_that_has_them(tmp_path: Path) -> None:
    file = tmp_path / "kontakter.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Vejledning").write_row(0, 0, ["Udfyld arket Kontakter"])
        sheet = book.add_worksheet("Kontakter")
        sheet.write_row(1, 1, ["Kommunekode", "Rolle", "Navn", "E-mail"])
        sheet.write_row(2, 1, [461, "Udvalgsformand", "Anne Ås", "aas@odense.dk"])
        sheet.write_row(4, 1, [999, "Borgmester", "Bo", "bo@odense.dk"])

    found = read_contacts(file, ROSTER)

    assert found.contacts == (CHAIR,)
    assert say(found) == [(5, "'999' is no municipality.")]


def test_each_bad_row_is_told_of_by_its_number_and_the_good_ones_are_taken(tmp_path: Path) -> None:
    rows = (
        "Svendbrog;Direktør;;a@svendborg.dk",
        "Odense;Direktør;;a@odense",
        "Odense;Direktør;;",
        ";Direktør;;b@odense.dk",
        "Odense;Pedel;;c@odense.dk",
        "Odense;Borgmester;;AAS@odense.dk",
        "Vejle;Direktør;Dir;dir@vejle.dk",
    )

    found = read(tmp_path, DANISH + "\r\n".join(rows))

    assert [contact.municipality for contact in found.contacts] == ["0461", "0751", "0630"]
    assert say(found) == [
        (4, "'Svendbrog' is no municipality. Is it Svendborg?"),
        (5, "'a@odense' is not one mail address."),
        (6, "There is no mail address."),
        (7, "No municipality is named."),
        (8, "The role 'Pedel' is unknown: write committee chair, director, mayor, main mailbox or other."),
        (9, "AAS@odense.dk stands in row 2 already."),
    ]


def test_code_and_name_of_different_municipalities_are_not_guessed_between(tmp_path: Path) -> None:
    found = read(tmp_path, "Kode;Kommune;Mail\n0461;Vejle;a@vejle.dk\n")

    assert found.contacts == ()
    assert say(found) == [(2, "The code 0461 is Odense's, and the name is Vejle.")]


def test_an_address_of_another_municipality_is_taken_and_told_of(tmp_path: Path) -> None:
    found = read(tmp_path, "Kommune;Mail\nOdense;a@vejle.dk\nVejle;a@vejle.dk\n")

    assert len(found.contacts) == 2
    assert [(remark.row, remark.text) for remark in found.warnings] == [
        (2, "a@vejle.dk is an address of Vejle, and stands under Odense. It was taken."),
        (3, "a@vejle.dk stands under Odense as well (row 2). It was taken."),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no row of headings"),
        (b"Navn;Telefon\nAnne;66\n", "no row of headings"),
        (b"PK\x03\x04 and no workbook", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0 and no workbook", "cannot be read as a workbook"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_contacts(tmp_path / "ingen.csv", ROSTER)


def test_binary_noise_and_endless_cells_are_refused_or_told_of(tmp_path: Path) -> None:
    endless = "Kommune;Mail\nOdense;" + "a" * 500_000

    with pytest.raises(UsageError, match="cannot be read as CSV"):
        read(tmp_path, endless)
    with pytest.raises(UsageError, match="no row of headings"):
        read(tmp_path, bytes(range(256)) * 40)
