"""Signed letters (CMS, RFC 5652; S/MIME, RFC 8551): DER, BER, PEM or bare base64. What is enveloped needs a key."""

import binascii
import re
import zlib
from dataclasses import dataclass

from domain.message import Verdict
from parsers import magic
from parsers.containers import ContainerClosed
from parsers.formats import Member, Unpacked
from parsers.letters.letter import read_letter
from parsers.limits import Limits

_ARMOUR = re.compile(rb"-----[A-Z0-9# ]{1,60}-----")
_ENVELOPED = frozenset(
    {"enveloped_data", "encrypted_data", "authenticated_enveloped_data", "signed_and_enveloped_data"}
)
_MIME_HEADER = re.compile(rb"\s{0,100}(?:content-[a-z-]{1,40}|mime-version|from|received):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class P7mFormat:
    """Opens letters that are signed with their content inside; the signature itself is not checked."""

    name: str = magic.P7M.format

    def unpack(self, data: bytes, limits: Limits) -> Unpacked:
        """Return the letter that was signed, or the file. Raises ContainerClosed."""
        content = _find_content(_to_binary(data), limits)
        if not _MIME_HEADER.match(content):
            return Unpacked(members=(Member(filename="", data=content),))
        return read_letter(content, limits).unpack()


FORMAT = P7mFormat()


def _to_binary(data: bytes) -> bytes:
    if data.startswith(b"\x30"):
        return data
    return binascii.a2b_base64(_ARMOUR.sub(b"", data))


def _find_content(data: bytes, limits: Limits) -> bytes:
    from asn1crypto import cms  # noqa: PLC0415 - an eighth of what a child loads, and few letters are signed so

    info = cms.ContentInfo.load(data)
    kind = info["content_type"].native
    if kind in _ENVELOPED:
        raise ContainerClosed(Verdict.ENCRYPTED, "smime_encrypted")
    if kind == "compressed_data":
        return _inflate(info["content"]["encap_content_info"]["content"].native, limits)
    if kind != "signed_data":
        raise ContainerClosed(Verdict.UNSUPPORTED, f"smime_{kind}")
    content = info["content"]["encap_content_info"]["content"].native
    if not content:
        # A signature without what it signs, or nothing but certificates.
        raise ContainerClosed(Verdict.INLINE, "signature_only")
    return bytes(content)


def _inflate(data: bytes, limits: Limits) -> bytes:
    """Inflate compressed content (RFC 3274) within the limits."""
    most = min(limits.part_size, limits.whole_size)
    content = zlib.decompressobj().decompress(data, most + 1)
    if len(content) > most:
        raise ContainerClosed(Verdict.TOO_LARGE, "too_many_octets")
    return content
