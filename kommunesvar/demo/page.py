"""The page of the demo: served over the demo's books, while its mail servers still answer."""

import os
import sys
import threading
import webbrowser
from collections.abc import Callable

from domain.contact import Contact, ContactRole
from domain.municipality import Municipality
from kommunesvar.bootstrap import Program
from kommunesvar.console import tell
from kommunesvar.demo.servers import DemoSmtpSink
from kommunesvar.web.accounts.demo_link import make_demo_link
from kommunesvar.web.server import serve


def show_page(program: Program, smtp: DemoSmtpSink, listen: Callable[[], threading.Event]) -> None:
    """Serve the page until ``listen``'s event is set, and say how to come in; what is sent goes to the sink alone."""
    _make_contacts(program)
    stopping, before = listen(), len(smtp.delivered)
    with serve(program) as address:
        link = make_demo_link(program, address)
        tell("")
        tell(f"The page is at {address}")
        tell(f"This link signs you in, once: {link}")
        tell("Whatever is sent from there stays on this machine. Press Ctrl-C to end.")
        _open_browser(link)
        stopping.wait()
    if sent := len(smtp.delivered) - before:
        tell(f"{sent} mails were sent from the page; the demo's mail server took them, and nobody got them.")


def _make_contacts(program: Program) -> None:
    """Let there be somebody to remind in each municipality."""
    program.contacts.record([_make_contact(one) for one in program.roster], by="Demo", now=program.clock())


def _make_contact(municipality: Municipality) -> Contact:
    address = f"udvalgsformand@{municipality.domains[0]}"
    return Contact(municipality=municipality.code, role=ContactRole.COMMITTEE_CHAIR, address=address)


def _open_browser(link: str) -> None:
    """Open the link where there is a screen; else Python may start a browser in the very terminal that shows it."""
    if sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(link)
