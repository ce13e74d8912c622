import os
import tracemalloc
from pathlib import Path

import pytest

from domain.errors import SourceError
from domain.mailbox import RawMail
from intake.sources.eml import FileSource

MAIL = b"From: anna@aarhus.dk\r\nSubject: Svar\r\n\r\nHej\r\n"


def _read(*paths: Path) -> tuple[FileSource, list[tuple[RawMail, bytes]]]:
    source = FileSource("FLJE", paths)
    return source, [(item, b"".join(item.chunks)) for item in source.fetch_new({}, []) if isinstance(item, RawMail)]


def _bodies(*paths: Path) -> list[bytes]:
    return [data for _, data in _read(*paths)[1]]


def _write(path: Path, data: bytes = MAIL) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_file_is_its_path_and_its_contents(tmp_path: Path) -> None:
    path = _write(tmp_path / "svar.eml")

    (mail, data), *_ = _read(path)[1]

    assert data == MAIL
    assert (mail.mailbox, mail.folder, mail.source) == ("FLJE", str(path), str(path))
    assert (mail.uid_validity, mail.internal_date) == (0, None)
    assert 0 <= mail.uid < 2**63


def test_the_same_file_again_is_the_same_place_and_a_changed_one_another(tmp_path: Path) -> None:
    path = _write(tmp_path / "svar.eml")
    first, again = _read(path)[1][0][0].uid, _read(path)[1][0][0].uid
    _write(path, MAIL + b"mere\r\n")

    changed = _read(path)[1][0][0].uid

    assert first == again
    assert changed != first


@pytest.mark.parametrize("data", [b"", b"\0\1\2 who knows what", b"no header at all"])
def test_a_file_named_explicitly_is_taken_though_it_does_not_look_like_a_mail(tmp_path: Path, data: bytes) -> None:
    path = _write(tmp_path / "noget", data)

    assert _bodies(path) == [data]


@pytest.mark.parametrize("data", [b"PK\x03\x04 a letter", b"%PDF-1.7 a letter", b"\xff\xd8\xff\xe0 a picture"])
def test_a_letter_that_is_named_explicitly_is_no_mail_and_what_to_do_is_told(tmp_path: Path, data: bytes) -> None:
    source = FileSource("FLJE", [_write(tmp_path / "svar.docx", data)])

    assert list(source.fetch_new({}, ())) == []
    (skipped,) = source.skipped
    assert skipped.was_named
    assert "'kommunesvar register CODE --received DATE --by NAME FILE'" in skipped.reason


def test_a_mail_is_taken_whatever_its_name_and_a_letter_called_a_mail_as_well(tmp_path: Path) -> None:
    _write(tmp_path / "svar.eml", b"%PDF-1.7 a letter")

    assert len(_bodies(tmp_path / "svar.eml")) == 1


def test_a_folder_is_read_to_its_depth_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.eml", "a/2.eml", "a/1.eml", "a/x/deep.eml"):
        _write(tmp_path / name, MAIL + name.encode())

    bodies = _bodies(tmp_path)

    assert [body[len(MAIL) :].decode() for body in bodies] == ["b.eml", "a/1.eml", "a/2.eml", "a/x/deep.eml"]


def test_what_is_no_mail_is_skipped_in_a_folder_and_named(tmp_path: Path) -> None:
    _write(tmp_path / "broken.eml", b"\x00\x01")
    _write(tmp_path / "without-suffix")
    for name, data in {
        "README.md": b"# About\n\nNote: these are mails\n",
        "noter.txt": b"Til: Anna\nFra: Bo\n\nHusk det\n",
        ".DS_Store": b"\0\0\0\1Bud1",
        "logo.png": b"\x89PNG\r\n\x1a\n",
        "empty.txt": b"",
    }.items():
        _write(tmp_path / name, data)

    source, mails = _read(tmp_path)

    assert [Path(mail.source).name for mail, _ in mails] == ["broken.eml", "without-suffix"]
    assert [skip.path.name for skip in source.skipped] == [
        ".DS_Store",
        "README.md",
        "empty.txt",
        "logo.png",
        "noter.txt",
    ]


