"""Chapters: names that are words, surnames, streets and each other's beginnings; and bodies that bear a town's name."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import REVIEW, doubtful, keep_together, label, reply
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.letters import compose, paper
from tests.verdicts.people import Writer, pick, writer_of
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import File
from tests.verdicts.programs import dress

SURNAMES = (
    ("0561", "Lars Kolding"), ("0461", "Peter Viborg"), ("0751", "Anne Randers"), ("0851", "Jens Holbæk"),
    ("0740", "Mette Hjørring"), ("0265", "Bo Billund"), ("0370", "Ida Nyborg"), ("0657", "Ole Thisted"),
    ("0159", "Lone Assens"), ("0230", "Erik Samsø"), ("0326", "Pia Struer"), ("0791", "Søren Greve"),
    ("0147", "Hanne Ringsted"), ("0607", "Kim Egedal"), ("0316", "Karen Skive"), ("0101", "Ulla Svendborg"),
)  # fmt: skip
WORDS = (
    "Vi er godt på vejen mod bedre sammenhæng, og vejen dertil er beskrevet i svaret.",
    "Børnene får stadig en skive rugbrød med, som udvalgsformanden sagde. Svaret er vedhæftet.",
    "Kommunens sommerlejre og fritidslejre er nævnt i svaret.",
    "Vi instruerer og konstruerer ikke, vi faciliterer. Se svaret.",
    "Skolen ligger på to tønder land, og naturfag fylder. Det fremgår af svaret.",
    "Vores vejledere og vejledning til forældre er omtalt i svaret.",
    "Mors dag og fars dag fejres i institutionerne; det er forældresamarbejde i praksis. Svar vedhæftet.",
    "Vi fik besøg af greve Knuth på skolen, se side 3 i svaret.",
    "Et barns trivsel kan ikke måles med middelfart. Svaret er vedhæftet.",
    "En odder i åen blev til et tværfagligt forløb. Læs om det i vores høringssvar.",
    "Vi faxer ikke længere, så her er svaret som fil.",
    "Kerneværdierne skal være en varde i landskabet. Svaret er vedhæftet.",
)
STREETS = (
    "Rådhuset\nRoskildevej 12\n2620", "Forvaltningen, Odensevej 45", "Børn og Unge\nVejlevej 100, 2. sal",
    "Aalborggade 7, baghuset", "Nyborgvej 3\nTlf. 72 36 40 00", "Holbækvej 146A", "Skanderborgvej 44", "Københavnsvej 2",
)  # fmt: skip
ALIKE = (
    ("0607", "Fredericia"), ("0147", "Frederiksberg"), ("0250", "Frederikssund"), ("0813", "Frederikshavn"), ("0210", "Fredensborg"),
    ("0316", "Holbæk"), ("0661", "Holstebro"), ("0223", "Hørsholm"), ("0615", "Horsens"), ("0329", "Ringsted"), ("0760", "Ringkøbing-Skjern"),
    ("0575", "Vejen"), ("0630", "Vejle"), ("0163", "Herlev"), ("0657", "Herning"), ("0706", "Syddjurs"), ("0707", "Norddjurs"),
    ("0450", "Nyborg"), ("0791", "Viborg"), ("0390", "Vordingborg"), ("0540", "Sønderborg"), ("0746", "Skanderborg"), ("0480", "Nordfyns"),
    ("0430", "Faaborg-Midtfyn"), ("0320", "Faxe"), ("0563", "Fanø"), ("0492", "Ærø"), ("0550", "Tønder"), ("0671", "Struer"), ("0727", "Odder"),
)  # fmt: skip
SPELT = (
    ("0751", "Århus Kommune"), ("0580", "Åbenrå Kommune"), ("0851", "Ålborg Kommune"), ("0430", "Fåborg-Midtfyn Kommune"),
    ("0169", "Høje Taastrup Kommune"), ("0760", "Ringkøbing–Skjern Kommune"), ("0101", "KØBENHAVNS KOMMUNE"),
    ("0259", "Koege Kommune"), ("0400", "Bornholms Regionskommune"), ("0540", "Sonderborg Kommune"),
    ("0173", "Lyngby-Tårbæk Kommune"), ("0820", "Vesthimmerlands Kommune"),
)  # fmt: skip
BODIES = (
    ("regionsjaelland.dk", "Region Sjælland", "Hermed høringssvar fra Region Sjælland."),
    ("rn.dk", "Region Nordjylland", "Regionen har ingen bemærkninger til de kommunale kerneværdier."),
    ("aau.dk", "Aalborg Universitet", "Hermed høringssvar fra Aalborg Universitet, Institut for Læring."),
    ("ruc.dk", "Roskilde Universitet", "Vedhæftet er Roskilde Universitets kommentarer til kerneværdierne."),
    ("horsensbibliotek.dk", "Horsens Bibliotek", "Horsens Bibliotek sender hermed sit svar."),
    ("koegeforsyning.dk", "Køge Forsyning", "Vi har ingen bemærkninger til høringen."),
    ("visitsvendborg.com", "VisitSvendborg", "Tak for materialet. Vi har et par bemærkninger."),
    ("randersfc.example", "Randers FC", "Randers FC bakker op om kerneværdierne og børnenes idræt."),
    ("dlf.org", "Odense Lærerforening", "Hermed høringssvar fra Odense Lærerforening."),
    ("frederiksberggymnasium.example", "Frederiksberg Gymnasium", "Elevrådet på Frederiksberg Gymnasium sender sit svar."),
    ("km.dk", "Viborg Stift", "Provstiet takker for muligheden for at kommentere."),
    ("legoland.example", "Legoland Billund", "Vi vil gerne samarbejde om børn i Billund."),
    ("skole-foraeldre.example", "Skole og Forældre, Kolding", "Hermed høringssvar fra skolebestyrelserne i Kolding."),
    ("bupl.dk", "BUPL Storkøbenhavn", "BUPL's høringssvar er vedhæftet."),
    ("it-forsyningen.dk", "IT-Forsyningen", "Vi driver Ballerups og Egedals it og har ingen bemærkninger."),
    ("holbaekhavn.example", "Holbæk Havn A/S", "Hermed vores kommentarer."),
)  # fmt: skip
OTHER_VOICES = (
    "Hermed høringssvar fra SF's byrådsgruppe i {name}. Det er ikke kommunens officielle svar.",
    "Som byrådsmedlem for Venstre vil jeg gerne knytte et par personlige kommentarer til kerneværdierne.",
    "Mindretalsudtalelse fra Enhedslisten: Vi kan ikke tilslutte os udvalgets svar. Se vedhæftede.",
    "Hermed høringssvar fra Forældrebestyrelsen ved Børnehuset Regnbuen i {official}.",
    "Ungerådet i {name} vil gerne give sit besyv med. Se vedhæftede.",
    "Skolebestyrelsen på Vestre Skole har følgende bemærkninger til kerneværdierne, se bilag.",
    "Jeg skriver som tillidsrepræsentant for pædagogerne i {name}. Vores kommentarer er vedhæftet.",
    "Fælleselevrådet i {official} sender her elevernes eget svar på høringen.",
    "Handicaprådet i {name} har behandlet kerneværdierne og sender hermed sit høringssvar.",
    "Det er mine egne tanker som skoleleder og ikke kommunens svar. Se filen.",
)


def cases() -> Iterator[Labelled]:
    """Surnames, words, streets, names alike and spelt otherwise; bodies, and other voices from a town hall's domain."""
    yield from _surnames()
    yield from _words_and_streets()
    yield from _alike()
    yield from _bodies()
    yield from keep_together(_other_voices())


