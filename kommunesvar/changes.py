"""What judging the archive anew changes, for whoever has to say whether it shall be written."""

from collections import Counter
from collections.abc import Sequence

from domain.municipality import Roster
from intake.replay import Change, Move, Position
from kommunesvar.console import out
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS, TIMELINESS_WORDS
from kommunesvar.tables import join_parts, make_table

MOVE_WORDS = {Move.LOST: "tabt", Move.COUNTED: "talt med", Move.MOVED: "flyttet"}
"""In the order in which they matter: what is lost was counted until now."""

_RANK = {move: rank for rank, move in enumerate(MOVE_WORDS)}


def print_changes(changes: Sequence[Change], roster: Roster, *, unchanged: int, left: int, applied: bool) -> None:
    """Print the figures, and then each message: first what is lost, then what is counted, then what has moved."""
    if changes:
        table = make_table("Nr.", "Ændring", "Før", "Efter", title=_write_title(applied=applied))
        for change in sorted(changes, key=lambda one: (_RANK[one.move], one.message)):
            cells = (_describe_position(position, roster) for position in (change.before, change.after))
            table.add_row(str(change.message), MOVE_WORDS[change.move], *cells)
        out.print(table)
    else:
        out.print("Intet ændrer sig.", highlight=False)
    moves = Counter(change.move for change in changes)
    figures = [f"{word}: {moves[move]}" for move, word in MOVE_WORDS.items()]
    out.print(
        " · ".join((*figures, f"uændret: {unchanged}", f"ikke vurderet: {left}")), highlight=False, soft_wrap=True
    )


def _write_title(*, applied: bool) -> str:
    return "Ændret" if applied else "Ville ændre sig (--apply skriver det)"


def _describe_position(position: Position | None, roster: Roster) -> str:
    if position is None:
        return "ikke vurderet før"
    replies = ", ".join(
        f"{roster[code].name if code in roster else code} {TIMELINESS_WORDS[timeliness]} (frist {until:%d.%m.%Y})"
        for code, timeliness, until in position.replies
    )
    return join_parts((STATE_WORDS[position.state], KIND_WORDS[position.kind], position.consultation or "", replies))
