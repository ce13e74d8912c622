"""What is handed on: the memo in Word, and all originals and texts in a zip file."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import BinaryIO, cast

import structlog
from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.deadline import local_day
from kommunesvar.exports.exporting import export_consultation
from kommunesvar.memos import load_memo
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.downloads import offer
from kommunesvar.web.faults import Refusal
from notifier.memo.answers import Extent
from notifier.memo.compose import compose_memo

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
IN_MEMORY = 8 * 1024 * 1024
"""A zip file that grows beyond this goes on in a temporary file."""

CHUNK = 256 * 1024
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""How a disk says that there is no room left on it, or none for this user."""

log = structlog.get_logger(__name__)


@open_to(AccountRole.READER)
def hand_out_memo(asked: Asked) -> Response:
    """Write the memo, of now or of another moment, with the replies in full or in excerpt."""
    consultation = asked.take_consultation()
    as_of = asked.query.find_moment("tidspunkt", consultation.deadline.zone) or asked.now
    extent = asked.query.find_choice("omfang", Extent) or Extent.FULL
    content = compose_memo(load_memo(asked.program, consultation, as_of), extent=extent)
    return offer(content, _name_file(asked, consultation, "Høringsnotat", "docx"), media_type=DOCX)


@open_to(AccountRole.READER)
def hand_out_export(asked: Asked) -> Response:
    """Write the zip file aside and hand it out when it is whole: half of one would be taken for all."""
    consultation = asked.take_consultation()
    # Closed when it has been handed out; it is no BinaryIO by name alone.
    stream = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        report = export_consultation(asked.program, consultation, stream, expect=lambda _: None, advance=lambda: None)
    except BaseException as error:
        # What was written so far has no name, and is gone with this.
        with suppress(OSError):
            stream.close()
        if isinstance(error, OSError) and error.errno in FULL:
            raise _refuse_for_room() from error
        raise
    if report.problems:
        # The manifest in it names them.
        log.warning("originals missing from an export", consultation=consultation.id, problems=len(report.problems))
    stream.seek(0)
    return offer(_read(stream), _name_file(asked, consultation, "Høringssvar", "zip"), media_type=ZIP)


def _refuse_for_room() -> Refusal:
    folder = tempfile.gettempdir()
    log.error("no room to put an export together", folder=folder)
    return Refusal(
        HTTPStatus.INSUFFICIENT_STORAGE,
        f"Zip-filen kunne ikke samles, for der er ikke plads på serverens disk (mappen {folder}). "
        "Intet er gemt, og intet er gået tabt.",
    )


def _read(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


def _name_file(asked: Asked, consultation: Consultation, what: str, ending: str) -> str:
    day = local_day(asked.now, consultation.deadline.zone)
    return f"{what} {consultation.id} {day.isoformat()}.{ending}"


ROUTES = (
    Route("/hoeringer/{consultation}/notat.docx", hand_out_memo, name="memo"),
    Route("/hoeringer/{consultation}/eksport.zip", hand_out_export, name="export"),
)
