"""Mails written after all rules were mended, and measured once before anything was changed for them."""

# Sentences stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from tests.examiner.labels import Case, Verdict
from tests.examiner.ordinary import WORD, as_html, paper, usual
from tests.examiner.papers import make_docx, make_pdf, make_zip
from tests.examiner.post import ADDRESSES, Enclosure, build, fill, person, pick, prose

WITH_LETTER = (
    "Kære Frederikke\n\nHermed fremsendes udtalelse fra Familie- og Uddannelsesudvalget i {name} Kommune.\n\nVH",
    "God eftermiddag\n\nVi skulle nødig glemme at svare jer. Dokumentet er her.\n\nHilsner fra {name}",
    "I det vedhæftede har vi samlet udvalgets betragtninger om kerneværdierne.",
    "Dokumentet er desværre blevet lidt langt. Sig til, hvis I vil have en kortere udgave.",
    "Vores svar er skrevet ind i jeres skema, som er vedhæftet.",
    "Hermed svar fra direktøren på vegne af forvaltningen.",
    "Sendt på vegne af Lotte, som er gået på barsel.",
    "Kommunens høringssvar sendes her, jf. aftale med Frederikke om kort fristforlængelse.",
    "Vi er glade for, at KL tager fat om det her. Svar vedlagt.",
    "Svaret har været en tur forbi Hovedudvalget og skolebestyrelserne. God fornøjelse med læsningen!",
    "Til orientering kan jeg oplyse, at svaret også er sendt til Børne- og Kulturchefforeningen.",
    "Det vedlagte er udvalgets endelige svar og træder i stedet for det foreløbige.",
    "Byrådet i {name} har på mødet den 29. oktober 2019, punkt 14, vedtaget vedlagte udtalelse.",
    "Udvalget for Læring og Trivsel har bedt mig sende nedenstående og vedhæftede.\n\nHvad bliver mon det næste?",
    "Her kommer {name} Kommunes input til KL's arbejde. Spørgsmål kan rettes til skolechef Jens Nyborg.",
    "Svar fra {name} Kommune. Bilagene eftersendes ikke, da de er offentlige på hjemmesiden.",
    "Kære KL. Vi har ladet os inspirere af Gentofte og Vejle. Svaret er vores eget og vedhæftet.",
    "Beklager, jeg glemte at vedhæfte. Her er det.",
    "Nu med bilag!",
    "Min forrige mail manglede bilaget. Hermed svaret.",
    "Jf. telefonsamtale fremsendes svaret, selv om fristen er overskredet.",
    "Svaret er underskrevet digitalt af formanden.",
    "Hermed {name}s svar. Vi forventer, at KL tager det med i det videre arbejde.",
    "Vi vil gerne bidrage yderligere, når I går i gang med næste fase. Indtil da: vedhæftede svar.",
)
WORDS_ONLY = (
    "{official} kan fuldt ud tilslutte sig de ti kommunale kerneværdier.",
    "Vi har drøftet kerneværdierne i udvalget og synes, de rammer godt.",
    "Udvalget er positivt indstillet over for kerneværdierne og har ikke ændringsforslag.",
    "{official} noterer sig kerneværdierne og har ikke yderligere.",
    "Det giver ikke anledning til kommentarer fra {name} Kommune.",
    "Vi har ikke fundet anledning til at komme med et egentligt høringssvar.",
    "{official} ønsker ikke at kommentere kerneværdierne.",
    "Vi har læst materialet og er enige i det hele. Ingen tilføjelser.",
    "Tak for materialet. {official} har ikke bemærkninger hertil.",
    "{official} har ingen bemærkninger i denne høringsrunde.",
    (
        "1) Sammenhængen er god, da vores politik er fra 2018 og bygger på de samme tanker.\n2) Ejerskabet giver os "
        "mulighed for at prioritere lokalt, og det ønsker vi at fastholde."
    ),
    "Svar på spørgsmål 1: Politikken og værdierne taler samme sprog.\nSvar på spørgsmål 2: Vi kan handle hurtigt.",
    (
        "Kære KL\n\nHvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?\n"
        "Vi ser en stærk sammenhæng, især om fællesskaber og tidlig indsats.\n\nHvilke muligheder giver det kommunale "
        "ejerskab?\nDet giver mulighed for at tænke dagtilbud og skole sammen, og det vil vi gerne bevare."
    ),
)
FOR_A_PERSON = (
    ("extension_request", "Er der mulighed for, at vi kan svare den 8. november i stedet?"),
    ("extension_request", "Vi har brug for en uge mere. Giv lyd, hvis det er et problem."),
    ("extension_request", "Høringsfristen passer dårligt med vores mødekalender. Må svaret komme bagefter?"),
    ("question", "Skal vi svare på begge spørgsmål, eller er ét nok?"),
    ("question", "Hvor finder jeg selve kerneværdierne? Linket i brevet virker ikke."),
    ("question", "Har vi svaret? Jeg kan ikke finde noget i vores journal."),
    ("withdrawal", "Kan I slette vores svar? Det var sendt for tidligt."),
    ("withdrawal", "Svaret af 22. oktober er ikke gældende længere og bedes returneret."),
    ("unclear", "Sagen er udsat til næste udvalgsmøde."),
    ("unclear", "I skal nok få vores svar, men det bliver først i næste måned."),
    ("unclear", "Vi har ingen kommentarer lige nu, men udvalget har ikke set det endnu."),
    ("unclear", "Tak for et godt møde om kerneværdierne i går. Vi tager det med hjem."),
    ("unclear", "Jeg har givet jeres brev om kerneværdierne videre til skolechefen."),
    ("unclear", "Kerneværdierne er sat på dagsordenen til november. Hilsen Ida"),
    ("unclear", "Vi har ingen bemærkninger til jeres referat fra dialogmødet om kerneværdierne."),
    ("unclear", "Bemærk venligst, at vores udvalg har skiftet navn og formand."),
    ("missing", "Så er der endelig et svar fra os. Det er vedhæftet som pdf."),
    ("missing", "Hermed høringssvar i word og pdf."),
    ("link", "Her er vores svar: https://we.tl/t-abcDEF123"),
)
OTHERS = (
    ("behalf", "Vedhæftet er høringssvar fra Samsø Kommune, som jeg hjælper med."),
    ("joint", "De seks kommuner på Fyn, herunder Assens Kommune og Nyborg Kommune, sender hermed et samlet svar."),
    ("other_body", "Hermed høringssvar fra Handicaprådet i {name}."),
    ("party", "Hermed svar fra Dansk Folkepartis gruppe i byrådet."),
    ("party", "Jeg skriver som menigt medlem af udvalget og ikke for kommunen. Se vedhæftede."),
    ("other_hearing", "Vedhæftet er vores bemærkninger til forslag til lov om folkeskolen."),
)
MACHINES = (
    (
        "Automatisk svar: Påmindelse",
        "Tak for din mail. Jeg er tilbage den 4. november.",
        "Auto-Submitted: auto-replied",
    ),
    ("Automatisk svar: Påmindelse", "Hei! Jeg er på ferie og svarer ikke på e-post.", "Auto-Submitted: auto-replied"),
    ("Kvittering", "Vi har modtaget din henvendelse. Sagsnummer 2019-778. Med venlig hilsen Borgerservice", "X-A: b"),
    ("Autosvar", "Denne postkasse læses ikke længere. Brug hovedpostkassen.", "Auto-Submitted: auto-replied"),
    ("Ugebrev", "Ugens nyt fra biblioteket.\n\nAfmeld", "List-Unsubscribe: <mailto:a@b.example>"),
)


