"""extract and parse: files and mails as the intake would read them, without any books."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from domain.errors import UsageError
from domain.message import Verdict
from intake.classification.topic import Topic, find_topic
from kommunesvar.app import Context, Invocation, app, invocation
from kommunesvar.as_json import write_file_reading, write_parsed_file
from kommunesvar.console import Exit, disarm, print_json_list, progress, tell, warn
from kommunesvar.readers import make_limits
from kommunesvar.reading import FileReading, ParsedFile, extract_file, find_files, parse_file, work_through
from parsers.fence import FencedReader
from parsers.limits import Limits

JobsOption = Annotated[
    int, typer.Option("--jobs", min=1, max=64, help="How many are read at a time; default: one a core.")
]
CORES = os.cpu_count() or 1


class TextFormat(StrEnum):
    """How texts are printed."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print it.")]


@app.command()
def extract(
    context: Context,
    files: Annotated[list[Path], typer.Argument(help="Documents, or folders of them.")],
    jobs: JobsOption = CORES,
    format: FormatOption = TextFormat.TEXT,
) -> int:
    """Print the text of documents, as the intake would read it; whatever a file is, it gets a verdict."""
    limits, _ = _load_settings(invocation(context))
    found = _find_files(files)
    faults: list[str] = []
    verdicts: Counter[Verdict] = Counter()

    def note(reading: FileReading) -> FileReading:
        verdicts[reading.extracted.verdict] += 1
        faults.extend(filter(None, [reading.fault]))
        return reading

    with FencedReader(workers=min(jobs, len(found)), limits=limits) as reader, progress("Reading files") as steps:
        steps.expect(len(found))
        readings = work_through(
            lambda path: extract_file(path, reader, limits), found, jobs=jobs, advance=steps.advance
        )
        if format is TextFormat.JSON:
            print_json_list(write_file_reading(note(reading)) for reading in readings)
        else:
            for reading in readings:
                _print_reading(note(reading), alone=len(found) == 1)
    _tell_verdicts(verdicts)
    for fault in faults:
        warn(fault)
    return Exit.PARTLY_FAILED if faults else Exit.DONE


@app.command()
def parse(
    context: Context,
    files: Annotated[list[Path], typer.Argument(help="Mails (.eml, .msg), mbox files, or folders of these.")],
    jobs: JobsOption = CORES,
    format: FormatOption = TextFormat.TEXT,
) -> int:
    """Print mails as the intake would read them: headers, the sender's own words, what was cut off, attachments."""
    limits, topic = _load_settings(invocation(context))
    found = _find_files(files)
    failed = 0
    with FencedReader(workers=min(jobs, len(found)), limits=limits) as reader, progress("Reading mails") as steps:
        steps.expect(len(found))

        def count(parsed: ParsedFile) -> ParsedFile:
            nonlocal failed
            failed += parsed.error is not None
            return parsed

        groups = work_through(
            lambda path: parse_file(path, reader, limits, topic), found, jobs=jobs, advance=steps.advance
        )
        mails: Iterator[ParsedFile] = map(count, chain.from_iterable(groups))
        if format is TextFormat.JSON:
            print_json_list(write_parsed_file(parsed) for parsed in mails)
        else:
            for parsed in mails:
                _print_parsed(parsed)
    return Exit.PARTLY_FAILED if failed else Exit.DONE


def _load_settings(invoked: Invocation) -> tuple[Limits, Topic]:
    """Return the limits, and what mails may be about: of the configuration where there is one."""
    if invoked.is_default and not invoked.config_path.exists():
        return Limits(), Topic()
    config = invoked.load_config()
    return make_limits(config), find_topic(tuple(config.list_consultations()))


def _find_files(paths: list[Path]) -> list[Path]:
    if missing := [path for path in paths if not os.path.lexists(path)]:
        raise UsageError(
            f"There is no such file or folder: {', '.join(map(str, missing))}.",
            remedy="Name files, or a folder that they lie in.",
        )
    if not (found := find_files(paths)):
        raise UsageError(f"There are no files in {', '.join(map(str, paths))}.", remedy="Name files that there are.")
    return found


def _print_reading(reading: FileReading, *, alone: bool) -> None:
    extracted = reading.extracted
    if not alone:
        told = ", ".join(filter(None, (extracted.verdict.value, extracted.method, *extracted.notes)))
        sys.stdout.write(disarm(f"==> {reading.file} ({told})\n"))
    sys.stdout.write(disarm(extracted.text) + ("\n" if extracted.text else "") + ("" if alone else "\n"))


def _tell_verdicts(verdicts: Counter[Verdict]) -> None:
    told = ", ".join(f"{count} {verdict.value}" for verdict, count in verdicts.most_common())
    if verdicts.total() > 1 or Verdict.OK not in verdicts:
        tell(f"Read: {told}.")


def _print_parsed(parsed: ParsedFile) -> None:
    lines = [f"==> {parsed.file} ({parsed.kind.value if parsed.mail else parsed.error})"]
    if mail := parsed.mail:
        headers = mail.headers
        lines += [f"From: {', '.join(map(str, headers.froms))}", f"To: {', '.join(map(str, headers.to))}"]
        lines += [f"Subject: {headers.subject}", "", mail.body, ""]
        for file in mail.attachments:
            lines += [f"--- {' / '.join(file.path)} ({file.extracted.verdict.value}, {file.extracted.method})"]
            lines += [file.extracted.text] if file.extracted.text else []
        lines += ["--- quoted", mail.quoted] if mail.quoted else []
    sys.stdout.write(disarm("\n".join(lines)) + "\n\n")
