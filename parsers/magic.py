"""What a file is, by its first octets and never by its name."""

import re
from dataclasses import dataclass


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
PLAIN_TEXT = FileKind("plain_text", "txt", "text/plain")
HTML = FileKind("html", "html", "text/html")
DOCX = FileKind("docx", "docx", _OFFICE + "wordprocessingml.document")
PDF = FileKind("pdf", "pdf", "application/pdf")
EML = FileKind("eml", "eml", "message/rfc822")
ZIP = FileKind("zip", "zip", "application/zip")
OLE = FileKind("ole", "ole", "application/x-ole-storage")
ENCRYPTED_OFFICE = FileKind("encrypted_office", "docx", "application/x-ole-storage")
PGP = FileKind("pgp", "asc", "application/pgp-encrypted")

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileKind("image", "png", "image/png")),
    (b"\xff\xd8\xff", FileKind("image", "jpg", "image/jpeg")),
    (b"GIF87a", FileKind("image", "gif", "image/gif")),
    (b"GIF89a", FileKind("image", "gif", "image/gif")),
    (b"II*\0", FileKind("image", "tif", "image/tiff")),
    (b"MM\0*", FileKind("image", "tif", "image/tiff")),
    (b"BM", FileKind("image", "bmp", "image/bmp")),
    (b"{\\rt", FileKind("rtf", "rtf", "application/rtf")),
    (b"\x78\x9f\x3e\x22", FileKind("tnef", "dat", "application/ms-tnef")),
    (b"Rar!\x1a\x07", FileKind("rar", "rar", "application/vnd.rar")),
    (b"7z\xbc\xaf\x27\x1c", FileKind("seven_zip", "7z", "application/x-7z-compressed")),
    (b"\x1f\x8b", FileKind("gzip", "gz", "application/gzip")),
    (b"-----BEGIN PGP MESSAGE-----", PGP),
)
# Entries of a zip's directory that tell what it is, each with the format that it stands for.
_ZIP_FAMILY: tuple[tuple[bytes, FileKind], ...] = (
    (b"xl/workbook", FileKind("xlsx", "xlsx", _OFFICE + "spreadsheetml.sheet")),
    (b"ppt/presentation", FileKind("pptx", "pptx", _OFFICE + "presentationml.presentation")),
)
_OLE_FAMILY: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", FileKind("doc", "doc", "application/msword")),
    ("__properties_version1.0", FileKind("msg", "msg", "application/vnd.ms-outlook")),
    ("Workbook", FileKind("xls", "xls", "application/vnd.ms-excel")),
    ("PowerPoint Document", FileKind("ppt", "ppt", "application/vnd.ms-powerpoint")),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 1024
_SAMPLE = 64 * 1024
_CONTENT_TYPES = b"[Content_Types].xml"


def find_kind(data: bytes) -> FileKind:
    """Find what the octets are; UNKNOWN for what is neither a known format nor text."""
    if not data:
        return EMPTY
    if b"%PDF-" in data[:_HEAD]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _find_zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for name, kind in _OLE_FAMILY if name.encode("utf-16-le") in data), OLE)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return _find_text_kind(data)


def _find_zip_kind(data: bytes) -> FileKind:
    if data.startswith(b"mimetype" + _ODF.encode(), 30):
        return FileKind("odt", "odt", _ODF + "text")
    if _CONTENT_TYPES in data:
        # Word writes its main part anywhere it likes; the package's relationships will tell.
        return next((kind for name, kind in _ZIP_FAMILY if name in data and b"word/" not in data), DOCX)
    return ZIP


def _find_text_kind(data: bytes) -> FileKind:
    if not looks_like_text(data):
        return UNKNOWN
    head = data[: _HEAD * 4].lstrip(b"\xef\xbb\xbf")
    return HTML if _HTML.match(head) else PLAIN_TEXT


def looks_like_text(data: bytes) -> bool:
    """Say whether octets can be read as text: no controls but those of lines, or a UTF-16 mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in data[:_SAMPLE] and _count_controls(data) * 100 <= min(len(data), _SAMPLE)


def is_mostly_text(data: bytes) -> bool:
    """Say whether octets that are declared to be text may pass for it: fewer than one control in ten."""
    return _count_controls(data) * 10 < min(len(data), _SAMPLE)


def _count_controls(data: bytes) -> int:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS))


_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b"))
