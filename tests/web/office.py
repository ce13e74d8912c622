"""The sample books where mail can go out: a mail server that keeps it, contacts to write to, and nothing unjudged."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from domain.contact import Contact, ContactRole
from domain.kind import Kind
from domain.message import State
from tests.books import NOW, build_judgement, record_judgement
from tests.smtp_sink import Sink, open_sink
from tests.web.sample import Sample, open_sample

REST = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "KL <FLJE@kl.dk>"
[digest]
to = ["sekretariat@kl.dk", "Mette Holm <mette@kl.dk>"]
"""


@dataclass(frozen=True)
class Office:
    """The sample, and what its mail server took."""

    sample: Sample
    sink: Sink


@contextmanager
def open_office(folder: Path, template: Path, *, more: str = "") -> Iterator[Office]:
    """Open the sample with a mail server; ``more`` is added to its configuration."""
    rest = REST + more
    with open_sink() as sink, open_sample(folder, template=template, rest=rest.format(port=sink.port)) as sample:
        program = sample.program
        for name in ("failed", "waiting"):
            aside = build_judgement(state=State.SET_ASIDE, kind=Kind.OTHER)
            assert record_judgement(program.messages, sample.messages[name], aside)
        contacts = [
            Contact(
                municipality=one.code,
                role=ContactRole.COMMITTEE_CHAIR,
                name="Anne Ås",
                address=f"formand@{one.domains[0]}",
            )
            for one in program.roster
        ]
        program.contacts.record(contacts, by="Anne Admin", now=NOW)
        yield Office(sample, sink)
