"""Chapter: replies whose file was forgotten, is only a link or a logo, or cannot be read; and files in odd dress."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

import zlib
from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.examiner.papers import make_locked_docx, make_pdf, make_scanned_pdf, make_zip
from tests.verdicts.asking import COUNT, REVIEW, doubtful, label, reply
from tests.verdicts.documents import PDF, WORD, make_logo, make_print, make_word, write_document
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import File, Post
from tests.verdicts.programs import dress, outlook

FORGOTTEN = (
    "Hermed fremsendes {official}s høringssvar. Se vedhæftede fil.",
    "Vedhæftet følger udvalgets svar på de to spørgsmål.",
    "Svaret fremgår af vedlagte dokument.",
    "Kære KL. Hermed vores svar som aftalt (vedhæftet).",
    "Hermed høringssvar.",
    "Se vedhæftede.",
    "Vedlagt sendes høringssvar fra {committee}.",
    "I finder vores svar i den vedhæftede pdf.",
    "Så kommer vores svar, jf. bilag.",
    "Hermed fremsendes høringssvar fra {official}.",
    "Vores bemærkninger er vedhæftet denne mail.",
    "Hej Frederikke, svaret ligger i vedhæftningen. God weekend!",
)
LINKS = (
    "Vores høringssvar kan hentes her: https://{domain}.sharepoint.com/:w:/s/boern/EaBc12?e=4",
    "Svaret ligger på https://www.dropbox.com/s/abc123/svar.docx?dl=0",
    "Se udvalgets udtalelse på hjemmesiden: https://www.{domain}/dagsorden/2019/10/08/punkt-7",
    "{person} har delt en fil med dig. Åbn den her: https://{domain}-my.sharepoint.com/:b:/g/personal/svar",
    "Filen er for stor til mail. Hent den på https://wetransfer.com/downloads/abc123",
    "Høringssvaret er offentliggjort på vores hjemmeside https://www.{domain}/hoeringssvar-kl",
    "Du kan læse kommunens svar i First Agenda: https://dagsordener.{domain}/vis?id=1234",
    "Svaret: https://drive.google.com/file/d/1AbC/view",
)


def cases() -> Iterator[Labelled]:
    """Forgotten, linked, logo only, unreadable, half readable; and charsets, names and parts that senders get wrong."""
    for number, wording in enumerate(FORGOTTEN, 1):
        writer = pick(4200 + number)
        post = usual(writer, wording, subject=("Høringssvar", "SV: De kommunale kerneværdier")[number % 2])
        post = outlook(post, 3 * number) if number % 3 == 0 else dress(post, number)
        asked = doubtful(writer, post, "attachment_missing", kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("forgotten", writer.town.code, number, post, asked)
    for number, wording in enumerate(LINKS, 1):
        writer = pick(4250 + number)
        post = dress(usual(writer, wording, subject="Høringssvar"), number)
        asked = doubtful(writer, post, "link_only", kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("link_only", writer.town.code, number, post, asked)
    yield from _unreadable()
    yield from _half()
    yield from _dirt()


def _unreadable() -> Iterator[Labelled]:
    lines = compose(pick(4300))
    broken = make_print(lines)
    files = (
        File(name="svar.pdf", media_type=PDF, data=make_scanned_pdf(1)),
        File(name="svar.pdf", media_type=PDF, data=make_pdf("Svar", lines, password="hemmelig")),
        File(name="svar.docx", media_type=WORD, data=make_locked_docx()),
        File(name="svar.docx", media_type=WORD, data=b"PK\x03\x04" + bytes(range(200)) * 5),
        File(name="svar.docx", media_type=WORD, data=make_word(lines)[: len(make_word(lines)) // 2]),
        File(name="svar.pdf", media_type=PDF, data=b"%PDF-1.4\n" + b"not a page in here\n" * 9),
        File(name="svar.docx", media_type=WORD, data=b""),
        File(
            name="svar.pages",
            media_type="application/octet-stream",
            data=make_zip({"Index/Document.iwa": b"\0\1\2" * 99}),
        ),
        File(name="svar.docx", media_type=WORD, data=make_word(())),
        File(name="svar.pdf", media_type=PDF, data=broken[:300]),
        File(name="svar.one", media_type="application/onenote", data=zlib.compress(b"note" * 900)),
        File(name="svar.mp4", media_type="video/mp4", data=b"\0\0\0\x18ftypmp42" + bytes(4000)),
    )
    for number, file in enumerate(files, 1):
        writer = pick(4300 + number)
        post = usual(writer, ("Hermed høringssvar.", "Se vedhæftede.", "Hermed svar fra {official}.")[number % 3])
        post = dress(post.with_files(file), number)
        asked = doubtful(writer, post, "attachment_unreadable", kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("unreadable", f"{number}-{writer.town.code}", number, post, asked)
    for number in range(21, 25):
        writer = pick(4300 + number)
        post = usual(writer, "Hermed fremsendes kommunens svar. Se vedhæftede.", subject="Høringssvar")
        post = replace(post, html=f"<html><body><p>{post.text}</p><img src='cid:image001.png@01D58A'></body></html>")
        post = post.with_files(make_logo(number, inline=number % 2 == 0))
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("unreadable", f"logo-only-{writer.town.code}", number, post, asked)


def _half() -> Iterator[Labelled]:
    """The reply can be read, something beside it cannot: counted or asked, never lost."""
    states = COUNT | REVIEW
    for number in range(1, 7):
        writer = pick(4350 + number)
        annex = File(name="Bilag 2.pdf", media_type=PDF, data=make_pdf("Bilag", ("Tal",), password="hemmelig"))
        post = dress(usual(writer, "Hermed høringssvar med bilag.").with_files(paper(writer), annex), number)
        yield label("half_readable", writer.town.code, number, post, reply(writer, post, states=states, plain=False))
    for number in range(11, 15):
        writer = pick(4350 + number)
        post = usual(writer, "Se vedhæftede høringssvar.").with_files(
            paper(writer), make_logo(2, inline=False), make_logo(3)
        )
        yield label("half_readable", f"logos-{writer.town.code}", number, post, reply(writer, post))


def _dirt() -> Iterator[Labelled]:
    for number, (slug, change) in enumerate(_DIRT, 1):
        for turn in range(2):
            writer = pick(4400 + number * 2 + turn)
            post = usual(
                writer, "Hermed {official}s høringssvar på kerneværdierne. Vi ønsker jer en god påske - og på gensyn."
            )
            post = change(replace(post, encoding="8bit", charset="utf-8").with_files(paper(writer)))
            yield label("dirt", f"{slug}-{writer.town.code}", number * 2 + turn, post, reply(writer, post))


def _claims_latin(post: Post) -> Post:
    return replace(post, declared="iso-8859-1")


def _claims_utf8(post: Post) -> Post:
    return replace(post, charset="cp1252", declared="utf-8")


def _claims_nothing(post: Post) -> Post:
    return replace(post, charset="cp1252", declared="")


def _claims_ascii(post: Post) -> Post:
    return replace(post, declared="us-ascii")


def _raw_subject(post: Post) -> Post:
    return replace(post, raw_subject="Høringssvar på kerneværdier".encode("latin-1"))


def _raw_filename(post: Post) -> Post:
    return replace(
        post, files=tuple(replace(f, name=f"Høringssvar på æøå.{_ending(f)}", encoded_name=False) for f in post.files)
    )


def _ending(file: File) -> str:
    return file.name.rpartition(".")[2]


def _octet_stream(post: Post) -> Post:
    return replace(post, files=tuple(replace(file, media_type="application/octet-stream") for file in post.files))


def _zipped(post: Post) -> Post:
    data = make_zip({file.name: file.data for file in post.files})
    return replace(post, files=(File(name="Høringssvar.zip", media_type="application/zip", data=data),))


def _unknown_charset(post: Post) -> Post:
    return replace(post, declared="x-unknown")


def _two_papers(post: Post) -> Post:
    policy = write_document("pdf", ("Børne- og ungepolitik", "Vi vil give alle børn gode muligheder."), "Bilag 1")
    return post.with_files(policy)


_DIRT = (
    ("claims-latin", _claims_latin), ("claims-utf8", _claims_utf8), ("claims-nothing", _claims_nothing), ("claims-ascii", _claims_ascii),
    ("raw-subject", _raw_subject), ("raw-filename", _raw_filename), ("octet-stream", _octet_stream), ("zipped", _zipped),
    ("unknown-charset", _unknown_charset), ("with-policy", _two_papers),
)  # fmt: skip
