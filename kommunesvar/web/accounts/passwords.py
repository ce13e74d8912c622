"""The passwords of local accounts, kept as argon2id (RFC 9106)."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
"""Characters; NIST SP 800-63B asks for no more rules than a length."""

_hasher = PasswordHasher()
_NOBODYS = _hasher.hash("no account has this one")
# Each costs 64 MB while it is reckoned: who sends a thousand at once shall not take all there is.
_turns = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return what a password is kept as."""
    with _turns:
        return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Say whether it is the one that is kept; as slow where there is none, so that names cannot be told by it."""
    with _turns:
        try:
            _hasher.verify(kept or _NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def list_faults(password: str, repeated: str, username: str) -> tuple[str, ...]:
    """Return a sentence for each thing that is wrong with a new password."""
    checks = {
        f"Adgangskoden skal have mindst {SHORTEST} tegn.": len(password) >= SHORTEST,
        "Adgangskoden må ikke være brugernavnet.": password.casefold() != username.casefold(),
        "De to adgangskoder er ikke ens.": password == repeated,
    }
    return tuple(fault for fault, holds in checks.items() if not holds)


def is_outdated(kept: str) -> bool:
    """Say whether it was kept in a form that is weaker than today's."""
    return _hasher.check_needs_rehash(kept)
