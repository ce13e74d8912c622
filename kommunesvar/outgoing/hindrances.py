"""What stands in the way of letters, in English for the terminal; ``notifier/proposal.py`` says it in Danish."""

from collections.abc import Sequence

from domain.letter import Hindrance, HindranceKind

MOST_NAMED = 5
"""So many mails are named by their numbers; the rest is told by how many there are."""

_SENTENCES = {
    HindranceKind.NOT_OPEN: "The consultation has not opened yet; see 'opens' in the configuration.",
    HindranceKind.CLOSED: "The consultation is closed; see 'closes' in the configuration.",
    HindranceKind.DEADLINE_PASSED: (
        "The deadline has passed, so that the letter is not sent; 'kommunesvar remind' writes after it."
    ),
}


def say_hindrance(hindrance: Hindrance) -> str:
    """Return what stands in the way of sending, and what to do about it."""
    match hindrance.kind:
        case HindranceKind.NOT_READ:
            return (
                f"The mailbox {hindrance.mailbox} could not be read, and a reply may lie in it: {hindrance.error} "
                "See to it with 'kommunesvar check', then repeat the command."
            )
        case HindranceKind.NOT_READ_ELSEWHERE:
            return (
                f"The mailbox {hindrance.mailbox} is not this consultation's, but it could not be read, and a reply "
                f"may have been sent to it by mistake: {hindrance.error} See to it with 'kommunesvar check', then "
                "repeat the command; or give --despite-unread to send without having looked there."
            )
        case HindranceKind.UNJUDGED:
            return (
                f"{_count(hindrance)} could not be judged yet, and a reply may be among them.{_say_failed(hindrance)}"
            )
        case HindranceKind.IN_REVIEW:
            return (
                f"{_count(hindrance)} in review, and a reply may be among them. Decide on them, see 'kommunesvar "
                "messages --state review'; or give --despite-review, which still leaves out those they may be from."
            )
    return _SENTENCES[hindrance.kind]


def say_set_aside(hindrance: Hindrance) -> str:
    """Return what somebody sends in spite of."""
    if hindrance.mailbox:
        return f"Set aside: the mailbox {hindrance.mailbox} could not be read: {hindrance.error}"
    return f"Set aside: {_count(hindrance)} in review."


def _say_failed(hindrance: Hindrance) -> str:
    """Say which could not be read: waiting mends none of them, and nothing sets them aside but a decision."""
    waiting = " Run 'kommunesvar process', which reads what waits." if hindrance.count > len(hindrance.failed) else ""
    if not hindrance.failed:
        return waiting
    first = hindrance.failed[0]
    return (
        f"{waiting} Could not be read: message {_name(hindrance.failed)}. See 'kommunesvar show {first}', and decide "
        f"what it is, as 'kommunesvar decide {first} --kind other --by NAME' or with --municipality; --despite-review "
        "does not set it aside."
    )


def _name(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = len(numbers) - MOST_NAMED
    return f"{named} and {more} more ('kommunesvar messages --state failed')" if more > 0 else named


def _count(hindrance: Hindrance) -> str:
    return f"{hindrance.count} mail{'' if hindrance.count == 1 else 's'}"
