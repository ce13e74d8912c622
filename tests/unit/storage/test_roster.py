from datetime import date

import pytest

from domain.municipality import MUNICIPALITY_COUNT, Roster


def test_all_98_are_there_in_danish_order(roster: Roster) -> None:
    names = [municipality.name for municipality in roster]

    assert len(names) == MUNICIPALITY_COUNT == 98
    assert (names[0], names[-1]) == ("Albertslund", "Aarhus")


@pytest.mark.parametrize(
    ("code", "day", "region"),
    [
        ("0101", date(2019, 11, 1), "Region Hovedstaden"),
        ("0101", date(2026, 12, 31), "Region Hovedstaden"),
        ("0101", date(2027, 1, 1), "Region Østdanmark"),
        ("0340", date(2027, 1, 1), "Region Østdanmark"),
        ("0461", date(2027, 1, 1), "Region Syddanmark"),
    ],
)
def test_region_is_dated(roster: Roster, code: str, day: date, region: str) -> None:
    assert roster[code].region_on(day) == region


def test_every_municipality_is_found_by_each_of_its_domains(roster: Roster) -> None:
    for municipality in roster:
        for domain in municipality.domains:
            assert roster.find_by_host(f"post.{domain}") is not None, domain
        assert municipality.domains
