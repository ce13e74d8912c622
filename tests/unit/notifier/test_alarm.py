"""The alarm in words, whatever the server's answer says."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

from domain.deadline import COPENHAGEN
from domain.health import Outage
from notifier.alarm import AlarmSettings, compose_alarm, describe_alarm

NOW = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)
SETTINGS = AlarmSettings(
    sender="KL <FLJE@kl.dk>", recipients=("a@kl.dk", "Bo <b@kl.dk>"), zone=COPENHAGEN, base_url="https://svar.kl.dk"
)
OUTAGE = Outage(mailbox="FLJE", since=NOW - timedelta(minutes=41), was_ever_read=True, error="no answer")
HOSTILE = "<script>alert(1)</script>\r\nBcc: evil@example.org"


def test_it_says_what_happened_what_it_means_and_what_to_do() -> None:
    view = describe_alarm(OUTAGE, SETTINGS, NOW)

    assert view.headline == "Postkassen FLJE er ikke læst i 41 minutter"
    assert view.since == "Den blev sidst læst mandag den 4. november 2019 kl. 07.19."
    assert "Intet går tabt" in view.meaning
    assert "kommunesvar check" in view.remedy
    assert view.link == "https://svar.kl.dk/drift"


def test_a_mailbox_that_was_never_read_is_told_of_as_such() -> None:
    outage = Outage(mailbox="FLJE", since=NOW - timedelta(minutes=41), was_ever_read=False)

    view = describe_alarm(outage, SETTINGS, NOW)

    assert view.headline == "Postkassen FLJE er aldrig læst"
    assert view.error == ""


def test_each_recipient_gets_a_mail_of_its_own_under_a_key_of_the_outage() -> None:
    first, again = compose_alarm(OUTAGE, SETTINGS, NOW), compose_alarm(OUTAGE, SETTINGS, NOW + timedelta(hours=3))

    assert [entry.mail.recipient for entry in first] == ["a@kl.dk", "b@kl.dk"]
    assert [entry.period for entry in first] == [entry.period for entry in again]
    assert [entry.mail.message_id for entry in first] == [entry.mail.message_id for entry in again]


def test_what_a_server_answers_runs_nowhere_and_adds_no_header() -> None:
    outage = Outage(mailbox=HOSTILE, since=NOW, was_ever_read=True, error=HOSTILE)

    mail = message_from_bytes(compose_alarm(outage, SETTINGS, NOW)[0].mail.content, policy=default)

    html = mail.get_body(("html",))
    assert html is not None
    assert mail["Bcc"] is None
    assert "<script>" not in html.get_content()
    assert "&lt;script&gt;" in html.get_content()
