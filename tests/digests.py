"""Builders of digests for tests: a realistic Monday, and any change to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import lxml.html

from domain.consultation import Consultation
from domain.deadline import Timeliness
from domain.digest import Digest, Figures, MailboxHealth, NewReply, OpenMail
from domain.kind import Kind
from domain.mailbox import LedgerLine
from domain.review import ReviewReason
from domain.standing import (
    OpenFact,
    ReplyFact,
    Standing,
    StandingFacts,
    Standings,
    compute_standings,
)
from notifier.digest import DigestDraft, address_digest, describe_digest
from notifier.digest_map import SHOWN_WIDTH, MapPicture
from notifier.rendering import render_parts
from storage.roster import load_roster
from tests.builders import build_consultation

MONDAY = datetime(2019, 10, 28, 7, 0, tzinfo=UTC)
"""08:00 in Denmark, the day after the clocks went back: four days before the deadline."""

LAST_MONDAY = datetime(2019, 10, 21, 6, 0, tzinfo=UTC)
SENDER = "Høringsoverblik <kommunesvar@kl.dk>"
RECIPIENT = "Anne Jensen <ANJE@kl.dk>"
PICTURE = MapPicture(address="cid:map@kommunesvar.invalid", told="Kort over de 98 kommuner", width=SHOWN_WIDTH)

_EXCERPTS = (
    "Kommunen bakker op om kerneværdierne, men ønsker at ledelse tættere på børnene beskrives tydeligere.",
    "Byrådet finder, at sammenhængen mellem dagtilbud og skole er afgørende, og foreslår at den nævnes først.",
    "Ingen bemærkninger.",
    "Udvalget for Børn og Unge har drøftet de ti værdier på sit møde den 23. oktober og fremsender hermed sit svar.",
)


def build_standings(
    consultation: Consultation | None = None,
    *,
    on_time: int = 39,
    late: int = 2,
    extended: int = 5,
    under_review: int = 3,
    as_of: datetime = MONDAY,
) -> Standings:
    """Build standings with so many of each, spread over the country; all others are missing."""
    roster = load_roster()
    codes = sorted((m.code for m in roster), key=lambda code: int(code) * 7919 % 1009)
    cuts = iter(codes)
    answered = [next(cuts) for _ in range(on_time)]
    lagging = [next(cuts) for _ in range(late)]
    facts = StandingFacts(
        replies=tuple(
            ReplyFact(
                message=number,
                municipality=code,
                received_at=as_of - timedelta(days=1),
                timeliness=Timeliness.LATE if code in lagging else Timeliness.ON_TIME,
                kind=Kind.RESPONSE,
            )
            for number, code in enumerate((*answered, *lagging), 1)
        ),
        extensions={next(cuts): date(2019, 11, 15) for _ in range(extended)},
        open_mails=tuple(OpenFact(message=900 + n, municipality=next(cuts)) for n in range(under_review)),
    )
    return compute_standings(consultation or build_consultation(), roster, facts, as_of)


def build_figures(standings: Standings, *, fewer: int = 14, as_of: datetime = LAST_MONDAY) -> Figures:
    """Build last week's figures: so many fewer had answered, and were missing instead."""
    answered = [row.municipality.code for row in standings.with_standing(Standing.ON_TIME, Standing.LATE)]
    counts = standings.counts
    counts[Standing.ON_TIME] -= fewer
    counts[Standing.MISSING] += fewer
    return Figures(as_of=as_of, counts=counts, answered=frozenset(answered[fewer:]))


