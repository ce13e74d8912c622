"""Where a text of the memo comes from: the mail, the file in it, and how well it could be read."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.danish_time import describe_day
from domain.deadline import Timeliness
from domain.judgement import Reply
from domain.message import Attachment, Verdict
from domain.message_view import MessageView
from notifier.danish import format_count, format_moment
from notifier.memo.prose import print_line

_READ_BADLY = {
    Verdict.PARTIAL: "Filen kunne kun læses delvist.",
    Verdict.EMPTY: "Filen indeholder ingen tekst.",
    Verdict.SCANNED: "Filen er et billede af en tekst, som ikke kunne læses.",
    Verdict.GARBLED: "Filens tekst er forvansket og kunne ikke læses.",
    Verdict.ENCRYPTED: "Filen er låst med en adgangskode og kunne ikke læses.",
    Verdict.CORRUPT: "Filen er beskadiget og kunne ikke læses.",
    Verdict.UNSUPPORTED: "Filen har et format, som ikke kunne læses.",
    Verdict.TOO_LARGE: "Filen er for stor til at blive læst.",
    Verdict.TIMEOUT: "Filen kunne ikke læses inden for den afsatte tid.",
}
_PAGES_READ_BADLY = {
    "scanned_pages": "er billeder, som ikke kunne læses",
    "garbled_pages": "er forvanskede og kunne ikke læses",
    "ocr_pages": "er læst af et billede, så der kan være fejl i teksten",
}
_TIMELINESS = {Timeliness.ON_TIME: "til tiden", Timeliness.LATE: "for sent"}
_TRACKED = "Filen indeholder rettelser, som ikke er godkendt; slettet tekst er udeladt."


def list_files(mail: MessageView) -> tuple[Attachment, ...]:
    """Return the files that a memo names: no pictures of the layout, and of a container only what is in it."""
    shown = [file for file in mail.attachments if file.extracted.verdict is not Verdict.INLINE]
    holders = {file.path[:depth] for file in shown for depth in range(1, len(file.path))}
    return tuple(f for f in shown if f.extracted.verdict is not Verdict.CONTAINER or f.path not in holders)


def name_file(file: Attachment) -> str:
    """Return a file's name, the containers it came in first, and how many pages it has where that is known."""
    way = " › ".join(print_line(part, 80) for part in file.path) or print_line(file.filename, 80) or "uden navn"
    pages = file.extracted.pages
    return f"{way} ({format_count(pages, 'side', 'sider')})" if pages else way


def describe_reading(file: Attachment) -> str:
    """Return what a reader must know of how a file was read; nothing where it was read well."""
    told = [_READ_BADLY.get(file.extracted.verdict, ""), *_describe_pages(file)]
    told += [_TRACKED] if "tracked_changes" in file.extracted.notes else []
    return " ".join(filter(None, told))


def _describe_pages(file: Attachment) -> Iterator[str]:
    for note in file.extracted.notes:
        name, _, numbers = note.partition(": ")
        if numbers and name in _PAGES_READ_BADLY:
            yield f"Side {print_line(numbers, 60)} {_PAGES_READ_BADLY[name]}."


def describe_mail(mail: MessageView) -> str:
    """Return the mail that a reply stands in; a reply by letter or phone was registered by somebody."""
    first = next(iter(mail.sources), "")
    if first.startswith("registreret af "):
        return f"Kilde: nr. {mail.id}, {print_line(first, 120)}"
    sender = print_line(str(mail.sender), 120) or "ukendt afsender"
    subject = print_line(mail.subject, 160)
    return f"Kilde: mail nr. {mail.id} fra {sender}{f' med emnet »{subject}«' if subject else ' uden emne'}"


def describe_time(mail: MessageView, reply: Reply, zone: ZoneInfo) -> str:
    """Return when a reply came, and whether that was in time."""
    when = f"Modtaget {format_moment(mail.received_at, zone)}" if mail.received_at else "Modtaget på ukendt tidspunkt"
    return f"{when} – {_TIMELINESS[reply.timeliness]} (frist {describe_day(reply.judged_against)})"
