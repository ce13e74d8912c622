import time
from itertools import permutations

import pytest

from domain.likeness import is_version, repeats
from domain.writings import MOST_FILES, Said, read_said
from tests.builders import build_attachment


def list_sentences(body: str) -> list[str]:
    return [" ".join(s.words) for s in read_said(body, ()).sentences if not s.cover]


def test_greeting_cover_signature_and_footer_are_no_sentences_of_the_answer() -> None:
    body = (
        "Kære KL\n\nHermed fremsendes kommunens svar. Byrådet støtter de ti værdier. Det gør vi\nmed glæde.\n\n"
        "Med venlig hilsen\nIda Bach\nSekretær i Børn og Unge\n\nOdense Kommune | Flakhaven 2 | 5000 Odense C\n\n"
        "Denne mail kan indeholde fortrolige oplysninger, og må kun læses af den, som den er sendt til af os."
    )

    assert list_sentences(body) == ["byrådet støtter de ti værdier", "det gør vi med glæde"]


def test_letter_that_goes_on_below_a_signature_is_read_on() -> None:
    body = (
        "Hej\n\nSe nedenfor.\n\nMvh\nIda\n\n"
        + "Byrådet har drøftet værdierne og mener, at de er gode og brugbare. " * 2
    )

    assert list_sentences(body)[-1] == "byrådet har drøftet værdierne og mener at de er gode og brugbare"


def test_abbreviated_dates_do_not_end_a_sentence() -> None:
    assert list_sentences("Byrådet behandler sagen den 6. november i år.") == [
        "byrådet behandler sagen den 6 november i år"
    ]


def test_logos_cards_and_certificates_are_no_files_of_the_answer() -> None:
    letter, logo = build_attachment(), build_attachment("logo.png", "", size=900)
    others = (logo, build_attachment("smime.p7s", ""), build_attachment("ida.vcf", ""))

    assert read_said("", (letter, *others)).files == read_said("", (letter,)).files


def test_answer_in_a_mail_attached_whole_is_read_like_one_in_the_mail_itself() -> None:
    answer = "Byrådet støtter de ti værdier og vil bruge dem i sin politik."
    inner = build_attachment("svar.eml", f"Fra: Ida Bach\nEmne: Svar\n\nKære KL\n\n{answer}\n\nMvh\nIda")

    assert repeats(read_said("Til jer.", (inner,)), read_said(f"Kære KL\n\n{answer}\n\nMvh\nIda", ()))


def read_hostile(piece: str) -> Said:
    return read_said(piece * 40_000, [build_attachment("a.docx", piece * 40_000)])


@pytest.mark.parametrize("piece", ["\n", "\n ", ". ", "a.\n", "a-\n", "- ", "\n- 1)", "mvh\n\n", "fra: ", "Side 1\n"])
def test_hostile_text_is_read_and_compared_in_no_time(piece: str) -> None:
    began = time.perf_counter()

    for later, earlier in permutations((read_hostile(piece), read_hostile(f"{piece}x"))):
        repeats(later, earlier)
        is_version(later, earlier)

    assert time.perf_counter() - began < 5


def test_archive_of_thousands_is_compared_by_its_first_files() -> None:
    files = [build_attachment(f"{number}.docx", f"Bilag {number} til svaret") for number in range(MOST_FILES + 50)]

    assert len(read_said("", files).files) == MOST_FILES
