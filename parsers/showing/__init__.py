"""Mails and files made fit to be looked at in a browser: nothing of theirs is handed to it as it came."""

TAKE, MARKUP, PAGE = "take", "markup", "page"
SHOWN = frozenset({TAKE, MARKUP, PAGE})
"""The jobs that a child may be asked to do for whoever looks."""
