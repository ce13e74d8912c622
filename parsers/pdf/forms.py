"""Filled fields of a PDF page beside the words that they answer to.

PDFium gives what is laid upon a page after all that is printed there. A reader finds 'Navn: Kommunen' and
'☒ Ja' where they stand.
"""

from collections import defaultdict
from collections.abc import Sequence

from parsers.pdf.annotations import Annotations
from parsers.pdf.boxes import Box, surround
from parsers.pdf.runs import Run, join_runs

_MOST_COMPARED = 500_000
_SLACK = 3.0
_LINES = 3.0
_LABEL_DISTANCE = 60.0
_TICKED, _UNTICKED = "☒", "☐"


def place_fields(body: Sequence[Run], laid: Sequence[Run], annotations: Annotations, turned: int) -> list[Run]:
    """Return the printed words of a page in reading order, with those ``laid`` upon it where they belong."""
    shown = [box.turn(turned) for box in annotations.shown]
    if len(shown) * (len(body) + len(laid)) > _MOST_COMPARED:
        return [*body, *laid]
    ticks = [Run(_TICKED if tick.is_ticked else _UNTICKED, "\n", tick.box.turn(turned)) for tick in annotations.ticks]
    words = [run for run in laid if not any(tick.box.holds(run.box.middle) for tick in ticks)]
    return _merge(body, [*ticks, *_group(shown, words)])


def _group(shown: Sequence[Box], laid: Sequence[Run]) -> list[Run]:
    """Return one run for all words of one field; those outside all fields are printed ones, counted otherwise."""
    fields: dict[Box, list[Run]] = defaultdict(list)
    for run in laid:
        holder = next((box for box in shown if box.holds(run.box.middle)), None)
        if holder:
            fields[holder].append(run)
    return [Run(join_runs(words).strip(), "\n", _find_line(words, box)) for box, words in fields.items()]


def _find_line(words: Sequence[Run], frame: Box) -> Box:
    """Find the line that a field begins on: its own frame, unless that has room for several."""
    first = surround([word.box for word in words if word.box.is_beside(words[0].box)])
    return frame if frame.height <= _LINES * first.height else first


def _merge(body: Sequence[Run], fields: Sequence[Run]) -> list[Run]:
    before: dict[int, list[Run]] = defaultdict(list)
    for field in sorted(fields, key=lambda run: (_is_tick(run), -run.box.top, run.box.left)):
        at, gap = _find_place(body, field)
        before[at].append(field._replace(gap=gap))
    merged: list[Run] = []
    for at, run in enumerate(body):
        placed = before[at]
        is_label = bool(placed) and _is_tick(placed[-1]) and placed[-1].box.is_beside(run.box)
        merged += [*placed, run._replace(gap=" ") if is_label else run]
    return merged + before[len(body)]


def _is_tick(run: Run) -> bool:
    return run.text in {_TICKED, _UNTICKED}


def _find_place(body: Sequence[Run], field: Run) -> tuple[int, str]:
    """Find the number of the word that a field stands before, and the space between it and the one before that."""
    line = [(at, run) for at, run in enumerate(body) if run.box.is_beside(field.box)]
    if _is_tick(field):
        labels = [(run.box.left, at) for at, run in line if -_SLACK <= run.box.left - field.box.right < _LABEL_DISTANCE]
        if labels:
            at = min(labels)[1]
            return at, body[at].gap
    left = [(run.box.right, at) for at, run in line if run.box.right <= field.box.left + _SLACK]
    if left:
        return max(left)[1] + 1, " "
    above = [(-run.box.bottom, at) for at, run in enumerate(body) if run.box.bottom >= field.box.top - _SLACK]
    return (max(above)[1] + 1, "\n") if above else (0, "\n")
