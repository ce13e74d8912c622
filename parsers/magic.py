"""What a file is, by its first octets and never by its name."""

import binascii
import re
import struct
from dataclasses import dataclass

from parsers.ooxml.torn_zip import EntryUnreadable, find_entries, inflate
from parsers.outlook import compound


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the format that reads it, the usual ending of its name, and its media type."""

    format: str
    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
UNKNOWN = FileKind("unknown", "bin", "application/octet-stream")
EMPTY = FileKind("empty", "bin", "application/octet-stream")
WORD_XML = FileKind("word_xml", "xml", "application/xml")
PLAIN_TEXT = FileKind("plain_text", "txt", "text/plain")
HTML = FileKind("html", "html", "text/html")
DOCX = FileKind("docx", "docx", _OFFICE + "wordprocessingml.document")
PDF = FileKind("pdf", "pdf", "application/pdf")
EML = FileKind("eml", "eml", "message/rfc822")
ZIP = FileKind("zip", "zip", "application/zip")
OLE = FileKind("ole", "ole", "application/x-ole-storage")
ENCRYPTED_OFFICE = FileKind("encrypted_office", "docx", "application/x-ole-storage")
BITMAP = FileKind("image", "bmp", "image/bmp")
PGP = FileKind("pgp", "asc", "application/pgp-encrypted")
P7M = FileKind("p7m", "p7m", "application/pkcs7-mime")
MSG = FileKind("msg", "msg", "application/vnd.ms-outlook")
TNEF = FileKind("tnef", "dat", "application/ms-tnef")

# Where a signature stands, what it is, and the kind.
_SIGNATURES: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", FileKind("image", "png", "image/png")),
    (0, b"\xff\xd8\xff", FileKind("image", "jpg", "image/jpeg")),
    (0, b"GIF87a", FileKind("image", "gif", "image/gif")),
    (0, b"GIF89a", FileKind("image", "gif", "image/gif")),
    (0, b"II*\0", FileKind("image", "tif", "image/tiff")),
    (0, b"MM\0*", FileKind("image", "tif", "image/tiff")),
    (0, b"\xd7\xcd\xc6\x9a", FileKind("metafile", "wmf", "image/wmf")),
    (0, b"ActiveMime", FileKind("activemime", "mso", "application/x-mso")),
    (0, b"{\\rt", FileKind("rtf", "rtf", "application/rtf")),
    (0, b"\x78\x9f\x3e\x22", TNEF),
    (0, b"Rar!\x1a\x07", FileKind("rar", "rar", "application/vnd.rar")),
    (0, b"7z\xbc\xaf\x27\x1c", FileKind("seven_zip", "7z", "application/x-7z-compressed")),
    (0, b"\x1f\x8b", FileKind("gzip", "gz", "application/gzip")),
    (0, b"\xfd7zXZ\0", FileKind("xz", "xz", "application/x-xz")),
    (4, b"1AY&SY", FileKind("bzip2", "bz2", "application/x-bzip2")),
    (0, b"MSCF\0\0\0\0", FileKind("cabinet", "cab", "application/vnd.ms-cab-compressed")),
    (0, b"-----BEGIN PGP MESSAGE-----", PGP),
    (8, b"WEBP", FileKind("image", "webp", "image/webp")),
    (0, b"II+\0", FileKind("image", "tif", "image/tiff")),
    (0, b"MM\0+", FileKind("image", "tif", "image/tiff")),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", FileKind("image", "jp2", "image/jp2")),
    (0, b"\xff\x4f\xff\x51", FileKind("image", "j2k", "image/jp2")),
    (4, b"ftypavif", FileKind("image", "avif", "image/avif")),
    (4, b"ftyphe", FileKind("heic", "heic", "image/heic")),
    (4, b"ftypmif1", FileKind("heic", "heic", "image/heic")),
    (40, b" EMF", FileKind("metafile", "emf", "image/emf")),
    (257, b"ustar", FileKind("tar", "tar", "application/x-tar")),
)
# Entries of a zip's directory that tell what it is, each with the format that it stands for.
_ZIP_FAMILY: tuple[tuple[bytes, FileKind], ...] = (
    (b"xl/workbook", FileKind("xlsx", "xlsx", _OFFICE + "spreadsheetml.sheet")),
    (b"ppt/presentation", FileKind("pptx", "pptx", _OFFICE + "presentationml.presentation")),
)
ODT = FileKind("odt", "odt", _ODF + "text")
_ODF_FAMILY = (
    ODT,
    FileKind("odt", "ods", _ODF + "spreadsheet"),
    FileKind("odt", "odp", _ODF + "presentation"),
    FileKind("odt", "odg", _ODF + "graphics"),
)
XLS = FileKind("xls", "xls", "application/vnd.ms-excel")
_OLE_FAMILY: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", FileKind("doc", "doc", "application/msword")),
    ("__properties_version1.0", MSG),
    ("Workbook", XLS),
    ("Book", XLS),  # Excel 5 and 95
    ("PowerPoint Document", FileKind("ppt", "ppt", "application/vnd.ms-powerpoint")),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 1024
_SAMPLE = 64 * 1024
_PDF = re.compile(rb"%PDF-\d")
_FLAT_WORD = (b"schemas.microsoft.com/office/word/2003/wordml", b"schemas.microsoft.com/office/2006/xmlPackage")
_FLAT_ODF = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_CONTENT_TYPES = b"[Content_Types].xml"
# The directory of a zip: its entries, and what stands behind the last (APPNOTE 4.3.12, 4.3.16).
_DIRECTORY_END = struct.Struct("<4s4H2IH")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LONGEST_COMMENT = 0xFFFF
# ContentInfo (RFC 5652 §3): a sequence that begins with an identifier below pkcs7 or below S/MIME's content types.
_CMS = re.compile(
    rb"\x30(?:\x80|[\x00-\x7f]|\x81.|\x82..|\x83...|\x84....)"
    rb"\x06(?:\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x01-\x06]|\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01[\x09\x17])",
    re.DOTALL,
)
_CMS_ARMOUR = re.compile(rb"-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA|SIGNED MESSAGE)-----")
_BASE64_SEQUENCE = re.compile(rb"M[IEBC][A-Za-z0-9+/\r\n]{60}")
_HEADER_LINES = re.compile(rb"(?:[!-9;-~]{1,76}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,50}){2}")
_MBOX_LINE = re.compile(rb">?From [^\n]{1,200}\n")
_MAIL_HEADER = re.compile(rb"^(?:from|received|date|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
_LETTER_HEADER = re.compile(
    rb"^(from|received|date|message-id|return-path|subject|to|mime-version|delivered-to|x-mailer|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER_HEADERS = 3


def find_kind(data: bytes) -> FileKind:
    """Find what the octets are; UNKNOWN for what is neither a known format nor text."""
    if not data:
        return EMPTY
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK")):
        return _find_zip_kind(data)
    return _find_ole_kind(data) if data.startswith(compound.SIGNATURE) else _find_by_signature(data)


def _find_by_signature(data: bytes) -> FileKind:
    for at, signature, kind in _SIGNATURES:
        if data.startswith(signature, at):
            return kind
    if data.startswith(b"BM") and data[6:10] == bytes(4):  # and not "BM har ingen bemærkninger"
        return BITMAP
    if _is_cms(data):
        return P7M
    if _PDF.search(data, 0, _HEAD):  # it may stand behind other octets, and in a short mail a PDF may stand
        return EML if _is_letter(data) else PDF
    return _find_text_kind(data)


def is_outlook_file(data: bytes) -> bool:
    """Say whether octets are a mail as Outlook saves it."""
    return data.startswith(compound.SIGNATURE) and _find_ole_kind(data) is MSG


def _find_ole_kind(data: bytes) -> FileKind:
    """Find the kind by the root; of a broken file, by any name in it."""
    # Names differ in case from writer to writer, and mean the same ([MS-CFB] §2.6.4).
    if names := {name.casefold() for name in compound.list_root_names(data)}:
        return next((kind for name, kind in _OLE_FAMILY if name.casefold() in names), OLE)
    return next((kind for name, kind in _OLE_FAMILY if name.encode("utf-16-le") in data), OLE)


def _find_zip_kind(data: bytes) -> FileKind:
    names = _find_zip_directory(data)
    if b"content.xml" in names and (b"META-INF/manifest.xml" in names or b"mimetype" in names):
        return _find_open_kind(data)
    if _CONTENT_TYPES in names:
        # Word writes its main part anywhere it likes; the package's relationships will tell.
        return next((kind for name, kind in _ZIP_FAMILY if name in names and b"word/" not in names), DOCX)
    return ZIP


def _find_open_kind(data: bytes) -> FileKind:
    """Find the kind of an OpenDocument file by its entry ``mimetype``, wherever and however it stands."""
    entries = (entry for entry in find_entries(data) if entry.name == "mimetype" and not entry.encrypted)
    entry = next(entries, None)
    try:
        said = inflate(data, entry, _HEAD).data.decode("ascii", "replace") if entry else ""
    except EntryUnreadable:
        said = ""
    return next((kind for kind in _ODF_FAMILY if said.startswith(kind.media_type)), ODT)


def _find_zip_directory(data: bytes) -> bytes:
    """Return the octets that name the entries: a document packed in a zip names its own elsewhere.

    Without a directory, as in a file cut off on its way, all octets.
    """
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_COMMENT - _DIRECTORY_END.size))
    if at < 0 or len(data) - at < _DIRECTORY_END.size:
        return data
    size = _DIRECTORY_END.unpack_from(data, at)[5]
    directory = data[max(0, at - size) : at]
    return directory if directory.startswith(_DIRECTORY_ENTRY) else data


def _is_cms(data: bytes) -> bool:
    """Say whether octets are a signed or enveloped letter (RFC 5652), in DER, BER, PEM or bare base64."""
    if _CMS.match(data) or _CMS_ARMOUR.match(data):
        return True
    if not _BASE64_SEQUENCE.match(data):
        return False
    begin = data[:_HEAD].translate(None, b"\r\n \t")[:64]
    try:
        return bool(_CMS.match(binascii.a2b_base64(begin)))
    except binascii.Error:
        return False


def _find_text_kind(data: bytes) -> FileKind:
    if not looks_like_text(data):
        return UNKNOWN
    head = data[: _HEAD * 4].lstrip(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return HTML
    if head.startswith(b"<?xml") and _FLAT_ODF in head:
        return ODT
    if head.startswith(b"<?xml") and any(mark in head for mark in _FLAT_WORD):
        return WORD_XML
    return EML if _is_letter(data) else PLAIN_TEXT


def _is_letter(data: bytes) -> bool:
    """Say whether a text begins as only a mail does: with three of its headers, in a block of their own."""
    head = data[: _HEAD * 16]
    if not has_mail_header(head):
        return False
    block = head.replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")[0]
    return len({name.lower() for name in _LETTER_HEADER.findall(block)}) >= _LETTER_HEADERS


def has_mail_header(data: bytes) -> bool:
    """Say whether octets begin with header lines, one of which stands in mails only."""
    head = data[: _HEAD * 16].lstrip(b"\r\n")
    if mbox := _MBOX_LINE.match(head):
        head = head[mbox.end() :]
    match = _HEADER_LINES.match(head)
    return bool(match and _MAIL_HEADER.search(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]))


def looks_like_text(data: bytes) -> bool:
    """Say whether octets can be read as text: no controls but those of lines, or a UTF-16 mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in data[:_SAMPLE]:
        return _is_utf16(data[:_SAMPLE])
    return _count_controls(data) * 100 <= min(len(data), _SAMPLE)


def _is_utf16(sample: bytes) -> bool:
    """Say whether octets are Latin letters in UTF-16 without a mark: each second one is zero."""
    low, high = sorted((sample[::2], sample[1::2]), key=lambda octets: octets.count(0))
    return high.count(0) * 10 >= len(high) * 9 and _count_controls(low) * 100 <= len(low)


def is_mostly_text(data: bytes) -> bool:
    """Say whether octets that are declared to be text may pass for it: fewer than one control in ten."""
    return _count_controls(data) * 10 < min(len(data), _SAMPLE)


def _count_controls(data: bytes) -> int:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS))


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
