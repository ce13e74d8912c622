"""Everything that is known of one municipality: where it stands and why, what it sent, and what was done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.account import AccountRole
from domain.contact import Contact, KnownContact, Undelivered
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.history import Act, ActKind
from domain.judgement import Judgement
from domain.letter import LetterKind
from domain.message_list import ListedMessage, MessageFilter
from domain.municipality import Municipality
from domain.outgoing import OutboxState
from domain.past_letter import PastLetter
from intake.process import glimpse_waiting
from kommunesvar.bootstrap import Program
from kommunesvar.danish_words import KIND_WORDS, STATE_WORDS
from kommunesvar.web.asked import Asked
from kommunesvar.web.deciding.words import say_outcome
from kommunesvar.web.municipality.story import OwnStanding, list_standings
from notifier.letters import can_write_to

MOST_MAILS = 100
LETTER_WORDS = {LetterKind.INVITATION: "Høringsbrev", LetterKind.REMINDER: "Rykker"}
LETTER_STATES = {
    OutboxState.WAITING: "venter på at blive sendt",
    OutboxState.SENDING: "er ved at blive sendt",
    OutboxState.SENT: "sendt",
    OutboxState.REFUSED: "afvist af mailserveren",
    OutboxState.WITHHELD: "holdt tilbage",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """A mail that is, or may be, the municipality's."""

    message: ListedMessage
    kind: str
    state: str
    consultation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnContact:
    """Whom letters go to; one that is ``faulty`` has no address that a mail can go to."""

    contact: Contact
    bounced: Undelivered | None
    faulty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetter:
    """A letter that the municipality was sent."""

    sent: PastLetter
    what: str
    state: str
    consultation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAct:
    """What somebody did about the municipality, as a sentence."""

    act: Act
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityPage:
    """What the page shows."""

    municipality: Municipality
    region: str
    standings: Sequence[OwnStanding]
    mails: Sequence[OwnMail]
    mail_count: int
    contacts: Sequence[OwnContact]
    letters: Sequence[OwnLetter]
    acts: Sequence[OwnAct]
    may_edit: bool


def load_municipality(asked: Asked) -> MunicipalityPage:
    """Return the page that was asked for."""
    program, municipality = asked.program, asked.take_municipality()
    glimpse_waiting(program.desk)
    page = program.message_list.load_page(MessageFilter(municipality=municipality.code), limit=MOST_MAILS, offset=0)
    return MunicipalityPage(
        municipality=municipality,
        region=municipality.region_on(local_day(asked.now, program.config.zone)),
        standings=list_standings(program, municipality, asked.now),
        mails=[_show_mail(mail, program) for mail in page.messages],
        mail_count=page.total,
        contacts=[_show_contact(known) for known in program.contacts.load(municipality.code)],
        letters=[_show_letter(sent, program) for sent in program.letters.load_of_municipality(municipality.code)],
        acts=[_show_act(act, program) for act in reversed(program.history.load_of_municipality(municipality.code))],
        may_edit=asked.account.role.covers(AccountRole.EDITOR),
    )


def _show_mail(mail: ListedMessage, program: Program) -> OwnMail:
    return OwnMail(
        message=mail,
        kind=KIND_WORDS[mail.kind],
        state=STATE_WORDS[mail.state],
        consultation=_name_consultation(mail.consultation, program),
    )


def _show_contact(known: KnownContact) -> OwnContact:
    return OwnContact(contact=known.contact, bounced=known.bounced, faulty=not can_write_to(known.contact))


def _show_letter(sent: PastLetter, program: Program) -> OwnLetter:
    return OwnLetter(
        sent=sent,
        what=LETTER_WORDS[sent.kind],
        state=LETTER_STATES[sent.letter.state],
        consultation=_name_consultation(sent.consultation, program),
    )


def _name_consultation(id: str | None, program: Program) -> str:
    found = program.consultations.get(id or "")
    return found.title if found else id or ""


def _show_act(act: Act, program: Program) -> OwnAct:
    return OwnAct(act=act, said=_say_act(act, program))


def _say_act(act: Act, program: Program) -> str:
    if act.message is not None:
        what = "Afgørelsen fortrudt. " if act.kind is ActKind.UNDO else ""
        held = act.after if isinstance(act.after, Judgement) else None
        return f"{what}{say_outcome(act.message, held, program.roster) if held else ''}"
    where = f"i høringen »{_name_consultation(act.consultation, program)}«"
    until = f" til og med {describe_day(act.after)}" if isinstance(act.after, date) else ""
    return {
        ActKind.EXTENSION: f"Udsættelse{until} {where}.",
        ActKind.EXTENSION_REVOKED: f"Udsættelsen trukket tilbage {where}.",
        ActKind.EXCUSE: f"Fritaget for at svare {where}.",
        ActKind.EXCUSE_REVOKED: f"Fritagelsen ophævet {where}.",
    }[act.kind]
