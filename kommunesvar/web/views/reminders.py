"""Reminders (rykkere): the list, the exact words, and only then sending; each step is a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from domain.account import AccountRole, Tone
from domain.consultation import Consultation
from domain.errors import ConfigurationError
from domain.letter import MAY_BE_SET_ASIDE, HindranceKind, LeftOut, LetterKind, LetterPlan
from domain.municipality import Municipality
from kommunesvar.outgoing.letters import Enqueued, Prepared, enqueue_letters, prepare_letters
from kommunesvar.outgoing.post import deliver
from kommunesvar.web.asked import Asked
from kommunesvar.web.door import open_to
from kommunesvar.web.parameters import Parameters
from kommunesvar.web.views.digest import word_delivery
from notifier.danish import format_count, join_names
from notifier.letters import LetterDraft
from notifier.proposal import say_hindrance

UNCONFIGURED = "Ingen rykkere er sendt: der mangler en mailserver, en afsender eller en svaradresse i indstillingerne."


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutGroup:
    """Municipalities that get no reminder, for one reason."""

    reason: str
    names: Sequence[str]


FIELDS = {HindranceKind.IN_REVIEW: "trods", HindranceKind.NOT_READ_ELSEWHERE: "ulaest"}
"""The parameters by which a person sets a hindrance aside."""
UNREAD = "postkasse"
"""The parameter with each mailbox that was shown as one that cannot be read: no other is set aside."""

LABELS = {
    HindranceKind.IN_REVIEW: (
        "Ryk, selv om der står mails til gennemsyn. Kommuner, hvis svar kan være iblandt, bliver aldrig rykket."
    ),
    HindranceKind.NOT_READ_ELSEWHERE: (
        "Ryk, selv om en anden hørings postkasse ikke kan læses. Ligger der et svar i den, bliver kommunen rykket "
        "alligevel."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A tick by which a hindrance is set aside."""

    field: str
    label: str
    is_set: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersPage:
    """What both pages show: who is reminded and with what words, who is not and why, and what stands in the way.

    ``failed`` are mails that could not be read and stand in the way; ``set_aside`` what a person may send in spite of,
    and ``unread`` the mailboxes that this goes for.
    """

    consultation: Consultation
    drafts: Sequence[LetterDraft]
    left_out: Sequence[LeftOutGroup]
    hindrances: Sequence[str]
    remarks: Sequence[str]
    failed: Sequence[int]
    set_aside: Sequence[SetAside]
    unread: Sequence[str]
    from_: str
    reply_to: str
    chosen: Sequence[str] = ()


@open_to(AccountRole.EDITOR)
def show_reminders(asked: Asked) -> Response:
    """List who can be reminded, to choose among them."""
    despite = _read_despite(asked.query)
    # Whoever comes from a list of some finds those ticked, else all are.
    wanted = {one.code for one in _read_chosen(asked)}
    page = _make_page(_prepare(asked, None, despite), despite, chosen=wanted or None)
    return asked.show("reminders.html", view=page)


@open_to(AccountRole.EDITOR)
def preview_reminders(asked: Asked) -> Response:
    """Show every letter to those who were chosen, word for word."""
    chosen = _read_chosen(asked)
    if not chosen:
        here = asked.link("reminders", consultation=asked.take_consultation().id)
        return asked.go(here, notice="Vælg mindst én kommune at rykke.", tone=Tone.WARNING)
    despite = _read_despite(asked.query)
    page = _make_page(_prepare(asked, [one.code for one in chosen], despite), despite, chosen=None)
    return asked.show("reminders_preview.html", view=page)


