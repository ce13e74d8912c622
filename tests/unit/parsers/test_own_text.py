"""The sender's own words and the history below them."""

import time

import pytest

from parsers.own_text import split_own_text

LETTER = "Hej\n\nVi har ingen bemærkninger.\n\nMvh\nOle"
HISTORIES = {
    "Outlook": "________________________________\nFra: KL <x@kl.dk>\nSendt: 28. oktober 2019 14:05\nTil: Odense\nCc: y"
    "\nEmne: Høring\n\nKære kommune",
    "Outlook, English": "From: KL <x@kl.dk>\nSent: Monday, October 28, 2019 2:05 PM\nTo: O\nSubject: Høring\n\nDear",
    "Outlook, bold": "*Fra:* KL <x@kl.dk>\n*Sendt:* 28. oktober 2019 14:05\n*Til:* Odense\n*Emne:* Høring\n\nKære",
    "Outlook for Mac": "Fra: KL <x@kl.dk>\nDato: mandag den 28. oktober 2019 kl. 14.05\nTil: O\nEmne: Høring\n\nKære",
    "Outlook, German": "Von: KL <x@kl.dk>\nGesendet: Montag, 28. Oktober 2019 14:05\nAn: O\nBetreff: Høring\n\nKære",
    "Outlook, Swedish": "Från: KL <x@kl.dk>\nSkickat: den 28 oktober 2019 14:05\nTill: Odense\nÄmne: Høring\n\nKära",
    "Apple Mail, old": "Fra: KL <x@kl.dk>\nEmne: Høring\nDato: 28. oktober 2019 14.05.32 CET\nTil: Odense\n\nKære",
    "labels below each other": "Fra:\nKL\nSendt:\n28. oktober 2019 14:05\nTil:\nOdense\nEmne:\nHøring\n\nKære",
    "banner": "-----Oprindelig meddelelse-----\nFra: KL\nKære",
    "banner, English": "-----Original Message-----\nFrom: KL\nDear",
    "Gmail, wrapped": "Den man. 28. okt. 2019 kl. 14.05 skrev Fie Lykke\nJensen <f@kl.dk>:\n\n> Kære\n>\n> mvh",
    "Gmail, English": "On Mon, Oct 28, 2019 at 2:05 PM Fie Lykke Jensen\n<f@kl.dk> wrote:\n\n> Kære",
    "Gmail, short weekday": "man. 28. okt. 2019 kl. 14.05 skrev Fie <f@kl.dk>:\n\n> Kære",
    "Thunderbird": "Den 28-10-2019 kl. 14:05 skrev KL:\n> Kære\n> kommune",
    "Apple Mail": "Den 28. okt. 2019 kl. 14.05 skrev KL <x@kl.dk>:\n\nKære kommune",
    "German": "Am 28.10.2019 um 14:05 schrieb KL <x@kl.dk>:\n\nKære",
}
OWN = {
    "a period": "Perioden er\nFra: 1. januar\nTil: 31. december\nEmne: skole",
    "a meeting": "Fra: kl. 10:00\nTil: kl. 12:00\nDato: 30. oktober\nSted: rådhuset",
    "a memo": "Fra: Odense Kommune <post@odense.dk>\nDato: 30. oktober 2019\nTil: KL\nEmne: Svar\n\nVi svarer ja",
    "a reference": "Den 28. juni 2019 kl. 14 skrev KL følgende:\nI bedes svare.\nDet gør vi hermed.",
    "bullets": "- punkt 1\n- punkt 2\n\n* punkt 3",
    "thanks": "Tak for jeres henvendelse.\nTakster for 2026 er uændrede.",
    "a rule": "Første del\n\n-----------------\n\nAnden del",
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_history_is_cut_off_and_kept(history: str) -> None:
    own = split_own_text(f"{LETTER}\n\n{history}")

    assert own.body == LETTER
    assert own.quoted == history


@pytest.mark.parametrize("letter", OWN.values(), ids=OWN)
def test_letter_that_looks_like_history_survives(letter: str) -> None:
    own = split_own_text(f"Hej\n\n{letter}\n\nMvh Ole")

    assert own.body == f"Hej\n\n{letter}\n\nMvh Ole"
    assert own.quoted == ""


def test_answer_below_the_history_is_the_senders() -> None:
    own = split_own_text("Den 28-10-2019 kl. 14:05 skrev KL:\n> Kære\n> kommune\n\nVi svarer ja\n")

    assert own.body == "Vi svarer ja"
    assert own.quoted.startswith("Den 28-10-2019")


def test_answers_between_questions_keep_them() -> None:
    own = split_own_text("Hej\n> Spørgsmål 1?\nJa.\n> Spørgsmål 2?\nNej.\n\nMvh")

    assert own.body == "Hej\n> Spørgsmål 1?\nJa.\n> Spørgsmål 2?\nNej.\n\nMvh"


FORWARD = (
    "Fra: Skolechef <a@odense.dk>\nSendt: 28. oktober 2019 14:05\nTil: Sekretær\nEmne: Høring\n\nVi svarer ja\n\n"
    "Fra: KL <x@kl.dk>\nSendt: 20. juni 2019 14:05\nTil: Odense\nEmne: Høring\n\nKære kommune"
)


def test_forward_with_nothing_above_holds_its_first_message() -> None:
    own = split_own_text(FORWARD)

    assert own.body.endswith("Vi svarer ja")
    assert own.quoted.startswith("Fra: KL")


def test_reply_with_nothing_above_says_nothing() -> None:
    own = split_own_text(FORWARD, reply=True)

    assert own.body == ""
    assert own.quoted == FORWARD


def test_mail_that_is_all_quotation_is_not_empty() -> None:
    own = split_own_text("> Vi svarer ja\n> Mvh")

    assert own.body == "Vi svarer ja\nMvh"


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 100000,
        "-" * 100000,
        "----------\n" * 50000,
        "Fra:\n" * 50000,
        "Den skrev @ kl. 1\n" * 30000,
        "> a\nb\n" * 30000,
        "skrev " * 100000,
        "_____\n\n" * 50000,
        "Til:\n" * 50000,
        "\x1e\n" * 50000,
    ],
    ids=["blank", "dashes", "rules", "from", "wrote", "quotes", "verbs", "underscores", "labels", "marks"],
)
def test_time_is_linear(text: str) -> None:
    begun = time.process_time()

    split_own_text(text)

    assert time.process_time() - begun < 3
