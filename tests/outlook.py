"""What Word, and so Outlook for Windows, does not do (caniemail.com, Outlook Windows 2019)."""

import re
from typing import Any, cast

from tests.digests import parse_html

NOT_FOR_OUTLOOK = re.compile(
    r"flex|grid|position\s*:|rgba|hsla|border-radius|box-shadow|gradient|background-image|var\(|url\(|@import|float\s*:"
    r"|margin\s*:[^;]*auto|calc\(|opacity|transform|display\s*:\s*(inline-block|contents)"
)
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""Rules for the dark and for small screens: Word skips them whole, and nothing may be said by them alone."""


def find_unsupported(html: str) -> list[str]:
    """Return what a mail asks of Outlook that it cannot do."""
    page = parse_html(html)
    styles = cast(list[Any], page.xpath("//@style"))
    found = [str(style) for style in styles if NOT_FOR_OUTLOOK.search(style)]
    found += [one.group() for one in NOT_FOR_OUTLOOK.finditer(_MEDIA.sub("", html))]
    found += [
        element.tag for element in page.xpath("//script | //link | //svg | //iframe | //form | //video | //object")
    ]
    padded = "//*[contains(@style, 'padding')][not(self::td or self::th or self::body)]"
    limited = "//*[contains(@style, 'max-width')][not(self::table)]"
    return found + [f"{element.tag} {element.get('style')}" for element in page.xpath(f"{padded} | {limited}")]
