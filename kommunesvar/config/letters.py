"""The sections of the configuration file on what goes out: digest, receipts, reminders, and who letters are from."""

import typing
from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PositiveInt, model_validator

from domain.reminder import ReminderSettings
from kommunesvar.config.sections import Day, Section


def _read_clock(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return time.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"'{value}' is no time of day: write hours and minutes, as \"08:00\"") from error


ClockTime = Annotated[time, BeforeValidator(_read_clock)]


class DigestSection(Section):
    """Who gets the weekly digest, and when."""

    to: list[str] = Field(default=[])
    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"
    time: ClockTime = time(8, 0)

    @model_validator(mode="after")
    def _check_hour(self) -> typing.Self:
        if self.time.hour == 2:  # noqa: PLR2004 - 02:00-03:00 occurs twice or never when the clocks change
            raise ValueError("between 02:00 and 03:00 the clocks change: choose another time")
        return self


class ThanksSection(Section):
    """Whether senders of counted replies get a receipt; ``since`` is the first day whose mails do.

    One sender gets one at most in ``days_between`` days.
    """

    enabled: bool = False
    since: Day | None = None
    days_between: PositiveInt = 7


class RemindersSection(Section):
    """When the silent are reminded, and who letters are from: ``from`` takes the place of the one in [smtp].

    ``enabled`` has the service propose reminders on the days when they are due; a person sends them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    enabled: bool = False
    days_before: tuple[PositiveInt, ...] = (14, 3)
    days_after: tuple[PositiveInt, ...] = ()
    max: PositiveInt = 2
    min_days_between: PositiveInt = 7
    sender: str = Field(default="", alias="from")
    signature: str = ""

    def list_settings(self) -> ReminderSettings:
        """Return them as the rooms below know them."""
        return ReminderSettings(
            days_before=self.days_before,
            days_after=self.days_after,
            most=self.max,
            days_between=self.min_days_between,
        )
