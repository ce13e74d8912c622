"""Text files in the charsets that Danish programs write."""

import pytest

from parsers.formats.plain_text import FORMAT
from parsers.limits import Limits
from parsers.magic import find_kind

LETTER = "Vi støtter æblerne på Ærø"


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "cp865"]
)
def test_letter_is_read_in_its_charset(charset: str) -> None:
    data = LETTER.encode(charset)

    text = FORMAT.extract(data, Limits()).text

    assert find_kind(data).format == "plain_text"
    assert text == LETTER


def test_quotation_marks_of_windows_are_no_letters_of_dos() -> None:
    data = "Det er ‘vores’ svar † og O’Briens".encode("cp1252")

    text = FORMAT.extract(data, Limits()).text

    assert text == "Det er ‘vores’ svar † og O’Briens"


def test_pages_stand_apart() -> None:
    text = FORMAT.extract(b"Side et\fSide to", Limits()).text

    assert text == "Side et\n\nSide to"


@pytest.mark.parametrize(
    "data", [b"a;b\n1;2\n", b"# Svar\n\n* ja\n", b"2019-10-30 INFO sendt\n"], ids=["csv", "md", "log"]
)
def test_text_by_any_name_is_text(data: bytes) -> None:
    kind = find_kind(data)

    assert kind.format == "plain_text"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"a\0" * 30 + b"\1\0" * 30], ids=["octets", "controls in pairs"]
)
def test_rubbish_is_no_text(data: bytes) -> None:
    kind = find_kind(data)

    assert kind.format == "unknown"
