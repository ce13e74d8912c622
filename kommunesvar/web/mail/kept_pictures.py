"""Pictures of first pages, kept while somebody looks through the mails: drawing one takes up to some seconds.

In memory only: what is erased from the archive must not live on beside it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_OCTETS = 32 * 1024 * 1024
MOST_PICTURES = 500


class KeptPictures:
    """Remembers the pictures that were asked for last, also that there is none; safe to share among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, bytes | None] = OrderedDict()
        self._octets = 0

    def find(self, sha256: str, draw: Callable[[], bytes | None]) -> bytes | None:
        """Return the picture of a file by its checksum, drawn where it is not kept."""
        with self._lock:
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
                return self._kept[sha256]
        # Two who ask at once both draw: the second picture is the same as the first.
        picture = draw()
        with self._lock:
            self._keep(sha256, picture)
        return picture

    def _keep(self, sha256: str, picture: bytes | None) -> None:
        self._octets += len(picture or b"") - len(self._kept.pop(sha256, None) or b"")
        self._kept[sha256] = picture
        while self._octets > MOST_OCTETS or len(self._kept) > MOST_PICTURES:
            _, oldest = self._kept.popitem(last=False)
            self._octets -= len(oldest or b"")
