"""Mails of ours that nobody has got are an alarm, not silence: in words, and once each in the log."""

from functools import cache

import structlog

from domain.digest import Undelivered
from kommunesvar.bootstrap import Program

log = structlog.get_logger(__name__)


def word_undelivered(mail: Undelivered) -> str:
    """Return what became of a mail and what to do, in one line."""
    about = f" ({mail.consultation})" if mail.consultation else ""
    what = f"{mail.kind} to {mail.recipient}{about}, written {mail.created_at:%Y-%m-%d %H:%M} UTC"
    why = f": {mail.error}" if mail.error else "."
    if mail.refused:
        return f"Refused for good: {what}{why} Correct the address, or write to them by other means."
    return f"Not sent yet: {what}{why} See 'kommunesvar check'; it goes out as soon as the mail server takes it."


def raise_alarms(program: Program) -> None:
    """Log each mail that nobody has got as an error, once a process."""
    for mail in program.outbox.load_undelivered(program.clock()):
        _log_once(mail.outbox, word_undelivered(mail))


@cache
def _log_once(outbox: int, said: str) -> None:
    log.error("mail not delivered", outbox=outbox, said=said)