@open_to(AccountRole.EDITOR)
def send_reminders(asked: Asked) -> Response:
    """Look into the mailboxes once more, and send to those of the chosen who still have not answered."""
    program, consultation = asked.program, asked.take_consultation()
    here = asked.link("reminders", consultation=consultation.id)
    chosen = asked.form.find_municipalities("kommune", program.roster)
    if not chosen:
        return asked.go(here, notice="Ingen rykkere er sendt: vælg mindst én kommune.", tone=Tone.WARNING)
    try:
        done = enqueue_letters(
            program,
            LetterKind.REMINDER,
            consultation,
            by=asked.by,
            despite=_read_despite(asked.form),
            unread=asked.form.list_texts(UNREAD),
            codes=[one.code for one in chosen],
        )
    except ConfigurationError:
        return asked.go(here, notice=UNCONFIGURED, tone=Tone.WARNING)
    if done.plan.hindrances:
        said = " ".join(say_hindrance(hindrance) for hindrance in done.plan.hindrances)
        return asked.go(here, notice=f"Ingen rykkere er sendt. {said}", tone=Tone.WARNING)
    report = deliver(program, sleep=None)
    fewer = _word_fewer(done, chosen)
    sentences = (f"{format_count(done.letters, 'kommune', 'kommuner')} er rykket.", word_delivery(report), fewer)
    tone = Tone.WARNING if fewer or report.problems else Tone.DONE
    return asked.go(here, notice=" ".join(filter(None, sentences)), tone=tone)


def _read_chosen(asked: Asked) -> Sequence[Municipality]:
    return asked.query.find_municipalities("kommune", asked.program.roster)


def _read_despite(given: Parameters) -> Sequence[HindranceKind]:
    return [kind for kind, field in FIELDS.items() if given.is_set(field)]


def _prepare(asked: Asked, codes: Sequence[str] | None, despite: Sequence[HindranceKind]) -> Prepared:
    consultation = asked.take_consultation()
    unread = asked.query.list_texts(UNREAD)
    return prepare_letters(
        asked.program, LetterKind.REMINDER, consultation, despite=despite, unread=unread, codes=codes
    )


def _list_set_aside(plan: LetterPlan, despite: Sequence[HindranceKind]) -> Sequence[SetAside]:
    """Return the ticks that make sending possible, and those that have done so; none where they would not help."""
    met = {hindrance.kind for hindrance in plan.hindrances}
    helpful = met if met <= MAY_BE_SET_ASIDE else set()
    return [
        SetAside(field=field, label=LABELS[kind], is_set=kind in despite)
        for kind, field in FIELDS.items()
        if kind in helpful or kind in despite
    ]


def _make_page(prepared: Prepared, despite: Sequence[HindranceKind], *, chosen: set[str] | None) -> RemindersPage:
    plan, codes = prepared.plan, [draft.letter.municipality.code for draft in prepared.drafts]
    return RemindersPage(
        consultation=plan.consultation,
        drafts=prepared.drafts,
        left_out=_group_left_out(plan),
        hindrances=[say_hindrance(hindrance) for hindrance in plan.hindrances],
        remarks=[remark.danish for remark in prepared.remarks],
        failed=[number for hindrance in plan.hindrances for number in hindrance.failed],
        set_aside=_list_set_aside(plan, despite),
        unread=[
            one.mailbox for one in (*plan.hindrances, *plan.set_aside) if one.kind is HindranceKind.NOT_READ_ELSEWHERE
        ],
        from_=prepared.head.sender,
        reply_to=prepared.head.reply_to,
        chosen=codes if chosen is None else [code for code in codes if code in chosen],
    )


def _group_left_out(plan: LetterPlan) -> Sequence[LeftOutGroup]:
    groups = []
    for reason in LeftOut:
        names = [one.municipality.name for one in plan.left_out if one.reason is reason]
        if names:
            groups.append(LeftOutGroup(reason=reason.danish[0].upper() + reason.danish[1:], names=names))
    return groups


def _word_fewer(done: Enqueued, chosen: Sequence[Municipality]) -> str:
    """Tell of those who were chosen and are left out after the fresh look."""
    codes = {one.code for one in chosen}
    left = [one for one in done.plan.left_out if one.municipality.code in codes]
    names = [f"{one.municipality.name} ({one.reason.danish})" for one in left]
    return f"Ikke rykket alligevel: {join_names(names)}." if names else ""


ROUTES = (
    Route("/hoeringer/{consultation}/rykkere", show_reminders, name="reminders"),
    Route("/hoeringer/{consultation}/rykkere/gennemse", preview_reminders, name="preview_reminders"),
    Route("/hoeringer/{consultation}/rykkere", send_reminders, methods=["POST"], name="send_reminders"),
)
