"""Files that stand in the text of a mail are taken out of it, and prose is not."""

import base64
import binascii

import pytest

from parsers.letters.uuencode import take_files

DATA = bytes(range(256)) * 2


def encode(data: bytes, name: str = "svar.doc") -> bytes:
    lines = (binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 %s\n%s`\nend\n" % (name.encode(), b"".join(lines))


def test_file_is_taken_out_and_the_words_around_it_stay() -> None:
    text, files = take_files(b"F\xc3\xb8r\n" + encode(DATA, "Høringssvar.doc") + b"Efter\n")

    assert text == b"F\xc3\xb8r\nEfter\n"
    assert [(file.filename, file.data, file.whole) for file in files] == [("Høringssvar.doc", DATA, True)]


def test_several_files_are_taken() -> None:
    text, files = take_files(encode(DATA, "a") + b"\n" + encode(DATA[:99], "b"))

    assert text.strip() == b""
    assert [(file.filename, len(file.data)) for file in files] == [("a", len(DATA)), ("b", 99)]


def test_file_in_base64_is_taken() -> None:
    encoded = b"begin-base64 644 svar.doc\n" + base64.encodebytes(DATA) + b"====\n"

    text, files = take_files(b"Hej\n" + encoded + b"Hilsen\n")

    assert (text, files[0].data) == (b"Hej\nHilsen\n", DATA)


def test_file_without_its_end_is_taken_as_far_as_it_goes() -> None:
    cut = encode(DATA)[:400]

    _, files = take_files(cut)

    assert DATA.startswith(files[0].data[:200])
    assert not files[0].whole


@pytest.mark.parametrize("trim", [b"\r\n", b"\n"])
def test_blanks_that_were_cut_from_the_ends_of_lines_are_no_fault(trim: bytes) -> None:
    lines = encode(bytes(100)).replace(b"`", b" ").split(b"\n")
    sent = trim.join(line.rstrip() for line in lines)

    _, files = take_files(sent)

    assert files[0].data == bytes(100)


@pytest.mark.parametrize(
    "text",
    [
        b"begin 644 aar efter\nVor mening er den samme.\nend\n",
        b"begin med det nye\n",
        b"Vi begynder:\nbegin 644 x\n\nIntet her.\n",
    ],
)
def test_prose_that_begins_with_begin_stays(text: bytes) -> None:
    kept, files = take_files(text)

    assert (kept, files) == (text, ())
