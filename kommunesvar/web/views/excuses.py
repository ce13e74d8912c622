"""Excuses (fritagelser): municipalities that are not asked after all, and asked again where they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.consultation import Consultation
from domain.municipality import Municipality
from domain.rulings import Ruling
from domain.standing import Standing
from intake.excuse import excuse, revoke_excuse
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.choosing import Choice, list_choices
from kommunesvar.web.door import open_to

WEIGHS_MORE = {
    Standing.ON_TIME: "Et svar fra kommunen er talt med, og det vejer tungere.",
    Standing.LATE: "Et svar fra kommunen er talt med, og det vejer tungere.",
    Standing.UNDER_REVIEW: "En mail, som ikke er afgjort, kan være kommunens svar.",
    Standing.EXTENDED: "Kommunen har fået udsættelse, og den løber endnu.",
}
"""Why an excused municipality does not stand as not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excused:
    """An excuse as the list shows it; ``remark`` says why it does not show in the standing."""

    municipality: Municipality
    ruling: Ruling
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcusesPage:
    """What the page shows."""

    consultation: Consultation
    choices: Sequence[Choice]
    excused: Sequence[Excused]
    reason: str = ""
    faults: tuple[str, ...] = ()


@open_to(AccountRole.EDITOR)
def show_excuses(asked: Asked) -> Response:
    """Show who is excused, and the form that excuses one more."""
    chosen = asked.query.find_municipality("kommune", asked.program.roster)
    return asked.show("excuses.html", view=_load_page(asked, chosen))


@open_to(AccountRole.EDITOR)
def take_excuse(asked: Asked) -> Response:
    """Excuse one."""
    program, consultation = asked.program, asked.take_consultation()
    chosen, reason = asked.form.find_municipality("kommune", program.roster), asked.form.find_text("begrundelse") or ""
    faults = _list_faults(asked, consultation, chosen, reason)
    if faults or chosen is None:
        view = _load_page(asked, chosen, reason, faults)
        return asked.show("excuses.html", status=HTTPStatus.BAD_REQUEST, view=view)
    excuse(_make_ruling(asked, consultation, chosen, reason), desk=program.desk, excuses=program.excuses)
    said = f"{chosen.official_name} er ikke længere blandt de hørte."
    remark = WEIGHS_MORE.get(_find_standing(asked, consultation, chosen), "")
    here = asked.link("excuses", consultation=consultation.id)
    return asked.go(here, notice=f"{said} {remark}".strip(), tone=Tone.WARNING if remark else Tone.DONE)


@open_to(AccountRole.EDITOR)
def revoke_excuses(asked: Asked) -> Response:
    """Ask one again."""
    program, consultation = asked.program, asked.take_consultation()
    chosen, here = (
        asked.form.read_municipality("kommune", program.roster),
        asked.link("excuses", consultation=consultation.id),
    )
    if program.excuses.find(consultation.id, chosen.code) is None:
        notice = f"{chosen.official_name} er allerede blandt de hørte igen."
        return asked.go(here, notice=notice, tone=Tone.WARNING)
    revoke_excuse(_make_ruling(asked, consultation, chosen, ""), desk=program.desk, excuses=program.excuses)
    return asked.go(here, notice=f"{chosen.official_name} er igen blandt de hørte.")


def _load_page(
    asked: Asked, chosen: Municipality | None, reason: str = "", faults: tuple[str, ...] = ()
) -> ExcusesPage:
    consultation = asked.take_consultation()
    standings = load_standings(asked.program, consultation, asked.now)
    standing_of = {row.municipality.code: row.standing for row in standings.rows}
    rulings = asked.program.excuses.list_in_force(consultation.id)
    excused = {ruling.municipality for ruling in rulings}
    choices = list_choices(standings, {chosen.code} if chosen else ())
    return ExcusesPage(
        consultation=consultation,
        choices=[one for one in choices if one.municipality.code not in excused],
        excused=[
            Excused(
                municipality=asked.program.roster[ruling.municipality],
                ruling=ruling,
                remark=WEIGHS_MORE.get(standing_of[ruling.municipality], ""),
            )
            for ruling in rulings
        ],
        reason=reason,
        faults=faults,
    )


def _list_faults(asked: Asked, consultation: Consultation, chosen: Municipality | None, reason: str) -> tuple[str, ...]:
    faults = []
    if chosen is None:
        faults.append("Vælg en kommune.")
    elif not consultation.asks(chosen.code):
        faults.append(f"{chosen.official_name} er i forvejen ikke hørt i denne høring.")
    elif asked.program.excuses.find(consultation.id, chosen.code) is not None:
        faults.append(f"{chosen.official_name} er allerede fritaget.")
    if not reason:
        faults.append("Skriv en begrundelse: den vises ved kommunen, så andre kan se den.")
    return tuple(faults)


def _find_standing(asked: Asked, consultation: Consultation, municipality: Municipality) -> Standing:
    rows = load_standings(asked.program, consultation, asked.now).rows
    return next(row.standing for row in rows if row.municipality == municipality)


def _make_ruling(asked: Asked, consultation: Consultation, municipality: Municipality, reason: str) -> Ruling:
    return Ruling(
        consultation=consultation.id, municipality=municipality.code, by=asked.by, ruled_at=asked.now, reason=reason
    )


ROUTES = (
    Route("/hoeringer/{consultation}/fritagelser", show_excuses, name="excuses"),
    Route("/hoeringer/{consultation}/fritagelser", take_excuse, methods=["POST"], name="take_excuse"),
    Route("/hoeringer/{consultation}/fritagelser/tilbage", revoke_excuses, methods=["POST"], name="revoke_excuses"),
)
