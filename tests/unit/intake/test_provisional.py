"""Answers that somebody has yet to approve, answers that replace others, and what only sounds so."""

import pytest

from domain.kind import Kind
from domain.message import Attachment, ReadMail
from intake.classification.contents import read_contents
from intake.classification.engine import classify
from intake.classification.provisional import is_provisional
from intake.classification.replacement import is_replacement
from intake.classification.topic import Topic
from tests.builders import build_attachment, build_mail

TOPIC = Topic(("kerneværdi",))
LETTER = "Byrådet bakker op om de ti kerneværdier og lægger vægt på sammenhæng. " * 30


def mail_with_letter(text: str, more: str = "") -> ReadMail:
    return build_mail(f"{text}\n\nMed venlig hilsen\nIda Bach", letter(more))


def letter(more: str = "") -> Attachment:
    return build_attachment("Svar.docx", f"{LETTER}\n\n{more}\n")


@pytest.mark.parametrize(
    "text",
    [
        "Vedhæftet er svaret, med forbehold for udvalgets godkendelse den 5. november.",
        "Hermed foreløbigt høringssvar.",
        "Hermed svar. Endeligt svar følger.",
        "Vedhæftet er vores svar, som dog endnu ikke er politisk behandlet.",
        "Hermed høringssvar under forudsætning af kommunalbestyrelsens godkendelse.",
        "Høringssvaret er vedhæftet. Det forelægges Børne- og Ungeudvalget den 5. november.",
        "Vedhæftet administrativt høringssvar. Svaret behandles politisk den 12. november.",
        "Udvalget tager først stilling til svaret den 27. november, men her er det.",
        "Vi eftersender det endelige svar, når udvalget har behandlet det.",
        "Svaret er godkendt af direktionen, men mangler udvalgets godkendelse.",
        "Udvalget har godkendt svaret med forbehold for byrådets godkendelse.",
        "Vedhæftet er administrationens foreløbige svar; det politisk behandlede svar eftersendes.",
        "Hermed svar. Udvalget har ikke behandlet sagen endnu, så der tages forbehold herfor.",
    ],
)
def test_an_answer_that_waits_for_approval_is_provisional_and_an_answer(text: str) -> None:
    mail = mail_with_letter(text)

    assert is_provisional(read_contents(mail, TOPIC))
    assert classify(mail, TOPIC).kind is Kind.RESPONSE


@pytest.mark.parametrize(
    "text",
    [
        "Hermed høringssvar, der er godkendt af udvalget den 8. oktober.",
        "Hermed det endelige høringssvar, som erstatter vores foreløbige svar.",
        "Vedhæftet er vores svar. Byrådet godkendte svaret i går uden forbehold.",
        "Vedhæftet svar. Udvalget tager forbehold for formuleringen af værdi 4.",
        "Vedhæftet svar. Skolebestyrelserne skal godkende ordensreglerne.",
        "Vedhæftet svar. Vi afventer KL's behandling af svarene.",
        "Hermed svar. Svaret forelægges udvalget til orientering den 5. november.",
        "Hermed svar. Forslaget afventer Folketingets behandling.",
        "Vi fremsender hermed vores endelige svar efter byrådets behandling i går.",
        "Så er svaret endelig klar - se vedhæftede.",
    ],
)
def test_an_approval_given_or_anothers_makes_no_answer_provisional(text: str) -> None:
    assert not is_provisional(read_contents(mail_with_letter(text), TOPIC))


@pytest.mark.parametrize(
    ("sentence", "provisional"),
    [
        ("Høringssvaret er afgivet med forbehold for byrådets godkendelse.", True),
        ("Svaret er et administrativt svar, som forelægges byrådet den 27. november 2019.", True),
        ("Høringssvaret er godkendt af udvalget på mødet den 8. oktober 2019.", False),
        ("Kommunens foreløbige erfaringer er gode.", False),
        ("Skolestrukturen er endnu ikke politisk behandlet.", False),
        ("Politikken godkendes af byrådet hvert fjerde år.", False),
    ],
)
def test_a_letter_may_say_it_of_itself_alone(sentence: str, *, provisional: bool) -> None:
    contents = read_contents(mail_with_letter("Se vedhæftede.", sentence), TOPIC)

    assert is_provisional(contents) is provisional


@pytest.mark.parametrize(
    "text",
    [
        "Vedhæftet svar erstatter tidligere fremsendte.",
        "Hermed rettet udgave af vores høringssvar.",
        "Vi har fundet en fejl i det fremsendte høringssvar. Her er det rigtige svar.",
        "Der var desværre en fejl i vores tidligere fremsendte svar, så vi sender det igen.",
        "Vi fik vedhæftet den forkerte fil i går. Her kommer svaret.",
        "Vores svar af 24. oktober udgår og erstattes af vedhæftede.",
        "Vi trækker vores tidligere svar tilbage og fremsender hermed et nyt svar.",
        "Hermed det endelige høringssvar, som byrådet godkendte i går.",
        "Ny version af høringssvaret vedhæftet. Ignorer venligst mailen fra i formiddags.",
    ],
)
def test_a_new_edition_is_an_answer_that_replaces(text: str) -> None:
    mail = mail_with_letter(text)

    assert is_replacement(read_contents(mail, TOPIC))
    assert classify(mail, TOPIC).kind is Kind.RESPONSE


@pytest.mark.parametrize(
    "text",
    [
        "Hermed supplerende bemærkninger til vores høringssvar.",
        "Vedhæftet svar. Vi har ingen rettelser til jeres udkast.",
        "Hermed svar. De nye kerneværdier er gode.",
        "Jeg sender for en sikkerheds skyld svaret igen.",
        "Hermed svar på jeres reviderede udkast.",
        "Hermed foreløbigt svar. Det endelige svar følger.",
    ],
)
def test_what_adds_or_is_new_in_another_way_replaces_nothing(text: str) -> None:
    assert not is_replacement(read_contents(mail_with_letter(text), TOPIC))


@pytest.mark.parametrize(
    "text",
    [
        "Vi trækker vores endelige høringssvar tilbage, se vedhæftede brev.",
        "Vi trækker vores svar tilbage. Nyt svar følger senere, se vedhæftede referat.",
    ],
)
def test_what_is_taken_back_with_nothing_in_its_place_is_a_withdrawal(text: str) -> None:
    assert classify(mail_with_letter(text), TOPIC).kind is Kind.WITHDRAWAL
