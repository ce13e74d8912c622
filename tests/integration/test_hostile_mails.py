"""A mail made to hurt costs some seconds, and the next mail is read."""

import time
from collections.abc import Iterator

import pytest

from parsers.fence import FencedReader
from parsers.limits import Limits
from tests.hostile_mails import HOSTILE_MAILS

MAIL = b"From: Ole <ole@odense.dk>\r\nSubject: Svar\r\n\r\nVi svarer ja.\r\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[FencedReader]:
    with FencedReader(workers=1) as fenced:
        yield fenced


@pytest.mark.parametrize("name", HOSTILE_MAILS)
def test_hostile_mail_is_read_within_ten_seconds_by_a_child_that_lives_on(reader: FencedReader, name: str) -> None:
    data = HOSTILE_MAILS[name]()
    begun = time.monotonic()

    mail = reader.parse_mail(data)

    assert time.monotonic() - begun < 10
    assert mail.body or mail.files
    # Beside the files, the texts of the letters among them are listed.
    assert len(mail.files) <= 2 * Limits().mail_parts + 1
    assert reader.parse_mail(MAIL).body == "Vi svarer ja."
