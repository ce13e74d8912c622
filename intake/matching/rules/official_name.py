"""A municipality is named in full where a sender names himself: a suggestion, never proof."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import MOST_NAMED, Traces
from intake.matching.weight import Weight


class OfficialName:
    """Likely, by the strongest of display name, Reply-To name, subject, signature and letterhead."""

    name = "official_name"
    weight = Weight.NAMED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for each municipality that is named as a sender."""
        named = traces.named_senders
        if len(named) > MOST_NAMED:
            return
        for code, place in named.items():
            evidence = f"{place.words} nævner {traces.roster[code].official_name}"
            yield Match(code, self.name, Certainty.LIKELY, (evidence,))


rule = OfficialName()
