import json

import pytest

from kommunesvar.console import print_json, tell, warn

HOSTILE = "\x1b]0;pwn\x07\x9b31m\u202egpj.exe\x7f"


@pytest.mark.parametrize("say", [tell, warn])
def test_no_word_from_outside_steers_the_terminal(say: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert callable(say)

    say(f"Left out: {HOSTILE}.eml")

    said = capsys.readouterr().err
    assert "Left out: " in said
    assert not set(HOSTILE) - set("]0;pwn31mgpj.exe") & set(said)


def test_json_says_the_same_without_steering_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"subject": f"Høring {HOSTILE}"})

    written = capsys.readouterr().out
    assert json.loads(written) == {"subject": f"Høring {HOSTILE}"}
    assert "Høring" in written
    assert not {"\x1b", "\x9b", "\x7f", "\u202e"} & set(written)
