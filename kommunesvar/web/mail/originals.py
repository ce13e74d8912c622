"""The mail of an address: what the books know of it, and its bytes; what cannot be had is a page that says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import BinaryIO

from domain.errors import ArchiveError, ReaderDied, ReaderUnavailable, UnreadableMail, UsageError
from domain.message_view import MessageView
from kommunesvar.web.asked import Asked
from kommunesvar.web.faults import Refusal


def take_message(asked: Asked) -> MessageView:
    """Return the message of the address. Raises Refusal."""
    number = asked.take_number("id")
    try:
        return asked.program.messages.load_view(number)
    except UsageError as error:
        raise Refusal(HTTPStatus.NOT_FOUND, f"Der er ingen henvendelse med nummer {number}.") from error


@contextmanager
def open_original(asked: Asked, view: MessageView) -> Iterator[BinaryIO]:
    """Open a mail as it came, and tell what goes wrong with it in the block. Raises Refusal."""
    try:
        with asked.program.archive.open(view.sha256) as stream:
            yield stream
    except ArchiveError as error:
        raise Refusal(
            HTTPStatus.NOT_FOUND, f"Arkivet har ikke den oprindelige mail til henvendelse {view.id}."
        ) from error
    except (UnreadableMail, ReaderDied, ReaderUnavailable) as error:
        raise Refusal(
            HTTPStatus.NOT_FOUND,
            f"Henvendelse {view.id} kan ikke åbnes her. Hent den oprindelige mail, og åbn den i et mailprogram.",
        ) from error
