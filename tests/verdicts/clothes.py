"""The same mails in other clothes: what programs, servers and keyboards do to a mail on its way, and means nothing.

What a careful person says of a mail holds whatever it is dressed in, so the labels stay as they are.
"""

# Texts stand on one line, as they are written.
# ruff: noqa: E501

import base64
import html
import quopri
import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32
from io import BytesIO
from types import MappingProxyType
from urllib.parse import quote

Garment = Callable[[bytes], bytes | None]
"""Dresses a mail; None where it does not fit, as on a mail without plain text."""

_TIP = "Nogle personer, der har modtaget denne meddelelse, får ikke ofte mails fra denne afsender. Få mere at vide om, hvorfor dette er vigtigt<https://aka.ms/LearnAboutSenderIdentification>\n\n"
_WARNING = "ADVARSEL: Denne mail kommer fra en ekstern afsender. Klik ikke på links og åbn ikke vedhæftede filer, medmindre du kender afsenderen.\n\n"
_CAUTION = "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.\n\n"
_DISCLAIMER = "\n\n---\nDenne e-mail og eventuelle vedhæftede filer kan indeholde fortrolige oplysninger og er kun beregnet for den angivne modtager. Har du modtaget mailen ved en fejl, bedes du venligst give afsenderen besked ved at besvare mailen og derefter slette den.\n\nThis e-mail may contain confidential information. If you are not the intended recipient, please notify the sender and delete this message.\n"
_DATA_PROTECTION = "\n\nSådan behandler vi dine personoplysninger: Når du skriver til os, gemmer vi din henvendelse i vores journalsystem. Du kan læse mere om dine rettigheder på vores hjemmeside, og du er velkommen til at kontakte vores databeskyttelsesrådgiver.\n\nTænk på miljøet - print kun denne mail, hvis det er nødvendigt.\n"
_INVITATION = """Til kommunalbestyrelsen og udvalget for børn og uddannelse

KL inviterer hermed alle landets kommuner til at give bemærkninger til de kommunale kerneværdier. Vi beder om jeres skriftlige svar senest den 1. november 2019 til FLJE@kl.dk. Har I spørgsmål, er I velkomne til at kontakte os. Kan I ikke nå fristen, bedes I give besked.

Med venlig hilsen

Freja Lund
Konsulent
KL
"""
_DANISH_HEADER = "Fra: Freja Lund <FLJE@kl.dk>\nSendt: 28. juni 2019 09:12\nTil: Borgmesterkontoret <post@kommune.dk>\nEmne: Høring om de kommunale kerneværdier\n\n"
_ENGLISH_HEADER = "________________________________\nFrom: Freja Lund <FLJE@kl.dk>\nSent: Friday, June 28, 2019 9:12 AM\nTo: Post <post@kommune.dk>\nSubject: Høring om de kommunale kerneværdier\n\n"
_ATTRIBUTION = "Den fre. 28. jun. 2019 kl. 09.12 skrev Freja Lund <FLJE@kl.dk>:\n\n"
_PARAGRAPH = '<p class="MsoNormal" style="margin:0cm"><span lang="DA" style="font-size:11.0pt">{}<o:p></o:p></span></p>'
_SPELT = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _in_outlook(text: str) -> str:
    lines = "".join(_PARAGRAPH.format(html.escape(line) or "&nbsp;") for line in text.split("\n"))
    return f'<html><body lang="DA"><div class="WordSection1">{lines}</div></body></html>'


def _in_gmail(text: str) -> str:
    lines = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))
    return f'<div dir="ltr">{lines}</div>'


def _in_table(text: str) -> str:
    lines = "<br>".join(map(html.escape, text.split("\n")))
    return f"<html><body><table><tr><td><table><tr><td>{lines}</td></tr></table></td></tr></table></body></html>"


def _with_tip_in_html(text: str) -> str:
    tip = '<div><table border=0><tr><td></td><td width="100%"><div>Nogle personer, der har modtaget denne meddelelse, får ikke ofte mails fra denne afsender. <a href="https://aka.ms/LearnAboutSenderIdentification">Få mere at vide om, hvorfor dette er vigtigt</a></div></td></tr></table></div>'
    return _in_outlook(text).replace("<div class", f"{tip}<div class", 1)


