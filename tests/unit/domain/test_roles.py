from dataclasses import replace
from datetime import timedelta

import pytest

from domain.message import Attachment
from domain.review import Role
from domain.roles import CountedReply, Place, assign_roles, list_routes
from domain.writings import read_said
from tests.builders import IN_TIME, build_attachment

LETTER = """Udvalget har drøftet de kommunale kerneværdier på sit møde.

Udvalget ser en klar sammenhæng mellem kommunens børne- og ungepolitik og værdierne, og støtter dem alle.
Særligt værdi 3 om samarbejdet med forældrene har fyldt i drøftelsen, og udvalget foreslår, at den nævner dagtilbud.
"""
OTHER = (
    """Ungerådet har set på værdierne og savner, at de unge selv bliver spurgt. Rådet foreslår en elevdag hvert år."""
)


def build_reply(
    message: int,
    hours: int,
    body: str | None = None,
    *files: Attachment,
    subject: str = "",
    role: Role | None = None,
    **changes: object,
) -> CountedReply:
    reply = CountedReply(
        message=message,
        consultation="efteraar",
        municipality="0461",
        received_at=IN_TIME + timedelta(hours=hours),
        content=f"content {message}",
        said_role=role,
        said=None if body is None else read_said(body, files, subject=subject),
    )
    return replace(reply, **changes)  # type: ignore[arg-type]  # a builder takes any field


def letter(name: str = "Høringssvar.docx", text: str = LETTER) -> Attachment:
    return build_attachment(name, text)


def list_roles(*replies: CountedReply) -> list[Role]:
    return [place.role for place in assign_roles(replies).values()]


def place_second(first: CountedReply, second: CountedReply) -> Place:
    places = assign_roles([second, first])
    assert places[first.message, "0461"] == Place(Role.FIRST)
    return places[second.message, "0461"]


def test_earliest_is_first_and_later_ones_supplement_it_whatever_order_they_are_counted_in() -> None:
    places = assign_roles([build_reply(1, 2), build_reply(2, 0), build_reply(3, 1)])

    assert {key: place.role for key, place in places.items()} == {
        (2, "0461"): Role.FIRST,
        (3, "0461"): Role.SUPPLEMENT,
        (1, "0461"): Role.SUPPLEMENT,
    }


def test_same_content_is_a_duplicate_whichever_it_repeats() -> None:
    places = assign_roles(
        [
            build_reply(1, 0, content="a"),
            build_reply(2, 1, content="b"),
            build_reply(3, 2, content="b"),
            build_reply(4, 3, content="a"),
        ]
    )

    assert list(places.values()) == [
        Place(Role.FIRST),
        Place(Role.SUPPLEMENT),
        Place(Role.DUPLICATE, of=2),
        Place(Role.DUPLICATE, of=1),
    ]


def test_municipalities_and_consultations_do_not_mix() -> None:
    roles = list_roles(
        build_reply(1, 0, content="a"),
        build_reply(1, 0, content="a", municipality="0101"),
        build_reply(2, 1, content="a", consultation="foraar"),
    )

    assert roles == [Role.FIRST, Role.FIRST, Role.FIRST]


def test_what_a_person_said_stays() -> None:
    places = assign_roles([build_reply(1, 0), build_reply(2, 1, role=Role.REPLACEMENT), build_reply(3, 2)])
    later_is_first = list_roles(build_reply(1, 0), build_reply(2, 1, role=Role.FIRST))

    assert list(places.values()) == [Place(Role.FIRST), Place(Role.REPLACEMENT, of=1), Place(Role.SUPPLEMENT)]
    assert later_is_first == [Role.SUPPLEMENT, Role.FIRST]


def test_at_the_same_moment_the_message_taken_in_first_is_first() -> None:
    assert assign_roles([build_reply(8, 0), build_reply(7, 0)])[7, "0461"].role is Role.FIRST


def test_same_document_with_another_cover_note_and_footer_is_a_duplicate() -> None:
    first = build_reply(1, 0, "Kære KL\n\nHermed vores svar.\n\nMed venlig hilsen\nIda Bach", letter())
    again = build_reply(
        2,
        1,
        "[EKSTERN] Denne mail kommer fra en ekstern afsender.\n\nHej igen\n\nVi fik en fejlmeddelelse, så her er vores "
        "høringssvar igen, vedhæftet.\n\nVenlig hilsen\nPer Lund\nAfdelingschef\n\nDenne mail kan være fortrolig.",
        letter("svar (2).docx"),
    )

    assert place_second(first, again) == Place(Role.DUPLICATE, of=1)


