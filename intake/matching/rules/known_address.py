"""A person has found a municipality behind this very address before."""

from collections.abc import Iterator

from domain.acquaintances import KnownSender
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.match import Certainty, Match
from intake.matching.strangers import is_shared
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class KnownAddress:
    """Likely; sure where the server vouches for the address, its host is nobody else's, and the mail says the same."""

    name = "known_address"
    weight = Weight.KNOWN

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for the municipality that was found behind the sender's address.

        At a municipality's own address who was found behind it wrote for another that once, and a colleague's
        address tells nothing of whose mail he passes on.
        """
        headers = traces.mail.headers
        known = traces.acquaintances.known_senders.get(headers.sender.address.lower())
        if known is None or known.municipality not in traces.roster or known.mails <= {headers.message_id}:
            return
        if traces.is_internal(headers.sender.host) or traces.find_owner(headers.sender.host) is not None:
            return
        certainty = Certainty.SURE if _is_beyond_doubt(traces, known) else Certainty.LIKELY
        name = traces.roster[known.municipality].name
        evidence = f"adressen blev knyttet til {name} af {known.by} den {describe_day(local_day(known.decided_at))}"
        yield Match(known.municipality, self.name, certainty, (evidence,))


def _is_beyond_doubt(traces: Traces, known: KnownSender) -> bool:
    headers = traces.mail.headers
    alone = len(headers.froms) == 1 and headers.from_headers == 1
    own = traces.acquaintances.list_known_at(headers.sender.host) == {known.municipality}
    says_so = traces.named_senders.keys() | traces.spoken_for.keys() == {known.municipality}
    return alone and own and says_so and traces.confirmed and not is_shared(headers.sender.address)


rule = KnownAddress()
