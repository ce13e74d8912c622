r"""Pictures in RTF: hexadecimal, or octets behind \bin (specification 1.9.1, pictures)."""

import re

_BINARY = re.compile(rb"\\bin(\d{1,10})[ ]?")
# What is not the picture: control words and their numbers, and groups of its properties.
_PROPERTIES = re.compile(rb"\{[^{}]{0,4000}\}|\\[a-zA-Z]{1,40}-?\d{0,10}[ ]?")
_NOT_HEXADECIMAL = re.compile(rb"[^0-9a-fA-F]+")


def read_rtf_picture(data: bytes, where: tuple[int, int]) -> bytes:
    """Return the octets of the picture that stands there, in whatever format it is."""
    begin, end = where
    if binary := _BINARY.search(data, begin, end):
        return data[binary.end() : min(binary.end() + int(binary[1]), end)]
    digits = _NOT_HEXADECIMAL.sub(b"", _PROPERTIES.sub(b"", data[begin:end]))
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
