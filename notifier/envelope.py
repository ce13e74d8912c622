"""A finished mail: headers that nothing can be smuggled into, and two bodies that say the same."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from zoneinfo import ZoneInfo

from domain.errors import ConfigurationError
from domain.outgoing import OutgoingMail
from notifier.address_lines import write_addresses

_UNSPEAKABLE = {"Cc": " ", "Cs": "\N{REPLACEMENT CHARACTER}", "Co": "\N{REPLACEMENT CHARACTER}"}
_NOT_ASCII = 0x80
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")
_FOLD = "\r\n "
# They turn the reading direction of what follows, so that a line can seem to say something else (UAX #9).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailParts:
    """What the three templates of one mail came to."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Who a letter says it is for, beside whom it is handed to; ``is_letter`` where a person sends it.

    Without ``to`` it is for its recipient alone. A letter asks for answers and wants to hear of what does not reach
    anybody, so that it bears none of the marks by which machines are kept quiet. ``answers`` are the Message-IDs of
    the thread that a machine answers in, the one it answers last.
    """

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    is_letter: bool = False
    answers: tuple[str, ...] = ()


PLAIN = Headings()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file that goes with a mail; the HTML shows the one with a ``content_id`` as ``cid:…`` (RFC 2392)."""

    name: str
    media_type: str
    content: bytes
    content_id: str = ""


def clean_line(text: str, limit: int = 200) -> str:
    """Return foreign text as one harmless line of at most ``limit`` characters."""
    spoken = "".join(_UNSPEAKABLE.get(unicodedata.category(c), c) for c in text if c not in _BIDI)
    return shorten(" ".join(spoken.split()), limit)


def shorten(line: str, limit: int) -> str:
    """Return at most ``limit`` characters, cut between words where there is a gap to cut at."""
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    at_word = kept.rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else kept).rstrip(" ,;:–-") + "…"


def find_address(text: str) -> Address:
    """Return the name and address in ``Anne Jensen <ANJE@kl.dk>`` or ``ANJE@kl.dk``, its host in ASCII (IDNA).

    Raises ConfigurationError when there is no address in it.
    """
    return make_address(*parseaddr(clean_line(text, limit=1000)), said=text)


def make_address(name: str, address: str, *, said: str | None = None) -> Address:
    """Return a name, made harmless, and an address, its host in ASCII (IDNA). Raises ConfigurationError for none."""
    user, at, host = address.rpartition("@")
    if not (user and at and host) or not user.isascii():
        raise _refuse(said or address)
    try:
        ascii_host = host.encode("idna").decode("ascii")
        return Address(display_name=clean_line(name), username=user, domain=ascii_host)
    except (UnicodeError, ValueError) as error:
        raise _refuse(said or address) from error


def _refuse(text: str) -> ConfigurationError:
    return ConfigurationError(f"{text!r} is no mail address.", remedy="Check [smtp] from and [digest] to.")


def name_message(*words: str, sender: str, recipient: str) -> str:
    """Return the Message-ID that the same words, sender and recipient always give (RFC 5322 §3.6.4)."""
    receiver = sha256(find_address(recipient).addr_spec.lower().encode()).hexdigest()[:16]
    return f"<{'.'.join(map(_to_atom, words))}.{receiver}@{find_address(sender).domain}>"


def compose_mail(
    parts: MailParts,
    *,
    sender: str,
    recipient: str,
    at: datetime,
    zone: ZoneInfo,
    message_id: str,
    files: Sequence[MailFile] = (),
    headings: Headings = PLAIN,
) -> OutgoingMail:
    """Return a mail, as multipart/alternative. Raises ConfigurationError for a bad address.

    Pictures that the HTML shows go with it, as multipart/related (RFC 2387); other files are attached.
    """
    from_address, to_address = find_address(sender), find_address(recipient)
    mail = EmailMessage(policy=SMTP)
    _mark_machine(mail, headings)
    mail["Date"] = format_datetime(at.astimezone(zone))
    mail.set_content(parts.text, cte=_choose_encoding(parts.text))
    mail.add_alternative(parts.html, subtype="html", cte=_choose_encoding(parts.html))
    _add_files(mail, files)
    mail["Content-Language"] = "da"  # only now: setting the content clears all Content- headers
    # email folds a Message-ID longer than a line into an encoded word, which is another id: it is set by hand.
    by_hand = f"Message-ID: {message_id}\r\n{_write_thread(headings.answers)}{_fold_subject(parts.subject)}"
    by_hand += _write_people(from_address, headings, to_address)
    content = by_hand.encode("ascii") + _with_fixed_boundaries(mail, message_id)
    return OutgoingMail(
        message_id=message_id, sender=from_address.addr_spec, recipient=to_address.addr_spec, content=content
    )


def _write_people(sender: Address, headings: Headings, recipient: Address) -> str:
    people = {
        "From": (sender,),
        "To": headings.to or (recipient,),
        "Cc": headings.cc,
        "Reply-To": (headings.reply_to,) if headings.reply_to else (),
    }
    return "".join(write_addresses(name, addresses) for name, addresses in people.items())


def _mark_machine(mail: EmailMessage, headings: Headings) -> None:
    if not headings.is_letter:
        mail["Auto-Submitted"] = "auto-replied" if headings.answers else "auto-generated"  # RFC 3834 §5
        mail["X-Auto-Response-Suppress"] = "All"  # the same for Exchange (MS-OXCMAIL 2.2.3.2.14)


def _write_thread(answers: Sequence[str]) -> str:
    """Return In-Reply-To and References (RFC 5322 §3.6.4), without whatever is no Message-ID in what others wrote."""
    ids = [one for one in answers if _MESSAGE_ID.fullmatch(one)]
    return f"In-Reply-To: {ids[-1]}\r\nReferences: {f'{_FOLD}'.join(ids)}\r\n" if ids else ""


def _choose_encoding(text: str) -> str:
    """Return quoted-printable, which people can read in the source, unless base64 is the shorter by far."""
    octets = text.encode()
    foreign = len(octets) - sum(octet < _NOT_ASCII for octet in octets)
    return "base64" if foreign * 5 > len(octets) else "quoted-printable"


def _add_files(mail: EmailMessage, files: Sequence[MailFile]) -> None:
    html = list(mail.iter_parts())[-1]
    for file in files:
        main, _, sub = file.media_type.partition("/")
        name = clean_line(file.name)
        if file.content_id:
            html.add_related(file.content, main, sub, cid=f"<{file.content_id}>", filename=name, disposition="inline")
        else:
            mail.add_attachment(file.content, main, sub, filename=name)


def _fold_subject(subject: str) -> str:
    """Return the subject's line: the new policies of email lose a space where they break between encoded words."""
    line = clean_line(subject, limit=500)
    folded = Header(line, None if line.isascii() else "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {folded}\r\n"


def _with_fixed_boundaries(mail: EmailMessage, message_id: str) -> bytes:
    """Return the bytes, the same at every composing; no line of base64 or quoted-printable begins with ``=_``."""
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary("=_" + sha256(f"{message_id} {number}".encode()).hexdigest()[:40])
    return mail.as_bytes()


def _to_atom(word: str) -> str:
    """Return a word as a dot-atom (RFC 5322 §3.2.3); one that had to be bent keeps its hash, to stay itself."""
    atom = re.sub(r"[^A-Za-z0-9_-]+", "-", word).strip("-")
    return atom if atom == word else f"{atom}-{sha256(word.encode()).hexdigest()[:8]}".lstrip("-")
