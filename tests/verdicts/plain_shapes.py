"""Chapters: replies in every shape that town halls give them, and what follows up on an earlier one."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.kind import Kind
from parsers.outlook import mapi
from tests.examiner.papers import make_zip
from tests.outlook_files import build_tnef
from tests.scanned_letters import save_scan, scan_letter
from tests.verdicts.asking import COUNT, REVIEW, doubtful, label, reply
from tests.verdicts.documents import PDF, write_document
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import OUR_LETTER, PARAGRAPHS, compose, our_letter, paper
from tests.verdicts.people import Writer, pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import File, Post, build, join, write_text
from tests.verdicts.programs import PROGRAMS, dress

INSIDE = (
    "Vil du sende dette til KL i dag?\n/Ole", "Her er den endelige udgave. Du må gerne sende den af sted.",
    "Godkendt af formanden. Send den bare.", "Er vi sikre på, at tallet på side 2 passer? Ellers er den klar til KL.",
    "Jeg er på ferie fra i morgen, så vil du sørge for, at KL får svaret?", ("Se vedhæftede. Kan du ikke bede om udsættelse, hvis "
    "vi ikke når det?"),
)  # fmt: skip
SUPPLEMENTS = (
    "Supplerende bemærkninger til vores tidligere fremsendte høringssvar er vedhæftet.",
    "I tillæg til vores svar af 8. oktober sender vi her elevrådets udtalelse, som udvalget har tilsluttet sig.",
    "Hermed et bilag, som manglede, da vi sendte vores høringssvar i sidste uge.",
    "Udvalget har i går vedtaget en ekstra bemærkning til høringssvaret. Den er vedhæftet.",
)
REPLACEMENTS = (
    "Vi sender hermed et nyt høringssvar, som erstatter det tidligere fremsendte.",
    "Der var desværre en fejl på side 2. Brug denne udgave i stedet for den, vi sendte i mandags.",
    "Revideret høringssvar vedhæftet. Den første version bedes bortkastet.",
    "Hermed opdateret svar fra {official}, som træder i stedet for svaret af 2. oktober.",
)
AGAIN = (
    "Jeg sender for en sikkerheds skyld svaret igen, da jeg er i tvivl, om det gik igennem.",
    "Genfremsendelse af {official}s høringssvar.",
    "Vi fik en fejlmeddelelse på vores første mail, så her er svaret igen.",
)
LONG_NOTES = (
    (
        "Kære Frederikke\n\nTak for et godt møde i sidste uge og for jeres indsats med kerneværdierne. Som nævnt har sagen været "
        "forelagt både skolebestyrelser, forældreråd og fagudvalg, og det har taget tid. Til gengæld har vi fået en rigtig god "
        "debat om, hvad vi vil med vores børneområde. Vi sender her det svar, som udvalget vedtog, og håber, at I kan bruge det.\n\n"
        "Har I brug for at få noget uddybet, så ring endelig. Vi deltager også gerne i det videre arbejde."
    ),
    (
        "Til KL\n\nSagsfremstilling: KL har anmodet kommunerne om at svare på to spørgsmål. Forvaltningen har udarbejdet et udkast, "
        "som blev behandlet på {committee}s møde. Beslutning: Godkendt. Fraværende: Ingen. Udskrift af protokollen og selve "
        "svaret er vedhæftet."
    ),
    (
        "Kære KL\n\nI bad os i jeres brev om at se på sammenhængen mellem vores politik og kerneværdierne. Det har vi gjort. I bad os "
        "også om at overveje, hvilke muligheder ejerskabet giver. Det har vi også gjort. Resultatet er vedhæftet. Vi vil opfordre "
        "jer til en anden gang at give længere tid, for det kneb med at få elevrådet med."
    ),
    (
        "Hej alle\n\nSom sekretær for udvalget har jeg samlet trådene: Formanden lægger vægt på lokalmiljøet, direktøren på data, og "
        "medarbejderne på tid. Det hele er skrevet sammen i ét svar, som er vedhæftet. Spørgsmål kan rettes til mig."
    ),
)


def cases() -> Iterator[Labelled]:
    """Every program in turn, threads of the house below, odd packings, our own questions filled in, and follow-ups."""
    yield from _by_every_program()
    yield from _inner_threads()
    yield from _packings()
    yield from _long_notes()
    yield from _follow_ups()
    yield from _committees()
    yield from _digital_post()


def _by_every_program() -> Iterator[Labelled]:
    for number, program in enumerate(dict.fromkeys(PROGRAMS), 1):
        for turn in range(2):
            writer = pick(5000 + number * 2 + turn)
            wording = ("Hermed {official}s høringssvar.", "Kære KL\n\n" + "\n\n".join(PARAGRAPHS[number : number + 3]))[
                turn
            ]
            post = usual(writer, wording, subject=("Høringssvar", "Kommunale kerneværdier")[number % 2])
            post = program(post if turn else post.with_files(paper(writer)), number)
            yield label("shape", f"{program.__name__}-{writer.town.code}", number * 2 + turn, post, reply(writer, post))


def _inner_threads() -> Iterator[Labelled]:
    """The secretary sends on what a chief wrote, and what the house said to itself stands below."""
    for number, said in enumerate(INSIDE, 1):
        writer, chief = pick(5100 + number), Writer(pick(5100 + number).town, 5200 + number)
        post = usual(
            writer,
            "Hermed fremsendes {official}s høringssvar.",
            subject="VS: Høringssvar til KL" if number % 2 else "Høringssvar",
        )
        head = f"Fra: {chief.person} <{chief.address}>\nSendt: 14. oktober 2019 09:12\nTil: {writer.person}\nEmne: Høringssvar til KL"
        post = replace(post, text=f"{post.text}\n\n{head}\n\n{said}").with_files(paper(writer))
        states = COUNT | REVIEW if "udsættelse" in said else COUNT
        asked = reply(writer, post, states=states, plain="udsættelse" not in said)
        yield label("inner_thread", writer.town.code, number, post, asked)


def _packings() -> Iterator[Labelled]:
    for number, (slug, pack) in enumerate(_PACKINGS, 1):
        for turn in range(2):
            writer = pick(5300 + number * 2 + turn)
            post = usual(writer, "Hermed {official}s høringssvar, se vedhæftede.", subject="Høringssvar")
            packed = pack(post, writer, number)
            plain = slug not in {"saved-mail", "our-questions-alone"}
            states = COUNT if plain else COUNT | REVIEW
            asked = reply(writer, packed, states=states, plain=plain)
            if not plain:
                asked = replace(asked, kinds=asked.kinds | {Kind.OTHER})
            yield label("packing", f"{slug}-{writer.town.code}", number * 2 + turn, packed, asked)


def _winmail(post: Post, writer: Writer, _: int) -> Post:
    letter = paper(writer, "docx", name="Høringssvar")
    data = build_tnef(
        {mapi.SUBJECT: "Høringssvar"}, [{mapi.ATTACH_LONG_FILENAME: letter.name, mapi.ATTACH_DATA: letter.data}]
    )
    return post.with_files(File(name="winmail.dat", media_type="application/ms-tnef", data=data))


def _signed(post: Post, writer: Writer, number: int) -> Post:
    inner = build(replace(post, trace=(), headers=()).with_files(paper(writer)), number)
    part = inner[inner.index(b"Content-Type: ") :]
    seal = (
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; filename=smime.p7s\r\n\r\nMIAGCSqGSIb3DQEHAqCAMIACAQExDzAN\r\n"
    )
    kind = "signed; protocol=application/pkcs7-signature; micalg=sha-256"
    head, _, sections = join(kind, [part, seal], f"s{number}").partition(b"\r\n\r\n")
    return replace(post, content=head.decode().partition(": ")[2], sections=sections)


def _saved_mail(post: Post, writer: Writer, number: int) -> Post:
    """The secretary attaches the director's mail whole."""
    inner = build(usual(Writer(writer.town, number), "Vores svar er vedhæftet.").with_files(paper(writer)), number)
    whole = (
        b'Content-Type: message/rfc822; name="Svar.eml"\r\nContent-Disposition: attachment; filename="Svar.eml"\r\n\r\n'
    )
    parts = [write_text("plain", post.text or "", post), whole + inner]
    head, _, sections = join("mixed", parts, f"e{number}").partition(b"\r\n\r\n")
    return replace(post, content=head.decode().partition(": ")[2], sections=sections)


