"""Tables a person likes to read, also on a narrow terminal: folded, never cut."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest

from domain.deadline import Timeliness
from domain.judgement import Authenticity
from domain.kind import Kind
from domain.mailbox import LedgerLine
from domain.match import Certainty
from domain.message import Sender, State, Verdict
from domain.message_view import MessageView
from domain.review import Role
from domain.standing import ReplyFact, Standing, StandingFacts, compute_standings
from kommunesvar import danish_words
from kommunesvar.console import out
from kommunesvar.message_page import print_message
from kommunesvar.tables import print_ledger, print_messages, print_standings
from storage.roster import load_roster
from tests.builders import IN_TIME, build_attachment, build_consultation

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def print_at(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., list[str]]]:
    def act(width: int, print_table: Callable[..., None], *arguments: object) -> list[str]:
        out.width = width
        print_table(*arguments)
        return [line.rstrip() for line in capsys.readouterr().out.splitlines()]

    before = out.width
    yield act
    out.width = before


def build_view(*, address: str = "post@odense.dk", subject: str = "Svar") -> MessageView:
    return MessageView(
        id=117,
        sha256="0" * 64,
        size=1,
        sources=("imap://x",),
        mailbox="FLJE",
        first_seen_at=IN_TIME,
        internal_date=None,
        state=State.WAITING,
        attempts=0,
        failure=None,
        message_id="<1@x>",
        sender=Sender(name="", address=address),
        subject=subject,
        sent_at=None,
        judgement=None,
        replies=(),
        attachments=(),
        body="",
        quoted="",
    )


@pytest.mark.parametrize("width", [80, 120, 160])
def test_the_98_fit_the_terminal_and_nothing_is_cut(print_at: Callable[..., list[str]], width: int) -> None:
    roster = load_roster()
    reply = ReplyFact(
        message=17,
        municipality="0760",
        received_at=IN_TIME,
        timeliness=Timeliness.ON_TIME,
        kind=Kind.NO_COMMENTS,
        provisional=True,
    )
    as_of = datetime(2019, 11, 4, 7, tzinfo=UTC)
    standings = compute_standings(build_consultation(), roster, StandingFacts(replies=(reply,)), as_of)

    lines = print_at(width, print_standings, standings, standings.rows, COPENHAGEN)

    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)
    assert next(line for line in lines if "Ringkøbing-Skjern" in line).split()[1] == "0760"
    assert "ingen bemærkninger, foreløbigt" in " ".join(" ".join(lines).split())
    assert "1 til tiden + 97 mangler = 98" in lines[-1]


@pytest.mark.parametrize("width", [80, 120, 160])
def test_a_mail_with_a_long_address_and_subject_is_shown_whole(print_at: Callable[..., list[str]], width: int) -> None:
    view = build_view(
        address="charlotte-amalie.oesterlund-bjerregaard@ringkoebing-skjern-kommune.example",
        subject="SV: Høring om kommunale kerneværdier på børne- og ungeområdet - endeligt svar fra kommunen",
    )

    lines = print_at(width, print_messages, [view], load_roster(), COPENHAGEN)

    assert max(map(len, lines)) <= width
    assert "…" not in "".join(lines)
    assert any(line.split()[:1] == ["117"] for line in lines)
    assert set(view.subject.split()) <= set(" ".join(lines).split())


@pytest.mark.parametrize("width", [80, 160])
def test_the_ledger_shows_every_figure_with_its_name(print_at: Callable[..., list[str]], width: int) -> None:
    line = LedgerLine(
        mailbox="FLJE",
        sightings=12345,
        repeats=45,
        gaps=300,
        mails=12000,
        waiting=1,
        counted=11000,
        review=900,
        set_aside=90,
        failed=9,
    )

    text = " ".join(print_at(width, print_ledger, [line]))

    for shown in ("Gentagelser", "Gennemsyn", "Til side", "12345", "12000", "11000", "✓ stemmer"):
        assert shown in text


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (danish_words.STANDING_MARKS, Standing),
        (danish_words.STATE_WORDS, State),
        (danish_words.KIND_WORDS, Kind),
        (danish_words.TIMELINESS_WORDS, Timeliness),
        (danish_words.ROLE_WORDS, Role),
        (danish_words.CERTAINTY_WORDS, Certainty),
        (danish_words.AUTHENTICITY_WORDS, Authenticity),
        (danish_words.VERDICT_WORDS, Verdict),
    ],
)
def test_every_member_has_a_danish_word(words: Mapping[StrEnum, object], members: type[StrEnum]) -> None:
    named = set(words)

    assert named == set(members)


def test_files_are_shown_with_their_remarks_in_danish_and_containers_without_words(
    print_at: Callable[..., list[str]],
) -> None:
    scan = build_attachment("brev.pdf", "Vi svarer ja", notes=("ocr_pages: 1-2", "tracked_changes", "ny_note: 3"))
    packed = build_attachment("svar.zip", "", verdict=Verdict.CONTAINER)
    view = replace(build_view(), attachments=(packed, scan))

    lines = print_at(160, print_message, view, (), load_roster(), COPENHAGEN)

    assert any("brev.pdf" in line and "sider læst med tekstgenkendelse: 1-2" in line for line in lines)
    assert any("med ændringsmarkering · ny_note: 3" in line for line in lines)
    (zipped,) = [line for line in lines if "svar.zip" in line]
    assert zipped.strip().endswith("indeholder andre filer")
    assert zipped.startswith("  ")
