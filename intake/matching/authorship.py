"""Sees that a mail may be the word of others than the municipality it was sent from."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.review import ReviewReason
from intake.matching.engine import NAMES
from intake.matching.traces import Traces
from intake.matching.voices import speaks_for_another_body


def find_authorship_doubts(traces: Traces, matches: tuple[Match, ...]) -> Iterator[ReviewReason]:
    """Yield why the municipality that the address belongs to may not be the author, or not the only one."""
    owners = {m.municipality for m in matches if m.rule == "sender_domain"}
    named, spoken_for = set(traces.named_senders), set(traces.spoken_for)
    authors = named | spoken_for
    passed_on = {m.municipality for m in matches if m.rule == "forwarded_sender" and m.certainty is Certainty.LIKELY}
    together = max(len(named), len(spoken_for), len(passed_on)) > 1
    if together or traces.partners or traces.is_signed_together or (authors - owners and authors & owners):
        yield ReviewReason.SEVERAL_MUNICIPALITIES
    if (owners and spoken_for and not spoken_for & owners) or speaks_for_another_body(traces, own_named=bool(authors)):
        yield ReviewReason.SENT_ON_BEHALF
    if owners and (_disagree(matches, owners, authors) or traces.names_only_others):
        yield ReviewReason.CONFLICTING_MUNICIPALITIES


def _disagree(matches: tuple[Match, ...], owners: set[str], authors: set[str]) -> bool:
    """Say whether likely votes are for others: by name, unless the owner is named as well; by any other trace."""
    likely = [m for m in matches if m.certainty is not Certainty.WEAK and m.municipality not in owners]
    return any(match.rule not in NAMES or not owners & authors for match in likely)
