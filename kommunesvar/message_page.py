"""One message as a page on the terminal: how it is judged and why, its words, its files."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from rich import box
from rich.panel import Panel
from rich.text import Text

from domain.judgement import Judgement, Reply
from domain.message import Attachment, Verdict
from domain.message_view import MessageView
from domain.municipality import Roster
from domain.review import Decision, Role
from kommunesvar.console import out
from kommunesvar.danish_words import (
    AUTHENTICITY_WORDS,
    CERTAINTY_WORDS,
    KIND_WORDS,
    ROLE_WORDS,
    STATE_WORDS,
    TIMELINESS_WORDS,
    VERDICT_WORDS,
    word_note,
)
from kommunesvar.tables import clean_foreign, describe_state, join_parts, name_all, write_local

_WITHOUT_WORDS = frozenset({Verdict.INLINE, Verdict.CONTAINER})


def write_exact(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment in full and to the second, which decides around midnight: 1. november 2019 kl. 23.59.30."""
    return format_datetime(moment, "d. MMMM y 'kl.' HH.mm.ss", tzinfo=zone, locale="da_DK") if moment else "ukendt"


def print_message(view: MessageView, decisions: Sequence[Decision], roster: Roster, zone: ZoneInfo) -> None:
    """Print one message: how it is judged and why, its words, its files."""
    _print_part(_describe_headers(view, zone), f"Mail {view.id}")
    _print_part(_describe_grounds(view, decisions, roster, zone), "Vurdering")
    _print_part(clean_foreign(view.body), "Mailens tekst")
    for attachment in view.attachments:
        if attachment.extracted.verdict in _WITHOUT_WORDS:
            out.print(Text("  ").append_text(clean_foreign(_describe_attachment(attachment), style="dim")))
        else:
            _print_part(clean_foreign(attachment.extracted.text), _describe_attachment(attachment))
    if view.quoted.strip():
        _print_part(clean_foreign(view.quoted, style="dim"), "Tidligere korrespondance")


def _print_part(text: Text, title: str) -> None:
    out.print(Panel(text, title=clean_foreign(title), title_align="left", box=box.ROUNDED))


def _describe_attachment(attachment: Attachment) -> str:
    way = " › ".join(attachment.path) or attachment.filename
    read = VERDICT_WORDS[attachment.extracted.verdict]
    return " · ".join((way, f"{attachment.size} byte", read, *map(word_note, attachment.extracted.notes)))


def _describe_headers(view: MessageView, zone: ZoneInfo) -> Text:
    lines = {
        "Fra": str(view.sender),
        "Emne": view.subject,
        "Modtaget": f"{write_exact(view.received_at, zone)} (afsenderens ur: {write_exact(view.sent_at, zone)})",
        "Postkasse": view.mailbox,
        "Set i": "\n".join(view.sources),
        "SHA-256": view.sha256,
    }
    return _write_pairs(lines)


def _describe_grounds(view: MessageView, decisions: Sequence[Decision], roster: Roster, zone: ZoneInfo) -> Text:
    lines = {"Tilstand": describe_state(view), "Slags": KIND_WORDS[view.kind], "Høring": view.consultation or "–"}
    if view.failure:
        lines["Fejl"] = view.failure
    if view.judgement is not None:
        lines |= _describe_findings(view.judgement)
    for number, match in enumerate(view.suggestions, start=1):
        name = roster[match.municipality].name
        lines[f"Genkendt {number}"] = join_parts((name, CERTAINTY_WORDS[match.certainty], match.rule, *match.evidence))
    for reply in view.replies:
        lines[f"Svar fra {roster[reply.municipality].name}"] = _describe_reply(reply)
    if view.reasons:
        lines["Årsag"] = " ".join(reason.sentence for reason in view.reasons)
    for number, decision in enumerate(decisions, start=1):
        lines[f"Afgørelse {number}"] = describe_decision(decision, roster, zone)
    return _write_pairs(lines)


def _describe_findings(judgement: Judgement) -> dict[str, str]:
    sender = AUTHENTICITY_WORDS[judgement.authenticity.authenticity]
    findings = {
        "Grundlag": join_parts((judgement.kind.rule, *judgement.kind.evidence)),
        "Ægthed": join_parts((sender, *judgement.authenticity.evidence)),
    }
    for number, match in enumerate(judgement.belonging, start=1):
        words = (match.consultation, CERTAINTY_WORDS[match.certainty], match.rule, *match.evidence)
        findings[f"Hører til {number}"] = join_parts(words)
    # Where it is counted, each reply tells of its own time.
    return findings if judgement.replies else {**findings, "Tid": join_parts(judgement.clock.evidence)}


def _describe_reply(reply: Reply) -> str:
    """Return what a reply is beside the others of its municipality, and why it is on time or late."""
    facts = (
        TIMELINESS_WORDS[reply.timeliness],
        _describe_role(reply.role, reply.of) if reply.role else "",
        "foreløbigt" if reply.provisional else "",
        reply.committee,
        reply.time_reason or f"frist {reply.judged_against:%d.%m.%Y}",
    )
    return join_parts(facts)


def _describe_role(role: Role, of: int | None) -> str:
    words = {Role.REPLACEMENT: f"erstatter mail {of}", Role.DUPLICATE: f"gentagelse af mail {of}"}
    return words.get(role, ROLE_WORDS[role]) if of else ROLE_WORDS[role]


def _write_pairs(lines: dict[str, str]) -> Text:
    text = Text()
    for position, (name, value) in enumerate(lines.items()):
        text.append("" if position == 0 else "\n").append(f"{name}: ", style="bold")
        text.append_text(clean_foreign(value or "–"))
    return text


def describe_decision(decision: Decision, roster: Roster, zone: ZoneInfo) -> str:
    """Return who decided what when, and why, in one line."""
    words = (
        STATE_WORDS[decision.state] if decision.state else "",
        KIND_WORDS[decision.kind] if decision.kind else "",
        name_all(decision.municipalities or (), roster),
        decision.consultation or "",
        f"modtaget {write_local(decision.received_at, zone)}" if decision.received_at else "",
        ROLE_WORDS[decision.role] if decision.role else "",
        "" if decision.provisional is None else "foreløbigt" if decision.provisional else "endeligt",
    )
    said = ", ".join(word for word in words if word)
    return join_parts((decision.by, write_local(decision.decided_at, zone), said, decision.reason))
