"""Files of Office 97 and of Outlook made to hurt whoever opens them, each with the hurt for its name."""

import struct

from parsers.outlook import mapi
from parsers.outlook.compound import Storage, Stream, write_compound
from tests.hostile.noise import make_noise
from tests.outlook_files import attribute, build_msg, build_tnef, compress_rtf

_FAT, _FIRST_DIFAT, _DIFAT_START = 76, 68, 72
_END = 0xFFFFFFFE


def _write_doc(text: bytes = b"Vi svarer ja." * 2_000, block: bytes = b"") -> bytearray:
    """Return a Word file as far as catdoc needs one: its information block and its text."""
    head = bytearray(2_048)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", head, 10, 0x1200)
    struct.pack_into("<II", head, 24, 2_048, 2_048 + len(text))
    struct.pack_into("<i", head, 0x4C, len(text))
    head[0x9A : 0x9A + len(block)] = block
    return bytearray(write_compound((Stream("WordDocument", bytes(head) + text), Stream("1Table", bytes(8_192)))))


def loop_sectors() -> bytes:
    """Build a Word file whose chain of sectors never ends."""
    data = _write_doc()
    table = struct.unpack_from("<I", data, _FAT)[0]
    for sector in range(6):
        struct.pack_into("<I", data, (table + 1) * 4_096 + sector * 4, (sector + 1) % 6)
    at = data.index("WordDocument".encode("utf-16-le"))
    struct.pack_into("<Q", data, at + 120, 2_000_000_000)
    return bytes(data)


def loop_tables_of_sectors() -> bytes:
    """Build a Word file whose table of tables goes on in itself."""
    data = _write_doc()
    struct.pack_into("<II", data, _FIRST_DIFAT, 0, 0x7FFFFFFF)
    struct.pack_into("<I", data, 4_096 + 4_092, 0)
    return bytes(data)


def loop_siblings() -> bytes:
    """Build a directory whose entries are each other's siblings."""
    data = bytearray(write_compound(tuple(Stream(f"WordDocument{n}", b"x") for n in range(20_000))))
    at = data.index("WordDocument0".encode("utf-16-le"))
    for entry in range(2):
        struct.pack_into("<III", data, at + entry * 128 + 68, entry, 1 - entry, entry)
    return bytes(data)


def hold_itself_as_child() -> bytes:
    data = _write_doc()
    at = data.index("Root Entry".encode("utf-16-le"))
    struct.pack_into("<I", data, at + 76, 0)
    return bytes(data)


def claim_absurd_sectors() -> bytes:
    data = _write_doc()
    struct.pack_into("<H", data, 30, 31)
    return bytes(data)


def truncate_doc() -> bytes:
    return bytes(_write_doc())[:6_000]


def claim_absurd_text() -> bytes:
    """Build a Word file whose pieces are said to be as many and as long as numbers go."""
    places = struct.pack("<iI", 0, 0x7FFFFFFF) * 90
    return bytes(_write_doc(block=places))


def hold_noise_as_doc() -> bytes:
    return bytes(_write_doc(text=make_noise(5, 3_000_000), block=make_noise(9, 800)))


def hold_noise_as_xls() -> bytes:
    head = struct.pack("<HHHH4x", 0x0809, 8, 0x0600, 0x0005)
    strings = struct.pack("<HHII", 0x00FC, 8_224, 0x7FFFFFFF, 0x7FFFFFFF) + make_noise(6, 8_216)
    return write_compound((Stream("Workbook", head + strings + make_noise(10, 500_000)),))


def hold_noise_as_ppt() -> bytes:
    records = struct.pack("<HHI", 0x000F, 0x03E8, 0x7FFFFFFF) * 50_000
    streams = (Stream("PowerPoint Document", records + make_noise(7, 500_000)), Stream("Current User", bytes(64)))
    return write_compound(streams)


def nest_records_of_ppt(depth: int = 200_000) -> bytes:
    records = b"".join(struct.pack("<HHI", 0x000F, 0x03F0, (depth - n) * 8) for n in range(depth))
    return write_compound((Stream("PowerPoint Document", records), Stream("Current User", bytes(64))))


def spin_the_password() -> bytes:
    """Build a locked Word file whose password is to be hashed two milliard times."""
    told = '<encryption><keyEncryptors><keyEncryptor><encryptedKey spinCount="2147483647"/></keyEncryptor>'
    info = struct.pack("<HHI", 4, 4, 0x40) + told.encode()
    return write_compound((Stream("EncryptionInfo", info), Stream("EncryptedPackage", bytes(1_000_000))))


def nest_saved_mails(depth: int = 150) -> bytes:
    inner: Storage | Stream = Stream("__properties_version1.0", bytes(24))
    name = f"__substg1.0_{mapi.ATTACH_DATA:04X}{mapi.OBJECT:04X}"
    for _ in range(depth):
        inner = Storage("__attach_version1.0_#00000000", (Storage(name, (inner,)),))
    return write_compound((inner, Stream("__properties_version1.0", bytes(32))))


def attach_many_to_saved_mail(files: int = 5_000) -> bytes:
    return build_msg({mapi.SUBJECT: "Svar", mapi.BODY: "Vi svarer ja."}, [{mapi.ATTACH_DATA: b"x" * 100}] * files)


def lie_in_saved_mail() -> bytes:
    data = bytearray(build_msg({mapi.SUBJECT: "Svar", mapi.BODY: "Vi svarer ja." * 5_000}))
    at = data.index("__substg1.0_1000001F".encode("utf-16-le"))
    struct.pack_into("<Q", data, at + 120, 2**63)
    return bytes(data)


def lie_in_tnef() -> bytes:
    lying = struct.pack("<IHHI", 0x7FFFFFFF, mapi.BINARY, mapi.ATTACH_DATA, 0x7FFFFFFF)
    head = struct.pack("<IH", 0x223E9F78, 1)
    return head + attribute(1, 0x9003, lying) + struct.pack("<BHHI", 2, 0x9005, 6, 0xFFFFFFFF) + b"x" * 50_000


def bomb_rtf_in_tnef() -> bytes:
    body = (b"\xff" + b"\x00\x0f" * 8) * 1_000_000
    rtf = struct.pack("<4I", len(body) + 12, 0xFFFFFFFF, 0x75465A4C, 0) + body
    return build_tnef({mapi.RTF_COMPRESSED: rtf})


def nest_tnef(depth: int = 200) -> bytes:
    inner = build_tnef({mapi.BODY: "Vi svarer ja."})
    for _ in range(depth):
        inner = build_tnef({mapi.RTF_COMPRESSED: compress_rtf(b"{\\rtf1 a}")}, [{mapi.ATTACH_DATA: inner}])
    return inner


COMPOUNDS = (
    *(loop_sectors, loop_tables_of_sectors, loop_siblings, hold_itself_as_child, claim_absurd_sectors, truncate_doc),
    *(claim_absurd_text, hold_noise_as_doc, hold_noise_as_xls, hold_noise_as_ppt, nest_records_of_ppt),
    *(spin_the_password, nest_saved_mails, attach_many_to_saved_mail, lie_in_saved_mail, lie_in_tnef),
    *(bomb_rtf_in_tnef, nest_tnef),
)
