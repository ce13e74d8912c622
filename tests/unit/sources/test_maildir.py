import os
from collections.abc import Collection
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.errors import FolderMissing
from domain.mailbox import Cursor, Gap, RawMail
from intake.sources.maildir import MaildirSource

MAIL = b"From: anna@aarhus.dk\nSubject: Svar\n\nHej\n"
IN_2018 = datetime(2018, 1, 1, tzinfo=UTC).timestamp()
IN_2019 = datetime(2019, 10, 30, tzinfo=UTC).timestamp()


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    return _make_maildir(tmp_path / "Maildir")


def _make_maildir(path: Path) -> Path:
    for folder in ("cur", "new", "tmp"):
        (path / folder).mkdir(parents=True)
    return path


def _deliver(maildir: Path, name: str, *, data: bytes = MAIL, modified: float = IN_2019) -> Path:
    path = maildir / "new" / name
    path.write_bytes(data)
    os.utime(path, (modified, modified))
    return path


def _visit(source: MaildirSource, gaps: Collection[Gap] = ()) -> tuple[list[RawMail], list[Gap], list[Cursor]]:
    items = []
    for item in source.fetch_new({}, list(gaps)):
        if isinstance(item, RawMail):
            assert b"".join(item.chunks)
        items.append(item)
    return (
        [item for item in items if isinstance(item, RawMail)],
        [item for item in items if isinstance(item, Gap)],
        [item for item in items if isinstance(item, Cursor)],
    )


def test_brings_new_and_read_mail_without_touching_it(maildir: Path) -> None:
    _deliver(maildir, "1572400000.M1.host")
    _deliver(maildir, "1572400001.M2.host").rename(maildir / "cur" / "1572400001.M2.host:2,S")
    before = sorted(str(path) for path in maildir.rglob("*"))

    mails, gaps, cursors = _visit(MaildirSource("FLJE", maildir, None))

    assert [Path(mail.source).name for mail in mails] == ["1572400000.M1.host", "1572400001.M2.host"]
    assert [mail.internal_date for mail in mails] == [None, None]
    assert (gaps, len(cursors)) == ([], 1)
    assert sorted(str(path) for path in maildir.rglob("*")) == before


def test_opens_only_what_the_books_do_not_know(maildir: Path) -> None:
    _deliver(maildir, "1572400000.M1.host")
    known, *_ = _visit(MaildirSource("FLJE", maildir, None))[0]
    (maildir / "new" / "1572400000.M1.host").rename(maildir / "cur" / "1572400000.M1.host:2,RS")
    _deliver(maildir, "1500000000.M0.restored-with-an-old-name")
    asked = []

    def load_seen(mailbox: str, folder: str) -> set[int]:
        asked.append((mailbox, folder))
        return {known.uid}

    mails, _, _ = _visit(MaildirSource("FLJE", maildir, None, load_seen=load_seen))

    assert [Path(mail.source).name for mail in mails] == ["1500000000.M0.restored-with-an-old-name"]
    assert asked == [("FLJE", str(maildir))]


def test_leaves_only_what_name_and_file_both_call_old(maildir: Path) -> None:
    _deliver(maildir, "1500000000.M1.old", modified=IN_2018)
    _deliver(maildir, "1500000000.M2.old-name", modified=IN_2019)
    _deliver(maildir, "1572400000.M3.old-file", modified=IN_2018)
    _deliver(maildir, "no-time-in-this-name", modified=IN_2018)

    mails, _, _ = _visit(MaildirSource("FLJE", maildir, date(2019, 6, 28)))

    names = {Path(mail.source).name for mail in mails}
    assert names == {"1500000000.M2.old-name", "1572400000.M3.old-file", "no-time-in-this-name"}


def test_an_empty_file_is_a_gap_until_it_is_filled_or_gone(maildir: Path) -> None:
    path = _deliver(maildir, "1572400000.M1.host", data=b"")
    source = MaildirSource("FLJE", maildir, None)
    _, first, _ = _visit(source)
    _, second, _ = _visit(source, first)
    path.write_bytes(MAIL)
    filled, _, _ = _visit(source, second)
    path.unlink()

    _, last, _ = _visit(source, second)

    assert [(gap.reason, gap.attempts) for gap in (*first, *second, *last)] == [
        ("unreadable", 1),
        ("unreadable", 2),
        ("vanished", 3),
    ]
    assert [mail.uid for mail in filled] == [first[0].uid]


def test_reads_subfolders_by_their_names_in_the_file_system(maildir: Path) -> None:
    _deliver(_make_maildir(maildir / ".Arkiv.U&APg-nsket mail"), "1572400000.M1.host")
    source = MaildirSource("FLJE", maildir, None, folders=("INBOX", "Arkiv/Uønsket mail", "Junk"))

    mails, _, _ = _visit(source)

    assert len(mails) == 1
    with pytest.raises(FolderMissing):
        source.check_login()


def test_a_path_without_a_maildir_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match=str(tmp_path)):
        _visit(MaildirSource("FLJE", tmp_path, None))


def test_a_mail_marked_while_we_read_is_found_again(maildir: Path) -> None:
    for number in range(2):
        _deliver(maildir, f"157240000{number}.M1.host")
    items = MaildirSource("FLJE", maildir, None).fetch_new({}, [])
    next(items)
    (maildir / "new" / "1572400001.M1.host").rename(maildir / "cur" / "1572400001.M1.host:2,S")

    second = next(items)

    assert isinstance(second, RawMail)
    assert b"".join(second.chunks) == MAIL