def _surnames() -> Iterator[Labelled]:
    for number, (code, person) in enumerate(SURNAMES, 1):
        writer = writer_of(code, 3200 + number)
        local = person.lower().replace("ø", "oe").replace("æ", "ae").replace(" ", ".")
        text = f"Hermed høringssvar.\n\nMed venlig hilsen\n\n{person}\nKonsulent\n{writer.town.official_name}"
        post = usual(writer, text, sign=False)
        post = dress(
            replace(post, sender=f"{local}@{writer.town.domains[0]}", name=person).with_files(paper(writer)), number
        )
        yield label("surname", code, number, post, reply(writer, post))
        if number % 2:
            free = replace(post, sender=f"{local}@gmail.com")
            asked = doubtful(writer, free, kinds={Kind.RESPONSE, Kind.OTHER})
            yield label("surname", f"free-mail-{code}", number + 40, free, asked)


def _words_and_streets() -> Iterator[Labelled]:
    for number, wording in enumerate(WORDS, 1):
        writer = pick(3300 + number)
        post = dress(usual(writer, f"Kære KL\n\n{wording}", subject="Høringssvar").with_files(paper(writer)), number)
        yield label("words", writer.town.code, number, post, reply(writer, post))
    for number, wording in enumerate(WORDS, 31):
        post = usual(pick(3300 + number), wording, subject="Høringssvar", sign=False)
        post = replace(post, sender=f"lise{number}@gmail.com", name="Lise Dam", text=f"{wording}\n\nLise Dam")
        # Nothing in it names a municipality: better none than one of these.
        never = frozenset(
            {"0575", "0779", "0350", "0671", "0550", "0630", "0773", "0253", "0410", "0727", "0320", "0573"}
        )
        asked = replace(doubtful(None, post, kinds={Kind.RESPONSE, Kind.OTHER}), never_first=never)
        yield label("words", "of-a-stranger", number, post, asked)
    for number, street in enumerate(STREETS, 51):
        writer = pick(3300 + number)
        post = usual(writer, "Hermed svar.", sign=False)
        post = replace(
            post, text=f"{post.text}\n\nVenlig hilsen\n{writer.person}\n{writer.town.official_name}\n{street}"
        )
        post = dress(post.with_files(paper(writer)), number)
        yield label("street", writer.town.code, number, post, reply(writer, post))


