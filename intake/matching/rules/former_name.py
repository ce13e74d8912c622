"""A municipality of before the reform of 2007 is named, as in old signatures: "Korsør Kommune" is Slagelse today."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.names import former_name_finder
from intake.matching.traces import MOST_NAMED, Traces
from intake.matching.weight import Weight


class FormerName:
    """Weak: associations and archives keep the names, and some of the old municipalities were split."""

    name = "former_name"
    weight = Weight.FORMER

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for those that the old ones became part of."""
        finder = former_name_finder(traces.roster)
        codes = dict.fromkeys(code for opening in traces.openings for code in finder.find_in(opening))
        if len(codes) > MOST_NAMED:
            return
        for code in codes:
            evidence = f"mailen nævner en kommune, som i dag er en del af {traces.roster[code].official_name}"
            yield Match(code, self.name, Certainty.WEAK, (evidence,))


rule = FormerName()
