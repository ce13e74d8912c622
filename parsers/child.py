"""The child: ``python -m parsers.child LANE``. Reads jobs from its input, answers on its output, holds no secret.

It opens every file from outside, so it is bounded by the kernel before it looks at the first: memory, no
network, no writing to any file, few open ones, an alarm behind the supervisor's clock. It ends when its input
does. Only in the lane that starts programs of others may it write, and there in a folder of its own.
"""

import gc

if __name__ == "__main__":
    gc.disable()  # what is loaded stays: looking through it for garbage takes a fifth of the start

import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any, BinaryIO

from domain.errors import UnreadableMail
from domain.message import FilePart, KeptBack, ParsedMail, Verdict
from domain.reading_ports import KNOWN_BY
from parsers.containers import open_file
from parsers.extraction import OUT_OF_MEMORY, read_file
from parsers.formats import find_containers, find_formats
from parsers.frames import HEAD, Note, pack, pack_files, pack_mail, pack_reading, read_head, unpack
from parsers.lanes import Lane
from parsers.limits import MIB, Limits
from parsers.mail import parse_mail
from parsers.showing import SHOWN

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET (unshare(2)); Python 3.12 has os.unshare."""

AHEAD_AT_MOST = 2.0
"""Seconds for the files of one mail together; nearly all take milliseconds."""
_LARGEST_AHEAD = 4 * MIB
_GRACE = 2
_NICENESS = 5


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What the kernel allows a child of one lane; memory as a share of the limit, files in bytes."""

    memory: int = 1
    file_size: int = 0
    open_files: int = 32


_BOUNDS = {
    Lane.TEXT: _Bounds(),
    Lane.OCR: _Bounds(),
    # Programs of others bound themselves below this, each as it needs (parsers.programs.run).
    Lane.CONVERT: _Bounds(memory=8, file_size=256 * MIB, open_files=512),
}


def serve(jobs: BinaryIO, answers: BinaryIO, limits: Limits, lane: Lane = Lane.TEXT) -> None:
    """Answer each job until there are no more; one answer a job, whatever it holds."""
    known: set[str] = set()
    while head := jobs.read(HEAD.size):
        text, octets = read_head(head)
        note, pieces = unpack(jobs.read(text), jobs.read(octets))
        allowed = _allow(note, limits)
        known.update(note.get("known", ()))
        signal.alarm(int(max(allowed.mail_seconds, allowed.file_seconds, allowed.ocr_seconds)) + _GRACE)
        try:
            answer = pack(*_work(note, pieces, allowed, lane, known))
        except MemoryError:
            answer = pack(
                {"out_of_memory": True, "unreadable": "Reading the mail takes more memory than the limit allows."}
            )
        signal.alarm(0)
        answers.writelines(answer)
        answers.flush()
        del note, pieces, answer


def _allow(note: Note, limits: Limits) -> Limits:
    """Return the limits of one job: it may be given less time than the limits allow."""
    if "seconds" not in note:
        return limits
    left = float(note["seconds"])
    return replace(
        limits,
        file_seconds=min(limits.file_seconds, left),
        ocr_seconds=min(limits.ocr_seconds, left),
        mail_seconds=min(limits.mail_seconds, left),
    )


def _work(
    note: Note, pieces: list[bytes], limits: Limits, lane: Lane, known: Collection[str]
) -> tuple[Note, list[bytes]]:
    if note["job"] == "mail":
        try:
            mail = keep_back(parse_mail(pieces[0], limits), limits)
            return pack_mail(read_ahead(mail, limits, known) if "read_ahead" in note else mail)
        except MemoryError:
            raise
        except UnreadableMail as error:
            return {"unreadable": str(error)}, []
        except Exception as error:  # noqa: BLE001 - boundary: foreign parsers inside the child
            return {"unreadable": f"The mail breaks the parser ({type(error).__name__})."}, []
    if note["job"] in SHOWN:
        from parsers.showing.jobs import show  # noqa: PLC0415 - most children are never asked

        return show(note, pieces[0], limits)
    name = note["filename"]
    part = FilePart(filename=name, path=(name,), media_type=note["media_type"], data=pieces[0])
    if note["job"] == "open":
        return pack_files([_keep_back(file, limits) for file in open_file(part, limits)])
    reading = read_file(part, limits, lane)
    told, octets = pack_reading(reading)
    return {**told, **({"out_of_memory": True} if OUT_OF_MEMORY in reading.extracted.notes else {})}, octets


