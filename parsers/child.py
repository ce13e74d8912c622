"""The child: ``python -m parsers.child``. Reads jobs from its input, answers on its output, holds no secret.

It opens every file from outside, so it is bounded by the kernel before it looks at the first: memory,
no writing to any file, few open ones, an alarm behind the supervisor's clock. It ends when its input does.
"""

import os
import resource
import signal
import sys
from dataclasses import fields, replace
from typing import Any, BinaryIO

from domain.errors import UnreadableMail
from domain.message import FilePart, KeptBack, ParsedMail, Verdict
from parsers.extraction import OUT_OF_MEMORY, extract_text
from parsers.formats import find_formats
from parsers.frames import HEAD, Note, pack, pack_mail, pack_text, read_head, unpack
from parsers.limits import Limits
from parsers.mail import parse_mail

_OPEN_FILES = 32
_GRACE = 2


def serve(jobs: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    """Answer each job until there are no more; one answer a job, whatever it holds."""
    while head := jobs.read(HEAD.size):
        text, octets = read_head(head)
        note, pieces = unpack(jobs.read(text), jobs.read(octets))
        signal.alarm(int(limits.mail_seconds if note["job"] == "mail" else limits.file_seconds) + _GRACE)
        try:
            answer = pack(*_work(note, pieces, limits))
        except MemoryError:
            answer = pack(
                {"out_of_memory": True, "unreadable": "Reading the mail takes more memory than the limit allows."}
            )
        signal.alarm(0)
        answers.writelines(answer)
        answers.flush()
        del note, pieces, answer


def _work(note: Note, pieces: list[bytes], limits: Limits) -> tuple[Note, list[bytes]]:
    if note["job"] == "mail":
        try:
            return pack_mail(keep_back(parse_mail(pieces[0], limits), limits))
        except MemoryError:
            raise
        except UnreadableMail as error:
            return {"unreadable": str(error)}, []
        except Exception as error:  # noqa: BLE001 - boundary: foreign parsers inside the child
            return {"unreadable": f"The mail breaks the parser ({type(error).__name__})."}, []
    part = FilePart(filename=note["filename"], path=(), media_type=note["media_type"], data=pieces[0])
    extracted = extract_text(part, limits)
    told, octets = pack_text(extracted)
    return {**told, **({"out_of_memory": True} if OUT_OF_MEMORY in extracted.notes else {})}, octets


def keep_back(mail: ParsedMail, limits: Limits) -> ParsedMail:
    """Take the octets out of the files that nobody will open: furniture, containers, and what is too large."""
    return replace(mail, files=tuple(_keep_back(file, limits) for file in mail.files))


def _keep_back(file: FilePart, limits: Limits) -> FilePart:
    verdict = file.verdict or (Verdict.TOO_LARGE if file.size > limits.file_size else None)
    if verdict is None:
        return file
    return replace(file, data=b"", verdict=verdict, kept_back=KeptBack(file.size, file.sha256))


def _close_in(memory: int) -> None:
    """Give up what an honest reader needs none of; hard limits, so that nothing can take it back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    for limit, value in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, _OPEN_FILES)):
        resource.setrlimit(limit, (value, value))


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
    limits = _read_limits(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the supervisor's to answer
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    find_formats()
    output = _take_output()
    _close_in(limits.memory)
    output.writelines(pack({"ready": True}))
    output.flush()
    serve(sys.stdin.buffer, output, limits)


if __name__ == "__main__":
    main()
