"""What a child does so that a mail or a file can be looked at: three jobs, each answered by one piece of octets."""

import time
from collections.abc import Callable, Mapping

from domain.errors import UnreadableMail
from parsers.frames import Note
from parsers.limits import Limits
from parsers.mail import parse_mail
from parsers.showing import MARKUP, PAGE, TAKE
from parsers.showing.first_page import draw_first_page, find_lane
from parsers.showing.markup import make_safe_markup

Answered = tuple[Note, list[bytes]]


def _take_file(note: Note, mail: bytes, limits: Limits) -> Answered:
    """Answer with one file of a mail, also one that nobody needs to read."""
    files = parse_mail(mail, limits).files
    found = [file.data for file in files if file.sha256 == note["sha256"]]
    return {}, found[:1]


def _clean_markup(_note: Note, mail: bytes, limits: Limits) -> Answered:
    return {}, [make_safe_markup(mail, limits).encode()]


def _draw_page(note: Note, data: bytes, limits: Limits) -> Answered:
    """Answer with the picture, or say which lane is to be asked."""
    begun, lane = time.monotonic(), find_lane(data)
    if lane is None or lane.value != note["lane"]:
        return {"lane": lane}, []
    return {}, [draw_first_page(data, limits, begun=begun)]


JOBS: Mapping[str, Callable[[Note, bytes, Limits], Answered]] = {
    TAKE: _take_file,
    MARKUP: _clean_markup,
    PAGE: _draw_page,
}


def show(note: Note, subject: bytes, limits: Limits) -> Answered:
    """Do one of the jobs; what raises anything unexpected costs the child, and the asker one answer."""
    try:
        return JOBS[note["job"]](note, subject, limits)
    except UnreadableMail as error:
        return {"unreadable": str(error)}, []
