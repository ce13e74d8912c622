"""What each counted reply is beside the others of its municipality: first, supplement, replacement, duplicate.

A role is derived, and derived anew whenever it is asked for: it follows from all replies together, in the
order in which they arrived. Only what a person has said of one is kept, and outweighs it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.likeness import is_version, repeats
from domain.review import Role
from domain.writings import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReply:
    """One counted reply as far as its role depends on it.

    ``said_role`` is what a person said of it. ``content`` is the checksum of all it says, and ``said`` its words,
    None where nothing is known of them.
    """

    message: int
    consultation: str
    municipality: str
    received_at: datetime
    content: str
    said_role: Role | None = None
    provisional: bool = False
    replaces: bool = False
    committee: str = ""
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The role of a reply; ``of`` is the message that it repeats or replaces.

    ``adds`` where it calls itself an addition: it makes no provisional answer final.
    """

    role: Role
    of: int | None = None
    adds: bool = False


Places = Mapping[tuple[int, str], Place]
"""The place of each reply, by (message, municipality)."""


def assign_roles(replies: Iterable[CountedReply]) -> Places:
    """Give each counted reply its place among those of one municipality in one consultation.

    The earliest is the first. Of the others, what says nothing new is a duplicate; what says that it
    replaces, follows a provisional one as the final, or brings a changed version of the same document
    is a replacement; every other is a supplement.
    """
    groups: dict[tuple[str, str], list[CountedReply]] = {}
    for reply in replies:
        groups.setdefault((reply.consultation, reply.municipality), []).append(reply)
    return {key: place for group in groups.values() for key, place in _assign_group(group).items()}


def list_routes(places: Places) -> Mapping[int, tuple[int, ...]]:
    """Return, by message, the messages that repeat it for all whose reply it is: the other routes it came by."""
    whose: dict[int, set[int | None]] = {}
    for (message, _), place in places.items():
        whose.setdefault(message, set()).add(place.of if place.role is Role.DUPLICATE else None)
    routes: dict[int, tuple[int, ...]] = {}
    for message, repeated in sorted(whose.items()):
        for one in repeated if len(repeated) == 1 else ():
            if one is not None:
                routes[one] = (*routes.get(one, ()), message)
    return routes


def _assign_group(group: list[CountedReply]) -> dict[tuple[int, str], Place]:
    has_first = any(reply.said_role is Role.FIRST for reply in group)
    earlier: list[CountedReply] = []
    places: dict[tuple[int, str], Place] = {}
    for reply in sorted(group, key=lambda r: (r.received_at, r.message)):
        replaced = frozenset(place.of for place in places.values() if place.role is Role.REPLACEMENT)
        place = _find_place(reply, earlier, replaced) if has_first else Place(Role.FIRST)
        if reply.said_role is not None:
            place = _set_role(reply.said_role, place, earlier)
        has_first = has_first or place.role is Role.FIRST
        if place.role is not Role.DUPLICATE:
            earlier.append(reply)
        places[reply.message, reply.municipality] = place
    return places


def _set_role(said: Role, derived: Place, earlier: list[CountedReply]) -> Place:
    """Return the role that a person said; what is repeated or replaced is the latest where it was not found."""
    if said not in {Role.REPLACEMENT, Role.DUPLICATE}:
        return Place(said)
    return Place(said, derived.of or (earlier[-1].message if earlier else None))


def _find_place(reply: CountedReply, earlier: list[CountedReply], replaced: frozenset[int | None]) -> Place:
    repeated = _find_repeated(reply, earlier)
    if repeated is not None:
        return Place(Role.DUPLICATE, repeated.message)
    superseded = _find_superseded(reply, earlier, replaced)
    if superseded is not None:
        return Place(Role.REPLACEMENT, superseded.message)
    return Place(Role.SUPPLEMENT, adds=reply.said is not None and reply.said.adds)


def _find_repeated(reply: CountedReply, earlier: list[CountedReply]) -> CountedReply | None:
    alike = next((other for other in earlier if other.content == reply.content), None)
    if alike is not None or reply.said is None:
        return alike
    known = ((other, other.said) for other in earlier if other.said is not None)
    return next((other for other, said in known if repeats(reply.said, said)), None)


def _find_superseded(
    reply: CountedReply, earlier: list[CountedReply], replaced: frozenset[int | None]
) -> CountedReply | None:
    """Find the latest reply that this one takes the place of, for the first of the three reasons that holds."""
    own = [other for other in earlier if _may_be_same_committee(reply, other)]
    said = reply.said
    if said is not None and not said.adds:
        changed = [other for other in own if other.said is not None and is_version(said, other.said)]
        if changed:
            return changed[-1]
    if reply.replaces:
        return next(reversed(own or earlier), None)
    if reply.provisional or (said is not None and said.adds):
        return None
    return next((other for other in reversed(own) if other.provisional and other.message not in replaced), None)


def _may_be_same_committee(one: CountedReply, other: CountedReply) -> bool:
    return not one.committee or not other.committee or one.committee.casefold() == other.committee.casefold()
