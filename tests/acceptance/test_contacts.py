"""Contacts as an operator keeps them: imported, listed, changed by hand, and marked by what came back."""

from pathlib import Path

import pytest

from tests.installation import Installation

LIST = (
    "Kommune;Rolle;Navn;Mail\r\nOdense;Udvalgsformand;Anne Ås;aas@odense.dk\r\n"
    "Odense;Borgmester;Bo Borg;borgmester@odense.dk\r\nÅrhus;Direktør;Lis Sø;lis@aarhus.dk\r\n"
)
BOUNCE = (
    "Received: from mail.kl.dk (mail.kl.dk [192.0.2.9]) by mx.kl.dk; Mon, 14 Oct 2019 09:00:00 +0200\r\n"
    "From: Mail Delivery System <MAILER-DAEMON@mx.kl.dk>\r\nTo: FLJE@kl.dk\r\nSubject: Undelivered Mail\r\n"
    "X-Failed-Recipients: AAS@odense.dk\r\n\r\nThe mail could not be delivered.\r\n"
)


@pytest.fixture
def contacts(installation: Installation) -> Path:
    file = installation.folder / "kontakter.csv"
    file.write_text(LIST, encoding="cp1252")
    return file


def list_addresses(installation: Installation) -> list[str]:
    return [row["address"] for row in installation.ask("contacts", "list") if row["address"]]


def test_importing_says_what_is_new_and_importing_again_changes_nothing(
    installation: Installation, contacts: Path
) -> None:
    first = installation.run("contacts", "import", str(contacts))
    second = installation.run("contacts", "import", str(contacts))

    assert (first.status, second.status) == (0, 0), first.err + second.err
    assert "Tilføjet: Aarhus, direktør, Lis Sø, lis@aarhus.dk" in first.out
    assert second.out == "Intet er ændret.\n"
    assert list_addresses(installation) == ["aas@odense.dk", "borgmester@odense.dk", "lis@aarhus.dk"]


def test_good_rows_are_taken_and_bad_ones_told_of(installation: Installation, contacts: Path) -> None:
    contacts.write_text(LIST + "Vejel;Direktør;;x@vejle.dk\r\n", encoding="utf-8")

    done = installation.run("contacts", "import", str(contacts))

    assert done.status == 1
    assert "Row 5: 'Vejel' is no municipality. Is it Vejle?" in done.err
    assert len(list_addresses(installation)) == 3


def test_a_trial_takes_nothing(installation: Installation, contacts: Path) -> None:
    done = installation.run("contacts", "import", "--dry-run", str(contacts))

    assert done.status == 0
    assert "3 rows can be taken, 0 not." in done.err
    assert list_addresses(installation) == []


def test_a_whole_list_replaces_the_one_before_and_says_what_it_removes_and_changes(
    installation: Installation, contacts: Path
) -> None:
    installation.run("contacts", "import", str(contacts))
    contacts.write_text("Kommune;Rolle;Navn;Mail\nOdense;Direktør;Anne Ås;aas@odense.dk\n", encoding="utf-8")

    kept = installation.run("contacts", "import", "--dry-run", str(contacts))
    done = installation.run("contacts", "import", "--replace", str(contacts))

    assert kept.status == done.status == 0
    assert sorted(done.out.splitlines()) == [
        "Fjernet: Aarhus, direktør, Lis Sø, lis@aarhus.dk",
        "Fjernet: Odense, borgmester, Bo Borg, borgmester@odense.dk",
        "Ændret: Odense, direktør, Anne Ås, aas@odense.dk (før: udvalgsformand, Anne Ås, aas@odense.dk)",
    ]


def test_a_list_with_a_wrong_row_removes_nobody(installation: Installation, contacts: Path) -> None:
    installation.run("contacts", "import", str(contacts))
    contacts.write_text("Kommune;Mail\nVejel;x@vejle.dk\n", encoding="utf-8")

    done = installation.run("contacts", "import", "--replace", str(contacts))

    assert done.status == 1
    assert "Nothing is removed while rows are wrong" in done.err
    assert len(list_addresses(installation)) == 3


def test_a_bounce_marks_the_contact_until_somebody_says_that_the_address_is_right(
    installation: Installation, contacts: Path
) -> None:
    (installation.folder / "retur.eml").write_bytes(BOUNCE.encode())
    installation.run("contacts", "import", str(contacts))
    done = installation.run("import", "--mailbox", "FLJE", str(installation.folder / "retur.eml"))
    assert done.status == 0, done.err

    marked = [row["address"] for row in installation.ask("contacts", "list") if row["bounced"]]
    missing = [row["name"] for row in installation.ask("contacts", "list", "--missing")]
    confirmed = installation.run("contacts", "confirm", "Odense", "aas@odense.dk", "--by", "Mette")

    assert marked == ["aas@odense.dk"]
    assert ("Odense" in missing, "Aarhus" in missing) == (True, False)
    assert confirmed.status == 0
    assert not any(row["bounced"] for row in installation.ask("contacts", "list"))


def test_one_is_added_and_removed_by_hand_by_name_or_code(installation: Installation) -> None:
    added = installation.run("contacts", "add", "Århus", "Lis <lis@aarhus.dk>", "--role", "director", "--name", "Lis")
    removed = installation.run("contacts", "remove", "0751", "LIS@aarhus.dk")
    unknown = installation.run("contacts", "remove", "0751", "lis@aarhus.dk")
    wrong = installation.run("contacts", "add", "Århus", "lis@aarhus")

    assert added.out == "Tilføjet: Aarhus, direktør, Lis, lis@aarhus.dk\n"
    assert removed.out == "Fjernet: Aarhus, direktør, Lis, lis@aarhus.dk\n"
    assert (unknown.status, wrong.status) == (2, 2)
    assert "Aarhus has no contact lis@aarhus.dk." in unknown.err


def test_the_list_as_csv_can_be_imported_again_and_holds_no_formula(installation: Installation) -> None:
    installation.run("contacts", "add", "Odense", "a@odense.dk", "--role", "mayor", "--name", "=cmd|' /C calc'!A0")
    file = installation.folder / "ud.csv"

    listed = installation.run("contacts", "list", "--format", "csv", "--out", str(file))
    again = installation.run("contacts", "import", "--dry-run", str(file))

    assert (listed.status, again.status) == (0, 0), again.err
    assert "1 rows can be taken, 0 not." in again.err
    assert ";=" not in file.read_text(encoding="utf-8-sig")
