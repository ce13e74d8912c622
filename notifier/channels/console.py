"""Mail on the screen: its head and its plain text."""

from contextlib import AbstractContextManager, nullcontext
from email import message_from_bytes
from email.policy import default
from typing import TextIO

from domain.errors import SendDeferred
from domain.outgoing import OutgoingMail


class ConsoleChannel:
    """Prints each mail to a stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def send(self, mail: OutgoingMail) -> None:
        """Print sender, recipient, subject and text. Raises SendDeferred when the stream is closed."""
        parsed = message_from_bytes(mail.content, policy=default)
        body = parsed.get_body(("plain",))
        head = f"Fra: {parsed['From']}\nTil: {parsed['To']}\nEmne: {parsed['Subject']}\n"
        text = _make_printable(f"{head}\n{body.get_content() if body else ''}\n", self._stream.encoding)
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise SendDeferred("The mail could not be printed: the output is closed.") from error

    def hold_open(self) -> AbstractContextManager[None]:
        """Do nothing: there is nothing to share."""
        return nullcontext()


def _make_printable(text: str, encoding: str | None) -> str:
    """Return the text without what a terminal would obey or could not show."""
    plain = "".join(c for c in text.replace("\r\n", "\n") if c.isprintable() or c in "\n\t")
    return plain.encode(encoding or "utf-8", errors="replace").decode(encoding or "utf-8", errors="replace")
