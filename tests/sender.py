"""A process that hands over an outbox once it is told to, for tests to kill: ``python -m tests.sender …``."""

import sys
import time
from datetime import UTC, datetime, timedelta

from intake.sources.imap_sent import ImapSentMail
from intake.sources.imap_settings import ImapSettings, Security
from notifier.channels.smtp import SmtpChannel, SmtpSettings
from notifier.delivery import deliver_outbox
from storage.database import open_database
from storage.outbox import SqlOutbox
from tests.dovecot import PASSWORD

LEASE = timedelta(seconds=1)


def utc_now() -> datetime:
    return datetime.now(UTC)


def send_all(url: str, *, smtp_port: int, imap_port: int, user: str, owner: str) -> None:
    """Send for a minute at most; without ``imap_port`` nobody looks into the folder of sent mail."""
    outbox = SqlOutbox(open_database(url))
    channel = SmtpChannel(SmtpSettings(host="127.0.0.1", port=smtp_port, security="none", timeout=5))
    settings = ImapSettings(
        mailbox="FLJE", host="127.0.0.1", port=imap_port or 1, username=user, security=Security.NONE
    )
    sent = ImapSentMail(settings, lambda: PASSWORD) if imap_port else None
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _ in range(1200):
        deliver_outbox(outbox, channel, owner=owner, now=utc_now, lease=LEASE, limit=100, sent=sent)
        time.sleep(0.05)


if __name__ == "__main__":
    url, smtp_port, imap_port, user, owner = sys.argv[1:]
    send_all(url, smtp_port=int(smtp_port), imap_port=int(imap_port), user=user, owner=owner)
