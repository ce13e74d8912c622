"""The JSON of the outer contract, from what the rooms below return. Its keys are promised to others."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from domain.judgement import Reply
from domain.mailbox import LedgerLine
from domain.match import ConsultationMatch, Match
from domain.message import Attachment, MailHeaders
from domain.message_view import MessageView
from domain.review import Decision
from domain.standing import MunicipalityStanding, Standings
from kommunesvar.reading import FileReading, ParsedFile

Json = dict[str, Any]


def write_moment(moment: datetime | None) -> str | None:
    """Return a moment in ISO 8601 with offset, in UTC."""
    return moment.astimezone(UTC).isoformat() if moment else None


def write_message(view: MessageView) -> Json:
    """Return one message as ``messages --format json`` lists it."""
    return {
        "id": view.id,
        "sha256": view.sha256,
        "message_id": view.message_id,
        "sources": list(view.sources),
        "mailbox": view.mailbox,
        "consultation": view.consultation,
        "received_at": write_moment(view.received_at),
        "received_by": view.received_by.value,
        "from": str(view.sender),
        "subject": view.subject,
        "kind": view.kind.value,
        "state": view.state.value,
        "review_reasons": [reason.value for reason in view.reasons],
        "replies": [_write_reply(reply) for reply in view.replies],
        "suggestions": [_write_suggestion(match) for match in view.suggestions],
        "municipalities": list(view.municipalities),
        "authenticity": view.authenticity.value,
        "timeliness": view.timeliness.value if view.timeliness else None,
        "role": view.role.value if view.role else None,
        "provisional": view.provisional,
        "attachments": [_write_attachment(attachment) for attachment in view.attachments],
        "text": view.text,
        # Beyond the promised keys: what a person asks next.
        "consultation_suggestions": [
            _write_belonging(match) for match in (view.judgement.belonging if view.judgement else ())
        ],
        "size": view.size,
        "first_seen_at": write_moment(view.first_seen_at),
        "sent_at": write_moment(view.sent_at),
        "attempts": view.attempts,
        "failure": view.failure,
    }


def write_detail(view: MessageView, decisions: Sequence[Decision]) -> Json:
    """Return one message as ``show --format json`` does: with the grounds, what was cut off, and decisions."""
    judgement = view.judgement
    return write_message(view) | {
        "kind_rule": judgement.kind.rule if judgement else None,
        "kind_evidence": list(judgement.kind.evidence) if judgement else [],
        "clock_evidence": list(judgement.clock.evidence) if judgement else [],
        "authenticity_evidence": list(judgement.authenticity.evidence) if judgement else [],
        "body": view.body,
        "quoted": view.quoted,
        "attachment_texts": [attachment.extracted.text for attachment in view.attachments],
        "decisions": [
            {"by": decision.by, "at": write_moment(decision.decided_at), "reason": decision.reason}
            for decision in decisions
        ],
    }


def _write_reply(reply: Reply) -> Json:
    return {
        "municipality": reply.municipality,
        "timeliness": reply.timeliness.value,
        "judged_against": reply.judged_against.isoformat(),
        "role": reply.role.value if reply.role else None,
        "provisional": reply.provisional,
        "committee": reply.committee or None,
        "time_reason": reply.time_reason,
        "of": reply.of,
    }


def _write_suggestion(match: Match) -> Json:
    return {
        "municipality": match.municipality,
        "rule": match.rule,
        "certainty": match.certainty.value,
        "evidence": list(match.evidence),
    }


def _write_belonging(match: ConsultationMatch) -> Json:
    return {
        "consultation": match.consultation,
        "rule": match.rule,
        "certainty": match.certainty.value,
        "evidence": list(match.evidence),
    }


def _write_attachment(attachment: Attachment) -> Json:
    return {
        "filename": attachment.filename,
        "path": list(attachment.path),
        "media_type": attachment.media_type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "verdict": attachment.extracted.verdict.value,
        "method": attachment.extracted.method,
        "notes": list(attachment.extracted.notes),
    }


def write_file_reading(reading: FileReading) -> Json:
    """Return what was read of one file as ``extract --format json`` lists it."""
    extracted = reading.extracted
    return {
        "file": reading.file,
        "format": reading.format,
        "verdict": extracted.verdict.value,
        "method": extracted.method,
        "pages": extracted.pages,
        "text": extracted.text,
        "notes": list(extracted.notes),
        "seconds": reading.seconds,
    }


def write_parsed_file(parsed: ParsedFile) -> Json:
    """Return one mail as ``parse --format json`` lists it."""
    mail = parsed.mail
    attachments = mail.attachments if mail else ()
    return {
        "file": parsed.file,
        "headers": _write_headers(mail.headers if mail else None),
        "body": mail.body if mail else "",
        "quoted": mail.quoted if mail else "",
        "attachments": [_write_attachment(file) | {"text": file.extracted.text} for file in attachments],
        "kind": parsed.kind.value,
        "notes": list(mail.notes) if mail else [],
        "error": parsed.error,
    }


def _write_headers(headers: MailHeaders | None) -> Json:
    """Return the headers as a person reads them; several addresses stand with commas between, as in a mail."""
    people = {"from": "froms", "reply_to": "reply_to", "to": "to", "cc": "cc"}
    return {
        **{key: ", ".join(map(str, getattr(headers, name, ()))) for key, name in people.items()},
        "subject": headers.subject if headers else "",
        "date": write_moment(headers.date) if headers else None,
        "message_id": headers.message_id if headers else "",
    }


def write_standings(standings: Standings, rows: Sequence[MunicipalityStanding]) -> Json:
    """Return a consultation's standings as ``status --format json`` does: the counts of all 98, and these rows."""
    return {
        "consultation": standings.consultation.id,
        "deadline": standings.consultation.deadline.day.isoformat(),
        "as_of": write_moment(standings.as_of),
        "counts": {standing.value: count for standing, count in standings.counts.items()},
        "municipalities": [_write_standing(row) for row in rows],
    }


def _write_standing(row: MunicipalityStanding) -> Json:
    return {
        "code": row.municipality.code,
        "name": row.municipality.name,
        "region": row.region,
        "standing": row.standing.value,
        "first_reply_at": write_moment(row.first_reply_at),
        "no_comments": row.no_comments,
        "provisional": row.provisional,
        "extension_until": row.extension_until.isoformat() if row.extension_until else None,
        "acknowledged": row.acknowledged,
        "bounced": row.bounced,
        "messages": list(row.messages),
    }


def write_ledger(lines: Sequence[LedgerLine]) -> dict[str, Json]:
    """Return the books by mailbox as ``ledger --format json`` does."""
    return {line.mailbox: _write_ledger_line(line) for line in lines}


def _write_ledger_line(line: LedgerLine) -> Json:
    return {
        "mailbox": line.mailbox,
        "sightings": line.sightings,
        "repeats": line.repeats,
        "gaps": line.gaps,
        "mails": line.mails,
        "waiting": line.waiting,
        "counted": line.counted,
        "review": line.review,
        "set_aside": line.set_aside,
        "failed": line.failed,
        "balanced": line.balanced,
    }
