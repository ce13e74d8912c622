"""The fence holds: whatever a child is given, the run goes on."""

import base64
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from domain.errors import ReaderDied, ReaderTimeout, ReaderUnavailable, UnreadableMail
from domain.message import FilePart, Verdict
from parsers.child import keep_back
from parsers.fence import FencedReader
from parsers.limits import Limits
from parsers.mail import parse_mail
from tests.word_files import build_docx, paragraph, wrap

WEIRD = sorted((Path(__file__).parents[1] / "corpus" / "weird").glob("*.eml"))
MAIL = b"From: Ole <ole@odense.dk>\r\nSubject: Svar\r\n\r\nVi svarer ja.\r\n"
DOCX = build_docx(paragraph("Vi svarer ja"))


@pytest.fixture(scope="module")
def reader() -> Iterator[FencedReader]:
    with FencedReader() as fenced:
        yield fenced


def make(data: bytes, name: str = "svar.docx") -> FilePart:
    return FilePart(filename=name, path=(name,), media_type="application/octet-stream", data=data)


@pytest.fixture
def earlier() -> frozenset[int]:
    """Return the children that other tests' readers keep."""
    return frozenset(find_children())


def find_children(parent: int | None = None) -> set[int]:
    tasks = Path(f"/proc/{parent or os.getpid()}/task").glob("*/children")
    every = {int(pid) for task in tasks for pid in task.read_text().split()}
    return {pid for pid in every if b"parsers.child" in _read(f"/proc/{pid}/cmdline")}


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize("path", WEIRD, ids=lambda path: path.stem)
def test_mail_is_the_same_behind_the_fence(reader: FencedReader, path: Path) -> None:
    data = path.read_bytes()

    assert reader.parse_mail(data) == keep_back(parse_mail(data), Limits())


def test_text_comes_through(reader: FencedReader) -> None:
    extracted = reader.extract_text(make(DOCX))

    assert (extracted.text, extracted.verdict, extracted.method) == ("Vi svarer ja", Verdict.OK, "docx")


def nest(depth: int) -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return b"From: ole@odense.dk\r\n" + b"".join(levels) + b"\r\nVi svarer ja."


def widen(parts: int) -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nVi svarer ja.\r\n"
    return b"From: ole@odense.dk\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + part * parts + b"--b--\r\n"


HOSTILE_MAILS = {
    "nested 1,000 deep": nest(1000),
    "attached 1,000 deep": b"From: ole@odense.dk\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 1000 + b"hej",
    "10,000 parts": widen(10_000),
    "50,000 parts": widen(50_000),
    "100,000 headers": b"From: ole@odense.dk\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(100_000)) + b"\r\nhej",
    "20,000 encoded words": b"From: ole@odense.dk\r\nSubject:" + b" =?utf-8?q?=C3=A6?=\r\n" * 20_000 + b"\r\nhej",
    "10,000 addresses": b"From: ole@odense.dk\r\nTo: "
    + b", ".join(b"a%d@b.dk" % n for n in range(10_000))
    + b"\r\n\r\n",
    "1,000 brackets": b"From: " + b"(" * 1000 + b"ole@odense.dk\r\n\r\nhej",
    "every octet": bytes(range(256)) * 2000,
    "deep HTML": b"From: ole@odense.dk\r\nContent-Type: text/html\r\n\r\n" + b"<div>" * 50_000 + b"hej",
}


@pytest.mark.parametrize("data", HOSTILE_MAILS.values(), ids=HOSTILE_MAILS)
def test_hostile_mail_is_parsed_within_seconds(reader: FencedReader, data: bytes) -> None:
    begun = time.monotonic()

    mail = reader.parse_mail(data)

    assert time.monotonic() - begun < 12
    assert mail.body or mail.files or not data.strip().endswith(b"hej")
    assert len(mail.files) <= Limits().mail_parts + 1


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ja">{ENTITIES}]>' + wrap("document", "<w:p>&e11;</w:p>")[38:]
HOSTILE_FILES = {
    "zip bomb": (build_docx("", main=" " * 60_000_000), Verdict.TOO_LARGE),
    "entity bomb": (build_docx("", main=BOMB), Verdict.CORRUPT),
    "wide cell": (build_docx(f'<w:gridSpan w:val="1000000000"/>{paragraph("ja")}'), Verdict.OK),
    "nested XML": (build_docx("<w:p>" * 5000), Verdict.CORRUPT),
    "noise": (os.urandom(200_000), Verdict.UNSUPPORTED),
    "noise as PDF": (b"%PDF-1.4\n" + os.urandom(200_000), Verdict.CORRUPT),
    "noise as Word": (b"PK\x03\x04[Content_Types].xml" + os.urandom(200_000), Verdict.CORRUPT),
}


