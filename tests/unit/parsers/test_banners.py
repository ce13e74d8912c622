"""Notices that a receiving server writes above a mail."""

import time

import pytest

from parsers.letters.banners import take_banners
from parsers.mail import parse_mail

OWN = "Kære Freja\n\nVedhæftet er svaret fra Odense Kommune. Klik på linket for at se bilag.\n\nVenlig hilsen\nIda"

NOTICES = (
    (
        "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
        "unless you recognize the sender and know the content is safe."
    ),
    (
        "CAUTION: This email originated from outside of the organization. Do\nnot click links or open attachments "
        "unless you recognize the\nsender and know the content is safe."
    ),
    "[EXTERNAL EMAIL] This message was sent from outside your company. Please do not click links or open attachments.",
    "*** EXTERNAL ***",
    "EKSTERN MAIL",
    "Ekstern e-mail: Vær opmærksom på links og vedhæftede filer.",
    (
        "ADVARSEL: Denne mail kommer fra en ekstern afsender. Klik ikke på links, og åbn ikke vedhæftede filer, "
        "medmindre du kender afsenderen."
    ),
    "OBS!\nDenne mail er sendt fra en afsender uden for organisationen. Vær kritisk over for links og vedhæftninger.",
    (
        "Nogle personer, der har modtaget denne meddelelse, får ikke ofte mails fra ida@odense.dk. Få mere at vide om, "
        "hvorfor dette er vigtigt<https://aka.ms/LearnAboutSenderIdentification>"
    ),
    "Du får ikke ofte mail fra ida@odense.dk. Få mere at vide om, hvorfor det er vigtigt",
    (
        "[You don't often get email from ida@odense.dk. Learn why this is important at "
        "https://aka.ms/LearnAboutSenderIdentification ]"
    ),
    "Some people who received this message don't often get email from ida@odense.dk. Learn why this is important",
    "Denne e-mail kommer udefra. Klik ikke på links, hvis du er i tvivl. Er du i tvivl, så kontakt IT.",
    "-----------------------\nADVARSEL: EKSTERN AFSENDER\n-----------------------",
    "WARNING: This email was sent from outside of KL. Be careful when opening attachments or clicking links.",
    "BEMÆRK: Denne besked er modtaget fra en ekstern kilde.",
)


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_notice_is_taken_and_every_word_of_the_senders_stays(notice: str, between: str) -> None:
    headed = take_banners(notice + between + OWN)

    assert headed.text.strip() == OWN
    assert headed.banners.split() == notice.split()


def test_two_notices_are_both_taken() -> None:
    headed = take_banners(f"{NOTICES[0]}\n\n{NOTICES[8]}\n\n{OWN}")

    assert headed.text.strip() == OWN


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        "Kære KL\nDenne mail er sendt på vegne af udvalget.",
        "Bemærk: vi sender svaret igen.",
        "Denne mail indeholder svar fra en ekstern konsulent.",
        "OBS: svaret er foreløbigt. Åbn venligst vedhæftede filer.",
        "Udefra set er kerneværdierne gode.",
        "Denne henvendelse vedrører eksterne samarbejdspartnere og kommunens skoler.",
        "Vigtigt! Se vedhæftede.",
        "Denne mail kommer fra skolebestyrelsen, som ligger uden for kommunens forvaltning.",
        "Pas på\n\nVi har ingen bemærkninger.",
        "",
    ],
)
def test_what_a_sender_wrote_is_never_taken_for_a_notice(text: str) -> None:
    headed = take_banners(text)

    assert headed.text == text
    assert headed.banners == ""


@pytest.mark.parametrize("notice", [NOTICES[0], "ADVARSEL: EKSTERN AFSENDER", NOTICES[12]])
@pytest.mark.parametrize(
    "said",
    [
        "Vær opmærksom på, at vedhæftede svar er fra Horsens Kommune og ikke fra os.",
        "Vær opmærksom på, at vedhæftede svar også gælder Horsens Kommune.",
        "Vær opmærksom på, at bilag er Skoleforeningens svar og ikke kommunens.",
        "Vær opmærksom på, at det vedhæftede er elevrådets svar.",
        "Bemærk, at vedhæftede bilag kun er et udkast, som ikke er politisk behandlet.",
        "Åbn først bilag 1, som er udvalgets svar; bilag 2 er Samsøs svar.",
        "Kender du ikke afsenderen: jeg er formand for elevrådet i Odder.",
        "Åbn ikke vedhæftede fil fra i går, for vi trækker svaret tilbage.",
        "Vær opmærksom på, at filerne i bilaget er fortrolige.",
        "Vi får ikke ofte mails fra KL om høringer, men udvalget har ingen bemærkninger.",
        "Denne mail sendes fra en ekstern konto, fordi vores mailserver er nede.",
        "udvalget har ingen bemærkninger",
    ],
)
def test_a_notice_takes_no_sentence_of_the_senders_along(notice: str, said: str) -> None:
    headed = take_banners(f"{notice}\n\n{said}")

    assert headed.text.strip() == said
    assert take_banners(said).text == said


def test_a_notice_without_a_full_stop_does_not_swallow_the_answer_below_it() -> None:
    headed = take_banners("Du får ikke ofte mail fra a@b.dk. Få mere at vide om, hvorfor det er vigtigt\nvi har intet")

    assert headed.text.strip() == "vi har intet"


def test_a_mail_tells_of_its_notice_apart_from_its_words() -> None:
    raw = f"From: a@odense.dk\nSubject: Svar\nContent-Type: text/plain; charset=utf-8\n\n{NOTICES[5]}\n\n{OWN}\n"

    mail = parse_mail(raw.encode())

    assert mail.body == OWN
    assert mail.quoted == ""
    assert f"banner: {NOTICES[5]}" in mail.notes


def test_a_reply_is_known_behind_a_mark_of_the_server() -> None:
    raw = (
        "From: a@odense.dk\nSubject: [EKSTERN] SV: Svar\nContent-Type: text/plain; charset=utf-8\n\n"
        "Fra: KL <flje@kl.dk>\nSendt: 28. juni 2019 09:12\nTil: post@odense.dk\nEmne: Svar\n\nI bedes svare.\n"
    )

    assert parse_mail(raw.encode()).body == ""


def test_looking_takes_no_longer_than_a_look() -> None:
    text = "ADVARSEL denne mail " * 100_000

    started = time.process_time()
    take_banners(text)

    assert time.process_time() - started < 1
