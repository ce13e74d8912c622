import time
from collections.abc import Callable

from kommunesvar.web.accounts.passwords import hash_password, is_password

KEPT = hash_password("en lang adgangskode")


def measure(work: Callable[[], object]) -> float:
    """Return the processor's seconds: what else the machine does meanwhile does not count."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def test_the_password_that_is_kept_is_known_again_and_no_other() -> None:
    assert is_password("en lang adgangskode", KEPT)
    assert not is_password("en anden adgangskode", KEPT)


def test_nobodys_password_is_none_not_even_an_empty_one() -> None:
    assert not is_password("", None)
    assert not is_password("no account has this one", None)


def test_an_account_that_is_not_there_takes_as_long_as_one_that_is() -> None:
    known = measure(lambda: is_password("forkert", KEPT))
    unknown = measure(lambda: is_password("forkert", None))

    assert 0.5 < unknown / known < 2
