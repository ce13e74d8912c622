from domain.message import Verdict
from domain.message_view import cut_excerpt, find_excerpt, fingerprint_content
from tests.builders import build_attachment, build_mail


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
