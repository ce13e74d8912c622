"""Whatever one municipality sends, in whatever order it is judged, its replies have one order among them."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.review import Role
from domain.roles import CountedReply, assign_roles, list_routes
from domain.writings import read_said
from tests.builders import IN_TIME, build_attachment

LETTER = "Udvalget støtter de ti værdier, og foreslår at værdi 3 om forældrene også nævner dagtilbud og fritidshjem."
BODIES = ("Hermed vores svar.", "Vi sender det igen.", "Supplerende bemærkninger vedhæftet.", LETTER, "Tak for sidst.")
TEXTS = (LETTER, LETTER.replace("3", "4"), "Ungerådet savner, at de unge bliver spurgt, før skolerne lægger planer.")
SAID = [
    read_said(body, [build_attachment(text=text)] if text else []) for body in BODIES for text in (*TEXTS, "")
]  # fmt: skip

_groups = st.lists(
    st.builds(
        CountedReply,
        message=st.integers(min_value=1, max_value=10_000),
        consultation=st.just("efteraar"),
        municipality=st.just("0461"),
        received_at=st.integers(min_value=0, max_value=20).map(lambda hours: IN_TIME + timedelta(hours=hours)),
        content=st.sampled_from("abcdefgh"),
        provisional=st.booleans(),
        replaces=st.booleans(),
        committee=st.sampled_from(["", "Børneudvalget", "Skoleudvalget"]),
        said=st.sampled_from([None, *SAID]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda reply: reply.message,
)


@settings(deadline=None)
@given(_groups, st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_in_which_replies_are_told(group: list[CountedReply], lot: Random) -> None:
    assert assign_roles(lot.sample(group, len(group))) == assign_roles(group)


@settings(deadline=None)
@given(_groups)
def test_one_is_first_and_every_other_refers_to_one_before_it(group: list[CountedReply]) -> None:
    places = assign_roles(group)

    order = [reply.message for reply in sorted(group, key=lambda reply: (reply.received_at, reply.message))]
    assert [message for (message, _), place in places.items() if place.role is Role.FIRST] == order[:1]
    for (message, code), place in places.items():
        assert (place.of is not None) == (place.role in {Role.DUPLICATE, Role.REPLACEMENT})
        if place.of is not None:
            assert order.index(place.of) < order.index(message)
            assert places[place.of, code].role is not Role.DUPLICATE


@settings(deadline=None)
@given(_groups, st.data())
def test_what_a_person_says_of_one_holds(group: list[CountedReply], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(group))
    role = data.draw(st.sampled_from(Role))
    said = CountedReply(
        message=chosen.message,
        consultation=chosen.consultation,
        municipality=chosen.municipality,
        received_at=chosen.received_at,
        content=chosen.content,
        said_role=role,
    )

    places = assign_roles([said, *(reply for reply in group if reply is not chosen)])

    assert places[chosen.message, "0461"].role is role


@settings(deadline=None)
@given(_groups)
def test_each_duplicate_is_a_route_of_one_reply(group: list[CountedReply]) -> None:
    places = assign_roles(group)

    routes = [message for repeated in list_routes(places).values() for message in repeated]
    assert sorted(routes) == sorted(m for (m, _), place in places.items() if place.role is Role.DUPLICATE)
