"""Several mails of one municipality: which is first, what repeats, adds and replaces, and what standing follows."""

from typing import Any

import pytest

from tests.installation import Installation
from tests.verdicts.documents import write_document
from tests.verdicts.post import File, Post, at, build

LETTER = (
    "Høringssvar",
    "Børne- og Skoleudvalget har drøftet de kommunale kerneværdier på sit møde og takker for muligheden for at svare.",
    "Udvalget ser en klar sammenhæng mellem kommunens børne- og ungepolitik og værdierne, og støtter dem alle ti.",
    "Særligt værdi 3 om samarbejdet med forældrene har fyldt, og udvalget foreslår, at den også nævner dagtilbud.",
)
ADDED = (
    "Tillæg til høringssvaret",
    "Udvalget har set på værdierne igen og savner, at de unge selv bliver spurgt, før skolerne lægger planer for dem.",
    "Udvalget foreslår en årlig elevdag, hvor elever fra alle skoler mødes med udvalget.",
)
CORRECTED = tuple(line.replace("værdi 3", "værdi 4") for line in LETTER)
COVER = "Kære KL\n\nHermed fremsendes kommunens høringssvar, se vedhæftede fil.\n\nMed venlig hilsen\n{0}\nSekretær"
AGAIN = """Hej igen

Vi fik en fejlmeddelelse, så her er vores høringssvar igen, vedhæftet.

Venlig hilsen
Ib Lund
Afdelingschef

Denne mail kan indeholde fortrolige oplysninger."""
PROVISIONAL = """Kære KL

Hermed vores høringssvar. Der tages forbehold for byrådets godkendelse den 6. november.

Mvh
Per"""
CASES: dict[str, tuple[str, str, str, File]] = {
    "first": ("post@odense.dk", "2019-10-21 09:12", COVER.format("Ida Bach"), write_document("docx", LETTER)),
    "again": (
        "ib@odense.dk",
        "2019-10-22 10:03",
        AGAIN,
        write_document("docx", LETTER, "svar (2)"),
    ),
    "as_pdf": ("post@odense.dk", "2019-10-23 08:00", COVER.format("Ida Bach"), write_document("pdf", LETTER, "svar")),
    "more": (
        "post@odense.dk",
        "2019-10-28 12:00",
        "Kære KL\n\nVedhæftet er også et tillæg til vores høringssvar.\n\nMvh\nIda Bach",
        write_document("docx", ADDED, "Tillæg"),
    ),
    "corrected": (
        "post@odense.dk",
        "2019-11-04 09:00",
        "Kære KL\n\nVedhæftet er vores høringssvar, hvor en fejl er rettet.\n\nMvh\nIda Bach",
        write_document("docx", CORRECTED),
    ),
    "provisional": (
        "post@aarhus.dk",
        "2019-10-31 15:00",
        PROVISIONAL,
        write_document("docx", LETTER),
    ),
    "final": (
        "post@aarhus.dk",
        "2019-11-07 10:00",
        "Kære KL\n\nHermed det endelige høringssvar, som byrådet har godkendt.\n\nMvh\nPer Lund",
        write_document("docx", LETTER),
    ),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Books with all mails, taken in from the last to the first."""
    installation = Installation(tmp_path_factory.mktemp("several")).write()
    for number, (name, (sender, when, text, file)) in enumerate(reversed(CASES.items()), start=1):
        path = installation.folder / f"{number}-{name}.eml"
        post = Post(sender=sender, subject="Høringssvar", text=text, files=(file,), at=at(when))
        path.write_bytes(build(post, number))
        imported = installation.run("import", "--mailbox", "FLJE", str(path))
        assert imported.status == 0, imported.err
    return installation


@pytest.fixture(scope="module")
def mails(office: Installation) -> dict[str, Any]:
    """The messages by the names of their files."""
    messages = office.ask("messages")
    return {message["sources"][0].rpartition("-")[2].removesuffix(".eml"): message for message in messages}


def find_row(office: Installation, code: str, as_of: str) -> dict[str, Any]:
    rows = office.ask("status", "--consultation", "efteraar", "--as-of", as_of)["municipalities"]
    return next(row for row in rows if row["code"] == code)


def test_every_mail_is_counted_and_has_its_role(mails: dict[str, Any]) -> None:
    assert {name: (mail["state"], mail["role"]) for name, mail in mails.items()} == {
        "first": ("counted", "first"),
        "again": ("counted", "duplicate"),
        "as_pdf": ("counted", "duplicate"),
        "more": ("counted", "supplement"),
        "corrected": ("counted", "replacement"),
        "provisional": ("counted", "first"),
        "final": ("counted", "replacement"),
    }


def test_first_lists_the_routes_of_its_repetitions_and_each_says_what_it_stands_for(mails: dict[str, Any]) -> None:
    first = mails["first"]

    assert first["sources"] == [
        *first["sources"][:1],
        *(source for name in ("as_pdf", "again") for source in mails[name]["sources"]),
    ]
    of = {name: mail["replies"][0]["of"] for name, mail in mails.items()}
    assert of["again"] == of["as_pdf"] == of["corrected"] == first["id"]
    assert of["final"] == mails["provisional"]["id"]


def test_each_reply_says_why_it_is_in_time_and_which_committee_answers(mails: dict[str, Any]) -> None:
    on_time, late = mails["first"]["replies"][0], mails["corrected"]["replies"][0]

    assert on_time["time_reason"].startswith("modtaget 21. oktober 2019 kl. 09.12 af mx.kl.dk, fristen var 1. november")
    assert on_time["time_reason"].endswith(": rettidig")
    assert late["time_reason"].endswith("2 dage for sent")
    assert on_time["committee"] == "Børne- og Skoleudvalget"


def test_first_reply_in_time_keeps_its_date_whatever_comes_later(office: Installation, mails: dict[str, Any]) -> None:
    row = find_row(office, "0461", "2019-11-30")

    assert (row["standing"], row["first_reply_at"]) == ("on_time", "2019-10-21T07:12:00+00:00")
    own = [mail["id"] for name, mail in mails.items() if name not in {"provisional", "final"}]
    assert row["messages"] == sorted(own)


def test_provisional_until_the_final_one_came_and_both_are_kept(office: Installation) -> None:
    before, then, after = (find_row(office, "0751", day) for day in ("2019-10-30", "2019-11-06", "2019-11-07"))

    assert [row["standing"] for row in (before, then, after)] == ["missing", "on_time", "on_time"]
    assert [row["provisional"] for row in (before, then, after)] == [False, True, False]
    assert [len(row["messages"]) for row in (before, then, after)] == [0, 1, 2]


def test_municipality_counts_once_however_often_it_writes(office: Installation) -> None:
    counts = office.ask("status", "--consultation", "efteraar", "--as-of", "2019-11-30")["counts"]

    assert (counts["on_time"], counts["late"], sum(counts.values())) == (2, 0, 98)


def test_page_of_a_mail_tells_its_role_and_its_time(office: Installation, mails: dict[str, Any]) -> None:
    shown = office.run("show", str(mails["corrected"]["id"]))

    text = " ".join(shown.out.replace("│", " ").split())
    assert f"erstatter mail {mails['first']['id']}" in text
    assert "fristen var 1. november 2019: 2 dage for sent" in text
