"""What a mail says, so that it can be compared with what another says: its files, and its own sentences.

An answer comes again with another cover note, a longer footer, or as PDF in place of Word; so what only
points to the answer, greets or signs is told from the answer. Every rule takes time linear in the texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.message import Attachment, Verdict
from domain.pattern import compile_late

LONGEST = 400_000
"""Characters of a text that are compared."""

MOST_FILES = 100
"""Files of a mail that are compared: an archive may hold thousands."""

_RUN = 3
_SAMPLE = 32
"""So many runs of a text, at even distances, tell at a glance whether it has anything in common with another."""

_COVER_WORDS = 25
_NEW_SENTENCE = 3

_SMALL_PICTURE = 50_000
_OPENING = 4
"""In one of so many sentences a mail says that it is an addition."""

_WORD = compile_late(r"\w+")
_SENTENCE_END = compile_late(r"(?<=[^\d\s][.!?])\s+|\n(?=\s{0,8}(?:[-•*–]|\d{1,2}[.)]))")
_BLANK_LINE = compile_late(r"\n[ \t]*(?:\n[ \t]*)+")
_BROKEN_WORD = compile_late(r"(?<=[a-zæøå])-\n(?=[a-zæøå])")
_PAGE_NUMBER = compile_late(
    r"^\W{0,4}(?:side|page|s\.)?\s{0,3}\d{1,3}(?:\s{0,3}(?:af|of|/)\s{0,3}\d{1,3})?\W{0,4}$", re.IGNORECASE
)
_SIGN_OFF = compile_late(
    r"^\W{0,4}(?:(?:med )?(?:de )?(?:venlig|bedste|kærlig|mange|god)\w{0,3} hils|hils(?:en|ner)\b|mvh\b|vh\b"
    r"|(?:kind|best|warm) regards|sendt fra min|sent from my|hent outlook)|^--\s{0,2}$",
    re.IGNORECASE,
)
_GREETING = compile_late(r"^\W{0,4}(?:kære|hej|hejsa|goddag|god (?:dag|morgen|formiddag|eftermiddag)|til|att|dear)\b")
_HEADER = compile_late(r"^\W{0,4}(?:fra|sendt|til|cc|emne|dato|from|sent|to|subject|date):")
_FOOTER = compile_late(
    r"fortrolig|udskriv|miljøet|personoplysning|persondata|databeskyt|confidential|virus|ekstern|external"
    r"|klik ikke|åbn ikke|kender afsenderen"
)
_OF_MAIL = compile_late(r"mail|link|vedhæft|afsender")
_COVER = compile_late(
    r"vedhæft|vedlag|vedlæg|bilag|hermed|hoslagt|fremsend|gensend|\bsend(?:er|t|es)\b|\bigen\b|attach|enclos|kvitter"
    r"|fejlmeddel|modtage|\b(?:word|pdf|docx?|fil(?:en|er)?|format|mail(?:en)?|dokument(?:et)?)\b|\båbne|\bkom frem"
    r"|^\W{0,4}(?:tusind |mange )?tak for|på forhånd|\bher er\b|\ber (?:den |det |svaret )?her\b"
)
_CHANGE = compile_late(
    r"tilføj|suppler|tillæg|uddyb|præcis|rettel|rettet|ændr|erstat|endelig|godkend|korrig|opdater"
    r"|\bny(?:e|t)? (?:udgave|version)"
)
_ADDITION = compile_late(r"suppler(?:ende|ing)|supplement|tilføjelse|\btillæg\b|uddybende|eftersend")
_VERSION_WORD = compile_late(
    r"\b(?:endelig\w?|rettet|korrigeret|revideret|opdateret|foreløbig\w?|udkast|version|final|kopi|copy|ny"
    r"|v? ?\d{1,2})\b"
)
_NO_DOCUMENT = compile_late(r"\.(?:p7s|asc|sig|vcf|ics)$|^att\d+\.(?:txt|html?|dat)$")
_REGISTERED = compile_late(r"Svaret kom uden om postkassen .{1,60} og er registreret af ")
"""Our own note on a reply that came by letter: what it says stands in the files beside it."""

_MAIL_TYPE = "message/rfc822"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One text of a mail, its body or a file: the words, the runs of three of them, and some of these by lot."""

    name: str
    form: str
    sha256: str
    words: tuple[str, ...]
    runs: frozenset[int]
    sample: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a mail's own words; a ``cover`` only points to what is sent with it."""

    words: tuple[str, ...]
    cover: bool
    runs: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a mail says: the files it brings and its own sentences; ``adds`` where it calls itself an addition."""

    files: tuple[Writing, ...]
    body: Writing
    sentences: tuple[Sentence, ...]
    adds: bool

    def has_said(self, sentence: Sentence) -> bool:
        """Say whether all runs of a sentence are among those of its own words, wherever they stand."""
        parts: tuple[Writing | Sentence, ...] = (self.body, *self.files, *self.sentences)
        unsaid = sentence.runs
        for part in parts:
            unsaid -= part.runs
            if not unsaid:
                return True
        return not unsaid


def read_said(body: str, attachments: Iterable[Attachment], *, subject: str = "") -> Said:
    """Return what a mail says, to be compared with what others say; a mail attached whole says it as well."""
    files = [file for file in attachments if _is_document(file)][:MOST_FILES]
    mails = [file.extracted.text for file in files if file.media_type.lower() == _MAIL_TYPE]
    texts = [text[:LONGEST] for text in (body, *mails) if not _REGISTERED.search(text[:LONGEST])]
    sentences = tuple(_read_sentence(sentence) for text in texts for sentence in _list_sentences(text))
    own = tuple(word for sentence in sentences if not sentence.cover for word in sentence.words)
    opening = " ".join((subject.lower(), *(" ".join(sentence.words) for sentence in sentences[:_OPENING])))
    return Said(
        files=tuple(_read_file(file) for file in files if file.media_type.lower() != _MAIL_TYPE),
        body=_make_writing(own),
        sentences=sentences,
        adds=_ADDITION.search(opening) is not None,
    )


def _is_document(file: Attachment) -> bool:
    """Say whether a file may hold words, and is not a container, a certificate, a card or a logo."""
    if file.extracted.verdict in {Verdict.INLINE, Verdict.CONTAINER} or _NO_DOCUMENT.search(file.filename.lower()):
        return False
    return not (file.media_type.lower().startswith("image/") and file.size < _SMALL_PICTURE)


def _read_file(file: Attachment) -> Writing:
    stem, _, form = file.filename.lower().rpartition(".")
    text = file.extracted.text[:LONGEST].lower()
    if "-\n" in text:
        # Most texts break no word, and to look for the letter before the hyphen is to look at every letter.
        text = _BROKEN_WORD.sub("", text)
    kept = "\n".join(line for line in text.split("\n") if not _PAGE_NUMBER.match(line[:40]))
    name = " ".join(_VERSION_WORD.sub(" ", " ".join(re.split(r"[\W_]+", stem))).split())
    return _make_writing(tuple(_WORD.findall(kept)), name=name, form=form, sha256=file.sha256)


def _make_writing(words: tuple[str, ...], *, name: str = "", form: str = "", sha256: str = "") -> Writing:
    runs = _list_runs(words)
    sample = tuple(runs[:: len(runs) // _SAMPLE + 1])
    return Writing(name=name, form=form, sha256=sha256, words=words, runs=frozenset(runs), sample=sample)


def _list_runs(words: tuple[str, ...]) -> list[int]:
    """Return a number for each run of three words; fewer words are one run."""
    if len(words) <= _RUN:
        return [hash(words)] if words else []
    return list(map(hash, zip(*(words[start:] for start in range(_RUN)), strict=False)))


def _list_sentences(body: str) -> Iterator[str]:
    """Yield the sentences of a mail's own words, without greeting, signature and footer."""
    signing = False
    for paragraph in _BLANK_LINE.split(body):
        lines = paragraph.strip().split("\n")
        end = next((number for number, line in enumerate(lines) if _SIGN_OFF.match(line)), None)
        if signing and not _is_prose(paragraph):
            continue
        signing = end is not None
        yield from _SENTENCE_END.split("\n".join(lines[:end]))


def _is_prose(paragraph: str) -> bool:
    """Say whether the letter goes on after a signature: a footer and an address are no prose."""
    text = paragraph.strip().lower()
    return text.endswith((".", "!", "?")) and len(text.split()) >= _COVER_WORDS // 2 and not _FOOTER.search(text)


def _read_sentence(text: str) -> Sentence:
    lower = text.lower()
    words = tuple(_WORD.findall(lower))
    banner = _FOOTER.search(lower) is not None and _OF_MAIL.search(lower) is not None
    greeting = len(words) <= _COVER_WORDS // 4 and _GREETING.match(lower) is not None
    short = len(words) <= _COVER_WORDS and not _CHANGE.search(lower)
    bare = banner or greeting or len(words) < _NEW_SENTENCE or _HEADER.match(lower) is not None
    cover = bare or (short and _COVER.search(lower) is not None)
    return Sentence(words, cover, frozenset(_list_runs(words)))
