from datetime import date

import pytest

from notifier.working_days import is_working_day


@pytest.mark.parametrize(
    "day",
    [
        date(2019, 4, 18),  # skærtorsdag
        date(2019, 4, 22),  # 2. påskedag
        date(2019, 5, 1),
        date(2019, 5, 17),  # store bededag
        date(2019, 6, 5),  # grundlovsdag
        date(2019, 6, 10),  # 2. pinsedag
        date(2019, 12, 24),
        date(2019, 12, 31),
        date(2025, 5, 29),  # Kristi himmelfartsdag
        date(2019, 10, 26),
        date(2019, 10, 27),  # the clocks go back
    ],
)
def test_nobody_works_on_a_day_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 4, 26), date(2025, 5, 16), date(2027, 4, 23)])
def test_store_bededag_is_a_working_day_since_2024(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize("day", [date(2019, 10, 28), date(2019, 12, 23), date(2019, 12, 30), date(2019, 6, 6)])
def test_people_work_on_any_other_day(day: date) -> None:
    assert is_working_day(day)
