"""The section of the configuration file on letters to municipalities: reminders, and who all letters are from."""

from pydantic import ConfigDict, Field, PositiveInt

from domain.reminder import ReminderSettings
from kommunesvar.config_sections import Section


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
