r"""Names of files and folders that every system takes, Windows as well, whatever a mail has called them.

The rules are Microsoft's ('Naming Files, Paths, and Namespaces'): no ``<>:"/\|?*``, no control characters, no name of
a device, no dot or space at the end, and capitals make no difference.
"""

import re
import unicodedata

LONGEST = 80
"""Characters of one name: a path with a folder of the operator's before it stays below the 260 of Windows."""

LONGEST_ENDING = 12
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\.|\s*$)", re.IGNORECASE)
_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def make_safe(name: str, otherwise: str = "unavngivet") -> str:
    """Return a name as near to this one as every system takes; ``otherwise`` where nothing is left of it."""
    spoken = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _SILENT)
    safe = " ".join(_FORBIDDEN.sub("_", spoken).split()).strip(". ")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return _shorten(safe) or otherwise


def _shorten(name: str) -> str:
    """Return at most ``LONGEST`` characters, of which the ending that says what the file is are the last."""
    if len(name) <= LONGEST:
        return name
    stem, ending = _split(name)
    return f"{stem[: LONGEST - len(ending)].rstrip('. ')}{ending}"


def _split(name: str) -> tuple[str, str]:
    """Return a name as stem and ending; a dot at the beginning, or far from the end, makes none."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and dot and len(ending) < LONGEST_ENDING else (name, "")


class TakenNames:
    """Gives each file a path of its own, also where capitals or accents are all that differs."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}

    def claim(self, folder: str, name: str) -> str:
        """Return a free path in a folder, numbered as Windows does: ``svar (2).docx``."""
        safe = make_safe(name)
        stem, ending = _split(safe)
        path = f"{folder}/{safe}"
        key = _fold(path)
        while _fold(path) in self._taken:
            # Counted for each name: of a thousand alike the last need not try all the numbers before.
            self._numbers[key] = self._numbers.get(key, 1) + 1
            path = f"{folder}/{stem} ({self._numbers[key]}){ending}"
        self._taken.add(_fold(path))
        return path


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
