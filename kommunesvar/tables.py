"""Results as tables and pages a person likes to read, in Danish."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from rich import box
from rich.console import JustifyMethod
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from domain.deadline import Timeliness
from domain.judgement import Judgement
from domain.kind import Kind
from domain.mailbox import LedgerLine
from domain.message import Attachment, State
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.review import Decision
from domain.standing import MunicipalityStanding, Standing, Standings
from intake.replay import Change, Position
from kommunesvar.console import out

STANDING_MARKS = {
    Standing.ON_TIME: ("✓", "green"),
    Standing.LATE: ("S", "yellow"),
    Standing.EXTENDED: ("U", "blue"),
    Standing.UNDER_REVIEW: ("?", "magenta"),
    Standing.MISSING: ("!", "bold red"),
    Standing.NOT_ASKED: ("–", "dim"),
}
FIGURES = frozenset(
    {"Nr.", "Set", "Mails", "Gentagelser", "Huller", "Venter", "Talt med", "Gennemsyn", "Til side", "Fejlet"}
)
NEVER_WRAPPED = frozenset({"Nr.", "Kode", "Modtaget", "Første svar"})
STATE_WORDS = {
    State.WAITING: "venter",
    State.COUNTED: "talt med",
    State.REVIEW: "til gennemsyn",
    State.SET_ASIDE: "lagt til side",
    State.FAILED: "fejlet",
}
STATE_STYLES = {State.COUNTED: "green", State.REVIEW: "magenta", State.FAILED: "bold red", State.SET_ASIDE: "dim"}
KIND_WORDS = {
    Kind.RESPONSE: "høringssvar",
    Kind.NO_COMMENTS: "ingen bemærkninger",
    Kind.EXTENSION_REQUEST: "beder om udsættelse",
    Kind.QUESTION: "spørgsmål",
    Kind.WITHDRAWAL: "trækker svar tilbage",
    Kind.ACKNOWLEDGEMENT: "kvittering",
    Kind.AUTO_REPLY: "autosvar",
    Kind.BOUNCE: "ikke leveret",
    Kind.READ_RECEIPT: "læsekvittering",
    Kind.CALENDAR: "kalender",
    Kind.BULK: "masseudsendelse",
    Kind.OTHER: "andet",
}
TIMELINESS_WORDS = {Timeliness.ON_TIME: "til tiden", Timeliness.LATE: "for sent"}


def write_local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment as Danes write it in a table: 01.11.2019 23.41."""
    return format_datetime(moment, "dd.MM.yyyy HH.mm", tzinfo=zone, locale="da_DK") if moment else "–"


def print_standings(standings: Standings, rows: Sequence[MunicipalityStanding], zone: ZoneInfo) -> None:
    """Print one consultation: the figures, and a row for each municipality."""
    consultation = standings.consultation
    table = _make_table("Kommune", "Kode", "Region", "Status", "Første svar", "Mails", title=consultation.title)
    for row in rows:
        mark, style = STANDING_MARKS[row.standing]
        table.add_row(
            row.municipality.name,
            row.municipality.code,
            row.region.removeprefix("Region "),
            Text(f"{mark} {row.standing.danish}{_describe_reply(row)}", style=style),
            write_local(row.first_reply_at, zone),
            ", ".join(str(message) for message in row.messages),
        )
    table.caption = (
        f"{standings.answered} af {len(standings.rows)} har svaret · frist {consultation.deadline.day:%d.%m.%Y} · "
        f"opgjort {write_local(standings.as_of, zone)}\n" + _sum_up(standings)
    )
    out.print(table)


def _describe_reply(row: MunicipalityStanding) -> str:
    notes = {
        "ingen bemærkninger": row.no_comments,
        "foreløbigt": row.provisional,
        f"frist {row.extension_until:%d.%m.%Y}" if row.extension_until else "": row.extension_until is not None,
        "kvitteret": row.acknowledged and row.first_reply_at is None,
        "mail kom retur": row.bounced and row.first_reply_at is None,
    }
    said = ", ".join(note for note, holds in notes.items() if holds)
    return f" ({said})" if said else ""


