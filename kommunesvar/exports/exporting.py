"""Exporting a consultation: every original and every text, in folders named by municipality, with a manifest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from domain.consultation import Consultation
from domain.errors import ArchiveError, ReaderDied, UnreadableMail
from domain.message import FilePart, State, Verdict
from domain.message_view import MessageView
from domain.municipality import Municipality
from kommunesvar.bootstrap import Program
from kommunesvar.console import disarm
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS, VERDICT_WORDS
from kommunesvar.exports.bundle import Bundle, BundledFile
from kommunesvar.exports.manifest import Content, ExportedFile, Manifest
from kommunesvar.tables import write_local
from notifier.envelope import clean_line
from storage.exports import list_of_consultation

ORIGINAL = "henvendelse.eml"
TEXT = "tekst.txt"
ATTACHMENTS = "bilag"
CHUNK = 1024 * 1024
FOLDERS = {
    State.REVIEW: "Til gennemsyn",
    State.SET_ASIDE: "Lagt til side",
    State.WAITING: "Ikke vurderet",
    State.FAILED: "Ikke vurderet",
}
"""Where the mails lie that are nobody's counted reply."""

README = """\
{title}

Her ligger alle høringens mails, som de var den {now}.

* En mappe for hver kommune, der har svaret, og i den en mappe for hver mail, der er talt med som svar.
* »Til gennemsyn«: mails, som en medarbejder skal afgøre. De er ikke talt med som svar.
* »Lagt til side«: autosvar, kvitteringer og andet, der ikke er svar.
* »Ikke vurderet«: mails, som programmet endnu ikke har læst, eller som det ikke kan læse.

I hver mails mappe er {original} den oprindelige mail, byte for byte, og {text} mailens og bilagenes tekst.
I mappen »{attachments}« ligger bilagene. Har flere kommuner svaret i én mail, ligger den hos dem alle.

manifest.csv (til Excel) og manifest.json fortæller om hver fil, hvad den er, hvem den er fra, og hvad dens
kontrolsum (SHA-256) er.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """How many messages and files lie in the export, and which originals should lie there and do not."""

    messages: int
    files: int
    problems: tuple[str, ...]


def export_consultation(
    program: Program,
    consultation: Consultation,
    stream: BinaryIO,
    *,
    expect: Callable[[int], object],
    advance: Callable[[], object],
) -> ExportReport:
    """Write the zip file, one mail after the other, so that no more than one is ever held in memory."""
    now = program.clock()
    local = now.astimezone(consultation.deadline.zone)
    ids, manifest = _list_messages(program, consultation, now), Manifest(consultation, program.roster)
    expect(len(ids))
    with Bundle(stream) as bundle:
        exporter = _Exporter(program=program, consultation=consultation, bundle=bundle)
        for id in ids:  # noqa: A001 - the word of the outer contract
            view = program.messages.load_view(id)
            manifest.add(view, exporter.export(view))
            advance()
        bundle.add("", "manifest.csv", [manifest.write_csv()], at=local)
        bundle.add("", "manifest.json", [manifest.write_json(now)], at=local)
        bundle.add("", "LÆSMIG.txt", [_write_readme(consultation, now)], at=local)
    return ExportReport(messages=len(ids), files=manifest.files, problems=tuple(exporter.problems))


def _list_messages(program: Program, consultation: Consultation, now: datetime) -> Sequence[int]:
    """Return the messages of a consultation, and those in review that may belong to it."""
    may_belong = {mail.message for mail in program.facts.load_open_mails(consultation, now)}
    return sorted({*list_of_consultation(program.database, consultation), *may_belong})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exporter:
    """Writes messages into one bundle."""

    program: Program
    consultation: Consultation
    bundle: Bundle
    problems: list[str] = field(default_factory=list)

    def export(self, view: MessageView) -> Iterator[ExportedFile]:
        """Write one message into each folder that it belongs in, and tell of every file."""
        is_whole = self._is_whole(view)
        parts, note = self._unpack(view) if is_whole else ((), "")
        at = (view.received_at or view.first_seen_at).astimezone(self.consultation.deadline.zone)
        for folder, whose in self._list_folders(view):
            place = _Place(
                bundle=self.bundle, folder=f"{folder}/{_name_folder(view, at)}", view=view, whose=whose, at=at
            )
            yield self._add_original(place, is_whole=is_whole, note=note)
            yield place.add(Content.TEXT, "", TEXT, [self._write_text(view)])
            for part in parts:
                yield _add_attachment(place, part)

    def _list_folders(self, view: MessageView) -> list[tuple[str, Municipality | None]]:
        if view.state in FOLDERS:
            return [(FOLDERS[view.state], None)]
        whose = [self.program.roster[reply.municipality] for reply in view.replies]
        return [(one.name, one) for one in whose]

    def _is_whole(self, view: MessageView) -> bool:
        try:
            self.program.archive.verify(view.sha256)
        except ArchiveError as error:
            self.problems.append(f"Message {view.id}: {error}")
            return False
        return True

    def _unpack(self, view: MessageView) -> tuple[tuple[FilePart, ...], str]:
        """Return the files of a mail, or why there are none."""
        try:
            with self.program.archive.open(view.sha256) as stream:
                return self.program.desk.reader.parse_mail(stream).files, ""
        except (UnreadableMail, ReaderDied):
            return (), f"Mailen kan ikke læses, så dens bilag ligger kun i {ORIGINAL}."

    def _add_original(self, place: "_Place", *, is_whole: bool, note: str) -> ExportedFile:
        if not is_whole:
            lost = "Mangler: Arkivet har ikke længere den oprindelige mail, som den kom."
            return place.tell(Content.ORIGINAL, None, note=lost)
        with self.program.archive.open(place.view.sha256) as stream:
            return place.add(Content.ORIGINAL, "", ORIGINAL, iter(lambda: stream.read(CHUNK), b""), note=note)

    def _write_text(self, view: MessageView) -> bytes:
        zone = self.consultation.deadline.zone
        whose = [self.program.roster[code].name for code in view.municipalities if code in self.program.roster]
        told = {
            "Fra": str(view.sender),
            "Emne": view.subject,
            "Modtaget": write_local(view.received_at, zone),
            "Slags": KIND_WORDS[view.kind],
            "Tilstand": STATE_WORDS[view.state],
            "Kommune" if view.replies else "Bedste bud på en kommune": ", ".join(whose) or "ukendt",
        }
        lines = [*(f"{name}: {clean_line(value, 1000)}" for name, value in told.items()), "", view.body.strip()]
        for attachment in view.attachments:
            if attachment.extracted.verdict is not Verdict.INLINE:
                name = clean_line(" / ".join(attachment.path), 1000)
                lines += ["", f"--- {name} ({VERDICT_WORDS[attachment.extracted.verdict]}) ---", ""]
                lines.append(attachment.extracted.text.strip())
        return _encode_text("\n".join(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The folder of one message, of one municipality where it is somebody's."""

    bundle: Bundle
    folder: str
    view: MessageView
    whose: Municipality | None
    at: datetime

    def add(
        self,
        content: Content,
        below: str,
        name: str,
        chunks: Iterator[bytes] | list[bytes],
        *,
        note: str = "",
        original_name: str = "",
    ) -> ExportedFile:
        """Write a file and tell of it."""
        folder = f"{self.folder}/{below}" if below else self.folder
        file = self.bundle.add(folder, name, chunks, at=self.at)
        return self.tell(content, file, note=note, original_name=original_name)

    def tell(
        self, content: Content, file: BundledFile | None, *, note: str = "", original_name: str = ""
    ) -> ExportedFile:
        """Return the manifest's line of a file, or of one that is not there."""
        return ExportedFile(
            content=content,
            municipality=self.whose,
            file=file,
            original_name=original_name,
            note=note,
        )


