"""The actions (handlinger): everything that can be done in a consultation, and how it is set up."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.consultation import Consultation
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.reminder import list_due_days
from domain.standing import Standing, Standings
from kommunesvar.config import Config
from kommunesvar.outgoing.remarks import find_mailbox_address
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.navigation import Entry
from notifier.danish import describe_days_left
from notifier.working_days import is_working_day

WEEKDAYS = {
    "mon": "mandag",
    "tue": "tirsdag",
    "wed": "onsdag",
    "thu": "torsdag",
    "fri": "fredag",
    "sat": "lørdag",
    "sun": "søndag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsPage:
    """What the page shows; who may not edit sees only what can be read."""

    consultation: Consultation
    standings: Standings
    missing: int
    days_left: str
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """The settings of a consultation in words, as the configuration has them."""

    consultation: Consultation
    asked: str
    mailboxes: Sequence[str]
    themes: Sequence[str]
    digest: str
    reminders: str
    due_days: Sequence[str]


@open_to(AccountRole.READER)
def show_actions(asked: Asked) -> Response:
    """Show what can be done."""
    consultation = asked.take_consultation()
    standings = load_standings(asked.program, consultation, asked.now)
    view = ActionsPage(
        consultation=consultation,
        standings=standings,
        missing=standings.counts[Standing.MISSING],
        days_left=describe_days_left(consultation.days_left(asked.now)),
        may_edit=asked.account.role.covers(AccountRole.EDITOR),
    )
    return asked.show("actions.html", view=view)


@open_to(AccountRole.READER)
def show_settings(asked: Asked) -> Response:
    """Show how the consultation is set up; it is changed in the configuration file alone."""
    config, consultation = asked.program.config, asked.take_consultation()
    view = SettingsPage(
        consultation=consultation,
        asked="alle 98 kommuner" if consultation.asked is None else f"{len(consultation.asked)} af 98 kommuner",
        mailboxes=[_describe_mailbox(config, name) for name in consultation.mailboxes],
        themes=[_describe_theme(theme.label, theme.keywords) for theme in consultation.themes],
        digest=_describe_digest(config),
        reminders=_describe_reminders(config),
        due_days=_list_due_days(asked, consultation),
    )
    return asked.show("settings.html", view=view)


def _describe_mailbox(config: Config, name: str) -> str:
    section = config.find_mailbox(name)
    address = find_mailbox_address(section)
    often = "hvert minut" if section.poll_minutes == 1 else f"hvert {section.poll_minutes}. minut"
    how = f"læses {often}" if section.is_polled else "læses ikke af programmet selv"
    return f"{name}{f' ({address})' if address else ''}, {how}"


def _describe_theme(label: str, keywords: Sequence[str]) -> str:
    return f"{label}: {', '.join(keywords)}" if keywords else label


def _describe_digest(config: Config) -> str:
    digest = config.digest
    if not digest.to:
        return "sendes ikke til nogen"
    return f"{WEEKDAYS[digest.weekday]} kl. {digest.time:%H.%M} til {', '.join(digest.to)}"


def _describe_reminders(config: Config) -> str:
    reminders = config.reminders
    proposed = "foreslås af programmet" if reminders.enabled else "foreslås ikke af programmet"
    return f"{proposed}; højst {reminders.max} til hver, med mindst {reminders.min_days_between} dage imellem"


def _list_due_days(asked: Asked, consultation: Consultation) -> Sequence[str]:
    """Return the days on which reminders are still due."""
    settings = asked.program.config.reminders.list_settings()
    today = local_day(asked.now, consultation.deadline.zone)
    days = list_due_days(consultation, settings, is_working_day)
    return [describe_day(day) for day in days if day >= today]


ROUTES = (
    Route("/hoeringer/{consultation}/handlinger", show_actions, name="actions"),
    Route("/hoeringer/{consultation}/indstillinger", show_settings, name="settings"),
)
ENTRY = Entry(place=50, label="Handlinger", route="actions")
