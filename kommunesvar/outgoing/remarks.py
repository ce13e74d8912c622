"""What whoever sends letters should know before, as a sentence for the command line and one for the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.consultation import Consultation
from domain.contact import KnownContact
from domain.deadline import local_day
from kommunesvar.bootstrap import Program
from kommunesvar.config.sections import MailboxSection
from notifier.danish import format_count
from notifier.envelope import clean_line, find_address
from notifier.letters import LetterHead, can_write_to
from notifier.working_days import is_working_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to know."""

    english: str
    danish: str


def list_remarks(
    program: Program, consultation: Consultation, head: LetterHead, *, abandoned: Mapping[str, str]
) -> Sequence[Remark]:
    """Return what should be known before letters about a consultation are sent.

    ``abandoned`` are mailboxes that could not be read and do not keep anybody from sending. Raises ConfigurationError
    when a sender is no mail address.
    """
    sections = [program.config.find_mailbox(name) for name in consultation.mailboxes]
    remarks = [_remark_unread(section.name) for section in sections if not section.is_polled]
    gaps = {section.name: len(program.sightings.load_gaps(section.name)) for section in sections}
    remarks += [_remark_gaps(mailbox, count) for mailbox, count in gaps.items() if count]
    remarks += [_remark_abandoned(mailbox, error) for mailbox, error in abandoned.items()]
    remarks += _remark_faulty(program, program.contacts.load())
    if not is_working_day(local_day(program.clock(), program.config.zone)):
        remarks.append(_DAY_OFF)
    ours = {find_mailbox_address(section).casefold() for section in program.config.mailboxes}
    address = find_address(head.sender).addr_spec
    return remarks if address.casefold() in ours else [*remarks, _remark_unheard(address)]


def find_mailbox_address(section: MailboxSection) -> str:
    """Return the address of a mailbox, or nothing where the configuration names none."""
    named = (section.address, section.username or "")
    return next((address for address in named if "@" in address), "")


_DAY_OFF = Remark(
    english="Today is a day off in Denmark: what is sent now is read on the next working day.",
    danish="I dag er en fridag: det, der sendes nu, bliver først læst næste hverdag.",
)


def _remark_unread(mailbox: str) -> Remark:
    return Remark(
        english=f"The program does not read the mailbox {mailbox} by itself: import what came into it first.",
        danish=f"Programmet læser ikke selv postkassen {mailbox}: sørg for, at det, der kom i den, er læst ind først.",
    )


def _remark_gaps(mailbox: str, count: int) -> Remark:
    is_one = count == 1
    return Remark(
        english=(
            f"{count} mail{'' if is_one else 's'} in the mailbox {mailbox} could not be fetched, and a reply may be "
            "among them: look there first."
        ),
        danish=(
            f"{format_count(count, 'mail', 'mails')} i postkassen {mailbox} kunne ikke hentes, og et svar kan være "
            "iblandt: se efter i postkassen først."
        ),
    )


def _remark_abandoned(mailbox: str, error: str) -> Remark:
    return Remark(
        english=(
            f"The mailbox {mailbox} could not be read: {error} It belongs to no consultation that runs, and it has not "
            "been read since this one opened, so letters do not wait for it. If nobody uses it any more, take its host "
            "out of the configuration; else look there first."
        ),
        danish=(
            f"Postkassen {mailbox} kunne ikke læses. Den hører ikke til en høring, der er i gang, og den er ikke læst, "
            "siden høringen åbnede, så brevene venter ikke på den. Bruges den stadig, så se efter i den først."
        ),
    )


def _remark_faulty(program: Program, contacts: Sequence[KnownContact]) -> Iterator[Remark]:
    for contact in (known.contact for known in contacts if not can_write_to(known.contact)):
        name, address = program.roster[contact.municipality].name, clean_line(contact.address)
        yield Remark(
            english=(
                f"The contact {address} of {name} gets no letter: it is no mail address. Correct it with 'kommunesvar "
                "contacts remove' and 'contacts add'."
            ),
            danish=f"Kontakten {address} i {name} får intet brev: det er ikke en mailadresse, der kan skrives til.",
        )


def _remark_unheard(address: str) -> Remark:
    return Remark(
        english=(
            f"What cannot be delivered comes back to {address}, which is none of the mailboxes: nobody will notice. "
            'Give one of them in [reminders], as from = "KL <FLJE@kl.dk>".'
        ),
        danish=(
            f"Mails, der ikke kan leveres, kommer retur til {address}. Det er ingen af postkasserne, "
            "så ingen opdager det."
        ),
    )
