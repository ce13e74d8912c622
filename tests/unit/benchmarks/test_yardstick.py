import email
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.corpus import make_corpus, write_corpus
from storage.roster import load_roster

ROOT = Path(__file__).parents[3]


def test_the_corpus_has_its_four_sorts_in_their_shares_and_repeats_itself() -> None:
    roster = load_roster()

    mails = list(make_corpus(roster, count=40, seed=7))
    again = list(make_corpus(roster, count=40, seed=7))

    sorts: Counter[str] = Counter()
    for raw in mails:
        types = {part.get_content_type() for part in email.message_from_bytes(raw).walk()}
        sorts["docx"] += any("wordprocessingml" in kind for kind in types)
        sorts["pdf"] += "application/pdf" in types
    assert len(mails) == 40
    assert sorts == {"docx": 18, "pdf": 12}
    assert [m[:300] for m in mails] == [m[:300] for m in again]


def test_the_afternoon_script_reads_what_it_claims_to_read(tmp_path: Path) -> None:
    folder, database = tmp_path / "mails", tmp_path / "afternoon.db"
    write_corpus(folder, count=20, seed=3)

    subprocess.run([sys.executable, "-m", "benchmarks.afternoon", str(folder), str(database)], check=True, cwd=ROOT)

    connection = sqlite3.connect(database)
    total, matched, read = connection.execute(
        "SELECT count(*), count(municipality), sum(attachments LIKE '%kerneværdier%') FROM mail"
    ).fetchone()
    connection.close()
    assert total == 20
    assert matched >= 18
    assert read == 15
