"""How a case is made of a mail and of what a careful person says of it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.consultation import Consultation
from domain.deadline import Deadline, Timeliness
from domain.judgement import Authenticity, ReceivedBy
from domain.kind import ANSWERS, Kind
from domain.message import State
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.people import Writer
from tests.verdicts.post import Post, build

SPRING = Consultation(
    id="kernevaerdier-2019-foraar",
    title="Kommunale kerneværdier (udkast), foråret 2019",
    mailboxes=("MLAR",),
    opens=date(2019, 2, 5),
    deadline=Deadline(date(2019, 4, 23)),
    closes=date(2019, 6, 18),
)
AUTUMN = Consultation(
    id="kernevaerdier-2019-efteraar",
    title="De kommunale kerneværdier, efteråret 2019",
    mailboxes=("FLJE",),
    opens=date(2019, 6, 28),
    deadline=Deadline(date(2019, 11, 1)),
    closes=date(2019, 12, 27),
    questions=(
        "Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?",
        (
            "Hvilke muligheder giver det kommunale ejerskab i jeres arbejde med at skabe sammenhæng og høj kvalitet i de "
            "kommunale tilbud til børn og unge?"
        ),
    ),
)
CONSULTATIONS = (SPRING, AUTUMN)
BY_MAILBOX = {"MLAR": SPRING, "FLJE": AUTUMN}

COUNT, REVIEW, ASIDE = frozenset({State.COUNTED}), frozenset({State.REVIEW}), frozenset({State.SET_ASIDE})
RESPONSE, NOTHING, ANSWER = frozenset({Kind.RESPONSE}), frozenset({Kind.NO_COMMENTS}), ANSWERS
PASSED = frozenset({Authenticity.PASS})


def time_of(post: Post) -> Timeliness:
    """Say whether a mail of this moment is on time in its own mailbox."""
    return BY_MAILBOX[post.mailbox].deadline.judge(post.at)


def reply(
    writer: Writer,
    post: Post,
    *,
    kinds: Iterable[Kind] = RESPONSE,
    plain: bool = True,
    provisional: bool | None = False,
    replaces: bool | None = None,
    states: frozenset[State] = COUNT,
) -> Asked:
    """Ask that a mail be counted as the reply of the writer's municipality; ``plain``: without help."""
    return Asked(
        states=states,
        kinds=frozenset(kinds),
        municipalities=(writer.town.code,),
        first=writer.town.code,
        received_at=post.at,
        timeliness=time_of(post),
        authenticity=PASSED if post.trace is None else frozenset(),
        provisional=provisional,
        replaces=replaces,
        consultation=BY_MAILBOX[post.mailbox].id,
        plain=plain,
    )


def doubtful(
    writer: Writer | None,
    post: Post,
    *reasons: str,
    kinds: Iterable[Kind] = RESPONSE,
    states: frozenset[State] = REVIEW,
) -> Asked:
    """Ask that a person see a mail, with the writer's municipality as the first suggestion."""
    code = writer.town.code if writer else None
    return Asked(
        states=states,
        kinds=frozenset(kinds),
        municipalities=(code,) if code else (),
        first=code,
        received_at=post.at,
        authenticity=PASSED if post.trace is None else frozenset(),
        reasons=frozenset(reasons),
    )


def aside(post: Post, *kinds: Kind, states: frozenset[State] = ASIDE) -> Asked:
    """Ask that a mail be kept and never counted, as nobody need look at it."""
    return Asked(states=states, kinds=frozenset(kinds), received_at=post.at)


def label(chapter: str, slug: str, number: int, post: Post, asked: Asked) -> Labelled:
    """Return the case; its mail lay in the mailbox some seconds after it had come."""
    return Labelled(
        name=f"{chapter}-{number:04d}-{slug}",
        chapter=chapter,
        raw=build(post, number),
        mailbox=post.mailbox,
        internal_date=post.at + timedelta(seconds=6),
        asked=asked,
    )


def keep_together(cases: Iterable[tuple[str, Labelled]]) -> Iterator[Labelled]:
    """Put cases of the same wording into the same half: what was seen in the one must not help in the other."""
    first: dict[str, str] = {}
    for wording, case in cases:
        yield replace(case, family=first.setdefault(wording, case.name))


def without_clock(case: Labelled) -> Labelled:
    """Return it as a file that nothing else is known of."""
    asked = replace(case.asked, received_at=None, received_by=ReceivedBy.NONE)
    return replace(case, internal_date=None, asked=asked)
