"""A mail taken apart: every leaf comes back as body, as furniture, as a container or as a file."""

from collections.abc import Iterator

from domain.errors import UnreadableMail
from domain.message import EnclosedMail, ParsedMail
from parsers import magic
from parsers.containers import Opener
from parsers.letters.delivery import find_failed_recipients
from parsers.letters.letter import Letter, read_letter
from parsers.letters.mail_headers import parse_headers
from parsers.limits import Limits
from parsers.outlook.file import read_outlook_file


def parse_mail(data: bytes, limits: Limits | None = None) -> ParsedMail:
    """Take a mail apart, as it is sent (RFC 5322) or as Outlook saves it (.msg).

    Raises UnreadableMail when not even its headers can be read.
    """
    limits = limits or Limits()
    if not data.strip():
        raise UnreadableMail("The mail is empty.")
    letter = _read(data, limits)
    headers, notes = parse_headers(letter.message)
    opener = Opener(limits)
    opened = opener.open_letter(letter.members, letter.own.body, ())
    return ParsedMail(
        headers=headers,
        body=opened.body,
        quoted="\n\n".join(filter(None, (letter.own.quoted, *opener.quoted))),
        files=opened.files,
        media_types=letter.media_types,
        failed_recipients=find_failed_recipients(headers, letter.members),
        notes=tuple(dict.fromkeys((*notes, *letter.notes, *opener.notes))),
        enclosed=tuple(_list_enclosed(opener)),
    )


def _list_enclosed(opener: Opener) -> Iterator[EnclosedMail]:
    """Yield the mails attached whole, each with its own headers: its border line tells when it came."""
    for path, unpacked in opener.enclosed:
        if unpacked.message is not None:
            headers, _ = parse_headers(unpacked.message)
            yield EnclosedMail(
                path=path,
                headers=headers,
                body=unpacked.body,
                quoted=unpacked.quoted,
                media_types=unpacked.media_types,
            )


def _read(data: bytes, limits: Limits) -> Letter:
    if magic.is_outlook_file(data):
        return read_outlook_file(data, limits)
    return read_letter(data, limits)
