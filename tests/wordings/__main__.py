"""Print how often each group of wordings is judged rightly; with ``--failures``, the tuned failures only."""

import argparse

from tests.verdicts.labels import Half
from tests.wordings import list_groups, read_wordings
from tests.wordings.marking import Outcome, describe_failure, describe_shares, mark


def main() -> None:
    """Mark the groups named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.wordings", description=__doc__)
    parser.add_argument("groups", nargs="*", help="the groups to mark; all of them by default")
    parser.add_argument("--failures", action="store_true", help="print the failures of the tuned half, one a line")
    arguments = parser.parse_args()
    for group in arguments.groups or list_groups():
        outcomes = mark(read_wordings(group))
        _print_failures(outcomes) if arguments.failures else print(describe_shares(group, outcomes))


def _print_failures(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.wording.half is Half.TUNED and not outcome.right:
            print(describe_failure(outcome))


if __name__ == "__main__":
    main()
