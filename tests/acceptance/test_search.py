"""Somebody looks for what a municipality has written."""

from pathlib import Path

from tests.acceptance.conftest import Letters
from tests.builders import build_raw
from tests.installation import Installation


def take_in(installation: Installation, folder: Path, letters: Letters) -> None:
    folder.mkdir()
    (folder / "1.eml").write_bytes(letters.reply("0461", "2019-10-30 12:05"))
    body = "Hermed svar. Vi vil gerne nævne hjemmeplejens \x1b[31mrolle\x1b[0m i Århus Kommune.\n"
    (folder / "2.eml").write_bytes(build_raw(body, sender="Ida Bæk <ida@aarhus.dk>", subject="Svar fra byrådet"))
    assert installation.run("import", "--mailbox", "FLJE", str(folder)).status == 0


def test_mails_are_found_by_what_they_and_their_attachments_say(
    installation: Installation, letters: Letters, tmp_path: Path
) -> None:
    take_in(installation, tmp_path / "mails", letters)

    both = installation.ask("search", "kommunens")
    one = installation.ask("search", "hjemmepleje", "aarhus")
    excluded = installation.ask("search", "kommune", "--municipality", "0461")

    assert (both["total"], len(both["hits"])) == (2, 2)
    (hit,) = one["hits"]
    (passage,) = hit["passages"]
    assert (hit["subject"], hit["found_in"], passage["in"]) == ("Svar fra byrådet", ["sender", "body"], "body")
    assert [passage["text"][start:end] for start, end in passage["marked"]] == ["hjemmeplejens", "Århus"]
    assert [hit["municipalities"] for hit in excluded["hits"]] == [["0461"]]


def test_what_was_found_is_shown_where_it_stands(installation: Installation, letters: Letters, tmp_path: Path) -> None:
    take_in(installation, tmp_path / "mails", letters)

    found, nothing = installation.run("search", "hjemmepleje"), installation.run("search", "hjemmepleje -århus")

    assert "mailens tekst: Hermed svar. Vi vil gerne nævne hjemmeplejens" in found.out
    assert "1 mail fundet." in found.out
    assert "\x1b[31m" not in found.out
    assert (nothing.status, nothing.out.strip()) == (0, "Ingen mails indeholder det, der er søgt efter.")


def test_mistakes_are_told_in_a_sentence(installation: Installation) -> None:
    asked = {
        "No municipality has the code '9999'": ("--municipality", "9999"),
        "No consultation has the id 'sommer'": ("--consultation", "sommer"),
        "'i går' is no day": ("--since", "i går"),
    }

    told = {sentence: installation.run("search", "svar", *options) for sentence, options in asked.items()}

    assert [done.status for done in told.values()] == [2, 2, 2]
    assert [sentence for sentence, done in told.items() if sentence not in done.err] == []
