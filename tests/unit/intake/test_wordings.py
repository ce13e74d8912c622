"""Turns of phrase on either side of a line that is easily crossed."""

import pytest

from domain.kind import Kind
from domain.message import Attachment
from domain.review import ReviewReason
from intake.classification.engine import classify
from intake.classification.missing import find_missing_attachment
from intake.classification.topic import Topic
from intake.matching.authorship import find_authorship_doubts
from intake.matching.engine import find_matches
from intake.matching.traces import Traces
from storage.roster import load_roster
from tests.builders import build_attachment, build_mail

ROSTER = load_roster()
ASKED = "hvilke muligheder giver det kommunale ejerskab i jeres arbejde?"
TOPIC = Topic(("kerneværdi",), (ASKED,))
SUBJECT = "SV: De kommunale kerneværdier"
LETTER = "Odense Kommune finder kerneværdierne gode og vil bruge dem i børne- og ungepolitikken. " * 20


def kind_of(text: str, *files: Attachment, subject: str = SUBJECT) -> Kind:
    signed = f"Kære KL\n\n{text}\n\nMed venlig hilsen\nIda Bach"
    return classify(build_mail(signed, *files, subject=subject), TOPIC).kind


def letter() -> Attachment:
    return build_attachment("Svar.docx", LETTER)


@pytest.mark.parametrize(
    "text",
    [
        "Odense Kommune har ingen bemærkninger i denne omgang.",
        "Vi har på nuværende tidspunkt ingen kommentarer.",
        "Udvalget har besluttet ikke at afgive svar.",
        "Odense Kommune afgiver ikke høringssvar.",
        "Vi ser ikke grundlag for bemærkninger.",
        "Kommunen har valgt at undlade at svare.",
    ],
)
def test_nothing_to_say_is_an_answer(text: str) -> None:
    assert kind_of(text) is Kind.NO_COMMENTS


@pytest.mark.parametrize(
    "text",
    [
        "Vi har ingen bemærkninger i denne omgang, men sender et svar efter mødet.",
        "Vi har ingen bemærkninger på nuværende tidspunkt. Udvalgets svar følger.",
        "Vi har ingen bemærkninger, før byrådet har mødtes.",
        "Vi har ingen bemærkninger til mødedatoen.",
        "Ingen kommentarer til referatet.",
        "Dagsordenen er godkendt uden bemærkninger.",
        "Vi har valgt ikke at sende nogen til mødet.",
        "Vi ønsker ikke at komme med på turen.",
    ],
)
def test_nothing_yet_or_of_something_else_is_none(text: str) -> None:
    assert kind_of(text) not in {Kind.NO_COMMENTS, Kind.RESPONSE}


def test_who_declines_to_answer_has_forgotten_no_attachment() -> None:
    assert not find_missing_attachment(build_mail("Odense Kommune fremsender ikke høringssvar."))


def test_answers_by_number_are_answers_and_questions_by_number_are_not() -> None:
    assert kind_of("Ad 1: Der er god sammenhæng.\nAd 2: Ejerskabet betyder alt.", subject="SV: Høring") is Kind.RESPONSE
    assert kind_of("Spørgsmål 1: Hvornår er fristen?\nSpørgsmål 2: Hvem skal svare?") is Kind.QUESTION


def test_a_numbered_list_answers_when_it_asks_nothing() -> None:
    answers = "1) Sammenhængen er god, for politikken er ny.\n2) Vi kan selv prioritere, og det holder vi fast i."
    questions = "1) Hvornår skal vi svare på høringen?\n2) Hvem kan vi ringe til om kerneværdierne?"

    assert kind_of(answers) is Kind.RESPONSE
    assert kind_of(questions) is Kind.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "1) Vores udvalg har skiftet navn til Læring.\n2) Det er vigtigt, at I bruger vores nye mailadresse.",
        "Ad 1: Kontaktperson er Pia.\nAd 2: Hun er her ikke om fredagen.",
        (
            "Tak for muligheden for at svare. Vi er i gang med at samle bidrag ind fra skoler og dagtilbud, og det er "
            "et større arbejde, da mange er berørt af den nye organisering."
        ),
        "Vi synes, det var godt at høre om kerneværdierne i går.",
        "Vores holdning til kerneværdierne bliver formentlig positiv.",
        "Jeg foreslår, at I spørger Pia om kerneværdierne.",
        "Vi har ingen bemærkninger, men jeg er ikke rette person.",
        "Vi har ingen bemærkninger til processen.",
    ],
)
def test_practical_and_unfinished_matters_are_no_answer(text: str) -> None:
    assert kind_of(text) in {Kind.OTHER, Kind.QUESTION}


def test_own_words_below_our_question_answer_it() -> None:
    below = "Det giver plads til at tænke dagtilbud og skole sammen, tæt på dem, det handler om."

    assert kind_of(f"Hvilke muligheder giver det kommunale ejerskab?\n\n{below}") is Kind.RESPONSE
    assert kind_of("Hvilke muligheder giver det kommunale ejerskab? Hvad mener I med det?") is Kind.QUESTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hermed svaret fra udvalget.", Kind.RESPONSE),
        ("Til orientering.", Kind.OTHER),
        (
            "Hermed svaret.\n\nFra: Bo <bo@nyborg.dk>\nSendt: 1. oktober 2019 10:00\nTil: Ida\nEmne: x\n\nHej",
            Kind.OTHER,
        ),
    ],
)
def test_a_forward_counts_when_the_words_are_the_senders(text: str, kind: Kind) -> None:
    assert kind_of(text, letter(), subject="VS: Høringssvar") is kind


