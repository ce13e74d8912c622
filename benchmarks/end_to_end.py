"""Taking in from end to end: archive, database, text and match, against the afternoon's script.

Both read the same folder of 500 mixed mails, each as a whole process from start to exit, in turn; both from
compiled modules, as an installer leaves them.
"""

import compileall
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import COUNT, write_corpus
from benchmarks.figure import Figure, compare, time_in_turn

ROUNDS = 5
ASKED = 6.0
ROOT = Path(__file__).parent.parent
PACKAGES = ("benchmarks", "domain", "parsers", "storage", "intake", "notifier", "kommunesvar")

CONFIG = """
[service]
data_dir = "data"
[authentication]
trusted_authserv_ids = ["mx.kl.dk"]
internal_domains = ["kl.dk"]
[[mailboxes]]
name = "FLJE"
address = "FLJE@kl.dk"
[[consultations]]
id = "kernevaerdier-2019-efteraar"
title = "De kommunale kerneværdier"
mailboxes = ["FLJE"]
opens = 2019-06-28
deadline = 2019-11-01
"""


def measure() -> Figure:
    """Run both in turn and compare the medians; each run starts from nothing.

    Each has a folder of its own: where files were just removed, a file system looks long for free places.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "mails")
        homes, databases = ([Path(scratch, f"{kind}{n}") for n in range(ROUNDS)] for kind in ("home", "database"))
        write_corpus(folder)
        compile_modules()
        unused_homes, unused_databases = iter(homes), iter(databases)
        ours, script = time_in_turn(
            ROUNDS,
            lambda: run_import(folder, next(unused_homes)),
            lambda: run_afternoon(folder, next(unused_databases)),
        )
        for home in homes:
            check_books(home)
    return compare(
        f"import end to end, {COUNT} mixed mails",
        ours=ours,
        against=script,
        name="afternoon script",
        items=COUNT,
        asked=ASKED,
    )


def compile_modules() -> None:
    """Compile our modules, also where Python is told to write none while it runs (PYTHONDONTWRITEBYTECODE)."""
    for package in PACKAGES:
        compileall.compile_dir(ROOT / package, quiet=1)


def run_afternoon(folder: Path, database: Path) -> None:
    """Run the script as a process, into a database that is not there yet."""
    _run("benchmarks.afternoon", str(folder), str(database))


def run_import(folder: Path, home: Path) -> None:
    """Run ``kommunesvar import`` as a process, into an archive and a database that are not there yet."""
    home.mkdir()
    (home / "config.toml").write_text(CONFIG, encoding="utf-8")
    _run("kommunesvar", "--config", str(home / "config.toml"), "import", "--mailbox", "FLJE", str(folder))


def check_books(home: Path) -> None:
    """Make sure that the work timed was done: every mail is in the books, and judged."""
    answer = _run("kommunesvar", "--config", str(home / "config.toml"), "ledger", "--format", "json")
    line = json.loads(answer)["FLJE"]
    if line["mails"] != COUNT or line["waiting"] or line["failed"] or not line["balanced"]:
        raise RuntimeError(f"the import did not do all its work: {line}")


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    print(measure())
