import pytest

from kommunesvar.exports.file_names import LONGEST, TakenNames, make_safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Høringssvar fra Aabenraa.docx", "Høringssvar fra Aabenraa.docx"),
        ("CON", "_CON"),
        ("con.docx", "_con.docx"),
        ("Aux .txt", "_Aux .txt"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("LPT9", "_LPT9"),
        ("conto.pdf", "conto.pdf"),
        ("svar...", "svar"),
        (" svar. ", "svar"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\svar.pdf", "C__Windows_svar.pdf"),
        ('a<b>c:d"e|f?g*h.pdf', "a_b_c_d_e_f_g_h.pdf"),
        ("svar\r\nBcc: x\x00\x1b[2J.pdf", "svarBcc_ x[2J.pdf"),
        ("svar\u202efdp.exe", "svarfdp.exe"),
        ("a\u0308\udce6.pdf", "ä.pdf"),
        ("", "unavngivet"),
        (" .. ", "unavngivet"),
        ("\x00\x01", "unavngivet"),
        (".htaccess", "htaccess"),
    ],
)
def test_a_name_becomes_one_that_every_system_takes(name: str, safe: str) -> None:
    assert make_safe(name) == safe


@pytest.mark.parametrize("name", ["å" * 500 + ".docx", "x." + "y" * 500, "ord " * 100 + ".pdf", "a" * 79 + " . .docx"])
def test_a_long_name_is_cut_and_keeps_a_short_ending(name: str) -> None:
    safe = make_safe(name)

    assert len(safe) <= LONGEST
    assert safe == safe.strip(". ")
    assert safe.endswith(name[-4:])


def test_names_that_windows_takes_for_one_are_kept_apart() -> None:
    names = TakenNames()

    paths = [names.claim("Odense", name) for name in ("SVAR.docx", "svar.docx", "svar (2).docx", "Svar.docx", "svar")]
    elsewhere = names.claim("Vejle", "svar.docx")

    assert paths == [
        "Odense/SVAR.docx",
        "Odense/svar (2).docx",
        "Odense/svar (2) (2).docx",
        "Odense/Svar (3).docx",
        "Odense/svar",
    ]
    assert elsewhere == "Vejle/svar.docx"


def test_names_that_are_written_with_other_code_points_are_kept_apart() -> None:
    names = TakenNames()

    first, second = names.claim("", "Årsplan.pdf"), names.claim("", "A\u030arsplan.pdf")

    assert first != second


def test_thousands_of_one_name_are_numbered_without_trying_all() -> None:
    names = TakenNames()

    paths = {names.claim("Odense", "image001.png") for _ in range(20_000)}

    assert len(paths) == 20_000
