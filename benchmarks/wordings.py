"""Whether mails are judged rightly by their words alone, as people of whom nobody had read anything wrote them.

One author's mails are only there to measure; of another's, half. ``python -m tests.wordings`` tells of each group.
"""

from collections.abc import Sequence

from benchmarks.figure import Figure
from tests.verdicts.labels import Half
from tests.wordings.marking import Outcome, mark
from tests.wordings.reading import list_groups, read_wordings

COVERS = frozenset({"response_cover", "response_cover_chatty", "own_reply_names_others"})
IN_THE_MAIL = frozenset({"response_short", "response_long", "no_comments"})
LEAST_COVERS = 0.97


def measure() -> tuple[Figure, ...]:
    """Judge all wordings and tell of the half that nothing was made by."""
    outcomes = [outcome for group in list_groups() for outcome in mark(read_wordings(group))]
    held = [outcome for outcome in outcomes if outcome.wording.half is Half.HELD]
    return (
        tell_share("answers handed over with a note, counted", held, COVERS, least=LEAST_COVERS),
        tell_share("answers in the mail itself, counted as what they are", held, IN_THE_MAIL),
        tell_share("all groups, judged as asked", held, frozenset(list_groups())),
        tell_errors("counted wrongly", sum(outcome.is_counted_wrongly for outcome in held), len(held)),
        tell_errors("real replies lost", sum(outcome.is_lost for outcome in held), len(held)),
    )


def tell_share(what: str, outcomes: Sequence[Outcome], groups: frozenset[str], *, least: float | None = None) -> Figure:
    """Tell how many of some groups are judged rightly."""
    asked = [outcome.right for outcome in outcomes if outcome.wording.group in groups]
    share = sum(asked) / len(asked)
    return Figure(
        what=f"wordings: {what}",
        ours=f"{share:.4f} ({sum(asked)}/{len(asked)})",
        against="labels of their authors (held)",
        asked="" if least is None else f"at least {least:.2f}",
        reached=least is None or share >= least,
    )


def tell_errors(what: str, count: int, of: int) -> Figure:
    """Tell how often one of the two errors was made that are not forgiven."""
    return Figure(
        what=f"wordings: {what}", ours=str(count), against=f"{of} mails (held)", asked="none", reached=not count
    )


if __name__ == "__main__":
    print(*measure(), sep="\n")
