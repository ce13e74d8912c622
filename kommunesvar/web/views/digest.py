"""The weekly digest (ugeoversigt): what it says now, and sending it without waiting for its day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.consultation import Consultation
from domain.digest import find_digest_moment, name_period
from domain.errors import ConfigurationError
from kommunesvar.outgoing.post import deliver, enqueue_digest, gather, make_digest_plan
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.framed_mail import FramedMail, frame_mail
from kommunesvar.web.guard import FRAMING
from notifier.danish import format_count
from notifier.delivery import DeliveryReport
from notifier.digest import compose_digest
from notifier.envelope import find_address
from notifier.outbox import DIGEST, DigestPlan

UNCONFIGURED = "Ugeoversigten kan ikke sendes endnu: der mangler en mailserver eller en afsender i indstillingerne."
NOBODY = "Ugeoversigten kan ikke sendes endnu: der er ingen modtagere i indstillingerne."


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """What the page shows: the mail, who gets it, who has had it this week, and what stands in the way."""

    consultation: Consultation
    mail: FramedMail
    recipients: Sequence[str]
    sent_to: Sequence[str]
    hindrance: str


@open_to(AccountRole.EDITOR)
def show_digest(asked: Asked) -> Response:
    """Show the digest as it would be now."""
    consultation = asked.take_consultation()
    plan = _find_plan(asked)
    view = DigestPage(
        consultation=consultation,
        mail=_compose(asked, consultation),
        recipients=asked.program.config.digest.to,
        sent_to=_list_sent_to(asked, consultation, plan) if plan else (),
        hindrance=NOBODY if plan and not plan.recipients else "" if plan else UNCONFIGURED,
    )
    response = asked.show("digest.html", view=view)
    response.headers["Content-Security-Policy"] = FRAMING
    return response


@open_to(AccountRole.EDITOR)
def show_digest_mail(asked: Asked) -> Response:
    """Show the mail alone, for the frame."""
    mail = _compose(asked, asked.take_consultation())
    return HTMLResponse(mail.html, headers={"Content-Security-Policy": mail.policy})


@open_to(AccountRole.EDITOR)
def send_digest(asked: Asked) -> Response:
    """Put this week's digest into the outbox, for those who have not got it, and hand it over."""
    program, consultation, plan = asked.program, asked.take_consultation(), _find_plan(asked)
    here = asked.link("digest", consultation=consultation.id)
    if plan is None or not plan.recipients:
        return asked.go(here, notice=UNCONFIGURED if plan is None else NOBODY, tone=Tone.WARNING)
    enqueued = enqueue_digest(program, consultation, replace(plan, by=asked.by))
    if not enqueued:
        notice = "Alle modtagere har fået ugens oversigt i forvejen; ingen får den to gange."
        return asked.go(here, notice=notice, tone=Tone.WARNING)
    report = deliver(program, sleep=None)
    notice = f"{format_count(enqueued, 'ugeoversigt', 'ugeoversigter')} er lagt i udbakken. {word_delivery(report)}"
    return asked.go(here, notice=notice, tone=Tone.WARNING if report.problems else Tone.DONE)


def word_delivery(report: DeliveryReport) -> str:
    """Return what became of mails that were handed over."""
    parts = [
        f"{format_count(report.sent, 'mail', 'mails')} er afleveret til mailserveren." if report.sent else "",
        f"{format_count(report.deferred, 'mail', 'mails')} venter og bliver prøvet igen." if report.deferred else "",
        f"{format_count(report.refused, 'mail', 'mails')} blev afvist: se Drift." if report.refused else "",
        f"{format_count(report.withheld, 'mail', 'mails')} blev holdt tilbage: se Drift." if report.withheld else "",
        "Resten går ud lidt efter lidt." if report.resume_in is not None else "",
    ]
    return " ".join(filter(None, parts))


def _find_plan(asked: Asked) -> DigestPlan | None:
    try:
        asked.program.make_channel()
        return make_digest_plan(asked.program)
    except ConfigurationError:
        return None


def _compose(asked: Asked, consultation: Consultation) -> FramedMail:
    config = asked.program.config
    digest, period = gather(asked.program, consultation, asked.now)
    mail = compose_digest(
        digest,
        sender=config.smtp.sender or "kommunesvar@localhost.localdomain",
        recipient=config.digest.to[0] if config.digest.to else "sekretariat@localhost.localdomain",
        base_url=config.web.base_url,
        period=period,
        templates=config.service.templates,
    )
    return frame_mail(mail)


def _list_sent_to(asked: Asked, consultation: Consultation, plan: DigestPlan) -> Sequence[str]:
    """Return who has this week's digest, or will have it."""
    zone = consultation.deadline.zone
    period = name_period(find_digest_moment(asked.now, weekday=plan.weekday, clock=plan.clock, zone=zone), zone)
    return [
        recipient
        for recipient in plan.recipients
        if asked.program.outbox.has_period(DIGEST, consultation.id, period, find_address(recipient).addr_spec)
    ]


ROUTES = (
    Route("/hoeringer/{consultation}/ugeoversigt", show_digest, name="digest"),
    Route("/hoeringer/{consultation}/ugeoversigt/mail", show_digest_mail, name="digest_mail"),
    Route("/hoeringer/{consultation}/ugeoversigt", send_digest, methods=["POST"], name="send_digest"),
)