def build_reply(municipality: str = "0461", **changes: object) -> NewReply:
    reply = NewReply(
        message=17,
        municipality=municipality,
        received_at=datetime(2019, 10, 25, 12, 2, tzinfo=UTC),
        timeliness=Timeliness.ON_TIME,
        kind=Kind.RESPONSE,
        excerpt=_EXCERPTS[0],
        attachments=2,
    )
    return replace(reply, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_open_mail(**changes: object) -> OpenMail:
    mail = OpenMail(
        message=901,
        sender="Lone Kirk <lki@tvaerkom-sekretariat.example>",
        subject="Høringssvar vedr. kerneværdier",
        received_at=datetime(2019, 10, 24, 21, 41, tzinfo=UTC),
        reasons=(ReviewReason.UNKNOWN_SENDER,),
        suggestion="Herlev",
    )
    return replace(mail, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_ledger_line(**changes: object) -> LedgerLine:
    line = LedgerLine(
        mailbox="FLJE",
        sightings=64,
        repeats=2,
        gaps=0,
        mails=62,
        waiting=0,
        counted=44,
        review=3,
        set_aside=15,
        failed=0,
    )
    return replace(line, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_health(as_of: datetime = MONDAY, **changes: object) -> MailboxHealth:
    """Build a mailbox that is read and gets mail."""
    health = MailboxHealth(
        mailbox="FLJE", last_success=as_of - timedelta(minutes=3), latest_mail=as_of - timedelta(hours=2)
    )
    return replace(health, **changes)  # type: ignore[arg-type]  # a builder takes any field


def build_digest(standings: Standings | None = None, /, **changes: object) -> Digest:
    """Build a digest in the middle of its consultation, with everything in it and nothing wrong."""
    standings = standings or build_standings()
    previous = build_figures(standings)
    digest = Digest(
        standings=standings,
        previous=previous,
        new_replies=_list_replies(standings, previous),
        open_mails=(
            build_open_mail(),
            build_open_mail(
                message=902,
                sender="post@solrod.example",
                subject="Automatisk svar: Høring om de kommunale kerneværdier",
                reasons=(ReviewReason.UNCLEAR_KIND, ReviewReason.ATTACHMENT_UNREADABLE),
                suggestion="Solrød",
            ),
            build_open_mail(message=903, subject="SV: SV: Høring", reasons=(ReviewReason.NO_CLOCK,), suggestion=None),
        ),
        unjudged=0,
        ledger=(build_ledger_line(),),
        health=(build_health(standings.as_of),),
    )
    return replace(digest, **changes)  # type: ignore[arg-type]  # a builder takes any field


def _list_replies(standings: Standings, previous: Figures) -> tuple[NewReply, ...]:
    new = [
        row
        for row in standings.with_standing(Standing.ON_TIME, Standing.LATE)
        if row.municipality.code not in previous.answered
    ]
    return tuple(
        build_reply(
            row.municipality.code,
            message=100 - n,
            received_at=standings.as_of - timedelta(hours=9 * n + 1, minutes=7 * n),
            timeliness=Timeliness.LATE if row.standing is Standing.LATE else Timeliness.ON_TIME,
            kind=Kind.NO_COMMENTS if n % 4 == 2 else Kind.RESPONSE,
            excerpt=_EXCERPTS[n % 4],
            attachments=n % 3,
        )
        for n, row in enumerate(new)
    )


def draft_words(digest: Digest, base_url: str | None = None) -> DigestDraft:
    """Compose what a digest says, without the picture and the workbook, which take longer than all else."""
    return DigestDraft(
        consultation=digest.consultation,
        as_of=digest.standings.as_of,
        parts=render_parts("digest", describe_digest(digest, base_url, PICTURE)),
        files=(),
    )


def read_digest(digest: Digest, base_url: str | None = None) -> tuple[str, str, str]:
    """Return subject, text and HTML as a reader's program gets them."""
    mail = address_digest(draft_words(digest, base_url), sender=SENDER, recipient=RECIPIENT)
    parsed = message_from_bytes(mail.content, policy=default)
    bodies = [parsed.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (body.get_content().replace("\r\n", "\n") for body in bodies if body)
    return str(parsed["Subject"]), text, html


def parse_html(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def read_html(html: str) -> str:
    """Return what a person reads of a page, in one line."""
    body = parse_html(html).find("body")
    assert body is not None
    return flatten(" ".join(str(text) for text in body.itertext()))


def flatten(text: str) -> str:
    return " ".join(text.split())