def _alike() -> Iterator[Labelled]:
    for number, (code, name) in enumerate(ALIKE, 1):
        writer = writer_of(code, 3400 + number)
        post = usual(
            writer, f"Høringssvar fra {name} Kommune er vedhæftet.\n\n{writer.person}\n{name} Kommune", sign=False
        )
        if number % 2:
            post = replace(post, sender=f"{writer.address.partition('@')[0]}@hotmail.com")
            asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        else:
            asked = reply(writer, post)
        yield label("names_alike", code, number, dress(post.with_files(paper(writer)), number), asked)
    for number, (code, name) in enumerate(SPELT, 51):
        writer = writer_of(code, 3400 + number)
        post = usual(
            writer, f"Hermed høringssvar fra {name}.\n\nMed venlig hilsen\n{writer.person}\n{name}", sign=False
        )
        post = replace(post, sender=f"svar{number}@icloud.com", subject=f"Høringssvar fra {name}", charset="utf-8")
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield label("names_alike", f"spelt-{code}", number, post.with_files(_letter_of(writer, name)), asked)


def _letter_of(writer: Writer, name: str) -> File:
    lines = (f"Høringssvar fra {name}", *compose(writer, count=3, opening=f"{name} takker for høringen.")[3:])
    return paper(writer, "docx", name="Høringssvar", lines=lines)


def _bodies() -> Iterator[Labelled]:
    for number, (host, name, wording) in enumerate(BODIES, 1):
        writer = pick(3500 + number)
        post = usual(writer, wording, subject=("Høringssvar", "Kerneværdier")[number % 2], sign=False)
        post = replace(
            post, sender=f"post@{host}", name=name, text=f"{wording}\n\nVenlig hilsen\n{writer.person}\n{name}"
        )
        if "edhæftet" in wording or number % 3 == 0:
            lines = (
                f"Høringssvar fra {name}",
                "Vi støtter kerneværdierne og foreslår et tættere samarbejde om børnene.",
            )
            post = post.with_files(paper(writer, "docx", name="Høringssvar", lines=lines))
        kinds = frozenset({Kind.RESPONSE, Kind.NO_COMMENTS, Kind.OTHER})
        # No municipality's: who sets it aside loses none, who asks a person does no harm.
        asked = Asked(states=REVIEW | {State.SET_ASIDE}, kinds=kinds, received_at=post.at)
        yield label("other_body", host.partition(".")[0], number, dress(post, number), asked)


def _other_voices() -> Iterator[tuple[str, Labelled]]:
    for number, wording in enumerate((*OTHER_VOICES, *OTHER_VOICES), 1):
        writer = pick(3600 + number)
        lines = (
            "Vores bemærkninger",
            "Vi er glade for kerneværdierne, men savner børnenes egne ord.",
            "Tak for muligheden.",
        )
        post = usual(writer, wording, subject=("Høringssvar", "Kerneværdier", "Bemærkninger")[number % 3], sign=False)
        post = replace(post, text=f"{post.text}\n\nMvh\n{writer.person}")
        post = dress(post.with_files(paper(writer, "docx", name="Svar", lines=lines)), number)
        asked = doubtful(writer, post, kinds={Kind.RESPONSE, Kind.OTHER})
        yield wording, label("other_voice", writer.town.code, number, post, asked)
