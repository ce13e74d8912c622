"""Which clock judges: the moment a mail crossed our border.

RFC 5321 §4.4: every server writes its ``Received:`` line on top. From the top, the first line written
by a trusted host whose peer is not one of them is the border; the lines above it are our own relays,
quarantine and queues, and the lines below it are claims.
"""

import ipaddress
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from domain.danish_time import describe_moment
from domain.judgement import ClockReading, ReceivedBy
from domain.message import Hop
from domain.municipality import normalise_host
from domain.pattern import compile_late

YEARS = range(1970, 9999)
"""A server that names another year has no clock; at the ends of the calendar there is no local time, either."""
WRITTEN_LATER = timedelta(days=1)
"""The clocks of senders' machines are wrong by hours, and by a time zone; hardly ever ahead by a day."""
_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "localhost.localhost"})
_LOOKED_UP = compile_late(r"\(([^()\[\]]*)\[[^\]]*\]")
_UNNAMED = frozenset({"", "unknown", "unverified"})

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def find_clock(
    hops: tuple[Hop, ...],
    internal_date: datetime | None,
    trusted_hosts: tuple[str, ...],
    sender_clock: datetime | None = None,
) -> ClockReading:
    """Read when the mail came (UTC) and by whose clock: border line, else INTERNALDATE, else none.

    ``rival`` is set where another trusted clock contradicts the reading: an INTERNALDATE before the
    border, a border line whose place in the chain does not fit, or one long before the mail was written.
    """
    trust = list_hosts(trusted_hosts)
    if internal_date is not None and internal_date.year not in YEARS:
        internal_date = None
    index = find_border(hops, trusted_hosts)
    at = None if index is None else hops[index].at
    if index is None or at is None:
        return _read_internal_date(internal_date, unreadable=index is not None)
    border, moment = hops[index], at.astimezone(UTC)
    return ClockReading(
        received_at=moment,
        received_by=ReceivedBy.BORDER,
        evidence=(f"modtaget {describe_moment(moment)} af {normalise_host(border.by)}",),
        rival=_find_rival(hops, index, moment, internal_date, trust)
        or _find_later(moment, internal_date, sender_clock),
    )


def find_border(hops: tuple[Hop, ...], trusted_hosts: tuple[str, ...]) -> int | None:
    """Find the place of the border line among the hops, or None."""
    trust = list_hosts(trusted_hosts)
    own = (index for index, hop in enumerate(hops) if trust.has(hop.by) and not came_from(hop, trust))
    return next(own, None)


