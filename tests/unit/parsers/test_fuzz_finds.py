"""What ``make fuzz`` found: each file is named by its fault, and stays mended."""

from pathlib import Path
from time import process_time

from parsers.frames import pack_mail
from parsers.mail import parse_mail

FINDS = Path(__file__).parents[2] / "corpus" / "finds"


def test_media_type_with_a_nul_is_told_without_it() -> None:
    mail = parse_mail((FINDS / "type-with-nul.eml").read_bytes())

    assert [file.media_type for file in mail.files] == ["application/pdf"]
    assert "\0" not in str(pack_mail(mail)[0])


def test_all_texts_of_an_only_alternative_are_read() -> None:
    mail = parse_mail((FINDS / "alternative-of-one-form.eml").read_bytes())

    assert mail.body == "Vi svarer ja.\n\nUdvalget har dog et forbehold."


def test_footer_is_found_behind_base64_with_blank_lines_around_it() -> None:
    mail = parse_mail((FINDS / "blank-lines-around-base64.eml").read_bytes())

    assert (mail.body, mail.quoted) == ("Vi svarer ja.", "Denne mail er scannet.")


def test_a_hundred_thousand_blank_lines_below_base64_take_no_time() -> None:
    raw = (FINDS / "blank-lines-around-base64.eml").read_bytes().partition(b"Denne")[0] + b"\n" * 100_000
    begun = process_time()

    mail = parse_mail(raw)

    assert process_time() - begun < 2
    assert mail.body == "Vi svarer ja."
