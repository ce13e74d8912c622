"""Answers promised for another day, beside a file that may or may not be the answer."""

import pytest

from intake.classification.contents import read_contents
from intake.classification.topic import Topic
from intake.classification.unfinished import find_promise
from tests.builders import build_attachment, build_mail

TOPIC = Topic(("kerneværdi",))


def promise(text: str) -> str | None:
    return find_promise(read_contents(build_mail(text, build_attachment()), TOPIC))


@pytest.mark.parametrize(
    "text",
    [
        "Vi vender tilbage med et svar inden fristen, vedhæftet er jeres brev.",
        "Vedhæftet et foreløbigt dokument fra forvaltningen. Udvalgets svar sendes inden ferien.",
        "Vi sender svaret inden ferien, vedhæftet er jeres brev.",
        "Vi her i kommunen sender svaret inden fristen.",
    ],
)
def test_a_file_does_not_keep_a_promise(text: str) -> None:
    assert promise(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Her er svaret inden weekenden.",
        "Vi sender vedhæftede svar inden fristen.",
        "Hermed svaret, som vi sender lige inden fristen.",
        "Hermed sendes Odense Kommunes svar inden fristen.",
    ],
)
def test_who_hands_over_in_haste_promises_nothing(text: str) -> None:
    assert promise(text) is None
