"""Chapters: who speaks and about what: papers of town halls that answer something else, voices beside the committee's,
and replies that only sound like either.
"""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.verdicts.asking import COUNT, REVIEW, doubtful, label, reply
from tests.verdicts.documents import write_document
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

ANSWERS_TO_OTHERS = (
    ("Svar", "Hermed svar på jeres spørgeskema om madspild.", "Spørgeskema om madspild. 1. Hvor meget vejes? Vi vejer hver fredag."),
    ("Svar på survey", "Vedhæftet vores svar på KL's survey om SFO-takster.", "Takster for SFO 2020. Morgenmodul 450 kr."),
    ("Svar", "Her er de tal, du bad om i går.", "Antal elever pr. 5. september fordelt på klassetrin."),
    ("Bemærkninger til referat", "Vi har et par bemærkninger til referatet, se vedhæftede.", "Rettelser til referat af netværksmøde, side 2."),
    ("Høringssvar", "Hermed vores høringssvar til jeres udkast til vejledning om tilsyn med private pasningsordninger.",
     "Høringssvar om tilsyn med private pasningsordninger. Kommunen ønsker klarere frister for tilsynet."),
    ("Aktindsigt", "Svar på din anmodning om aktindsigt er vedhæftet.", "Afgørelse om aktindsigt. Du får hermed de ønskede dokumenter."),
    ("Input til kongres", "Hermed vores input til temaerne på kongressen.", "Forslag til temaer: grøn omstilling, rekruttering, velfærdsteknologi."),
    ("Kommentarer", "Vores kommentarer til udkastet til rammepapir om ældrepleje.", "Rammepapir om ældrepleje: kommentarer til afsnit 3."),
    ("Rejseafregning", "Hermed bilag for rejsen til Topmødet.", "Rejseafregning. Tog tur/retur 498 kr. Hotel 1.100 kr."),
    ("Kontrakt", "Vedhæftet underskrevet kontrakt om brug af læseportalen.", "Kontrakt mellem parterne. § 1. Aftalens genstand er læseportalen."),
    ("Til inspiration", "Her er vores nye folder om skolestart, som I kan bruge til inspiration.", "Velkommen i skole! En folder til forældre."),
    ("Dagsorden", "Dagsordenen til næste møde i KKR er vedhæftet.", "Dagsorden. 1. Godkendelse. 2. Rammeaftale på specialområdet. 3. Eventuelt."),
    ("Ansøgning", "Vi vil gerne være vært for Topmødet i 2022. Se vores ansøgning.", "Ansøgning om værtskab. Vi tilbyder sal til 800 personer."),
    ("Svar fra {name}", "Hermed svar på jeres mail om mødelokaler.", "Lokale 2 og 4 er ledige den 12. og 13. december."),
    ("Høring: fritvalg", "Udvalget har følgende høringssvar til lovforslaget om frit valg af plejehjem.", "Høringssvar: frit valg af plejehjem. Udvalget er positivt."),
    ("Indberetning", "Indberetningen for tredje kvartal er vedhæftet.", "Indberetning, 3. kvartal 2019. Sygefravær 4,8 procent."),
)  # fmt: skip
BESIDE_THE_COMMITTEE = (
    "Ældrerådet i {name} vil gerne bidrage med sit eget svar om generationerne. Det er vedhæftet.",
    "Jeg er medlem af udvalget og uenig med flertallet. Mit svar er vedhæftet.",
    "MED-udvalget på Vestre Skole har drøftet værdierne og sender sine egne bemærkninger.",
    "Hermed svar fra daginstitutionen Solsikken i {official}.",
    "BUPL-tillidsfolkene i {name} har skrevet et høringssvar, som jeg skal sende.",
    "Socialdemokratiets gruppe i byrådet sender hermed sine kommentarer til kerneværdierne.",
    "Elevrådet på Nordskolen har brugt en hel dag på kerneværdierne. Her er elevernes svar.",
    "Dette er ikke kommunens svar, men mit eget som pædagogisk leder.",
    "Lokalrådet i den nordlige del af kommunen har disse bemærkninger til værdi 4.",
    "Fællestillidsmanden for lærerne i {official} vedlægger lærernes høringssvar.",
    "Forældreorganisationen i {name} har bedt mig sende deres svar fra kommunens mail.",
    "Integrationsrådet har behandlet kerneværdierne. Udtalelse vedhæftet.",
)
THE_HOUSE_SPEAKS = (
    "Hermed svar fra Børne- og Ungeforvaltningen i {official}.",
    "Direktionen i {official} sender hermed kommunens svar.",
    "Hermed svar fra Center for Dagtilbud og Skole.",
    "MED-udvalg, elevråd og skolebestyrelser er hørt, og kommunens samlede svar er vedhæftet.",
    "Elevrådets og ældrerådets bemærkninger er skrevet ind i udvalgets svar, som er vedhæftet.",
    "Skolechefen har på udvalgets vegne underskrevet vedhæftede høringssvar.",
    "Et flertal i udvalget (A, V, F) står bag svaret. Et mindretal (O) har fået sin holdning ført til protokols, jf. bilaget.",
    "Vi har drøftet svaret med BUPL og lærerforeningen, men det er kommunens svar.",
    "Byrådets fem grupper er enige om vedhæftede høringssvar.",
    "Formanden for forældrebestyrelserne har bidraget til det svar, som {committee} hermed sender.",
)
POSTMEN = (
    "{other} har afgivet vedhæftede svar. Vi er blot postbud, da deres mail ikke virker.",
    "Vi deler direktør med {other}, og hermed kommer {other}s svar.",
    "Vedhæftet høringssvar er ikke vores, men {other}s. De bad os sende det.",
    "Hermed {other}s høringssvar. Vores eget følger i næste uge.",
    "Som sekretariatskommune sender vi hermed svaret fra {other}.",
    "Jeg er udlånt til {other} og sender derfor deres svar fra min sædvanlige mail.",
)
TOGETHER = (
    "Svaret er fælles for {other} og os.",
    "Vi har sammen med {other} skrevet vedhæftede svar, som begge udvalg har godkendt.",
    "Vedhæftet er et fælles svar. Afsendere er {official} og {other}.",
    "{other} og {official} svarer i fællesskab, se brevet, som begge formænd har underskrevet.",
)


