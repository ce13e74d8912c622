"""Ways out for mail, one file each; a new file here is found by looking."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules


def find_channels() -> Mapping[str, type]:
    """Return the channel of each file here, by the file's name.

    Raises ImportError when a file does not hold exactly one class whose name ends in ``Channel``.
    """
    found = {}
    for module in iter_modules(__path__):
        contents = vars(import_module(f"{__name__}.{module.name}"))
        own = [c for c in contents.values() if isinstance(c, type) and c.__module__ == f"{__name__}.{module.name}"]
        channels = [c for c in own if c.__name__.endswith("Channel")]
        if len(channels) != 1:
            raise ImportError(f"{__name__}.{module.name} must hold one class named …Channel, not {len(channels)}")
        found[module.name] = channels[0]
    return found
