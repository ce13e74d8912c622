"""Registering a reply that came by letter or phone, with its files; taken back where it is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from http import HTTPStatus
from pathlib import PureWindowsPath

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.consultation import Consultation
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.errors import UsageError
from domain.kind import ANSWERS, Kind
from domain.message import Attachment, State, Verdict
from domain.message_view import MessageView
from domain.municipality import Municipality
from domain.standing import Standings
from intake.decide import undo
from intake.register import Registered, register
from intake.registered_mail import RegisteredFile, Registration
from kommunesvar.danish_words import VERDICT_WORDS
from kommunesvar.exports.file_names import make_safe
from kommunesvar.moments import read_received
from kommunesvar.standings import load_standings
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.choosing import Choice
from kommunesvar.web.door import open_to
from kommunesvar.web.parameters import BadParameter, Upload
from notifier.danish import format_count

LARGEST_FORM = 100 * 1024 * 1024
"""Octets of all files together; each may be as large as a file of a mail ([limits] attachment_mb)."""
MEGABYTE = 1024 * 1024

READ = frozenset({Verdict.OK, Verdict.INLINE, Verdict.CONTAINER})
"""Verdicts that nobody needs to be warned of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPage:
    """What the page shows: the form as it was filled in, what was wrong with it, and what was registered before."""

    consultation: Consultation
    standings: Standings
    registered: Sequence[MessageView]
    kinds: Sequence[Kind]
    earliest: date
    latest: date
    largest_mb: int
    municipality: Municipality | None = None
    received: str = ""
    kind: Kind = Kind.RESPONSE
    reason: str = ""
    faults: tuple[str, ...] = ()

    @property
    def choices(self) -> Sequence[Choice]:
        """All 98: who was not asked may have answered as well."""
        return [
            Choice(
                municipality=row.municipality,
                standing=row.standing,
                is_chosen=row.municipality == self.municipality,
            )
            for row in self.standings.rows
        ]


@open_to(AccountRole.EDITOR)
def show_registration(asked: Asked) -> Response:
    """Ask what came, from whom and when."""
    page = _load_page(asked)
    return asked.show(
        "registration.html",
        view=replace(page, municipality=asked.query.find_municipality("kommune", asked.program.roster)),
    )


@open_to(AccountRole.EDITOR, largest=LARGEST_FORM)
def take_registration(asked: Asked) -> Response:
    """Count what came."""
    consultation, municipality = (
        asked.take_consultation(),
        asked.form.find_municipality("kommune", asked.program.roster),
    )
    kind, reason = asked.form.find_choice("slags", Kind) or Kind.RESPONSE, asked.form.find_text("begrundelse") or ""
    received_at, faults = _read_received(asked, consultation)
    uploads = asked.form.list_uploads("bilag")
    faults += _list_faults(asked, municipality, kind, uploads)
    if faults or municipality is None or received_at is None:
        page = replace(
            _load_page(asked),
            municipality=municipality,
            received=asked.form.find_text("modtaget") or "",
            kind=kind,
            reason=reason,
            faults=faults,
        )
        return asked.show("registration.html", status=HTTPStatus.BAD_REQUEST, view=page)
    registration = Registration(
        municipality=municipality,
        consultation=consultation,
        received_at=received_at,
        kind=kind,
        by=asked.by,
        registered_at=asked.now,
        reason=reason,
        files=tuple(RegisteredFile(_find_name(upload), upload.content) for upload in uploads),
    )
    registered = register(registration, desk=asked.program.desk, registrations=asked.program.registrations)
    return _go_back(asked, registration, registered)


@open_to(AccountRole.EDITOR)
def take_back_registration(asked: Asked) -> Response:
    """Let a registered reply count no longer."""
    consultation = asked.take_consultation()
    message, here = asked.form.read_number("id"), asked.link("registration", consultation=consultation.id)
    # What was taken back a moment ago is not taken back once more: below the registration lies what held before it.
    if message not in {view.id for view in _load_registered(asked, consultation)}:
        notice = f"Mail {message} er ikke registreret her, eller registreringen er trukket tilbage."
        return asked.go(here, notice=notice, tone=Tone.WARNING)
    _take_back(asked, message)
    return asked.go(here, notice=f"Det registrerede svar, mail {message}, tæller ikke længere med.")


def _take_back(asked: Asked, message: int) -> None:
    """Take back the registration, and before it whatever was decided on top of it and counts still."""
    reason, state = "Registreringen er trukket tilbage.", State.COUNTED
    while state is State.COUNTED:
        state = undo(message, by=asked.by, now=asked.now, desk=asked.program.desk, reason=reason).state


