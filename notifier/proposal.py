"""The proposal (forslag): who can be reminded on a day when reminders are due, and how; none goes out by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.letter import Hindrance, HindranceKind, LeftOut, LetterPlan
from domain.outgoing import OutboxEntry
from notifier.danish import describe_days_left, format_count, format_day, join_names
from notifier.digest_mails import Links
from notifier.envelope import clean_line, compose_mail, find_address, name_message
from notifier.letters import LetterDraft
from notifier.rendering import TEXT_WIDTH, render_parts

PROPOSAL = "proposal"
"""The kind under which proposals stand in the outbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSettings:
    """From whom and to whom proposals go, and where the page is; ``templates`` is a folder of the operator's."""

    sender: str
    recipients: tuple[str, ...]
    base_url: str | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Municipalities that have something in common."""

    heading: str
    number: str
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal in words; without a page ``link`` is empty and ``command`` says the way."""

    subject: str
    headline: str
    title: str
    deadline: str
    hindrances: tuple[str, ...]
    reminded: tuple[str, ...]
    left_out: tuple[NameList, ...]
    total: str
    letter_subject: str
    letter: tuple[tuple[str, ...], ...]
    link: str
    command: str


def compose_proposal(
    plan: LetterPlan, drafts: Sequence[LetterDraft], *, due: date, settings: ProposalSettings
) -> tuple[OutboxEntry, ...]:
    """Return the proposal of a due day, a mail to each recipient. Raises ConfigurationError.

    The due day is part of the key, so that each gets it once.
    """
    consultation, period = plan.consultation, name_due_period(due)
    parts = render_parts(PROPOSAL, describe_proposal(plan, drafts, settings.base_url), settings.templates)
    entries = []
    for recipient in settings.recipients:
        words = (PROPOSAL, consultation.id, period)
        mail = compose_mail(
            parts,
            sender=settings.sender,
            recipient=recipient,
            at=plan.as_of,
            zone=consultation.deadline.zone,
            message_id=name_message(*words, sender=settings.sender, recipient=recipient),
        )
        entries.append(OutboxEntry(kind=PROPOSAL, consultation=consultation.id, period=period, mail=mail))
    return tuple(entries)


def describe_proposal(plan: LetterPlan, drafts: Sequence[LetterDraft], base_url: str | None) -> ProposalView:
    """Put a proposal into words; the text of the first reminder stands for all."""
    consultation = plan.consultation
    title, count = clean_line(consultation.title), len(plan.letters)
    days_left = consultation.days_left(plan.as_of)
    left, is_or_was = describe_days_left(days_left), "var" if days_left < 0 else "er"
    headline = _word_headline(plan)
    return ProposalView(
        subject=f"{headline} · {left} · {title}",
        headline=headline,
        title=title,
        deadline=f"Fristen {is_or_was} {format_day(consultation.deadline.day)} ({left}).",
        hindrances=tuple(say_hindrance(hindrance) for hindrance in plan.hindrances),
        reminded=tuple(_describe_reminded(draft) for draft in drafts),
        left_out=_group_left_out(plan),
        total=f"{count} kan rykkes + {len(plan.left_out)} kan ikke = {count + len(plan.left_out)} kommuner.",
        letter_subject=drafts[0].parts.subject if drafts else "",
        letter=_split_paragraphs(drafts[0].parts.text) if drafts else (),
        link=Links(base_url, consultation.id).reminders,
        command=f'kommunesvar remind --consultation {consultation.id} --send --by "Dit navn"',
    )


def name_due_period(due: date) -> str:
    """Return the period under which the proposal of a due day stands in the outbox."""
    return due.isoformat()


_SENTENCES = {
    HindranceKind.NOT_OPEN: "Høringen er ikke åbnet endnu.",
    HindranceKind.CLOSED: "Høringen er afsluttet, så der sendes ikke flere breve om den.",
    HindranceKind.DEADLINE_PASSED: "Fristen er udløbet, så høringsbrevet sendes ikke.",
}


