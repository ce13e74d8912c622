"""Sees what a mail speaks of and does not bring: a forgotten attachment, an answer behind a link."""

import re

from domain.message import READABLE, Attachment, ReadMail
from domain.pattern import compile_late
from intake.classification.contents import LONG_TEXT, Contents, read_contents
from intake.classification.declining import says_nothing
from intake.classification.phrases import ANNOUNCES_FILE, ANSWER_WORDS, HANDS_OVER, NOT_OUR_FILE
from intake.classification.topic import Topic
from intake.documents import is_link

# Patterns here look at text of any length from anybody: none may try the rest of a run again at each of its letters.
_LINK = compile_late(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_CLOUD = compile_late(
    r"1drv\.ms|onedrive|sharepoint\.com|wetransfer\.com|we\.tl/|dropbox\.com|drive\.google\.com|docs\.google\.com|"
    r"box\.com|filesender|sharefile|icloud\.com|transfernow|mediafire|filemail\.com|liveshare",
    re.IGNORECASE,
)
_AT_LINK = compile_late(
    r"(?:svar|udtalelse|bemærkninger|dokument|brev|beslutning|protokol|referat)[^.]{0,110}(?:link|https?://|hentes|"
    r"findes her|ses her|"
    r"downloades)",
    re.IGNORECASE,
)

_HANDS_NOTHING = compile_late(r"(?:afgiver|indsender|fremsender|sender|afgive|indsende|fremsende) ikke\b")
LONGEST_POINTER = 3_000
"""Characters: a longer document says something itself."""
_WORDS_OF_POINTER = 40
_SAID_AT_ONCE = 30
"""Characters behind a colon: "her er vores bemærkninger: vi savner …" brings what it announces."""


def find_missing_attachment(mail: ReadMail) -> bool:
    """Say whether the mail speaks of a file, or hands an answer over, and there is neither."""
    return is_attachment_missing(read_contents(mail, Topic()))


def find_link_only(mail: ReadMail) -> bool:
    """Say whether the answer lies behind a link and no document came along."""
    return has_link_only(read_contents(mail, Topic()))


def is_attachment_missing(contents: Contents) -> bool:
    """Say of prepared contents what ``find_missing_attachment`` says of a mail."""
    if contents.documents or _brings_mail(contents.mail):
        return False
    return announces_file(contents.sentences) or _hands_over_nothing(contents)


def has_link_only(contents: Contents) -> bool:
    """Say of prepared contents what ``find_link_only`` says of a mail."""
    if all(_holds_link_alone(document) for document in contents.documents):
        return bool(contents.documents) or find_link(contents) or any(map(is_link, contents.mail.attachments))
    return False


def _holds_link_alone(document: Attachment) -> bool:
    """Say whether a document is a page or note that only points to where the answer lies."""
    text = document.extracted.text
    if document.extracted.verdict not in READABLE or len(text) > LONGEST_POINTER:
        return False
    links = _LINK.findall(text)
    return any(_CLOUD.search(link) for link in links) and len(_LINK.sub("", text).split()) <= _WORDS_OF_POINTER


def announces_file(sentences: tuple[str, ...]) -> bool:
    """Say whether one of the sentences speaks of a file that should be there; who asks about one brings none."""
    return any(ANNOUNCES_FILE.search(s) and not NOT_OUR_FILE.search(s) and not s.endswith("?") for s in sentences)


def find_link(contents: Contents) -> bool:
    """Say whether the own words point to a place where files are shared."""
    body = contents.own_text
    links = _LINK.findall(body)
    if any(_CLOUD.search(link) for link in links):
        return True
    return bool(links) and bool(_AT_LINK.search(" ".join(body.split())))


def _hands_over_nothing(contents: Contents) -> bool:
    """Say whether a few words hand over an answer that is not among them."""
    if len(contents.words) >= LONG_TEXT:
        return False
    handed = [
        s
        for s in contents.sentences
        if HANDS_OVER.search(s) and ANSWER_WORDS.search(s) and not _HANDS_NOTHING.search(s) and not says_nothing(s)
    ]
    rest = sum(len(s) for s in contents.sentences if s not in handed)
    if any(len(s.partition(": ")[2]) > _SAID_AT_ONCE or (s.endswith(":") and rest > _SAID_AT_ONCE) for s in handed):
        return False
    return bool(handed) and rest < LONG_TEXT // 4 and all(len(s) < LONG_TEXT // 2 for s in handed)


def _brings_mail(mail: ReadMail) -> bool:
    return any(f.media_type.lower() == "message/rfc822" for f in mail.attachments)
