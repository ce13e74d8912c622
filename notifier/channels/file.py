"""Mail as .eml files in a folder: for trials, and for those who send them by other means."""

import os
import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import NamedTemporaryFile

from domain.errors import SendDeferred
from domain.outgoing import OutgoingMail


class FileChannel:
    """Writes each mail as a file named by its Message-ID; sending it again replaces it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, mail: OutgoingMail) -> None:
        """Write the mail so that its file is whole or not there. Raises SendDeferred when the disk will not."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(self.find_path(mail), mail.content)
        except OSError as error:
            raise SendDeferred(
                f"The mail could not be written to {self._folder}: {error.strerror}.",
                remedy="Make room there, or give the service the right to write.",
            ) from error

    def hold_open(self) -> AbstractContextManager[None]:
        """Do nothing: there is nothing to share."""
        return nullcontext()

    def find_path(self, mail: OutgoingMail) -> Path:
        """Return where a mail is written; a Message-ID cannot lead out of the folder."""
        return self._folder / f"{re.sub(r'[^A-Za-z0-9._@+-]', '-', mail.message_id.strip('<>'))[:200]}.eml"


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the final name, flush to disk, then rename."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
