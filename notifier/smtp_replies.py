"""What a mail server's answers mean: later, never, or that somebody must change the account we log in with.

Codes are those of RFC 5321 §4.2 and RFC 4954 §6; the enhanced ones of Exchange Online stand in Microsoft's
"Fix NDR errors in Exchange Online" and "Deprecation of Basic authentication in Exchange Online".
"""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import KommunesvarError, SendDeferred, SendRefused, SendUncertain

_LOGIN_CODES = frozenset({454, 530, 534, 535, 538})  # RFC 4954 §6
_PERMANENT = 500
"""From here on a server means it for good (RFC 5321 §4.2.1); smtplib's -1 is a broken connection."""
_REPLY_SHOWN = 300

# Each tells of our account or of its tenant and not of the one mail: that must not be given up, or all would be.
_REMEDIES = (
    (
        # "550 5.7.30 Basic authentication is not supported for Client Submission."
        re.compile(r"\b5\.7\.30\b|basic authentication is (disabled|not supported)", re.IGNORECASE),
        (
            "The server takes no passwords any more (basic authentication is switched off): log in by token with "
            "[smtp] oauth, or let the administrator of Exchange Online allow SMTP AUTH with a password once more."
        ),
    ),
    (
        # "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
        re.compile(r"SmtpClientAuthentication is disabled", re.IGNORECASE),
        (
            "Let the administrator of Exchange Online switch SMTP AUTH on for this mailbox: "
            "Set-CASMailbox -SmtpClientAuthenticationDisabled $false."
        ),
    ),
    (
        # "554 5.2.252 SendAsDenied; kommunesvar@kl.dk not allowed to send as hoering@kl.dk"
        re.compile(r"\b5\.7\.60\b|\b5\.2\.252\b|SendAsDenied", re.IGNORECASE),
        "Let [smtp] from be the address of [smtp] username, or give that user the right to send as it.",
    ),
    (
        # "550 5.1.8 Access denied, bad outbound sender", "550 5.7.705 Access denied, tenant has exceeded threshold"
        re.compile(r"\b5\.1\.8\b|\b5\.7\.(50[1-3]|70[58])\b"),
        (
            "Exchange Online has barred the account or the tenant from sending: its administrator can lift that in the "
            "Defender portal under Restricted entities."
        ),
    ),
    (
        # The words of the server: 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException
        re.compile(r"submission ?quota", re.IGNORECASE),
        "The account has sent as many mails as it may in a day: they go out when it may again.",
    ),
)
_OF_LOGIN = re.compile(r"\b5\.7\.(3|8|9|57|139)\b")
_LOGIN_REMEDY = "Check [smtp] username and from, and that this user may send as it."


def find_remedy(said: str) -> str | None:
    """Return what to do where an answer tells of our account and not of the mail, or None."""
    return next((remedy for pattern, remedy in _REMEDIES if pattern.search(said)), None)


@contextmanager
def judge_refusal(what: str) -> Iterator[None]:
    """Tell a server that says 'later' (4xx), or whose login is at fault, from one that says 'never' (5xx)."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = next(iter(error.recipients.values()))
        raise _judge_reply(what, code, reply) from error
    except smtplib.SMTPResponseException as error:
        raise _judge_reply(what, error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise SendDeferred(f"The connection to the mail server broke: {describe(error)}.") from error


@contextmanager
def judge_silence() -> Iterator[None]:
    """Own up to not knowing when the answer to a whole mail does not come (RFC 5321 §4.5.3.2.6, RFC 1047)."""
    try:
        yield
    except smtplib.SMTPResponseException:
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise SendUncertain(
            f"The mail server took the mail and did not say whether it accepts it: {describe(error)}."
        ) from error


def _judge_reply(what: str, code: int, reply: bytes | str) -> KommunesvarError:
    said = f"{code} {read_reply(reply)}"
    message = f"{what}: {clip(said)}."
    if remedy := find_remedy(said):
        return SendDeferred(message, remedy=remedy)
    if code in _LOGIN_CODES or _OF_LOGIN.search(said):
        return SendDeferred(message, remedy=_LOGIN_REMEDY)
    return SendDeferred(message) if code < _PERMANENT else SendRefused(message)


def quote(error: smtplib.SMTPResponseException) -> str:
    """Return code and words of an answer on one line."""
    return clip(f"{error.smtp_code} {read_reply(error.smtp_error)}")


def read_reply(reply: bytes | str) -> str:
    """Return an answer as text, whatever its bytes."""
    return reply.decode(errors="replace") if isinstance(reply, bytes) else reply


def describe(error: Exception) -> str:
    """Return what an error says of itself, on one line."""
    return clip(str(getattr(error, "strerror", None) or error) or type(error).__name__)


def clip(text: str) -> str:
    """Return a server's words as one line of bearable length."""
    return " ".join(text.split())[:_REPLY_SHOWN].rstrip(".")