def cases() -> Iterator[Labelled]:
    """Answers to other questions, voices beside the committee, the house's own, postmen, and two together."""
    yield from _other_questions()
    yield from _beside()
    yield from _house()
    yield from _for_others()


def _other_questions() -> Iterator[Labelled]:
    for number, (subject, text, said) in enumerate(ANSWERS_TO_OTHERS, 201):
        writer = pick(11_000 + number)
        lines = (writer.fill(subject), writer.town.official_name, writer.fill(said), "Med venlig hilsen", writer.person)
        post = usual(writer, text, subject=subject)
        post = dress(
            post.with_files(write_document(("docx", "pdf", "rtf")[number % 3], lines, writer.fill(subject))), number
        )
        # A paper, a municipality and the word 'svar', and yet nothing of this consultation.
        asked = doubtful(writer, post, kinds={Kind.OTHER, Kind.RESPONSE}, states=REVIEW)
        yield label("other_question", writer.town.code, number, post, asked)


def _beside() -> Iterator[Labelled]:
    for number, wording in enumerate(BESIDE_THE_COMMITTEE, 201):
        writer = pick(11_100 + number)
        lines = ("Bemærkninger", "Vi synes om kerneværdierne, men ønsker mere tid til nærvær.", "Med hilsen")
        post = usual(writer, wording, subject=("Høringssvar", "Kerneværdier")[number % 2], sign=False)
        post = replace(post, text=f"{post.text}\n\nMvh\n{writer.person}")
        post = dress(post.with_files(paper(writer, "docx", name="Svar", lines=lines)), number)
        yield label(
            "other_voice", writer.town.code, number, post, doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        )


def _house() -> Iterator[Labelled]:
    for number, wording in enumerate(THE_HOUSE_SPEAKS, 301):
        writer = pick(11_200 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        yield label("house_voice", writer.town.code, number, post, reply(writer, post))


def _for_others() -> Iterator[Labelled]:
    for number, wording in enumerate(POSTMEN, 201):
        writer, author = pick(11_300 + number), pick(11_400 + number)
        said = wording.replace("{other}", author.town.official_name)
        post = dress(usual(writer, said).with_files(paper(author)), number)
        asked = doubtful(author, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("on_behalf", f"postman-{author.town.code}", number, post, asked)
    for number, wording in enumerate(TOGETHER, 301):
        writer, other = pick(11_300 + number), pick(11_400 + number)
        names = f"{writer.town.official_name} og {other.town.official_name}"
        lines = (f"Høringssvar fra {names}", *compose(writer, count=3, opening=f"{names} takker for muligheden.")[3:])
        said = wording.replace("{other}", other.town.official_name)
        post = dress(usual(writer, said).with_files(paper(writer, "docx", name="Fælles svar", lines=lines)), number)
        asked = doubtful(
            writer, post, "several_municipalities", kinds={Kind.RESPONSE, Kind.OTHER}, states=REVIEW | COUNT
        )
        asked = replace(asked, municipalities=(writer.town.code, other.town.code))
        yield label("joint", f"pair-{writer.town.code}-{other.town.code}", number, post, asked)
