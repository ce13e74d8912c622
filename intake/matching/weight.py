"""In which order the rules of matching are asked, and which is believed where two are equally sure."""

from enum import IntEnum


class Weight(IntEnum):
    """What a trace is worth beside others; the first first.

    What a mail says of itself in so many words comes before the way it came by; what it merely mentions comes last,
    and is not looked for where the sender is sure.
    """

    SPOKEN_FOR = 0
    FORWARDED = 1
    ADDRESS = 2
    KNOWN = 3
    THREAD = 4
    ANSWERS_TO = 5
    NAMED = 6
    REPORTED = 7
    MENTIONED = 8
    FORMER = 9
