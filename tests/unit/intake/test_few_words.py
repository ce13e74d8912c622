"""Mails of a sentence or two: what they decline, answer, take back or confirm, and what only sounds so."""

import pytest

from domain.kind import Kind
from intake.classification.contents import read_contents
from intake.classification.declining import find_declining, says_nothing
from intake.classification.receipts import is_receipt_file
from intake.classification.rules.acknowledgement import rule as acknowledgement
from intake.classification.rules.auto_reply import rule as auto_reply
from intake.classification.rules.bounce import rule as bounce
from intake.classification.rules.no_comments import rule as no_comments
from intake.classification.rules.report import rule as report
from intake.classification.substance import says_something
from intake.classification.taking_back import find_pointer, takes_back
from intake.classification.topic import Topic
from tests.builders import build_attachment, build_mail

TOPIC = Topic(("kerneværdi",))


@pytest.mark.parametrize(
    "sentence",
    [
        "vi har hverken bemærkninger eller ændringsforslag.",
        "kommunen har besluttet ikke at deltage i høringen.",
        "odense har 0 bemærkninger.",
        "vi melder blankt.",
        "kommunen frasiger sig muligheden for at afgive høringssvar.",
        "høringen har ikke givet anledning til kommentarer i udvalget.",
        "vi afstår fra at svare.",
        "vi frafalder bemærkninger.",
        "i må gerne notere os med et blankt svar.",
        "nothing to add.",
        "wir haben keine anmerkungen.",
        "vi har inga synpunkter.",
    ],
)
def test_nothing_to_say_is_heard_in_many_ways(sentence: str) -> None:
    assert says_nothing(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "vi har ikke modtaget jeres bemærkninger.",
        "vi kan ikke åbne bilaget med kommentarerne.",
        "vi har ikke sendt vores svar.",
        "vi ønsker ikke, at vores bemærkninger indgår i det videre arbejde.",
        "det er ikke afgjort, om odense kommune afgiver høringssvar.",
        "vi vil gerne høre jeres holdning til, om værdierne kan bruges uden kildeangivelse.",
    ],
)
def test_what_was_not_received_or_done_is_not_declined(sentence: str) -> None:
    assert not says_nothing(sentence)


def test_a_short_answer_declines_what_the_sentence_before_asked_for() -> None:
    asked = "i har spurgt, om vi har bemærkninger."

    assert find_declining((asked, "det har vi ikke.")) == 1
    assert find_declining(("i har spurgt til vores nye skole.", "det har vi ikke.")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "for os er det afgørende, at værdierne ikke bliver til nye krav.",
        "kommunen ønsker, at leg skrives ind i værdi 5.",
        "vores politik bygger på de samme principper, så sammenhængen er tydelig.",
        "vi kan nikke genkendende til værdierne.",
    ],
)
def test_a_sentence_says_something_of_the_matter(sentence: str) -> None:
    assert says_something(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "vi glæder os til at læse de endelige kerneværdier.",
        "det var godt at tale med dig om kerneværdierne i går.",
        "jeg har sendt kerneværdierne videre til udvalgsformanden.",
        "vi har lagt kerneværdierne på vores hjemmeside.",
        "kan du sende kerneværdierne i word-format?",
    ],
)
def test_a_remark_in_passing_says_nothing_of_it(sentence: str) -> None:
    assert not says_something(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "vi tilbagekalder hermed kommunens svar af 10. oktober.",
        "vores svar må ikke indgå i behandlingen.",
        "vi kalder hermed vores høringssvar tilbage.",
        "det svar, i modtog den 21. oktober, er ikke længere gældende.",
        "vil i makulere vores svar?",
    ],
)
def test_an_answer_is_taken_back_in_many_ways(sentence: str) -> None:
    assert takes_back(sentence)


def test_a_signature_that_asks_strangers_to_delete_takes_nothing_back() -> None:
    printed = "er du ikke rette modtager, bedes du slette mailen og underrette afsenderen."

    assert not takes_back(printed)
    assert find_pointer(("hermed svar.", printed)) is None


def test_a_pointer_takes_back_what_was_named_before_it() -> None:
    named, pointer = "høringssvaret blev sendt for tidligt.", "vi beder jer se bort fra det."

    assert find_pointer((named, pointer)) == pointer
    assert find_pointer((pointer,)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Det svar, som I modtog den 21. oktober, er ikke længere gældende.",
        "Vi har modtaget brevet og har ingen kommentarer.",
        "Udvalget vil gerne kvittere for et godt sæt værdier.",
        "Vi kvitterer for modtagelsen og beder om udsættelse af fristen.",
    ],
)
def test_who_says_more_than_a_receipt_sends_none(text: str) -> None:
    contents = read_contents(build_mail(f"{text} Sagsnr. 19/1234."), TOPIC)

    assert acknowledgement.find_kind(contents) is None


