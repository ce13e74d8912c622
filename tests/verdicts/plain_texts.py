"""Chapter: the reply stands in the mail itself, long or short. Each must be counted without help."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from domain.kind import Kind
from tests.verdicts.asking import label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import PARAGRAPHS
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

CHAPTER = "plain_text"
SHORT = (
    "{official} kan tilslutte sig de kommunale kerneværdier.",
    "Kære KL\n\nUdvalget bakker op om kerneværdierne og vil bruge dem i arbejdet med den nye børne- og ungepolitik.",
    "Hej Frederikke\n\nAd 1: Der er god sammenhæng, særligt om tidlig indsats.\nAd 2: Det lokale ejerskab betyder alt.",
    "Spørgsmål 1: Vores politik bygger på de samme værdier.\n\nSpørgsmål 2: Vi ser muligheder i nærheden til borgerne.",
    "{official} har drøftet sagen og finder kerneværdierne gode og dækkende. Udvalget foreslår, at fritid nævnes.",
    "- Sammenhæng: ja, meget\n- Ejerskab: vigtigt, at kommunerne selv sætter retningen\n- Savner: de små skoler",
    "Vi synes, det er ti gode værdier. Nummer 7 om faglig ledelse er den vigtigste for os.",
    "{committee} roser papiret, men finder, at ordet dannelse mangler i afsnittet om dagtilbud.",
    "Kort svar fra {name}: Ja til kerneværdierne, og gerne mere om forældreansvaret.",
    "Høringssvar: Kerneværdierne er i fin tråd med vores egen vision 'Sammen om børnene'. Vi støtter dem.",
    (
        "Kære KL. Vi er enige i det meste, men mener ikke, at værdi 6 om data hører hjemme her. Data er et middel, ikke en "
        "værdi."
    ),
    "Udvalget kan ikke tilslutte sig formuleringen om forskning, som virker fjern fra hverdagen. Resten er fint.",
    (
        "Ad spm. 1) Vores ungepolitik er fra 2017 og skal revideres i 2020. Kerneværdierne indgår i det arbejde.\n"
        "Ad spm. 2) Ejerskabet lader os prioritere mellem dagtilbud og skole."
    ),
    (
        "Kære Frederikke, vi har drøftet det i udvalget. Formanden siger: 'Det er lige præcis sådan, vi arbejder.' Det er "
        "vores svar."
    ),
    "Byrådet hilser kerneværdierne velkommen.",
    "Vi bakker op.\n\nMen hvorfor nævnes SFO'en ikke? Vi mener, fritiden fylder halvdelen af børnenes dag.",
    "{official} afgiver følgende høringssvar:\n\nKommunen er positiv over for kerneværdierne, som skaber et fælles sprog.",
    "Svar fra {official}:\n1. Sammenhængen er tydelig.\n2. Mulighederne er gode, hvis økonomien følger med.",
    "Udvalget har følgende bemærkninger til kerneværdierne: Der bør stå 'alle børn', ikke 'flest mulige børn'.",
    "Vores elever siger: 'Hør på os, før I bestemmer.' Det ønsker udvalget skrevet ind i værdi 2.",
)
OPENINGS = (
    "Kære KL\n\nHermed {official}s svar på de to spørgsmål:",
    "Til KL\n\n{committee} har drøftet de kommunale kerneværdier og afgiver følgende høringssvar.",
    "Hej Frederikke\n\nVi har skrevet svaret direkte i mailen, det håber jeg er i orden.",
    "HØRINGSSVAR FRA {name}",
    "Bemærkninger fra {official} til kerneværdierne:",
    "Kære alle i KL\n\nTak for et godt oplæg. Her er, hvad udvalget hæfter sig ved:",
    "Udskrift af beslutningsprotokollen for {committee} den 8. oktober 2019, punkt 6:",
    "",
)


def cases() -> Iterator[Labelled]:
    """Short replies, then long ones under various openings."""
    for number, wording in enumerate(SHORT, 1):
        writer = pick(300 + number)
        post = dress(usual(writer, wording, subject="SV: De kommunale kerneværdier" if number % 2 else ""), number)
        yield label(CHAPTER, writer.town.code, number, post, reply(writer, post))
    for number in range(len(SHORT) + 1, len(SHORT) + 25):
        writer = pick(300 + number)
        chosen = [PARAGRAPHS[(number * 3 + place * 5) % len(PARAGRAPHS)] for place in range(3 + number % 4)]
        wording = "\n\n".join([OPENINGS[number % len(OPENINGS)], *chosen]).strip()
        post = dress(usual(writer, wording, subject="" if number % 3 else "Høringssvar om kerneværdier"), number)
        yield label(CHAPTER, writer.town.code, number, post, reply(writer, post, kinds={Kind.RESPONSE}))
