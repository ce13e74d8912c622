"""A mail is three templates: subject, text, HTML. They say what a view holds and compute nothing.

An operator may put files of the same names in a folder: they take the place of ours, each by itself.
"""

import textwrap
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
    except (TemplateError, UnicodeDecodeError, OSError) as error:
        raise _blame(file, error, folder) from error


def _blame(file: str, error: Exception, folder: Path | None) -> Exception:
    """Return the fault of an operator's file as one of the configuration; one in a file of ours is ours."""
    if folder is None or not (folder / file).exists():
        return error
    place = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    return ConfigurationError(
        f"The template {folder / file}{place} cannot be used: {str(error).rstrip('.')}.",
        remedy="Correct it, or remove it: then the program's own is used.",
    )


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
