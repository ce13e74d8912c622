"""Mixed mails to measure with: replies as Word, PDF and text, 1 to 6 pages long, and machines' mail.

Run it as ``python -m benchmarks.corpus FOLDER`` to look at them. The same seed gives the same words.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.deadline import COPENHAGEN
from domain.municipality import Municipality, Roster
from kommunesvar.demo.correspondence import AUTUMN, address_of, local, write_reply
from kommunesvar.demo.envelope import Journey, post
from kommunesvar.demo.letters import Letter, compose_answers, compose_comments
from kommunesvar.demo.machines import make_bounce, make_out_of_office
from storage.roster import load_roster

COUNT = 500
SEED = 2019
SHARES = {"docx": 45, "pdf": 30, "text": 15, "auto": 10}
FIRST = local("2019-07-01T08:00:00")


def write_corpus(folder: Path, *, count: int = COUNT, seed: int = SEED) -> int:
    """Write that many mails into a folder, one .eml each; return their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, raw in enumerate(make_corpus(load_roster(), count=count, seed=seed)):
        size += (folder / f"{number:04}.eml").write_bytes(raw)
    return size


def make_corpus(roster: Roster, *, count: int, seed: int) -> Iterator[bytes]:
    """Yield mails of the four sorts, in their shares and shuffled."""
    rng = random.Random(seed)
    forms = [form for form, share in SHARES.items() for _ in range(round(count * share / 100))]
    rng.shuffle(forms)
    municipalities = list(roster)
    for number, form in enumerate(forms):
        crossed_at = FIRST + timedelta(hours=5.7 * number, seconds=rng.randint(0, 3000))
        yield _make_mail(rng.choice(municipalities), crossed_at.isoformat(), form, rng)


def _make_mail(municipality: Municipality, moment: str, form: str, rng: random.Random) -> bytes:
    crossed_at = local(moment[:19])
    if form == "auto":
        make = rng.choice((make_out_of_office, make_bounce))
        return make(municipality, moment[:19]).raw
    letter = _compose(municipality, rng)
    draft = write_reply(municipality, letter, form, rng)
    return post(draft, Journey(recipient=address_of(AUTUMN), crossed_at=crossed_at), rng)


def _compose(municipality: Municipality, rng: random.Random) -> Letter:
    """Write a letter of 1 to 6 pages; one of two or three pages is the commonest."""
    day, length = FIRST.astimezone(COPENHAGEN).date(), rng.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 6))
    letter = compose_answers(municipality, day, rng, answers=min(12, 2 * length))
    if length < 4:
        return letter
    comments = compose_comments(municipality, day, rng, themes=3 * length - 7)
    return replace(letter, sections=letter.sections + comments.sections, table=comments.table)


if __name__ == "__main__":
    print(f"{write_corpus(Path(sys.argv[1])):,} bytes")
