"""The mail answers one that we wrote to a municipality: In-Reply-To or References name our Message-ID (RFC 5322)."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class Thread:
    """Likely only: what we wrote may have been passed on to others, who answer in its thread."""

    name = "thread"
    weight = Weight.THREAD

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for those to whom the mails went that are answered here."""
        own = traces.acquaintances.own_mails
        codes = (own[id].municipality for id in traces.mail.headers.references if id in own)  # noqa: A001
        for code in dict.fromkeys(codes):
            if code in traces.roster:
                evidence = f"mailen svarer på vores mail til {traces.roster[code].official_name}"
                yield Match(code, self.name, Certainty.LIKELY, (evidence,))


rule = Thread()
