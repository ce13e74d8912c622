"""PowerPoint presentations (ECMA-376): .pptx, .pptm, .potx, .ppsx, as text."""

from dataclasses import dataclass

from domain.message import ExtractedText, Verdict
from parsers.lanes import Lane
from parsers.limits import Limits
from parsers.ooxml.package import UNREADABLE, Package, judge_failure
from parsers.ooxml.slide_text import PresentationReader, PresentationText
from parsers.pictures.part_pictures import PictureText, read_parts

_USUAL_MAIN = "ppt/presentation.xml"
_DAMAGED = frozenset({"torn", "damaged_part"})


@dataclass(frozen=True, slots=True)
class PptxFormat:
    """Reads .pptx: slides in their order, tables, charts by their words, notes and comments."""

    name: str = "pptx"
    lane: Lane = Lane.TEXT

    def extract(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text of all slides; those that are only a picture are named in the notes."""
        try:
            package = Package(data, limits)
            found = PresentationReader(package, package.find_main(_USUAL_MAIN), limits).read()
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        pictured = [str(number) for number, slide in enumerate(found.slides, 1) if slide.is_picture]
        notes = [*sorted(found.notes), *([f"scanned_pages: {', '.join(pictured)}"] if pictured else [])]
        return ExtractedText(
            text=_join(found),
            verdict=_judge(found, pictured=len(pictured)),
            method=self.name,
            pages=len(found.slides),
            notes=tuple(notes),
        )

    def recognize(self, data: bytes, limits: Limits) -> ExtractedText:
        """Return the text, with that of the pictures of slides that are nothing else."""
        try:
            package = Package(data, limits)
            found = PresentationReader(package, package.find_main(_USUAL_MAIN), limits).read()
        except UNREADABLE as error:
            return judge_failure(error, self.name)
        read = [_recognize(package, found, at, limits) for at in range(len(found.slides))]
        for slide, picture in zip(found.slides, read, strict=True):
            slide.lines += picture.text.split("\n")
        complete = all(picture.complete for picture in read) and not found.notes & _DAMAGED
        text = _join(found)
        return ExtractedText(
            text=text,
            verdict=(Verdict.OK if complete else Verdict.PARTIAL) if text else Verdict.SCANNED,
            method=f"{self.name}+ocr",
            pages=len(found.slides),
            notes=tuple(sorted(found.notes.union(*(picture.notes for picture in read)))),
        )


FORMAT = PptxFormat()


def _recognize(package: Package, found: PresentationText, at: int, limits: Limits) -> PictureText:
    slide = found.slides[at]
    return read_parts(package, slide.pictures if slide.is_picture else (), limits)


def _judge(found: PresentationText, *, pictured: int) -> Verdict:
    """Judge the whole by its slides: empty ones say nothing, and one that is only a picture makes it partial."""
    speaking = sum(bool(any(map(str.strip, slide.lines))) for slide in found.slides)
    if not speaking and pictured:
        return Verdict.SCANNED
    if found.notes & _DAMAGED:
        return Verdict.PARTIAL if speaking else Verdict.CORRUPT
    cut = any(note.startswith("pages_read") for note in found.notes)
    if speaking:
        return Verdict.PARTIAL if pictured or cut else Verdict.OK
    return Verdict.PARTIAL if _join(found) else Verdict.EMPTY


def _join(found: PresentationText) -> str:
    return "\n\n".join(filter(None, (slide.text for slide in found.slides)))