class HostList:
    """Host names as configured: exact, or ``*.suffix`` for everything below a domain."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        names = [normalise_host(p) for p in patterns]
        self._exact = frozenset(n for n in names if not n.startswith("*."))
        self._suffixes = tuple(n[1:] for n in names if n.startswith("*."))

    def has(self, host: str) -> bool:
        """Say whether a host is on the list."""
        name = normalise_host(host)
        return name in self._exact or name.endswith(self._suffixes)


@lru_cache(maxsize=16)
def list_hosts(patterns: tuple[str, ...]) -> HostList:
    """Return the list of these names, of which there are as many as the configuration has."""
    return HostList(patterns)


def came_from(hop: Hop, trust: HostList) -> bool:
    """Say whether the mail was handed over by one of these hosts: by ourselves, where these are ours.

    A peer names itself in HELO as it likes: a trusted name counts beside a public address only when a
    second name, the one the server looked up, is trusted too.
    """
    names: list[str] = []
    addresses: list[_Address] = []
    unnamed = False
    for peer in hop.peers:
        if _is_unnamed(peer):
            unnamed = True
        elif (address := _find_address(peer)) is not None:
            addresses.append(address)
        else:
            names.append(peer)
    if any(not (trust.has(name) or normalise_host(name) in _LOCAL_NAMES) for name in names):
        return False
    if all(_is_private(address) or _is_exchange(address) for address in addresses):
        return not unnamed or bool(addresses)
    return not unnamed and _has_verified_name(hop, names, trust)


def _has_verified_name(hop: Hop, names: list[str], trust: HostList) -> bool:
    """Say whether the line gives looked-up names beside the HELO, all of them ours.

    Postfix: ``from mx1.kl.dk (mx1.kl.dk [192.0.2.1])``, and ``(unknown [192.0.2.1])`` where it found none.
    """
    looked_up = [name.strip() for name in _LOOKED_UP.findall(hop.line)]
    return all(trust.has(name) for name in looked_up) if looked_up else len(names) > 1


def _is_unnamed(peer: str) -> bool:
    return peer.strip().lower() in _UNNAMED


def _find_address(peer: str) -> _Address | None:
    text = peer.strip("[]() ").lower().removeprefix("ipv6:")
    if not text[:1].isdigit() and ":" not in text:
        return None
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_private(address: _Address) -> bool:
    """Say whether an address lies inside a house; the documentation ranges of RFC 5737 stand for public ones."""
    if isinstance(address, ipaddress.IPv6Address):
        return address.is_loopback or address.is_link_local or address in _UNIQUE_LOCAL
    return address.is_loopback or address.is_link_local or any(address in network for network in _PRIVATE)


_PRIVATE = tuple(ipaddress.ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"))
_UNIQUE_LOCAL = ipaddress.IPv6Network("fc00::/7")


_EXCHANGE_ONLINE = tuple(
    ipaddress.IPv6Network(f"2603:{part}::/32") for part in ("1096", "10a6", "10b6", "10c6", "10d6")
)


def _is_exchange(address: _Address) -> bool:
    """Say whether an address is of those that the servers of Exchange Online hand mail to each other by.

    "from AM0PR05MB0001.eurprd05.prod.outlook.com (2603:10a6:208::1) by DB7PR05MB0002...": no name is looked up.
    """
    return isinstance(address, ipaddress.IPv6Address) and any(address in network for network in _EXCHANGE_ONLINE)


def _find_rival(
    hops: tuple[Hop, ...], index: int, moment: datetime, internal_date: datetime | None, trust: HostList
) -> datetime | None:
    """Find a clock that contradicts the border's.

    A later INTERNALDATE is our own queue or quarantine, unless the line above the border was handed over
    by strangers: then the mail came in twice, or the border line is forged.
    """
    impostor = _find_doubtful_border(hops, index, trust)
    if impostor is not None:
        return impostor
    if internal_date is None:
        return None
    rival = internal_date.astimezone(UTC)
    broken = index > 0 and not _comes_from_house(hops[index - 1], hops[index], trust)
    return rival if rival < moment or broken else None


def _find_later(moment: datetime, internal_date: datetime | None, sender_clock: datetime | None) -> datetime | None:
    """Find the time of the mailbox where the mail was written after it is said to have come.

    The border's clock is wrong then, or its line is not our border's: one of the two alone says nothing.
    """
    if internal_date is None or sender_clock is None or min(internal_date, sender_clock) - moment < WRITTEN_LATER:
        return None
    return internal_date.astimezone(UTC)


def _comes_from_house(above: Hop, border: Hop, trust: HostList) -> bool:
    """Say whether the line above the border names the border's host, its domain, or an address inside."""
    house = "." + ".".join(normalise_host(border.by).split(".")[-2:])
    named = [peer for peer in above.peers if not _is_unnamed(peer)]
    return not named or any(_lies_inside(peer, house, trust) for peer in named)


def _lies_inside(peer: str, house: str, trust: HostList) -> bool:
    address = _find_address(peer)
    if address is not None:
        return _is_private(address)
    name = normalise_host(peer)
    return name in _LOCAL_NAMES or trust.has(name) or f".{name}".endswith(house)


def _find_doubtful_border(hops: tuple[Hop, ...], index: int, trust: HostList) -> datetime | None:
    """Find the time of the next border line below, where the peer of this one calls itself ours."""
    if not any(trust.has(peer) for peer in hops[index].peers):
        return None
    below = (hop.at for hop in hops[index + 1 :] if trust.has(hop.by) and not came_from(hop, trust) and hop.at)
    return next((at.astimezone(UTC) for at in below), None)


def _read_internal_date(internal_date: datetime | None, *, unreadable: bool) -> ClockReading:
    remarks = ("mailserverens modtagelseslinje har ingen læselig dato",) if unreadable else ()
    if internal_date is None:
        return ClockReading(None, ReceivedBy.NONE, (*remarks, "mailen har intet pålideligt tidsstempel"))
    moment = internal_date.astimezone(UTC)
    said = f"lagt i postkassen {describe_moment(moment)}"
    return ClockReading(moment, ReceivedBy.INTERNALDATE, (*remarks, said))
