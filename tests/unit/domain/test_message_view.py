from dataclasses import replace
from datetime import timedelta

from domain.message import Verdict
from domain.message_view import CountedReply, assign_roles, cut_excerpt, find_excerpt, fingerprint_content
from domain.review import Role
from tests.builders import IN_TIME, build_attachment, build_mail


def build_reply(
    message: int, hours: int, content: str = "", *, role: Role | None = None, **changes: str
) -> CountedReply:
    reply = CountedReply(
        message=message,
        consultation="efteraar",
        municipality="0461",
        received_at=IN_TIME + timedelta(hours=hours),
        content=content or f"content {message}",
        said_role=role,
    )
    return replace(reply, **changes)  # type: ignore[arg-type]  # a builder takes any field


def list_roles(*replies: CountedReply) -> list[Role]:
    return list(assign_roles(replies).values())


def test_earliest_is_first_and_later_ones_supplement_it() -> None:
    roles = assign_roles([build_reply(1, 2), build_reply(2, 0), build_reply(3, 1)])

    assert roles == {(2, "0461"): Role.FIRST, (3, "0461"): Role.SUPPLEMENT, (1, "0461"): Role.SUPPLEMENT}


def test_same_content_is_a_duplicate_whichever_it_repeats() -> None:
    roles = list_roles(build_reply(1, 0, "a"), build_reply(2, 1, "b"), build_reply(3, 2, "b"), build_reply(4, 3, "a"))

    assert roles == [Role.FIRST, Role.SUPPLEMENT, Role.DUPLICATE, Role.DUPLICATE]


def test_municipalities_and_consultations_do_not_mix() -> None:
    roles = list_roles(
        build_reply(1, 0, "a"),
        build_reply(1, 0, "a", municipality="0101"),
        build_reply(2, 1, "a", consultation="foraar"),
    )

    assert roles == [Role.FIRST, Role.FIRST, Role.FIRST]


def test_what_a_person_said_stays() -> None:
    roles = list_roles(build_reply(1, 0), build_reply(2, 1, role=Role.REPLACEMENT), build_reply(3, 2))
    later_is_first = list_roles(build_reply(1, 0), build_reply(2, 1, role=Role.FIRST))

    assert roles == [Role.FIRST, Role.REPLACEMENT, Role.SUPPLEMENT]
    assert later_is_first == [Role.SUPPLEMENT, Role.FIRST]


def test_at_the_same_moment_the_message_taken_in_first_is_first() -> None:
    assert assign_roles([build_reply(8, 0), build_reply(7, 0)])[7, "0461"] is Role.FIRST


def test_content_is_the_words_and_the_set_of_files_whatever_the_headers() -> None:
    one, two = build_attachment("a.docx", "a"), build_attachment("b.docx", "b")
    logo = build_attachment("logo.png", "", verdict=Verdict.INLINE)

    same = {
        fingerprint_content(build_mail("Vores svar\n", one, two)),
        fingerprint_content(build_mail("Vores  svar", two, one, logo, subject="Igen", message_id="<2@x>")),
    }
    others = {fingerprint_content(build_mail("Vores svar", one)), fingerprint_content(build_mail("Andet", one, two))}

    assert len(same) == 1
    assert not same & others


def test_excerpt_is_cut_between_words() -> None:
    text = "Kommunalbestyrelsen i Odense bakker op om kerneværdierne.\n\n" * 10

    excerpt = cut_excerpt(text)

    assert len(excerpt) <= 202
    assert excerpt.endswith(" …")
    assert " ".join(text.split()).startswith(excerpt[:-2])
    assert cut_excerpt(" Kort\n svar ") == "Kort svar"
    assert len(cut_excerpt("x" * 500)) == 202


def test_excerpt_of_a_cover_note_is_the_attachments() -> None:
    answer = "Byrådet har behandlet høringen. " * 10

    assert find_excerpt("Hermed fremsendes høringssvar.\nMvh Ida", ["", answer]).startswith("Byrådet har")
    assert find_excerpt("", [answer]).startswith("Byrådet har")
    assert find_excerpt("Hermed fremsendes høringssvar.", [""]) == "Hermed fremsendes høringssvar."
    assert find_excerpt("Vi har ingen bemærkninger.", [answer]) == "Vi har ingen bemærkninger."
    assert find_excerpt("Vi mener, jf. bilag, at " + "værdierne er gode. " * 50, [answer]).startswith("Vi mener")
