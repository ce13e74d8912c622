"""What ``make fuzz`` found: each file is named by its fault, and stays mended."""

from pathlib import Path

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
