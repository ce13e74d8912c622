"""Files that are handed out: each under its own name, to be kept, and never opened as a page of ours."""

from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from kommunesvar.file_names import make_safe

ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Should a browser show it all the same, nothing in it runs and nothing of ours is near it."""

CHUNK = 256 * 1024


def offer(content: bytes, *, name: str, media_type: str) -> Response:
    """Return a file to keep."""
    return Response(content, headers=_describe(name, media_type))


def offer_stream(stream: IO[bytes], *, name: str, media_type: str) -> Response:
    """Return a file to keep, read piece by piece from where the stream stands, and closed at the end."""
    return StreamingResponse(_read(stream), headers=_describe(name, media_type))


def _read(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


def _describe(name: str, media_type: str) -> dict[str, str]:
    """Return the headers; they hold the name twice, as old and as new browsers read it (RFC 6266 §4.3)."""
    safe = make_safe(name)
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in safe)
    return {
        "Content-Type": media_type,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}",
        "Content-Security-Policy": ALONE,
    }
