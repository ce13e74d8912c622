"""Chapter: 'ingen bemærkninger', which is an answer: in the mail, in a letter, and what only sounds like it."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from domain.kind import Kind
from tests.verdicts.asking import ANSWER, NOTHING, REVIEW, doubtful, keep_together, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

CHAPTER = "no_comments"
NOTHING_TO_SAY = (
    "{official} har ingen bemærkninger.",
    "{official} har ingen bemærkninger til høringen.",
    "{official} har ikke bemærkninger til de kommunale kerneværdier.",
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
    "{committee} har besluttet ikke at afgive svar på høringen.",
    "{official} har ingen kommentarer til de to spørgsmål.",
    "Ingen bemærkninger. God weekend!",
    "Vi har ikke fundet anledning til at kommentere udkastet.",
    "Byrådet har ikke ønsket at afgive bemærkninger.",
    "Intet at bemærke fra {name}.",
    "Vi kan oplyse, at {official} ikke har kommentarer til høringsmaterialet.",
    "Sagen har været forelagt {committee}, som ikke havde bemærkninger.",
    "Der er ingen bemærkninger fra vores side.",
    "Herfra ingen bemærkninger til de ti værdier.",
    "{official} skal hermed meddele, at man ikke har bemærkninger til det tilsendte.",
    "Vi undlader at afgive høringssvar denne gang.",
    "Tak for henvendelsen. Udvalget har valgt ikke at sende et svar.",
    "I har spurgt, om vi har bemærkninger til kerneværdierne. Det har vi ikke.",
    "Ej bemærkninger.",
    "Vi har læst kerneværdierne og har ikke noget at tilføje.",
    "Nej, {name} har ikke noget til høringen.",
    "Til orientering ønsker {official} ikke at benytte sig af muligheden for at afgive høringssvar.",
    "Forvaltningen har drøftet sagen med formanden; vi har ingen kommentarer.",
    "Jeg skal på vegne af {committee} meddele, at kommunen ikke har bemærkninger til kerneværdierne.",
    "{official} har ikke indvendinger mod kerneværdierne.",
    "Vi tager det til efterretning og har ikke kommentarer.",
    "No comments from {name} :-)",
    "Ingen bemærkninger til høring om komunale kernevaerdier.",
    "{official} har ingen bemærkn. til høringen, jf. udvalgsmøde d. 8/10.",
)
EITHER = (
    "{official} tilslutter sig kerneværdierne og har i øvrigt ingen bemærkninger.",
    "Kommunen kan tiltræde de ti kerneværdier uden yderligere kommentarer.",
    "Udvalget ser positivt på kerneværdierne og har derudover ikke noget at bemærke.",
    "Vi er glade for kerneværdierne og har ingen ændringsforslag.",
    "{official} bakker op om kerneværdierne og har ikke yderligere at tilføje.",
    "Vi kan nikke genkendende til det hele. Ingen rettelser herfra.",
)
LETTERS = (
    "{official} har ikke bemærkninger til de kommunale kerneværdier.",
    "{committee} har på sit møde den 8. oktober 2019 behandlet høringen og har ingen bemærkninger.",
    "Høringen giver ikke {official} anledning til bemærkninger.",
    "Vi har ingen kommentarer til det fremsendte materiale og takker for lejligheden til at blive hørt.",
    "Kommunalbestyrelsen har besluttet, at der ikke afgives høringssvar.",
    "Byrådet tager kerneværdierne til efterretning og har ingen bemærkninger til dem.",
)
LETTER_NOTES = (
    "Hermed høringssvar.", "Se vedhæftede brev.", "", "Vedlagt fremsendes {official}s svar.", "Svar på høring vedhæftet.",
    "Hermed svar fra {committee}.",
)  # fmt: skip
NOT_ALL = (
    (
        "{official} har ingen bemærkninger til værdi 1-6. Til værdi 7 bemærkes, at faglig ledelse kræver tid, og at udvalget "
        "ønsker det skrevet ind."
    ),
    "Udvalget har følgende svar: Ad 1: Sammenhængen er god. Ad 2: Her har vi ingen bemærkninger.",
    "Ældrerådet havde ingen bemærkninger, men {committee} mener, at overgangen til ungdomsuddannelse bør fylde mere.",
    "Vi har ikke mange bemærkninger, men den ene, vi har, er vigtig: Husk de små børn. De nævnes slet ikke i værdi 5.",
)
NOT_YET = (
    "{official} har ingen bemærkninger på nuværende tidspunkt, men sender et egentligt svar efter udvalgsmødet.",
    "Vi har ingen bemærkninger til tidsplanen. Høringssvaret fremsendes senere.",
    "Jeg har ingen bemærkninger til selve processen; udvalgets svar kommer, når det er behandlet den 29. oktober.",
)


def cases() -> Iterator[Labelled]:
    """What says nothing, what says it beside agreement, letters, replies that say it of a part, and what is no reply."""
    yield from _texts()
    yield from keep_together(_letters())
    yield from _partly()


def _texts() -> Iterator[Labelled]:
    for number, wording in enumerate((*NOTHING_TO_SAY, *EITHER), 1):
        writer = pick(500 + number)
        post = dress(usual(writer, wording), number)
        kinds = ANSWER if wording in EITHER else NOTHING
        yield label(CHAPTER, writer.town.code, number, post, reply(writer, post, kinds=kinds))


def _letters() -> Iterator[tuple[str, Labelled]]:
    for number, wording in enumerate(LETTERS * 2, 101):
        writer = pick(500 + number)
        post = usual(writer, LETTER_NOTES[number * 5 % len(LETTER_NOTES)])
        lines = compose(writer, count=0, opening=wording)
        post = dress(post.with_files(paper(writer, lines=lines)), number)
        yield wording, label(CHAPTER, f"letter-{writer.town.code}", number, post, reply(writer, post, kinds=NOTHING))


def _partly() -> Iterator[Labelled]:
    for number, wording in enumerate(NOT_ALL, 201):
        writer = pick(500 + number)
        post = dress(usual(writer, wording), number)
        yield label(CHAPTER, f"partly-{writer.town.code}", number, post, reply(writer, post))
    for number, wording in enumerate(NOT_YET, 211):
        writer = pick(500 + number)
        post = dress(usual(writer, wording, subject="SV: De kommunale kerneværdier"), number)
        kinds = {Kind.OTHER, Kind.EXTENSION_REQUEST, Kind.ACKNOWLEDGEMENT, Kind.NO_COMMENTS}
        # That a machine wrote it nobody would say: a person has to see that the answer is yet to come.
        asked = doubtful(writer, post, kinds=kinds, states=REVIEW)
        yield label(CHAPTER, f"not-yet-{writer.town.code}", number, post, asked)
