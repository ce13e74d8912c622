import pytest

from domain.municipality import Municipality, RegionPeriod, Roster
from kommunesvar.web.deciding.form import find_code
from kommunesvar.web.mail.highlighting import Marker
from kommunesvar.web.mail.shown_files import say_size
from kommunesvar.web.rendering import show_plainly
from storage.roster import load_roster
from tests.builders import build_consultation

ROSTER = load_roster()


@pytest.mark.parametrize("municipality", ROSTER, ids=lambda one: one.name)
def test_every_municipality_is_found_by_each_of_its_names(municipality: Municipality) -> None:
    names = (municipality.name, municipality.official_name, f"{municipality.name} kommune", municipality.code)

    found = {find_code(name.upper(), ROSTER) for name in names}

    assert found == {municipality.code}


@pytest.mark.parametrize(
    ("typed", "name"), [("Århus", "Aarhus"), ("ålborg kommune", "Aalborg"), ("høje-tåstrup", "Høje-Taastrup")][:3]
)
def test_double_a_and_its_ring_are_one_letter(typed: str, name: str) -> None:
    code = find_code(typed, ROSTER)

    assert code is not None
    assert ROSTER[code].name == name


@pytest.mark.parametrize("typed", ["", "Ode", "Odense Universitetshospital", "9999", "Hovedstaden"])
def test_what_names_none_of_the_98_is_none(typed: str) -> None:
    assert find_code(typed, ROSTER) is None


def test_a_name_that_two_share_is_nobodys() -> None:
    regions = (RegionPeriod("Region Syddanmark", build_consultation().opens),)
    two = [
        Municipality(
            code=code, name=name, official_name=f"{name} Kommune", regions=regions, domains=(), aliases=("Midt",)
        )
        for code, name in (("0001", "Øst"), ("0002", "Vest"))
    ]

    assert find_code("midt", Roster(two)) is None


def test_terms_are_marked_whole_whatever_their_case_and_line_breaks() -> None:
    marked = Marker(["Vejle Kommune", "Vejle"]).mark("VEJLE\n  kommune og Vejle, ikke Vejledning <b>")

    assert marked == "<mark>VEJLE\n  kommune</mark> og <mark>Vejle</mark>, ikke Vejledning &lt;b&gt;"


def test_signs_in_a_term_are_signs_and_no_pattern() -> None:
    assert Marker(["(ja.*"]).mark("ja, <(ja.*>") == "ja, &lt;<mark>(ja.*</mark>&gt;"


def test_without_terms_a_text_is_only_escaped() -> None:
    assert Marker([]).mark("a < b") == "a &lt; b"


def test_marking_takes_time_in_proportion_to_the_text() -> None:
    text = "Vejle  \n" * 5_000 + " " * 50_000 + "Vejle" * 10_000

    marked = Marker(["Vejle Kommune Vejle Kommune"] * 60).mark(text)

    assert "<mark>" not in marked


def test_signs_that_turn_the_writing_around_are_left_out() -> None:
    assert show_plainly("svar\u202efdp.exe\u200b\x1b") == "svarfdp.exe"


@pytest.mark.parametrize(
    ("octets", "words"), [(0, "0 byte"), (999, "999 byte"), (1_500, "2 kB"), (12_400_000, "12 MB")]
)
def test_sizes_are_said_as_people_say_them(octets: int, words: str) -> None:
    assert say_size(octets) == words