def _wrap(width: int, end: str = "") -> Callable[[str], str]:
    """Break lines that are longer; quoted ones have been broken where they were written."""

    def wrap(text: str) -> str:
        return "\n".join(
            f"{end}\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
            if len(line) > width and not line.startswith(">")
            else line
            for line in text.split("\n")
        )

    return wrap


def _spell_out(text: str) -> str:
    return text.translate({ord(letter): spelt for letter, spelt in _SPELT.items()})


def _garble(text: str) -> str:
    return "".join(sign.encode().decode("latin-1") if sign in _SPELT else sign for sign in text)


def _rewrite_links(text: str) -> str:
    """Write links as Safe Links of Microsoft Defender does; those without a scheme come with their address behind."""
    return re.sub(r"(https?://|www\.)[^\s<>]+", _rewrite_link, text)


def _rewrite_link(found: re.Match[str]) -> str:
    target = found[0] if found[1] != "www." else f"http://{found[0]}"
    safe = f"https://eur03.safelinks.protection.outlook.com/?url={quote(target, safe='')}&data=05%7C01%7CFLJE%40kl.dk%7C08d7&reserved=0"
    return safe if found[1] != "www." else f"{found[0]}<{safe}>"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _find_text(part: Message) -> Message | None:
    """Find the part that holds the mail's own plain text; with it go the other forms of that text."""
    kind, parts = part.get_content_type(), part.get_payload()
    if kind in {"message/rfc822", "multipart/report"}:
        return None
    if isinstance(parts, list):
        found = next(filter(None, (_find_text(inner) for inner in parts if isinstance(inner, Message))), None)
        return part if found is not None and kind == "multipart/alternative" else found
    is_text = kind == "text/plain" and not part.get_filename()
    return part if is_text and part.get_content_disposition() != "attachment" else None


def _take_text(part: Message) -> str | None:
    leaf = next(inner for inner in part.walk() if inner.get_content_type() == "text/plain")
    data = leaf.get_payload(decode=True)
    try:
        text = data.decode(leaf.get_content_charset() or "ascii") if isinstance(data, bytes) else None
    except (UnicodeDecodeError, LookupError):
        return None
    return text and text.replace("\r\n", "\n")


def _put(part: Message, data: bytes, content_type: str, encoding: str = "quoted-printable") -> None:
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        del part[name]
    part["Content-Type"] = content_type
    part["Content-Transfer-Encoding"] = encoding
    write = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)
    part.set_payload(write(data).decode("ascii", "surrogateescape"))


def _flatten(message: Message) -> bytes | None:
    """Write a mail out; None where it is so broken that the standard library cannot."""
    out = BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0, policy=compat32).flatten(message)
    except UnicodeEncodeError:
        return None
    return out.getvalue()


def _dress(
    change: Callable[[str], str],
    content_type: str = "text/plain; charset=utf-8",
    *,
    codec: str = "utf-8",
    encoding: str = "quoted-printable",
) -> Garment:
    """Make a garment that writes the mail's own text anew."""

    def dress(raw: bytes) -> bytes | None:
        message = message_from_bytes(raw, policy=compat32)
        part = _find_text(message)
        text = None if part is None else _take_text(part)
        if part is None or text is None:
            return None
        errors = "xmlcharrefreplace" if "html" in content_type else "replace"
        _put(part, change(text).encode(codec, errors), content_type, encoding)
        return _flatten(message)

    return dress


def _head(**headers: str) -> Garment:
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return lambda raw: lines.encode() + raw


def _mark_subject(mark: str) -> Garment:
    def dress(raw: bytes) -> bytes | None:
        head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
        found = re.search(rb"(?im)^subject:[ \t]*", head)
        return raw[: found.end()] + mark.encode() + raw[found.end() :] if found else None

    return dress


def _split_content(message: Message) -> Message:
    """Take the content out of a mail, as a part of its own."""
    inner = Message(policy=compat32)
    for name in ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition"):
        if message[name]:
            inner[name] = message[name]
            del message[name]
    if "Content-Type" not in inner:
        inner["Content-Type"] = "text/plain; charset=us-ascii"
    inner.set_payload(message.get_payload())
    return inner


def _sign(raw: bytes) -> bytes | None:
    message = message_from_bytes(raw, policy=compat32)
    if message.get_content_type() in {"multipart/report", "multipart/signed"}:
        return None
    inner, signature = _split_content(message), Message(policy=compat32)
    _put(signature, b"0\x82" + bytes(range(200)), 'application/pkcs7-signature; name="smime.p7s"', "base64")
    message["Content-Type"] = (
        'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="=_sig"'
    )
    message.set_payload([inner, signature])
    return _flatten(message)


