"""The headers that judgements are made from; mail-parser reads the addresses and tells of defects."""

import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

import mailparser

from domain.message import MailHeaders, Sender
from parsers.letters.dates import find_moment
from parsers.letters.headers import LONGEST_VALUE, decode_header, read_raw, unfold
from parsers.letters.received import parse_received

_ADDRESS_HEADERS = ("from", "reply-to", "to", "cc")
_DIAGNOSED = (*_ADDRESS_HEADERS, "date")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
_LATIN1_LABEL = re.compile(r"=\?(?:iso-8859-1|iso8859-1|latin-?1)(?=[?*])", re.IGNORECASE)
_ADDRESS = re.compile(r"""[^\s<>()\[\]",:;@]{1,200}@[^\s<>()\[\]",:;@]{1,255}""")
_MOST_RECEIVED = 200
_MOST_REPEATS = 20

_Values = dict[str, list[str]]


def parse_headers(message: Message) -> tuple[MailHeaders, tuple[str, ...]]:
    """Return the decoded headers, and what is wrong with them."""
    values: _Values = {}
    for name, value in message.raw_items():
        values.setdefault(name.lower(), []).append(str(value))
    addresses, notes = _read_addresses(values)
    headers = MailHeaders(
        froms=addresses["from"],
        from_headers=len(values.get("from", ())),
        reply_to=addresses["reply-to"],
        to=addresses["to"],
        cc=addresses["cc"],
        subject=_decode_first(values, "subject"),
        date=find_moment(_decode_first(values, "date")),
        message_id=_decode_first(values, "message-id"),
        references=_find_references(values),
        hops=tuple(parse_received(value) for value in values.get("received", [])[:_MOST_RECEIVED]),
        raw=tuple((_decode_name(name), decode_header(value)) for name, value in message.raw_items()),
    )
    return headers, notes


def _decode_name(name: str) -> str:
    return name if name.isascii() and name.isprintable() else decode_header(name)


def _decode_first(values: _Values, name: str) -> str:
    return decode_header(values[name][0]) if name in values else ""


def _find_references(values: _Values) -> tuple[str, ...]:
    """Return the Message-IDs that the mail answers, of both headers (RFC 5322 §3.6.4), each once."""
    text = " ".join(unfold(value) for name in ("in-reply-to", "references") for value in values.get(name, ()))
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(read_raw(text[:LONGEST_VALUE]))))


def _read_addresses(values: _Values) -> tuple[dict[str, tuple[Sender, ...]], tuple[str, ...]]:
    """Return the senders by header; every occurrence counts, as a second From is a reason for doubt."""
    found: dict[str, list[Sender]] = {name: [] for name in _ADDRESS_HEADERS}
    notes: dict[str, None] = {}
    for nth in range(min(_MOST_REPEATS, max((len(values.get(name, ())) for name in _ADDRESS_HEADERS), default=0))):
        names = _DIAGNOSED if nth == 0 else _ADDRESS_HEADERS
        lines = [(name, _clean(values[name][nth])) for name in names if nth < len(values.get(name, ()))]
        front = _ask_mailparser(lines, notes)
        for name, value in lines:
            if name in found:
                found[name] += _collect_senders(front, name, value)
    return {name: tuple(senders) for name, senders in found.items()}, tuple(notes)


def _clean(value: str) -> str:
    """Return a value in UTF-8 on one line: mail-parser drops raw Latin-1 and believes its label."""
    return _LATIN1_LABEL.sub("=?windows-1252", unfold(read_raw(value[:LONGEST_VALUE])).replace("\0", ""))


def _ask_mailparser(lines: list[tuple[str, str]], notes: dict[str, None]) -> Any:
    """Return what mail-parser makes of these headers alone, or None when it breaks on them.

    It sees no parts: its walk over them is slower than linear, and loses files.
    """
    message = Message()
    for name, value in lines:
        message[name] = value
    message.set_payload("")
    try:
        front = mailparser.MailParser(message)
        notes |= dict.fromkeys(_describe_defects(front))
    except Exception as error:  # noqa: BLE001 - boundary: a foreign parser inside the child
        notes[f"mailparser_failed: {type(error).__name__}"] = None
        return None
    return front


def _describe_defects(front: Any) -> Iterator[str]:
    for defect in (*front.address_header_defects, *front.date_header_defects):
        header = f"{defect['header']}: " if "header" in defect else ""
        yield f"{header}{defect.get('reason', 'defect')}"


def _collect_senders(front: Any, name: str, value: str) -> list[Sender]:
    """Return the addresses of one header; of one that mail-parser cannot read, the only address it names.

    Of several in a broken header none is chosen: which one is the sender's would be a guess.
    """
    read = getattr(front, name.replace("-", "_").replace("from", "from_"), None) if front is not None else None
    if read:
        return [Sender(decode_header(display), address.strip()) for display, address in read]
    shown = decode_header(value)
    addresses = set(_ADDRESS.findall(shown))
    if len(addresses) == 1:
        address = addresses.pop()
        return [Sender(" ".join(shown.replace(address, " ").strip(" <>()[]\"';,").split()), address)]
    return [Sender(shown, "")] if shown and name == "from" else []
