"""The mail says in whose name it speaks: "på vegne af Ærø Kommune", "fælles høringssvar fra Ishøj og Vallensbæk"."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import MOST_NAMED, Traces
from intake.matching.weight import Weight

_LONGEST_QUOTE = 80


class SpokenFor:
    """Likely, and before the address: a neighbour or a consultant may send what others have answered."""

    name = "spoken_for"
    weight = Weight.SPOKEN_FOR

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for each municipality that the mail speaks for."""
        if len(traces.spoken_for) > MOST_NAMED:
            return
        for code, said in traces.spoken_for.items():
            evidence = f"mailen siger, at den svarer for {traces.roster[code].name}: »{said[:_LONGEST_QUOTE]}«"
            yield Match(code, self.name, Certainty.LIKELY, (evidence,))


rule = SpokenFor()
