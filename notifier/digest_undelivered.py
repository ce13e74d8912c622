"""What the digest says of mails of ours that nobody has got: at the top, for nobody else would notice."""

from collections.abc import Iterator

from domain.digest import Digest, Undelivered
from notifier.danish import format_count, format_moment
from notifier.envelope import clean_line
from notifier.sending_faults import say_fault

SHOWN = 3
"""So many are told of one by one; a server that refuses refuses many."""

_KINDS = {"digest": "Ugeoversigten", "reminder": "Rykkeren", "invitation": "Høringsbrevet", "thanks": "Kvitteringen"}


def warn_of_undelivered(digest: Digest) -> Iterator[str]:
    """Yield a sentence for each of the latest, and one for the rest."""
    newest = digest.undelivered[::-1]
    for mail in newest[:SHOWN]:
        yield _describe(mail, digest)
    if rest := newest[SHOWN:]:
        others = format_count(len(rest), "anden mail", "andre mails")
        yield f"{others} er heller ikke nået frem. Se dem med: kommunesvar outbox"


def _describe(mail: Undelivered, digest: Digest) -> str:
    what = f"{_KINDS.get(mail.kind, 'En mail')} til {clean_line(mail.recipient, 100)}"
    written = format_moment(mail.created_at, digest.consultation.deadline.zone)
    fault = f" {say_fault(mail.error)}" if mail.error else ""
    if mail.refused:
        return f"{what} blev afvist af mailserveren og bliver ikke sendt igen. Mailen blev skrevet {written}.{fault}"
    return f"{what} er ikke sendt endnu og har ventet i udbakken siden {written}.{fault}"
