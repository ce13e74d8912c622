"""What a decision says, in one sentence, for whoever comes to decide on the same mail."""

from domain.deadline import COPENHAGEN
from domain.municipality import Roster
from domain.review import Decision


def say_decision(decision: Decision, roster: Roster) -> str:
    """Return what a person said, without full stop: ``counted, response, from Odense (0461), in efteraar``."""
    parts = (
        decision.state.value.replace("_", " ") if decision.state else "",
        decision.kind.value.replace("_", " ") if decision.kind else "",
        _say_whose(decision.municipalities or (), roster),
        f"in {decision.consultation}" if decision.consultation else "",
        f"received {decision.received_at.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" if decision.received_at else "",
        decision.role.value if decision.role else "",
        "" if decision.provisional is None else _FINALITY[decision.provisional],
        f'because "{decision.reason}"' if decision.reason else "",
    )
    return ", ".join(part for part in parts if part)


_FINALITY = {True: "provisional", False: "final"}


def _say_whose(codes: tuple[str, ...], roster: Roster) -> str:
    names = [f"{roster[code].name} ({code})" if code in roster else code for code in codes]
    return f"from {' and '.join(names)}" if names else ""
