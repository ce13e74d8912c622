"""Run cases through the program and compare what became of each with its label."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.examiner.labels import Case, Verdict
from tests.installation import Installation

QUESTIONS = (
    'questions = ["Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?"'
    ', "Hvilke muligheder giver det kommunale ejerskab i jeres arbejde med at skabe sammenhæng?"]\n'
)
"""Of the last consultation of the configuration, as the operator writes them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and the program's message of it."""

    case: Case
    message: Any

    @property
    def state(self) -> str:
        return str(self.message["state"])

    @property
    def wrong(self) -> str:
        """What is wrong with it, in a word; empty when it is right."""
        replies = self.message["replies"]
        if self.case.verdict in {Verdict.COUNT, Verdict.REVIEW, Verdict.DOUBT} and self.state == "set_aside":
            return "set_aside"
        if self.case.verdict in {Verdict.REVIEW, Verdict.ASIDE} and self.state == "counted":
            return "counted"
        if self.state == "counted" and [reply["municipality"] for reply in replies] != [self.case.code]:
            return "municipality"
        if self.case.verdict is Verdict.COUNT and self.state != "counted":
            return "not_counted"
        if self.case.verdict is Verdict.COUNT and {reply["timeliness"] for reply in replies} != {self.case.timeliness}:
            return "time"
        return ""

    def __str__(self) -> str:
        message = self.message
        return (
            f"{self.wrong} {self.case.name}: {self.state} {message['kind']} {message['review_reasons']} "
            f"{message['municipalities']} for {self.case.code} | {message['subject']} | {message['text'][:160]!r}"
        )


def examine(cases: Sequence[Case], folder: Path) -> list[Outcome]:
    """Import the cases, each into its mailbox, and return what became of them."""
    installation = Installation(folder, rest=QUESTIONS).write()
    for mailbox in ("FLJE", "MLAR"):
        post = folder / mailbox
        post.mkdir()
        for case in cases:
            if case.mailbox == mailbox:
                (post / f"{case.name}.eml").write_bytes(case.raw)
        done = installation.run("import", "--mailbox", mailbox, str(post))
        assert done.status == 0, done.err
    found = {Path(source).stem: message for message in installation.ask("messages") for source in message["sources"]}
    return [Outcome(case, found[case.name]) for case in cases]


def find_wrong(outcomes: Iterable[Outcome], *kinds: str) -> list[str]:
    return [str(outcome) for outcome in outcomes if outcome.wrong and (not kinds or outcome.wrong in kinds)]


def tell_figures(outcomes: Sequence[Outcome]) -> str:
    """The figures of an examination, in one line."""
    ordinary = [outcome for outcome in outcomes if outcome.case.verdict is Verdict.COUNT]
    counted = sum(outcome.state == "counted" for outcome in ordinary)
    machines = [outcome for outcome in outcomes if outcome.case.verdict is Verdict.ASIDE]
    looked = sum(outcome.state == "review" for outcome in machines)
    return (
        f"{len(outcomes)} mails; ordinary counted {counted}/{len(ordinary)}; "
        + "; ".join(
            f"{kind} {len(find_wrong(outcomes, kind))}" for kind in ("counted", "set_aside", "municipality", "time")
        )
        + f"; machine mails in review {looked}/{len(machines)}"
    )
