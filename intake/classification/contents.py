"""A mail as the rules of kind look at it: its own words in lower case, its sentences, its documents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.message import Attachment, ReadMail
from domain.pattern import compile_late
from intake.classification.courtesies import cut_at_sign_off, strip_courtesies, strip_printed
from intake.classification.phrases import holds_any
from intake.classification.topic import Topic
from intake.documents import find_documents, find_own_documents

LONG_TEXT = 400
"""Characters of own words from which a mail without a document may be a whole reply."""
SHORT_DOCUMENT = 1500
"""Characters: a document up to this long is a letter that may ask or decline, as a mail may."""
LONGEST_TEXT = 20_000
"""Characters of each text that are looked at; what a mail is stands in its beginning."""
MOST_DOCUMENTS = 10

_MONTHS = "Januar|Februar|Marts|April|Maj|Juni|Juli|August|September|Oktober|November|December"
_SENTENCE_END = compile_late(
    r"\s(?:(?<=[.!?;'\"”»«]\s)(?:"
    r"(?<=[!?;]\s)\s*|(?<=[.!?]['\"”»«]\s)\s*|"
    rf"(?<=\.\s)(?:\s*(?=[A-ZÆØÅ\"»])(?!(?<=\d\.\s)(?:{_MONTHS})\b)|"
    r"(?<!\d\.\s)(?<!\b[dD]\.\s)(?<!\bvedr\.\s)\s*(?!\d)))|"
    r"(?<=\n)(?:\s*\n|(?=\s*(?:[-•*–]|\d+[.)])\s)))"
)
"""Not after "nr." or "1." unless a capital follows that begins no month.

It begins with the space and looks back from there: so all that is no space is passed over at once.
"""
_LINK = compile_late(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What the rules of kind read; all texts are composed (NFC), in lower case, one space between words.

    Each is prepared when a rule first asks for it, and kept: most mails are known by less than all of it. That is
    why this class has no slots.
    """

    mail: ReadMail
    topic: Topic

    @cached_property
    def subject(self) -> str:
        """The subject."""
        return plain(self.mail.headers.subject[:1000])

    @cached_property
    def words(self) -> str:
        """The own words without greeting, signature and links."""
        return _squeeze(_LINK.sub("", self.own_text) if "://" in self.own_text else self.own_text)

    @cached_property
    def spoken(self) -> str:
        """The own words down to the first sign-off: what it sounds like, however much is printed below."""
        return _squeeze(_LINK.sub("", cut_at_sign_off(self.own_text)))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the own words, less the questions that were asked."""
        return tuple(s for s in _split(self.own_text) if not self.topic.asked(s))

    def pick_sentences(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the ``sentences`` in which one of the stems stands; mostly none, and that shows at once."""
        said = tuple(stem for stem in stems if stem in self._said)
        return tuple(s for s in self.sentences if holds_any(s, said)) if said else ()

    @cached_property
    def letter_words(self) -> str:
        """Everything the sender wrote, with his signature, and short documents: to see what the sentences may hold."""
        return _squeeze("\n\n".join(self._letters))

    @cached_property
    def letter_sentences(self) -> tuple[str, ...]:
        """The sentences of everything the sender wrote, and of short documents.

        A request may be a letter of three lines, or a postscript.
        """
        return tuple(s for text in self._letters for s in _split(text))

    def pick_letter_sentences(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of the ``letter_sentences`` in which one of the stems stands."""
        said = tuple(stem for stem in stems if stem in self._letter_said)
        return tuple(s for s in self.letter_sentences if holds_any(s, said)) if said else ()

    @cached_property
    def documents(self) -> tuple[Attachment, ...]:
        """The documents, also those inside a mail attached to this one."""
        return find_documents(self.mail)

    @cached_property
    def own_documents(self) -> tuple[Attachment, ...]:
        """The documents that the sender attached himself."""
        return find_own_documents(self.mail)

    @cached_property
    def document_names(self) -> str:
        """The file names of the own documents."""
        return " ".join(d.filename.lower() for d in self.own_documents)

    @cached_property
    def document_words(self) -> str:
        """What stands in the own documents."""
        return plain(" ".join(d.extracted.text[:LONGEST_TEXT] for d in self.own_documents[:MOST_DOCUMENTS]))

    @property
    def is_short(self) -> bool:
        """Whether the own words are too few to be a whole reply."""
        return len(self.words) < LONG_TEXT

    @cached_property
    def names_topic(self) -> bool:
        """Whether subject, own words, file names or documents speak of what a consultation is about."""
        return any(self.topic.is_named_in(text) for text in self._each_text())

    def mentions(self, pattern: re.Pattern[str]) -> bool:
        """Say whether a pattern is found in subject, own words, file names or documents."""
        return any(pattern.search(text) for text in self._each_text())

    def has_header(self, name: str) -> bool:
        """Say whether a header is there, also with nothing in it."""
        return name.lower() in self._headers

    def header(self, name: str) -> str:
        """Return the topmost header of that name in lower case, or nothing."""
        return self._headers.get(name.lower(), "").strip().lower()

    @cached_property
    def _headers(self) -> dict[str, str]:
        """The topmost header of each name."""
        return {name.lower(): value for name, value in reversed(self.mail.headers.raw)}

    @cached_property
    def _unprinted(self) -> str:
        """What was written, less what an office prints under each of its mails."""
        return strip_printed(_compose(self.mail.body[:LONGEST_TEXT]))

    @cached_property
    def own_text(self) -> str:
        """The own words as they were written, without greeting and signature, in several lines."""
        return strip_courtesies(self._unprinted, self._holds_answer)

    def _holds_answer(self, tail: str) -> bool:
        """Say whether our questions stand below a signature: who keeps them there has answered each where it is."""
        return "?" in tail and any(map(self.topic.asked, _split(tail)))

    @cached_property
    def _said(self) -> str:
        """All sentences, one a line."""
        return "\n".join(self.sentences)

    @cached_property
    def _letter_said(self) -> str:
        return "\n".join(self.letter_sentences)

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        texts = (d.extracted.text for d in self.own_documents)
        return (
            self._unprinted,
            *(_compose(text) for text in texts if len(text.strip()) <= SHORT_DOCUMENT),
        )

    def _each_text(self) -> Iterator[str]:
        """Yield the texts, the long ones last: what is found in the subject need not be looked for in a document."""
        yield self.subject
        yield self.document_names
        yield self.words
        yield self.document_words


def read_contents(mail: ReadMail, topic: Topic) -> Contents:
    """Prepare a mail for the rules of kind, once for all of them."""
    return Contents(mail=mail, topic=topic)


def plain(text: str) -> str:
    """Return the text composed, in lower case, with single spaces."""
    return _squeeze(_compose(text))


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, plain; wrapped lines belong together, list items do not."""
    return _split(_compose(text))


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")


def _squeeze(text: str) -> str:
    return " ".join(text.lower().split())


def _split(text: str) -> tuple[str, ...]:
    return tuple(s for s in map(_squeeze, _SENTENCE_END.split(text)) if s)