def keep_back(mail: ParsedMail, limits: Limits) -> ParsedMail:
    """Take the octets out of the files that nobody will open: furniture, containers, and what is too large."""
    return replace(mail, files=tuple(_keep_back(file, limits) for file in mail.files))


def _keep_back(file: FilePart, limits: Limits) -> FilePart:
    verdict = file.verdict or (Verdict.TOO_LARGE if file.size > limits.file_size else None)
    if verdict is None:
        return file
    return replace(file, data=b"", verdict=verdict, kept_back=KeptBack(file.size, file.sha256))


def read_ahead(mail: ParsedMail, limits: Limits, known: Collection[str] = ()) -> ParsedMail:
    """Read the files that are quickly read, so that their octets need not be handed out and back in.

    Each is read once: those that are ``known`` are left to whoever has their text, and so is one that comes again.
    """
    ends = time.monotonic() + AHEAD_AT_MOST
    read: set[str] = set()
    return replace(mail, files=tuple(_read_ahead(file, limits, ends, (known, read)) for file in mail.files))


def _read_ahead(file: FilePart, limits: Limits, ends: float, seen: tuple[Collection[str], set[str]]) -> FilePart:
    if file.verdict is not None or file.size > _LARGEST_AHEAD or time.monotonic() > ends:
        return file
    (known, read), sha256 = seen, file.sha256
    if sha256[:KNOWN_BY] in known or sha256 in read:
        return file
    reading = read_file(file, limits)
    # What took long, or needs another lane, or more memory, is read again by itself and with all that it is allowed.
    if reading.next is not None or OUT_OF_MEMORY in reading.extracted.notes or time.monotonic() > ends:
        return file
    read.add(sha256)
    return replace(file, data=b"", kept_back=KeptBack(file.size, sha256), extracted=reading.extracted)


def _close_in(bounds: _Bounds, memory: int) -> None:
    """Give up what an honest reader needs none of; hard limits, so that nothing can take it back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory * bounds.memory))
    for limit, value in (
        (resource.RLIMIT_FSIZE, bounds.file_size),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, bounds.open_files),
    ):
        resource.setrlimit(limit, (value, value))


def _leave_network() -> None:
    """Move into a network with nobody else in it, where the kernel lets us: a document may name pictures to fetch."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _take_output() -> BinaryIO:
    """Keep the pipe for frames; what libraries print goes nowhere."""
    output = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return output


def _read_limits(arguments: list[str]) -> Limits:
    kinds = {field.name: field.type for field in fields(Limits)}
    given = dict(argument.split("=", 1) for argument in arguments)
    values: dict[str, Any] = {name: float(v) if kinds[name] is float else int(v) for name, v in given.items()}
    return Limits(**values)


def main() -> None:
    """Run until the input ends."""
    lane, limits = Lane(sys.argv[1]), _read_limits(sys.argv[2:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to answer
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # Behind whoever waits for the answers: there may be more of us than processors.
    os.nice(_NICENESS)
    find_formats()
    find_containers()
    gc.freeze()  # what is loaded by now is never garbage, and need not be looked through
    gc.enable()
    output = _take_output()
    _leave_network()
    _close_in(_BOUNDS[lane], limits.memory)
    output.writelines(pack({"ready": True}))
    output.flush()
    serve(sys.stdin.buffer, output, limits, lane)


if __name__ == "__main__":
    main()