def test_a_colleagues_mail_or_ours_below_a_forward_takes_nothing_away() -> None:
    history = "Fra: Bo <bo@odense.dk>\nSendt: 1. oktober 2019 10:00\nTil: Ida\n\nVil du sende?"
    body, files = "Hermed svaret fra udvalget.", (letter(),)
    mail = build_mail(body, *files, sender="ida@odense.dk", subject="VS: Høringssvar", quoted=history)

    assert classify(mail, TOPIC).kind is Kind.RESPONSE


def test_who_thanks_for_being_asked_and_goes_on_has_answered() -> None:
    thanks = "Vi takker for muligheden for at kommentere."
    more = "Overgange er et særligt opmærksomhedspunkt. Der er lavet en fælles plan mellem dagtilbud, skole og fritid, "

    assert kind_of(f"{thanks} {more} og den bliver fulgt tæt.") is Kind.RESPONSE
    assert kind_of(f"{thanks} Vi vender tilbage senere.") is Kind.OTHER
    assert kind_of(thanks) is Kind.OTHER


def test_who_once_thought_of_asking_for_time_asks_for_none() -> None:
    assert (
        kind_of("Vi overvejede at bede om udsættelse, men nåede det. Svaret er vedhæftet.", letter()) is Kind.RESPONSE
    )
    assert kind_of("Vi må bede om udsættelse. Udkast er vedhæftet.", letter()) is Kind.EXTENSION_REQUEST


def test_a_joint_reply_is_of_all_who_are_named_before_it() -> None:
    body = "Nyborg og Kerteminde Kommuner har udarbejdet vedhæftede fælles høringssvar."
    mail = build_mail(body, letter(), sender="ida@odense.dk")

    traces = Traces(mail=mail, roster=ROSTER)
    doubts = set(find_authorship_doubts(traces, find_matches(traces)))

    assert ReviewReason.SEVERAL_MUNICIPALITIES in doubts


def test_an_opinion_of_a_meeting_is_no_answer() -> None:
    assert kind_of("Vi bakker op om temadagen om kerneværdierne.") is Kind.OTHER
    assert kind_of("Udvalget har på sit møde den 8. oktober tilsluttet sig kerneværdierne.") is Kind.RESPONSE


def test_a_letter_sent_on_the_last_day_before_a_holiday_is_no_automatic_reply() -> None:
    text = "Hermed svaret. Jeg holder ferie fra i morgen, så kontakt Pia."

    assert kind_of(text, letter()) is Kind.RESPONSE
    assert kind_of("Jeg holder ferie fra i morgen, så kontakt Pia.") is Kind.AUTO_REPLY


def test_a_draft_of_an_answer_is_none() -> None:
    assert kind_of("Hermed udkast til vores svar.", letter()) is Kind.OTHER
    assert kind_of("Hermed vores svar på udkast til kerneværdier.", letter()) is Kind.RESPONSE


def test_words_that_answer_another_hearing_outweigh_the_file() -> None:
    text = "Hermed høringssvar til udkast til bekendtgørelse om tilsyn."

    assert kind_of(text, letter(), subject="Høringssvar") is Kind.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Vedhæftet er en artikel om kerneværdierne.",
        "Hermed vores ungepolitik, som I bad om.",
        "Vedhæftet er vores svar til Sundhedsstyrelsen om trivsel.",
    ],
)
def test_a_file_that_is_said_to_be_something_else_is_no_answer(text: str) -> None:
    assert kind_of(text, letter()) is Kind.OTHER


def test_who_says_what_he_has_not_received_sends_no_receipt() -> None:
    assert kind_of("Jeg har ikke modtaget jeres brev.") is not Kind.ACKNOWLEDGEMENT


def test_a_letter_that_comes_after_a_meeting_is_no_promise() -> None:
    assert kind_of("Vi sender hermed svaret efter mødet i går.", letter()) is Kind.RESPONSE


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Mindretalsudtalelse fra tre medlemmer af udvalget er vedhæftet.", True),
        ("Dette er ikke kommunens officielle svar.", True),
        ("Hermed svar fra ungerådet.", True),
        ("Jeg skriver som medlem af udvalget.", True),
        ("Elevforeningen vil gerne give sit svar.", True),
        ("Hermed svaret fra udvalget. Elevrådene er blevet hørt.", False),
        ("Hermed svar med en mindretalsudtalelse fra Venstre.", False),
    ],
)
def test_others_than_the_municipality_may_speak_from_its_address(text: str, *, doubted: bool) -> None:
    mail = build_mail(f"Kære KL\n\n{text}\n\nMvh\nIda Bach\nOdense Kommune", letter(), sender="ida@odense.dk")

    traces = Traces(mail=mail, roster=ROSTER)
    doubts = set(find_authorship_doubts(traces, find_matches(traces)))

    assert doubts == ({ReviewReason.SENT_ON_BEHALF} if doubted else set())
