"""The whole of mail parsing beside bare mail-parser, both in this process, on the same mails.

Ours also walks every part, unpacks what is packed, judges what is a file and finds the sender's own words. Run by
itself: ``python -m benchmarks.mail_speed``.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import mailparser

from benchmarks.corpus import make_corpus
from benchmarks.figure import Figure, compare, time_in_turn
from domain.errors import UnreadableMail
from parsers.mail import parse_mail
from storage.roster import load_roster

ROUNDS = 5
COUNT = 300
ASKED = 0.5
STRANGE = Path(__file__).parent.parent / "tests" / "corpus"


def measure() -> Figure:
    """Take apart what municipalities send, and the strange mails of the tests."""
    mails = [*make_corpus(load_roster(), count=COUNT, seed=58), *(path.read_bytes() for path in find_strange())]
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # it warns of every part that is no text
    for parse in (parse_ours, parse_bare):
        parse(mails[:20])  # the first mails pay for what is imported late
    ours, bare = time_in_turn(ROUNDS, lambda: parse_ours(mails), lambda: parse_bare(mails))
    return compare(
        f"parsing {len(mails)} mails, in one process",
        ours=ours,
        against=bare,
        name="bare mail-parser",
        items=len(mails),
        asked=ASKED,
    )


def find_strange() -> list[Path]:
    """Find the mails among the files of the tests that are strange."""
    return sorted(STRANGE.rglob("*.eml"))


def parse_ours(mails: Sequence[bytes]) -> None:
    """Parse each; some of them cannot be read by anyone."""
    for mail in mails:
        with suppress(UnreadableMail):
            parse_mail(mail)


def parse_bare(mails: Sequence[bytes]) -> None:
    """Parse each and touch what the books need, as the library computes late; it raises on some."""
    for mail in mails:
        with suppress(Exception):
            parsed = mailparser.parse_from_bytes(mail)
            _ = parsed.body, parsed.attachments, parsed.subject, parsed.from_


if __name__ == "__main__":
    print(measure())
