"""Whose a mail is, as the lists of mails say it."""

from collections.abc import Iterable

from domain.message import State
from domain.municipality import Roster
from notifier.danish import join_names


def describe_whose(codes: Iterable[str], state: State, roster: Roster) -> str:
    """Return the names of whose reply a mail is; of one not counted, whose it may be. Empty when nobody is known."""
    names = [roster[code].name for code in codes if code in roster]
    is_sure = state is State.COUNTED or not names
    return join_names(names) if is_sure else f"måske {join_names(names)}"