def _zip_of_two(post: Post, writer: Writer, _: int) -> Post:
    inside = {
        file.name: file.data
        for file in (paper(writer, "docx"), write_document("pdf", ("Bilag", PARAGRAPHS[3]), "Bilag"))
    }
    return post.with_files(File(name="Til KL.zip", media_type="application/zip", data=make_zip(inside)))


def _our_questions(post: Post, writer: Writer, number: int) -> Post:
    """They wrote into our own letter."""
    filled = (
        *OUR_LETTER[:4],
        f"Svar: {PARAGRAPHS[number]}",
        OUR_LETTER[4],
        f"Svar: {PARAGRAPHS[number + 5]}",
        writer.town.official_name,
    )
    return post.with_files(write_document("docx", filled, "De kommunale kerneværdier - udfyldt"))


def _with_our_letter(post: Post, writer: Writer, _: int) -> Post:
    return post.with_files(paper(writer), our_letter())


def _policy_and_minutes(post: Post, writer: Writer, _: int) -> Post:
    minutes = write_document(
        "pdf", ("Protokol", writer.fill("{committee}, 8. oktober 2019. Punkt 7: Godkendt.")), "Protokol"
    )
    policy = write_document("pdf", ("Børne- og ungepolitik 2018-2022", *PARAGRAPHS[:8]), "Børne- og ungepolitik")
    return post.with_files(minutes, paper(writer, name="Høringssvar"), policy)


