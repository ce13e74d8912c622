"""Extensions and excuses as they are made and taken back on their pages."""

from datetime import date

import pytest

from domain.account import AccountRole
from domain.audit import Action, AuditFilter
from domain.standing import Standing
from kommunesvar.standings import find_consultation, load_standings
from tests.books import AUTUMN
from tests.web.client import Client
from tests.web.sample import NAMES, Sample

EXTENSIONS, EXCUSES = f"/hoeringer/{AUTUMN}/udsaettelser", f"/hoeringer/{AUTUMN}/fritagelser"
AARHUS, FAXE, GREVE, NAESTVED = "0751", "0320", "0253", "0370"
EDITOR = NAMES[AccountRole.EDITOR]


def find_standing(sample: Sample, code: str) -> Standing:
    consultation = find_consultation(sample.program, AUTUMN)
    rows = load_standings(sample.program, consultation, sample.clock()).rows
    return next(row.standing for row in rows if row.municipality.code == code)


def test_many_get_more_time_at_once_and_what_came_late_is_judged_again(editor: Client, sample: Sample) -> None:
    chosen = [AARHUS, FAXE, GREVE]

    done = editor.post(EXTENSIONS, {"kommune": chosen, "til": "2019-11-15", "begrundelse": "Byrådsmøde"})
    page = editor.get(done.leads_to)

    assert "Faxe Kommune, Greve Kommune" in page.text.replace(" og ", ", ")
    assert "1 mail er vurderet igen." in page.text
    assert [find_standing(sample, code) for code in (AARHUS, FAXE)] == [Standing.ON_TIME, Standing.EXTENDED]
    assert page.find("//tbody/tr[.//label[contains(., 'Faxe')]]/td") == [
        "15. november 2019",
        f"4. november 2019 kl. 08.00 af {EDITOR}",
        "Byrådsmøde",
    ]


def test_extensions_are_taken_back_where_they_are_listed(editor: Client, sample: Sample) -> None:
    editor.post(EXTENSIONS, {"kommune": [AARHUS, FAXE], "til": "2019-11-15"})

    page = editor.get(editor.post(f"{EXTENSIONS}/tilbage", {"kommune": [AARHUS, FAXE]}).leads_to)

    assert "Udsættelsen er trukket tilbage for" in page.text
    assert [find_standing(sample, code) for code in (AARHUS, FAXE)] == [Standing.LATE, Standing.MISSING]
    assert page.find("//section[2]//tbody//th") == ["Næstved"]


def test_an_extension_that_somebody_has_taken_back_is_not_taken_back_twice(editor: Client, admin: Client) -> None:
    admin.post(f"{EXTENSIONS}/tilbage", {"kommune": NAESTVED})

    page = editor.get(editor.post(f"{EXTENSIONS}/tilbage", {"kommune": NAESTVED}).leads_to)

    assert "Ingen udsættelse blev trukket tilbage" in page.text


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"kommune": FAXE, "til": "2019-11-01"}, "skal ligge efter høringens frist"),
        ({"kommune": FAXE, "til": ""}, "Vælg den nye frist."),
        ({"kommune": FAXE, "til": "snart"}, "skal være en dato"),
        ({"til": "2019-11-15"}, "Vælg mindst én kommune."),
    ],
)
def test_what_is_no_extension_is_told_and_nothing_is_lost(
    form: dict[str, str | list[str]], fault: str, editor: Client
) -> None:
    page = editor.post(EXTENSIONS, form | {"begrundelse": "Byrådsmøde"})

    assert page.status == 400
    assert fault in page.text
    assert page.find("//input[@name='begrundelse']/@value") == ["Byrådsmøde"]
    assert page.find("//input[@name='kommune' and @checked]/@value") == ([FAXE] if "kommune" in form else [])


def test_all_who_are_missing_are_ticked_when_asked_for(editor: Client) -> None:
    page = editor.get(f"{EXTENSIONS}?status=missing")

    assert len(page.find("//input[@name='kommune' and @checked]")) == 90
    assert len(editor.get(f"{EXTENSIONS}?kommune={FAXE}").find("//input[@name='kommune' and @checked]")) == 1


def test_who_is_excused_is_not_missing_until_asked_again(editor: Client, sample: Sample) -> None:
    excused = editor.get(editor.post(EXCUSES, {"kommune": FAXE, "begrundelse": "Ingen udvalg"}).leads_to)
    standing = find_standing(sample, FAXE)
    asked_again = editor.get(editor.post(f"{EXCUSES}/tilbage", {"kommune": FAXE}).leads_to)

    assert standing is Standing.NOT_ASKED
    assert "Faxe Kommune er ikke længere blandt de hørte." in excused.text
    assert excused.find("//tbody/tr/th") == ["Faxe"]
    assert "Faxe Kommune er igen blandt de hørte." in asked_again.text
    assert find_standing(sample, FAXE) is Standing.MISSING


def test_a_reply_weighs_more_than_an_excuse_and_that_is_said(editor: Client) -> None:
    page = editor.get(editor.post(EXCUSES, {"kommune": AARHUS, "begrundelse": "Ingen udvalg"}).leads_to)

    assert "Et svar fra kommunen er talt med, og det vejer tungere." in page.text


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"kommune": FAXE}, "Skriv en begrundelse"),
        ({"begrundelse": "Ingen udvalg"}, "Vælg en kommune."),
        ({"kommune": GREVE, "begrundelse": "Igen"}, "er allerede fritaget"),
    ],
)
def test_what_is_no_excuse_is_told(form: dict[str, str | list[str]], fault: str, editor: Client) -> None:
    editor.post(EXCUSES, {"kommune": GREVE, "begrundelse": "Ingen udvalg"})

    page = editor.post(EXCUSES, form)

    assert page.status == 400
    assert fault in page.text


def test_every_change_is_in_the_audit_log_under_the_name_of_who_made_it(editor: Client, sample: Sample) -> None:
    editor.post(EXTENSIONS, {"kommune": FAXE, "til": "2019-11-15"})
    editor.post(f"{EXTENSIONS}/tilbage", {"kommune": FAXE})
    editor.post(EXCUSES, {"kommune": FAXE, "begrundelse": "Ingen udvalg"})
    editor.post(f"{EXCUSES}/tilbage", {"kommune": FAXE})

    found = sample.program.audit_log.load(limit=10, wanted=AuditFilter(by=EDITOR, subject=f"municipality:{FAXE}"))

    assert [entry.action for _, entry in found] == [
        Action.EXCUSE_REVOKED,
        Action.EXCUSED,
        Action.EXTENSION_REVOKED,
        Action.EXTENDED,
    ]


def test_more_time_than_a_consultation_is_followed_is_warned_of(editor: Client, sample: Sample) -> None:
    consultation = sample.program.consultations[AUTUMN]
    until = date(2020, 3, 1)

    page = editor.get(editor.post(EXTENSIONS, {"kommune": FAXE, "til": until.isoformat()}).leads_to)

    assert consultation.closes < until
    assert "har nu frist til og med 1. marts 2020" in page.text
