"""What becomes of each mail: sent, deferred, refused, withheld, or found to have gone out before."""

from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from domain.errors import SendDeferred, SendRefused, SendUncertain
from domain.outgoing import OutboxEntry, OutboxRow, OutboxState, OutgoingMail, Pace
from notifier.delivery import MAY_HAVE_LEFT, NOTES, DeliveryReport, Trace, deliver_outbox, find_retry
from tests.fakes import FakeChannel, FakeClock, FakeOutbox, FakeSentMail

LEASE = timedelta(minutes=10)
MONDAY_8 = datetime(2019, 11, 4, 7, 0, tzinfo=UTC)


def fill(*recipients: str, at: datetime = MONDAY_8) -> FakeOutbox:
    outbox = FakeOutbox()
    for recipient in recipients:
        mail = OutgoingMail(message_id=f"<{recipient}>", sender="a@kl.dk", recipient=recipient, content=b"X: y\r\n\r\n")
        outbox.enqueue(OutboxEntry(kind="digest", consultation="efteraar", period="2019-W45", mail=mail), at)
    return outbox


def deliver(outbox: FakeOutbox, channel: FakeChannel, clock: FakeClock, owner: str = "one") -> DeliveryReport:
    return deliver_outbox(outbox, channel, owner=owner, now=clock, lease=LEASE, limit=100)


def test_a_mail_waits_with_growing_patience_and_arrives_once() -> None:
    outbox, clock = fill("ANJE@kl.dk", "FLJE@kl.dk"), FakeClock(MONDAY_8)
    channel = FakeChannel(failures=[SendDeferred("The server is down.") for _ in range(4)])

    reports = []
    for _ in range(20):
        reports.append(deliver(outbox, channel, clock))
        clock.advance(timedelta(minutes=1))

    assert [r.deferred for r in reports[:4]] == [2, 2, 0, 0]
    assert sum(r.sent for r in reports) == 2
    assert sorted(mail.recipient for mail in channel.sent) == ["ANJE@kl.dk", "FLJE@kl.dk"]
    assert outbox.list_states() == [OutboxState.SENT, OutboxState.SENT]


