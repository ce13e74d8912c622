"""Asks every rule whose mail this is, and weighs their votes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeGuard, runtime_checkable

from domain.match import Certainty, Match, rank_matches
from domain.message import ReadMail
from domain.municipality import Roster
from intake.discovery import find_rules
from intake.matching import rules


@runtime_checkable
class MatchingRule(Protocol):
    """One way to tell whose a mail is; each lives in a file of its own under ``rules/``."""

    name: str

    def find_matches(self, mail: ReadMail, roster: Roster) -> Iterable[Match]:
        """Vote for the municipalities this rule sees, best first, each with its evidence in Danish; never raises."""
        ...


def is_matching_rule(thing: object) -> TypeGuard[MatchingRule]:
    """Say whether a thing keeps the contract of a matching rule."""
    return isinstance(thing, MatchingRule)


MATCHING_RULES = find_rules(rules, is_matching_rule)


def find_matches(mail: ReadMail, roster: Roster) -> tuple[Match, ...]:
    """Return the votes of all rules, best first.

    Where the address is sure, passing mentions of others are left out. Where somebody else is named as
    the sender, both votes stay and neither is sure.
    """
    votes = tuple(match for rule in MATCHING_RULES for match in rule.find_matches(mail, roster))
    sure = {vote.municipality for vote in votes if vote.certainty is Certainty.SURE}
    if not sure:
        return rank_matches(votes)
    strong = tuple(vote for vote in votes if vote.certainty is not Certainty.WEAK)
    named = {vote.municipality for vote in strong if vote.certainty is Certainty.LIKELY}
    if named and not named & sure:
        strong = tuple(replace(vote, certainty=Certainty.LIKELY) for vote in strong)
    return rank_matches(strong)
