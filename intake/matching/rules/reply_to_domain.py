"""The Reply-To address lies in a municipality's mail domain: secure-mail gateways send from their own."""

from collections.abc import Iterator

from domain.match import Certainty, Match
from domain.message import ReadMail
from domain.municipality import Roster
from intake.matching.rules.sender_domain import LONGEST_HOST


class ReplyToDomain:
    """Never sure: anyone can ask for answers to be sent elsewhere."""

    name = "reply_to_domain"

    def find_matches(self, mail: ReadMail, roster: Roster) -> Iterator[Match]:
        """Vote for whoever owns the host that answers are asked to go to."""
        for host in dict.fromkeys(sender.host for sender in mail.headers.reply_to):
            found = roster.find_by_host(host) if len(host) <= LONGEST_HOST else None
            if found is not None:
                yield Match(found[0].code, self.name, Certainty.LIKELY, (f"svar skal sendes til @{host}",))


rule = ReplyToDomain()
