import pytest

from domain.search import LONGEST_WORD, MOST_TERMS, Marked, Span, Term, parse_terms


def build_term(*words: str, exact: bool = False, unwanted: bool = False) -> Term:
    return Term(words=words, exact=exact, unwanted=unwanted)


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("sag", [build_term("sag")]),
        ("sag sag SAG", [build_term("sag")]),
        ('"til og med"', [build_term("til", "og", "med", exact=True)]),
        ("”til og med”", [build_term("til", "og", "med", exact=True)]),
        ('"til og med', [build_term("til", "og", "med", exact=True)]),
        ('-sag -"til og"', [build_term("sag", unwanted=True), build_term("til", "og", exact=True, unwanted=True)]),
        ("19/12345", [build_term("19", "12345")]),
        ("e-mail", [build_term("e", "mail")]),
        ("- sag -", [build_term("sag")]),
        ("--sag", [build_term("sag", unwanted=True)]),
        ('... "" -- \0 😀', []),
    ],
)
def test_what_is_typed_is_read(said: str, terms: list[Term]) -> None:
    assert list(parse_terms(said)) == terms


def test_of_a_whole_letter_so_many_words_are_looked_for() -> None:
    terms = parse_terms(" ".join(f"ord{number}" for number in range(5000)))

    assert len(terms) == MOST_TERMS


def test_of_a_long_word_the_beginning_is_looked_for_and_nothing_after_it() -> None:
    (term,) = parse_terms(f'"sag {"x" * 5000} slut"')

    assert term == build_term("sag", "x" * LONGEST_WORD)


def test_marked_text_is_cut_at_its_spans() -> None:
    marked = Marked("abcdef", (Span(0, 1), Span(3, 5)))

    assert list(marked.cut()) == [("a", True), ("bc", False), ("de", True), ("f", False)]
    assert list(Marked("").cut()) == []
