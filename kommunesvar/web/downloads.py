"""Files that are handed out: each under its own name, to be kept, and never opened as a page of ours."""

from collections.abc import Iterator
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from kommunesvar.exports.file_names import make_safe

OCTETS = "application/octet-stream"
"""Of whatever others sent: no browser opens that, or guesses what it may be."""

ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Should a browser show it all the same, nothing in it runs and nothing of ours is near it."""


def offer(content: bytes | Iterator[bytes], filename: str, *, media_type: str = OCTETS) -> Response:
    """Return a file to keep, whole or in pieces that are read while it is sent."""
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": _describe(make_safe(filename)),
        "Content-Security-Policy": ALONE,
    }
    if isinstance(content, bytes):
        return Response(content, headers=headers)
    return StreamingResponse(content, headers=headers)


def _describe(name: str) -> str:
    """Return the disposition; it holds the name twice, as old and as new browsers read it (RFC 6266 §4.3)."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