def test_a_receipt_with_our_own_letter_is_for_a_person() -> None:
    ours = build_attachment("Høringsbrev.pdf", "KL beder om kommunernes bemærkninger til kerneværdierne. " * 30)
    mail = build_mail("Vi har modtaget vedhæftede brev og journaliseret det på sag 19/1234.", ours)

    finding = acknowledgement.find_kind(read_contents(mail, TOPIC))

    assert finding is not None
    assert finding.kind is Kind.OTHER


def test_a_file_may_be_a_receipt() -> None:
    assert is_receipt_file(build_attachment("Kvittering.pdf", "Kvittering for modtagelse. Sagsnr. 19/1234"))
    assert not is_receipt_file(build_attachment("Kvittering.pdf", "Byrådet bakker op om kerneværdierne."))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Jeg er på kursus hele ugen og svarer på mails mandag.", True),
        ("Ich bin bis zum 5. August nicht erreichbar. In dringenden Fällen wenden Sie sich an Frau Holm.", True),
        ("Vi støtter de ti kerneværdier fuldt ud. Jeg er på ferie fra mandag; kontakt Pia.", False),
        ("Formanden er på ferie til den 10. Må vi sende svaret derefter?", False),
    ],
)
def test_an_absence_without_a_machines_mark_must_be_all_there_is(text: str, *, absent: bool) -> None:
    contents = read_contents(build_mail(f"Hej\n\n{text}\n\nMvh\nIda", subject="SV: Høring"), TOPIC)

    assert (auto_reply.find_kind(contents) is not None) is absent


def test_a_day_in_an_absence_notice_is_no_status_code() -> None:
    nobody = (("Return-Path", "<>"),)
    away = read_contents(build_mail("Jeg er tilbage d. 5.1.20.", subject="Fravær", extra=nobody), TOPIC)
    failed = read_contents(build_mail("Modtageren afviste mailen: 5.1.1", subject="Fejl", extra=nobody), TOPIC)

    assert bounce.find_kind(away) is None
    assert bounce.find_kind(failed) is not None


def test_a_report_of_arrival_is_no_bounce() -> None:
    types = ("multipart/report; report-type=delivery-status", "message/delivery-status")
    arrived = read_contents(build_mail("", subject="Leveret: Høring", media_types=types), TOPIC)
    failed = read_contents(
        build_mail("", subject="Leveret: Høring", media_types=types, failed_recipients=("x@odense.dk",)), TOPIC
    )

    kinds = [finding.kind for finding in map(report.find_kind, (arrived, failed)) if finding]

    assert kinds == [Kind.READ_RECEIPT, Kind.BOUNCE]


@pytest.mark.parametrize(
    ("subject", "body", "kind"),
    [
        ("Odense: ingen bemærkninger", "Se emnet.\n\nMvh\nIb", Kind.NO_COMMENTS),
        ("Høring - vi har ingen bemærkninger", "", Kind.NO_COMMENTS),
        ("SV: Høring - vi har ingen bemærkninger", "Se emnet.", Kind.NO_COMMENTS),
        ("SV: Høring - vi har ingen bemærkninger", "", None),
        ("SV: Har I ingen bemærkninger til de kommunale kerneværdier?", "Vh Ida\nOdder Kommune", None),
        ("Ingen bemærkninger?", "Se emnet.", None),
        ("Rykker: I har ingen bemærkninger sendt til høring", "", None),
        ("Foreløbig ingen bemærkninger", "Se emnet.", None),
        ("SV: Ingen bemærkninger", "Hvad gælder egentlig det her?", None),
    ],
)
def test_a_subject_declines_for_a_mail_that_is_empty_or_points_to_it(
    subject: str, body: str, kind: Kind | None
) -> None:
    found = no_comments.find_kind(read_contents(build_mail(body, subject=subject), TOPIC))

    assert (found.kind if found else None) is kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Vi har ingen bemærkninger, men tak for at blive hørt.", Kind.NO_COMMENTS),
        ("Vi har ingen bemærkninger, men tak for muligheden for at svare.", Kind.NO_COMMENTS),
        ("Vi har ingen bemærkninger, men tak for udkastet, hvor noget om fritid er faldet ud.", Kind.RESPONSE),
        ("Vi har ingen bemærkninger, men savner en værdi om leg.", Kind.RESPONSE),
        ("Vi har ingen bemærkninger til, at fristen er den 1. november.", Kind.OTHER),
    ],
)
def test_thanks_behind_nothing_to_say_say_nothing(body: str, kind: Kind) -> None:
    found = no_comments.find_kind(read_contents(build_mail(body), TOPIC))

    assert found is not None
    assert found.kind is kind


def test_who_points_to_what_was_sent_takes_it_back() -> None:
    assert find_pointer(("kan i se bort fra det i fik i går, det var forkert version",)) is not None
    assert find_pointer(("det skulle ikke sendes endnu.", "vil du slette det?")) is not None