def say_hindrance(hindrance: Hindrance) -> str:
    """Return in Danish what stands in the way, and what to do about it."""
    mails = format_count(hindrance.count, "mail", "mails")
    match hindrance.kind:
        case HindranceKind.NOT_READ:
            mailbox = clean_line(hindrance.mailbox)
            return f"Postkassen {mailbox} kunne ikke læses, og der kan ligge et svar i den. Prøv igen om lidt."
        case HindranceKind.NOT_READ_ELSEWHERE:
            return (
                f"Postkassen {clean_line(hindrance.mailbox)} hører ikke til høringen, men kunne ikke læses, og et svar "
                "kan være sendt dertil ved en fejl. Prøv igen om lidt, eller ryk uden at have set i den."
            )
        case HindranceKind.UNJUDGED:
            return _say_unjudged(hindrance)
        case HindranceKind.IN_REVIEW:
            return f"{mails} står til gennemsyn, og et svar kan være iblandt. Afgør dem først."
    return _SENTENCES[hindrance.kind]


def _say_unjudged(hindrance: Hindrance) -> str:
    """Tell what comes by itself from what a person has to settle."""
    waiting, failed = hindrance.count - len(hindrance.failed), len(hindrance.failed)
    told = [f"{format_count(waiting, 'mail', 'mails')} er ikke læst endnu"] if waiting else []
    told += [f"{format_count(failed, 'mail', 'mails')} kunne ikke læses"] if failed else []
    what = f" Afgør {'den' if failed == 1 else 'dem'}, der ikke kunne læses." if failed else " Prøv igen om lidt."
    return f"{', og '.join(told)}, og et svar kan være iblandt.{what}"


def is_worth_proposing(plan: LetterPlan) -> bool:
    """Say whether anybody can be reminded, or cannot for a reason that a person can do away with."""
    mendable = {LeftOut.NO_CONTACT, LeftOut.BOUNCED, LeftOut.UNDER_REVIEW}
    return bool(plan.letters) or any(one.reason in mendable for one in plan.left_out)


def _word_headline(plan: LetterPlan) -> str:
    count = len(plan.letters)
    if not count:
        return "Ingen kommuner kan rykkes nu"
    if plan.hindrances:
        return f"{format_count(count, 'kommune', 'kommuner')} kan rykkes, men ikke endnu"
    return f"{format_count(count, 'kommune', 'kommuner')} kan rykkes nu"


def _describe_reminded(draft: LetterDraft) -> str:
    letter = draft.letter
    addresses = join_names([find_address(contact.address).addr_spec for contact in (*letter.to, *letter.cc)])
    before = f"rykket {format_count(letter.before, 'gang', 'gange')}" if letter.before else "ikke rykket før"
    return f"{letter.municipality.name}: {addresses} ({before})"


def _split_paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs of a text, each with the lines that were lines before ``fill`` wrapped it."""
    return tuple(tuple(_unwrap(paragraph.splitlines())) for paragraph in text.strip().split("\n\n"))


def _unwrap(lines: Sequence[str]) -> list[str]:
    whole: list[str] = []
    last = ""
    for line in lines:
        # Only where the next word had no place any more was the line broken by us.
        if last and len(last) + 1 + len(line.split(" ", 1)[0]) > TEXT_WIDTH:
            whole[-1] += f" {line}"
        else:
            whole.append(line)
        last = line
    return whole


def _group_left_out(plan: LetterPlan) -> tuple[NameList, ...]:
    lists = []
    for reason in LeftOut:
        names = [one.municipality.name for one in plan.left_out if one.reason is reason]
        if names:
            said = reason.danish[0].upper() + reason.danish[1:]
            lists.append(NameList(heading=said, number=str(len(names)), names=join_names(names)))
    return tuple(lists)
