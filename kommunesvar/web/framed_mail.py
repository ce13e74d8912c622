"""A mail of ours as a page can frame it: the same look, and a policy under which nothing inline is allowed."""

import base64
import email
import hashlib
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage

import lxml.html

from domain.outgoing import OutgoingMail


@dataclass(frozen=True, slots=True, kw_only=True)
class FramedMail:
    """A mail to be looked at; ``policy`` is the ``Content-Security-Policy`` that ``html`` is served with."""

    subject: str
    text: str
    html: str
    policy: str


def frame_mail(mail: OutgoingMail) -> FramedMail:
    """Take a finished mail apart."""
    message = email.message_from_bytes(mail.content, policy=policy.default)
    html, checksum = _move_styles(_embed_pictures(_read_body(message, "html"), message))
    return FramedMail(
        subject=str(message["subject"]),
        text=_read_body(message, "plain"),
        html=html,
        policy=(
            f"default-src 'none'; style-src 'sha256-{checksum}'; img-src data:; form-action 'none'; base-uri 'none'; "
            "frame-ancestors 'self'; sandbox"
        ),
    )


def _read_body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_content() if part is not None else ""


def _embed_pictures(html: str, message: EmailMessage) -> str:
    """Put the pictures that come with the mail (``cid:``, RFC 2392) where they are shown (``data:``, RFC 2397)."""
    for part in message.walk():
        name = (part["content-id"] or "").strip("<>")
        if name and part.get_content_maintype() == "image":
            content = base64.b64encode(part.get_content()).decode("ascii")
            html = html.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{content}")
    return html


def _move_styles(html: str) -> tuple[str, str]:
    """Move every style from its element into one style sheet; return the page, and the checksum of the sheet.

    In the mail they stand on the elements, because Outlook for Windows knows nothing else; on a page of ours that
    would need a policy under which whatever is inline is obeyed.
    """
    tree = lxml.html.document_fromstring(html)
    elements = [one for one in tree.iter() if isinstance(one, lxml.html.HtmlElement)]
    classes: dict[str, str] = {}
    for element in elements:
        if (said := element.attrib.pop("style", None)) is not None:
            element.classes.add(classes.setdefault(str(said), f"style-{len(classes)}"))
    # Behind what the mail itself says of its classes, which it marks as important where it is to hold all the same.
    own = [one for one in elements if one.tag == "style"]
    sheet = "\n".join([*(one.text or "" for one in own), *(f".{name} {{{said}}}" for said, name in classes.items())])
    for one in own:
        one.drop_tree()
    whole = lxml.html.fragment_fromstring("<style></style>")
    whole.text = sheet
    next(tree.iter("body")).addprevious(whole)
    checksum = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    return lxml.html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"), checksum
