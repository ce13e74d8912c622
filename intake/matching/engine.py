"""Asks every rule whose mail this is, and weighs their votes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeGuard, runtime_checkable

from domain.match import Certainty, Match, rank_matches
from intake.discovery import find_rules
from intake.matching import rules
from intake.matching.traces import Traces
from intake.matching.weight import Weight


@runtime_checkable
class MatchingRule(Protocol):
    """One way to tell whose a mail is; each lives in a file of its own under ``rules/``."""

    name: str
    weight: Weight

    def find_matches(self, traces: Traces) -> Iterable[Match]:
        """Vote for the municipalities this rule sees, best first, each with its evidence in Danish; never raises."""
        ...


NAMES = frozenset({"official_name", "spoken_for"})
"""The rules that read what a mail itself says; the others tell by which way it came."""


def is_matching_rule(thing: object) -> TypeGuard[MatchingRule]:
    """Say whether a thing keeps the contract of a matching rule."""
    return isinstance(thing, MatchingRule)


MATCHING_RULES = tuple(sorted(find_rules(rules, is_matching_rule), key=lambda r: r.weight))


def find_matches(traces: Traces) -> tuple[Match, ...]:
    """Return the votes of all rules, best first.

    Where the address is sure, passing mentions of others are not looked for. Where somebody else is named as
    the sender, or another trace leads elsewhere, both votes stay and neither is sure.
    """
    votes: list[Match] = []
    for rule in MATCHING_RULES:
        if rule.weight < Weight.MENTIONED or not _find_sure(votes) or traces.names_only_others:
            votes += rule.find_matches(traces)
    sure = _find_sure(votes)
    likely = [vote for vote in votes if vote.certainty is Certainty.LIKELY]
    agreed = {vote.municipality for vote in likely} & sure
    is_postman = bool(sure) and traces.document_author is not None and traces.document_author not in sure
    contradicted = bool(sure and likely) and (not agreed or is_postman or _is_led_elsewhere(likely, sure))
    contradicted = contradicted or traces.names_only_others
    if contradicted:
        votes = [_make_likely(vote) for vote in votes]
    if sure and not traces.names_only_others:
        votes = [vote for vote in votes if vote.certainty is not Certainty.WEAK]
    return _rank(votes, author=traces.document_author, contradicted=contradicted)


def _find_sure(votes: Iterable[Match]) -> set[str]:
    return {vote.municipality for vote in votes if vote.certainty is Certainty.SURE}


def _is_led_elsewhere(likely: Iterable[Match], sure: set[str]) -> bool:
    """Say whether a rule other than those that read names has none but others' municipalities."""
    by_rule: dict[str, set[str]] = {}
    for vote in likely:
        by_rule.setdefault(vote.rule, set()).add(vote.municipality)
    return any(not codes & sure for codes in by_rule.values())


def _make_likely(vote: Match) -> Match:
    return replace(vote, certainty=Certainty.LIKELY) if vote.certainty is Certainty.SURE else vote


def _rank(votes: list[Match], *, author: str | None, contradicted: bool) -> tuple[Match, ...]:
    """Return the votes best first: by certainty, then by how many rules agree, then as the rules weigh.

    Before all likely ones come those that the mail says it speaks for; where the address is contradicted, the one
    in whose name the documents are, or the one name that stands in it: a neighbour sends what others have written.
    """
    by_rule: dict[str, set[str]] = {}
    for vote in votes:
        by_rule.setdefault(vote.rule, set()).add(vote.municipality)
    owners, spoken_for = by_rule.get("sender_domain", set()), by_rule.get("spoken_for", set())
    named = by_rule.get("official_name", set())
    first = spoken_for if not spoken_for & owners else set()
    if contradicted and not first:
        first = {author} if author else named if len(named) == 1 else set()
    support = Counter(vote.municipality for vote in votes if vote.certainty is Certainty.LIKELY)
    ordered = sorted(votes, key=lambda vote: (vote.municipality not in first, -support[vote.municipality]))
    return rank_matches(tuple(ordered))
