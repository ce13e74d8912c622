"""Mails read at one go with their files: the same texts, and the same verdicts where one file is too much."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from domain.message import Verdict
from domain.reading_ports import KNOWN_BY
from intake.reading import MailReading
from parsers.fence import FencedReader
from parsers.limits import Limits
from parsers.programs.tools import Tools
from storage.database import Database
from storage.texts import SqlTextCache
from tests.builders import build_raw
from tests.hostile_files import HOSTILE_FILES
from tests.scanned_letters import save_picture, scan_letter
from tests.word_files import build_docx, paragraph

LETTER = build_docx(paragraph("Byrådet bakker op om de ti kerneværdier."))
NOT_QUICK = "texts.repeat_control_words"
"""Takes longer than any honest file, within a few megabytes."""


@pytest.fixture(scope="module")
def reader() -> Iterator[FencedReader]:
    with FencedReader(workers=1, limits=Limits(file_seconds=2), tools=Tools()) as fenced:
        yield fenced


def test_files_read_ahead_come_with_their_text_and_without_their_octets(reader: FencedReader) -> None:
    mail = build_raw(files=[("Høringssvar.docx", LETTER), ("Skan.png", save_picture(scan_letter("Ja"), "png"))])

    letter, scan = reader.parse_mail(mail, read_ahead=True).files

    assert letter.extracted is not None
    assert letter.extracted.text == "Byrådet bakker op om de ti kerneværdier."
    assert (letter.data, letter.size) == (b"", len(LETTER))
    assert (scan.extracted, scan.data[:4]) == (None, b"\x89PNG")


def test_mail_read_at_one_go_is_what_it_is_read_piece_by_piece(reader: FencedReader) -> None:
    files = [("Svar.docx", LETTER), ("tom.docx", b""), ("støj.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 40)]
    mail = build_raw(files=[*files, ("Skan.png", save_picture(scan_letter("Ja"), "png"))])

    at_one_go = MailReading(reader=reader, is_new=True).read(mail)

    assert at_one_go == MailReading(reader=reader).read(mail)


@pytest.mark.parametrize("name", ["compounds.loop_siblings", "pdfs.map_signs_to_novels", NOT_QUICK])
def test_file_that_is_too_much_costs_its_own_verdict_and_no_other(reader: FencedReader, name: str) -> None:
    mail = build_raw(files=[("Svar.docx", LETTER), ("ond", HOSTILE_FILES[name]()), ("Bilag.docx", LETTER)])

    first, hostile, last = MailReading(reader=reader, is_new=True).read(mail).attachments

    assert (first.extracted.verdict, last.extracted.verdict) == (Verdict.OK, Verdict.OK)
    assert hostile.extracted.verdict is not Verdict.EMPTY
    assert reader.parse_mail(build_raw()).body.startswith("Hermed høringssvar")


def test_files_that_are_known_are_left_unread_by_every_child() -> None:
    first, second = build_docx(paragraph("Første svar.")), build_docx(paragraph("Andet svar."))
    known: list[str] = []
    with FencedReader(workers=2, tools=Tools()) as reader:
        mail = build_raw(files=[("Et.docx", first), ("To.docx", second), ("Igen.docx", second)])

        def read() -> list[str | None]:
            files = reader.parse_mail(mail, read_ahead=True, list_known=lambda since: known[since:]).files
            return [file.extracted.text if file.extracted else None for file in files]

        assert read() == ["Første svar.", "Andet svar.", None]
        known.append(sha256(first).hexdigest()[:KNOWN_BY])
        assert read() == [None, "Andet svar.", None]
        known.append(sha256(second).hexdigest()[:KNOWN_BY])
        with ThreadPoolExecutor(2) as pool:
            assert [*pool.map(lambda _: read(), range(6))] == [[None, None, None]] * 6


def test_the_same_file_in_two_mails_is_read_once(database: Database) -> None:
    letter = build_docx(paragraph("Byrådet støtter værdierne."))
    texts, kept = SqlTextCache(database), SqlTextCache(database)
    mail = build_raw(files=[("Svar.docx", letter)])
    with FencedReader(workers=1, tools=Tools()) as reader:
        twice = build_raw(files=[("Svar.docx", letter), ("Kopi.docx", letter)])
        first, copy = MailReading(reader=reader, texts=texts, is_new=True).read(twice).attachments
        texts.flush()

        ahead = reader.parse_mail(mail, read_ahead=True, list_known=lambda at: kept.list_known(reader.version, at))
        (again,) = MailReading(reader=reader, texts=kept, is_new=True).read(mail).attachments

    assert ahead.files[0].extracted is None
    assert first.extracted == copy.extracted == again.extracted
    assert again.extracted.text == "Byrådet støtter værdierne."
