"""A look into the folder of sent mail, which the notifier needs and a mailbox gives."""

from datetime import datetime
from typing import Protocol


class SentMail(Protocol):
    """The folder in which the mail server files what it has taken from us. It is read and never changed."""

    def find(self, message_id: str, *, since: datetime) -> bool | None:
        """Say whether a mail of this Message-ID, not older than ``since``, is there; None when that cannot be seen.

        Never raises: a folder that cannot be read is logged.
        """
        ...


class NowhereToLook:
    """Stands where no folder of sent mail is known."""

    def find(self, message_id: str, *, since: datetime) -> bool | None:  # noqa: ARG002 - the port's
        """Return None: there is nothing to look into."""
        return None
