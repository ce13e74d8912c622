"""Extensions (udsættelser): given to many at once, and taken back where they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.consultation import Consultation
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.municipality import Municipality
from domain.ruling_ports import Extended
from domain.rulings import Extension, Ruling
from domain.standing import Standing
from intake.extend import extend, revoke_extension
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.choosing import Choice, list_choices
from kommunesvar.web.door import open_to
from kommunesvar.web.parameters import BadParameter
from notifier.danish import format_count, join_names

A_FORTNIGHT = timedelta(days=14)
"""What is proposed: as much more time as most ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An extension as the list shows it."""

    municipality: Municipality
    extension: Extension
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionsPage:
    """What the page shows: the form as it was filled in, what was wrong with it, and what is in force."""

    consultation: Consultation
    choices: Sequence[Choice]
    running: Sequence[Running]
    missing: int
    earliest: date
    until: date | None = None
    reason: str = ""
    faults: tuple[str, ...] = ()


@open_to(AccountRole.EDITOR)
def show_extensions(asked: Asked) -> Response:
    """Show who has more time, and the form that gives it."""
    return asked.show(
        "extensions.html", view=_load_page(asked, asked.query.find_municipalities("kommune", asked.program.roster))
    )


@open_to(AccountRole.EDITOR)
def take_extensions(asked: Asked) -> Response:
    """Give all who were chosen more time."""
    consultation, chosen = asked.take_consultation(), asked.form.find_municipalities("kommune", asked.program.roster)
    reason = asked.form.find_text("begrundelse") or ""
    until, faults = _read_until(asked, consultation)
    faults += _list_faults(consultation, chosen)
    if faults or until is None:
        page = replace(_load_page(asked, chosen), until=until, reason=reason, faults=faults)
        return asked.show("extensions.html", status=HTTPStatus.BAD_REQUEST, view=page)
    program = asked.program
    rulings = [_make_ruling(asked, consultation, one, reason) for one in chosen]
    extended = [extend(ruling, until, desk=program.desk, extensions=program.extensions) for ruling in rulings]
    said = f"{_name_all(chosen)} har nu frist til og med {describe_day(until)}."
    return _go_back(asked, consultation, said, extended, _warn_of_closing(asked, consultation, until))


@open_to(AccountRole.EDITOR)
def revoke_extensions(asked: Asked) -> Response:
    """Take the extensions of all who were chosen back."""
    program, consultation = asked.program, asked.take_consultation()
    in_force = {one.ruling.municipality for one in program.extensions.list_in_force(consultation.id)}
    chosen = asked.form.find_municipalities("kommune", asked.program.roster)
    # Who is no longer among them was taken back by somebody else a moment ago.
    revoked = [one for one in chosen if one.code in in_force]
    if not revoked:
        here = asked.link("extensions", consultation=consultation.id)
        return asked.go(here, notice="Ingen udsættelse blev trukket tilbage: vælg mindst én.", tone=Tone.WARNING)
    rulings = [_make_ruling(asked, consultation, one, "") for one in revoked]
    extended = [revoke_extension(ruling, desk=program.desk, extensions=program.extensions) for ruling in rulings]
    said = f"Udsættelsen er trukket tilbage for {_name_all(revoked)}."
    return _go_back(asked, consultation, said, extended)


def _load_page(asked: Asked, chosen: Sequence[Municipality]) -> ExtensionsPage:
    consultation = asked.take_consultation()
    standings = load_standings(asked.program, consultation, asked.now)
    picked = {one.code for one in chosen}
    if asked.query.find_choice("status", Standing) is Standing.MISSING:
        picked |= {row.municipality.code for row in standings.with_standing(Standing.MISSING)}
    today = local_day(asked.now, consultation.deadline.zone)
    return ExtensionsPage(
        consultation=consultation,
        choices=list_choices(standings, picked),
        running=[_make_running(asked, one, today) for one in asked.program.extensions.list_in_force(consultation.id)],
        missing=standings.counts[Standing.MISSING],
        earliest=consultation.deadline.day + timedelta(days=1),
        until=max(consultation.deadline.day, today) + A_FORTNIGHT,
    )


def _make_running(asked: Asked, extension: Extension, today: date) -> Running:
    municipality = asked.program.roster[extension.ruling.municipality]
    return Running(municipality=municipality, extension=extension, is_over=extension.until < today)


def _read_until(asked: Asked, consultation: Consultation) -> tuple[date | None, tuple[str, ...]]:
    try:
        until = asked.form.find_day("til")
    except BadParameter as error:
        return None, (str(error),)
    if until is None:
        return None, ("Vælg den nye frist.",)
    if until <= consultation.deadline.day:
        return until, (f"Den nye frist skal ligge efter høringens frist, {describe_day(consultation.deadline.day)}.",)
    return until, ()


def _list_faults(consultation: Consultation, chosen: Sequence[Municipality]) -> tuple[str, ...]:
    if not chosen:
        return ("Vælg mindst én kommune.",)
    return tuple(
        f"{one.official_name} er ikke hørt i denne høring og har derfor ingen frist."
        for one in chosen
        if not consultation.asks(one.code)
    )


def _make_ruling(asked: Asked, consultation: Consultation, municipality: Municipality, reason: str) -> Ruling:
    return Ruling(
        consultation=consultation.id, municipality=municipality.code, by=asked.by, ruled_at=asked.now, reason=reason
    )


def _name_all(municipalities: Sequence[Municipality]) -> str:
    # Of more than a few the number says enough; the list below says who.
    if len(municipalities) <= 5:  # noqa: PLR2004 - as above
        return join_names([one.official_name for one in municipalities])
    return format_count(len(municipalities), "kommune", "kommuner")


def _warn_of_closing(asked: Asked, consultation: Consultation, until: date) -> str:
    closes = next(one.closes for one in asked.program.config.consultations if one.id == consultation.id)
    if closes is None or until <= closes:
        return ""
    return f"Høringen lukker dog {describe_day(closes)}: det, der kommer senere, går til gennemsyn."


def _go_back(
    asked: Asked, consultation: Consultation, said: str, extended: Sequence[Extended], warning: str = ""
) -> Response:
    again = sum(len(one.rejudged) for one in extended)
    left = [str(message) for one in extended for message in one.left]
    sentences = [
        said,
        f"{format_count(again, 'mail', 'mails')} er vurderet igen." if again else "",
        f"Mail {', '.join(left)} kunne ikke vurderes igen: se på den." if left else "",
        warning,
    ]
    tone = Tone.WARNING if left or warning else Tone.DONE
    here = asked.link("extensions", consultation=consultation.id)
    return asked.go(here, notice=" ".join(filter(None, sentences)), tone=tone)


ROUTES = (
    Route("/hoeringer/{consultation}/udsaettelser", show_extensions, name="extensions"),
    Route("/hoeringer/{consultation}/udsaettelser", take_extensions, methods=["POST"], name="take_extensions"),
    Route(
        "/hoeringer/{consultation}/udsaettelser/tilbage",
        revoke_extensions,
        methods=["POST"],
        name="revoke_extensions",
    ),
)
