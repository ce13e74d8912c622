"""The lanes of the fence with the real programs: old formats are converted, and what is not installed is told."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from lxml import etree
from PIL import Image, ImageDraw, ImageFont

from domain.message import RECOGNITION_DUE, FilePart, Verdict
from parsers.fence import FencedReader
from parsers.programs.run import Bounds, ProgramFailed, ProgramTimeout, make_folder, run_program
from parsers.programs.tools import Tools
from tests.word_files import W

SHORT = Bounds(seconds=2, memory=256 * 1024 * 1024, address_space=512 * 1024 * 1024)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 2000
CHANGE = (
    f'<w:p xmlns:w="{W}"><w:r><w:t xml:space="preserve">Vi svarer </w:t></w:r>'
    '<w:del w:id="1" w:author="a"><w:r><w:delText>nej</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>ja</w:t></w:r></w:ins></w:p>'
)


def write_list(document: DocxDocument) -> None:
    document.add_paragraph("Første punkt", style="List Number")


def write_change(document: DocxDocument) -> None:
    document.element.body.insert(0, etree.fromstring(CHANGE))


SLIDE = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>'
    '<draw:page draw:name="1"><draw:frame svg:width="10cm" svg:height="3cm"><draw:text-box>'
    "<text:p>Børn skal høres</text:p></draw:text-box></draw:frame></draw:page>"
    "</office:presentation></office:body></office:document>"
)
WRITERS = {"listed": write_list, "tracked": write_change}


def make(data: bytes) -> FilePart:
    return FilePart(filename="fil", path=("fil",), media_type="application/octet-stream", data=data)


@pytest.fixture(scope="module")
def reader() -> Iterator[FencedReader]:
    with FencedReader(workers=1) as fenced:
        yield fenced


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return Office files of 2003, made by LibreOffice from today's."""
    folder = tmp_path_factory.mktemp("old")
    for name, write in WRITERS.items():
        document = docx.Document()
        write(document)
        document.save(str(folder / f"{name}.docx"))
    (folder / "letter.txt").write_text("Børn og unge på Ærø trives.", encoding="utf-8")
    (folder / "table.csv").write_text("Kommune;Svar\nÆrø;ja\n", encoding="utf-8")
    (folder / "slide.fodp").write_text(SLIDE, encoding="utf-8")
    made_of = {
        "doc": ["letter.txt", *(f"{name}.docx" for name in WRITERS)],
        "xls": ["table.csv"],
        "ppt": ["slide.fodp"],
    }
    options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--infilter=CSV:59,34,76"]
    for target, names in made_of.items():
        command = ["soffice", "--headless", *options, "--convert-to", target, "--outdir", "made", *names]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return {path.stem: path.read_bytes() for path in (folder / "made").iterdir()}


@pytest.mark.needs("soffice", "catdoc")
def test_old_word_file_is_read_by_catdoc(reader: FencedReader, old_files: dict[str, bytes]) -> None:
    extracted = reader.extract_text(make(old_files["letter"]))

    assert (extracted.text, extracted.verdict, extracted.method) == (
        "Børn og unge på Ærø trives.",
        Verdict.OK,
        "catdoc",
    )


@pytest.mark.needs("soffice", "catdoc")
def test_old_word_file_with_lists_and_changes_is_read_by_libreoffice(
    reader: FencedReader, old_files: dict[str, bytes]
) -> None:
    listed = reader.extract_text(make(old_files["listed"]))
    tracked = reader.extract_text(make(old_files["tracked"]))

    assert (listed.text, listed.method) == ("1. Første punkt", "libreoffice+docx")
    assert tracked.text == "Vi svarer ja"
    assert "tracked_changes" in tracked.notes


@pytest.mark.needs("soffice")
def test_old_workbooks_and_slides_are_read_by_libreoffice(reader: FencedReader, old_files: dict[str, bytes]) -> None:
    table = reader.extract_text(make(old_files["table"]))
    slide = reader.extract_text(make(old_files["slide"]))

    assert (table.verdict, table.method) == (Verdict.OK, "libreoffice+xlsx")
    assert "Kommune\tSvar\nÆrø\tja" in table.text
    assert (slide.verdict, slide.method) == (Verdict.OK, "libreoffice+pptx")
    assert "Børn skal høres" in slide.text


@pytest.fixture(scope="module")
def scan() -> bytes:
    """Return a letter as a picture, as a scanner at 150 dpi makes it."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 26)
    page = Image.new("L", (1240, 1754), 255)
    for number, line in enumerate(("Høringssvar fra Ærø Kommune", "Børn og unge trives, når de høres.")):
        ImageDraw.Draw(page).text((150, 200 + 60 * number), line, font=font, fill=0)
    buffer = BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.needs("tesseract")
def test_scan_is_read_in_the_lane_of_ocr(reader: FencedReader, scan: bytes) -> None:
    at_once = reader.extract_text(make(scan), recognize=False)
    in_time = reader.extract_text(make(scan))

    assert (at_once.text, at_once.verdict) == ("", Verdict.SCANNED)
    assert RECOGNITION_DUE in at_once.notes
    assert in_time.verdict is Verdict.OK
    assert "Børn og unge trives, når de høres." in in_time.text


def test_without_tools_every_file_has_an_honest_verdict(scan: bytes) -> None:
    with FencedReader(workers=1, tools=Tools()) as bare:
        picture = bare.extract_text(make(scan), recognize=False)
        old = bare.extract_text(make(OLD_WORD))

    assert (picture.verdict, old.verdict) == (Verdict.SCANNED, Verdict.UNSUPPORTED)
    assert RECOGNITION_DUE not in picture.notes


def test_version_changes_with_the_tools() -> None:
    with FencedReader(tools=Tools()) as bare, FencedReader(tools=Tools(tesseract="5 (dan)")) as equipped:
        assert bare.version != equipped.version


@pytest.mark.needs("catdoc")
def test_lane_of_programs_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with FencedReader(workers=1) as fenced:
        fenced.extract_text(make(OLD_WORD))
        during = list(tmp_path.iterdir())

    assert len(during) == 1
    assert list(tmp_path.iterdir()) == []


def test_program_over_its_time_is_killed_with_what_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begun = time.monotonic()
    script = f"sleep 60 & echo $! > {tmp_path}/pid; wait"

    with make_folder() as folder, pytest.raises(ProgramTimeout):
        run_program(["/bin/sh", "-c", script], folder=folder, bounds=SHORT)

    child = int((tmp_path / "pid").read_text())

    assert time.monotonic() - begun < 5
    assert is_gone(child)
    assert [path.name for path in tmp_path.iterdir()] == ["pid"]


def is_gone(pid: int) -> bool:
    """Say whether a killed process is gone, or waits for its parent to notice, within two seconds."""
    for _ in range(200):
        try:
            if " Z " in Path(f"/proc/{pid}/stat").read_text(encoding="ascii"):
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def test_program_that_fails_or_writes_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with make_folder() as folder:
        printed = run_program(["/bin/echo", "ja"], folder=folder, bounds=SHORT)
        with pytest.raises(ProgramFailed, match="ended with 3"):
            run_program(["/bin/sh", "-c", "exit 3"], folder=folder, bounds=SHORT)
        with pytest.raises(ProgramFailed):
            run_program(["/bin/cat", "/dev/zero"], folder=folder, bounds=SHORT)

    assert printed == b"ja\n"


def test_program_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KL_MAILBOX_PASSWORD", "hemmeligt")

    with make_folder() as folder:
        environment = run_program(["/usr/bin/env"], folder=folder, bounds=SHORT)

    assert b"hemmeligt" not in environment