def test_same_letter_as_pdf_is_a_duplicate() -> None:
    lines = LETTER.replace("og støtter dem alle", "og\nstøtter dem alle").replace("foreslår", "fore-\nslår")
    first = build_reply(1, 0, "Se vedhæftede.", letter(text=LETTER * 3))
    again = build_reply(2, 1, "Se vedhæftede.", letter("svar.pdf", f"{lines * 3}\nSide 1 af 1\n"))

    assert place_second(first, again) == Place(Role.DUPLICATE, of=1)


def test_corrected_document_is_a_replacement_however_little_was_changed() -> None:
    first = build_reply(1, 0, "Hermed vores svar.", letter())
    corrected = build_reply(2, 1, "Hermed vores svar igen.", letter(text=LETTER.replace("værdi 3", "værdi 4")))
    as_pdf = build_reply(3, 1, "Hermed vores svar.", letter("svar.pdf", LETTER.replace("værdi 3", "værdi 4")))

    assert place_second(first, corrected) == Place(Role.REPLACEMENT, of=1)
    assert place_second(first, as_pdf) == Place(Role.REPLACEMENT, of=1)


def test_another_document_is_a_supplement() -> None:
    first = build_reply(1, 0, "Hermed vores svar.", letter())
    more = build_reply(2, 1, "Hermed vores svar.", letter("Ungerådets udtalelse.docx", OTHER))

    assert place_second(first, more) == Place(Role.SUPPLEMENT)


def test_same_document_with_a_new_remark_is_a_supplement() -> None:
    first = build_reply(1, 0, "Hermed vores svar.", letter())
    more = build_reply(2, 1, "Vi er siden blevet enige om, at værdi 7 bør udgå af listen.", letter())

    assert place_second(first, more) == Place(Role.SUPPLEMENT)


def test_answer_in_the_mail_itself_comes_again_with_another_signature() -> None:
    first = build_reply(1, 0, f"Hej KL\n\n{LETTER}\n\nMvh\nIda Bach")
    again = build_reply(2, 1, f"Kære Frederikke\n\nVi sender lige svaret igen.\n\n{LETTER}\n\nVenlig hilsen\nPer Lund")

    assert place_second(first, again) == Place(Role.DUPLICATE, of=1)


def test_answer_first_written_in_the_mail_and_then_attached_is_a_duplicate() -> None:
    first = build_reply(1, 0, f"Hej KL\n\n{LETTER * 2}\n\nMvh\nIda Bach")
    again = build_reply(2, 1, "Hermed vores svar som fil.", letter(text=LETTER * 2))

    assert place_second(first, again) == Place(Role.DUPLICATE, of=1)


def test_answer_in_the_mail_itself_with_a_word_changed_is_a_replacement() -> None:
    first = build_reply(1, 0, f"Hej KL\n\n{LETTER}\n\nMvh\nIda Bach")
    corrected = build_reply(2, 1, f"Hej KL\n\n{LETTER.replace('værdi 3', 'værdi 4')}\n\nMvh\nIda Bach")

    assert place_second(first, corrected) == Place(Role.REPLACEMENT, of=1)


@pytest.mark.parametrize(
    "note",
    [
        "Her kommer svaret også i Word, som I bad om.",
        "Tak for i går. Hvis I ikke kunne åbne filen, er den her.",
        "Kom min mail frem? Ellers er svaret her.",
        "Til orientering: [EKSTERN] Denne mail kommer udefra.",
        "ADVARSEL: Denne e-mail er sendt fra en ekstern afsender. Klik ikke på links, hvis du ikke kender afsenderen.",
    ],
)
def test_note_about_the_sending_adds_nothing(note: str) -> None:
    first = build_reply(1, 0, "Hermed vores svar.", letter())
    again = build_reply(2, 1, f"Hej\n\n{note}\n\nMvh\nIda", letter())

    assert place_second(first, again) == Place(Role.DUPLICATE, of=1)


