"""The Reply-To address lies in a municipality's mail domain: secure-mail gateways send from their own."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from intake.matching.traces import Traces
from intake.matching.weight import Weight


class ReplyToDomain:
    """Never sure: anyone can ask for answers to be sent elsewhere."""

    name = "reply_to_domain"
    weight = Weight.ANSWERS_TO

    def find_matches(self, traces: Traces) -> Iterator[Match]:
        """Vote for whoever owns the host that answers are asked to go to."""
        for host in dict.fromkeys(sender.host for sender in traces.mail.headers.reply_to):
            found = traces.find_owner(host)
            if found is not None:
                yield Match(found[0].code, self.name, Certainty.LIKELY, (f"svar på mailen skal sendes til @{host}",))


rule = ReplyToDomain()
