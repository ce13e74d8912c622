"""The From address lies in a municipality's mail domain: the one proof that counts by itself."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class SenderDomain:
    """Sure for exactly one From header with exactly one address, else only likely."""

    name = "sender_domain"
    weight = Weight.ADDRESS

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for whoever owns the host of a From address."""
        headers = traces.mail.headers
        alone = len(headers.froms) == 1 and headers.from_headers == 1
        certainty = Certainty.SURE if alone else Certainty.LIKELY
        for host in dict.fromkeys(sender.host for sender in headers.froms):
            found = traces.find_owner(host)
            if found is not None:
                municipality, domain = found
                yield Match(municipality.code, self.name, certainty, (_describe(host, domain),))


def _describe(host: str, domain: str) -> str:
    if host == domain:
        return f"afsenderen skriver fra @{host}"
    return f"afsenderen skriver fra @{host}, som hører under {domain}"


rule = SenderDomain()