def _sum_up(standings: Standings) -> str:
    parts = [f"{standing.danish} {count}" for standing, count in standings.counts.items()]
    return f"{' + '.join(parts)} = {sum(standings.counts.values())}"


def print_messages(views: Sequence[MessageView], roster: Roster, zone: ZoneInfo) -> None:
    """Print the messages, a row each."""
    table = _make_table("Nr.", "Modtaget", "Fra", "Emne", "Slags", "Tilstand", "Kommune", title=f"{len(views)} mails")
    for view in views:
        table.add_row(
            str(view.id),
            write_local(view.received_at, zone),
            _foreign(view.sender.address),
            _foreign(view.subject or "(intet emne)"),
            KIND_WORDS[view.kind],
            Text(_describe_state(view), style=STATE_STYLES.get(view.state, "")),
            _name_all(view.municipalities, roster)
            + ("" if view.state is State.COUNTED or not view.suggestions else " ?"),
        )
    out.print(table)


def _describe_state(view: MessageView) -> str:
    if view.timeliness is not None:
        return f"{STATE_WORDS[view.state]}, {TIMELINESS_WORDS[view.timeliness]}"
    return STATE_WORDS[view.state]


def print_message(view: MessageView, decisions: Sequence[Decision], roster: Roster, zone: ZoneInfo) -> None:
    """Print one message: how it is judged and why, its words, its files."""
    _print_part(_describe_headers(view, zone), f"Mail {view.id}")
    _print_part(_describe_grounds(view, decisions, roster, zone), "Vurdering")
    _print_part(_foreign(view.body), "Mailens tekst")
    for attachment in view.attachments:
        _print_part(_foreign(attachment.extracted.text), _describe_attachment(attachment))
    if view.quoted.strip():
        _print_part(_foreign(view.quoted, style="dim"), "Tidligere korrespondance")


def _print_part(text: Text, title: str) -> None:
    out.print(Panel(text, title=_foreign(title), title_align="left", box=box.ROUNDED))


def _foreign(text: str, *, style: str = "") -> Text:
    """Return text from outside for a terminal: without the control characters that could steer it."""
    shown = "".join(c for c in text.strip() if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})
    return Text(shown or "(ingen tekst)", style=style)


def _describe_attachment(attachment: Attachment) -> str:
    way = " › ".join(attachment.path) or attachment.filename
    return " · ".join((way, f"{attachment.size} byte", attachment.extracted.verdict.value, *attachment.extracted.notes))


def _describe_headers(view: MessageView, zone: ZoneInfo) -> Text:
    lines = {
        "Fra": str(view.sender),
        "Emne": view.subject,
        "Modtaget": f"{write_local(view.received_at, zone)} (afsenderens ur: {write_local(view.sent_at, zone)})",
        "Postkasse": view.mailbox,
        "Set": "\n".join(view.sources),
        "SHA-256": view.sha256,
    }
    return _write_pairs(lines)


def _describe_grounds(view: MessageView, decisions: Sequence[Decision], roster: Roster, zone: ZoneInfo) -> Text:
    lines = {"Tilstand": _describe_state(view), "Slags": KIND_WORDS[view.kind], "Høring": view.consultation or "–"}
    if view.failure:
        lines["Fejl"] = view.failure
    if view.judgement is not None:
        lines["Grundlag"] = _join((view.judgement.kind.rule, *view.judgement.kind.evidence))
        lines["Tid"] = _join(view.judgement.clock.evidence)
        lines["Ægthed"] = _join((view.authenticity.value, *view.judgement.authenticity.evidence))
    for number, match in enumerate(view.suggestions, start=1):
        name = roster[match.municipality].name
        lines[f"Genkendt {number}"] = _join((name, match.certainty.value, match.rule, *match.evidence))
    for reply in view.replies:
        role = f", {reply.role.value}" if reply.role else ""
        judged = f"{TIMELINESS_WORDS[reply.timeliness]}, frist {reply.judged_against:%d.%m.%Y}{role}"
        lines[f"Svar fra {roster[reply.municipality].name}"] = judged
    if view.reasons:
        lines["Årsag"] = " ".join(reason.sentence for reason in view.reasons)
    for number, decision in enumerate(decisions, start=1):
        lines[f"Afgørelse {number}"] = _join((decision.by, write_local(decision.decided_at, zone), decision.reason))
    return _write_pairs(lines)


