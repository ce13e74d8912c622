"""Links that a receiving server has put its own address in front of, led back to where they point.

Safe Links (Microsoft Defender for Office 365) and URL Defense (Proofpoint, versions 2 and 3) rewrite every link of a
mail: a municipality's own domain, or the place where a file is shared, stands encoded within.
"""

import re
from urllib.parse import unquote

from domain.pattern import compile_late

_LINK = compile_late(
    r"https?://(?:[\w-]{1,40}\.)?(?:safelinks\.protection\.outlook\.com|urldefense(?:\.proofpoint)?\.com)/[^\s<>\"]{1,4000}",
    re.IGNORECASE,
)
_SAFE_LINKS = compile_late(r"[?&]url=([^&]+)", re.IGNORECASE)
_URL_DEFENSE_3 = compile_late(r"/v3/__(.+?)__;")
_URL_DEFENSE_2 = compile_late(r"/v2/url\?u=([^&]+)")
_ENCODED_2 = str.maketrans("-_", "%/")


def restore_links(text: str) -> str:
    """Return a text whose links point where their sender let them point."""
    if "safelinks" not in text and "urldefense" not in text:
        return text
    return _LINK.sub(_restore, text)


def _restore(found: re.Match[str]) -> str:
    link = found[0]
    if target := _SAFE_LINKS.search(link):
        return unquote(target[1])
    if target := _URL_DEFENSE_3.search(link):
        return target[1]
    if target := _URL_DEFENSE_2.search(link):
        return unquote(target[1].translate(_ENCODED_2))
    return link
