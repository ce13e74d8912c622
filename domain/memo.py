"""What the memo (høringsnotat) tells of one consultation."""

from dataclasses import dataclass

from domain.consultation import Consultation
from domain.digest import OpenMail
from domain.judgement import Reply
from domain.mailbox import LedgerLine
from domain.message_view import MessageView
from domain.standing import Standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One municipality's counted reply, and the mail that it stands in; a joint mail holds several."""

    reply: Reply
    mail: MessageView


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """Everything that one memo says; ``answers`` are in the order in which they came."""

    standings: Standings
    answers: tuple[Answer, ...]
    open_mails: tuple[OpenMail, ...]
    unjudged: int
    ledger: tuple[LedgerLine, ...]

    @property
    def consultation(self) -> Consultation:
        """The consultation it is about."""
        return self.standings.consultation