def _add_attachment(place: _Place, part: FilePart) -> ExportedFile:
    """Write a file of a mail; one from a container bears the container's name before its own."""
    original = " / ".join(part.path)
    if part.kept_back is not None or part.verdict is Verdict.INLINE:
        words = VERDICT_WORDS[part.verdict or Verdict.TOO_LARGE]
        note = f"Ligger kun i {ORIGINAL} ({words})."
        return place.tell(Content.ATTACHMENT, None, original_name=original, note=note)
    return place.add(Content.ATTACHMENT, ATTACHMENTS, " - ".join(part.path), [part.data], original_name=original)


def _name_folder(view: MessageView, at: datetime) -> str:
    when = f"{at:%Y-%m-%d kl. %H.%M}" if view.received_at else "uden tidspunkt"
    return f"{when} nr. {view.id}"


def _write_readme(consultation: Consultation, now: datetime) -> bytes:
    return _encode_text(
        README.format(
            title=clean_line(consultation.title),
            now=write_local(now, consultation.deadline.zone),
            original=ORIGINAL,
            text=TEXT,
            attachments=ATTACHMENTS,
        )
    )


def _encode_text(text: str) -> bytes:
    """Return text as Windows' Notepad opens it, old ones too: UTF-8 with a byte order mark, and CRLF.

    It steers no terminal that it is printed on.
    """
    return ("\ufeff" + "\r\n".join(map(disarm, text.splitlines())) + "\r\n").encode("utf-8", "backslashreplace")
