"""Templates: they say what a view holds and compute nothing; whatever they are given is escaped."""

import unicodedata
from datetime import date, datetime
from functools import cache, partial
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.danish_time import describe_day, describe_moment
from kommunesvar.web.assets import find_asset_path
from notifier.danish import format_count, format_number
from notifier.figures.palette import LOOKS


@cache
def load_environment(zone: ZoneInfo) -> Environment:
    """Return the templates, for readers in a time zone."""
    environment = Environment(
        loader=PackageLoader("kommunesvar.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"asset": find_asset_path, "looks": LOOKS, "count": format_count}
    environment.filters |= {
        "day": _write_day,
        "moment": partial(_write_moment, zone=zone),
        "number": format_number,
        "iso": _write_iso,
        "plain": show_plainly,
    }
    return environment


def _write_day(day: date | None) -> str:
    return describe_day(day) if day else "–"


def _write_moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return describe_moment(moment, zone) if moment else "–"


def _write_iso(value: date | datetime) -> str:
    """Return what the attribute ``datetime`` of an element ``time`` holds."""
    return value.isoformat()


def show_plainly(text: str) -> str:
    """Return a name or a subject without the signs that turn writing around or hide it: they are how names lie."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf"})
