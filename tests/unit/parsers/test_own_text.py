"""The sender's own words and the history below them."""

import time

import pytest

from parsers.markup.history import COLOURED, HISTORY_BELOW, MAYBE_HISTORY, MAYBE_QUOTED
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
    "banner in bold": "*-------- Original Message --------*\n\nDear",
    "Notes": "-----KL <x@kl.dk> skrev: -----\nTil: O\nFra: KL\nDato: 28-10-2019 14:05\nEmne: Høring\n\nKære",
    "GroupWise": '>>> "KL" <x@kl.dk> 28-10-2019 14:05 >>>\nKære kommune',
    "Hotmail": "Date: Mon, 28 Oct 2019 14:05:45 +0100\nSubject: Høring\nFrom: x@kl.dk\nTo: o@odense.dk\n\nKære",
    "case system": "Fra: KL (x@kl.dk)\nTil: Odense (o@odense.dk)\nTitel: Høring\nSendt: 28-10-2019 14:05\n\nKære",
    "no time of day": "Fra: KL <x@kl.dk>\nSendt: 28. oktober 2019\nTil: Odense\nEmne: Høring\n\nKære",
    "Finnish": "Lähettäjä: KL <x@kl.dk>\nLähetetty: 28. lokakuuta 2019 14.05\nVastaanottaja: O\nAihe: H\n\nKære",
    "Yahoo": "Den mandag den 28. oktober 2019 14.05.32 CET skrev KL <x@kl.dk>:\n\nKære kommune",
    "K-9": "KL <x@kl.dk> skrev: (28. oktober 2019 14.05.32 CET)\n>Kære\n>kommune",
    "no verb": '28.10.2019, 14:05, "KL" <x@kl.dk>:\n\nKære kommune',
    "a name and no address": "Den 28-10-2019 kl. 14:05 skrev Fie Lykke Jensen:\n\nKære kommune",
    "German": "Am 28.10.2019 um 14:05 schrieb KL <x@kl.dk>:\n\nKære",
}
OWN = {
    "a period": "Perioden er\nFra: 1. januar\nTil: 31. december\nEmne: skole",
    "a meeting": "Fra: kl. 10:00\nTil: kl. 12:00\nDato: 30. oktober\nSted: rådhuset",
    "a memo": "Fra: Odense Kommune <post@odense.dk>\nDato: 30. oktober 2019\nTil: KL\nEmne: Svar\n\nVi svarer ja",
    "a reference": "Den 28. juni 2019 kl. 14 skrev KL følgende:\nI bedes svare.\nDet gør vi hermed.",
    "a memo from an office": "Fra: Ledelsen\nTil: Udvalget\nDato: 30. oktober 2019 kl. 14\nEmne: Møde\n\nVi er enige",
    "a second letter": "Mvh Ole\n\nTil KL\n\nFra: Odense Kommune, post@odense.dk\nTil: KL\nEmne: Svar\n\nVi svarer ja",
    "a memo below a sign-off": "Mvh Ole\n\nFra: O <o@odense.dk>\nDato: 30. oktober 2019\nTil: KL\nEmne: Svar\n\nJa",
    "what was asked": "I skrev den 28. juni 2019 kl. 14.05 fra <x@kl.dk>:\nat vi skal svare",
    "a quoted law": "Af loven fremgår:\n\n> Børn skal trives.\n> Og lære.\n\nDet mener vi også.",
    "a quoted person": "Skolechef Ida Holm <i@odense.dk> skrev:\n»Vi er enige.«",
    "minutes": "Dato: 30. oktober 2019 kl. 14:00-16:00\nSted: Rådhuset\nTil stede: alle\nEmne: Svar",
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
    assert own.quoted in {"", "> Børn skal trives.\n> Og lære."}


def test_answer_below_the_history_is_the_senders() -> None:
    own = split_own_text("Den 28-10-2019 kl. 14:05 skrev KL:\n> Kære\n> kommune\n\nVi svarer ja\n")

    assert own.body == "Vi svarer ja"
    assert own.quoted.startswith("Den 28-10-2019")


def test_answers_between_questions_keep_them() -> None:
    own = split_own_text("Hej\n> Spørgsmål 1?\nJa.\n> Spørgsmål 2?\nNej.\n\nMvh")

    assert own.body == "Hej\n> Spørgsmål 1?\nJa.\n> Spørgsmål 2?\nNej.\n\nMvh"


def test_attribution_wrapped_in_its_address_is_history() -> None:
    own = split_own_text(f"{LETTER}\n\nDen 28. okt. 2019 kl. 14.05 skrev KL <x@kl.dk\n>:\n\n> Kære kommune")

    assert own.body == LETTER


def test_answer_below_a_quotation_with_a_banner_is_the_senders() -> None:
    own = split_own_text(
        "-----Original Message-----\nFrom: KL <x@kl.dk>\n\n> Kære\n> kommune\n\nVi svarer ja\n", reply=True
    )

    assert own.body == "Vi svarer ja"


HEADER = "Fra: KL <x@kl.dk>\nSendt: 28. oktober 2019 14:05\nTil: Odense\nEmne: Høring"
ASKED = "Kære kommune\n\nDækker værdierne?\n{}\nMangler noget?\n{}\n\nFrist 1. november.\n\nMvh\nKL"
ANSWERED = "> Dækker værdierne?\nJa.\n\n> Mangler noget?\nNej."


@pytest.mark.parametrize("sign", [COLOURED, "Svar: ", "[Ole Jensen] "], ids=["in a colour", "labelled", "by name"])
def test_answers_written_into_the_history_are_kept_with_their_questions(sign: str) -> None:
    history = f"{HEADER}\n\n{ASKED.format(f'{sign}Ja.', f'{sign}Nej.')}"

    own = split_own_text(f"{LETTER}\n\n{history}")

    assert own.body.replace(sign, "") == f"{LETTER}\n\n\n{ANSWERED}"
    assert own.quoted == history.replace(COLOURED, "")


@pytest.mark.parametrize(
    "said",
    [
        "Vores svar står nedenfor.",
        "Se venligst nedenfor.",
        "Jeg har svaret direkte i din mail.",
        "Bemærkningerne er skrevet ind med kursiv.",
        "Svarene er markeret med gult.",
        "See our answers below.",
    ],
)
def test_answers_that_are_announced_and_not_marked_stay_with_all_that_they_answer(said: str) -> None:
    letter = ASKED.format("Ja.", "Nej.")

    own = split_own_text(f"Hej Fie\n\n{said}\n\nMvh Ole\n\n{HEADER}\n\n{letter}", reply=True)

    assert own.body.endswith(letter)


@pytest.mark.parametrize(
    "said",
    [
        "Vedhæftet er vores svar på spørgsmålene nedenfor.",
        "Vi svarer på det nedenfor.",
        "Vi har ikke noget svar endnu på mailen nedenfor.",
        "Tak for jeres mail herunder.",
    ],
)
def test_answer_elsewhere_leaves_the_history_out(said: str) -> None:
    own = split_own_text(f"Hej Fie\n\n{said}\n\nMvh Ole\n\n{HEADER}\n\n{ASKED}", reply=True)

    assert own.body == f"Hej Fie\n\n{said}\n\nMvh Ole"


def test_answer_below_the_whole_letter_is_found_by_its_greeting() -> None:
    own = split_own_text(f"{HEADER}\n\n{ASKED}\n\n{LETTER}", reply=True)

    assert own.body == LETTER


def test_letter_below_a_greeting_and_a_header_survives() -> None:
    own = split_own_text(f"Hej\n\n{HEADER}\n\nVi svarer ja")

    assert own.body == f"Hej\n\n{HEADER}\n\nVi svarer ja"


@pytest.mark.parametrize("mark", [HISTORY_BELOW, MAYBE_HISTORY], ids=["sure", "doubtful"])
def test_mark_of_html_counts_with_a_header_in_any_language(mark: str) -> None:
    history = "Alku: KL <x@kl.dk>\nKello: 28.10.2019 14:05\nAsia: H\n\nKære"

    own = split_own_text(f"{LETTER}\n{mark}\n{history}")

    assert (own.body, own.quoted) == (LETTER, history)


def test_mark_of_html_without_a_header_takes_nothing_from_the_sender() -> None:
    own = split_own_text(f"Hej Fie\n{MAYBE_HISTORY}\nVi svarer ja.\n\nMvh Ole")

    assert own.body == "Hej Fie\nVi svarer ja.\n\nMvh Ole"


@pytest.mark.parametrize(
    ("above", "quoted"),
    [("Ja.\n\nDen 28-10-2019 14:05 skrev KL:", True), ("Af loven fremgår:", False)],
    ids=["attributed", "a law"],
)
def test_indented_text_of_html_is_quoted_where_an_attribution_says_so(above: str, *, quoted: bool) -> None:
    own = split_own_text(f"{above}\n{MAYBE_QUOTED}Børn skal trives.")

    assert ("Børn skal trives." in own.quoted) is quoted
    assert ("Børn skal trives." in own.body) is not quoted


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


HOSTILE = {
    "blank": "\n" * 100_000,
    "dashes": "-" * 100_000,
    "rules": "----------\n" * 50_000,
    "from": "Fra:\n" * 50_000,
    "headers": "Mvh\n" + "Fra: <a@b>\nTil: x\nEmne: y\n" * 20_000,
    "wrote": "Den skrev @ kl. 1\n" * 30_000,
    "attributions": "Den 1.1.2019 kl. 1:00 skrev <a@b>\n" * 30_000,
    "names": "Mvh\nDen 1.1.2019 kl. 1:00 skrev " + "Aa " * 100_000 + ":",
    "wrapped": "Den <a@b\n>:\n" * 30_000,
    "quotes": "> a\nb\n" * 30_000,
    "depth": ">" * 100_000,
    "verbs": "skrev " * 100_000,
    "announcing": "svar " * 100_000 + "nedenfor",
    "underscores": "_____\n\n" * 50_000,
    "labels": "Til:\n" * 50_000,
    "marks": f"{HISTORY_BELOW}\n" * 50_000,
    "doubtful marks": f"{MAYBE_HISTORY}\n" * 50_000,
    "doubtful quotes": f"{MAYBE_QUOTED}skrev:\n\n" * 30_000,
    "answers": "x\n-----Original Message-----\n" + f"a?\n{COLOURED}b\nSvar: c\n" * 30_000,
    "greetings": "x\n-----Original Message-----\nmvh\n" + "hej a\n" * 50_000,
    "arrows": ">>> a 1 >>>\n" * 30_000,
    "returns": "\r" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear(text: str) -> None:
    begun = time.process_time()

    split_own_text(text)

    assert time.process_time() - begun < 3


def test_text_longer_than_any_letter_is_the_senders_as_a_whole() -> None:
    text = f"{LETTER}\n\n{HEADER}\n\n" + "Kære kommune\n" * 160_000

    own = split_own_text(text)

    assert (own.body, own.quoted) == (text.strip(), "")


QUESTION = (
    "Den 1. oktober 2019 skrev KL <FLJE@kl.dk>:\n"
    "> Bedes I sende jeres bemærkninger til de kommunale kerneværdier inden fristen\n"
    "> eller meddele, at I ingen har, til undertegnede på denne mailadresse, tak\n"
)


@pytest.mark.parametrize(
    "answer",
    [
        "vedhæftede er Horsens Kommunes svar, ikke vores.",
        "svaret gælder også for Horsens Kommune.",
        "nej, vi har ingen bemærkninger til høringen.",
        "ingen bemærkninger",
    ],
)
def test_an_answer_in_small_letters_below_a_long_quoted_line_is_the_senders(answer: str) -> None:
    own = split_own_text(f"{QUESTION}{answer}\nVh Ida", reply=True)

    assert answer in own.body


def test_a_short_answer_between_questions_without_question_marks_is_the_senders() -> None:
    text = (
        "> Hvordan ser I sammenhængen mellem jeres børnepolitik og kerneværdierne\ningen bemærkninger\n"
        "> Hvilke muligheder giver ejerskabet\ngode\n"
    )

    own = split_own_text(text, reply=True)

    assert "ingen bemærkninger" in own.body


def test_words_that_broke_off_quoted_lines_are_history() -> None:
    text = (
        "Hermed svaret fra Odense.\n\nDen 1. oktober 2019 skrev KL <FLJE@kl.dk>:\n"
        "> Bedes I sende jeres bemærkninger til de kommunale kerneværdier inden\nfristen\n"
        "> eller meddele os, at I ingen har, til undertegnede på denne adresse og\ngerne nu\n"
        "> i god tid.\n"
    )

    own = split_own_text(text)

    assert own.body == "Hermed svaret fra Odense."
