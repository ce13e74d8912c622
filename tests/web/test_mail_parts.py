"""What a mail brings, looked at and saved: nothing of it runs, leads anywhere, or writes where it should not."""

import hashlib
from pathlib import Path

import pytest

from domain.account import AccountRole
from tests.web.client import Client, open_client
from tests.web.mails import SVG, TRICKY_NAME, build_letter, build_rich_letter, take_in_letters
from tests.web.sample import HOSTILE, Sample

ACTIVE = (
    ".//*[self::script or self::style or self::iframe or self::form or self::input or self::svg or @href or @style]"
    " | .//@*[starts-with(name(), 'on')]"
)
"""What runs, leads somewhere, or looks as it pleases."""


@pytest.fixture
def rich(sample: Sample, tmp_path: Path) -> int:
    """The number of a mail that holds all that a mail can bring."""
    (number,) = take_in_letters(sample, tmp_path / "in", [build_rich_letter()])
    return number


def find_numbers(sample: Sample, message: int) -> dict[str, int]:
    """Return the place of each file by its name."""
    files = sample.program.messages.load_view(message).attachments
    return {file.filename: number for number, file in enumerate(files, start=1)}


def test_the_mail_in_its_frame_is_readable_and_harmless(reader: Client, rich: int) -> None:
    page = reader.get(f"/henvendelser/{rich}/mail")

    body = page.tree.xpath("//body")[0]
    assert "Vejle Kommune bakker op." in body.text_content()
    assert body.xpath(ACTIVE) == []
    assert "alert" not in page.response.text
    assert body.xpath("string(//p/@class)") == "fed farvet"
    assert "[https://evil.example/dokument]" in body.text_content()


def test_no_picture_in_the_frame_comes_from_elsewhere(reader: Client, rich: int) -> None:
    page = reader.get(f"/henvendelser/{rich}/mail")

    sources = page.find("//img/@src")

    assert [source.partition(",")[0] for source in sources] == ["data:image/png;base64"]


def test_the_frame_stands_in_our_own_pages_only_and_nothing_runs_in_it(reader: Client, rich: int) -> None:
    headers = reader.get(f"/henvendelser/{rich}/mail").response.headers

    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'self'", "sandbox", "form-action 'none'"} <= set(policy)
    assert not any(rule.startswith("script-src") for rule in policy)


@pytest.mark.parametrize("part", ["mail", "original", "bilag/1", "bilag/1/side"])
def test_without_the_original_that_is_said(reader: Client, sample: Sample, part: str) -> None:
    page = reader.get(f"/henvendelser/{sample.messages['on time']}/{part}")

    assert "Arkivet har ikke den oprindelige mail" in page.response.text


def test_the_original_is_saved_byte_for_byte(reader: Client, sample: Sample, tmp_path: Path) -> None:
    letter = build_letter(1)
    (number,) = take_in_letters(sample, tmp_path / "in", [letter])

    saved = reader.get(f"/henvendelser/{number}/original").response

    assert saved.content == letter
    assert saved.headers["content-disposition"].startswith(f'attachment; filename="henvendelse-{number}.eml"')


@pytest.mark.parametrize("name", ["tegning.svg", f"{HOSTILE}.html", TRICKY_NAME, "Høringssvar.pdf"])
def test_a_file_is_saved_and_never_shown(reader: Client, sample: Sample, rich: int, name: str) -> None:
    number = find_numbers(sample, rich)[name]

    headers = reader.get(f"/henvendelser/{rich}/bilag/{number}").response.headers

    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"].startswith("attachment; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]


def test_every_file_is_saved_as_it_came(reader: Client, sample: Sample, rich: int) -> None:
    files = sample.program.messages.load_view(rich).attachments

    saved = [reader.get(f"/henvendelser/{rich}/bilag/{number}") for number in range(1, len(files) + 1)]

    found = [hashlib.sha256(page.response.content).hexdigest() for page in saved]
    assert found == [file.sha256 for file in files]
    assert SVG in [page.response.content for page in saved]


def test_a_name_of_a_file_tells_no_lies_and_leads_nowhere(reader: Client, sample: Sample, rich: int) -> None:
    number = find_numbers(sample, rich)[TRICKY_NAME]

    disposition = reader.get(f"/henvendelser/{rich}/bilag/{number}").response.headers["content-disposition"]
    page = reader.get(f"/henvendelser/{rich}")

    assert disposition.isascii()
    assert not set("\\/\u202e") & set(disposition.partition("filename*")[0].replace("; ", ""))
    assert "%E2%80%AE" not in disposition
    assert "%5C" not in disposition
    assert "\u202e" not in page.response.text


@pytest.mark.parametrize("number", ["0", "99", "2147483648", "-1", "1/../../1", "..%2f1", "1%00"])
def test_a_file_that_is_not_there_is_not_found(reader: Client, rich: int, number: str) -> None:
    assert reader.get(f"/henvendelser/{rich}/bilag/{number}").status == 404


def test_the_first_page_of_a_document_is_a_picture_of_our_drawing(reader: Client, sample: Sample, rich: int) -> None:
    number = find_numbers(sample, rich)["Høringssvar.pdf"]

    picture = reader.get(f"/henvendelser/{rich}/bilag/{number}/side").response

    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert "sandbox" in picture.headers["content-security-policy"]


def test_what_is_no_page_is_not_drawn(reader: Client, sample: Sample, rich: int) -> None:
    number = find_numbers(sample, rich)["tegning.svg"]

    assert reader.get(f"/henvendelser/{rich}/bilag/{number}/side").status == 404


@pytest.mark.parametrize(
    "markup", ["<div>" * 200_000 + "Hej", "<p style='color:red'>ja</p>" * 60_000, "<table><b>" * 9_000]
)
def test_endless_markup_does_no_harm(reader: Client, sample: Sample, tmp_path: Path, markup: str) -> None:
    (number,) = take_in_letters(sample, tmp_path / "in", [build_letter(1, markup=markup)])

    page = reader.get(f"/henvendelser/{number}/mail")

    assert page.status == 200
    assert len(page.response.content) < 8_000_000


def test_an_endless_mail_makes_no_endless_page(reader: Client, sample: Sample, tmp_path: Path) -> None:
    words = "Vejle Kommune bakker op om de ti kerneværdier.\n" * 40_000
    (number,) = take_in_letters(sample, tmp_path / "in", [build_letter(1, words=words)])

    page = reader.get(f"/henvendelser/{number}")

    assert len(page.response.content) < 300_000
    assert "Kun begyndelsen er vist" in page.text


@pytest.mark.parametrize("part", ["", "/mail", "/original", "/bilag/1", "/bilag/1/side"])
def test_who_is_not_signed_in_sees_nothing(visitor: Client, rich: int, part: str) -> None:
    page = visitor.get(f"/henvendelser/{rich}{part}")

    assert page.leads_to.startswith("/log-paa")


def test_what_is_hostile_is_shown_as_words(sample: Sample, rich: int) -> None:
    editor = open_client(sample.program, sample.accounts[AccountRole.EDITOR])

    page = editor.get(f"/henvendelser/{rich}")

    assert HOSTILE not in page.response.text
    assert f"{HOSTILE}.html" in page.text
