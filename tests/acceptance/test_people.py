"""What people decide and rule from the command line, with real mails and real files."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import Letters
from tests.installation import Finished, Installation

BY = ("--by", "Anne Jensen")
IN = ("--consultation", "efteraar")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, letters: Letters) -> Installation:
    """Books with Odense's reply in time and København's four days late."""
    installation = Installation(tmp_path_factory.mktemp("people")).write()
    mails = installation.folder / "mails"
    mails.mkdir()
    (mails / "odense.eml").write_bytes(letters.reply("0461", "2019-10-30 12:05"))
    (mails / "koebenhavn.eml").write_bytes(letters.reply("0101", "2019-11-05 12:05"))
    done = installation.run("import", "--mailbox", "FLJE", str(mails))
    assert done.status == 0, done.err
    return installation


@pytest.fixture
def office(imported: Installation, tmp_path: Path) -> Installation:
    folder = tmp_path / "books"
    shutil.copytree(imported.folder, folder)
    return Installation(folder)


def find_row(office: Installation, code: str) -> dict[str, Any]:
    rows = office.ask("status", *IN)["municipalities"]
    return next(row for row in rows if row["code"] == code)


def find_message(office: Installation, code: str) -> dict[str, Any]:
    return next(m for m in office.ask("messages") if code in m["municipalities"])


def assert_done(*finished: Finished) -> None:
    assert [one.status for one in finished] == [0] * len(finished), "".join(one.err for one in finished)


def test_extension_after_lateness_judges_again_what_it_covers(office: Installation) -> None:
    late = find_row(office, "0101")["standing"]

    extended = office.run("extend", "0101", *IN, "--until", "2019-11-08", *BY, "--reason", "udvalgsmøde 6. november")
    row, message = find_row(office, "0101"), find_message(office, "0101")

    assert_done(extended)
    assert "Københavns Kommune har nu frist til og med 8. november 2019" in extended.out
    assert "København til tiden" in extended.out
    assert (late, row["standing"], row["extension_until"]) == ("late", "on_time", "2019-11-08")
    assert [(r["timeliness"], r["judged_against"]) for r in message["replies"]] == [("on_time", "2019-11-08")]


def test_extension_is_replaced_revoked_and_outlives_a_rebuild(office: Installation) -> None:
    first = office.run("extend", "0101", *IN, "--until", "2019-11-04", *BY)
    second = office.run("extend", "0101", *IN, "--until", "2019-11-15", *BY)
    rebuilt = office.run("process", "--all", "--apply")
    standing = find_row(office, "0101")["standing"]
    revoked = office.run("extend", "0101", *IN, "--revoke", *BY)

    assert_done(first, second, rebuilt, revoked)
    assert "før: 4. november 2019" in second.out
    assert "Intet ændrer sig." in rebuilt.out
    assert standing == "on_time"
    assert find_row(office, "0101")["standing"] == "late"


def test_municipality_with_more_time_and_no_reply_is_extended(office: Installation) -> None:
    done = office.run("extend", "0751", *IN, "--until", "2999-01-01", *BY)

    assert_done(done)
    assert find_row(office, "0751")["standing"] == "extended"


def test_consultation_is_followed_after_its_last_extension(office: Installation, letters: Letters) -> None:
    mail = office.folder / "aarhus.eml"
    mail.write_bytes(letters.reply("0751", "2020-02-14 12:05"))

    extended = office.run("extend", "0751", *IN, "--until", "2020-02-15", *BY)
    imported = office.run("import", "--mailbox", "FLJE", str(mail))

    assert_done(extended, imported)
    assert find_row(office, "0751")["standing"] == "on_time"


def test_extension_beyond_the_configured_close_is_warned_of(office: Installation) -> None:
    text = office.config.read_text(encoding="utf-8")
    office.config.write_text(f"{text}\ncloses = 2019-12-01\n", encoding="utf-8")

    done = office.run("extend", "0751", *IN, "--until", "2019-12-24", *BY)

    assert_done(done)
    assert "efteraar closes on 2019-12-01" in done.err


def test_excused_municipality_is_not_asked_until_it_is_asked_again(office: Installation) -> None:
    excused = office.run("excuse", "0751", *IN, *BY, "--reason", "Kommunen har ingen udvalg")
    standing = find_row(office, "0751")["standing"]
    rebuilt = office.run("process", "--all", "--apply")
    kept = find_row(office, "0751")["standing"]
    revoked = office.run("excuse", "0751", *IN, *BY, "--revoke")

    assert_done(excused, rebuilt, revoked)
    assert "Aarhus Kommune er ikke længere blandt de hørte" in excused.out
    assert (standing, kept, find_row(office, "0751")["standing"]) == ("not_asked", "not_asked", "missing")


def test_excuse_leaves_a_counted_reply_and_says_that_it_weighs_more(office: Installation) -> None:
    excused = office.run("excuse", "0461", *IN, *BY, "--reason", "Sammenlægning")

    assert_done(excused)
    assert "talt med, og det vejer tungere" in excused.out
    assert find_row(office, "0461")["standing"] == "on_time"


def test_letter_is_registered_shown_and_taken_back(office: Installation) -> None:
    letter = office.folder / "Høringssvar fra Randers.txt"
    letter.write_text("Byrådet i Randers bakker op om de ti kerneværdier.", encoding="utf-8")

    registered = office.run(
        "register", "0730", *IN, "--received", "2019-11-01", *BY, "--reason", "Kom med posten", str(letter)
    )
    message = find_message(office, "0730")
    again = office.run("register", "0730", *IN, "--received", "2019-11-01", "--by", "Bo", str(letter))
    rebuilt = office.run("process", "--all")
    ledger, verified = office.run("ledger", "--format", "json"), office.run("verify")
    standing = find_row(office, "0730")["standing"]
    undone = office.run("undo", str(message["id"]))

    assert_done(registered, again, rebuilt, ledger, verified, undone)
    assert "Regnet for modtaget 01.11.2019 12.00." in registered.out
    assert (message["state"], message["received_by"], message["sources"]) == (
        "counted",
        "person",
        ["registreret af Anne Jensen"],
    )
    assert [a["filename"] for a in message["attachments"]] == [letter.name]
    assert "ti kerneværdier" in message["text"]
    assert f"allerede registreret som mail {message['id']}" in again.out
    assert "Intet ændrer sig." in rebuilt.out
    assert json.loads(ledger.out)["FLJE"]["mails"] == 3
    assert (standing, find_row(office, "0730")["standing"]) == ("on_time", "missing")


def test_second_who_decides_is_told_what_the_first_said(office: Installation) -> None:
    number = str(find_message(office, "0461")["id"])

    first = office.run("decide", number, "--kind", "other", "--by", "Anne", "--reason", "Privat mail")
    second = office.run("decide", number, "--municipality", "0461", "--by", "Bo")

    assert_done(first, second)
    assert "Decided before, by Anne" in second.err
    assert 'other, because "Privat mail"' in second.err
    assert find_row(office, "0461")["standing"] == "on_time"


def test_rebuild_tells_what_would_move_and_writes_it_only_when_told(office: Installation) -> None:
    office.config.write_text(
        office.config.read_text(encoding="utf-8").replace("2019-11-01", "2019-11-06"), encoding="utf-8"
    )

    shown = office.run("process", "--all")
    before = find_row(office, "0101")["standing"]
    applied = office.run("process", "--all", "--apply")

    assert_done(shown, applied)
    assert "flyttet: 2" in shown.out.replace("\n", " ")
    assert (before, find_row(office, "0101")["standing"]) == ("late", "on_time")
    assert "uændret: 2" in office.run("process", "--all").out


def test_decision_on_a_consultation_that_is_no_longer_configured_is_listed_and_left(office: Installation) -> None:
    number = str(find_message(office, "0461")["id"])
    decided = office.run("decide", number, "--municipality", "0461", "--consultation", "foraar", *BY)
    text = office.config.read_text(encoding="utf-8")
    head, _, rest = text.partition('[[consultations]]\nid = "foraar"')
    office.config.write_text(head + rest[rest.index("[[consultations]]") :], encoding="utf-8")

    rebuilt = office.run("process", "--all", "--apply")

    assert_done(decided)
    assert rebuilt.status == 1
    assert f"Message {number} could not be judged anew, and stays as it is." in rebuilt.err
    assert "'foraar'" in rebuilt.err
    assert find_message(office, "0461")["consultation"] == "foraar"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["extend", "0999", *IN, "--until", "2019-11-08", *BY], "'0999' is no municipality's code"),
        (["extend", "0461", "--consultation", "nope", "--until", "2019-11-08", *BY], "efteraar"),
        (["extend", "0461", *IN, "--until", "2019-11-01", *BY], "the deadline of efteraar is 2019-11-01"),
        (["extend", "0461", *IN, "--until", "2019-02-30", *BY], "2019-02-30"),
        (["extend", "0461", *IN, "--until", "8/11", *BY], "write it as 2019-11-15"),
        (["extend", "0461", *IN, *BY], "--until DATE or --revoke"),
        (["extend", "0461", *IN, "--until", "2019-11-08", "--revoke", *BY], "--until DATE or --revoke"),
        (["extend", "0461", *IN, "--revoke", *BY], "no extension"),
        (["extend", "0461", *IN, "--until", "2019-11-08", "--by", " "], "--by"),
        (["excuse", "0461", *IN, *BY], "--reason"),
        (["excuse", "0461", *IN, *BY, "--revoke"], "not excused"),
        (["excuse", "461", *IN, *BY, "--reason", "x"], "'461'"),
        (["register", "0999", *IN, "--received", "2019-11-01", *BY], "'0999' is no municipality's code"),
        (["register", "0730", *IN, "--received", "2999-11-01", *BY], "still to come"),
        (["register", "0730", *IN, "--received", "2019-06-27", *BY], "opens on 2019-06-28"),
        (["register", "0730", *IN, "--received", "i går", *BY], "i går"),
        (["register", "0730", *IN, "--received", "2019-11-01", *BY, "missing.pdf"], "missing.pdf"),
        (["register", "0730", *IN, "--received", "2019-11-01", *BY, "--kind", "question"], "no reply"),
        (["decide", "1", "--kind", "question", "--state", "counted", *BY], "cannot be counted"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(imported: Installation, arguments: list[str], word: str) -> None:
    done = imported.run(*arguments)

    assert done.status == 2
    assert word in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_what_is_refused_changes_nothing(office: Installation) -> None:
    before = (office.ask("messages"), office.ask("status", *IN)["municipalities"])

    refused = [
        office.run("extend", "0101", *IN, "--until", "2019-11-01", *BY),
        office.run("excuse", "0751", *IN, *BY),
        office.run("register", "0730", *IN, "--received", "2019-11-01", *BY, "missing.pdf"),
    ]

    assert [done.status for done in refused] == [2, 2, 2]
    assert (office.ask("messages"), office.ask("status", *IN)["municipalities"]) == before


def test_who_counts_a_mail_from_before_the_consultation_opened_is_told(office: Installation, letters: Letters) -> None:
    (office.folder / "tidlig.eml").write_bytes(letters.reply("0751", "2019-06-20 12:05"))
    assert_done(office.run("import", "--mailbox", "FLJE", str(office.folder / "tidlig.eml")))
    message = str(max(one["id"] for one in office.ask("messages")))

    done = office.run("decide", message, "--municipality", "0751", "--kind", "response", *IN, *BY)

    assert_done(done)
    assert "came before the consultation efteraar opened on 2019-06-28" in done.err


def test_an_empty_mail_keeps_no_rebuild_from_ending_well_nor_once_it_was_settled(office: Installation) -> None:
    (office.folder / "tom.eml").write_bytes(b"")
    office.run("import", "--mailbox", "FLJE", str(office.folder / "tom.eml"))
    message = str(max(one["id"] for one in office.ask("messages")))

    first = office.run("process", "--all", "--apply")
    settled = office.run("decide", message, "--kind", "other", "--state", "set_aside", *BY)
    second = office.run("process", "--all", "--apply")

    assert_done(first, settled, second)
    assert f"Message {message} could not be judged anew, and stays as it is. The mail is empty." in first.err
    assert next(one["state"] for one in office.ask("messages") if str(one["id"]) == message) == "set_aside"


def test_a_letter_is_not_taken_in_as_if_it_were_a_mail(office: Installation) -> None:
    letter = office.folder / "svar.docx"
    letter.write_bytes(b"PK\x03\x04 and what a letter is made of")
    before = len(office.ask("messages"))

    done = office.run("import", "--mailbox", "FLJE", str(letter))

    assert done.status == 1
    assert "svar.docx: it is a document and not a mail" in done.err
    assert "kommunesvar register" in done.err
    assert len(office.ask("messages")) == before
