"""The mail that stands for a reply by letter or phone: honest about how it came, and as lasting as any other."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from domain.consultation import Consultation
from domain.danish_time import describe_moment
from domain.kind import Kind
from domain.municipality import Municipality

HOST = "registreret.kommunesvar.invalid"
"""A host that cannot exist (RFC 2606 §2): no mail can be confirmed to have come from it."""

_AS_THEY_ARE = frozenset({"application", "image"})
"""Media types that a file keeps; text and mails are sent as bytes, else their letters and line ends might change."""

_UID_BITS = 63  # what a signed 64-bit column holds


@dataclass(frozen=True, slots=True)
class RegisteredFile:
    """A file that the reply consists of, with its name alone."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """That a municipality's reply came, when, and who registered it when, in whose words (``reason``)."""

    municipality: Municipality
    consultation: Consultation
    received_at: datetime
    kind: Kind
    by: str
    registered_at: datetime
    reason: str = ""
    files: tuple[RegisteredFile, ...] = ()

    @property
    def uid(self) -> int:
        """A 63-bit number for what came: the same when it is registered again, by whom and as what kind it may be."""
        parts = (self.consultation.id, self.municipality.code, self.received_at.isoformat())
        files = sorted(sha256(file.data).hexdigest() for file in self.files)
        digest = sha256("\0".join((*parts, *files)).encode()).digest()
        return int.from_bytes(digest[:8], "big") >> (64 - _UID_BITS)


def compose_registered(registration: Registration) -> bytes:
    """Return the registration as a mail (RFC 5322), without any line that a mail server might have written."""
    mail = EmailMessage(policy=SMTP)
    by, place = tidy(registration.by), f"{registration.uid:016x}"
    # A sender of its own for each: whose reply it is says nothing of the next that the same person registers.
    mail["From"] = Address(by, place, HOST)
    mail["Subject"] = f"Høringssvar fra {registration.municipality.official_name}, registreret af {by}"
    mail["Date"] = format_datetime(registration.registered_at)
    mail["Message-ID"] = f"<{place}@{HOST}>"
    mail["Kommunesvar-Registered-By"] = by
    mail["Kommunesvar-Registered-At"] = format_datetime(registration.registered_at)
    mail["Kommunesvar-Received-At"] = format_datetime(registration.received_at)
    mail.set_content(_write_note(registration, by), charset="utf-8", cte="base64")
    _attach(mail, registration.files)
    return mail.as_bytes()


def _attach(mail: EmailMessage, files: Sequence[RegisteredFile]) -> None:
    for file in files:
        guessed = mimetypes.guess_type(file.name)[0] or ""
        main, _, sub = guessed.partition("/")
        if main not in _AS_THEY_ARE:
            main, sub = "application", "octet-stream"
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=tidy(file.name))


def _write_note(registration: Registration, by: str) -> str:
    """Return what a reader should know first: what was said, that the letter is attached, how it came."""
    zone = registration.consultation.deadline.zone
    origin = (
        f"{registration.municipality.official_name} har svaret på høringen {registration.consultation.title}.\n"
        f"Svaret kom uden om postkassen den {describe_moment(registration.received_at, zone)} "
        f"og er registreret af {by} den {describe_moment(registration.registered_at, zone)}."
    )
    enclosed = "Svaret er vedhæftet." if registration.files else ""
    return "\n\n".join(part for part in (registration.reason.strip(), enclosed, origin) if part) + "\n"


def tidy(text: str) -> str:
    """Return text on one line that a header can hold: a name typed at a terminal may hold anything."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.encode("utf-8", "replace").decode().split())
