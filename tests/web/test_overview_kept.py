"""The overview is kept while the books are the same; what anybody writes, and what the clock says, shows at once."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from domain.letter import LetterKind, NewLetter
from domain.mailbox import Poll
from domain.message import State
from domain.outgoing import OutboxEntry, OutgoingMail
from domain.review import Decision
from domain.rulings import Ruling
from domain.standing import Standing
from intake.decide import decide, undo
from intake.excuse import excuse, revoke_excuse
from intake.extend import extend, revoke_extension
from kommunesvar.web.overview.layout import Layout, find_layout
from storage.messages import SqlMessages
from storage.tables import messages
from tests.books import AUTUMN, NOW, add_message, add_waiting, build_judgement, build_stored, record_judgement
from tests.web.client import Client
from tests.web.sample import SPRING, Sample

PAGE = f"/hoeringer/{AUTUMN}"
ROW = "//section[@aria-labelledby='kommuner']//tbody/tr"
ON_TIME, LATE, EXTENDED = "✓ til tiden", "S for sent", "U udsættelse"
IN_REVIEW, MISSING, EXCUSED = "? til gennemsyn", "! mangler", "– ikke hørt"
VISIT = Poll(mailbox="FLJE", started_at=NOW, ended_at=NOW, mails=0, repeats=0, gaps=0)
WRITER = """
import sys
from storage.database import open_database
from tests.books import add_message, build_judgement
database = open_database(sys.argv[1])
add_message(database, build_judgement("0101"), text="by another process")
add_message(database, build_judgement("0147"), text="by another process too")
database.close()
"""


def see(client: Client, code: str) -> str:
    """Return where a municipality stands on the page."""
    (standing,) = client.get(f"{PAGE}?kommune={code}").find(f"{ROW}/td[2]")
    return standing


def read(client: Client, code: str) -> str:
    """Return the whole row of a municipality."""
    return " ".join(client.get(f"{PAGE}?kommune={code}").find(f"{ROW}/*"))


def ask(sample: Sample, at: datetime) -> Layout:
    """Ask for the present of a moment, without a session: one that is used writes to the books."""
    return find_layout(sample.program, sample.program.consultations[AUTUMN], at)


def remind(sample: Sample, code: str, *, at: datetime) -> None:
    mail = OutgoingMail(message_id="<1@kl.dk>", sender="hoering@kl.dk", recipient="post@kl.dk", content=b"")
    entry = OutboxEntry(kind=LetterKind.REMINDER, consultation=AUTUMN, period=f"{code}-1", mail=mail)
    letter = NewLetter(municipality=code, number=1, entries=(entry,))
    sample.program.letters.record(LetterKind.REMINDER, AUTUMN, letter, by="Mette", now=at)


def rule(code: str) -> Ruling:
    return Ruling(consultation=AUTUMN, municipality=code, by="Mette", ruled_at=NOW, reason="bedt om")


def count(*codes: str) -> Decision:
    return Decision(by="Mette", decided_at=NOW, state=State.COUNTED, municipalities=codes, consultation=AUTUMN)


def test_mail_that_is_judged_shows_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = see(reader, "0147")

    add_message(sample.program.database, build_judgement("0147"))

    assert (before, see(reader, "0147")) == (MISSING, ON_TIME)


def test_mail_that_waits_shows_as_soon_as_it_is_glimpsed(sample: Sample, reader: Client) -> None:
    waiting, before = add_waiting(sample.program.database, text="unseen"), see(reader, "0147")

    glimpse = build_judgement("0147", state=State.FAILED)
    SqlMessages(sample.program.database).claim(owner="worker", now=NOW, lease=timedelta(minutes=5), limit=100)
    SqlMessages(sample.program.database).put_off(waiting, owner="worker", glimpse=glimpse)

    assert (before, see(reader, "0147")) == (MISSING, IN_REVIEW)


def test_mail_that_has_just_been_taken_in_shows_before_anybody_judges_it(sample: Sample, reader: Client) -> None:
    before = see(reader, "0147"), see(reader, "0147")

    raw = b"From: post@frederiksberg.dk\r\nTo: FLJE@kl.dk\r\nSubject: Svar\r\n\r\nHermed vores svar.\r\n"
    sha256 = sample.program.archive.put([raw]).sha256
    taken_in = replace(build_stored(1000), sha256=sha256)
    sample.program.sightings.record("FLJE", [taken_in], None, NOW)

    assert before == (MISSING, MISSING)
    assert see(reader, "0147") == IN_REVIEW


def test_layout_is_not_kept_while_a_mail_could_not_be_looked_at(sample: Sample) -> None:
    layout = ask(sample, NOW)

    unseen = replace(layout, is_complete=False)

    assert layout.holds_at(NOW)
    assert not unseen.holds_at(NOW)


def test_mails_to_be_settled_are_counted_anew_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = reader.get(PAGE).find("//nav//span[@class='count']")

    add_message(sample.program.database, build_judgement("0147", state=State.REVIEW))
    more = reader.get(PAGE).find("//nav//span[@class='count']")
    decide(sample.messages["review"], count("0851"), desk=sample.program.desk)

    assert [int(number) for number in more] == [int(number) + 1 for number in before]
    assert reader.get(PAGE).find("//nav//span[@class='count']") == before


def test_decision_and_its_undoing_show_on_the_next_load(sample: Sample, reader: Client) -> None:
    message, desk = sample.messages["review"], sample.program.desk
    before = see(reader, "0851")

    decide(message, count("0851"), desk=desk)
    decided = see(reader, "0851"), see(reader, "0860")
    undo(message, by="Mette", now=NOW, desk=desk)

    assert before == IN_REVIEW
    assert decided == (ON_TIME, MISSING)
    assert see(reader, "0851") == IN_REVIEW


def test_reply_that_is_set_aside_is_not_counted_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = see(reader, "0461")

    set_aside = Decision(by="Mette", decided_at=NOW, state=State.SET_ASIDE)
    decide(sample.messages["on time"], set_aside, desk=sample.program.desk)

    assert (before, see(reader, "0461")) == (ON_TIME, MISSING)


def test_mail_judged_anew_shows_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = see(reader, "0461"), see(reader, "0147")

    record_judgement(SqlMessages(sample.program.database), sample.messages["on time"], build_judgement("0147"))

    assert before == (ON_TIME, MISSING)
    assert (see(reader, "0461"), see(reader, "0147")) == (MISSING, ON_TIME)


def test_extension_and_its_revocation_show_on_the_next_load(sample: Sample, reader: Client) -> None:
    program, before = sample.program, see(reader, "0751")

    extend(rule("0751"), date(2019, 11, 20), desk=program.desk, extensions=program.extensions)
    extend(rule("0147"), date(2019, 11, 20), desk=program.desk, extensions=program.extensions)
    granted = see(reader, "0147")
    revoke_extension(rule("0147"), desk=program.desk, extensions=program.extensions)

    assert before == LATE
    assert granted == EXTENDED
    assert see(reader, "0147") == MISSING


def test_excuse_and_its_revocation_show_on_the_next_load(sample: Sample, reader: Client) -> None:
    program, before = sample.program, see(reader, "0147")

    excuse(rule("0147"), desk=program.desk, excuses=program.excuses)
    excused = see(reader, "0147")
    revoke_excuse(rule("0147"), desk=program.desk, excuses=program.excuses)

    assert (before, excused, see(reader, "0147")) == (MISSING, EXCUSED, MISSING)


def test_reminder_shows_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = read(reader, "0147")

    remind(sample, "0147", at=NOW)

    assert "Rykket" not in before
    assert "Rykket 4. november 2019." in read(reader, "0147")


def test_what_another_process_writes_shows_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = see(reader, "0147")

    subprocess.run([sys.executable, "-c", WRITER, sample.program.config.database_url], check=True, timeout=60)

    assert (before, see(reader, "0147")) == (MISSING, ON_TIME)


def test_message_that_is_gone_is_gone_on_the_next_load(sample: Sample, reader: Client) -> None:
    assert see(reader, "0330") == IN_REVIEW

    with sample.program.database.writing() as connection:
        connection.execute(
            update(messages).where(messages.c.id == sample.messages["failed"]).values(state=State.SET_ASIDE)
        )

    assert see(reader, "0330") == MISSING


def test_visit_to_a_mailbox_shows_on_the_next_load(sample: Sample, reader: Client) -> None:
    before = reader.get(PAGE).text

    sample.program.sightings.record_poll(VISIT)

    assert "(senest 4. november 2019 kl. 08.00)" not in before
    assert "(senest 4. november 2019 kl. 08.00)" in reader.get(PAGE).text


def test_page_says_as_of_when_it_stands_so(sample: Sample, reader: Client) -> None:
    reader.get(PAGE)

    sample.clock.now += timedelta(minutes=7)

    assert "opgjort 4. november 2019 kl. 08.07" in reader.get(PAGE).text


def test_layout_is_kept_while_books_and_day_are_the_same(sample: Sample) -> None:
    ask(sample, NOW)  # looks at what waits, and writes that down
    first = ask(sample, NOW)

    later = ask(sample, NOW + timedelta(hours=8))

    assert later.rows is first.rows
    assert later.standings.as_of == NOW + timedelta(hours=8)


def test_layout_is_made_anew_on_another_day_and_after_a_writing(sample: Sample) -> None:
    ask(sample, NOW)  # as above
    first = ask(sample, NOW)

    tomorrow = ask(sample, NOW + timedelta(days=1))
    sample.program.sightings.record_poll(VISIT)
    after = ask(sample, NOW)

    assert tomorrow.rows is not first.rows
    assert after.rows is not first.rows


def test_extension_that_runs_out_by_the_clock_shows_at_once(sample: Sample) -> None:
    end = datetime(2019, 11, 15, 23, 0, tzinfo=UTC)
    moments = [end - timedelta(hours=8), end - timedelta(seconds=1), end]

    standings = [ask(sample, moment).rows["0370"].standing for moment in moments]

    assert standings == [Standing.EXTENDED, Standing.EXTENDED, Standing.MISSING]


def test_deadline_that_passes_by_the_clock_shows_at_once(sample: Sample, reader: Client) -> None:
    sample.clock.now = datetime(2019, 11, 1, 22, 59, 59, tzinfo=UTC)
    before = reader.get(PAGE).text

    sample.clock.now += timedelta(seconds=1)

    assert "fristen er i dag" in before
    assert "fristen udløb i går" in reader.get(PAGE).text


@pytest.fixture
def ahead(sample: Sample) -> datetime:
    """A moment that lies ahead, and at which both clocks say that a mail has come."""
    moment = NOW + timedelta(hours=2)
    message = add_message(sample.program.database, build_judgement("0147", received_at=moment))
    with sample.program.database.writing() as connection:
        connection.execute(update(messages).where(messages.c.id == message).values(first_seen_at=moment))
    return moment


def test_mail_whose_clocks_lie_ahead_shows_when_its_moment_has_come(sample: Sample, ahead: datetime) -> None:
    moments = [NOW, NOW, ahead - timedelta(seconds=1), ahead]

    standings = [ask(sample, moment).rows["0147"].standing for moment in moments]

    assert standings == [Standing.MISSING, Standing.MISSING, Standing.MISSING, Standing.LATE]


def test_clock_that_is_set_back_is_believed(sample: Sample, ahead: datetime) -> None:
    moments = [ahead, ahead, NOW, ahead]

    standings = [ask(sample, moment).rows["0147"].standing for moment in moments]

    assert standings == [Standing.LATE, Standing.LATE, Standing.MISSING, Standing.LATE]


def test_reminder_that_lies_ahead_shows_when_its_moment_has_come(sample: Sample) -> None:
    remind(sample, "0147", at=NOW + timedelta(hours=2))

    remarks = [ask(sample, NOW + timedelta(hours=hours)).rows["0147"].remarks for hours in (0, 1, 2)]

    assert remarks == [(), (), ("Rykket 4. november 2019.",)]


def test_an_earlier_day_is_told_of_beside_the_present(sample: Sample, reader: Client) -> None:
    add_message(sample.program.database, build_judgement("0147", received_at=NOW))
    present = see(reader, "0147")

    earlier = reader.get(f"{PAGE}?kommune=0147&tidspunkt=2019-11-02").find(f"{ROW}/td[2]")

    assert (present, earlier, see(reader, "0147")) == (LATE, [MISSING], LATE)


def test_consultations_are_kept_apart(reader: Client) -> None:
    first = [reader.get(f"/hoeringer/{consultation}") for consultation in (AUTUMN, SPRING)]

    again = [reader.get(f"/hoeringer/{consultation}") for consultation in (AUTUMN, SPRING)]

    assert first[0].title != first[1].title
    assert [page.text for page in again] == [page.text for page in first]
