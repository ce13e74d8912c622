"""Whom a delivery report says that a mail did not reach (RFC 3464)."""

import re
from collections.abc import Iterable, Iterator

from domain.message import MailHeaders
from parsers.charset import decode_octets
from parsers.formats import Member
from parsers.letters.headers import decode_header
from parsers.letters.parts import DELIVERY_REPORTS

_FIELD = re.compile(r"^([A-Za-z-]{1,60})[ \t]*:[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_GROUP = re.compile(r"\n[ \t]*\n")
_FAILED = frozenset({"failed", ""})
_LONGEST_REPORT = 1_000_000


def find_failed_recipients(headers: MailHeaders, members: Iterable[Member]) -> tuple[str, ...]:
    """Return the addresses that reports of the outer message and X-Failed-Recipients name, each once."""
    named = [part.strip() for value in headers.get_all("X-Failed-Recipients") for part in value.split(",")]
    for member in members:
        if member.media_type in DELIVERY_REPORTS:
            named += _read_report(decode_octets(member.data[:_LONGEST_REPORT]))
    return tuple(dict.fromkeys(address for address in named if "@" in address))


def _read_report(text: str) -> Iterator[str]:
    for group in _GROUP.split(text.replace("\r\n", "\n")):
        fields = {name.lower(): decode_header(value) for name, value in _FIELD.findall(group)}
        if fields.get("action", "").partition(" ")[0].lower() not in _FAILED:
            continue
        for name in ("final-recipient", "original-recipient"):
            if name in fields:
                yield fields[name].rpartition(";")[2].strip(" <>")
