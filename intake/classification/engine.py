"""Asks every rule what a mail is, in the written order; the first that speaks is heard."""

from typing import Protocol, TypeGuard, runtime_checkable

from domain.kind import Kind, KindFinding
from domain.message import ReadMail
from intake.classification import rules
from intake.classification.contents import Contents, read_contents
from intake.classification.learned.hearing import find_contradiction
from intake.classification.stage import Stage
from intake.classification.topic import Topic
from intake.discovery import find_rules


@runtime_checkable
class KindRule(Protocol):
    """One way to tell what a mail is; each lives in a file of its own under ``rules/``."""

    name: str
    stage: Stage

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return the kind with its evidence in Danish, or None when this rule has nothing to say; never raises.

        A rule that sees its kind and also a sign against it returns ``OTHER``: a person then looks.
        """
        ...


def is_kind_rule(thing: object) -> TypeGuard[KindRule]:
    """Say whether a thing keeps the contract of a rule of kind."""
    return isinstance(thing, KindRule)


KIND_RULES = tuple(sorted(find_rules(rules, is_kind_rule), key=lambda r: r.stage))


def classify(mail: ReadMail, topic: Topic) -> KindFinding:
    """Say what a mail is; ``OTHER`` when no rule is sure."""
    return classify_contents(read_contents(mail, topic))


def classify_contents(contents: Contents) -> KindFinding:
    """Say what a mail is whose contents have been prepared."""
    found = (rule.find_kind(contents) for rule in KIND_RULES)
    unclear = KindFinding(Kind.OTHER, "unclear", ("ingen regel genkender mailen",))
    finding = next((finding for finding in found if finding is not None), unclear)
    contradiction = find_contradiction(finding, contents)
    if contradiction is None:
        return finding
    # Two ways to look at the same words disagree: a person then looks.
    return KindFinding(Kind.OTHER, finding.rule, (*finding.evidence, contradiction))
