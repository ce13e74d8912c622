"""What thanks (tak for svaret) need of the books; beside ``domain/ports.py``, and by the same rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.thanks import ThankableReply


class ThanksDue(Protocol):
    """The counted mails that nobody has been thanked for."""

    def find_first(self) -> datetime | None:
        """Find when the first thanks of all were written, or None."""
        ...

    def find_latest(self, consultation: str, recipient: str) -> datetime | None:
        """Find when thanks were last written to an address in a consultation, whatever its case, or None."""
        ...

    def is_counted(self, consultation: str, period: str) -> bool:
        """Say whether the mail that thanks under this key are for is a counted reply still."""
        ...

    def load_due(self, consultations: Sequence[str], *, since: datetime, now: datetime) -> Sequence[ThankableReply]:
        """Return the counted mails that came and were first seen after ``since``, oldest first.

        Only those that were fetched from a mailbox, and none that came too long ago.
        """
        ...
