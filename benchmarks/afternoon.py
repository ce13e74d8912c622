"""What a competent person writes in an afternoon: a folder of mails into a table, and who sent them.

Run it as ``python -m benchmarks.afternoon FOLDER DATABASE``. It is the yardstick for taking in from end to
end, so it is written as one would write it, with the libraries one would reach for, and in one transaction.
"""

import base64
import csv
import io
import sqlite3
import sys
from pathlib import Path
from typing import Any

import docx
import mailparser
import pdfplumber

MUNICIPALITIES = Path(__file__).parent.parent / "storage" / "seed" / "municipalities.csv"

SCHEMA = """
CREATE TABLE IF NOT EXISTS mail (
    id INTEGER PRIMARY KEY, file TEXT UNIQUE, message_id TEXT, sender TEXT, subject TEXT, date TEXT,
    municipality TEXT, body TEXT, attachments TEXT, raw BLOB
)
"""


def load_domains() -> dict[str, str]:
    """Return the municipalities' names by mail domain."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        return {domain: row["name"] for row in csv.DictReader(file) for domain in row["domains"].split(";")}


def read_docx(data: bytes) -> str:
    """Return the paragraphs and table cells of a Word document."""
    document = docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines.extend("\t".join(cell.text for cell in row.cells) for row in table.rows)
    return "\n".join(lines)


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF, page after page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def read_attachment(attachment: dict[str, Any]) -> str:
    """Return the text of an attachment that is a Word document or a PDF."""
    name = attachment["filename"].lower()
    payload = attachment["payload"]
    data = base64.b64decode(payload) if attachment["binary"] else payload.encode()
    try:
        if name.endswith(".docx"):
            return read_docx(data)
        if name.endswith(".pdf"):
            return read_pdf(data)
    except Exception as error:  # noqa: BLE001 - a file that cannot be read should not end the run
        print(f"{name}: {error}", file=sys.stderr)
    return ""


def find_municipality(address: str, domains: dict[str, str]) -> str | None:
    """Find the municipality whose domain, or a part of it, the address ends with."""
    labels = address.lower().rpartition("@")[2].split(".")
    return next((domains[d] for i in range(len(labels)) if (d := ".".join(labels[i:])) in domains), None)


def read_mail(path: Path, domains: dict[str, str]) -> tuple[object, ...]:
    """Return the row of one mail."""
    raw = path.read_bytes()
    mail = mailparser.parse_from_bytes(raw)
    sender = mail.from_[0][1] if mail.from_ else ""
    texts = [read_attachment(attachment) for attachment in mail.attachments]
    return (
        str(path),
        mail.message_id,
        sender,
        mail.subject,
        mail.date.isoformat() if mail.date else None,
        find_municipality(sender, domains),
        "\n".join(mail.text_plain or mail.text_html),
        "\n\n".join(texts),
        raw,
    )


def main() -> None:
    """Store every mail of a folder."""
    folder, database = Path(sys.argv[1]), Path(sys.argv[2])
    domains = load_domains()
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(SCHEMA)
        for path in sorted(folder.glob("*.eml")):
            connection.execute(
                "INSERT OR IGNORE INTO mail (file, message_id, sender, subject, date, municipality, body,"
                " attachments, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                read_mail(path, domains),
            )
    (count,) = connection.execute("SELECT count(*) FROM mail").fetchone()
    connection.close()
    print(f"{count} mails")


if __name__ == "__main__":
    main()