def test_letter_registered_by_a_person_repeats_the_same_letter_sent_by_mail() -> None:
    note = (
        "Odense Kommune har svaret på høringen Kerneværdier.\nSvaret kom uden om postkassen den 1. november 2019 "
        "kl. 12.00 og er registreret af Anne Jensen den 4. november 2019 kl. 09.30.\n\nAfleveret i receptionen"
    )
    mailed, registered = build_reply(1, 0, "Hermed vores svar.", letter()), build_reply(2, 1, note, letter())
    by_phone = build_reply(3, 1, note)

    assert place_second(mailed, registered) == Place(Role.DUPLICATE, of=1)
    assert place_second(mailed, by_phone) == Place(Role.SUPPLEMENT)


def test_no_comments_said_twice_is_a_duplicate_and_a_change_of_mind_is_not() -> None:
    nothing = build_reply(1, 0, "Odense Kommune har ingen bemærkninger.\n\nMvh\nIda Bach")
    again = build_reply(2, 1, "Odense Kommune har ingen bemærkninger.\n\nVenlig hilsen\nPer Lund")
    after_all = build_reply(3, 1, "Odense Kommune har alligevel en bemærkning: Værdi 7 bør udgå.")

    assert place_second(nothing, again).role is Role.DUPLICATE
    assert place_second(nothing, after_all).role is Role.SUPPLEMENT


def test_mail_that_only_points_to_something_is_a_duplicate_of_the_same_words_alone() -> None:
    first = build_reply(1, 0, "Hermed vores svar.", letter())
    bare = build_reply(2, 1, "Se vores svar i vedlagte fil.")

    assert place_second(first, bare).role is Role.SUPPLEMENT


def test_final_answer_replaces_the_provisional_one_once() -> None:
    places = assign_roles(
        [
            build_reply(1, 0, "Foreløbigt svar.", letter(), provisional=True),
            build_reply(2, 1, "Udvalget har nu godkendt svaret endeligt.", letter()),
            build_reply(3, 2, "Byrådet vil gerne føje noget til.", letter("udtalelse.docx", OTHER)),
        ]
    )

    assert list(places.values()) == [Place(Role.FIRST), Place(Role.REPLACEMENT, of=1), Place(Role.SUPPLEMENT)]


def test_provisional_answer_repeated_or_added_to_stands() -> None:
    provisional = build_reply(1, 0, "Foreløbigt svar.", letter(), provisional=True)
    again = build_reply(2, 1, "Vi sender det igen.", letter())
    more = build_reply(3, 1, "Hermed en udtalelse.", letter("u.docx", OTHER), subject="Supplerende høringssvar")
    still_provisional = build_reply(4, 1, "Se bilag.", letter("u.docx", OTHER), provisional=True)

    assert place_second(provisional, again).role is Role.DUPLICATE
    assert place_second(provisional, more) == Place(Role.SUPPLEMENT, adds=True)
    assert place_second(provisional, still_provisional).role is Role.SUPPLEMENT


def test_what_says_that_it_replaces_replaces_the_latest() -> None:
    places = assign_roles([build_reply(1, 0), build_reply(2, 1), build_reply(3, 2, replaces=True)])

    assert places[3, "0461"] == Place(Role.REPLACEMENT, of=2)


def test_committees_answer_apart_and_replace_only_their_own() -> None:
    places = assign_roles(
        [
            build_reply(1, 0, committee="Børneudvalget", provisional=True),
            build_reply(2, 1, committee="Skoleudvalget"),
            build_reply(3, 2, committee="børneudvalget"),
        ]
    )

    assert list(places.values()) == [Place(Role.FIRST), Place(Role.SUPPLEMENT), Place(Role.REPLACEMENT, of=1)]


def test_duplicates_are_routes_of_what_they_repeat_where_they_repeat_it_for_all() -> None:
    joint = build_reply(1, 0, content="a")
    places = assign_roles(
        [
            joint,
            replace(joint, municipality="0101"),
            build_reply(2, 1, content="a"),
            build_reply(3, 2, content="a"),
            build_reply(3, 2, content="b", municipality="0101"),
        ]
    )

    assert list_routes(places) == {1: (2,)}