def list_later() -> tuple[Case, ...]:
    """Every mail of this part; numbers go on where the corpus ends."""
    cases: list[Case] = []
    for chapter in (_letters, _words, _forms, _persons, _others, _machines):
        cases.extend(chapter(len(cases) + 601))
    return tuple(cases)


def _case(why: str, number: int, raw: bytes, verdict: Verdict) -> Case:
    return Case(name=f"{number:03d}-later-{why}", raw=raw, verdict=verdict, code=pick(number).code, why=why)


def _letters(start: int) -> Iterator[Case]:
    for number, wording in enumerate(WITH_LETTER, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.text = fill(wording + "\n\nVenlig hilsen\n{person}\n{official}", town, number)
        letter.files = [paper(town, number, "docx" if number % 2 else "pdf")]
        yield _case("letter", number, build(letter, number), Verdict.COUNT)


def _words(start: int) -> Iterator[Case]:
    for number, wording in enumerate(WORDS_ONLY, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.subject = ("SV: De kommunale kerneværdier", "Høringssvar om kerneværdierne")[number % 2]
        letter.text = fill(wording + "\n\nMed venlig hilsen\n{person}\n{official}", town, number)
        yield _case("words", number, build(letter, number), Verdict.COUNT)


def _forms(start: int) -> Iterator[Case]:
    """The same old letter in clothes not worn before."""
    for number in range(start, start + 6):
        letter, town = usual(pick(number), number), pick(number)
        files = (
            [Enclosure(name="", kind="application/pdf", data=make_pdf("Svar", prose(town, number)))],
            [Enclosure(name="Svar.DOCX", kind="application/msword", data=make_docx("Svar", prose(town, number)))],
            [paper(town, number, "pdf"), paper(town, number, "docx")],
            [Enclosure(name="Svar.docx", kind=WORD, data=make_docx("Svar", prose(town, number)), inline=True)],
            [paper(town, number, "docx"), Enclosure(name="Note.txt", kind="text/plain", data=b"Scannet af ESDH")],
            [Enclosure(name="winmail", kind="application/octet-stream", data=make_pdf("Svar", prose(town, number)))],
        )
        letter.files = files[number - start]
        letter.html, letter.text = as_html(f"Hermed svar.\nMvh\n{person(number)}"), None
        yield _case("form", number, build(letter, number), Verdict.COUNT)
    zipped, town = usual(pick(start + 6), start + 6), pick(start + 6)
    data = make_zip({"Svar.docx": make_docx("Svar", prose(town, start + 6))})
    zipped.files = [Enclosure(name="Svar.zip", kind="application/zip", data=data)]
    yield _case("zip", start + 6, build(zipped, start + 6), Verdict.DOUBT)


def _persons(start: int) -> Iterator[Case]:
    for number, (why, wording) in enumerate(FOR_A_PERSON, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.subject = ("SV: De kommunale kerneværdier", "Kerneværdier")[number % 2]
        letter.text = fill(wording + "\n\nMed venlig hilsen\n{person}\n{official}", town, number)
        yield _case(why, number, build(letter, number), Verdict.REVIEW)


def _others(start: int) -> Iterator[Case]:
    for number, (why, wording) in enumerate(OTHERS, start):
        letter, town = usual(pick(number), number), pick(number)
        letter.subject = "Høringssvar"
        letter.text = fill(wording + "\n\nMvh\n{person}", town, number)
        letter.files = [Enclosure(name="Svar.docx", kind=WORD, data=make_docx("Svar", prose(town, number)[1:]))]
        yield _case(why, number, build(letter, number), Verdict.REVIEW)


def _machines(start: int) -> Iterator[Case]:
    for number, (subject, text, header) in enumerate(MACHINES, start):
        letter = usual(pick(number), number)
        letter.subject, letter.text, letter.name = subject, text, ADDRESSES["FLJE"].partition("@")[0]
        letter.headers.append(header)
        yield _case("machine", number, build(letter, number), Verdict.ASIDE)
