"""The From address lies in a municipality's mail domain: the one proof that counts by itself."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster

LONGEST_HOST = 253
"""RFC 1035 §2.3.4: a longer name is none, and would only cost time."""


class SenderDomain:
    """Sure for exactly one From header with exactly one address, else only likely."""

    name = "sender_domain"

    def find_matches(self, mail: ReadMail, roster: Roster) -> Iterator[Match]:
        """Vote for whoever owns the host of a From address."""
        alone = len(mail.headers.froms) == 1 and mail.headers.from_headers == 1
        certainty = Certainty.SURE if alone else Certainty.LIKELY
        for host in dict.fromkeys(sender.host for sender in mail.headers.froms):
            found = roster.find_by_host(host) if len(host) <= LONGEST_HOST else None
            if found is not None:
                municipality, domain = found
                yield Match(municipality.code, self.name, certainty, (_describe(host, domain),))


def _describe(host: str, domain: str) -> str:
    if host == domain:
        return f"afsenderen skriver fra @{host}"
    return f"afsenderen skriver fra @{host}, som hører under {domain}"


rule = SenderDomain()
