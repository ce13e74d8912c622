"""Our top-level names belong to us: another distribution on PyPI is called intake as well."""

import importlib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("domain", "parsers", "storage", "intake", "notifier", "kommunesvar")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_from_this_house(room: str) -> None:
    where = importlib.import_module(room).__file__

    assert where is not None
    assert Path(where) == HOUSE / room / "__init__.py"


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_brings_a_room_of_ours(room: str) -> None:
    owners = {owner for owner in packages_distributions().get(room, []) if owner != "kommunesvar"}

    assert owners == set()


def test_every_package_with_data_reaches_the_wheel() -> None:
    ignored = (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert "data/" not in ignored
