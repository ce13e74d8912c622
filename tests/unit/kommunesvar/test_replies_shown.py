"""What a person and a script are told of each reply of a mail."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.deadline import Timeliness
from domain.judgement import Reply
from domain.message import Sender, State
from domain.message_view import MessageView
from domain.review import Role
from kommunesvar.as_json import write_message
from kommunesvar.console import out
from kommunesvar.message_page import print_message
from kommunesvar.tables import print_messages
from storage.roster import load_roster
from tests.books import build_judgement
from tests.builders import IN_TIME

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
REASON = "modtaget 1. november 2019 kl. 23.41 af mx.kl.dk, fristen løb dagen ud: rettidig"


def build_reply(code: str = "0461", role: Role = Role.DUPLICATE, *, provisional: bool = True) -> Reply:
    return Reply(
        municipality=code,
        timeliness=Timeliness.ON_TIME,
        judged_against=date(2019, 11, 1),
        role=role,
        provisional=provisional,
        committee="Skoleudvalget",
        time_reason=REASON,
        of=12,
    )


def build_view(*replies: Reply) -> MessageView:
    return MessageView(
        id=17,
        sha256="0" * 64,
        size=1,
        sources=("imap://a", "imap://b"),
        mailbox="FLJE",
        first_seen_at=IN_TIME,
        internal_date=None,
        state=State.COUNTED,
        attempts=0,
        failure=None,
        message_id="<1@x>",
        sender=Sender("", "post@odense.dk"),
        subject="Svar",
        sent_at=datetime(2019, 11, 1, tzinfo=UTC),
        judgement=build_judgement(*(reply.municipality for reply in replies)),
        replies=replies,
        attachments=(),
        body="Ja.",
        quoted="",
    )


@pytest.fixture(autouse=True)
def _wide_terminal() -> Iterator[None]:
    before, out.width = out.width, 200
    yield
    out.width = before


def test_each_reply_is_shown_with_its_role_its_committee_and_why_it_is_in_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_message(build_view(build_reply()), (), load_roster(), COPENHAGEN)

    (line,) = [line for line in capsys.readouterr().out.splitlines() if "Svar fra Odense" in line]
    assert f"til tiden · gentagelse af mail 12 · foreløbigt · Skoleudvalget · {REASON}" in line


def test_role_of_a_later_mail_stands_in_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    print_messages([build_view(build_reply())], load_roster(), COPENHAGEN)

    assert "talt med, til tiden, gentagelse" in capsys.readouterr().out.replace("\n", " ")


def test_json_tells_of_each_reply_and_of_all_where_they_agree() -> None:
    both = build_view(build_reply(), build_reply("0101", Role.FIRST, provisional=False))

    one, joint = write_message(build_view(build_reply())), write_message(both)

    assert one["replies"] == [
        {
            "municipality": "0461",
            "timeliness": "on_time",
            "judged_against": "2019-11-01",
            "role": "duplicate",
            "provisional": True,
            "committee": "Skoleudvalget",
            "time_reason": REASON,
            "of": 12,
        }
    ]
    assert (one["timeliness"], one["role"], one["provisional"]) == ("on_time", "duplicate", True)
    assert (joint["timeliness"], joint["role"], joint["provisional"]) == ("on_time", None, None)
