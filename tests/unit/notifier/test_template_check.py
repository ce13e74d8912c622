"""Every template is tried before a mail depends on it, with words in every place and with none."""

from importlib.resources import files
from pathlib import Path

import pytest

from notifier.specimens import make_specimen
from notifier.template_check import VIEWS, find_faults, list_own
from notifier.thanks import ThanksPlan


def test_every_mail_of_ours_is_tried_and_can_be_written() -> None:
    names = {
        file.name.split(".")[0] for file in files("notifier").joinpath("templates").iterdir() if "subject" in file.name
    }

    assert set(VIEWS) == names
    assert find_faults(None) == ()


def test_a_view_is_full_or_empty() -> None:
    full, empty = (make_specimen(VIEWS["thanks"], full=full) for full in (True, False))

    assert (len(full.files), len(empty.files)) == (2, 0)
    assert (bool(full.rest), bool(empty.rest)) == (True, False)


def test_what_is_no_word_cannot_be_given_to_a_template() -> None:
    with pytest.raises(TypeError, match="not <class 'pathlib"):
        make_specimen(ThanksPlan, full=True)


@pytest.mark.parametrize("branch", ["view.files", "not view.files"])
def test_a_fault_in_a_branch_that_is_seldom_taken_is_found(tmp_path: Path, branch: str) -> None:
    (tmp_path / "thanks.text.txt").write_text(f"Tak\n{{% if {branch} %}}\n{{{{ view.fils }}}}\n{{% endif %}}\n")

    [said] = find_faults(tmp_path)

    assert f"{tmp_path}/thanks.text.txt, line 3 cannot be used" in said
    assert "fils" in said
    assert "the program's own is used" in said


def test_a_fault_in_a_file_that_others_build_on_is_told_once_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "letter_page.txt").write_text("Hej\n{{ view.nobody }}\n{% block body %}{% endblock %}\n")

    [said] = find_faults(tmp_path)

    assert f"{tmp_path}/letter_page.txt, line 2" in said


def test_a_file_that_no_mail_asks_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "digest.htm.html").write_text("x")
    (tmp_path / "thanks.subject.txt").write_text("Tak")
    (tmp_path / "notes.md").write_text("mine")

    [said] = find_faults(tmp_path)

    assert said.startswith(f"No mail asks for digest.htm.html in {tmp_path}.")
    assert list_own(tmp_path) == ("thanks.subject.txt",)
