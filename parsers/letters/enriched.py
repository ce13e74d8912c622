"""text/enriched (RFC 1896) and its elder text/richtext (RFC 1341) as plain text."""

import re

_PARAM = re.compile(r"<param>[^<]{0,1000}</param>", re.IGNORECASE)
_COMMAND = re.compile(r"<(/?[A-Za-z0-9-]{1,60})>")
_LINES = re.compile(r"\n+")
_RICHTEXT_BREAKS = {"nl": "\n", "np": "\n\n", "/paragraph": "\n\n", "lt": "<"}


def extract_enriched(text: str, *, richtext: bool = False) -> str:
    """Return the words without formatting commands; in enriched text, one newline alone only wraps."""
    text = text.replace("\r\n", "\n")
    if richtext:
        joined = text.replace("\n", " ")
        return _COMMAND.sub(lambda match: _RICHTEXT_BREAKS.get(match[1].lower(), ""), joined).strip()
    joined = _LINES.sub(lambda match: "\n" * (len(match[0]) - 1) or " ", _PARAM.sub("", text))
    parts = (_COMMAND.sub("", part) for part in joined.split("<<"))
    return "<".join(parts).strip()
