"""Folded runs of base64 come back to the octet, and what only looks like one stays."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.letters.folding import fold_base64
from parsers.mail import parse_mail

FILE = bytes(range(256)) * 40
LINES = base64.encodebytes(FILE)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_run_becomes_one_line_and_comes_back(end: bytes) -> None:
    mail = b"Subject: x\n\nHej\n" + LINES.replace(b"\n", end) + b"--b--\n"

    folded = fold_base64(mail)

    assert len(folded.data) < 200
    assert folded.unfold(folded.data) == mail


@given(st.lists(st.sampled_from([LINES, b"--b\n", b"\r\n", b"Hej\n", b"+folded/0\n", b"=\n", b"A" * 76 + b"\n"])))
def test_whatever_is_folded_comes_back(pieces: list[bytes]) -> None:
    mail = b"".join(pieces)

    folded = fold_base64(mail)

    assert folded.unfold(folded.data) == mail


@pytest.mark.parametrize("boundary", [b"\n--b--\n", b"\r\n--b--\r\n", b""])
def test_file_of_a_mail_is_the_same(boundary: bytes) -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf\n"
    mail = head + b"Content-Transfer-Encoding: base64\n\n" + LINES.rstrip() + boundary

    assert parse_mail(mail).files[0].data == FILE


def test_mail_that_holds_the_mark_itself_is_left_alone() -> None:
    mail = b"\n+folded/7\n" + LINES

    assert fold_base64(mail).data == mail


def test_run_behind_the_last_part_is_kept() -> None:
    mail = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHej\n--b--\n" + LINES

    assert LINES.decode().strip() in parse_mail(mail).quoted
