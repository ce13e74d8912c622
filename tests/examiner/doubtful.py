"""Mails that a person must see: never counted by the machine, and never set aside."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from tests.examiner.labels import Case, Verdict
from tests.examiner.ordinary import WORD, paper, usual
from tests.examiner.papers import make_docx, make_locked_docx, make_pdf, make_scanned_pdf, make_zip
from tests.examiner.post import Enclosure, Letter, build, fill, person, pick, prose
from tests.examiner.words import PARAGRAPHS, SIGN_OFFS

SAID = (
    ("extension_request", "Kære KL\n\nVi må desværre bede om udsættelse til den 15. november, da udvalget først mødes der."),
    ("extension_request", "Hej Frederikke\n\nEr det muligt at få fristen forlænget med 14 dage?"),
    ("extension_request", "Udvalget behandler sagen den 12. november. Vi håber, det er i orden, at svaret kommer derefter."),
    ("extension_request", "Kan vi nå at sende vores svar i uge 46 i stedet?"),
    ("extension_request", "Vi når desværre ikke fristen. Svaret bliver eftersendt, når det er politisk godkendt."),
    ("extension_request", "{official} anmoder hermed om fristudsættelse."),
    ("extension_request", "Vi sender vores høringssvar først i december, da sagen skal i byrådet den 28. november."),
    ("question", "Hvem skal høringssvaret stiles til? Og må det gerne være i pdf?"),
    ("question", "Vi kan ikke åbne det dokument, I har sendt. Kan I sende det igen?"),
    ("question", "Hej. Gælder høringen også de private skoler? Vi skal bruge svaret inden udvalgsmødet."),
    ("question", "Er I sikre på, at I har modtaget vores svar? Vi har ikke fået en kvittering."),
    ("question", "Jeg er ny i stillingen og kan ikke finde det oprindelige brev. Vil du sende det til mig?"),
    ("withdrawal", "Vi ønsker at trække vores høringssvar tilbage. Et nyt svar følger."),
    ("withdrawal", "Bedes I se bort fra det svar, vi sendte i går. Det var ikke den endelige udgave."),
    ("withdrawal", "Det fremsendte høringssvar var desværre en fejl og skal ikke bruges."),
    ("unclear", "Tak for brevet. Sagen er sat på udvalgets dagsorden."),
    ("unclear", "Tak for jeres henvendelse, som er sendt videre til skoleafdelingen. Du hører fra os."),
    ("unclear", "Hej Frederikke. Tusind tak for et rigtig godt oplæg i tirsdags!"),
    ("unclear", "Ole er stoppet i kommunen. Fremover bedes I skrive til mig om børneområdet."),
    ("unclear", "Kontaktperson for høringen er skolechef Pia Bach, tlf. 4022 1133."),
    ("unclear", "Svaret følger i morgen."),
    ("unclear", "{official} har ingen bemærkninger på nuværende tidspunkt, men sender et egentligt svar efter udvalgsmødet."),
    ("unclear", "Vi har ingen bemærkninger til tidsplanen. Høringssvaret fremsendes senere."),
    ("unclear", "Vi har i dag behandlet sagen og vender tilbage med udvalgets svar."),
    ("unclear", "Hermed et udkast til vores svar til jeres orientering. Det er endnu ikke godkendt og må ikke bruges."),
    ("missing", "Hermed fremsendes {official}s høringssvar. Se vedhæftede fil."),
    ("missing", "Vedhæftet følger udvalgets svar på de to spørgsmål."),
    ("missing", "Svaret fremgår af vedlagte dokument."),
    ("link", "Vores høringssvar kan hentes her: https://{domain}.sharepoint.com/:w:/s/boern/EaBc12?e=4"),
    ("link", "Svaret ligger på https://www.dropbox.com/s/abc123/svar.docx?dl=0"),
    ("link", "Se udvalgets udtalelse på hjemmesiden: https://www.{domain}/dagsorden/2019/10/08/punkt-7"),
)  # fmt: skip


def said(start: int) -> Iterator[Case]:
    for number, (why, wording) in enumerate(SAID, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.subject = ("SV: De kommunale kerneværdier", "Høring om kerneværdier", "Kerneværdier")[number % 3]
        letter.text = fill(wording + "\n\n" + SIGN_OFFS[number % 10], town, number)
        yield _case(why, letter, number, code=town.code)


def _case(why: str, letter: Letter, number: int, *, code: str = "", verdict: Verdict = Verdict.REVIEW) -> Case:
    return Case(
        name=f"{number:03d}-{why}",
        raw=build(letter, number),
        verdict=verdict,
        code=code,
        mailbox=letter.mailbox,
        why=why,
    )


def unreadable(start: int) -> Iterator[Case]:
    files = (
        ("svar.pdf", "application/pdf", make_scanned_pdf()),
        ("svar.pdf", "application/pdf", make_pdf("Svar", PARAGRAPHS[:3], password="hemmelig")),
        ("svar.docx", WORD, make_locked_docx()),
        ("svar.docx", WORD, b"PK\x03\x04" + bytes(range(200)) * 5),
        ("svar.docx", WORD, make_docx("Svar", PARAGRAPHS[:3])[:9000]),
        ("svar.pdf", "application/pdf", b"%PDF-1.4\n" + b"not a page in here\n" * 9),
        ("svar.docx", WORD, b""),
        ("svar.pages", "application/octet-stream", make_zip({"Index/Document.iwa": b"\0\1\2" * 99})),
        ("svar.docx", WORD, make_docx("", ())),
    )
    for number, (name, kind, data) in enumerate(files, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.files = [Enclosure(name=name, kind=kind, data=data)]
        yield _case("unreadable", letter, number, code=town.code)


def forged(start: int) -> Iterator[Case]:
    """A genuine look, but the border does not vouch for the sender, or nothing says when it came."""
    ways = (
        ("proof", "fail"), ("proof", "none"), ("proof", "foreign"), ("route", "none"), ("route", "none"),
    )  # fmt: skip
    for number, (what, way) in enumerate(ways, start):
        letter, town = usual(pick(number), number), pick(number)
        setattr(letter, what, way)
        letter.files = [paper(town, number, "docx")]
        # A border that says nothing of the sender is no refusal, and the program counts by the address then.
        verdict = Verdict.DOUBT if what == "proof" and way in {"foreign", "none"} else Verdict.REVIEW
        yield _case(f"{what}-{way}", letter, number, code=town.code, verdict=verdict)


def _letter(number: int, sender: str, text: str, subject: str = "Høringssvar") -> Letter:
    town = pick(number)
    return Letter(sender=sender, name=person(number), subject=subject, text=fill(text, town, number))


STRANGERS = (
    ("gmail", "lise.byraad@gmail.com", "Kære KL. Hermed mit svar som medlem af byrådet i {name} Kommune."),
    ("gmail", "formand.ole@hotmail.com", "Som formand for Børneudvalget i {name} Kommune sender jeg hermed udvalgets svar."),
    ("gmail", "p.h@icloud.com", "{official} har ingen bemærkninger.\n\nPeter Hansen, direktør"),
    ("lookalike", "post@fkk.dk", "Hermed høringssvar fra Københavns Kommune."),
    ("lookalike", "borgmester@odense.dk.evil.example", "Odense Kommune har ingen bemærkninger."),
    ("lookalike", "post@rodovre.dk", "Hermed høringssvar fra Rødovre Kommune."),
    ("shared", "post@it-forsyningen.dk", "På vegne af {official} fremsendes hermed høringssvar."),
    ("union", "kreds@dlf.org", "Hermed høringssvar fra lærerkredsen i {name}."),
    ("school", "leder@skoleportalen.dk", "Skolebestyrelsen ved {name} Skole sender hermed sit svar om kerneværdierne."),
)  # fmt: skip
VOICES = (
    ("party", "Hermed høringssvar fra SF's byrådsgruppe i {name}. Det er ikke kommunens officielle svar."),
    ("party", "Som byrådsmedlem for Venstre vil jeg gerne knytte et par personlige kommentarer til kerneværdierne."),
    ("party", "Mindretalsudtalelse fra Enhedslisten: Vi kan ikke tilslutte os udvalgets svar. Se vedhæftede."),
    ("behalf", "Hermed sendes høringssvar på vegne af Ærø Kommune, som vi løser opgaven for."),
    ("behalf", "På vegne af KKR Midtjylland fremsendes hermed fælles høringssvar."),
    ("joint", "Hermed fælles høringssvar fra Ishøj Kommune og Vallensbæk Kommune."),
    ("joint", "Allerød, Fredensborg og Hørsholm Kommuner har udarbejdet vedhæftede fælles svar."),
    ("other_hearing", "Hermed {official}s høringssvar vedrørende lovforslag om ændring af barselsloven."),
    (
        "other_hearing",
        "Hermed høringssvar til udkast til bekendtgørelse om madordninger i dagtilbud. Sendes til KL i kopi.",
    ),
    ("other_body", "Hermed høringssvar fra Forældrebestyrelsen ved Børnehuset Regnbuen i {official}."),
    ("other_body", "Ungerådet i {name} vil gerne give sit besyv med. Se vedhæftede."),
)


def strangers(start: int) -> Iterator[Case]:
    for number, (why, sender, text) in enumerate(STRANGERS, start):
        letter, town = _letter(number, sender, text), pick(number)
        letter.files = [paper(town, number, "docx")] if number % 2 else []
        yield _case(why, letter, number)


def voices(start: int) -> Iterator[Case]:
    for number, (why, text) in enumerate(VOICES, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.subject = "Høringssvar vedr. barselsloven" if why == "other_hearing" and number % 2 else "Høringssvar"
        letter.text = fill(text + "\n\nMvh\n{person}", town, number)
        letter.files = [Enclosure(name="Høringssvar.docx", kind=WORD, data=make_docx("Svar", PARAGRAPHS[number % 9 :]))]
        yield _case(why, letter, number, code=town.code)


def signatures_conflict(start: int) -> Iterator[Case]:
    """The letter is another municipality's than the sender."""
    for number in range(start, start + 3):
        letter, town, other = usual(pick(number), number), pick(number), pick(number + 11)
        letter.text = (
            f"Hermed høringssvar fra {other.official_name}.\n\nMed venlig hilsen\nIda Bach\n{other.official_name}"
        )
        letter.subject = f"Høringssvar fra {other.official_name}"
        letter.files = [paper(other, number, "docx")]
        yield _case("conflict", letter, number, code=town.code)


