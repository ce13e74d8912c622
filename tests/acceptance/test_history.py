"""The record of what people have done: nothing in it is ever changed."""

from pathlib import Path

from tests.acceptance.conftest import Letters
from tests.installation import Installation

IN = ("--consultation", "efteraar")


def test_every_act_is_listed_with_who_when_what_held_before_and_after_and_why(
    installation: Installation, letters: Letters, tmp_path: Path
) -> None:
    mail = tmp_path / "odense.eml"
    mail.write_bytes(letters.reply("0461", "2019-10-30 12:05"))
    acts = [
        ("import", "--mailbox", "FLJE", str(mail)),
        ("decide", "1", "--kind", "other", "--by", "Anne", "--reason", "Privat mail"),
        ("undo", "1", "--by", "Bo", "--reason", "Det var et svar"),
        ("extend", "0101", *IN, "--until", "2019-11-08", "--by", "Ida"),
        ("extend", "0101", *IN, "--until", "2019-11-15", "--by", "Ida", "--reason", "udvalgsmøde"),
        ("extend", "0101", *IN, "--revoke", "--by", "Eva", "--reason", "alligevel ikke"),
        ("excuse", "0751", *IN, "--by", "Ole", "--reason", "ingen udvalg"),
    ]

    done = [installation.run(*act) for act in acts]
    listed, table = installation.ask("history", *IN), installation.run("history")

    assert [one.status for one in done] == [0] * len(acts), "".join(one.err for one in done)
    decision, undo, first, second, *revoked, excuse = listed
    assert (decision["by"], decision["reason"], decision["message"]) == ("Anne", "Privat mail", 1)
    assert (decision["before"]["state"], decision["after"]["state"]) == ("counted", "set_aside")
    assert (undo["by"], undo["before"]["state"], undo["after"]["municipalities"]) == ("Bo", "set_aside", ["0461"])
    assert (first["before"], first["after"]) == (None, "2019-11-08")
    assert (second["before"], second["after"], second["reason"]) == ("2019-11-08", "2019-11-15", "udvalgsmøde")
    assert {(act["kind"], act["by"], act["reason"]) for act in revoked} == {
        ("extension_revoked", "Eva", "alligevel ikke")
    }
    assert (excuse["kind"], excuse["municipality"], excuse["by"]) == ("excuse", "0751", "Ole")
    assert table.status == 0
    assert "udsættelse" in table.out
