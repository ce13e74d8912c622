"""The mails of the digest: what to settle and what is new, each foreign word made harmless."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from domain.deadline import Timeliness
from domain.digest import Digest, NewReply, OpenMail
from domain.kind import Kind
from domain.municipality import danish_key
from notifier.danish import format_count, format_moment_near, format_number, join_names
from notifier.digest_head import describe_last_day
from notifier.envelope import clean_line

LISTED_MAILS = 20
"""So many mails are told of one by one; the rest by name or number, so that the digest stays a mail."""

EXCERPT_LENGTH = 205
SUBJECT_LENGTH = 100
SENDER_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page shows what the mail tells of; all empty when there is no page."""

    base_url: str | None
    consultation: str

    @property
    def missing(self) -> str:
        """The list of those who have not answered."""
        return self._join(f"/hoeringer/{quote(self.consultation, safe='')}?status=missing")

    @property
    def review(self) -> str:
        """The mails to settle."""
        return self._join(f"/hoeringer/{quote(self.consultation, safe='')}/gennemsyn")

    @property
    def reminders(self) -> str:
        """The list of who can be reminded, from which they are sent."""
        return self._join(f"/hoeringer/{quote(self.consultation, safe='')}/rykkere")

    def message(self, id: int) -> str:
        """One mail."""
        return self._join(f"/henvendelser/{id}")

    def _join(self, path: str) -> str:
        return self.base_url.rstrip("/") + path if self.base_url else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """A mail to settle; without a page ``link`` is empty and ``command`` says the way."""

    subject: str
    sender: str
    received: str
    reasons: str
    guess: str
    link: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenList:
    """The mails to settle."""

    number: str
    items: tuple[OpenItem, ...]
    rest: str
    link: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyItem:
    """A new reply; ``facts`` are its time, its attachments and what is remarkable."""

    municipality: str
    late: bool
    facts: str
    excerpt: str
    link: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyList:
    """The new replies; ``none`` is said where there are none."""

    heading: str
    none: str
    items: tuple[ReplyItem, ...]
    rest: str


def list_open_mails(digest: Digest, links: Links) -> OpenList:
    """Return what a person must settle, oldest first."""
    number = len(digest.open_mails)
    rest = number - LISTED_MAILS
    command = f"kommunesvar messages --consultation {digest.consultation.id} --state review"
    return OpenList(
        number=format_number(number),
        items=tuple(_describe_open(mail, digest, links) for mail in digest.open_mails[:LISTED_MAILS]),
        rest=f"… og {format_count(rest, 'mail', 'mails')} mere. Se dem alle: {links.review or command}"
        if rest > 0
        else "",
        link=links.review if number else "",
        action="Afgør mailen" if number == 1 else f"Afgør de {format_number(number)} mails",
    )


def list_new_replies(digest: Digest, links: Links) -> ReplyList:
    """Return what has been answered since the last digest, newest first."""
    replies = digest.new_replies
    last, number = describe_last_day(digest), format_number(len(replies))
    again = _find_repeated(digest)
    rest = sorted({_name(digest, r) for r in replies[LISTED_MAILS:]}, key=danish_key)
    return ReplyList(
        heading=f"Nye svar siden {last} ({number})" if last else f"Alle svar hidtil ({number})",
        none="" if replies else f"Ingen nye svar siden {last}." if last else "Der er ikke kommet svar endnu.",
        items=tuple(_describe_reply(r, digest, links, again=r in again) for r in replies[:LISTED_MAILS]),
        rest=f"… og {format_number(len(replies) - LISTED_MAILS)} svar mere fra {join_names(rest)}." if rest else "",
    )


def _describe_open(mail: OpenMail, digest: Digest, links: Links) -> OpenItem:
    return OpenItem(
        subject=clean_line(mail.subject, SUBJECT_LENGTH) or "(uden emne)",
        sender=clean_line(mail.sender, SENDER_LENGTH) or "(uden afsender)",
        received=_say_when(mail.received_at, digest),
        reasons=" ".join(reason.sentence for reason in mail.reasons),
        guess=f"Bedste bud: {clean_line(mail.suggestion)}" if mail.suggestion else "Intet bud på en kommune",
        link=links.message(mail.message),
        command=f"kommunesvar show {mail.message}",
    )


def _describe_reply(reply: NewReply, digest: Digest, links: Links, *, again: bool) -> ReplyItem:
    late = reply.timeliness is Timeliness.LATE
    facts = (
        _say_when(reply.received_at, digest),
        format_count(reply.attachments, "bilag", "bilag") if reply.attachments else "ingen bilag",
        "for sent" if late else "",
        "ingen bemærkninger" if reply.kind is Kind.NO_COMMENTS else "",
        "har svaret før" if again else "",
    )
    return ReplyItem(
        municipality=_name(digest, reply),
        late=late,
        facts=" · ".join(filter(None, facts)),
        excerpt=clean_line(reply.excerpt, EXCERPT_LENGTH) or _EMPTY,
        link=links.message(reply.message),
        command=f"kommunesvar show {reply.message}",
    )


_EMPTY = "(Ingen tekst i selve mailen.)"


def _find_repeated(digest: Digest) -> frozenset[NewReply]:
    """Return the replies of those who had answered before, so that nobody takes replies for municipalities."""
    seen = set(digest.previous.answered) if digest.previous else set()
    repeated = set()
    for reply in sorted(digest.new_replies, key=lambda r: (r.received_at, r.message)):
        if reply.municipality in seen:
            repeated.add(reply)
        seen.add(reply.municipality)
    return frozenset(repeated)


def _say_when(moment: datetime | None, digest: Digest) -> str:
    if moment is None:
        return "ukendt tidspunkt"
    return format_moment_near(moment, digest.standings.as_of, digest.consultation.deadline.zone)


def _name(digest: Digest, reply: NewReply) -> str:
    names = {row.municipality.code: row.municipality.name for row in digest.standings.rows}
    return names.get(reply.municipality, reply.municipality)
