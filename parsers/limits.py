"""How much one mail or one file may cost: the figures refused no honest file of 174 and 194 measured."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a reader may spend. Seconds are wall clock; sizes are bytes; ``depth`` counts containers."""

    file_seconds: float = 10.0
    mail_seconds: float = 60.0
    ocr_seconds: float = 50.0
    memory: int = 1024 * MIB
    file_size: int = 100 * MIB
    part_size: int = 32 * MIB
    whole_size: int = 200 * MIB
    parts: int = 4_000
    ratio: int = 200
    ratio_from: int = MIB
    depth: int = 10
    mail_parts: int = 2_000
    pages: int = 2_000
    text_size: int = 20_000_000
