"""Letters signed in clear text with OpenPGP (RFC 9580 §7): the words without their armour."""

import re

_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,40}:[^\n]{0,200}\n){0,20}", re.MULTILINE
)
_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"


def strip_armour(text: str) -> str:
    """Return the signed words and what stands around them; text without such armour as it is."""
    if "-----BEGIN PGP SIGNED MESSAGE-----" not in text:
        return text
    text = text.replace("\r\n", "\n")
    pieces, at = [], 0
    for head in _SIGNED.finditer(text):
        if head.start() < at:
            continue
        if (signature := text.find(_SIGNATURE, head.end())) < 0:
            break
        end = text.find(_END, signature)
        signed = text[head.end() : signature + 1]
        pieces += [text[at : head.start()], re.sub(r"^- ", "", signed, flags=re.MULTILINE)]
        at = len(text) if end < 0 else end + len(_END)
    return "".join((*pieces, text[at:]))
