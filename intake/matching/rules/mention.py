"""A municipality is named in passing, in running text or the name of a file: a hint to who reviews."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import MOST_NAMED, Traces
from intake.matching.weight import Weight


class Mention:
    """Weak: citizens and neighbours speak of municipalities, too."""

    name = "mention"
    weight = Weight.MENTIONED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for each municipality that is only mentioned; of many, for none."""
        named, mentioned = traces.named_senders.keys() | traces.spoken_for.keys(), traces.mentioned
        if len(named | mentioned.keys()) > MOST_NAMED:
            return
        for code, place in mentioned.items():
            if code not in named:
                evidence = f"{place.words} nævner {traces.roster[code].official_name}"
                yield Match(code, self.name, Certainty.WEAK, (evidence,))


rule = Mention()
