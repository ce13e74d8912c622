"""search: the mails that say something, and where they say it."""

import re
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from domain.deadline import end_of_day, start_of_day
from domain.errors import UsageError
from domain.kind import Kind
from domain.message import State
from domain.search import Hit, Marked, Passage, Place, SearchOrder, SearchQuery, SearchResult
from kommunesvar.app import Context, app, invocation
from kommunesvar.as_json import write_moment
from kommunesvar.bootstrap import Program
from kommunesvar.commands.rulings import read_day
from kommunesvar.console import Exit, Format, disarm, out, print_json, progress
from kommunesvar.danish_words import KIND_WORDS, STATE_STYLES, STATE_WORDS
from kommunesvar.standings import find_consultation
from kommunesvar.tables import join_parts, name_all, write_local

FOUND = "bold black on yellow"
"""How a found word looks: also without colours it stands out."""

_BLANK = re.compile(r"\s+")
PLACE_WORDS = {Place.SUBJECT: "emne", Place.SENDER: "afsender", Place.BODY: "mailens tekst", Place.ATTACHMENT: "bilag"}


@app.command()
def search(
    context: Context,
    text: Annotated[
        list[str],
        typer.Argument(help='Words that must all occur; "words that stand together"; -word that must not (after --).'),
    ],
    consultation: Annotated[str | None, typer.Option(help="Only in mails of this consultation.")] = None,
    municipality: Annotated[str | None, typer.Option(help="Only in mails of this municipality, by its code.")] = None,
    state: Annotated[State | None, typer.Option(help="Only in mails in this state.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only in mails of this kind.")] = None,
    since: Annotated[str | None, typer.Option(help="Only in mails received on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Only in mails received on this day or earlier.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="Newest first; default: what fits best.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many mails to show.")] = 20,
    offset: Annotated[int, typer.Option(min=0, max=1_000_000, help="How many to leave out before.")] = 0,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.TABLE,
) -> int:
    """Search mails and attachments for words, in any spelling and inflection."""
    with invocation(context).open_program() as program:
        _check_municipality(municipality, program)
        first, end = _find_period(since, until, program.config.zone)
        query = SearchQuery(
            text=" ".join(text),
            consultation=find_consultation(program, consultation).id if consultation else None,
            municipality=municipality,
            state=state,
            kind=kind,
            since=first,
            until=end,
            order=SearchOrder.NEWEST if newest else SearchOrder.RELEVANCE,
            offset=offset,
            limit=limit,
        )
        with progress("Indexing the words of new mails"):
            program.search.catch_up()
        result = program.search.search(query)
        _print_result(result, query, program, as_json=format is Format.JSON)
    return Exit.DONE


def _check_municipality(code: str | None, program: Program) -> None:
    if code is not None and code not in program.roster:
        raise UsageError(f"No municipality has the code '{code}'.", remedy="Write four digits, as 0101.")


def _find_period(first: str | None, last: str | None, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """Return when the first day begins and the last one is over. Raises UsageError."""
    since = start_of_day(read_day(first), zone) if first else None
    return since, end_of_day(read_day(last), zone) if last else None


def _write_result(result: SearchResult) -> dict[str, Any]:
    return {"total": result.total, "order": result.order.value, "hits": [_write_hit(hit) for hit in result.hits]}


def _write_hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.message,
        "mailbox": hit.mailbox,
        "consultation": hit.consultation,
        "received_at": write_moment(hit.received_at),
        "from": hit.sender.text,
        "subject": hit.subject.text,
        "kind": hit.kind.value,
        "state": hit.state.value,
        "municipalities": list(hit.municipalities),
        "found_in": [place.value for place in hit.places],
        "passages": [_write_passage(passage) for passage in hit.passages],
    }


def _write_passage(passage: Passage) -> dict[str, Any]:
    return {
        "in": passage.place.value,
        "attachment": passage.name.text or None,
        "text": passage.marked.text,
        "marked": [[span.start, span.end] for span in passage.marked.spans],
    }


def _print_result(result: SearchResult, query: SearchQuery, program: Program, *, as_json: bool) -> None:
    if as_json:
        print_json(_write_result(result))
        return
    for hit in result.hits:
        out.print(_show_hit(hit, program))
        out.print()
    out.print(Text(_sum_up(result, query), style="dim"))


def _sum_up(result: SearchResult, query: SearchQuery) -> str:
    if not result.total:
        return "Ingen mails indeholder det, der er søgt efter."
    found = "1 mail" if result.total == 1 else f"{result.total} mails"
    if len(result.hits) == result.total:
        return f"{found} fundet."
    shown = f"{query.offset + 1}-{query.offset + len(result.hits)}" if result.hits else "ingen"
    order = "de nyeste først" if result.order is SearchOrder.NEWEST else "de bedste først"
    return f"{found} fundet, {shown} vist, {order}. --limit og --offset viser flere."


def _show_hit(hit: Hit, program: Program) -> Text:
    state = Text(STATE_WORDS[hit.state], style=STATE_STYLES.get(hit.state, ""))
    about = (write_local(hit.received_at, program.config.zone), KIND_WORDS[hit.kind])
    whose = name_all(hit.municipalities, program.roster)
    head = Text.assemble((f"Mail {hit.message}", "bold"), "  ", _show(hit.subject, empty="(uden emne)"))
    lines = [head, Text.assemble("  ", _show(hit.sender), " · ", join_parts(about), " · ", state)]
    if whose:
        lines[-1].append(f" · {whose}" if hit.state is State.COUNTED else f" · {whose} ?")
    return Text("\n").join([*lines, *(_show_passage(passage) for passage in hit.passages)])


def _show_passage(passage: Passage) -> Text:
    where = Text(f"  {PLACE_WORDS[passage.place]}", style="cyan")
    if passage.name.text:
        where.append(" ").append_text(_show(passage.name))
    text = _show(passage.marked)
    before, after = "… " if passage.cut_before else "", " …" if passage.cut_after else ""
    return Text.assemble(where, ": ", before, text, after)


def _show(marked: Marked, *, empty: str = "") -> Text:
    """Return a text on one line, what was found in it standing out."""
    pieces = [Text(disarm(_BLANK.sub(" ", piece)), FOUND if is_found else "") for piece, is_found in marked.cut()]
    return Text("").join(pieces) if pieces else Text(empty)
