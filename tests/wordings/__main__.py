"""Print how often each group of wordings is judged rightly; with ``--failures``, the tuned failures only."""

import argparse
import sys
from collections.abc import Iterator

from tests.verdicts.labels import Half
from tests.wordings.marking import Outcome, describe_failure, describe_shares, mark
from tests.wordings.reading import list_groups, read_wordings


def main() -> None:
    """Mark the groups named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.wordings", description=__doc__)
    parser.add_argument("groups", nargs="*", help="the groups to mark; all of them by default")
    parser.add_argument("--failures", action="store_true", help="print the failures of the tuned half, one a line")
    arguments = parser.parse_args()
    for group in arguments.groups or list_groups():
        outcomes = mark(read_wordings(group))
        lines = _describe_failures(outcomes) if arguments.failures else [describe_shares(group, outcomes)]
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _describe_failures(outcomes: list[Outcome]) -> Iterator[str]:
    """Describe the failures; those of the held half stay unseen."""
    for outcome in outcomes:
        if outcome.wording.half is Half.TUNED and not outcome.right:
            yield describe_failure(outcome)


if __name__ == "__main__":
    main()
