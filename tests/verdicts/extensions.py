"""Chapter: requests for more time, with the day they name, and replies that only speak of one."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.kind import Kind
from domain.review import ReviewReason
from tests.verdicts.asking import doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import at
from tests.verdicts.programs import dress

CHAPTER = "extension"
WITH_DAY = (
    (
        "Kære KL\n\nVi må desværre bede om udsættelse til den 15. november, da udvalget først mødes der.",
        date(2019, 11, 15),
    ),
    ("Kan vi få fristen forlænget til 8/11?", date(2019, 11, 8)),
    ("{official} anmoder om udsættelse af høringsfristen til fredag den 22. november 2019.", date(2019, 11, 22)),
    ("Vi vil gerne have lov at sende vores svar senest 15-11-2019.", date(2019, 11, 15)),
    ("Er det muligt at få udsat fristen til d. 12.11.?", date(2019, 11, 12)),
    ("Hej Frederikke. Må vi få til den 6. nov.? Udvalget mødes den 5.", date(2019, 11, 6)),
    ("Vi søger hermed om fristforlængelse til og med torsdag den 14. november.", date(2019, 11, 14)),
    ("Under henvisning til jeres brev anmodes om, at svarfristen forlænges til 29.11.2019.", date(2019, 11, 29)),
    ("Kunne vi aflevere mandag d. 4/11 i stedet for fredag? Formanden er bortrejst.", date(2019, 11, 4)),
    (
        "Vi beder om udskydelse af fristen frem til 2. december 2019, hvor byrådet har behandlet sagen.",
        date(2019, 12, 2),
    ),
    ("Kan fristen skubbes til den 11/11-2019, så svaret kan nå at blive politisk behandlet?", date(2019, 11, 11)),
    ("Vi kan først levere et svar den 13. november. Er det i orden med jer?", date(2019, 11, 13)),
    ("Kan I give os henstand til den 20. november? Sagen skal i kommunalbestyrelsen.", date(2019, 11, 20)),
    ("Må jeg bede om en uges udsættelse, altså til den 8. november?", date(2019, 11, 8)),
)
WITHOUT_DAY = (
    "Hej Frederikke\n\nEr det muligt at få fristen forlænget med 14 dage?",
    "Vi når desværre ikke fristen. Svaret bliver eftersendt, når det er politisk godkendt.",
    "{official} anmoder hermed om fristudsættelse.",
    "Kan vi nå at sende vores svar i uge 46 i stedet?",
    "Kære KL. Vi er ramt af sygdom i sekretariatet. Kan vi få lidt længere tid til høringssvaret?",
    (
        "Det er ikke muligt for os at overholde fristen den 1. november. Vi håber på jeres forståelse for, at svaret kommer "
        "senere."
    ),
    "Vi har først udvalgsmøde i starten af november. Må vi svare efter mødet?",
    "Der er kort tid til at svare. Kan vi få mere tid?",
    "Vi ønsker udsættelse af høringsfristen, så sagen kan behandles politisk.",
    "Er der mulighed for en kort forlængelse af svarfristen?",
    "Formanden har bedt mig spørge, om der er mulighed for udsættelse. Vi er ikke helt i mål.",
    "Hej. Kommer vi for sent, hvis svaret først kommer i næste uge? Udvalget udsatte sagen i går.",
)
TAKEN = (
    "Udvalget behandler sagen den 12. november. Vi håber, det er i orden, at svaret kommer derefter.",
    "Vi sender vores høringssvar først i december, da sagen skal i byrådet den 28. november.",
    "Da udvalget mødes den 6. november, tillader vi os at sende svaret umiddelbart derefter.",
)
ANNOUNCED = (
    "Vores svar vil foreligge den 7. november efter behandling i {committee}.",
    "Svaret er forsinket. I har det senest den 6. november.",
    "Punktet blev ikke nået på udvalgsmødet i aftes og er flyttet til mødet den 19. november.",
)
MENTIONED = (
    "Tak for udsættelsen til den 8. november. Hermed vores svar.",
    "Som aftalt telefonisk fik vi frist til i dag. Her er svaret.",
    "Vi fik alligevel ikke brug for udsættelse; svaret er vedhæftet.",
    "Vi havde bedt om udsættelse, men udvalget nåede det. Hermed svaret.",
    "Svaret kommer efter fristen, som vi beklager. Se vedhæftede.",
    "Tak fordi vi måtte få et par dage ekstra. Her er så udvalgets høringssvar.",
    "I vores svar opfordrer vi KL til fremover at give længere frister. Det er vedhæftet.",
)
BESIDE = (
    "Vi beder om udsættelse til den 15. november. Dagsordenspunktet er vedhæftet til orientering.",
    "Vedhæftet er udvalgets mødeplan, som viser, hvorfor vi må bede om forlænget frist til den 19. november.",
)


def cases() -> Iterator[Labelled]:
    """Requests with a day and without, what amounts to one, replies that mention one, and a request with a file."""
    for number, (wording, day) in enumerate((*WITH_DAY, *((w, None) for w in WITHOUT_DAY)), 1):
        yield _request("asks", number, wording, day)
    for number, wording in enumerate(TAKEN, 51):
        yield _request("takes", number, wording, None)
    for number, wording in enumerate(ANNOUNCED, 56):
        # Nobody asks, and yet the answer will come late: it may be called a request or a remark, but must be seen.
        case = _request("announces", number, wording, None)
        kinds = frozenset({Kind.EXTENSION_REQUEST, Kind.OTHER})
        yield replace(case, asked=replace(case.asked, kinds=kinds, reasons=frozenset()))
    for number, wording in enumerate(MENTIONED, 61):
        writer = pick(900 + number)
        post = usual(writer, wording)
        late = wording.startswith(("Tak for udsættelsen", "Som aftalt", "Svaret kommer efter", "Tak fordi"))
        post = replace(post, at=at(f"2019-11-0{5 + number % 3}T10:{number % 60:02d}:00")) if late else post
        post = dress(post.with_files(paper(writer)), number)
        yield label(CHAPTER, f"mentions-{writer.town.code}", number, post, reply(writer, post))
    for number, wording in enumerate(BESIDE, 71):
        writer = pick(900 + number)
        lines = ("Dagsorden", "Punkt 7: Høring om kommunale kerneværdier. Sagen er udsat til mødet i november.")
        post = dress(usual(writer, wording).with_files(paper(writer, "pdf", name="Dagsorden", lines=lines)), number)
        asked = doubtful(writer, post, ReviewReason.EXTENSION_REQUEST, kinds={Kind.EXTENSION_REQUEST})
        yield label(CHAPTER, f"file-{writer.town.code}", number, post, asked)


def _request(slug: str, number: int, wording: str, day: date | None) -> Labelled:
    writer = pick(900 + number)
    subjects = ("SV: De kommunale kerneværdier", "Høring om kerneværdier", "Frist for høringssvar", "Udsættelse?")
    post = usual(writer, wording, subject=subjects[number % 4])
    post = dress(replace(post, at=at(f"2019-10-{21 + number % 10:02d}T11:{number % 60:02d}:03")), number)
    asked = doubtful(writer, post, ReviewReason.EXTENSION_REQUEST, kinds={Kind.EXTENSION_REQUEST})
    return label(CHAPTER, f"{slug}-{writer.town.code}", number, post, replace(asked, asked_until=day))