def _scan(post: Post, writer: Writer, _: int) -> Post:
    text = "\n\n".join(compose(writer, count=2))
    return post.with_files(File(name="Scannet fra rådhuset.pdf", media_type=PDF, data=save_scan(scan_letter(text))))


_PACKINGS = (
    ("winmail", _winmail), ("signed", _signed), ("saved-mail", _saved_mail), ("zip", _zip_of_two), ("our-questions", _our_questions),
    ("with-our-letter", _with_our_letter), ("policy-and-minutes", _policy_and_minutes), ("scan", _scan),
)  # fmt: skip


def _long_notes() -> Iterator[Labelled]:
    for number, wording in enumerate(LONG_NOTES, 1):
        writer = pick(5400 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        yield label("long_note", writer.town.code, number, post, reply(writer, post))


def _follow_ups() -> Iterator[Labelled]:
    """What adds to an earlier reply, takes its place, or repeats it: each is counted, or asked about."""
    groups = (("supplement", SUPPLEMENTS, False), ("replacement", REPLACEMENTS, True), ("again", AGAIN, None))
    for base, (slug, wordings, replaces) in zip((1, 21, 41), groups, strict=True):
        for number, wording in enumerate(wordings, base):
            writer = pick(5500 + number)
            post = usual(writer, wording, subject="SV: Høringssvar")
            post = replace(post, at=post.at + timedelta(days=7))
            post = dress(
                post.with_files(paper(writer, name="Bilag" if slug == "supplement" else "Høringssvar")), number
            )
            states = COUNT if slug == "again" else COUNT | REVIEW
            asked = reply(writer, post, states=states, plain=slug == "again", replaces=replaces)
            yield label("follow_up", f"{slug}-{writer.town.code}", number, post, asked)


def _committees() -> Iterator[Labelled]:
    for number in range(1, 11):
        writer = pick(5600 + number)
        post = usual(writer, "Til KL\n\n{committee} sender hermed sit høringssvar.", subject="Høringssvar", sign=False)
        signed = f"{post.text}\n\nMed venlig hilsen\n\n{writer.person}\nFormand for {writer.committee}\n{writer.town.official_name}"
        post = replace(post, text=signed).with_files(paper(writer))
        yield label(
            "committee", writer.town.code, number, post, replace(reply(writer, post), committee=writer.committee)
        )


def _digital_post() -> Iterator[Labelled]:
    """Sent through the state's mailbox: the sender's name says whose it is, the address does not."""
    for number, host in enumerate(("digitalpost.example", "e-post.example", "mitpost.example"), 1):
        writer = pick(5700 + number)
        post = usual(writer, "Du har modtaget ny Digital Post fra {official}. Brevet er vedhæftet.", sign=False)
        post = replace(
            post, sender=f"noreply@{host}", name=f"Digital Post - {writer.town.official_name}", subject="Høringssvar"
        )
        post = dress(post.with_files(paper(writer)), number)
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("gateway", f"digital-post-{writer.town.code}", 40 + number, post, asked)
