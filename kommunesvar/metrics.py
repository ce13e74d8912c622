"""Figures for a monitoring system, in the text format of Prometheus.

https://prometheus.io/docs/instrumenting/exposition_formats/. They come from the books when they are asked for, so
that they are true whichever process answers.
"""

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from domain.deadline import local_day
from domain.health import find_ledger_gap
from domain.message import State
from domain.outgoing import OutboxState
from kommunesvar import __version__
from kommunesvar.bootstrap import Program

Values = Mapping[tuple[str, ...], float]
"""A figure for each combination of labels."""

STATES = (State.WAITING, State.COUNTED, State.REVIEW, State.SET_ASIDE, State.FAILED)


def write_metrics(program: Program, now: datetime) -> bytes:
    """Return all figures of a moment."""
    registry = CollectorRegistry()
    _set(registry, "build_info", "The version of the program.", ("version",), {(__version__,): 1})
    _add_mailboxes(registry, program)
    _add_queues(registry, program, now)
    _add_outbox(registry, program, now)
    _add_credentials(registry, program, now)
    return generate_latest(registry)


def _add_mailboxes(registry: CollectorRegistry, program: Program) -> None:
    polled = [section for section in program.config.mailboxes if section.is_polled]
    visits = program.health.load_visits([section.name for section in polled])
    _set(
        registry,
        "mailbox_last_success_timestamp_seconds",
        "When a mailbox was last read, in Unix time; 0 for never.",
        ("mailbox",),
        {(one.mailbox,): one.last_success.timestamp() if one.last_success else 0 for one in visits},
    )
    _set(
        registry,
        "mailbox_poll_interval_seconds",
        "How often a mailbox is to be read.",
        ("mailbox",),
        {(section.name,): section.poll_minutes * 60 for section in polled},
    )
    lines = program.sightings.load_ledger([section.name for section in program.config.mailboxes])
    _set(
        registry,
        "ledger_gap",
        "By how many mails the books do not add up: anything but 0 is an alarm.",
        ("mailbox",),
        {(line.mailbox,): find_ledger_gap(line) for line in lines},
    )
    _set(
        registry,
        "mailbox_unfetched_mails",
        "Mails that the server would not give.",
        ("mailbox",),
        {(line.mailbox,): line.gaps for line in lines},
    )
    _set(
        registry,
        "messages",
        "Mails in the books.",
        ("mailbox", "state"),
        {(line.mailbox, state.value): int(getattr(line, state.value)) for line in lines for state in STATES},
    )


def _add_queues(registry: CollectorRegistry, program: Program, now: datetime) -> None:
    queues = program.health.load_queues()
    lengths: Values = {("judging",): queues.waiting, ("ocr",): queues.for_recognition, ("failed",): queues.failed}
    _set(registry, "queue_length", "Mails that are not judged.", ("queue",), lengths)
    age = (now - queues.oldest_at).total_seconds() if queues.oldest_at else 0
    _set(registry, "queue_oldest_age_seconds", "For how long the oldest mail waits to be judged.", (), {(): age})


def _add_outbox(registry: CollectorRegistry, program: Program, now: datetime) -> None:
    load = program.health.load_outbox()
    counts: Values = {(state.value,): load.counts.get(state, 0) for state in OutboxState}
    _set(registry, "outbox_mails", "Mails of ours.", ("state",), counts)
    age = (now - load.oldest_at).total_seconds() if load.oldest_at else 0
    _set(registry, "outbox_oldest_age_seconds", "For how long the oldest mail waits to go out.", (), {(): age})


def _add_credentials(registry: CollectorRegistry, program: Program, now: datetime) -> None:
    today, found = local_day(now, program.config.zone), program.config.list_credentials()
    left: Values = {(one.name,): (one.expires_on - today).days for one in found}
    _set(registry, "credential_days_left", "Days until a password or key ends, negative after.", ("credential",), left)


def _set(
    registry: CollectorRegistry,
    name: str,
    what: str,
    labels: tuple[str, ...],
    values: Values,
) -> None:
    gauge = Gauge(name, what, labels, namespace="kommunesvar", registry=registry)
    for value_of, value in values.items():
        (gauge.labels(*value_of) if value_of else gauge).set(value)
