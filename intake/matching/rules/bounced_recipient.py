"""A delivery report names an address that could not be reached: the report is about its municipality (RFC 3464)."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class BouncedRecipient:
    """Likely only: the report is about the municipality, not by it."""

    name = "bounced_recipient"
    weight = Weight.REPORTED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for the municipalities whose addresses failed."""
        seen: set[str] = set()
        for address in (*traces.mail.failed_recipients, *_list_exim_recipients(traces.mail)):
            found = traces.find_owner(address.strip(" <>").rpartition("@")[2])
            if found is not None and found[0].code not in seen:
                seen.add(found[0].code)
                yield Match(
                    found[0].code, self.name, Certainty.LIKELY, (f"mail til {address.strip()} kunne ikke leveres",)
                )


def _list_exim_recipients(mail: ReadMail) -> Iterator[str]:
    for value in mail.headers.get_all("X-Failed-Recipients"):
        yield from value.split(",")


rule = BouncedRecipient()
