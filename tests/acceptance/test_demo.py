"""The demo as a newcomer runs it: one command, and then its results are asked for as anyone would."""

import email
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from kommunesvar.demo.correspondence import DemoMail
from kommunesvar.demo.replies import make_demo_mails
from parsers.programs.tools import find_tools
from storage.roster import load_roster

SPRING, AUTUMN = "kernevaerdier-2019-foraar", "kernevaerdier-2019-efteraar"
SCANNED, LOCKED, EXTENSION, QUESTION, FORGED = "0260", "0167", "0665", "0756", "0163"
UNREADABLE = {LOCKED} if find_tools().tesseract else {LOCKED, SCANNED}
"""Without OCR a scan is for a person; a letter locked with a password always is."""
AFTER_MIDNIGHT, WEEKEND = "0621", "0730"


@dataclass(frozen=True, kw_only=True)
class Run:
    folder: Path
    done: subprocess.CompletedProcess[str]
    seconds: float

    def ask(self, *arguments: str) -> Any:
        command = [sys.executable, "-m", "kommunesvar", "--config", str(self.folder / "config.toml"), *arguments]
        done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("demo") / "out"
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "kommunesvar", "demo", "--folder", str(folder)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=90,
        check=False,
    )
    return Run(folder=folder, done=done, seconds=time.monotonic() - begin)


@pytest.fixture(scope="module")
def mails() -> tuple[DemoMail, ...]:
    return tuple(make_demo_mails(load_roster()))


def test_it_ends_by_itself_soon_and_without_complaint(run: Run) -> None:
    assert run.done.returncode == 0, run.done.stderr
    assert run.seconds < 30
    assert "Traceback" not in run.done.stderr
    assert "Warning" not in run.done.stderr


def test_it_shows_the_standings_and_says_where_the_digest_lies(run: Run) -> None:
    digest = run.folder / "digest.eml"

    assert "Odense" in run.done.stdout
    assert "Kolding" in run.done.stdout
    assert str(digest) in run.done.stdout + run.done.stderr


def test_the_digest_arrived_as_a_mail_in_danish_with_html(run: Run) -> None:
    mail = email.message_from_bytes((run.folder / "digest.eml").read_bytes(), policy=default)

    assert isinstance(mail, EmailMessage)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"{28 - len(UNREADABLE)} af 98 har svaret (+12)" in mail["Subject"]
    assert plain is not None
    assert html is not None
    assert "98" in plain.get_content()
    assert "Randers" in plain.get_content()
    in_browser = (run.folder / "digest.html").read_text(encoding="utf-8")
    assert "Randers" in in_browser
    assert 'src="data:image/png;base64,iVBOR' in in_browser
    assert "cid:" not in in_browser


def test_everyone_who_answered_the_second_consultation_is_counted_as_it_came(
    run: Run, mails: tuple[DemoMail, ...]
) -> None:
    answered = {m.reply_of for m in mails if m.mailbox == "FLJE" and m.reply_of} - UNREADABLE
    late = {AFTER_MIDNIGHT, WEEKEND}

    status = run.ask("status", "--consultation", AUTUMN, "--as-of", "2019-11-04")

    standings = {row["code"]: row["standing"] for row in status["municipalities"]}
    assert sum(status["counts"].values()) == 98
    assert {code for code, standing in standings.items() if standing == "on_time"} == answered - late
    assert {code for code, standing in standings.items() if standing == "late"} == late
    assert {standings[code] for code in (*UNREADABLE, EXTENSION, QUESTION, FORGED)} == {"under_review"}


def test_22_municipalities_answered_the_first_consultation(run: Run) -> None:
    status = run.ask("status", "--consultation", SPRING, "--as-of", "2019-11-04")

    assert status["counts"]["on_time"] == 21
    assert status["counts"]["late"] == 1
    assert status["counts"]["missing"] == 76


def test_the_books_balance_and_hold_every_mail_since_the_consultations_opened(
    run: Run, mails: tuple[DemoMail, ...]
) -> None:
    ledger = run.ask("ledger")

    seen = {name: sum(m.mailbox == name and m.internal_date.year == 2019 for m in mails) for name in ("FLJE", "MLAR")}
    assert all(line["balanced"] for line in ledger.values())
    assert {name: line["sightings"] for name, line in ledger.items()} == seen
    assert ledger["FLJE"]["repeats"] == 1
    assert not any(line["waiting"] or line["failed"] or line["gaps"] for line in ledger.values())


def test_machines_mail_and_private_mail_is_set_aside(run: Run) -> None:
    aside = run.ask("messages", "--state", "set_aside")

    kinds = {message["kind"] for message in aside}
    assert {"bounce", "auto_reply", "read_receipt", "calendar", "bulk", "acknowledgement"} <= kinds
    assert "Torsdag" in {message["subject"] for message in aside}
    assert "Ny kaffemaskine" not in {message["subject"] for message in run.ask("messages")}
