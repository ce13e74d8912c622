"""Register: a reply that came by letter or phone becomes a mail, with a decision that counts it."""

from dataclasses import dataclass

from domain.deadline import local_day
from domain.errors import UsageError
from domain.judgement import Judgement
from domain.kind import ANSWERS
from domain.mailbox import StoredMail
from domain.message import State
from domain.review import REGISTERED_GROUND, Decision
from domain.ruling_ports import REGISTERED, RegisteredMail, Registrations
from intake.decide import decide
from intake.desk import Desk
from intake.naming import check_signed
from intake.registered_mail import Registration, compose_registered, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The message that a registration became, what holds of it, and whether it had been registered before."""

    message: int
    judgement: Judgement
    is_known: bool = False


def register(registration: Registration, *, desk: Desk, registrations: Registrations) -> Registered:
    """Count a reply that no mailbox has seen; registering it again changes nothing, or counts it once more.

    Raises UsageError for what cannot be, RulingsChanged when more time is granted at the same moment, and
    ArchiveError; then nothing is written in the books.
    """
    _check(registration)
    mailbox = registration.consultation.mailboxes[0]
    known = registrations.find(mailbox, registration.uid)
    if known is not None:
        return _register_again(known, registration, desk)
    registered = _read(registration, mailbox, desk)
    message = registrations.record(registered, registration.registered_at)
    if message is None:
        # Somebody else registered it while its files were read.
        return register(registration, desk=desk, registrations=registrations)
    return Registered(message=message, judgement=registered.effective)


def _check(registration: Registration) -> None:
    consultation, received_at = registration.consultation, registration.received_at
    check_signed(registration.by)
    if registration.kind not in ANSWERS:
        raise UsageError(
            f"'{registration.kind.value}' is no reply, so it cannot be registered as one.",
            remedy="Choose response or no_comments; more time is given with 'kommunesvar extend'.",
        )
    if received_at > registration.registered_at:
        raise UsageError("No reply has been received at a moment that is still to come; see to --received.")
    if local_day(received_at, consultation.deadline.zone) < consultation.opens:
        raise UsageError(
            f"The consultation {consultation.id} opens on {consultation.opens}; nobody can have answered before.",
            remedy="See to --received and --consultation.",
        )


def _register_again(message: int, registration: Registration, desk: Desk) -> Registered:
    """Count a registered reply once more, where that was taken back."""
    view = desk.messages.load_view(message)
    if view.judgement is not None and view.state is State.COUNTED:
        return Registered(message=message, judgement=view.judgement, is_known=True)
    judgement = decide(message, _make_decision(registration), desk=desk)
    return Registered(message=message, judgement=judgement, is_known=True)


def _read(registration: Registration, mailbox: str, desk: Desk) -> RegisteredMail:
    """Put the mail into the archive, read its files like any other's, and judge it with the decisions over it."""
    archived = desk.archive.put([compose_registered(registration)])
    desk.archive.settle()
    mail, rulings = desk.read(archived.sha256), desk.facts.load_rulings()
    decisions = (_make_ground(registration), _make_decision(registration))
    machine, effective = desk.judge(mail, mailbox, None, decisions=decisions, rulings=rulings)
    stored = StoredMail(
        mailbox=mailbox,
        folder=REGISTERED,
        uid_validity=0,
        uid=registration.uid,
        internal_date=None,
        source=f"registreret af {tidy(registration.by)}",
        sha256=archived.sha256,
        size=archived.size,
    )
    return RegisteredMail(
        stored=stored,
        mail=mail,
        machine=machine,
        decisions=decisions,
        effective=effective,
        revision=rulings.revision,
    )


def _make_ground(registration: Registration) -> Decision:
    """Return what holds when the decision that counts it is taken back: that nobody has answered."""
    return Decision(
        by=registration.by,
        decided_at=registration.registered_at,
        reason=REGISTERED_GROUND,
        state=State.SET_ASIDE,
    )


def _make_decision(registration: Registration) -> Decision:
    return Decision(
        by=registration.by,
        decided_at=registration.registered_at,
        reason=registration.reason,
        municipalities=(registration.municipality.code,),
        kind=registration.kind,
        state=State.COUNTED,
        consultation=registration.consultation.id,
        received_at=registration.received_at,
    )
