"""How moments are written where a Dane reads them."""

from datetime import datetime

from babel.dates import format_date, format_datetime

from domain.deadline import COPENHAGEN, local_day


def describe_moment(moment: datetime) -> str:
    """Return a moment in Danish local time: ``1. november 2019 kl. 23.41``."""
    return format_datetime(moment, "d. MMMM y 'kl.' HH.mm", tzinfo=COPENHAGEN, locale="da_DK")


def describe_day(moment: datetime) -> str:
    """Return the day of a moment in Denmark: ``1. november 2019``."""
    return format_date(local_day(moment), "d. MMMM y", locale="da_DK")