def _load_page(asked: Asked) -> RegistrationPage:
    program, consultation = asked.program, asked.take_consultation()
    return RegistrationPage(
        consultation=consultation,
        standings=load_standings(program, consultation, asked.now),
        registered=_load_registered(asked, consultation),
        kinds=(Kind.RESPONSE, Kind.NO_COMMENTS),
        earliest=consultation.opens,
        latest=local_day(asked.now, consultation.deadline.zone),
        largest_mb=program.config.limits.attachment_mb,
    )


def _load_registered(asked: Asked, consultation: Consultation) -> Sequence[MessageView]:
    """Return the registered replies that count."""
    messages, registrations = asked.program.messages, asked.program.registrations
    views = [messages.load_view(id) for id in registrations.list_messages(consultation.id)]  # noqa: A001
    return [view for view in views if view.state is State.COUNTED]


def _read_received(asked: Asked, consultation: Consultation) -> tuple[datetime | None, tuple[str, ...]]:
    """Return when it came, or what is wrong with what was typed."""
    zone = consultation.deadline.zone
    try:
        day, clock = asked.form.find_day("modtaget"), asked.form.find_text("klokken", longest=8)
    except BadParameter as error:
        return None, (str(error),)
    if day is None:
        return None, ("Vælg den dag, svaret kom.",)
    typed = f"{day.isoformat()}T{clock.replace('.', ':')}" if clock else day.isoformat()
    try:
        received_at = read_received(typed, zone, asked.now)
    except UsageError:
        return None, ("Skriv klokkeslættet som 14.30, eller lad det stå tomt.",)
    if received_at > asked.now:
        return None, ("Svaret kan ikke være kommet på et tidspunkt, der ligger i fremtiden.",)
    if day < consultation.opens:
        return None, (f"Høringen åbnede {describe_day(consultation.opens)}; ingen kan have svaret før.",)
    return received_at, ()


def _list_faults(
    asked: Asked, municipality: Municipality | None, kind: Kind, uploads: Sequence[Upload]
) -> tuple[str, ...]:
    largest = asked.program.config.limits.attachment_mb
    faults = [] if municipality else ["Vælg en kommune."]
    if kind not in ANSWERS:
        faults.append("Vælg, om det er et høringssvar, eller om kommunen ingen bemærkninger har.")
    faults += [f"Filen »{_find_name(one)}« er tom." for one in uploads if not one.content]
    too_large = [one for one in uploads if len(one.content) > largest * MEGABYTE]
    faults += [f"Filen »{_find_name(one)}« er for stor: højst {largest} MB." for one in too_large]
    return tuple(faults)


def _find_name(upload: Upload) -> str:
    r"""Return a file's name alone: some browsers sent ``C:\breve\svar.pdf``, and others may send ``../svar.pdf``."""
    return make_safe(PureWindowsPath(upload.filename).name)


def _go_back(asked: Asked, registration: Registration, registered: Registered) -> Response:
    municipality, message = registration.municipality, registered.message
    here = asked.link("registration", consultation=registration.consultation.id)
    view = asked.program.messages.load_view(message)
    unread = [file for file in view.attachments if file.extracted.verdict not in READ]
    said = (
        f"Svaret fra {municipality.official_name} var registreret i forvejen, som mail {message}."
        if registered.is_known
        else f"Svaret fra {municipality.official_name} er registreret som mail {message} og talt med."
    )
    if not registration.consultation.asks(municipality.code):
        said += " Kommunen er ikke blandt de hørte, men svaret tæller med alligevel."
    warning = f" {_word_unread(unread)}" if unread else ""
    return asked.go(here, notice=said + warning, tone=Tone.WARNING if unread else Tone.DONE)


def _word_unread(files: Sequence[Attachment]) -> str:
    names = ", ".join(f"»{file.filename}« ({VERDICT_WORDS[file.extracted.verdict]})" for file in files)
    count = format_count(len(files), "fil", "filer")
    kept = "Filen er gemt, men dens" if len(files) == 1 else "Filerne er gemt, men deres"
    return f"{count} kunne ikke læses helt: {names}. {kept} tekst er ikke med i søgning og notat."


ROUTES = (
    Route("/hoeringer/{consultation}/registrer", show_registration, name="registration"),
    Route("/hoeringer/{consultation}/registrer", take_registration, methods=["POST"], name="take_registration"),
    Route(
        "/hoeringer/{consultation}/registrer/tilbage",
        take_back_registration,
        methods=["POST"],
        name="take_back_registration",
    ),
)
