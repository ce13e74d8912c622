"""Try every template before a mail depends on it: all of them, the operator's own before ours."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from domain.errors import ConfigurationError
from notifier.alarm import AlarmView
from notifier.digest import DigestView
from notifier.letters import LetterView
from notifier.proposal import ProposalView
from notifier.rendering import render_parts
from notifier.specimens import make_specimen
from notifier.thanks import ThanksView

VIEWS: Mapping[str, type] = {
    "alarm": AlarmView,
    "digest": DigestView,
    "invitation": LetterView,
    "proposal": ProposalView,
    "reminder": LetterView,
    "reminder_after": LetterView,
    "thanks": ThanksView,
}
"""What each mail's templates are given."""


def find_faults(folder: Path | None) -> tuple[str, ...]:
    """Return a sentence for each fault: a file that cannot be used, with its line, or one that nothing asks for."""
    found = dict.fromkeys(said for name, view in VIEWS.items() for said in _try(name, view, folder))
    return (*found, *_find_strays(folder))


def list_own(folder: Path | None) -> tuple[str, ...]:
    """Return the names of the operator's files that take the place of ours."""
    return tuple(name for name in _list_names(folder) if name in _list_ours())


def _try(name: str, view: type, folder: Path | None) -> Iterator[str]:
    for full in (True, False):
        try:
            render_parts(name, make_specimen(view, full=full), folder)
        except ConfigurationError as error:
            yield str(error)


def _find_strays(folder: Path | None) -> Iterator[str]:
    ours = _list_ours()
    for name in _list_names(folder):
        if name not in ours:
            yield f"No mail asks for {name} in {folder}. Name it as the one that it replaces: {', '.join(ours)}."


def _list_names(folder: Path | None) -> list[str]:
    """Return the files of a folder that an editor did not leave there."""
    if folder is None:
        return []
    return sorted(file.name for file in folder.iterdir() if file.is_file() and file.suffix in {".txt", ".html"})


def _list_ours() -> list[str]:
    return sorted(file.name for file in files("notifier").joinpath("templates").iterdir())
