from datetime import timedelta

import pytest

from domain.kind import Kind
from domain.message import Sender, Verdict
from domain.review import Role
from notifier.memo.answers import Chapter, Entry, Extent, list_chapters
from notifier.memo.passages import LONGEST_REPLY
from tests.builders import IN_TIME, build_attachment
from tests.memos import build_memo, build_reply_of, build_view

ODENSE, NYBORG, AALBORG, ASSENS = "0461", "0450", "0851", "0420"
WORDS = (
    "dannelse",
    "inddragelse",
    "forældre",
    "lokalmiljø",
    "forskning",
    "trivsel",
    "ledelse",
    "fagfolk",
    "sammenhæng",
)
LETTER = "Byrådet bakker op om værdierne og ønsker, at ledelse tættere på børnene beskrives tydeligere."


def list_entries(*chapters: Chapter) -> list[Entry]:
    return [entry for chapter in chapters for entry in chapter.entries]


def read_entry(entry: Entry) -> str:
    paragraphs = [paragraph.text for passage in entry.passages for paragraph in passage.paragraphs]
    return "\n".join((*paragraphs, *(passage.note for passage in entry.passages)))


def test_municipalities_stand_in_danish_order_and_their_replies_as_they_came() -> None:
    supplement = build_reply_of(ODENSE, role=Role.SUPPLEMENT)
    memo = build_memo(build_view(1, AALBORG), build_view(2, ODENSE), build_view(3, ASSENS), build_view(4, supplement))

    chapters = list_chapters(memo, Extent.FULL)

    assert [chapter.row.municipality.name for chapter in chapters] == ["Assens", "Odense", "Aalborg"]
    assert [entry.heading for entry in chapters[1].entries] == [
        "Svar af 30. oktober 2019",
        "Supplerende svar af 30. oktober 2019",
    ]


def test_a_reply_says_when_it_came_and_from_which_mail() -> None:
    view = build_view(17, build_reply_of(ODENSE, committee="Børn- og Ungeudvalget"), received_at=IN_TIME)

    (entry,) = list_entries(*list_chapters(build_memo(view), Extent.FULL))

    assert entry.facts == (
        "Modtaget onsdag den 30. oktober 2019 kl. 13.05 – til tiden (frist 1. november 2019)",
        "Kilde: mail nr. 17 fra Jens Jensen <jens@odense.dk> med emnet »Høringssvar«",
        "Svaret er afgivet af Børn- og Ungeudvalget",
    )


def test_a_reply_by_letter_names_who_registered_it() -> None:
    view = build_view(17, ODENSE, sources=("registreret af Mette Madsen",), sender=Sender("", ""))

    (entry,) = list_entries(*list_chapters(build_memo(view), Extent.FULL))

    assert "Kilde: nr. 17, registreret af Mette Madsen" in entry.facts


def test_a_joint_reply_is_printed_once_and_named_under_all() -> None:
    view = build_view(1, ODENSE, NYBORG, ASSENS, body=LETTER)

    assens, nyborg, odense = list_entries(*list_chapters(build_memo(view), Extent.FULL))

    assert LETTER in read_entry(assens)
    assert "Fælles svar med Nyborg og Odense" in assens.facts
    assert (nyborg.passages, odense.passages) == ((), ())
    assert [entry.see.municipality.name for entry in (nyborg, odense) if entry.see] == ["Assens", "Assens"]


def test_a_duplicate_is_mentioned_and_not_repeated() -> None:
    again = build_reply_of(ODENSE, role=Role.DUPLICATE, of=1)
    memo = build_memo(build_view(1, ODENSE, body=LETTER), build_view(2, again, body=LETTER))

    first, second = list_entries(*list_chapters(memo, Extent.FULL))

    assert LETTER in read_entry(first)
    assert second.passages == ()
    assert second.remarks == (
        "Samme svar som svaret af 30. oktober 2019 (mail nr. 1); det er talt og gengivet én gang.",
    )


def test_of_a_provisional_reply_and_the_final_one_the_final_is_printed() -> None:
    provisional = build_reply_of(ODENSE, provisional=True)
    final = build_reply_of(ODENSE, role=Role.REPLACEMENT, of=1)
    memo = build_memo(
        build_view(1, provisional, body="Foreløbigt."),
        build_view(2, final, body=LETTER, received_at=IN_TIME + timedelta(days=1)),
    )

    first, second = list_entries(*list_chapters(memo, Extent.FULL))

    assert (first.heading, first.passages) == ("Foreløbigt svar af 30. oktober 2019", ())
    assert first.remarks == (
        "Svaret er erstattet af svaret af 31. oktober 2019 (mail nr. 2) og er derfor ikke gengivet.",
    )
    assert second.heading == "Endeligt svar af 31. oktober 2019"
    assert second.remarks == ("Erstatter det foreløbige svar af 30. oktober 2019 (mail nr. 1).",)
    assert LETTER in read_entry(second)


def test_a_changed_reply_is_a_new_one_and_no_final_one() -> None:
    changed = build_reply_of(ODENSE, role=Role.REPLACEMENT, of=1)

    _, second = list_entries(*list_chapters(build_memo(build_view(1, ODENSE), build_view(2, changed)), Extent.FULL))

    assert second.heading == "Nyt svar af 30. oktober 2019"


def test_a_joint_reply_that_one_has_replaced_stands_under_another() -> None:
    joint = build_view(1, ASSENS, ODENSE, body=LETTER)
    own = build_view(2, build_reply_of(ASSENS, role=Role.REPLACEMENT, of=1), body="Vores eget svar.")

    replaced, _, odense = list_entries(*list_chapters(build_memo(joint, own), Extent.FULL))

    assert replaced.passages == ()
    assert LETTER in read_entry(odense)


