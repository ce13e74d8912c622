"""The traits of a mail's words that its sort is told by: which words stand in it, and which stand together."""

import unicodedata
from collections.abc import Iterator

from domain.pattern import compile_late

LONGEST = 1_500
"""Characters that are looked at: what a mail is shows in how it begins."""
_STEM = 6
"""Letters by which the forms of a Danish word are the same word."""
_TOKEN = compile_late(r"[^\W\d_]+|\d+|[?!:]")
_MONTHS = "januar februar marts april maj juni juli august september oktober november december"
_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag"
_CLASSES = {name: sign for names, sign in ((_MONTHS, "<month>"), (_DAYS, "<day>")) for name in names.split()}
_LENGTHS = (3, 7, 15, 31, 63, 127)


def list_traits(words: str, subject: str) -> frozenset[str]:
    """Return the traits of words and subject; the order and number of times do not matter."""
    tokens = list(_list_tokens(words[:LONGEST]))
    stems = [token[:_STEM] if token[0].isalpha() else token for token in tokens]
    together = zip(["<begin>", *stems], [*stems, "<end>"], strict=True)
    return frozenset(
        (
            *tokens,
            *(f"{stem}-" for stem in stems),
            *(f"{first} {second}" for first, second in together),
            *(f"subject {token[:_STEM]}" for token in _list_tokens(subject[:200])),
            f"<length {sum(len(tokens) > length for length in _LENGTHS)}>",
        )
    )


def _list_tokens(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text).lower()):
        yield "<number>" if token.isdigit() else _CLASSES.get(token, token)
