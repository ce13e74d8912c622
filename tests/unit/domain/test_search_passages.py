import pytest

from domain.search import Marked, Passage, Place, parse_terms
from domain.search_passages import LONGEST_READ, WINDOW, Highlighter, cut_beginning

FILL = "Andre ord fylder brevet ud. " * 200


def list_found(marked: Marked) -> list[str]:
    return [piece for piece, is_found in marked.cut() if is_found]


def find_one(said: str, body: str) -> Passage:
    ((passage,), _) = Highlighter(parse_terms(said)).find_passages(body, ())
    return passage


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("aarhus", "I Århus og AARHUS, ikke Arhus", ["Århus", "AARHUS"]),
        ("århus", "ærø ærø A\u030arhus ærø Aarhus", ["Århus", "Aarhus"]),
        ("hjemmepleje", "Hjemmeplejens chef", ["Hjemmeplejens"]),
        ("hjemmeplejens", "hjemmeplejer og hjemmeplejning", ["hjemmeplejer"]),
        ('"til og med"', "til\n og -  med, tilogmed", ["til\n og -  med"]),
        ('"uge 4"', "uge 40, uge 4.", ["uge 4"]),
        ("19/12", "sag 19/12345 og 19-12", ["19/12345", "19-12"]),
        ("e-mail post", "e-mail, e mail, epost, posten", ["e-mail", "e mail", "posten"]),
        ("sag", "besag sagsakt _sag_", ["sagsakt", "sag"]),
        ("fin", "ﬁn ﬁnt", ["ﬁn", "ﬁnt"]),
        ("(a) [b] \\", "a b", ["a", "b"]),
    ],
)
def test_what_was_found_is_marked_in_the_text_itself(said: str, text: str, found: list[str]) -> None:
    assert list_found(Highlighter(parse_terms(said)).mark(text)) == found


def test_passage_is_the_piece_in_which_most_of_the_terms_stand() -> None:
    body = f"Skolen alene. {FILL}Her er skolen og børnehaven. {FILL}Børnehaven alene."

    passage = find_one("skole børnehave", body)

    assert list_found(passage.marked) == ["skolen", "børnehaven"]
    assert (passage.cut_before, passage.cut_after) == (True, True)
    assert len(passage.marked.text) <= WINDOW


def test_passage_begins_and_ends_between_words() -> None:
    passage = find_one("skole", f"{FILL}skolen {FILL}")

    assert f" {passage.marked.text} " in f"{FILL}skolen {FILL}"


def test_richest_passages_come_first_whichever_file_they_stand_in() -> None:
    files = [("tom.pdf", "intet"), ("a.pdf", "skolen"), ("b.pdf", "skolen og børnehaven"), ("skole.pdf", "")]

    passages, places = Highlighter(parse_terms("skole børnehave")).find_passages("En skole", files)

    assert [passage.name.text for passage in passages] == ["b.pdf", "", "a.pdf"]
    assert places == (Place.BODY, Place.ATTACHMENT)


def test_found_only_in_the_name_of_a_file_shows_how_the_file_begins() -> None:
    (passage,), _ = Highlighter(parse_terms("notat")).find_passages("Hej", [("Notat.pdf", "Til udvalget")])

    assert (list_found(passage.name), passage.marked) == (["Notat"], Marked("Til udvalget"))


def test_without_terms_nothing_is_marked() -> None:
    assert Highlighter(()).mark("skolen") == Marked("skolen")
    assert Highlighter(()).find_passages("skolen", ()) == ((), ())


def test_long_texts_are_read_to_a_limit() -> None:
    body = "x" * LONGEST_READ + " skolen"

    assert Highlighter(parse_terms("skole")).find_passages(body, ()) == ((), ())
    assert cut_beginning(f"\n {FILL}").marked.text.startswith("Andre ord")


@pytest.mark.parametrize("text", ["å" * 50_000, "å " * 25_000, "\u0301" * 50_000, "skole" * 10_000, "skole\n" * 10_000])
def test_odd_texts_are_marked_like_any_other(text: str) -> None:
    passages, _ = Highlighter(parse_terms('skole å "skole skole"')).find_passages(text, [(text[:300], text)])

    for passage in passages:
        assert all(0 <= span.start < span.end <= len(passage.marked.text) for span in passage.marked.spans)
