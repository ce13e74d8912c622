"""The reader of foreign files, bounded as the configuration says.

It stands by itself: its children may start while the rest of the program is loaded.
"""

from kommunesvar.config import Config
from parsers.fence import FencedReader
from parsers.limits import Limits

MEGABYTE = 1024 * 1024


def make_reader(config: Config) -> FencedReader:
    """Return the reader; it has no children until something is asked of it, or it is told to prepare."""
    return FencedReader(workers=config.limits.workers, limits=make_limits(config))


def make_limits(config: Config) -> Limits:
    """Return what one file or mail may cost."""
    section = config.limits
    return Limits(
        file_seconds=section.seconds,
        mail_seconds=section.mail_seconds,
        ocr_seconds=section.ocr_seconds,
        memory=section.memory_mb * MEGABYTE,
        file_size=section.attachment_mb * MEGABYTE,
        depth=section.depth,
        mail_parts=section.parts,
    )
