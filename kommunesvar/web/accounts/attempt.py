"""One attempt to sign in at a provider: what is kept in the browser while its user is away there."""

import base64
import hashlib
import hmac
from binascii import Error as NotBase64
from dataclasses import dataclass

from kommunesvar.web.accounts.tokens import is_token, make_token

SECONDS = 15 * 60
"""So long somebody may need at the provider, who may ask for a second factor."""

LONGEST_COOKIE = 3000
"""Browsers drop a cookie of more than 4096 octets (RFC 6265, section 6.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt, and where to go ``then``; all that must not be guessed follows from a secret of this browser.

    So an answer that is brought to another browser, or a second time after the cookie is gone, fits nothing.
    """

    secret: str
    then: str

    @property
    def state(self) -> str:
        """What the answer must bring back (RFC 6749, section 10.12)."""
        return self._derive("state")

    @property
    def nonce(self) -> str:
        """What must stand in the token (OpenID Connect Core, section 3.1.2.1)."""
        return self._derive("nonce")

    @property
    def verifier(self) -> str:
        """What only the asker can know of the code (RFC 7636): its hash goes first, and this later."""
        return self._derive("verifier")

    def is_answer(self, state: str | None) -> bool:
        """Say whether an answer belongs to this attempt."""
        return state is not None and hmac.compare_digest(state.encode(), self.state.encode())

    def write(self) -> str:
        """Return it as the text of a cookie."""
        then = base64.urlsafe_b64encode(self.then.encode()).decode()
        return f"{self.secret}.{then if len(then) <= LONGEST_COOKIE else ''}"

    def _derive(self, what: str) -> str:
        digest = hmac.digest(self.secret.encode(), what.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def begin_attempt(then: str) -> Attempt:
    """Return a new attempt."""
    return Attempt(secret=make_token(), then=then)


def read_attempt(cookie: str) -> Attempt | None:
    """Return the attempt of a cookie; None when it is none."""
    secret, _, then = cookie.partition(".")
    if not is_token(secret):
        return None
    try:
        return Attempt(secret=secret, then=base64.urlsafe_b64decode(then).decode())
    except (NotBase64, ValueError):
        return None
