"""The consultation memo, gathered and written: asked for alike by the command and the page."""

from datetime import datetime

from domain.consultation import Consultation
from domain.memo import Memo
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program
from notifier.memo.gather import gather_memo


def load_memo(program: Program, consultation: Consultation, as_of: datetime) -> Memo:
    """Return what the memo of a moment says. Raises UnbalancedStandings."""
    glimpse_waiting(program.desk)
    return gather_memo(
        consultation,
        roster=program.roster,
        facts=program.facts,
        views=program.messages,
        sightings=program.sightings,
        as_of=as_of,
    )
