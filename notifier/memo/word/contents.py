"""The table of contents: a field that Word brings up to date, filled with the headings as they are now.

Neither ``w:updateFields`` nor ``w:dirty`` is set: both make Word ask whoever opens the memo whether it may 'opdatere
felterne', as it cannot tell our fields from those that read other files. Page numbers are known to nobody before the
text is laid out; those fields are empty until they are computed, which Word does before it prints or on F9: no number
is better than a wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.text.paragraph import Paragraph

from notifier.memo.word.parts import add_field, add_link, begin_field, end_field

LEVELS = 2
HINT = "Sidetallene kommer frem, når indholdsfortegnelsen opdateres: Højreklik og vælg »Opdater felt«."
"""Stands in the field itself, so that it goes when it is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, and the bookmark at its place."""

    text: str
    level: int
    place: str


def fill_contents(place: Paragraph, headings: Sequence[Heading]) -> None:
    """Set a line for each heading above ``place``, and the field's end into it."""
    for number, heading in enumerate(headings):
        line = place.insert_paragraph_before("", f"toc {heading.level}")
        if number == 0:
            begin_field(line, f'TOC \\o "1-{LEVELS}" \\h \\z \\u')
        add_link(line, heading.text, heading.place, style=None)
        line.add_run("\t")
        add_field(line, f"PAGEREF {heading.place} \\h")
    if headings:
        place.style = "Notatoplysning"
        place.add_run(HINT)
        end_field(place)
