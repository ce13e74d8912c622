"""What the municipalities answer: KL's letter with its questions, and a colleague's answer that is passed on."""

from tests.own_words.paragraphs import Block

QUESTIONS = (
    "1. Dækker de kommunale kerneværdier det, som I finder vigtigt på børneområdet?",
    "2. Er der efter jeres mening noget, som mangler?",
)
ASKED: tuple[Block, ...] = (
    "Kære formand for børneudvalget",
    "Foreningen arbejder med et udkast, der sendes bredt ud. Hermed anmodes om skriftlige tilbagemeldinger.",
    *QUESTIONS,
    "Bidrag indsendes senest den 1. november 2019.",
    "Med venlig hilsen\nFie Lykke Jensen\nChefkonsulent\nKL, Weidekampsgade 10",
)
COLLEAGUE: tuple[Block, ...] = (
    "Hej Ole",
    "Skoleområdet kan tilslutte sig, men ønsker inklusion nævnt.",
    "Hilsen\nIda Holm",
)


def answer_between(answers: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return KL's letter with an answer below each question."""
    one, two = answers
    return (*ASKED[:2], QUESTIONS[0], one, QUESTIONS[1], two, *ASKED[4:])
