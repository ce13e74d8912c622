"""The manifest of an export: every file with its checksum, and what it is of; for people as CSV, else as JSON."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.consultation import Consultation
from domain.message_view import MessageView
from domain.municipality import Municipality, Roster
from kommunesvar.as_csv import write_csv
from kommunesvar.as_json import Json, write_message, write_moment
from kommunesvar.danish_words import KIND_WORDS, ROLE_WORDS, STATE_WORDS, TIMELINESS_WORDS
from kommunesvar.exports.bundle import BundledFile
from notifier.envelope import clean_line
from notifier.status_columns import Cell

HEADINGS = (
    *("Fil", "Indhold", "Nr.", "Kode", "Kommune", "Bedste bud", "Tilstand", "Slags", "Modtaget", "Rettidighed"),
    *("Rolle", "Fra", "Emne", "Oprindeligt filnavn", "Byte", "SHA-256", "Bemærkning"),
)
CELL_LENGTH = 1000
_TOLD_IN_FILES = frozenset({"text", "attachments", "suggestions", "consultation_suggestions", "sources"})


class Content(StrEnum):
    """What a file of the export is."""

    ORIGINAL = "original"
    ATTACHMENT = "attachment"
    TEXT = "text"


_CONTENT_WORDS = {
    Content.ORIGINAL: "den oprindelige mail",
    Content.ATTACHMENT: "bilag",
    Content.TEXT: "tekst",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file of a message in the folder of a municipality; without ``file`` the note says why there is none.

    ``municipality`` is whose reply it is, None where it is nobody's.
    """

    content: Content
    municipality: Municipality | None
    file: BundledFile | None
    original_name: str = ""
    note: str = ""


class Manifest:
    """Gathers what is told of each file; of a mail it keeps no more than that, however long its texts are."""

    def __init__(self, consultation: Consultation, roster: Roster) -> None:
        self._consultation = consultation
        self._roster = roster
        self._cells: list[tuple[Cell, ...]] = []
        self._files: list[Json] = []
        self._left_out: list[Json] = []
        self._messages: list[Json] = []

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self._files)

    def add(self, view: MessageView, files: Iterable[ExportedFile]) -> None:
        """Take down a message and its files, each as soon as it is written."""
        self._messages.append(_write_view(view))
        for file in files:
            self._cells.append(self._list_cells(view, file))
            (self._files if file.file else self._left_out).append(_write_file(view, file))

    def write_csv(self) -> bytes:
        """Return the manifest as Danish Excel opens it."""
        return write_csv(HEADINGS, self._cells).encode("utf-8", "backslashreplace")

    def write_json(self, made_at: datetime) -> bytes:
        """Return the manifest for programs; ``left_out`` are the files that are not there, each with the reason."""
        manifest: Json = {
            "consultation": self._consultation.id,
            "title": self._consultation.title,
            "deadline": self._consultation.deadline.day.isoformat(),
            "made_at": write_moment(made_at),
            "files": self._files,
            "left_out": self._left_out,
            "messages": self._messages,
        }
        return json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")

    def _list_cells(self, view: MessageView, exported: ExportedFile) -> tuple[Cell, ...]:
        whose, zone = exported.municipality, self._consultation.deadline.zone
        reply = next((reply for reply in view.replies if whose and reply.municipality == whose.code), None)
        guess = next((code for code in view.municipalities if not reply and code in self._roster), None)
        return (
            exported.file.path if exported.file else "",
            _CONTENT_WORDS[exported.content],
            view.id,
            whose.code if whose else "",
            whose.name if whose else "",
            self._roster[guess].name if guess else "",
            STATE_WORDS[view.state],
            KIND_WORDS[view.kind],
            view.received_at.astimezone(zone).replace(tzinfo=None) if view.received_at else None,
            TIMELINESS_WORDS[reply.timeliness] if reply else "",
            ROLE_WORDS[reply.role] if reply and reply.role else "",
            clean_line(str(view.sender), CELL_LENGTH),
            clean_line(view.subject, CELL_LENGTH),
            clean_line(exported.original_name, CELL_LENGTH),
            exported.file.size if exported.file else None,
            exported.file.sha256 if exported.file else "",
            exported.note,
        )


def _write_file(view: MessageView, exported: ExportedFile) -> Json:
    file = exported.file
    return {
        "path": file.path if file else None,
        "content": exported.content.value,
        "message": view.id,
        "municipality": exported.municipality.code if exported.municipality else None,
        "original_name": exported.original_name,
        "size": file.size if file else None,
        "sha256": file.sha256 if file else None,
        "note": exported.note,
    }


def _write_view(view: MessageView) -> Json:
    told = write_message(view)
    return {key: value for key, value in told.items() if key not in _TOLD_IN_FILES}
