from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sources.backoff import backoff_delay


@pytest.mark.parametrize(
    ("attempt", "ceiling"), [(0, 1), (1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 300), (10_000, 300)]
)
def test_doubles_up_to_the_cap(attempt: int, ceiling: int) -> None:
    delay = backoff_delay(attempt, random=lambda: 1.0)

    assert delay == timedelta(seconds=ceiling)


@given(st.integers(min_value=-5, max_value=10**9), st.floats(min_value=0, max_value=1, exclude_max=True))
def test_is_never_negative_nor_above_the_cap(attempt: int, share: float) -> None:
    delay = backoff_delay(attempt, random=lambda: share)

    assert timedelta(0) <= delay <= timedelta(minutes=5)


def test_jitter_is_full() -> None:
    delays = [backoff_delay(4, random=iter([share]).__next__) for share in (0.0, 0.5)]

    assert delays == [timedelta(0), timedelta(seconds=4)]
