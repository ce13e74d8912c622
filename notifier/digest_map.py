"""The tile map as a picture that goes with the mail: small enough to send, and nothing is fetched to show it."""

import io
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image

from domain.standing import Standings
from notifier.envelope import MailFile
from notifier.figures.png import render_png
from notifier.figures.tiles import describe_tile_map, draw_tile_map

SHOWN_WIDTH = 592
"""As wide as the digest's text, in CSS pixels."""

PIXELS = 888
"""A picture half as fine again as it is shown: its letters stay sharp on a telephone, at half the bytes of twice."""

COLOURS = 32
"""Six standings and the steps to paper at the letters' edges; with a palette the picture is a third of the bytes."""

_NAME = "kommunekort.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """Where the HTML finds the map, and what it says to those who do not see it."""

    address: str
    told: str
    width: int


def draw_map(standings: Standings) -> tuple[MapPicture, MailFile]:
    """Return the map as the HTML refers to it, and the file to send along; its id follows from its bytes."""
    content = _shrink(render_png(draw_tile_map(standings, short=True), PIXELS))
    content_id = f"{sha256(content).hexdigest()[:32]}@kommunesvar.invalid"
    picture = MapPicture(address=f"cid:{content_id}", told=describe_tile_map(standings), width=SHOWN_WIDTH)
    return picture, MailFile(name=_NAME, media_type="image/png", content=content, content_id=content_id)


def _shrink(png: bytes) -> bytes:
    """Return a PNG with a palette (ISO/IEC 15948, colour type 3)."""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(stream, "PNG", optimize=True)
    return stream.getvalue()
