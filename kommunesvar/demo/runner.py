"""The demo: one whole consultation over loopback, from real mail in an IMAP server to Monday's digest.

Both consultations are long over, so the demo's clock stands at Monday 4 November 2019, the first Monday
after the second deadline; to have something to compare with, the digest of the Monday before goes out first.
"""

import base64
import email
import os
import shutil
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from email import policy
from importlib import resources
from pathlib import Path

import typer
from rich.rule import Rule

from domain.deadline import local_moment
from domain.errors import UsageError
from domain.message import State
from domain.standing import Standing
from kommunesvar.app import Invocation
from kommunesvar.bootstrap import Program, open_program
from kommunesvar.console import Exit, out, progress, tell
from kommunesvar.demo.correspondence import AUTUMN, SPRING
from kommunesvar.demo.page import show_page
from kommunesvar.demo.replies import make_demo_mails
from kommunesvar.demo.servers import DemoImapServer, DemoSmtpSink, fill_mailboxes, run_imap_server, run_smtp_sink
from kommunesvar.outgoing.post import deliver, enqueue_due_digests
from kommunesvar.rounds import process, recognize, visit
from kommunesvar.standings import load_standings
from kommunesvar.tables import print_ledger, print_messages, print_standings
from storage.roster import load_roster

MARK = ".kommunesvar-demo"
PASSWORD = "demo"  # noqa: S105 - of a server that lives for half a minute on this machine
WEEK_BEFORE = local_moment(date(2019, 10, 28), time(8))
MONDAY = local_moment(date(2019, 11, 4), time(8))


class DemoClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the moment it stands at."""
        return self.now


def run_demo(folder: Path, *, pause: bool = False, listen: Callable[[], threading.Event] | None = None) -> int:
    """Run the whole demo and leave its books, mails and digest in a folder; with ``pause`` wait for Enter at the end.

    With ``listen`` the page is served until the event is set that it returns.
    """
    _clear(folder)
    roster, clock = load_roster(), DemoClock(WEEK_BEFORE)
    mails = make_demo_mails(roster)
    with run_imap_server({SPRING: PASSWORD, AUTUMN: PASSWORD}) as imap, run_smtp_sink() as smtp:
        tell(f"An IMAP server on {imap.host}:{imap.port} gets {len(mails)} invented mails.")
        tell("Nothing leaves this machine.")
        config_file = _write_config(folder, imap, smtp)
        with open_program(Invocation(config_file).load_config(), clock=clock) as program:
            begin = datetime.min.replace(tzinfo=UTC)
            for since, clock.now in ((begin, WEEK_BEFORE), (WEEK_BEFORE, MONDAY)):
                fill_mailboxes(imap, [mail for mail in mails if since < mail.internal_date <= clock.now])
                _visit_and_judge(program)
                _send_digests(program)
            _show(program)
            saved = _save_digest(folder, smtp)
            if listen is not None:
                show_page(program, smtp, listen)
    _write_config(folder, None, None)
    _tell_what_is_left(config_file, saved)
    if pause:
        typer.prompt("Press Enter to end", default="", show_default=False, prompt_suffix=" ")
    return Exit.DONE


def _clear(folder: Path) -> None:
    """Make room for a new run; only a folder that an earlier demo made is emptied."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise UsageError(f"{folder} holds something else, and is left as it is.", remedy="Give another --folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    (folder / "password").write_text(PASSWORD, encoding="ascii")


