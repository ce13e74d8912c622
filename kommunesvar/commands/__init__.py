"""The commands, grouped by who needs them; importing a module here adds its commands to the program."""

import importlib
from collections.abc import Mapping, Sequence

MODULES: Mapping[str, str] = {
    "accounts": "accounts",
    **dict.fromkeys(("backup", "restore", "verify"), "backup"),
    **dict.fromkeys(("status", "messages", "show", "ledger"), "books"),
    "contacts": "contacts",
    "digest": "digest",
    "export": "export",
    **dict.fromkeys(("poll", "import", "process"), "intake"),
    **dict.fromkeys(("decide", "undo"), "people"),
    **dict.fromkeys(("extract", "parse"), "reading"),
    **dict.fromkeys(("remind", "invite"), "letters"),
    "history": "history",
    "outbox": "outbox",
    "register": "register",
    "report": "report",
    **dict.fromkeys(("extend", "excuse"), "rulings"),
    "search": "search",
    **dict.fromkeys(("init", "check", "run", "demo"), "service"),
}
"""In which module each command stands."""


def import_commands(arguments: Sequence[str]) -> None:
    """Import the commands that these arguments may call, and where they name none, all for the help.

    What the others need (scheduler, templates, protocols) would double the time to start.
    """
    named = [MODULES[argument] for argument in arguments if argument in MODULES]
    wanted = named if named or "--version" in arguments else MODULES.values()
    for module in dict.fromkeys(wanted):
        importlib.import_module(f"{__name__}.{module}")
