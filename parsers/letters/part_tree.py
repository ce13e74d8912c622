"""The part tree of a mail (RFC 2045, 2046): every leaf, with its own octets, walked without recursion.

The standard library's compat32 message lies beneath; attached mails are left whole, so that their octets
stay exact and their depth costs nothing until somebody opens them.
"""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.feedparser import BytesFeedParser
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from functools import cached_property

from domain.errors import UnreadableMail
from parsers.charset import decode_octets
from parsers.letters.folding import Folded, fold_base64
from parsers.letters.headers import decode_header, parse_parameters
from parsers.letters.transfer import decode_transfer
from parsers.limits import Limits

_CHUNK = 1024 * 1024
_BOUNDARIES_PER_PART = 10
_MULTIPART = re.compile(rb"\bmultipart/", re.IGNORECASE)
_ATTACHED = "message/"
_TELLING = ("report-type", "method")
_GREETING = re.compile(r"\bmime\b|multi-?part", re.IGNORECASE)
_LONGEST_GREETING = 500
_OPAQUE = "application/octet-stream"
# 'message/rfc822\0': what no type is written with (RFC 2045 §5.1).
_NO_TYPE = re.compile(r"[^!-~]+")


class _Part(Message):
    """A part whose embedded mails are not parsed along with it."""

    def get_content_type(self) -> str:
        """Return the type; embedded mails pass for opaque, so that the parser keeps their octets."""
        return _OPAQUE if self.media_type.startswith(_ATTACHED) else self.media_type

    @cached_property
    def media_type(self) -> str:
        """The type as declared, in lower case; the parser asks for it ten times over."""
        return _NO_TYPE.sub("", Message.get_content_type(self))

    @property
    def octets(self) -> bytes:
        """The payload as it was sent; get_payload would decode it by a charset that may not fit."""
        payload: object = vars(self)["_payload"]
        return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part that holds no other: ``group`` is the multipart/alternative it is one form of, or None.

    ``below`` is what somebody on the way put under its base64.
    """

    media_type: str
    parameters: dict[str, str]
    disposition: str
    filename: str
    content_id: str
    data: bytes
    group: int | None
    below: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTree:
    """A mail's headers as octets allow, its leaves in order, and what stands outside them.

    ``whole`` is set when a limit forbade to go on: what was not walked is to be kept as one file.
    """

    message: Message
    leaves: tuple[Leaf, ...]
    media_types: tuple[str, ...]
    outside: tuple[str, ...]
    notes: tuple[str, ...]
    whole: bool = False


def parse_tree(data: bytes, limits: Limits) -> PartTree:
    """Take a mail apart. Raises UnreadableMail when not even its headers can be read."""
    if data.count(b"\n--") > limits.mail_parts * _BOUNDARIES_PER_PART and _MULTIPART.search(data):
        return _keep_whole(data, "too_many_parts")
    folded = fold_base64(data)
    try:
        return _walk(_parse_message(folded.data), folded, limits)
    except RecursionError:
        return _keep_whole(data, "too_deep")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        return _keep_whole(data, f"unparsable: {type(error).__name__}")


def read_value(part: Message, name: str) -> str:
    """Return the first header of a name as it was sent; empty without one."""
    wanted, length = name.lower(), len(name)
    for key, value in part.raw_items():
        if len(key) == length and key.lower() == wanted:
            return str(value)
    return ""


def _parse_message(data: bytes) -> Message:
    # BytesParser would translate lone CRs; the feed parser leaves octets alone.
    parser = BytesFeedParser(_Part, policy=compat32)
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
    return parser.close()


def _keep_whole(data: bytes, note: str) -> PartTree:
    """Read the headers alone; the rest stays one file that nobody opens."""
    try:
        message = BytesParser(_Part, policy=compat32).parsebytes(data[: 16 * _CHUNK], headersonly=True)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableMail(f"Not even the headers can be read ({type(error).__name__}).") from error
    media_type = describe_type(message)
    return PartTree(message=message, leaves=(), media_types=(media_type,), outside=(), notes=(note,), whole=True)


def _walk(root: Message, folded: Folded, limits: Limits) -> PartTree:
    leaves: list[Leaf] = []
    types: list[str] = []
    outside: list[str] = []
    notes: dict[str, None] = {}
    pending: list[tuple[Message, int | None]] = [(root, None)]
    groups = 0
    while pending and len(types) < limits.mail_parts:
        part, group = pending.pop()
        types.append(describe_type(part))
        if part.defects:
            notes |= dict.fromkeys(f"defect: {type(defect).__name__}" for defect in part.defects)
        children = part.get_payload() if part.is_multipart() else None
        if not isinstance(children, list):
            leaves.append(_read_leaf(part, folded, group))
            continue
        # An only form is no alternative to anything: what is in it are parts of one letter, and all of them are read.
        if group is None and len(children) > 1 and part.get_content_type() == "multipart/alternative":
            groups, group = groups + 1, groups
        pending += [(child, group) for child in reversed(children) if isinstance(child, Message)]
        outside += filter(None, (_read_outside(text, folded) for text in (part.preamble, part.epilogue)))
    outside += (decode_octets(leaf.below) for leaf in leaves if leaf.below)
    if pending:
        notes["too_many_parts"] = None
    return PartTree(
        message=root,
        leaves=tuple(leaves),
        media_types=tuple(types),
        outside=tuple(outside),
        notes=tuple(notes),
        whole=bool(pending),
    )


def describe_type(part: Message) -> str:
    """Return the media type with the two parameters that tell what a machine's mail is."""
    media_type, value = _find_media_type(part), read_value(part, "content-type")
    if not any(name in value.lower() for name in _TELLING):
        return media_type
    parameters = parse_parameters(value)
    told = [f"; {name}={parameters[name].lower()}" for name in _TELLING if parameters.get(name)]
    return media_type + "".join(told)


def _find_media_type(part: Message) -> str:
    return part.media_type if isinstance(part, _Part) else part.get_content_type()


def _read_leaf(part: Message, folded: Folded, group: int | None) -> Leaf:
    parameters = parse_parameters(read_value(part, "content-type"))
    disposition = read_value(part, "content-disposition")
    named = parse_parameters(disposition).get("filename") or parameters.get("name", "")
    octets = folded.unfold(part.octets) if isinstance(part, _Part) else b""
    decoded = decode_transfer(octets, read_value(part, "content-transfer-encoding"))
    return Leaf(
        media_type=_find_media_type(part),
        parameters=parameters,
        disposition=decode_header(disposition).partition(";")[0].strip().lower(),
        filename=named,
        content_id=decode_header(read_value(part, "content-id")).strip("<> "),
        data=decoded.data,
        group=group,
        below=decoded.below,
    )


def _read_outside(text: str | None, folded: Folded) -> str:
    """Return what stands before or after the parts, unless it only says that this is MIME."""
    if not text or not text.strip():
        return ""
    if len(text) < _LONGEST_GREETING and _GREETING.search(decode_header(text)):
        return ""
    octets = folded.unfold(text.strip().encode("utf-8", "surrogateescape"))
    return octets.decode("utf-8", "surrogateescape")
