"""The mail that a colleague passes on whole: it is judged in place of the one around it.

Its own border line tells when it reached us, and the server's own words above that line whether its sender was
confirmed; both can be believed as far as the colleague can.
"""

from dataclasses import replace
from datetime import datetime

from domain.danish_time import describe_moment
from domain.judgement import AuthenticityFinding, ClockReading, ReceivedBy
from domain.message import INNER_TEXT, Attachment, EnclosedMail, MailHeaders, ReadMail
from domain.municipality import is_within
from intake.clock import YEARS, HostList, came_from, find_border
from intake.documents import find_own_documents


def find_original(mail: ReadMail, internal_domains: tuple[str, ...]) -> ReadMail | None:
    """Find the one mail that a colleague attached whole, without a document of his own, as if it had come itself."""
    colleague = is_within(mail.headers.sender.host, internal_domains)
    if not colleague or len(mail.enclosed) != 1 or find_own_documents(mail):
        return None
    (enclosed,) = mail.enclosed
    return ReadMail(
        headers=enclosed.headers,
        body=enclosed.body,
        quoted=enclosed.quoted,
        attachments=tuple(_lift(file, enclosed) for file in mail.attachments if _belongs_to(file, enclosed)),
        media_types=enclosed.media_types,
        notes=mail.notes,
    )


def take_cover(mail: ReadMail) -> ReadMail:
    """Return what the colleague says himself, without the mail that he passes on."""
    headers = replace(mail.headers, subject="")
    return replace(mail, headers=headers, quoted="", attachments=(), enclosed=(), media_types=("text/plain",))


def _belongs_to(file: Attachment, enclosed: EnclosedMail) -> bool:
    depth = len(enclosed.path)
    is_words = file.path == (*enclosed.path, INNER_TEXT)
    return len(file.path) > depth and file.path[:depth] == enclosed.path and not is_words


def _lift(file: Attachment, enclosed: EnclosedMail) -> Attachment:
    return replace(file, path=file.path[len(enclosed.path) :])


def is_from_inside(headers: MailHeaders, trusted_hosts: tuple[str, ...], internal_domains: tuple[str, ...]) -> bool:
    """Say whether a colleague's mail came from inside the house: anybody can write his address into a mail."""
    border = find_border(headers.hops, trusted_hosts)
    if border is None:
        return True
    house = HostList((*trusted_hosts, *internal_domains, *(f"*.{domain}" for domain in internal_domains)))
    return came_from(headers.hops[border], house)


def read_original_clock(original: ClockReading, outer: ClockReading, outer_headers: MailHeaders) -> ClockReading:
    """Return the moment that the original crossed the border; without one, that of the mail that brings it.

    What its sender's clock showed is then a claim. An original from after the mail that brings it is doubted.
    """
    if original.received_by is not ReceivedBy.BORDER or original.received_at is None:
        return add_claim(replace(outer, sender_clock=original.sender_clock), original.sender_clock)
    passed_on = f"videresendt af {outer_headers.sender}"
    if outer.received_at is not None:
        passed_on = f"{passed_on} {describe_moment(outer.received_at)}"
    too_early = outer.received_at is not None and outer.received_at < original.received_at
    return replace(
        original,
        received_by=ReceivedBy.FORWARDED,
        evidence=(*original.evidence, passed_on),
        rival=outer.received_at if too_early else original.rival,
    )


def add_claim(clock: ClockReading, claimed: datetime | None) -> ClockReading:
    """Return a reading with the moment at which a mail passed on is said to have been sent."""
    if claimed is None or claimed.year not in YEARS:
        return clock
    evidence = f"den videresendte mail angiver {describe_moment(claimed)}"
    return replace(clock, claimed=claimed, evidence=(*clock.evidence, evidence))


def tell_forwarder(authenticity: AuthenticityFinding, outer_headers: MailHeaders) -> AuthenticityFinding:
    """Return what is known of the original's sender, with who passed it on."""
    evidence = f"hele mailen er videresendt af {outer_headers.sender}"
    return replace(authenticity, evidence=(*authenticity.evidence, evidence))
