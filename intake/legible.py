"""A mail as the rules read it: as its sender meant it, whatever keyboards and servers have done to it.

Only for judging: what is kept and shown is the mail as it came.
"""

import re
from dataclasses import replace

from domain.message import Attachment, ReadMail
from domain.pattern import compile_late
from intake.broken_lines import join_broken_lines
from intake.lost_letters import restore_letters
from intake.rewritten_links import restore_links

_IN_BRACKETS = compile_late(r"\[([^\[\]]{1,40})\]\s*|\*{2,5}([^*]{1,40})\*{2,5}\s*")
_OF_SERVERS = compile_late(
    r"\W*(?:ekstern\w*|external|ext|udefra|outside|(?:\w{1,10} )?spam|advarsel|caution|warning|sikker|secure|krypteret"
    r"|encrypted)(?:[ -](?:e-?mail|mail|post|afsender|sender|message|besked|meddelelse))?\W*",
    re.IGNORECASE,
)
"""[EKSTERN], ***SPAM***: such a mark may stand before "SV:" or "Automatisk svar:", which say what a mail is."""


def make_legible(mail: ReadMail) -> ReadMail:
    """Return the mail as its sender meant it to be read; the same where nothing is to be mended, as nearly always."""
    subject = restore_letters(_drop_marks(mail.headers.subject))
    body, quoted = join_broken_lines(_mend(mail.body)), _mend(mail.quoted)
    files = tuple(map(_make_legible, mail.attachments))
    if (mail.headers.subject, mail.body, mail.quoted, mail.attachments) == (subject, body, quoted, files):
        return mail
    return replace(mail, headers=replace(mail.headers, subject=subject), body=body, quoted=quoted, attachments=files)


def _make_legible(file: Attachment) -> Attachment:
    text = _mend(file.extracted.text)
    return file if text is file.extracted.text else replace(file, extracted=replace(file.extracted, text=text))


def _mend(text: str) -> str:
    return restore_letters(restore_links(text))


def _drop_marks(subject: str) -> str:
    return _IN_BRACKETS.sub(_drop_mark, subject) if "[" in subject or "**" in subject else subject


def _drop_mark(found: re.Match[str]) -> str:
    return "" if _OF_SERVERS.fullmatch(found[1] or found[2]) else found[0]