@pytest.mark.parametrize("case", HOSTILE_FILES.values(), ids=HOSTILE_FILES)
def test_hostile_file_costs_one_verdict(reader: FencedReader, case: tuple[bytes, Verdict]) -> None:
    data, verdict = case

    extracted = reader.extract_text(make(data))

    assert extracted.verdict is verdict
    assert reader.extract_text(make(DOCX)).verdict is Verdict.OK


def exponential_forms(levels: int) -> bytes:
    """Build a PDF whose every form draws the one below it ten times: PDFium dies of it."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>")
    objects.append(b"<</Length 5>>stream\n/F Do\nendstream")
    for level in range(levels):
        draw = b"/F Do " * 10 if level < levels - 1 else b"0 0 1 1 re f"
        below = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>" % (below, len(draw))
        objects.append(head + b"stream\n" + draw + b"\nendstream")
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


def test_file_that_eats_memory_or_time_is_ended() -> None:
    with FencedReader(workers=1, limits=Limits(file_seconds=3, memory=400 * 1024 * 1024)) as fenced:
        begun = time.monotonic()

        extracted = fenced.extract_text(make(exponential_forms(25)))

        assert time.monotonic() - begun < 8
        assert extracted.verdict in {Verdict.TIMEOUT, Verdict.CORRUPT, Verdict.TOO_LARGE}
        assert fenced.extract_text(make(DOCX)).verdict is Verdict.OK


def test_file_over_its_time_is_a_timeout_and_its_child_is_gone(earlier: frozenset[int]) -> None:
    with FencedReader(workers=1, limits=Limits(file_seconds=0.5)) as fenced:
        fenced.parse_mail(MAIL)
        (child,) = find_children() - earlier
        os.kill(child, signal.SIGSTOP)

        extracted = fenced.extract_text(make(DOCX))

        assert extracted.verdict is Verdict.TIMEOUT
        assert child not in find_children()
        assert fenced.extract_text(make(DOCX)).verdict is Verdict.OK


def test_mail_over_its_time_is_told(earlier: frozenset[int]) -> None:
    with FencedReader(workers=1, limits=Limits(mail_seconds=0.5)) as fenced:
        fenced.parse_mail(MAIL)
        (child,) = find_children() - earlier
        os.kill(child, signal.SIGSTOP)

        with pytest.raises(ReaderTimeout):
            fenced.parse_mail(MAIL)

        assert fenced.parse_mail(MAIL).body == "Vi svarer ja."


def kill_once_busy(child: int) -> None:
    deadline = time.monotonic() + 10
    while b" R " not in _read(f"/proc/{child}/stat")[:200]:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)


def test_child_killed_in_the_middle_of_a_job_is_replaced(earlier: frozenset[int]) -> None:
    with FencedReader(workers=1) as fenced:
        fenced.parse_mail(MAIL)
        (first,) = find_children() - earlier
        killer = threading.Thread(target=kill_once_busy, args=(first,))
        killer.start()

        mail = fenced.parse_mail(HOSTILE_MAILS["100,000 headers"])
        killer.join()

        assert mail.body == "hej"
        assert first not in find_children()


def test_child_killed_between_jobs_costs_nothing(earlier: frozenset[int]) -> None:
    with FencedReader(workers=1) as fenced:
        fenced.parse_mail(MAIL)
        (child,) = find_children() - earlier
        os.kill(child, signal.SIGKILL)
        time.sleep(0.05)

        assert fenced.parse_mail(MAIL).body == "Vi svarer ja."


def test_memory_that_one_mail_takes_is_bounded() -> None:
    large = b"Subject: x\r\n\r\n" + b"Vi svarer ja.\r\n" * 6_000_000
    with FencedReader(workers=1, limits=Limits(memory=300 * 1024 * 1024)) as fenced:
        with pytest.raises((ReaderDied, UnreadableMail)):
            fenced.parse_mail(large)

        assert fenced.parse_mail(MAIL).body == "Vi svarer ja."


def test_empty_mail_is_unreadable(reader: FencedReader) -> None:
    with pytest.raises(UnreadableMail):
        reader.parse_mail(b"\r\n")


def test_as_many_run_at_once_as_there_are_workers(earlier: frozenset[int]) -> None:
    with FencedReader(workers=2) as fenced, ThreadPoolExecutor(8) as threads:
        bodies = list(threads.map(lambda _: fenced.parse_mail(MAIL).body, range(60)))

        assert bodies == ["Vi svarer ja."] * 60
        assert len(find_children() - earlier) == 2


def test_children_start_with_the_first_job_and_end_with_the_reader(earlier: frozenset[int]) -> None:
    fenced = FencedReader()

    fenced.parse_mail(MAIL)
    during = find_children() - earlier
    fenced.close()

    assert len(during) == 1
    assert not during & find_children()
    with pytest.raises(ReaderUnavailable):
        fenced.parse_mail(MAIL)


def test_mail_read_from_a_file_is_the_same_and_can_be_asked_for_twice() -> None:
    path = WEIRD[0]
    with FencedReader(workers=1) as fenced, path.open("rb") as stream:
        first = fenced.parse_mail(stream)
        second = fenced.parse_mail(stream)

    assert first == second == keep_back(parse_mail(path.read_bytes()), Limits())


def test_file_over_the_limit_stays_in_the_child() -> None:
    data = b"%PDF-1.7\n" + b"x" * 3_000_000
    mail = (
        b"Subject: Svar\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf; name=svar.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)
    )
    with FencedReader(workers=1, limits=Limits(file_size=2_000_000)) as fenced:
        (file,) = fenced.parse_mail(mail).files

    assert (file.data, file.verdict, file.size) == (b"", Verdict.TOO_LARGE, len(data))
    assert file.sha256 == hashlib.sha256(data).hexdigest()


def test_children_start_before_they_are_asked_and_once(earlier: frozenset[int]) -> None:
    with FencedReader(workers=2) as fenced:
        fenced.prepare()
        fenced.prepare()
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(fenced.parse_mail, [MAIL] * 8))
        during = find_children() - earlier

    assert [answer.body for answer in answers] == ["Vi svarer ja."] * 8
    assert len(during) == 2


def test_reader_closed_while_it_prepares_leaves_nothing_behind(earlier: frozenset[int]) -> None:
    fenced = FencedReader(workers=2)

    fenced.prepare()
    fenced.close()
    for thread in threading.enumerate():
        if thread.name == "reader":
            thread.join(timeout=10)

    assert not find_children() - earlier


def test_child_knows_no_secret_and_may_write_nothing(monkeypatch: pytest.MonkeyPatch, earlier: frozenset[int]) -> None:
    monkeypatch.setenv("KL_MAILBOX_PASSWORD", "hemmeligt")

    with FencedReader(workers=1) as fenced:
        fenced.parse_mail(MAIL)
        (child,) = find_children() - earlier
        environment = _read(f"/proc/{child}/environ")
        limits = _read(f"/proc/{child}/limits").decode()

    assert b"hemmeligt" not in environment
    assert [line.split()[4] for line in limits.splitlines() if line.startswith("Max file size")] == ["0"]
    assert [line.split()[3] for line in limits.splitlines() if line.startswith("Max address space")] == [str(2**30)]


ORPHAN = """
import time
from parsers.fence import FencedReader
FencedReader(workers=1).parse_mail(b"Subject: x\\r\\n\\r\\nja")
print("ready", flush=True)
time.sleep(60)
"""


def test_children_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    # In a folder that holds a trap: a module of the name that the child looks for.
    (tmp_path / "parsers").mkdir()
    (tmp_path / "parsers" / "__init__.py").write_text("raise SystemExit('the wrong module')")
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-P", "-c", ORPHAN],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root},
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        children = find_children(parent.pid)

        parent.kill()

    assert len(children) == 1
    deadline = time.monotonic() + 5
    while any(b"parsers.child" in _read(f"/proc/{pid}/cmdline") for pid in children):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_version_changes_with_the_limits() -> None:
    with FencedReader() as one, FencedReader(limits=Limits(pages=1)) as other, FencedReader() as same:
        assert one.version == same.version
        assert one.version != other.version
