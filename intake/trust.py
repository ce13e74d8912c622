"""Whose word on a mail is believed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSettings:
    """Whose word counts: the configuration's ``[authentication]``."""

    trusted_authserv_ids: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()
