"""One mail a fault: each file of the corpus is named by what is wrong with it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.message import ParsedMail, Verdict
from parsers.mail import parse_mail

WEIRD = Path(__file__).parents[2] / "corpus" / "weird"
ALL = sorted(path.stem for path in WEIRD.glob("*.eml"))
NOON = datetime(2019, 10, 30, 12, 5, 22, tzinfo=UTC)

BODIES = {
    "base64-encoding-with-a-comment": "Vi svarer ja.",
    "base64-label-on-one-word": "nejda",
    "base64-label-on-plain-text": "Vi svarer ja til det hele og har ikke mere at sige.",
    "base64-with-stray-signs": "Vi støtter forslaget og har ingen bemærkninger.",
    "base64-with-a-footer-below": "Vi svarer ja, og børnene er glade.",
    "blank-line-in-front": "Vi svarer ja.",
    "boundary-never-opens": "Vi svarer ja.",
    "charset-nobody-knows": "Vi svarer ændret.",
    "charset-with-nul": "Vi svarer ja.",
    "controls-in-headers": "hej med dig",
    "empty-plain-beside-html": "Vi har ingen bemærkninger.",
    "encrypted-in-the-text": "",
    "enriched-text": "Vi støtter for slaget, som <nævnt>.\nHilsen Ole",
    "file-between-two-pages": "Vi svarer ja.\n\n\nHilsen Ole",
    "file-between-two-texts": "Første del.\n\nAnden del.",
    "file-uuencoded-in-the-text": "Svaret er vedhæftet.\n\n\nHilsen Ole",
    "flowed-lines": "Vi støtter forslaget, som vi har drøftet i udvalget.\n\nFrom og med 2020 gælder det alle.",
    "flowed-lines-without-their-blanks": "Vi støtter forslaget.",
    "latin1-label-on-cp1252": "Vi støtter “forslaget” – helt.",
    "logo-in-the-signature": "Vi svarer ja.",
    "lone-newlines": "Vi svarer ja.",
    "mark-in-front": "Vi svarer ja.",
    "mbox-line-in-front": "Vi svarer ja.",
    "no-charset-latin1-html": "Børn og unge",
    "no-headers-at-all": "Bare noget tekst uden headere.\nOg en linje til.",
    "outlook-wrote-all-of-it": "Vi støtter forslaget.",
    "outlook-wrote-it-twice": "Vi støtter forslaget.",
    "plain-only-tells-where-the-page-is": (
        "Kære KL\n\nUdvalget støtter forslaget om de otte kerneværdier og har ingen yderligere bemærkninger til "
        "høringen."
    ),
    "plain-without-the-marks-of-history": "Vi svarer ja.",
    "prose-that-begins-with-begin": "Vi mener:\n\nbegin 644 aar efter\nVor mening er uændret.\nend",
    "same-text-twice-in-a-row": "Svaret er vedhæftet.",
    "saved-in-utf16": "Vi støtter børnene.",
    "signed-around-the-whole-letter": "Vi støtter forslaget.",
    "signed-in-clear-text": "Vi svarer ja.\n- og har ingen bemærkninger",
    "soft-breaks-with-blanks": "Vi støtter forslaget.",
    "utf16-without-a-mark": "Vi støtter børnene.",
    "utf7": "Vi støtter børnene.",
    "utf8-label-on-latin1-body": "Børn og unge på Ærø.",
    "utf8-under-latin1-label": "Børn og unge på Ærø.",
}
SUBJECTS = {
    "controls-in-headers": "Svar [31m roed",
    "encoded-word-split-inside-a-letter": "Om kerneværdier",
    "headers-in-utf8": "Høringssvar fra Ærø",
    "latin1-label-on-cp1252": "Høring – svar",
    "raw-latin1-subject-from-and-filename": "SV: Ældrepleje æøå",
}
FILES = {
    "attached-mail-as-octet-stream": [("svar.eml", Verdict.CONTAINER), ("svar.eml/besked.txt", None)],
    "attached-mail-in-base64": [("svar.eml", Verdict.CONTAINER), ("svar.eml/besked.txt", None)],
    "attached-mail-without-disposition": [
        ("unavngivet.eml", Verdict.CONTAINER),
        ("unavngivet.eml/besked.txt", None),
    ],
    "banner-and-shrunken-picture-in-the-signature": [
        ("image001.png", Verdict.INLINE),
        ("image002.png", Verdict.INLINE),
    ],
    "boundary-never-closes": [("a.pdf", None)],
    "card-as-octets": [("Ole Olsen.vcf", Verdict.INLINE)],
    "continuations-in-an-unknown-charset": [("Høringssvar.pdf", None)],
    "digest-of-mails": [
        ("unavngivet.eml", Verdict.CONTAINER),
        ("unavngivet.eml/besked.txt", None),
        ("unavngivet-2.eml", Verdict.CONTAINER),
        ("unavngivet-2.eml/besked.txt", None),
    ],
    "document-is-the-whole-mail": [("svar.docx", None)],
    "document-labelled-as-text": [("unavngivet.docx", None)],
    "encrypted-as-a-whole": [("smime.p7m", Verdict.ENCRYPTED)],
    "encrypted-in-the-text": [("unavngivet.asc", None)],
    "file-between-two-pages": [("Svar.pdf", None)],
    "file-between-two-texts": [("Svar.pdf", None)],
    "file-kept-elsewhere": [("unavngivet.txt", Verdict.UNSUPPORTED)],
    "file-uuencoded-in-the-text": [("Svar.pdf", None)],
    "filename-encoded-in-quotes": [("Høring.pdf", None)],
    "filename-in-continuations": [("Høringssvar fra Ærø.pdf", None)],
    "filename-star-beside-filename": [("Høringssvar.pdf", None)],
    "filename-unquoted-with-spaces": [("Svar fra kommunen.pdf", None)],
    "letter-photographed-into-the-text": [("IMG_0042.png", None)],
    "logo-in-the-signature": [("image001.png", Verdict.INLINE)],
    "mail-as-nameless-octets": [("unavngivet.eml", Verdict.CONTAINER), ("unavngivet.eml/besked.txt", None)],
    "mail-sent-in-pieces": [("unavngivet.txt", Verdict.PARTIAL)],
    "meeting-invitation": [("unavngivet.ics", Verdict.INLINE)],
    "name-without-end": [(f"{'svar' * 49}sva…var{'svar' * 12}.pdf", None)],
    "names-that-lead-elsewhere": [
        ("../../etc/passwd", None),
        ("C:\\Users\\ole\\svar.pdf", None),
        ("svar\u202efdp.exe", None),
        ("svar .pdf", None),
    ],
    "nameless-docx-as-octet-stream": [("unavngivet.docx", None)],
    "outlook-wrote-all-of-it": [("winmail.dat", Verdict.CONTAINER), ("winmail.dat/Svar.pdf", None)],
    "outlook-wrote-it-twice": [("winmail.dat", Verdict.CONTAINER), ("winmail.dat/Svar.pdf", None)],
    "raw-latin1-subject-from-and-filename": [("Høringssvar.pdf", None)],
    "same-text-twice-in-a-row": [],
    "signed-around-the-whole-letter": [("smime.p7m", Verdict.CONTAINER), ("smime.p7m/Svar.pdf", None)],
    "signed-mail": [("smime.p7s", Verdict.INLINE)],
}
SENDERS = {
    "address-as-display-name": ["borgmester@odense.dk <x@evil.example>"],
    "from-with-unclosed-bracket": ["Ole Olsen <ole@odense.dk>"],
    "domain-in-punycode": ["Ole Olsen <ole@xn--r-0hac.dk>"],
    "headers-in-utf8": ["Børge Ærø <børge@ærø.dk>"],
    "no-from-at-all": [],
    "raw-latin1-subject-from-and-filename": ["Børge Ærø <b@aeroekommune.dk>"],
    "two-from-headers": ["ukendt@evil.example", "Ole Olsen <ole@odense.dk>"],
}
DATES = {"date-with-zone-by-name": datetime(2019, 10, 30, 11, 5, 22, tzinfo=UTC), "date-that-is-none": None}


def read(name: str) -> ParsedMail:
    return parse_mail((WEIRD / f"{name}.eml").read_bytes())


@pytest.mark.parametrize("name", BODIES)
def test_body_is_what_the_sender_wrote(name: str) -> None:
    mail = read(name)

    assert mail.body == BODIES[name]


@pytest.mark.parametrize("name", SUBJECTS)
def test_subject_is_readable(name: str) -> None:
    mail = read(name)

    assert mail.headers.subject == SUBJECTS[name]


@pytest.mark.parametrize("name", FILES)
def test_files_come_with_name_path_and_verdict(name: str) -> None:
    mail = read(name)

    assert [("/".join(file.path), file.verdict) for file in mail.files] == FILES[name]
    assert all(file.path[-1] == file.filename for file in mail.files)


@pytest.mark.parametrize("name", SENDERS)
def test_every_from_address_is_told(name: str) -> None:
    mail = read(name)

    assert [str(sender) for sender in mail.headers.froms] == SENDERS[name]


@pytest.mark.parametrize(
    "name", [name for name in ALL if b"Date: Wed, 30 Oct 2019" in (WEIRD / f"{name}.eml").read_bytes()]
)
def test_date_is_aware_and_in_utc(name: str) -> None:
    mail = read(name)

    # A report names a date in the mail that it returns, not its own.
    assert mail.headers.date == (NOON if mail.headers.get_all("Date") else None)


@pytest.mark.parametrize("name", DATES)
def test_strange_date_is_read_or_none(name: str) -> None:
    mail = read(name)

    assert mail.headers.date == DATES[name]


def test_second_from_header_is_counted() -> None:
    mail = read("two-from-headers")

    assert mail.headers.from_headers == 2


def test_delivery_report_names_who_was_not_reached() -> None:
    mail = read("delivery-report")

    assert mail.failed_recipients == ("post@nedlagt.dk", "skole@nedlagt.dk", "skoler@nedlagt.dk")
    assert mail.media_types[:3] == (
        "multipart/report; report-type=delivery-status",
        "text/plain",
        "message/delivery-status",
    )


def test_invitation_tells_its_method() -> None:
    mail = read("meeting-invitation")

    assert "text/calendar; method=request" in mail.media_types


def test_attached_mail_keeps_its_own_octets() -> None:
    raw = (WEIRD / "attached-mail-without-disposition.eml").read_bytes()

    mail = parse_mail(raw)

    assert mail.files[0].data in raw
    assert b"Det indre svar er et ja." in mail.files[0].data
    assert "Det indre svar" not in mail.body
    assert "Det indre svar er et ja." in mail.files[1].data.decode()


def test_html_in_place_of_a_stub_is_the_body() -> None:
    mail = read("plain-is-a-stub")

    assert mail.body.count("Vi har læst forslaget") == 12


def test_history_marked_only_in_html_is_quoted() -> None:
    mail = read("plain-without-the-marks-of-history")

    assert mail.quoted == "Kære kommune. Svar venligst."


def test_text_behind_the_last_part_is_kept() -> None:
    mail = read("text-after-the-last-boundary")

    assert mail.quoted == "Tekst som en liste har sat efter den sidste del."


def test_what_a_scanner_puts_below_is_not_the_letter() -> None:
    mail = read("base64-with-a-footer-below")

    assert "Denne mail er scannet for virus" in mail.quoted


def test_file_that_is_kept_elsewhere_is_told_with_its_address() -> None:
    mail = read("file-kept-elsewhere")

    assert "external_body: https://filer.odense.dk/svar.pdf" in mail.notes


def test_piece_of_a_mail_is_told() -> None:
    mail = read("mail-sent-in-pieces")

    assert "message_partial: 2" in mail.notes


def test_corpus_is_all_there() -> None:
    assert len(ALL) >= 75
