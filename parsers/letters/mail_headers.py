"""The headers that judgements are made from; mail-parser reads the addresses and tells of defects."""

import re
from email.message import Message

from mailparser.dates import date_diagnostics, parse_mail_date
from mailparser.utils import get_addresses

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
        for name, value in lines:
            read = _ask_mailparser(name, value, notes)
            if name in found:
                found[name] += _collect_senders(read, name, value)
    return {name: tuple(senders) for name, senders in found.items()}, tuple(notes)


def _clean(value: str) -> str:
    """Return a value in UTF-8 on one line: mail-parser drops raw Latin-1 and believes its label."""
    return _LATIN1_LABEL.sub("=?windows-1252", unfold(read_raw(value[:LONGEST_VALUE])).replace("\0", ""))


def _ask_mailparser(name: str, value: str, notes: dict[str, None]) -> list[tuple[str, str]]:
    """Return the addresses that mail-parser reads in a header; of one that it breaks on, none.

    Its readers are asked one by one: it sees no parts, as its walk over them is slower than linear, and loses files.
    """
    defects: list[dict[str, object]] = []
    try:
        if name == "date":
            defects += date_diagnostics(parse_mail_date(value), value, name, 0)
            return []
        read = get_addresses(value, defects=defects, decode_names=True)
        return [("" if display == address else display, address.strip()) for display, address in read if address]
    except Exception as error:  # noqa: BLE001 - boundary: a foreign parser inside the child
        notes[f"mailparser_failed: {type(error).__name__}"] = None
        return []
    finally:
        notes |= dict.fromkeys(f"{name}: {defect.get('reason', 'defect')}" for defect in defects)


def _collect_senders(read: list[tuple[str, str]], name: str, value: str) -> list[Sender]:
    """Return the addresses of one header; of one that mail-parser cannot read, the only address it names.

    Of several in a broken header none is chosen: which one is the sender's would be a guess.
    """
    if read:
        return [Sender(decode_header(display), address) for display, address in read]
    shown = decode_header(value)
    addresses = set(_ADDRESS.findall(shown))
    if len(addresses) == 1:
        address = addresses.pop()
        return [Sender(" ".join(shown.replace(address, " ").strip(" <>()[]\"';,").split()), address)]
    return [Sender(shown, "")] if shown and name == "from" else []