def _join(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part) or "–"


def _write_pairs(lines: dict[str, str]) -> Text:
    text = Text()
    for position, (name, value) in enumerate(lines.items()):
        text.append("" if position == 0 else "\n").append(f"{name}: ", style="bold").append_text(_foreign(value or "–"))
    return text


def print_ledger(lines: Sequence[LedgerLine]) -> None:
    """Print the books of each mailbox."""
    columns = (
        "Postkasse",
        "Set",
        "Mails",
        "Gentagelser",
        "Huller",
        "Venter",
        "Talt med",
        "Gennemsyn",
        "Til side",
        "Fejlet",
        "",
    )
    table = _make_table(*columns, title="Regnskab")
    for line in lines:
        states = (line.waiting, line.counted, line.review, line.set_aside, line.failed)
        figures = (line.sightings, line.mails, line.repeats, line.gaps, *states)
        verdict = Text("✓ stemmer", style="green") if line.balanced else Text("! stemmer ikke", style="bold red")
        table.add_row(line.mailbox, *(str(figure) for figure in figures), verdict)
    out.print(table)


def print_changes(changes: Sequence[Change], roster: Roster, *, applied: bool) -> None:
    """Print what judging anew changes: first what is lost, then what is counted, then the rest."""
    if not changes:
        out.print("Intet ændrer sig.")
        return
    table = _make_table("Nr.", "Før", "Efter", title="Ændret" if applied else "Ville ændre sig (--apply skriver det)")
    for change in sorted(changes, key=_rank_change):
        table.add_row(
            str(change.message), _describe_position(change.before, roster), _describe_position(change.after, roster)
        )
    out.print(table)


def _rank_change(change: Change) -> tuple[bool, bool, int]:
    was_counted = change.before is not None and change.before.state is State.COUNTED
    return (not was_counted, change.after.state is not State.COUNTED, change.message)


def _describe_position(position: Position | None, roster: Roster) -> str:
    if position is None:
        return "ikke vurderet"
    replies = ", ".join(
        f"{roster[code].name} {TIMELINESS_WORDS[timeliness]}" for code, timeliness, _ in position.replies
    )
    return _join((STATE_WORDS[position.state], KIND_WORDS[position.kind], position.consultation or "", replies))


def describe_judgement(message: int, judgement: Judgement, roster: Roster) -> str:
    """Return what now holds of a message, in one line."""
    replies = ", ".join(f"{roster[r.municipality].name} {TIMELINESS_WORDS[r.timeliness]}" for r in judgement.replies)
    reasons = " ".join(reason.sentence for reason in judgement.reasons)
    return f"Mail {message}: {_join((STATE_WORDS[judgement.state], KIND_WORDS[judgement.kind.kind], replies, reasons))}"


def _name_all(codes: Sequence[str], roster: Roster) -> str:
    return ", ".join(roster[code].name if code in roster else code for code in codes)


def _make_table(*columns: str, title: str) -> Table:
    table = Table(title=Text(title), title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD)
    for column in columns:
        justify: JustifyMethod = "right" if column in FIGURES else "left"
        table.add_column(column, justify=justify, no_wrap=column in NEVER_WRAPPED)
    return table
