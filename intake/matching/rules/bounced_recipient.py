"""A delivery report names an address that could not be reached: the report is about its municipality (RFC 3464)."""

from collections.abc import Iterator

from domain.contact import say_undelivered
from domain.match import Certainty, Match
from domain.message import ReadMail
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class BouncedRecipient:
    """Likely only: the report is about the municipality, not by it."""

    name = "bounced_recipient"
    weight = Weight.REPORTED

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for the municipalities whose addresses or contacts could not be reached, and tell of each address."""
        said: dict[str, list[str]] = {}
        for address in dict.fromkeys(_list_failed(traces.mail)):
            for code in _find_codes(address, traces):
                said.setdefault(code, []).append(say_undelivered(address))
        for code, sentences in said.items():
            yield Match(code, self.name, Certainty.LIKELY, tuple(sentences))


def _find_codes(address: str, traces: Traces) -> tuple[str, ...]:
    owner = traces.find_owner(address.rpartition("@")[2])
    if owner is not None:
        return (owner[0].code,)
    # The chair of a committee may be written to where no municipality lives.
    return tuple(code for code in traces.acquaintances.contacts.get(address.casefold(), ()) if code in traces.roster)


def _list_failed(mail: ReadMail) -> Iterator[str]:
    named = (address for value in mail.headers.get_all("X-Failed-Recipients") for address in value.split(","))
    for address in (*mail.failed_recipients, *named):
        yield address.strip(" <>\t\r\n")


rule = BouncedRecipient()
