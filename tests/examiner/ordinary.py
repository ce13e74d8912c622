"""Plain replies, as they come: every one must be counted for its municipality."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

import unicodedata
from collections.abc import Iterator
from email.header import Header
from html import escape

from domain.municipality import Municipality
from tests.examiner.labels import Case, Verdict
from tests.examiner.papers import ICS, VCARD, make_docx, make_pdf, make_png
from tests.examiner.post import Enclosure, Letter, build, cover, fill, join, person, pick, prose
from tests.examiner.words import DISCLAIMERS, LETTER, PARAGRAPHS, SIGN_OFFS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUBJECTS = (
    "Høringssvar - kommunale kerneværdier", "SV: De kommunale kerneværdier", "Svar fra {official}", "Kerneværdier",
    "{official}: høringssvar", "Vedr. KL's brev om kommunale kerneværdier - sag 17.00.00-P35-{code}-19",
    "Høringssvar fra Børne- og Skoleudvalget", "VS: Høringssvar", "Sv: Spørgsmål om kerneværdierne", "svar", "Re: høring",
    "Fremsendelse af høringssvar", "Udtalelse vedr. kerneværdier [Sagsnr.: 2019-{code}]", "Høringssvar ({name})",
    "Besvarelse af spørgsmål til de kommunale kerneværdier", "SV: Påmindelse: frist 1. november - kerneværdier",
)  # fmt: skip
ROUTES = ("postfix", "exim", "exchange", "heimdal", "comment")
PROOFS = ("dmarc", "split", "version")
CODINGS = (
    ("utf-8", "base64"), ("utf-8", "quoted-printable"), ("iso-8859-1", "quoted-printable"), ("windows-1252", "8bit"),
)  # fmt: skip


def paper(town: Municipality, number: int, form: str, name: str = "") -> Enclosure:
    """The letter itself, as a file."""
    title = f"Høringssvar fra {town.official_name}"
    if form == "docx":
        data = make_docx(title, prose(town, number), table=PARAGRAPHS[:2] if number % 5 == 0 else (), footer="Side 1")
        return Enclosure(name=name or f"Høringssvar {town.name}.docx", kind=WORD, data=data)
    logo = make_png(shade=number % 200) if number % 3 == 0 else b""
    return Enclosure(
        name=name or f"Hoeringssvar_{town.code}.pdf",
        kind="application/pdf" if number % 4 else "application/octet-stream",
        data=make_pdf(title, prose(town, number), logo=logo),
    )


def usual(town: Municipality, number: int) -> Letter:
    """A letter of this town with everything as it is most days, varied by the number."""
    charset, encoding = CODINGS[number % len(CODINGS)]
    day = 1 + number % 28
    return Letter(
        sender=fill("{mail}", town, number),
        name=person(number) if number % 3 else f"{person(number)} ({town.name} Kommune)",
        subject=fill(SUBJECTS[number % len(SUBJECTS)], town, number),
        text=cover(town, number),
        at=f"2019-{9 + number % 2:02d}-{day:02d}T{7 + number % 11:02d}:{number % 60:02d}:11+0{2 - (number % 2 and day > 26)}:00",
        route=ROUTES[number % len(ROUTES)],
        proof=PROOFS[number % len(PROOFS)],
        charset=charset,
        encoding=encoding,
    )


def case(name: str, town: Municipality, letter: Letter, number: int, **more: str) -> Case:
    return Case(
        name=f"{number:03d}-{name}", raw=build(letter, number), verdict=Verdict.COUNT, code=town.code,
        mailbox=letter.mailbox, **more,
    )  # fmt: skip


def as_html(text: str, number: int = 0) -> str:
    """What Outlook makes of it."""
    head = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>'
    lines = "".join(f'<p class="MsoNormal">{escape(line)}<o:p>&nbsp;</o:p></p>' for line in text.split("\n"))
    return f'{head}<body lang="DA"><div class="WordSection1" id="n{number}">{lines}</div></body></html>'


def with_files(start: int) -> Iterator[Case]:
    for number in range(start, start + 28):
        town = pick(number)
        letter = usual(town, number)
        letter.files = [paper(town, number, "docx" if number % 5 < 3 else "pdf")]
        if number % 2:
            letter.html = as_html(letter.text or "", number)
        yield case("file", town, letter, number)


def texts_only(start: int) -> Iterator[Case]:
    for number in range(start, start + 12):
        town = pick(number)
        letter = usual(town, number)
        letter.text = "\n\n".join(["Kære KL", *prose(town, number, 3), fill(SIGN_OFFS[number % 10], town, number)])
        if number % 3 == 0:
            letter.html, letter.text = as_html(letter.text, number), None
        yield case("text", town, letter, number)


SHORT = (
    "{official} kan tilslutte sig de kommunale kerneværdier.",
    "Kære KL\n\nUdvalget bakker op om kerneværdierne og vil bruge dem i arbejdet med den nye børne- og ungepolitik.",
    "Hej Frederikke\n\nAd 1: Der er god sammenhæng, særligt om tidlig indsats.\nAd 2: Det lokale ejerskab betyder alt.",
    "Spørgsmål 1: Vores politik bygger på de samme værdier.\n\nSpørgsmål 2: Vi ser muligheder i nærheden til borgerne.",
    "{official} har drøftet sagen og finder kerneværdierne gode og dækkende. Udvalget foreslår, at fritid nævnes.",
    "- Sammenhæng: ja, meget\n- Ejerskab: vigtigt, at kommunerne selv sætter retningen\n- Savner: de små skoler",
)
NOTHING = (
    "{official} har ingen bemærkninger.",
    "{official} har ingen bemærkninger til høringen.",
    "{official} har ingen bemærkninger i denne omgang.",
    "Vi har ikke bemærkninger til kerneværdierne.",
    "Ingen kommentarer herfra.",
    "{official} har ikke yderligere bemærkninger til det fremsendte.",
    "Udvalget har behandlet sagen den 8. oktober og har ingen kommentarer.",
    "{official} ønsker ikke at afgive høringssvar.",
    "Kommunen har ikke noget at bemærke.",
    "{official} har gennemgået materialet og finder ikke anledning til bemærkninger.",
    "Materialet giver ikke anledning til bemærkninger.",
    "{official} afstår fra at afgive høringssvar.",
    "Vi har ingen indvendinger og takker for inddragelsen.",
    "Hej Frederikke\n\nVi har kigget på det og har intet at tilføje.",
    "Kære KL. {official} tager kerneværdierne til efterretning uden bemærkninger.",
    "Børne- og Ungeudvalget har besluttet ikke at afgive svar på høringen.",
    "{official} har ingen kommentarer til de to spørgsmål.",
    "Ingen bemærkninger. God weekend!",
    "Tak for det fremsendte. Vi har på nuværende tidspunkt ingen bemærkninger.",
    "{official} tilslutter sig kerneværdierne og har i øvrigt ingen bemærkninger.",
)


def short_texts(start: int) -> Iterator[Case]:
    for number, wording in enumerate((*SHORT, *NOTHING), start):
        town = pick(number)
        letter = usual(town, number)
        letter.text = fill(wording + "\n\n" + SIGN_OFFS[number % 10], town, number)
        yield case("short", town, letter, number)


def _quote(style: int, town: Municipality, number: int) -> str:
    marked = "\n".join(f"> {line}" for line in LETTER.split("\n"))
    head = "Emne: De kommunale kerneværdier\n\n"
    return (
        f"\n\nFra: Frederikke Lind Jeppesen <FLJE@kl.dk>\nSendt: 28. juni 2019 14:02\nTil: {person(number)}\n{head}{LETTER}",
        f"\n\nDen fre. 28. jun. 2019 kl. 14.02 skrev Frederikke Lind Jeppesen <FLJE@kl.dk>:\n\n{marked}",
        f"\n\n> Den 28. jun. 2019 kl. 14.02 skrev Frederikke Lind Jeppesen <FLJE@kl.dk>:\n> \n{marked}",
        f"\n\n-----Oprindelig meddelelse-----\nFra: FLJE@kl.dk\nSendt: 28. juni 2019 14:02\nTil: post\n{head}{LETTER}",
        (
            f"\n\nHent Outlook til Android\n\n________________________________\nFrom: KL <FLJE@kl.dk>\n"
            f"Sent: Friday, June 28, 2019 2:02:11 PM\nTo: {town.name} <post@{town.domains[0]}>\nSubject: Kerneværdier\n\n{LETTER}"
        ),
        f"\n\nDen 28-06-2019 kl. 14:02 skrev KL, Frederikke:\n{marked}",
        f"\n\n-------- Oprindelig besked --------\nFra: FLJE@kl.dk\nDato: 28.06.2019 14.02 (GMT+01:00)\nTil: post\n{head}{LETTER}",
    )[style]


def in_thread(start: int) -> Iterator[Case]:
    for number in range(start, start + 18):
        town = pick(number)
        letter = usual(town, number)
        letter.subject = ("SV: De kommunale kerneværdier - jeres svar", "Re: Kerneværdier", "Sv: SV: Kerneværdier")[
            number % 3
        ]
        letter.headers.append("In-Reply-To: <aa11@kl.dk>\r\nReferences: <aa11@kl.dk>")
        if number % 3:
            letter.files = [paper(town, number, "docx" if number % 2 else "pdf")]
        else:
            letter.text = fill(SHORT[number % 6] + "\n\nMvh\n{person}", town, number)
        letter.text = (letter.text or "") + _quote(number % 7, town, number)
        if number % 4 == 1:
            own, _, rest = letter.text.partition("\n\nFra: ")
            bar = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Fra:</b> '
            letter.html = as_html(own) + (bar + escape(rest).replace("\n", "<br>") + "</p></div>" if rest else "")
        yield case("thread", town, letter, number)


def dressed(start: int) -> Iterator[Case]:
    """Disclaimers, logos, cards, signatures, and files that are no reply."""
    for number in range(start, start + 24):
        town = pick(number)
        letter = usual(town, number)
        letter.text = cover(town, number, number)
        letter.files = [paper(town, number, "pdf" if number % 2 else "docx")]
        letter.files += _extras(number % 8, town, number)
        if number % 8 in {0, 1}:
            letter.html = as_html(letter.text) + '<img src="cid:image001.png@01D58A" width="120">'
        yield case("dressed", town, letter, number)


def _extras(which: int, town: Municipality, number: int) -> list[Enclosure]:
    logo = Enclosure(name="image001.png", kind="image/png", data=make_png(shade=number), inline=True)
    annex = make_docx("Bilag: Børne- og ungepolitik", PARAGRAPHS[4:9])
    calendar = ICS.format(method="PUBLISH", summary="Temamøde i udvalget").encode()
    return (
        [logo],
        [logo, Enclosure(name="image002.jpg", kind="image/png", data=make_png(60, 60, 33), inline=True)],
        [Enclosure(name=f"{person(number)}.vcf", kind="text/x-vcard", data=VCARD.format(name=town.name).encode())],
        [Enclosure(name="Bilag 1 - Børne- og ungepolitik.docx", kind=WORD, data=annex)],
        [Enclosure(name="Temamøde.ics", kind="text/calendar", data=calendar)],
        [
            Enclosure(
                name="smime.p7s", kind="application/pkcs7-signature", data=bytes.fromhex("308006092a864886f70d010702a0")
            )
        ],
        [Enclosure(name="logo.png", kind="image/png", data=make_png(200, 60))],
        [Enclosure(name="Bilag 2.pdf", kind="application/pdf", data=make_pdf("Udskrift af referat", PARAGRAPHS[2:6]))],
    )[which]


def signed(start: int) -> Iterator[Case]:
    """multipart/signed, as NemID signatures are."""
    for number in range(start, start + 3):
        town = pick(number)
        letter = usual(town, number)
        letter.files = [paper(town, number, "docx")]
        inside = build(letter, number).partition(b"MIME-Version: 1.0\r\n")[2]
        p7s = (
            b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n"
            b"Content-Disposition: attachment; filename=smime.p7s\r\n\r\nMIAGCSqGSIb3DQEHAqCAMIACAQExDzAN\r\n"
        )
        whole = join("signed", [inside, p7s], f"s{number}")
        letter.payload, letter.content = (
            whole.partition(b"\r\n\r\n")[2],
            f'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="----=_Part_s{number}_"',
        )
        letter.payload = b"\r\n" + letter.payload
        yield case("signed", town, letter, number)


def decomposed(start: int) -> Iterator[Case]:
    """From a Mac: å as a and a ring; and a subject in Latin-1."""
    for number in range(start, start + 4):
        town = pick(number)
        letter = usual(town, number)
        letter.charset, letter.encoding = "utf-8", "quoted-printable"
        letter.text = unicodedata.normalize("NFD", cover(town, number))
        letter.files = [
            paper(town, number, "docx", unicodedata.normalize("NFD", f"Høringssvar på kerneværdier {town.name}.docx"))
        ]
        letter.headers.append("Subject: " + Header("Høringssvar på kerneværdier", "iso-8859-1").encode())
        yield case("mac", town, letter, number)


def notices(start: int) -> Iterator[Case]:
    """Every disclaimer below a reply that stands in the mail itself."""
    for number, notice in enumerate(DISCLAIMERS, start):
        town = pick(number)
        letter = usual(town, number)
        letter.text = fill(SHORT[number % 6] + "\n\nVenlig hilsen\n{person}\n\n" + notice, town, number)
        yield case("notice", town, letter, number)
