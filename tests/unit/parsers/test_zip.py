"""Zips as people pack them: what is in them, under its name, and what cannot be had."""

import io
import struct
import zipfile
import zlib

import pytest

from domain.message import Verdict
from parsers import magic
from parsers.containers import ContainerClosed
from parsers.formats.zip import FORMAT, find_name
from parsers.limits import Limits
from tests.word_files import build_docx, paragraph


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def list_verdicts(data: bytes, limits: Limits | None = None) -> list[tuple[str, Verdict | None]]:
    return [(member.filename, member.verdict) for member in FORMAT.unpack(data, limits or Limits()).members]


def entry(octets: bytes, *, flags: int = 0, extra: bytes = b"") -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(octets.decode("utf-8" if flags else "cp437"))
    info.flag_bits, info.extra = flags, extra
    return info


@pytest.mark.parametrize("octets", ["Høringssvar fra Ærø.docx".encode(codec) for codec in ("utf-8", "cp850", "cp1252")])
def test_danish_name_is_read_however_it_was_packed(octets: bytes) -> None:
    name = find_name(entry(octets))

    assert name == "Høringssvar fra Ærø.docx"


def test_name_that_says_it_is_utf8_is() -> None:
    name = find_name(entry("Ærø.docx".encode(), flags=0x800))

    assert name == "Ærø.docx"


def test_name_in_the_extra_field_goes_before_the_old_one() -> None:
    field = b"\1" + struct.pack("<I", zlib.crc32(b"_r_.docx")) + "Ærø.docx".encode()

    name = find_name(entry(b"_r_.docx", extra=struct.pack("<HH", 0x7075, len(field)) + field))

    assert name == "Ærø.docx"


def test_folders_are_part_of_the_name_and_no_files() -> None:
    data = pack({"svar/": b"", "svar/brev.txt": b"ja"})

    assert list_verdicts(data) == [("svar/brev.txt", None)]


def test_furniture_of_operating_systems_is_furniture() -> None:
    data = pack({"brev.txt": b"ja", "__MACOSX/._brev.txt": b"x", "a/.DS_Store": b"x", "a/Thumbs.db": b"x"})

    verdicts = list_verdicts(data)

    assert [verdict for _, verdict in verdicts] == [None, Verdict.INLINE, Verdict.INLINE, Verdict.INLINE]
    assert FORMAT.unpack(data, Limits()).complete


def test_locked_file_is_told_and_the_others_are_read() -> None:
    data = bytearray(pack({"laast.txt": b"hemmeligt", "aaben.txt": b"ja"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1

    unpacked = FORMAT.unpack(bytes(data), Limits())

    assert [(m.filename, m.verdict, m.data) for m in unpacked.members] == [
        ("laast.txt", Verdict.ENCRYPTED, b""),
        ("aaben.txt", None, b"ja"),
    ]
    assert not unpacked.complete


def test_damaged_file_is_told_and_the_others_are_read() -> None:
    data = pack({"a.txt": b"forkert", "b.txt": b"ja"}, zipfile.ZIP_STORED).replace(b"forkert", b"fxrkert")

    assert list_verdicts(data) == [("a.txt", Verdict.CORRUPT), ("b.txt", None)]


def test_zip_cut_off_on_its_way_gives_what_arrived() -> None:
    whole = pack({"a.txt": b"Vi svarer ja", "b.txt": bytes(range(256)) * 9}, zipfile.ZIP_STORED)

    unpacked = FORMAT.unpack(whole[:1_500], Limits())

    assert [member.filename for member in unpacked.members] == ["a.txt", "b.txt"]
    assert unpacked.members[0].data == b"Vi svarer ja"
    assert not unpacked.complete


def test_zip_of_nothing_but_its_first_octets_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        FORMAT.unpack(b"PK\x03\x04" + bytes(10), Limits())


def test_bomb_is_not_inflated() -> None:
    data = pack({"bombe.txt": bytes(300_000_000), "svar.txt": b"ja"})

    assert list_verdicts(data) == [("bombe.txt", Verdict.TOO_LARGE), ("svar.txt", None)]


def test_zip_of_very_many_files_is_not_listed() -> None:
    data = pack({f"{n}": b"" for n in range(50)})

    with pytest.raises(ContainerClosed) as closed:
        FORMAT.unpack(data, Limits(parts=40))

    assert closed.value.verdict is Verdict.TOO_LARGE


def test_documents_packed_without_compression_make_no_document_of_their_zip() -> None:
    data = pack({"svar.docx": build_docx(paragraph("ja"))}, zipfile.ZIP_STORED)

    kind = magic.find_kind(data)

    assert kind is magic.ZIP
