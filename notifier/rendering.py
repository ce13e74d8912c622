"""A mail is three templates: subject, text, HTML. They say what a view holds and compute nothing.

An operator may put files of the same names in a folder: they take the place of ours, each by itself.
"""

import textwrap
import traceback
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)

from domain.errors import ConfigurationError
from notifier.envelope import MailParts

TEXT_WIDTH = 76
_FAULTS = (TemplateError, OSError, ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
"""What a template may stumble over: jinja2's own, and Python's for what it computes with; UTF-8 is a ValueError."""


def render_parts(name: str, view: object, folder: Path | None = None) -> MailParts:
    """Return what ``NAME.subject.txt``, ``NAME.text.txt`` and ``NAME.html`` make of a view.

    Those in ``folder`` come before ours. Raises ConfigurationError for one that cannot be used.
    """
    return MailParts(
        subject=_render(f"{name}.subject.txt", view, folder),
        text=_render(f"{name}.text.txt", view, folder),
        html=_render(f"{name}.html", view, folder),
    )


def _render(file: str, view: object, folder: Path | None) -> str:
    try:
        return _load_environment(folder).get_template(file).render(view=view)
    except _FAULTS as error:
        raise _blame(file, error, folder) from error


def _blame(file: str, error: Exception, folder: Path | None) -> Exception:
    """Return the fault of an operator's file as one of the configuration; one in a file of ours is ours."""
    place = _find_place(error, folder) if folder else None
    if place is None and folder is not None and (folder / file).exists():
        place = str(folder / file)
    if place is None:
        return error
    return ConfigurationError(
        f"The template {place} cannot be used: {str(error).rstrip('.') or type(error).__name__}.",
        remedy="Correct it, or remove it: then the program's own is used.",
    )


def _find_place(error: Exception, folder: Path) -> str | None:
    """Return the operator's file and line that a fault arose in, also where another file brought it in, or None."""
    if isinstance(error, TemplateSyntaxError) and error.filename and Path(error.filename).parent == folder:
        return f"{error.filename}, line {error.lineno}"
    # jinja2 puts the template's own lines into the traceback.
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    return next((f"{path}, line {line}" for path, line in reversed(frames) if path.parent == folder), None)


@cache
def _load_environment(folder: Path | None) -> Environment:
    ours = PackageLoader("notifier")
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder), ours]) if folder else ours,
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fill"] = _fill
    return environment


def _fill(text: str, indent: int = 0, first: int | None = None) -> str:
    """Wrap a paragraph for plain text; words and addresses stay whole."""
    return textwrap.fill(
        text,
        width=TEXT_WIDTH,
        initial_indent=" " * (indent if first is None else first),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
