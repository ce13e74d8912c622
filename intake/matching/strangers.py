"""Addresses that many people share, or that anybody can have: none of them says whose a mail is."""

from importlib.resources import files

_SHARED_HOSTS = frozenset(files("intake").joinpath("matching", "shared_hosts.txt").read_text(encoding="ascii").split())
"""Free mail, providers, and the post offices and machines that send for many."""
_NOBODYS = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "ikke-svar", "svar-ikke", "besvares-ikke")


def is_shared(address: str) -> bool:
    """Say whether an address, or one like it, may belong to anybody: free mail, a post office, a machine."""
    local, _, host = address.strip().lower().rpartition("@")
    labels = host.split(".")
    above = {".".join(labels[start:]) for start in range(len(labels))}
    return not above.isdisjoint(_SHARED_HOSTS) or local.startswith(_NOBODYS)
