"""A process that has ended is known to be gone; a living one, or one elsewhere, never."""

import subprocess
import sys

from kommunesvar.owner import is_gone, name_owner


def test_a_living_process_is_not_gone() -> None:
    assert not is_gone(name_owner())


def test_a_process_that_has_ended_is_gone() -> None:
    program = "from kommunesvar.owner import name_owner; print(name_owner())"
    owner = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()

    assert is_gone(owner)


def test_another_process_under_the_same_number_is_not_taken_for_it() -> None:
    host, pid, start, salt = name_owner().split(":")

    assert is_gone(f"{host}:{pid}:{int(start) - 1}:{salt}")


def test_a_process_on_another_machine_is_never_called_gone() -> None:
    assert not is_gone("elsewhere:1:1:abcd")
    assert not is_gone("nonsense")
