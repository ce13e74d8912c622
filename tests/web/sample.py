"""Books for the page: two consultations, and a mail of every state; the clock stands on Monday 4 November 2019."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from domain.account import INVITED_FOR, Account, AccountRole, Identity, Invitation, NewAccount
from domain.deadline import Timeliness
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import State
from domain.review import ReviewReason
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from storage.database import Database
from tests.books import (
    AUTUMN,
    NOW,
    add_message,
    add_waiting,
    build_judgement,
    fail_message,
    grant_extension,
    with_timeliness,
)
from tests.builders import build_attachment, build_mail

SPRING = "kernevaerdier-2019-foraar"
LATE = datetime(2019, 11, 3, 10, 0, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"
"""What some mails bring in subject, name, text and file name: it must never run."""

CONFIG = f"""
[authentication]
trusted_authserv_ids = ["mx.kl.dk"]
internal_domains = ["kl.dk"]
[[mailboxes]]
name = "MLAR"
address = "MLAR@kl.dk"
[[mailboxes]]
name = "FLJE"
address = "FLJE@kl.dk"
[[consultations]]
id = "{SPRING}"
title = "Kommunale kerneværdier (udkast), foråret 2019"
mailboxes = ["MLAR"]
opens = 2019-02-05
deadline = 2019-04-23
[[consultations]]
id = "{AUTUMN}"
title = "De kommunale kerneværdier, efteråret 2019"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
committee = "Udvalget for børn og uddannelse"
questions = ["Hvordan ser I sammenhæng?", "Hvilke muligheder giver det kommunale ejerskab?"]
[web]
port = 0
"""


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Sample:
    """The program over the sample books; ``messages`` are the mails' numbers, by what is in them."""

    program: Program
    clock: Clock
    accounts: dict[AccountRole, Account] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)


@contextmanager
def open_sample(folder: Path, *, template: Path | None = None, rest: str = "") -> Iterator[Sample]:
    """Open the program over books that hold the sample; ``template`` is an empty database file to begin with."""
    config = folder / "config.toml"
    config.write_text(CONFIG + rest, encoding="utf-8")
    clock = Clock()
    if template is not None:
        (folder / "data").mkdir()
        shutil.copy(template, folder / "data" / "kommunesvar.db")
    with open_program(Invocation(config).load_config(), clock=clock) as program:
        sample = Sample(program, clock)
        sample.messages.update(fill(program.database))
        for role in AccountRole:
            sample.accounts[role] = add_account(program, role)
        yield sample


def fill(database: Database) -> dict[str, int]:
    """Write the sample mails; return their numbers."""
    odense = build_mail("Hermed høringssvar fra Odense Kommune.", build_attachment(), message_id="<odense@odense.dk>")
    hostile = build_mail(
        HOSTILE,
        build_attachment(f"{HOSTILE}.docx", HOSTILE),
        sender=f"{HOSTILE} <jens@odense.dk>",
        subject=HOSTILE,
        message_id="<hostile@odense.dk>",
    )
    found = {
        "on time": add_message(database, build_judgement("0461"), odense),
        "late": add_message(database, with_timeliness(build_judgement("0751", received_at=LATE), Timeliness.LATE)),
        "no comments": add_message(database, build_judgement("0101", kind=Kind.NO_COMMENTS)),
        "review": add_message(database, judge_open("0851", "0860", reasons=(ReviewReason.UNVERIFIED_SENDER,))),
        "hostile": add_message(database, judge_open("0740", reasons=(ReviewReason.UNKNOWN_SENDER,)), hostile),
        "whose": add_message(database, judge_open(consultation=None, reasons=(ReviewReason.UNKNOWN_SENDER,))),
        "acknowledged": add_message(
            database, build_judgement("0621", state=State.SET_ASIDE, kind=Kind.ACKNOWLEDGEMENT)
        ),
        "bounce": add_message(database, build_judgement("0665", state=State.SET_ASIDE, kind=Kind.BOUNCE)),
        "spring": add_message(
            database,
            build_judgement("0461", consultation=SPRING, received_at=datetime(2019, 4, 10, 9, 0, tzinfo=UTC)),
        ),
    }
    found["failed"] = add_waiting(database)
    fail_message(database, found["failed"], build_judgement("0330", state=State.REVIEW))
    found["waiting"] = add_waiting(database)
    grant_extension(database, "0370", date(2019, 11, 15))
    return found


def judge_open(*codes: str, consultation: str | None = AUTUMN, reasons: tuple[ReviewReason, ...] = ()) -> Judgement:
    return build_judgement(*codes, state=State.REVIEW, consultation=consultation, reasons=reasons)


NAMES = {AccountRole.READER: "Lise Læser", AccountRole.EDITOR: "Søren Sagsbehandler", AccountRole.ADMIN: "Anne Admin"}


def add_account(program: Program, role: AccountRole, *, password_hash: str | None = None) -> Account:
    """Make a local account, its user name the role; without a hash nobody can sign in with it."""
    key = f"key of {role}"
    program.accounts.invite(key, Invitation(role=role, by="test", expires_at=NOW + INVITED_FOR), NOW)
    new = NewAccount(identity=Identity.local(role.value), name=NAMES[role], role=role, password_hash=password_hash)
    made = program.accounts.accept(key, new, NOW)
    assert made is not None
    return made
