"""The audit log (revisionsspor): who did what and when, newest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole
from domain.audit import Action, AuditEntry, AuditFilter
from domain.contact import ContactRole
from domain.danish_time import describe_day
from domain.deadline import end_of_day, start_of_day
from domain.municipality import Municipality
from kommunesvar.danish_words import STATE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to

ON_A_PAGE = 50
DETAIL_WORDS = {
    "consultation": "høring",
    "reason": "begrundelse",
    "until": "frist til og med",
    "before": "før",
    "number": "brev nr.",
    "mails": "mails",
    "municipalities": "kommuner",
    "municipality": "kommune",
    "recipient": "modtager",
    "period": "uge",
    "role": "rolle",
    "address": "adresse",
    "what": "hvad",
    "kind": "slags",
    "state": "tilstand",
    "name": "navn",
    "shortcuts": "genvejstaster",
    "in_review": "sendt trods mails til gennemsyn",
    "not_read_elsewhere": "sendt uden at have læst postkassen",
}
VALUE_WORDS = {
    **{state.value: word for state, word in STATE_WORDS.items()},
    **{role.value: role.danish for role in AccountRole},
    **{role.value: role.danish for role in ContactRole},
    "on": "slået til",
    "off": "slået fra",
    "added": "tilføjet",
    "changed": "ændret",
    "removed": "fjernet",
    "confirmed": "bekræftet",
    "disabled": "spærret",
    "enabled": "åbnet igen",
    "password": "ny adgangskode",
    "password link": "link til en ny adgangskode",
    "sessions": "logget af alle steder",
    "no role": "har ikke længere nogen rolle og er logget af",
}
"""The particulars of acts, and their values; one that is not here stays as it is."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """An entry as it is shown; ``address`` is where its subject is, empty for what has no page."""

    at: datetime
    by: str
    said: str
    subject: str
    address: str
    details: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """What the page shows: the filter as it was set, and where the next page is."""

    lines: Sequence[LogLine]
    names: Sequence[str]
    actions: Sequence[Action]
    municipalities: Sequence[Municipality]
    by: str
    action: Action | None
    municipality: Municipality | None
    since: date | None
    until: date | None
    older: str


@open_to(AccountRole.EDITOR)
def show_log(asked: Asked) -> Response:
    """Show a page of the log."""
    zone, query = asked.program.config.zone, asked.query
    by, action = query.find_text("hvem") or "", query.find_choice("handling", Action)
    since, until = query.find_day("fra"), query.find_day("til")
    municipality = query.find_municipality("kommune", asked.program.roster)
    wanted = AuditFilter(
        by=by,
        action=action,
        subject=f"municipality:{municipality.code}" if municipality else "",
        since=start_of_day(since, zone) if since else None,
        until=end_of_day(until, zone) if until else None,
    )
    # One more than is shown says whether there are others.
    found = asked.program.audit_log.load(limit=ON_A_PAGE + 1, before=query.find_number("foer"), wanted=wanted)
    shown = found[:ON_A_PAGE]
    view = LogPage(
        lines=[_make_line(asked, entry) for _, entry in shown],
        names=asked.program.audit_log.list_names(),
        actions=sorted(Action, key=lambda one: one.danish),
        municipalities=list(asked.program.roster),
        by=by,
        action=action,
        municipality=municipality,
        since=since,
        until=until,
        older=asked.link_here(foer=str(shown[-1][0])) if len(found) > ON_A_PAGE else "",
    )
    return asked.show("audit_log.html", view=view)


def _make_line(asked: Asked, entry: AuditEntry) -> LogLine:
    subject, address = _name_subject(asked, entry.subject)
    return LogLine(
        at=entry.at,
        by=entry.by,
        said=entry.action.danish,
        subject=subject,
        address=address,
        details=tuple(_list_details(asked, entry)),
    )


def _name_subject(asked: Asked, subject: str) -> tuple[str, str]:
    what, _, which = subject.partition(":")
    if what == "municipality" and which in asked.program.roster:
        return asked.program.roster[which].name, f"/kommuner/{which}"
    if what == "message" and which.isdigit():
        return f"mail {which}", f"/henvendelser/{which}"
    if what == "consultation" and which in asked.program.consultations:
        return asked.program.consultations[which].title, asked.link("overview", consultation=which)
    if what == "operations":
        return "Drift", asked.link("operations")
    if what == "account":
        return "konto", ""
    return f"rollen {VALUE_WORDS.get(which, which)}" if what == "role" else subject, ""


def _list_details(asked: Asked, entry: AuditEntry) -> Iterator[str]:
    consultations = asked.program.consultations
    for name, value in entry.details.items():
        if name == "consultation" and value in consultations:
            yield consultations[str(value)].title
        elif value not in (None, ""):
            yield f"{DETAIL_WORDS.get(name, name)}: {_write(str(value))}"


def _write(value: str) -> str:
    if value in VALUE_WORDS:
        return VALUE_WORDS[value]
    if _DAY.fullmatch(value) is None:
        # Python takes '2019-W45' for a day as well: the Monday of that week.
        return value
    try:
        return describe_day(date.fromisoformat(value))
    except ValueError:
        return value


ROUTES = (Route("/drift/log", show_log, name="audit_log"),)
