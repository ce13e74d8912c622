from datetime import UTC, date, datetime

import pytest

from domain.conclusion import judge
from domain.deadline import Deadline
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import Attachment
from intake.classification.contents import read_contents
from intake.classification.engine import classify
from intake.classification.more_time import find_asked_until
from intake.classification.topic import Topic
from intake.examine import examine
from intake.trust import TrustSettings
from storage.roster import load_roster
from tests.builders import build_attachment, build_consultation, build_hop, build_mail

TOPIC = Topic(("kerneværdi",))
DEADLINE = date(2019, 11, 1)
ROSTER = load_roster()


def letter() -> Attachment:
    return build_attachment("Svar.docx", "Byrådet bakker op om kerneværdierne og finder dem vigtige. " * 40)


def kind_of(text: str, *files: Attachment) -> Kind:
    return classify(build_mail(f"Kære KL\n\n{text}\n\nMed venlig hilsen\nIda Bach", *files), TOPIC).kind


def asked_in(text: str, *files: Attachment) -> str:
    contents = read_contents(build_mail(f"Kære KL\n\n{text}\n\nMvh\nIda Bach", *files), TOPIC)
    return str(find_asked_until(contents, DEADLINE))


@pytest.mark.parametrize(
    "text",
    [
        "Vi beder om henstand til den 15. november.",
        "Kan vi nå at sende vores svar i uge 46 i stedet?",
        "Kommer vi for sent, hvis svaret først kommer i næste uge?",
        "Vi når desværre ikke fristen.",
        "Vi sender vores høringssvar først i december, da sagen skal i byrådet.",
        "Da udvalget mødes den 6. november, tillader vi os at sende svaret umiddelbart derefter.",
        "Må vi få til på mandag?",
        "Vi har brug for mere tid til at behandle sagen politisk.",
        "Fristen er for kort til en politisk behandling.",
    ],
)
def test_time_is_asked_for_in_many_ways(text: str) -> None:
    assert kind_of(text) is Kind.EXTENSION_REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "Odense Kommune bakker op om kerneværdierne, men ønsker mere tid til fordybelse i skolen.",
        "Beklager at svaret kommer efter fristen. Det er vedhæftet.",
        "Den forlængede frist passede os godt. Svaret er vedhæftet.",
        "Vi anbefaler længere tid sammen med børnene.",
    ],
)
def test_other_time_than_that_to_answer_in_is_not_asked_for(text: str) -> None:
    assert kind_of(text, letter()) is Kind.RESPONSE


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Vi anmoder om udsættelse af fristen fra 1. november til 15. november.", "2019-11-15"),
        ("Udvalget mødes den 12. november, og vi vil gerne have udsat fristen til 14. november.", "2019-11-14"),
        ("Vi beder om udsættelse. Udvalget mødes først den 12. november.", "2019-11-12"),
        ("Kan vi svare efter fristen? Byrådet behandler sagen i uge 48.", "2019-11-29"),
        ("Må vi få en uge længere til at svare?", "2019-11-08"),
        ("Vi beder om udsættelse. Temadagen er den 20. november.", "None"),
        ("Vi beder om udsættelse af fristen den 1. november.", "None"),
    ],
)
def test_the_day_asked_for_is_that_of_the_request_or_of_the_meeting_behind_it(text: str, until: str) -> None:
    assert asked_in(text) == until


def test_the_day_asked_for_may_stand_in_a_short_letter() -> None:
    request = build_attachment("Brev.docx", "Odense Kommune søger om fristforlængelse til 1. december.")

    assert asked_in("Se brev.", request) == "2019-12-01"


def judged(text: str) -> Judgement:
    spring = build_consultation(deadline=Deadline(date(2019, 4, 23)), opens=date(2019, 2, 5), closes=date(2019, 6, 18))
    crossed = datetime(2019, 4, 15, 10, 0, tzinfo=UTC)
    mail = build_mail(text, trace=(build_hop(at=crossed),))
    trust = TrustSettings(trusted_hosts=("mx.kl.dk",))
    findings = examine(
        mail, mailbox="FLJE", internal_date=None, roster=ROSTER, consultations=(spring,), trust=trust
    )  # fmt: skip
    return judge(findings, {})


def test_the_judgement_tells_the_day_asked_for() -> None:
    asking = judged("Vi beder om udsættelse til efter udvalgsmødet den 7. maj.")
    answering = judged("Odense Kommune har ingen bemærkninger til kerneværdierne. Udvalget mødes igen den 7. maj.")

    assert asking.asked_until == date(2019, 5, 7)
    assert answering.asked_until is None
