"""A mail as the rules of kind look at it: its own words in lower case, its sentences, its documents."""

import re
import unicodedata
from dataclasses import dataclass

from domain.message import READABLE, Attachment, ReadMail
from intake.classification.topic import Topic
from intake.documents import find_documents, find_own_documents

LONG_TEXT = 400
"""Characters of own words from which a mail without a document may be a whole reply."""
SHORT_DOCUMENT = 1500
"""Characters: a document up to this long is a letter that may ask or decline, as a mail may."""
LONGEST_TEXT = 20_000
"""Characters of each text that are looked at; what a mail is stands in its beginning."""

_SIGN_OFF = re.compile(
    r"^[ \t>]*(?:-- ?$|(?:med[ \t]+)?(?:venlige?|bedste|kærlige?|mange|de[ \t]+bedste|gode)[ \t]+hils(?:en|ner)\b|"
    r"hilsen\b|mvh\b|vh\b|(?:kind|best|warm)[ \t]+regards|med[ \t]+vänlig|vennlig[ \t]+hilsen|mit[ \t]+freundlichen)",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(
    r"^\s*(?:(?:hej|kære|til|god(?:morgen|dag)?|hi|dear|hallo|hei|goddag)\b[^\n.!?]{0,60}(?:[,!]?\s*\n|,\s))+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[!?])\s+|(?<=\.)\s+(?=[A-ZÆØÅ\"»])|(?<=\.)(?<!\d\.)(?<!\b[dD]\.)(?<!\b[a-z]{2}\.)(?<!\bvedr\.)\s+(?!\d)|"
    r"\n\s*\n|\n(?=\s*(?:[-•*–]|\d+[.)])\s)"
)
"""Not after "nr." or "1." unless a capital follows."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_TAIL = 1_000
"""Characters after the sign-off up to which they are a signature, and beyond which more was written there."""
_DISCLAIMER = re.compile(
    r"fortrolig|confidential|personoplysninger|databeskyttelse|ved en fejl|privatlivspolitik|behandler dine",
    re.IGNORECASE,
)
_TAIL_WITH_DISCLAIMER = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the rules of kind read; all texts are composed (NFC), in lower case, one space between words.

    ``words`` and ``sentences`` are the own words without greeting and signature. ``letter_sentences`` hold
    everything the sender wrote, and short documents: a request may be a letter of three lines, or a postscript.
    """

    mail: ReadMail
    topic: Topic
    subject: str
    words: str
    sentences: tuple[str, ...]
    documents: tuple[Attachment, ...]
    own_documents: tuple[Attachment, ...]
    letter_sentences: tuple[str, ...]
    document_words: str

    @property
    def is_short(self) -> bool:
        """Whether the own words are too few to be a whole reply."""
        return len(self.words) < LONG_TEXT

    @property
    def names_topic(self) -> bool:
        """Whether subject, own words, file names or documents speak of what a consultation is about."""
        return self.topic.is_named_in(self.everything)

    @property
    def everything(self) -> str:
        """Subject, own words, names of documents and their text."""
        names = " ".join(d.filename.lower() for d in self.own_documents)
        return f"{self.subject}\n{self.words}\n{names}\n{self.document_words}"

    @property
    def has_readable_document(self) -> bool:
        """Whether one of the own documents could be read without doubt."""
        return any(d.extracted.verdict in READABLE for d in self.own_documents)

    def has_header(self, name: str) -> bool:
        """Say whether a header is there, also with nothing in it."""
        return bool(self.mail.headers.get_all(name))

    def header(self, name: str) -> str:
        """Return the topmost header of that name in lower case, or nothing."""
        return next(iter(self.mail.headers.get_all(name)), "").strip().lower()


def read_contents(mail: ReadMail, topic: Topic) -> Contents:
    """Prepare a mail for the rules of kind, once for all of them."""
    own = find_own_documents(mail)
    body = _without_courtesies(mail.body[:LONGEST_TEXT])
    short = [d.extracted.text for d in own if len(d.extracted.text.strip()) <= SHORT_DOCUMENT]
    return Contents(
        mail=mail,
        topic=topic,
        subject=plain(mail.headers.subject[:1000]),
        words=plain(_LINK.sub("", body)),
        sentences=tuple(s for s in split_sentences(body) if not topic.asked(s)),
        documents=find_documents(mail),
        own_documents=own,
        letter_sentences=tuple(s for text in (mail.body[:LONGEST_TEXT], *short) for s in split_sentences(text)),
        document_words=plain(" ".join(d.extracted.text[:LONGEST_TEXT] for d in own[:10])),
    )


def plain(text: str) -> str:
    """Return the text composed, in lower case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("\u00ad", "").split())


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, plain; wrapped lines belong together, list items do not."""
    return tuple(s for s in (plain(piece) for piece in _SENTENCE_END.split(text)) if s)


def _without_courtesies(body: str) -> str:
    """Return the own words without greeting and signature; nothing long is ever cut off."""
    sign_off = _SIGN_OFF.search(body)
    if sign_off:
        tail = body[sign_off.start() :]
        longest = _TAIL_WITH_DISCLAIMER if _DISCLAIMER.search(tail) else _TAIL
        body = body[: sign_off.start()] if len(tail) <= longest else body
    return _GREETING.sub("", body, count=1).strip()