def _add_footer_part(raw: bytes) -> bytes | None:
    message = message_from_bytes(raw, policy=compat32)
    if message.get_content_type() in {"multipart/report", "multipart/signed", "message/rfc822"}:
        return None
    inner, footer = _split_content(message), Message(policy=compat32)
    _put(footer, _DISCLAIMER.strip().encode(), "text/plain; charset=utf-8")
    footer["Content-Disposition"] = "inline"
    message["Content-Type"] = 'multipart/mixed; boundary="=_mixed"'
    message.set_payload([inner, footer])
    return _flatten(message)


def _add_logo(raw: bytes) -> bytes | None:
    message = message_from_bytes(raw, policy=compat32)
    part = _find_text(message)
    text = None if part is None else _take_text(part)
    if part is None or text is None:
        return None
    page, picture = Message(policy=compat32), Message(policy=compat32)
    shown = _in_outlook(text).replace("</div></body>", '<img src="cid:image001.png@01D5"></div></body>')
    _put(page, shown.encode(), "text/html; charset=utf-8")
    _put(picture, _PICTURE, 'image/png; name="image001.png"', "base64")
    picture["Content-ID"] = "<image001.png@01D5>"
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        del part[name]
    part["Content-Type"] = 'multipart/related; boundary="=_related"'
    part.set_payload([page, picture])
    return _flatten(message)


_HTML = "text/html; charset=utf-8"
GARMENTS: Mapping[str, Garment] = MappingProxyType(
    {
        "line ends of Unix": lambda raw: raw.replace(b"\r\n", b"\n"),
        "HTML of Outlook": _dress(_in_outlook, _HTML),
        "HTML of Gmail": _dress(_in_gmail, _HTML, encoding="base64"),
        "HTML in tables": _dress(_in_table, "text/html; charset=windows-1252", codec="cp1252"),
        "Windows-1252, 8 bit": _dress(str, "text/plain; charset=windows-1252", codec="cp1252", encoding="8bit"),
        "lines broken at 72": _dress(_wrap(72)),
        "lines broken at 50": _dress(_wrap(50)),
        "format=flowed": _dress(_wrap(66, " "), "text/plain; charset=utf-8; format=flowed"),
        "notice of a new sender": _dress(lambda text: _TIP + text),
        "notice of a new sender, HTML": _dress(_with_tip_in_html, _HTML),
        "warning of an outsider": _dress(lambda text: _WARNING + text),
        "warning of an outsider, English": _dress(lambda text: _CAUTION + text),
        "both notices": _dress(lambda text: _CAUTION + _TIP + text),
        "disclaimer": _dress(lambda text: text + _DISCLAIMER),
        "data protection, HTML": _dress(lambda text: _in_outlook(text + _DATA_PROTECTION + _DISCLAIMER), _HTML),
        "telephone": _dress(lambda text: f"{text}\n\nSendt fra min iPhone\n"),
        "our letter below": _dress(lambda text: f"{text}\n\n{_DANISH_HEADER}{_INVITATION}"),
        "our letter below, HTML": _dress(lambda text: _in_outlook(f"{text}\n\n{_DANISH_HEADER}{_INVITATION}"), _HTML),
        "our letter below, English": _dress(lambda text: f"{text}\n\n{_ENGLISH_HEADER}{_INVITATION}"),
        "our letter below, quoted": _dress(lambda text: f"{text}\n\n{_ATTRIBUTION}{_quote(_INVITATION)}"),
        "links rewritten": _dress(_rewrite_links),
        "small letters": _dress(str.lower),
        "no Danish letters": _dress(_spell_out),
        "letters read wrongly": _dress(_garble),
        "letters decomposed": _dress(lambda text: unicodedata.normalize("NFD", text)),
        "signs without width": _dress(lambda text: text.replace(" ", " \u200b")),
        "blank lines between all": _dress(lambda text: text.replace("\n", "\n\n")),
        "no answers wanted from machines": _head(X_Auto_Response_Suppress="All"),
        "important": _head(Auto_Submitted="no", Importance="high", Sensitivity="Company-Confidential"),
        "mark of the server": _mark_subject("[EKSTERN] "),
        "signed": _sign,
        "footer as a part": _add_footer_part,
        "logo": _add_logo,
    }
)
"""What a mail may be dressed in, by name."""
