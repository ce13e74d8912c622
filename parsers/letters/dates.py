"""Moments out of mail headers (RFC 5322 §3.3 and §4.3), as mailers really write them."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTH_NAMES = ("jan", "feb", "mar mär mrt", "apr", "may maj mai", "jun", "jul", "aug", "sep", "oct okt", "nov")
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTHS |= dict.fromkeys(("dec", "dez", "des"), 12)
# Hours east of Greenwich of the names that stand in place of an offset.
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z", "wet"), 0),
    **dict.fromkeys(("cet", "met", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mest", "mesz", "eet", "sast"), 2),
    **dict.fromkeys(("eest", "msk"), 3),
    **dict.fromkeys(("ast", "edt"), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
}
_DAY = r"(?P<day>\d\d?)"
_MONTH = r"(?P<month>[^\W\d_]{3})[^\W\d_]{0,7}"
_YEAR = r"(?P<year>\d{4})"
_ANY_YEAR = r"(?P<year>\d{2,4})"
_CLOCK = r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_ZONE = r"(?:(?:gmt|utc)?\s*(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)|(?P<zone>[a-z]{1,5})\b)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # Wed, 30 Oct 2019 13:05:22 +0100 (CET); 30-Oct-19 13.05 CEST
        rf"(?<!\d){_DAY}[\s.-]{{1,3}}{_MONTH}[\s.,-]{{1,3}}{_ANY_YEAR}[^\w+-]{{1,4}}(?:kl\.? )?{_CLOCK}\s*{_ZONE}",
        # Wed Oct 30 13:05:22 2019 +0100
        rf"{_MONTH}\s{{1,2}}{_DAY}\s{{1,2}}{_CLOCK}\s{{1,2}}{_YEAR}\s*{_ZONE}",
        # Wed Oct 30 13:05:22 CET 2019
        rf"{_MONTH}\s{{1,2}}{_DAY}\s{{1,2}}{_CLOCK}\s{{1,2}}{_ZONE}\s{{1,2}}{_YEAR}",
        # 2019-10-30T13:05:22+01:00
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)[t ]{_CLOCK}\s*{_ZONE}",
    )
)
_LONGEST_DATE = 200
_LEAP_SECOND = 60
_YEARS = range(1970, 9999)
"""No mail is older, and at both ends of the calendar a moment has no local time any more."""


def find_moment(text: str) -> datetime | None:
    """Find the moment that a header names, aware and in UTC; None when it, or its zone, cannot be read."""
    text = text[:_LONGEST_DATE].lower()
    match = next((found for form in _FORMS if (found := form.search(text))), None)
    try:
        return _read_moment(match) if match else None
    except (ValueError, OverflowError, KeyError):
        return None


def _read_moment(match: re.Match[str]) -> datetime:
    month, second = match["month"], int(match["second"] or 0)
    year = _read_year(match["year"])
    if year not in _YEARS:
        raise ValueError("no mail was written in that year")
    moment = datetime(
        year,
        int(month) if month.isdigit() else _MONTHS[month],
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        second - 1 if second == _LEAP_SECOND else second,
        tzinfo=_read_zone(match),
    )
    return moment.astimezone(UTC)


def _read_year(year: str) -> int:
    """Read a year of two digits as RFC 5322 §4.3 does: 00 to 49 are of this century."""
    number = int(year)
    match len(year):
        case 2:
            return number + (2000 if number <= 49 else 1900)  # noqa: PLR2004 - the RFC's figure
        case 3:
            return number + 1900
        case _:
            return number


def _read_zone(match: re.Match[str]) -> timezone:
    if name := match["zone"]:
        return timezone(timedelta(hours=_ZONES[name]))
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return timezone(-offset if match["sign"] == "-" else offset)
