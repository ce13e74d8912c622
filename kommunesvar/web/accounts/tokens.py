"""Secrets that only a browser has; we keep their hashes, so that who reads the database can sign in nowhere."""

import hashlib
import hmac
import re
import secrets

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def make_token() -> str:
    """Return 256 random bits as text that fits an address or a cookie."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Say whether a text may be one of ours."""
    return _TOKEN.fullmatch(text) is not None


def hash_token(token: str) -> str:
    """Return what a token is known by in the database: with 256 random bits one plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def derive_form_token(token: str) -> str:
    """Return what every form holds: only a page of ours, made for this browser, can know it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(said: str, token: str) -> bool:
    """Say whether a form was made for this browser."""
    return hmac.compare_digest(said.encode(), derive_form_token(token).encode())
