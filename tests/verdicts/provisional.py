"""Chapter: provisional answers, which count, and the final ones that take their place."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import COUNT, doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

CHAPTER = "provisional"
NOT_YET_APPROVED = (
    "Hermed {official}s høringssvar. Der tages forbehold for udvalgets endelige godkendelse den 6. november.",
    "Vedhæftet er administrationens foreløbige svar; det politisk behandlede svar eftersendes.",
    "Hermed vores svar med forbehold for politisk godkendelse.",
    "Svaret sendes med forbehold for {committee}s godkendelse på mødet den 5. november 2019.",
    "Hermed foreløbigt høringssvar fra {official}.",
    "Da udvalget først mødes efter fristen, sendes svaret her med forbehold for byrådets behandling.",
    "Vedlagt følger kommunens svar. Svaret er endnu ikke politisk godkendt, og vi tager forbehold for ændringer.",
    "Bemærk venligst, at svaret er et administrativt svar, som forventes godkendt af {committee} i november.",
    "Vi sender her et midlertidigt svar for at overholde fristen. Det endelige svar følger, når udvalget har været samlet.",
    "Svaret er afgivet under forbehold af kommunalbestyrelsens efterfølgende godkendelse.",
    "Høringssvaret er foreløbigt og bliver endeligt godkendt på udvalgsmødet i næste uge. Det er vedhæftet.",
    "Hermed svar. Udvalget har ikke behandlet sagen endnu, så der tages forbehold herfor.",
)
FINAL = (
    "Hermed det endelige høringssvar, som erstatter det foreløbige svar, vi sendte den 30. oktober.",
    "{committee} har nu godkendt svaret uden ændringer. Det endelige svar er vedhæftet.",
    "Forbeholdet i vores tidligere svar kan nu frafalde, da udvalget har godkendt det. Endeligt svar vedlagt.",
    "Vedhæftet er den politisk godkendte udgave af vores svar. Den træder i stedet for den tidligere fremsendte.",
    "Dette er en rettet udgave af det svar, vi sendte i går. Brug venligst denne.",
    "Hermed fremsendes på ny kommunens høringssvar, nu med byrådets tilføjelser.",
)
PASSING = (
    "Udvalget tager forbehold over for værdi 6 om data, men bakker i øvrigt op. Svaret er vedhæftet.",
    "Udvalget har med enkelte forbehold tilsluttet sig kerneværdierne, se vedhæftede.",
    "Svaret er godkendt af udvalget i går og er dermed endeligt. Se vedhæftede.",
)
IN_LETTER = (
    "Svaret afgives med forbehold for {committee}s endelige godkendelse.",
    "Dette er et foreløbigt svar fra forvaltningen, som forelægges udvalget den 12. november.",
    "Der tages forbehold for den politiske behandling af høringssvaret.",
)
NOT_TO_USE = (
    "Hermed et udkast til vores svar til jeres orientering. Det er endnu ikke godkendt og må ikke bruges.",
    "Vedhæftet er kladden til vores svar. I får det rigtige svar senere, så se bort fra kladden som høringssvar.",
)


def cases() -> Iterator[Labelled]:
    """Provisional by the note, by the letter; final; with 'forbehold' of another sort; and drafts that are none."""
    for number, wording in enumerate(NOT_YET_APPROVED, 1):
        yield _make("note", number, wording, provisional=True)
    for number, wording in enumerate(IN_LETTER, 31):
        writer = pick(700 + number)
        lines = compose(writer, closing=wording)
        post = dress(usual(writer, "Hermed høringssvar.").with_files(paper(writer, lines=lines)), number)
        yield label(CHAPTER, f"letter-{writer.town.code}", number, post, reply(writer, post, provisional=True))
    for number, wording in enumerate(FINAL, 41):
        yield _make("final", number, wording, provisional=False)
    for number, wording in enumerate(PASSING, 51):
        yield _make("passing", number, wording, provisional=False)
    for number, wording in enumerate(NOT_TO_USE, 61):
        writer = pick(700 + number)
        post = dress(usual(writer, wording).with_files(paper(writer, name="Udkast")), number)
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER, Kind.WITHDRAWAL})
        yield label(CHAPTER, f"draft-{writer.town.code}", number, post, asked)
    yield from _in_texts()


def _make(slug: str, number: int, wording: str, *, provisional: bool) -> Labelled:
    writer = pick(700 + number)
    post = dress(usual(writer, wording).with_files(paper(writer)), number)
    # A person would count them, and would not mind being asked of one that takes another's place.
    states = COUNT if slug != "final" else COUNT | {State.REVIEW}
    replaces = _says_replaced(slug, wording)
    asked = reply(writer, post, provisional=provisional, replaces=replaces, states=states, plain=slug == "passing")
    return label(CHAPTER, f"{slug}-{writer.town.code}", number, post, asked)


def _says_replaced(slug: str, wording: str) -> bool | None:
    """Say whether a wording says that it takes the place of an earlier one; None where one could argue."""
    if slug == "passing":
        return False
    outright = ("erstatter", "i stedet for", "rettet udgave", "på ny")
    return True if slug == "final" and any(word in wording for word in outright) else None


def _in_texts() -> Iterator[Labelled]:
    wordings = (
        (
            "Foreløbigt svar fra {name}: Udvalget bakker op om kerneværdierne, men mangler fritidsområdet. Byrådet behandler "
            "svaret den 20. november."
        ),
        "{official} har ingen bemærkninger. Svaret gives med forbehold for udvalgets godkendelse den 5. november.",
        "Kære KL\n\nForvaltningen kan tilslutte sig kerneværdierne med forbehold for politisk behandling.",
    )
    for number, wording in enumerate(wordings, 71):
        writer = pick(700 + number)
        post = dress(usual(writer, wording, subject="Foreløbigt høringssvar"), number)
        kinds = {Kind.NO_COMMENTS} if "ingen bem" in wording else {Kind.RESPONSE}
        asked = reply(writer, post, kinds=kinds, provisional=True, plain=False)
        yield label(CHAPTER, f"text-{writer.town.code}", number, post, asked)
