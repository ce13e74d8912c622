"""Real mails in the books of the page's sample, taken in and judged as any other: for what looks into their bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from PIL import Image

from intake.sources.eml import FileSource
from kommunesvar.rounds import process, take_in_from
from tests.builders import build_hop
from tests.scanned_letters import LETTERS, draw_letter
from tests.web.sample import HOSTILE, Sample
from tests.word_files import build_docx, paragraph

CAME = datetime(2019, 10, 31, 9, 0, tzinfo=UTC)
STRANGER = "Hanne Holm <hanne.holm@webmail.example>"
SUBJECT = "Høringssvar om de kommunale kerneværdier"
WORDS = (
    "Kære KL\n\nHermed høringssvar om de kommunale kerneværdier. Vejle Kommune bakker op om de ti kerneværdier og "
    "ønsker, at børn og unge nævnes tydeligere.\n\nVenlig hilsen\nHanne Holm\n"
)
MARKUP = """<html><head><style>p { background: url(http://evil.example/style) }</style></head>
<body onload="alert(1)"><script>alert(1)</script><p style="color:red;font-weight:bold">Vejle Kommune bakker op.</p>
<img src="http://evil.example/tracker.gif"><img src="cid:logo" alt="Vejles logo">
<a href="https://evil.example/dokument" onclick="alert(1)">Læs svaret</a>
<svg onload="alert(1)"><script>alert(1)</script></svg><iframe src="http://evil.example"></iframe>
<form action="http://evil.example"><input name="kode"></form></body></html>"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
TRICKY_NAME = '..\\..\\"svar\u202efdp.exe'


def draw_logo() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (80, 40), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def build_letter(
    number: int,
    *,
    words: str = WORDS,
    sender: str = STRANGER,
    subject: str = SUBJECT,
    markup: str | None = None,
    files: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """Build a mail whose sender belongs to no municipality, so that a person must look."""
    mail = EmailMessage()
    mail["Received"] = build_hop(at=CAME).line
    mail["From"], mail["To"], mail["Subject"] = sender, "FLJE@kl.dk", subject
    mail["Date"], mail["Message-ID"] = CAME, f"<{number}@webmail.example>"
    mail.set_content(words)
    if markup is not None:
        mail.add_alternative(markup, subtype="html")
        part = mail.get_payload()[1]  # type: ignore[index]  # its alternatives
        part.add_related(draw_logo(), "image", "png", cid="<logo>")  # type: ignore[union-attr]
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def build_rich_letter() -> bytes:
    """Build a mail with all that a mail can bring, and much that it should not."""
    files = [
        ("Høringssvar.pdf", draw_letter(LETTERS[0])),
        ("Høringssvar.docx", build_docx(paragraph("Vejle Kommune bakker op om de ti kerneværdier."))),
        ("tegning.svg", SVG),
        (f"{HOSTILE}.html", f"<html><body>{HOSTILE}</body></html>".encode()),
        (TRICKY_NAME, b"MZ\x90\x00 not a letter"),
    ]
    return build_letter(1, markup=MARKUP, files=files)


def take_in_letters(sample: Sample, folder: Path, letters: Iterable[bytes]) -> list[int]:
    """Take mails in, have them read and judged; return their numbers."""
    folder.mkdir()
    before = {one.id for one in sample.program.messages.list_all()}
    for number, letter in enumerate(letters):
        (folder / f"{number:03}.eml").write_bytes(letter)
    take_in_from(sample.program, FileSource("FLJE", [folder]))
    process(sample.program)
    return [one.id for one in sample.program.messages.list_all() if one.id not in before]
