"""A delivery report names an address that could not be reached: the report is about its municipality (RFC 3464)."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster
from intake.matching.rules.sender_domain import LONGEST_HOST


class BouncedRecipient:
    """Likely only: the report is about the municipality, not by it."""

    name = "bounced_recipient"

    def find_matches(self, mail: ReadMail, roster: Roster) -> Iterator[Match]:
        """Vote for the municipalities whose addresses failed."""
        seen: set[str] = set()
        for address in (*mail.failed_recipients, *_list_exim_recipients(mail)):
            host = address.strip(" <>").rpartition("@")[2]
            found = roster.find_by_host(host) if len(host) <= LONGEST_HOST else None
            if found is not None and found[0].code not in seen:
                seen.add(found[0].code)
                yield Match(
                    found[0].code, self.name, Certainty.LIKELY, (f"mail til {address.strip()} kunne ikke leveres",)
                )


def _list_exim_recipients(mail: ReadMail) -> Iterator[str]:
    for value in mail.headers.get_all("X-Failed-Recipients"):
        yield from value.split(",")


rule = BouncedRecipient()
