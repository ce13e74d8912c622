"""A mail is three templates: subject, text, HTML. They say what a view holds and compute nothing."""

import textwrap
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifier.envelope import MailParts

TEXT_WIDTH = 76


def render_parts(name: str, view: object) -> MailParts:
    """Return what ``NAME.subject.txt``, ``NAME.text.txt`` and ``NAME.html`` make of a view."""
    subject, text, html = (
        _load_environment().get_template(f"{name}.{ending}").render(view=view)
        for ending in ("subject.txt", "text.txt", "html")
    )
    return MailParts(subject=subject, text=text, html=html)


@cache
def _load_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("notifier"),
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