def forwarded(start: int) -> Iterator[Case]:
    """A colleague at KL passes on what came to another mailbox."""
    for number in range(start, start + 3):
        town = pick(number)
        inner = usual(town, number + 300)
        inner.files = [paper(town, number, "docx")]
        letter = Letter(
            sender="kollega@kl.dk", name="Kollega", subject="VS: Høringssvar", text="Til jer – havnede hos mig."
        )
        letter.text = (
            f"Til jer - havnede hos mig.\n\nFra: {person(number)} <post@{town.domains[0]}>\nSendt: 30. oktober 2019 10:01\nTil: KOLL\nEmne: Høringssvar\n\n"
            + "\n\n".join(prose(town, number, 3))
        )
        letter.files = [paper(town, number, "docx")]
        yield _case("forwarded", letter, number, code=town.code, verdict=Verdict.DOUBT)


PROVISIONAL = (
    "Hermed {official}s høringssvar. Der tages forbehold for udvalgets endelige godkendelse den 6. november.",
    "Vedhæftet er administrationens foreløbige svar; det politisk behandlede svar eftersendes.",
    "Hermed vores svar. Byrådet behandler sagen i næste uge, og eventuelle ændringer sendes efterfølgende.",
    "Dette er en rettet udgave af det svar, vi sendte i går. Brug venligst denne.",
    "Supplerende bemærkninger til vores tidligere fremsendte høringssvar er vedhæftet.",
)


def provisional(start: int) -> Iterator[Case]:
    for number, wording in enumerate(PROVISIONAL, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.text = fill(wording + "\n\n{person}", town, number)
        letter.files = [paper(town, number, "pdf")]
        yield _case("provisional", letter, number, code=town.code, verdict=Verdict.DOUBT)
