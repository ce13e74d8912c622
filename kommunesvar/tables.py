"""Results as tables and pages a person likes to read, in Danish."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from rich import box
from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from domain.judgement import Judgement
from domain.mailbox import LedgerLine
from domain.message import State
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.review import Role
from domain.standing import MunicipalityStanding, Standings
from kommunesvar.console import out
from kommunesvar.danish_words import (
    KIND_WORDS,
    ROLE_WORDS,
    STANDING_MARKS,
    STATE_STYLES,
    STATE_WORDS,
    TIMELINESS_WORDS,
)

WIDE = 140
"""Columns that a row of a message needs on one line."""
ROOMY = 100
"""Columns that a municipality's row needs with its region and its remarks on one line."""
LEDGER_WIDTH = 120
"""Columns that the ledger needs with a mailbox on each line."""
FIGURES = frozenset(
    {"Nr.", "Set", "Mails", "Gentagelser", "Huller", "Venter", "Talt med", "Gennemsyn", "Til side", "Fejlet"}
)
LEDGER_COLUMNS = (
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
NEVER_WRAPPED = frozenset({"Nr.", "Kode", "Modtaget", "Første svar"})


def write_local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment as Danes write it in a table: 01.11.2019 23.41."""
    return format_datetime(moment, "dd.MM.yyyy HH.mm", tzinfo=zone, locale="da_DK") if moment else "–"


def print_standings(standings: Standings, rows: Sequence[MunicipalityStanding], zone: ZoneInfo) -> None:
    """Print one consultation: the figures, and a row for each municipality."""
    consultation = standings.consultation
    roomy = out.width >= ROOMY
    region = ("Region",) if roomy else ()
    table = make_table("Kommune", "Kode", *region, "Status", "Første svar", "Mails", title=consultation.title)
    for row in rows:
        table.add_row(
            row.municipality.name,
            row.municipality.code,
            *((row.region.removeprefix("Region "),) if roomy else ()),
            _describe_standing(row, break_line=not roomy),
            write_local(row.first_reply_at, zone),
            ", ".join(str(message) for message in row.messages),
        )
    table.caption = (
        f"{standings.answered} af {len(standings.rows)} har svaret · frist {consultation.deadline.day:%d.%m.%Y} · "
        f"opgjort {write_local(standings.as_of, zone)}\n{_sum_up(standings)}"
    )
    out.print(table)


def _describe_standing(row: MunicipalityStanding, *, break_line: bool) -> Text:
    mark, style = STANDING_MARKS[row.standing]
    text = Text(f"{mark} {row.standing.danish}", style=style)
    if remarks := _describe_reply(row):
        text.append(f"\n  {remarks}" if break_line else f" ({remarks})")
    return text


def _describe_reply(row: MunicipalityStanding) -> str:
    notes = {
        "ingen bemærkninger": row.no_comments,
        "foreløbigt": row.provisional,
        f"frist {row.extension_until:%d.%m.%Y}" if row.extension_until else "": row.extension_until is not None,
        "kvitteret": row.acknowledged and row.first_reply_at is None,
        "mail kom retur": row.bounced and row.first_reply_at is None,
    }
    return ", ".join(note for note, holds in notes.items() if holds)


def _sum_up(standings: Standings) -> str:
    # Without the zeros the sum fits a line of 80 columns and is as true.
    parts = [f"{count} {standing.danish}" for standing, count in standings.counts.items() if count]
    return f"{' + '.join(parts)} = {sum(standings.counts.values())}"


def print_messages(views: Sequence[MessageView], roster: Roster, zone: ZoneInfo) -> None:
    """Print the messages: a row each where there is room for it, else a few lines each."""
    title = f"{len(views)} mail" if len(views) == 1 else f"{len(views)} mails"
    if out.width >= WIDE:
        table = make_table("Nr.", "Modtaget", "Fra", "Emne", "Slags", "Tilstand", "Kommune", title=title)
    else:
        table = make_table("Nr.", "Modtaget", "Fra og emne", "Vurdering", title=title)
        table.leading = 1
    for view in views:
        written = (clean_foreign(view.sender.address), clean_foreign(view.subject or "(uden emne)"))
        judged = (Text(KIND_WORDS[view.kind]), _write_state(view), Text(_guess_municipalities(view, roster)))
        cells = (*written, *judged) if out.width >= WIDE else (_stack(written), _stack(judged))
        table.add_row(str(view.id), write_local(view.received_at, zone), *cells)
    out.print(table)


def _write_state(view: MessageView) -> Text:
    return Text(describe_state(view), style=STATE_STYLES.get(view.state, ""))


def _guess_municipalities(view: MessageView, roster: Roster) -> str:
    unsure = view.state is not State.COUNTED and view.suggestions
    return name_all(view.municipalities, roster) + (" ?" if unsure else "")


def _stack(parts: Sequence[Text]) -> Text:
    return Text("\n").join(part for part in parts if part.plain)


def describe_state(view: MessageView) -> str:
    """Return the state of a message in words, with the timeliness of its replies, and the role of later ones."""
    timeliness = TIMELINESS_WORDS[view.timeliness] if view.timeliness else ""
    role = ROLE_WORDS[view.role] if view.role and view.role is not Role.FIRST else ""
    return ", ".join(filter(None, (STATE_WORDS[view.state], timeliness, role)))


def clean_foreign(text: str, *, style: str = "") -> Text:
    """Return text from outside for a terminal: without the control characters that could steer it."""
    shown = "".join(c for c in text.strip() if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})
    return Text(shown or "(ingen tekst)", style=style)


def join_parts(parts: Sequence[str]) -> str:
    """Return what there is to say on one line; a dash where there is nothing."""
    return " · ".join(part for part in parts if part) or "–"


def print_ledger(lines: Sequence[LedgerLine]) -> None:
    """Print the books of each mailbox: a line each where there is room for it, else a column each."""
    rows = [_write_ledger_row(line) for line in lines]
    if out.width >= LEDGER_WIDTH:
        table = make_table(*LEDGER_COLUMNS, title="Regnskab")
        for row in rows:
            table.add_row(*row)
    else:
        table = make_table(LEDGER_COLUMNS[0], title="Regnskab")
        for mailbox, *_ in rows:
            table.add_column(mailbox, justify="right")
        for name, *cells in list(zip(LEDGER_COLUMNS, *rows, strict=True))[1:]:
            table.add_row(name, *cells)
    out.print(table)


def _write_ledger_row(line: LedgerLine) -> tuple[str | Text, ...]:
    states = (line.waiting, line.counted, line.review, line.set_aside, line.failed)
    figures = (line.sightings, line.mails, line.repeats, line.gaps, *states)
    verdict = Text("✓ stemmer", style="green") if line.balanced else Text("! stemmer ikke", style="bold red")
    return (Text(line.mailbox), *(str(figure) for figure in figures), verdict)


def describe_judgement(message: int, judgement: Judgement, roster: Roster) -> str:
    """Return what now holds of a message, in one line."""
    replies = ", ".join(f"{roster[r.municipality].name} {TIMELINESS_WORDS[r.timeliness]}" for r in judgement.replies)
    reasons = " ".join(reason.sentence for reason in judgement.reasons)
    words = (STATE_WORDS[judgement.state], KIND_WORDS[judgement.kind.kind], replies, reasons)
    return f"Mail {message}: {join_parts(words)}"


def name_all(codes: Sequence[str], roster: Roster) -> str:
    """Return the names of municipalities with commas between; a code that is none stays a code."""
    return ", ".join(roster[code].name if code in roster else code for code in codes)


def make_table(*columns: str, title: str) -> Table:
    """Return an empty table that fits the terminal."""
    table = Table(title=Text(title), title_justify="left", caption_justify="left", box=box.SIMPLE_HEAD)
    # Outer blanks are worth more inside the columns.
    table.show_edge = table.pad_edge = out.width >= ROOMY
    for column in columns:
        justify: JustifyMethod = "right" if column in FIGURES else "left"
        # Folded, never cut: an address or a name that ends in dots cannot be told from another.
        table.add_column(column, justify=justify, no_wrap=column in NEVER_WRAPPED, overflow="fold")
    return table
