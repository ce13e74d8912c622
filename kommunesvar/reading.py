"""Files and mails read as the intake would read them, without any books: what ``extract`` and ``parse`` do."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from domain.errors import ReaderDied, UnreadableMail
from domain.kind import Kind
from domain.message import READABLE, Attachment, ExtractedText, FilePart, ReadMail, Verdict
from domain.reading_ports import Reader
from intake.classification.engine import classify
from intake.classification.topic import Topic
from intake.reading import MailReading
from intake.sources.mail_files import find_in_mbox, is_mbox, name_path, read_head, read_piece
from parsers.limits import Limits
from parsers.magic import find_kind

_Result = TypeVar("_Result")
_INSIDE = " / "


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What was read of one file on disk; ``fault`` says why its bytes could not even be had."""

    file: str
    format: str
    extracted: ExtractedText
    seconds: float
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """What was read of one mail in a file; without ``mail``, ``error`` says why."""

    file: str
    mail: ReadMail | None = None
    kind: Kind = Kind.OTHER
    error: str | None = None


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files named, and every file in the folders named, in order; links to folders are not followed."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for folder, below, names in os.walk(path):
            below.sort()
            found += (Path(folder, name) for name in sorted(names))
    return found


def work_through(
    do: Callable[[Path], _Result], files: Iterable[Path], *, jobs: int, advance: Callable[[], object]
) -> Iterator[_Result]:
    """Yield what is done with each file, in order, ``jobs`` at a time; what is not begun when we stop is left."""
    pool = ThreadPoolExecutor(max_workers=jobs)
    try:
        for result in pool.map(do, files):
            advance()
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def extract_file(path: Path, reader: Reader, limits: Limits) -> FileReading:
    """Read one file, and if it holds others, those; never raises for what it is or holds. Raises ReaderUnavailable."""
    begun = time.monotonic()

    def tell(extracted: ExtractedText, name: str = "unknown", fault: str | None = None) -> FileReading:
        seconds = round(time.monotonic() - begun, 4)
        return FileReading(file=name_path(path), format=name, extracted=extracted, seconds=seconds, fault=fault)

    try:
        size = _measure(path)
        data = path.read_bytes() if size <= limits.file_size else _read_head(path)
    except OSError as error:
        fault = error.strerror or type(error).__name__
        return tell(_give_up(Verdict.UNSUPPORTED, f"cannot_be_opened: {fault}"), fault=f"{path}: {fault}")
    name = find_kind(data).format
    if size > limits.file_size:
        return tell(_give_up(Verdict.TOO_LARGE), name)
    part = FilePart(filename=path.name, path=(path.name,), media_type=find_kind(data).media_type, data=data)
    return tell(_read(part, reader, limits), name)


def _measure(path: Path) -> int:
    """Return the size of a file. Raises OSError for what is none: a pipe or a device would keep us waiting for ever."""
    size = path.stat().st_size
    if not path.is_file():
        raise OSError(0, "it is not a file")
    return size


def _read_head(path: Path) -> bytes:
    with path.open("rb") as file:
        return read_head(file)


def _give_up(verdict: Verdict, *notes: str) -> ExtractedText:
    return ExtractedText(text="", verdict=verdict, method="none", notes=notes)


def _read(part: FilePart, reader: Reader, limits: Limits) -> ExtractedText:
    container, *contents = reader.open_file(part)
    if not contents:
        return reader.extract_text(container)
    reading = MailReading(reader=reader, seconds=limits.mail_seconds)
    inside = [read for read in reading.read_files(tuple(contents)) if read.extracted.verdict is not Verdict.INLINE]
    unread = [f"{_name(file)}: {file.extracted.verdict}" for file in inside if file.extracted.verdict not in READABLE]
    return ExtractedText(
        text="\n\n".join(_write_inside(file) for file in inside if file.extracted.text),
        verdict=container.verdict or Verdict.CONTAINER,
        method=find_kind(part.data).format,
        notes=tuple(unread),
    )


def _write_inside(file: Attachment) -> str:
    return f"== {_name(file)} ==\n{file.extracted.text}"


def _name(file: Attachment) -> str:
    return _INSIDE.join(file.path[1:])


def parse_file(path: Path, reader: Reader, limits: Limits, topic: Topic) -> list[ParsedFile]:
    """Read the mail in a file, or each of those in an mbox; never raises for what it is. Raises ReaderUnavailable."""

    def parse(name: str, mail: bytes | BinaryIO) -> ParsedFile:
        try:
            read = MailReading(reader=reader, seconds=limits.mail_seconds).read(mail)
        except (UnreadableMail, ReaderDied) as error:
            return ParsedFile(file=name, error=str(error))
        return ParsedFile(file=name, mail=read, kind=classify(read, topic).kind)

    name = name_path(path)
    try:
        _measure(path)
        with path.open("rb") as file:
            if path.suffix.lower() == ".eml" or not is_mbox(read_head(file)):
                return [parse(name, file)]
            mails = (b"".join(read_piece(file, piece)) for piece in find_in_mbox(file))
            return [parse(f"{name}#{nth}", mail) for nth, mail in enumerate(mails, 1)]
    except OSError as error:
        return [ParsedFile(file=name, error=f"It cannot be opened: {error.strerror or type(error).__name__}.")]
