"""Files made to hurt whoever opens them, by the kind of file and the hurt: ``pdfs.nest_flate``."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from domain.message import ExtractedText, FilePart, Verdict
from intake.reading import MailReading
from parsers.fence import READER_DIED, FencedReader
from parsers.limits import Limits
from tests.hostile.compounds import COMPOUNDS
from tests.hostile.office import OFFICE
from tests.hostile.pdf_trees import PDF_TREES
from tests.hostile.pdfs import PDF_PAGES
from tests.hostile.pictures import PICTURES
from tests.hostile.sheets import SHEETS
from tests.hostile.texts import TEXTS
from tests.hostile.zips import ZIPS

HOSTILE_FILES: dict[str, Callable[[], bytes]] = {
    f"{build.__module__.rpartition('.')[2]}.{build.__name__}": build
    for build in (*ZIPS, *OFFICE, *SHEETS, *PDF_PAGES, *PDF_TREES, *PICTURES, *COMPOUNDS, *TEXTS)
}

_HONEST = b"Vi svarer ja."


@dataclass(frozen=True, slots=True)
class Ordeal:
    """How a hostile file ended: the seconds it took, its own verdict, and what was read of it or of what it holds."""

    seconds: float
    verdict: Verdict
    read: tuple[ExtractedText, ...]

    @property
    def is_fatal(self) -> bool:
        """Say whether a child died of it, or had to be killed."""
        notes = [note for text in self.read for note in text.notes]
        return self.verdict is Verdict.TIMEOUT or any(note.startswith(READER_DIED) for note in notes)


def undergo(reader: FencedReader, data: bytes, limits: Limits) -> Ordeal:
    """Open a file and read whatever is in it, as ``extract`` does."""
    part = FilePart(filename="svar", path=("svar",), media_type="", data=data)
    begun = time.monotonic()
    container, *inside = reader.open_file(part)
    if inside:
        files = MailReading(reader=reader, seconds=limits.mail_seconds).read_files(tuple(inside))
        read = tuple(file.extracted for file in files)
    else:
        read = (reader.extract_text(container),)
    return Ordeal(time.monotonic() - begun, container.verdict or read[0].verdict, read)


def is_sound(reader: FencedReader) -> bool:
    """Say whether an honest file is read as ever."""
    part = FilePart(filename="svar.txt", path=("svar.txt",), media_type="text/plain", data=_HONEST)
    return reader.extract_text(part).text == _HONEST.decode()
