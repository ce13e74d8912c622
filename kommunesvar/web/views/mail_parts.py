"""A mail's HTML, its files and the mail itself: shown harmless, or saved as they came, and never anything between."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import BinaryIO

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.errors import ArchiveError, ReaderDied
from domain.message import Attachment
from domain.message_view import MessageView
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.downloads import ALONE, offer
from kommunesvar.web.faults import Refusal
from kommunesvar.web.mail.originals import open_original, take_message

FRAMED = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)
"""Of a mail in its frame: pictures only of our drawing, no script even if one were there, no way out."""

CHUNK = 1024 * 1024


@open_to(AccountRole.READER)
def show_markup(asked: Asked) -> Response:
    """Show the mail's HTML, made harmless, for a frame."""
    view, markup, problem = take_message(asked), "", ""
    try:
        with open_original(asked, view) as stream:
            markup = asked.program.showing.clean_markup(stream)
    except Refusal as refusal:
        # Said in the frame itself: no page of ours may stand in one.
        problem = refusal.detail
    response = asked.show_bare("mail_frame.html", markup=markup, problem=problem)
    response.headers["Content-Security-Policy"] = FRAMED
    return response


@open_to(AccountRole.READER)
def save_original(asked: Asked) -> Response:
    """Hand out the mail as it came, byte for byte."""
    view = take_message(asked)
    try:
        stream = asked.program.archive.open(view.sha256)
    except ArchiveError as error:
        raise Refusal(
            HTTPStatus.NOT_FOUND, f"Arkivet har ikke den oprindelige mail til henvendelse {view.id}."
        ) from error
    return offer(_read_pieces(stream), f"henvendelse-{view.id}.eml")


def _read_pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        yield from iter(lambda: stream.read(CHUNK), b"")


@open_to(AccountRole.READER)
def save_attachment(asked: Asked) -> Response:
    """Hand out one file of a mail."""
    view = take_message(asked)
    file = _take_attachment(asked, view)
    return offer(_take_octets(asked, view, file), file.filename)


@open_to(AccountRole.READER)
def show_first_page(asked: Asked) -> Response:
    """Show the first page of a file as a picture of our drawing."""
    view = take_message(asked)
    file = _take_attachment(asked, view)

    def draw() -> bytes | None:
        try:
            return asked.program.showing.draw_first_page(_take_octets(asked, view, file))
        except ReaderDied:
            return None

    picture = asked.site.pictures.find(file.sha256, draw)
    if picture is None:
        raise Refusal(HTTPStatus.NOT_FOUND, f"Bilaget »{file.filename}« kan ikke vises som billede.")
    return Response(picture, headers={"Content-Type": "image/png", "Content-Security-Policy": ALONE})


def _take_attachment(asked: Asked, view: MessageView) -> Attachment:
    number = asked.take_number("number")
    if not 1 <= number <= len(view.attachments):
        raise Refusal(HTTPStatus.NOT_FOUND, f"Henvendelse {view.id} har intet bilag nummer {number}.")
    return view.attachments[number - 1]


def _take_octets(asked: Asked, view: MessageView, file: Attachment) -> bytes:
    with open_original(asked, view) as stream:
        octets = asked.program.showing.take_file(stream, file.sha256)
    if octets is None:
        raise Refusal(
            HTTPStatus.NOT_FOUND, f"Bilaget »{file.filename}« kan ikke tages ud. Det ligger i den oprindelige mail."
        )
    return octets


ROUTES = (
    Route("/henvendelser/{id:int}/mail", show_markup, name="mail_markup"),
    Route("/henvendelser/{id:int}/original", save_original, name="mail_original"),
    Route("/henvendelser/{id:int}/bilag/{number:int}", save_attachment, name="attachment"),
    Route("/henvendelser/{id:int}/bilag/{number:int}/side", show_first_page, name="first_page"),
)