def _write_config(folder: Path, imap: DemoImapServer | None, smtp: DemoSmtpSink | None) -> Path:
    """Write the demo's configuration; without servers it can still be asked, and imported into."""
    template = resources.files("kommunesvar.config").joinpath("template.toml").read_text(encoding="utf-8")
    start = template.index("[[consultations]]")
    consultations = template[start : template.index("# --- What goes out")]
    text = [
        "[authentication]",
        'trusted_authserv_ids = ["mx.kl.dk"]',
        'internal_domains = ["kl.dk"]',
        *(line for name in (SPRING, AUTUMN) for line in _describe_mailbox(name, imap)),
        consultations,
        "[smtp]",
        'from = "Kommunesvar <kommunesvar@kl.example>"',
        *([f'host = "{smtp.host}"', f"port = {smtp.port}", 'security = "none"'] if smtp else []),
        "[digest]",
        'to = ["sekretariatet@kl.example"]',
        "[web]",
        "port = 0",  # any that is free: the real service may have its own
    ]
    file = folder / "config.toml"
    file.write_text("\n".join(text) + "\n", encoding="utf-8")
    return file


def _describe_mailbox(name: str, imap: DemoImapServer | None) -> list[str]:
    server = [f'host = "{imap.host}"', f"port = {imap.port}", 'security = "none"'] if imap else []
    login = [f'username = "{name}"', 'password_file = "password"'] if imap else []
    return ["[[mailboxes]]", f'name = "{name}"', f'address = "{name}@kl.dk"', *server, *login]


def _visit_and_judge(program: Program) -> None:
    now = program.clock().astimezone(program.config.zone)
    tell(f"{now:%A} {now.day} {now:%B %Y, %H.%M} by the demo's clock:")
    for section in program.config.mailboxes:
        done = visit(program, section)
        if done.error is not None:
            raise done.error
        repeats = f", and {done.poll.repeats} that had come before" if done.poll.repeats else ""
        tell(f"  {section.name}: {done.poll.mails} new mails{repeats}.")
    with progress("Judging mails") as steps:
        steps.expect(program.count_unjudged())
        process(program, advance=steps.advance)
        recognize(program, advance=steps.advance)


def _send_digests(program: Program) -> None:
    enqueue_due_digests(program)
    deliver(program)


def _show(program: Program) -> None:
    for consultation in program.consultations.values():
        standings = load_standings(program, consultation, program.clock())
        out.print(Rule(style="dim"))
        print_standings(
            standings, [r for r in standings.rows if r.standing is not Standing.MISSING], program.config.zone
        )
    out.print(Rule(style="dim"))
    print_messages(program.messages.list_views(state=State.REVIEW), program.roster, program.config.zone)
    print_ledger(program.sightings.load_ledger([section.name for section in program.config.mailboxes]))


def _save_digest(folder: Path, smtp: DemoSmtpSink) -> Path:
    """Save the last digest as it arrived by SMTP, and its HTML beside it; return the .eml."""
    if not smtp.delivered:
        raise UsageError("No digest arrived by SMTP.")
    content = smtp.delivered[-1].content
    (folder / "digest.eml").write_bytes(content)
    (folder / "digest.html").write_text(_write_for_browser(content), encoding="utf-8")
    return folder / "digest.eml"


def _write_for_browser(content: bytes) -> str:
    """Return a mail's HTML with its pictures in it: a browser has no other parts of the mail to look into."""
    mail = email.message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("html",))
    html = str(body.get_content()) if body else ""
    for part in mail.walk():
        octets = part.get_payload(decode=True)
        if part["Content-ID"] and isinstance(octets, bytes):
            data = base64.b64encode(octets).decode("ascii")
            name = part["Content-ID"].strip("<>")
            html = html.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{data}")
    return html


def _tell_what_is_left(config_file: Path, saved: Path) -> None:
    tell("")
    tell(f"Monday's digest, as it arrived by SMTP: {saved}")
    tell(f"                          for a browser: {saved.with_suffix('.html')}")
    tell("Look further, for instance:")
    tell(f"  {_name_program()} --config {os.path.relpath(config_file)} messages --state review")


def _name_program() -> str:
    """Return what to type to start this program again, also where its environment is not active."""
    started_as = Path(sys.argv[0])
    on_path = shutil.which("kommunesvar") is not None or started_as.name != "kommunesvar"
    return "kommunesvar" if on_path else os.path.relpath(started_as)