def test_the_pause_doubles_from_a_minute_to_an_hour() -> None:
    minutes = [find_retry(attempts) // timedelta(minutes=1) for attempts in (0, 1, 2, 3, 6, 7, 8, 10_000)]

    assert minutes == [1, 1, 2, 4, 32, 60, 60, 60]


def test_a_refused_mail_is_told_and_not_tried_again() -> None:
    outbox, clock = fill("ANJE@kl.dk", "FLJE@kl.dk"), FakeClock(MONDAY_8)
    channel = FakeChannel(failures=[SendRefused("550 No such user.")])

    with capture_logs() as logs:
        report = deliver(outbox, channel, clock)
    clock.advance(timedelta(days=1))
    later = deliver(outbox, channel, clock)

    assert report == DeliveryReport(sent=1, refused=1, problems=("ANJE@kl.dk: 550 No such user.",))
    assert later == DeliveryReport()
    assert outbox.list_states() == [OutboxState.REFUSED, OutboxState.SENT]
    assert outbox.rows[1].last_error == "550 No such user."
    assert ("error", "mail refused for good") in [(log["log_level"], log["event"]) for log in logs]


def test_one_broken_mail_does_not_stop_the_others() -> None:
    outbox, clock = fill("ANJE@kl.dk", "FLJE@kl.dk"), FakeClock(MONDAY_8)

    report = deliver(outbox, FakeChannel(failures=[RuntimeError("unheard of")]), clock)

    assert (report.sent, report.deferred, report.refused) == (1, 1, 0)
    assert outbox.rows[1].last_error == "RuntimeError: unheard of"
    assert outbox.rows[1].state is OutboxState.WAITING


def test_after_a_crash_the_same_bytes_go_out_again_when_the_lease_is_over() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    [row] = outbox.claim(owner="crashed", now=clock(), lease=LEASE, limit=1)
    channel.send(row.entry.mail)

    during = deliver(outbox, channel, clock, owner="two")
    clock.advance(LEASE)
    after = deliver(outbox, channel, clock, owner="two")

    assert (during.sent, after.sent) == (0, 1)
    assert channel.sent[0] == channel.sent[1]


def test_a_round_stops_at_its_limit() -> None:
    outbox, clock = fill("ANJE@kl.dk", "FLJE@kl.dk"), FakeClock(MONDAY_8)

    report = deliver_outbox(outbox, FakeChannel(), owner="one", now=clock, lease=LEASE, limit=1)

    assert report.sent == 1
    assert outbox.list_states() == [OutboxState.SENT, OutboxState.WAITING]


def test_a_mail_that_its_guard_is_against_is_withheld_for_good_and_the_others_go_out() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk", "FLJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    asked: list[datetime] = []

    def guard(row: OutboxRow, now: datetime) -> str | None:
        asked.append(now)
        return "has answered" if row.entry.mail.recipient == "ANJE@kl.dk" else None

    report = deliver_outbox(outbox, channel, owner="one", now=clock, lease=LEASE, limit=100, guard=guard)
    clock.advance(timedelta(days=1))
    later = deliver(outbox, channel, clock)

    assert report == DeliveryReport(sent=1, withheld=1, problems=("ANJE@kl.dk: has answered",))
    assert later == DeliveryReport()
    assert [mail.recipient for mail in channel.sent] == ["FLJE@kl.dk"]
    assert (outbox.rows[1].state, outbox.rows[1].last_error) == (OutboxState.WITHHELD, "has answered")
    assert asked == [MONDAY_8, MONDAY_8]


def test_while_the_guard_cannot_answer_nothing_is_sent_and_it_is_asked_again() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()

    def guard(row: OutboxRow, now: datetime) -> str | None:
        raise SendDeferred(f"The books are shut for {row.entry.mail.recipient} at {now}.")

    report = deliver_outbox(outbox, channel, owner="one", now=clock, lease=LEASE, limit=100, guard=guard)
    clock.advance(timedelta(minutes=1))
    later = deliver(outbox, channel, clock)

    assert (report.deferred, report.sent, later.sent) == (1, 0, 1)
    assert len(channel.sent) == 1


def crash_after_sending(outbox: FakeOutbox, channel: FakeChannel, clock: FakeClock) -> None:
    [row] = outbox.claim(owner="crashed", now=clock(), lease=LEASE, limit=1)
    channel.send(row.entry.mail)
    clock.advance(LEASE)


def take_over(outbox: FakeOutbox, channel: FakeChannel, clock: FakeClock, sent: FakeSentMail) -> DeliveryReport:
    return deliver_outbox(outbox, channel, owner="two", now=clock, lease=LEASE, limit=100, sent=sent)


def test_what_a_crashed_holder_sent_is_found_and_not_sent_again() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    crash_after_sending(outbox, channel, clock)

    report = take_over(outbox, channel, clock, FakeSentMail(holds={"<ANJE@kl.dk>"}))

    assert (report.found, report.sent, len(channel.sent)) == (1, 0, 1)
    assert (outbox.rows[1].state, outbox.rows[1].last_error) == (OutboxState.SENT, NOTES[Trace.FOUND])


def test_what_is_not_in_the_folder_goes_out_again_and_that_is_noted() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    crash_after_sending(outbox, channel, clock)

    report = take_over(outbox, channel, clock, FakeSentMail())

    assert (report.found, report.sent) == (0, 1)
    assert channel.sent[0] == channel.sent[1]
    assert outbox.rows[1].last_error == NOTES[Trace.ABSENT]


def test_where_nobody_can_look_it_goes_out_again_and_that_is_said_plainly() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    crash_after_sending(outbox, channel, clock)

    with capture_logs() as logs:
        report = take_over(outbox, channel, clock, FakeSentMail(shut=True))

    assert report.sent == 1
    assert "kunne ikke slå op i Sendt post" in (outbox.rows[1].last_error or "")
    assert [log["event"] for log in logs if log["log_level"] == "warning"] == [
        "mail sent again without a look into the folder of sent mail: it may arrive twice"
    ]


def test_what_is_withheld_when_nobody_could_see_whether_it_had_gone_out_may_have() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    crash_after_sending(outbox, channel, clock)

    def guard(row: OutboxRow, now: datetime) -> str | None:
        return "Har svaret." if row.taken_over and now == clock() else None

    report = deliver_outbox(outbox, channel, owner="two", now=clock, lease=LEASE, limit=9, guard=guard)

    row = outbox.rows[1]
    assert (report.withheld, row.state, row.sent_at) == (1, OutboxState.WITHHELD, clock())
    assert row.last_error == f"Har svaret. {MAY_HAVE_LEFT}"


def test_what_is_refused_when_nobody_could_see_whether_it_had_gone_out_may_have() -> None:
    outbox, clock, channel = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    crash_after_sending(outbox, channel, clock)
    channel.failures.append(SendRefused("550 no such user."))

    report = deliver_outbox(outbox, channel, owner="two", now=clock, lease=LEASE, limit=9)

    row = outbox.rows[1]
    assert (report.refused, row.state, row.sent_at) == (1, OutboxState.REFUSED, clock())
    assert row.last_error == f"550 no such user. {MAY_HAVE_LEFT}"


def test_a_folder_that_lacks_the_last_mail_sent_as_well_proves_nothing() -> None:
    outbox, clock, channel = fill("FLJE@kl.dk", "ANJE@kl.dk"), FakeClock(MONDAY_8), FakeChannel()
    deliver_outbox(outbox, channel, owner="one", now=clock, lease=LEASE, limit=1)
    crash_after_sending(outbox, channel, clock)

    take_over(outbox, channel, clock, FakeSentMail())

    assert outbox.rows[2].last_error == NOTES[Trace.UNSEEN]


def test_mails_that_nobody_has_tried_are_not_looked_for() -> None:
    outbox, clock, sent = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeSentMail()

    take_over(outbox, FakeChannel(), clock, sent)

    assert sent.asked == []
    assert outbox.rows[1].last_error is None


def test_a_mail_whose_fate_the_server_did_not_tell_is_looked_for_when_it_has_had_time_to_be_filed() -> None:
    outbox, clock, sent = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeSentMail(holds={"<ANJE@kl.dk>"})
    channel = FakeChannel(failures=[SendUncertain("The server fell silent.")])
    first = take_over(outbox, channel, clock, sent)
    clock.advance(timedelta(minutes=1))
    soon = take_over(outbox, channel, clock, sent)
    clock.advance(LEASE)

    later = take_over(outbox, channel, clock, sent)

    assert (first.deferred, soon, later.found) == (1, DeliveryReport(), 1)
    assert channel.sent == []


def test_a_mail_taken_over_unseen_is_looked_for_again_when_it_could_not_be_sent_either() -> None:
    outbox, clock, sent = fill("ANJE@kl.dk"), FakeClock(MONDAY_8), FakeSentMail(holds={"<ANJE@kl.dk>"}, shut=True)
    channel = FakeChannel()
    crash_after_sending(outbox, channel, clock)
    channel.failures = [SendDeferred("The network is down.")]
    take_over(outbox, channel, clock, sent)
    clock.advance(LEASE)
    sent.shut = False

    report = take_over(outbox, channel, clock, sent)

    assert (report.found, report.sent, len(channel.sent)) == (1, 0, 1)


def test_no_more_go_out_in_a_minute_than_the_pace_allows_and_the_report_says_when_to_go_on() -> None:
    outbox, clock, channel = fill(*(f"{n}@kl.dk" for n in range(7))), FakeClock(MONDAY_8), FakeChannel()
    pace, counts, waits = Pace(per_minute=3), [], []

    for _ in range(3):
        report = deliver_outbox(outbox, channel, owner="one", now=clock, lease=LEASE, limit=100, pace=pace)
        counts.append(report.sent)
        waits.append(report.resume_in)
        clock.advance(timedelta(seconds=60))

    assert counts == [3, 3, 1]
    assert waits == [timedelta(seconds=60), timedelta(seconds=60), None]