def test_outlook_files_are_taken_in_octet_by_octet(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    path = _write(tmp_path / "svar.msg", data)

    assert _bodies(path) == [data]


def test_outlook_file_by_name_alone_is_none(tmp_path: Path) -> None:
    _write(tmp_path / "svar.msg", b"\x89PNG\r\n\x1a\n" + bytes(500))

    source, mails = _read(tmp_path)

    assert mails == []
    assert [str(skip.reason) for skip in source.skipped] == ["it is not a mail"]


def test_an_mbox_is_split_and_nothing_in_it_changed(tmp_path: Path) -> None:
    first = b"From: a@x.dk\nSubject: 1\n\n>From here on\nFrom the start of a line\n"
    second = b"Subject: 2\nTo: b@x.dk\n\nFinally,\n\nFrom Monday on we are closed.\nHilsen\n"
    postmark = b"From MAILER-DAEMON Mon Nov  4 08:00:00 2019\n"
    path = _write(tmp_path / "alle.mbox", postmark + first + b"\n" + postmark + second + b"\n")

    assert _bodies(path) == [first, second]


@pytest.mark.parametrize(
    "postmark",
    [
        b"From - Mon Nov 04 08:00:00 2019",
        b"From 1234@xxx Mon Nov 04 08:00:00 +0000 2019",
        b"From anna@aarhus.dk",
        b"From anna@aarhus.dk Mon Nov  4 08:00 2019 +0100",
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_postmarks_of_every_program_part_the_mails(tmp_path: Path, postmark: bytes, end: bytes) -> None:
    mail = MAIL.replace(b"\r\n", end)
    path = _write(tmp_path / "alle", (postmark + end + mail + end) * 3)

    assert _bodies(path) == [mail] * 3


def test_an_mbox_is_never_whole_in_memory(tmp_path: Path) -> None:
    mail = b"From a@x.dk Mon Nov  4 08:00:00 2019\nSubject: 1\nFrom: a@x.dk\n\n" + b"x" * 20_000_000 + b"\n\n"
    path = _write(tmp_path / "alle.mbox", mail * 2)
    tracemalloc.start()

    sizes = [
        sum(map(len, item.chunks)) for item in FileSource("FLJE", [path]).fetch_new({}, []) if isinstance(item, RawMail)
    ]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert sizes == [20_000_026] * 2
    assert peak < 10_000_000


def test_a_mail_in_a_maildir_keeps_its_place_when_it_is_read_by_a_person(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    path = _write(tmp_path / "new" / "1572850000.M1.host")
    _write(tmp_path / "tmp" / "half")
    _write(tmp_path / ".Junk" / "cur" / "1572850001.M2.host:2,S")
    (tmp_path / ".Junk" / "new").mkdir()
    before = {(mail.folder, mail.uid) for mail, _ in _read(tmp_path)[1]}
    path.rename(tmp_path / "cur" / "1572850000.M1.host:2,RS")

    after = {(mail.folder, mail.uid) for mail, _ in _read(tmp_path)[1]}

    assert before == after
    assert len(after) == 2


def test_what_cannot_be_read_is_named_at_the_end(tmp_path: Path) -> None:
    good = _write(tmp_path / "good.eml")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "gone.eml").symlink_to(tmp_path / "nowhere")
    source = FileSource("FLJE", [tmp_path / "missing.eml", tmp_path / "folder", good])
    seen: list[object] = []

    with pytest.raises(SourceError) as error:
        seen.extend(source.fetch_new({}, []))

    assert len(seen) == 1
    assert "missing.eml" in str(error.value)
    assert "gone.eml" in str(error.value)


def test_a_pipe_does_not_keep_us_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    _write(tmp_path / "svar.eml")

    source, mails = _read(tmp_path)

    assert len(mails) == 1
    assert [skip.path.name for skip in source.skipped] == ["pipe"]


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bl\xe5b\xe6r.eml"))
    _write(path)

    (mail, _), *_ = _read(tmp_path)[1]

    assert mail.source.encode("utf-8").endswith(b"/bl\\xe5b\\xe6r.eml")