def test_a_provisional_reply_that_nothing_has_replaced_is_printed_and_named_so() -> None:
    view = build_view(1, build_reply_of(ODENSE, provisional=True), body=LETTER)

    (entry,) = list_entries(*list_chapters(build_memo(view), Extent.FULL))

    assert LETTER in read_entry(entry)
    assert entry.remarks == ("Svaret er foreløbigt: Det er endnu ikke endeligt godkendt i kommunen.",)


def test_no_comments_is_said_above_the_words() -> None:
    view = build_view(1, ODENSE, body="Odense Kommune har intet at bemærke.", kind=Kind.NO_COMMENTS)

    (entry,) = list_entries(*list_chapters(build_memo(view), Extent.FULL))

    assert entry.remarks == ("Kommunen har ingen bemærkninger.",)
    assert "intet at bemærke" in read_entry(entry)


def test_each_text_stands_under_the_name_of_its_file() -> None:
    files = (
        build_attachment("svar.docx", LETTER),
        build_attachment("bilag.pdf", "Uddrag af politikken.", path=("alt.zip", "bilag.pdf")),
        build_attachment("logo.png", "", verdict=Verdict.INLINE),
        build_attachment("alt.zip", "", verdict=Verdict.CONTAINER, path=("alt.zip",)),
    )

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=files)), Extent.FULL))

    assert [passage.source for passage in entry.passages] == [
        "Mailens tekst",
        "Bilag: svar.docx",
        "Bilag: alt.zip › bilag.pdf",
    ]


def test_the_same_text_in_two_files_is_printed_once() -> None:
    files = (build_attachment("svar.docx", LETTER), build_attachment("svar.pdf", LETTER.replace(" ", "\n")))

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=files)), Extent.FULL))

    assert read_entry(entry).count("Byrådet bakker op") == 1
    assert entry.passages[-1].note == "Samme tekst som i svar.docx."


def test_a_letter_as_word_and_as_pdf_is_printed_once() -> None:
    sentences = [f"Udvalget støtter værdi {n}, fordi den taler om {word}." for n, word in enumerate(WORDS, 1)]
    word = build_attachment("svar.docx", "\n".join(["Odense Kommune  Skole", *sentences]))
    pdf = build_attachment("svar.pdf", "\n".join(["Odense Kommune", *sentences]))

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=(word, pdf))), Extent.FULL))

    assert read_entry(entry).count("Udvalget støtter værdi 1,") == 1
    assert entry.passages[-1].note == "Stort set samme tekst som i svar.docx, så den er ikke gengivet igen."


def test_a_file_that_says_another_number_is_printed_as_well() -> None:
    sentences = [f"Udvalget støtter værdi {n}, fordi den taler om {word}." for n, word in enumerate(WORDS, 1)]
    word = build_attachment("svar.docx", "\n".join([*sentences, "Det koster 12 millioner."]))
    pdf = build_attachment("svar.pdf", "\n".join([*sentences, "Det koster 13 millioner."]))

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=(word, pdf))), Extent.FULL))

    assert "12 millioner" in read_entry(entry)
    assert "13 millioner" in read_entry(entry)


def test_two_files_without_text_are_both_told_of() -> None:
    files = tuple(build_attachment(name, "", verdict=Verdict.ENCRYPTED) for name in ("a.pdf", "b.pdf"))

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=files)), Extent.FULL))

    notes = [passage.note for passage in entry.passages[1:]]
    assert notes == ["Filen er låst med en adgangskode og kunne ikke læses."] * 2


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in {Verdict.OK, Verdict.INLINE, Verdict.CONTAINER}])
def test_a_file_that_could_not_be_read_well_says_so(verdict: Verdict) -> None:
    files = (build_attachment("svar.pdf", "", verdict=verdict),)

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=files)), Extent.FULL))

    assert entry.passages[-1].note.startswith("Fil")


def test_pages_are_named_where_they_are_known() -> None:
    file = build_attachment("svar.pdf", LETTER, notes=("ocr_pages: 2-3", "tracked_changes"))

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=(file,))), Extent.FULL))

    note = entry.passages[-1].note
    assert note.startswith("Side 2-3 er læst af et billede, så der kan være fejl i teksten.")
    assert note.endswith("slettet tekst er udeladt.")


def test_a_reply_of_a_megabyte_is_cut_and_says_so() -> None:
    file = build_attachment("svar.docx", "Vi støtter værdierne. " * 50_000)

    (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, attachments=(file,))), Extent.FULL))

    assert len(read_entry(entry)) < LONGEST_REPLY + 500
    assert "Teksten er forkortet: De sidste 1.040.0" in entry.passages[-1].note


def test_in_excerpt_the_answer_itself_is_told_and_the_files_are_named() -> None:
    file = build_attachment("svar.docx", f"{LETTER} " * 30)
    view = build_view(1, ODENSE, body="Hermed fremsendes vedhæftet svar.", attachments=(file,))

    (entry,) = list_entries(*list_chapters(build_memo(view), Extent.EXCERPT))

    (passage,) = entry.passages
    assert passage.source == "Uddrag. Bilag: svar.docx"
    assert passage.paragraphs[0].text.startswith("Byrådet bakker op")
    assert 500 < len(passage.paragraphs[0].text) < 710


def test_a_reply_without_any_text_says_that() -> None:
    for extent in Extent:
        (entry,) = list_entries(*list_chapters(build_memo(build_view(1, ODENSE, body="")), extent))

        assert "Der er ingen tekst, som kan gengives." in read_entry(entry)
