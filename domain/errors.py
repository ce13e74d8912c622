"""Everything that can go wrong and that a caller may want to tell apart.

One base class; the docstring of a class is its default message. An error that a user can meet says
what happened and where in its message, and what to do about it in ``remedy``.
"""

from datetime import timedelta


class KommunesvarError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None, *, remedy: str | None = None) -> None:
        super().__init__(message or type(self).__doc__)
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message, with the remedy as a second sentence."""
        message = str(self.args[0])
        return f"{message} {self.remedy}" if self.remedy else message


class ConfigurationError(KommunesvarError):
    """The configuration cannot be used."""


class UsageError(KommunesvarError):
    """What was asked for does not exist or cannot be done."""


class SourceError(KommunesvarError):
    """A mailbox could not be read; the next visit tries again."""


class ServerUnreachable(SourceError):
    """The mail server does not answer."""


class ServerStalled(SourceError):
    """The mail server stopped answering in the middle of the conversation."""


class LoginRefused(SourceError):
    """The mail server refused the login."""


class CertificateRefused(SourceError):
    """The mail server's certificate is not one we trust."""


class FolderMissing(SourceError):
    """A configured folder does not exist in the mailbox."""


class Throttled(SourceError):
    """The mail server asks us to come back later."""

    def __init__(self, message: str | None = None, *, wait: timedelta, remedy: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.wait = wait


class ArchiveError(KommunesvarError):
    """The archive could not store or read the bytes of a mail."""


class ArchiveDamaged(ArchiveError):
    """A file of the archive does not hold the bytes that its name promises."""


class UnreadableMail(KommunesvarError):
    """The mail cannot be parsed; its bytes are safe in the archive."""


class ReaderDied(KommunesvarError):
    """The process that reads foreign files died, or was ended at a limit."""


class ReaderTimeout(ReaderDied):
    """Reading took longer than the limit allows."""


class ReaderUnavailable(KommunesvarError):
    """No process that reads foreign files can be started."""


class SendDeferred(KommunesvarError):
    """A mail could not be handed over just now; it stays in the outbox and is tried again."""


class SendUncertain(SendDeferred):
    """A mail may have been handed over or not: the server did not say. It is looked for before it is tried again."""


class SendRefused(KommunesvarError):
    """The mail server refuses this mail for good."""


class DecisionConflict(UsageError):
    """Somebody else has decided on this mail in the meantime."""


class NothingToUndo(UsageError):
    """Nothing that a person has said of this mail is left to be taken back."""


class AccountTaken(UsageError):
    """Somebody has an account of this name already: choose another."""


class LastAdmin(UsageError):
    """Nobody would be left who may do everything: give somebody else that role first."""


class RulingsChanged(DecisionConflict):
    """What people have ruled for all mails has changed at this very moment: run the same command again."""
