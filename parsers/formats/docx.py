"""Word documents (ECMA-376, transitional and strict): .docx, .docm, .dotx."""

from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.ooxml.package import TORN, UNREADABLE, Package, judge_failure
from parsers.ooxml.word_document import WordDocument, read_word_document
from parsers.pictures.part_pictures import may_be_page, read_parts

_USUAL_MAIN = "word/document.xml"
_SHORT = 200
"""Signs: a letter shorter than this beside a picture as large as a page may say the rest there."""
_SCANNED = "scanned_pages"


@dataclass(frozen=True, slots=True)
class DocxFormat:
    """Reads .docx: body, tables, lists, boxes, notes, comments, headers; insertions in, deletions out."""

    name: str = "docx"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text in reading order, the notes after the body."""
        try:
            package = Package(data, limits)
            main, problem = _find_main(package)
            if problem and TORN in package.faults:
                return ExtractedText(text="", verdict=Verdict.CORRUPT, method=self.name, notes=(TORN,))
            if problem:
                return ExtractedText(text="", verdict=Verdict.UNSUPPORTED, method=self.name, notes=(problem,))
            document = read_word_document(package, main, limits)
            return _judge(document, is_pictured=_is_pictured(package, document))
        except UNREADABLE as error:
            return judge_failure(error, self.name)

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text with that of the body's pictures, in their order, behind it."""
        try:
            package = Package(data, limits)
            document = read_word_document(package, _find_main(package)[0], limits)
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        read = read_parts(package, document.pictures, limits)
        verdict = Verdict.PARTIAL if document.unread or not read.complete else Verdict.OK
        return ExtractedText(
            text="\n\n".join(filter(None, (document.head, document.words, read.text, document.foot))),
            verdict=verdict if document.words or read.text else Verdict.SCANNED,
            method=f"{self.name}+ocr",
            notes=tuple(sorted(document.notes | read.notes)),
        )


FORMAT = DocxFormat()


def _find_main(package: Package) -> tuple[str, str]:
    """Find the main part; with it the note on why it is none of ours, empty where it is."""
    main = next((r.target for r in package.find_relationships("") if r.kind == "officeDocument"), "")
    if not package.has(main) and package.has(_USUAL_MAIN) and TORN in package.faults:
        main = _USUAL_MAIN
    if not main or not package.has(main):
        return "", "no_main_part"
    is_word = main.lower().endswith(".xml") and not main.lower().startswith(("xl/", "ppt/"))
    return main, "" if is_word else "not_word"


def _is_pictured(package: Package, document: WordDocument) -> bool:
    """Say whether the letter may stand in a picture below a line or two of text."""
    if not document.words or len(document.words) > _SHORT:
        return False
    return any(package.has(name) and may_be_page(package.read(name)) for name in document.pictures)


def _judge(document: WordDocument, *, is_pictured: bool) -> ExtractedText:
    notes = set(document.notes) | ({_SCANNED} if is_pictured else set())
    verdict = _judge_words(document) if document.words else _judge_without_words(document)
    if is_pictured:
        verdict = Verdict.PARTIAL
    return ExtractedText(text=document.text, verdict=verdict, method="docx", notes=tuple(sorted(notes)))


def _judge_words(document: WordDocument) -> Verdict:
    """Judge a letter that says something; what stands in its charts, notes or embedded files alone is not all."""
    return Verdict.PARTIAL if document.unread or not document.body else Verdict.OK


def _judge_without_words(document: WordDocument) -> Verdict:
    """Judge a body without a word: a letterhead alone is no answer, and a picture alone may be one."""
    if document.unread:
        return Verdict.CORRUPT
    return Verdict.SCANNED if document.drawn else Verdict.EMPTY
