"""What stands in the letters: paragraphs in the tone of committees, in several registers, and whole letters."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from tests.verdicts.documents import FORMS, write_document
from tests.verdicts.people import Writer
from tests.verdicts.post import File

PARAGRAPHS = (
    (
        "{committee} har på sit møde drøftet de kommunale kerneværdier og ser en klar sammenhæng mellem kommunens børne- og "
        "ungepolitik og kerneværdierne."
    ),
    "Dannelse og uddannelse går hånd i hånd i vores skoler og dagtilbud. Børn og unge skal møde voksne, der vil dem.",
    (
        "Det kommunale ejerskab giver mulighed for at skabe sammenhæng fra vuggestue til ungdomsuddannelse og for at tilpasse "
        "tilbuddene til det enkelte lokalområde."
    ),
    (
        "Vi arbejder med tidlig indsats, stærke fællesskaber og tværfagligt samarbejde mellem PPR, sundhedsplejen og "
        "familieafdelingen."
    ),
    (
        "Kommunen finder det positivt, at kerneværdierne fremhæver forældresamarbejdet, men savner en tydeligere beskrivelse "
        "af fritidstilbuddenes rolle."
    ),
    "Vi vil gerne understrege betydningen af, at lederne har et reelt råderum, og at dokumentationskravene begrænses.",
    "Elevrådene er blevet hørt og lægger vægt på medbestemmelse, gode toiletforhold og variation i undervisningen.",
    "Forskning og viden fra praksis skal bringes i spil tæt på børnene og ikke blive et mål i sig selv.",
    "Ad 1. Børne- og ungepolitikkens fire pejlemærker afspejles efter vores vurdering i alle ti kerneværdier.",
    "Ad 2. Nærheden mellem politikere, forvaltning og institutioner gør, at vi kan handle hurtigt og helhedsorienteret.",
    "Overgangene fra dagtilbud til skole er et særligt opmærksomhedspunkt, og der er udarbejdet en fælles plan.",
    "Vi har gode erfaringer med aftalestyring, hvor de decentrale enheder formulerer egne mål.",
    "Det er vigtigt, at inklusion forstås som deltagelse i fællesskabet og ikke som placering.",
    "Lokale foreninger, musikskolen og ungdomsskolen er vigtige medspillere for et helt børneliv.",
    "Udvalget anbefaler, at KL fortsat arbejder for, at lovgivningen på området tænkes sammen.",
    "Vi kan genkende os selv i værdierne og bruger dem allerede i samtaler med skolebestyrelser og forældreråd.",
    "Værdi 4 om lokalmiljøet bør efter udvalgets opfattelse stå stærkere, fordi de små skoler bærer landsbyerne.",
    "Der bør sættes ord på det specialpædagogiske område, som fylder stadig mere i budgetterne.",
    "Den røde tråd fra 0 til 18 år er bærende i vores sammenhængende børnepolitik fra 2018.",
    "Udvalget er optaget af, hvordan data kan støtte den faglige dialog uden at blive et styringsredskab.",
    "Vi foreslår, at ordet 'tilbud' erstattes af 'fællesskaber', som ligger tættere på den måde, vi taler om opgaven på.",
    "Ejerskabet betyder, at vi kan flytte ressourcer derhen, hvor børnene er, og ikke derhen, hvor reglerne er.",
)
ADDRESSES = ("Til KL", "KL\nWeidekampsgade 10\n2300 København S", "Kommunernes Landsforening", "KL, Børn og Folkeskole")
HEADINGS = (
    "Høringssvar vedrørende de kommunale kerneværdier",
    "{official}s høringssvar - kommunale kerneværdier på børne- og ungeområdet",
    "Svar på KL's spørgsmål om kerneværdierne",
    "Bemærkninger fra {committee}",
    "Høringssvar",
    "Vedr. De kommunale kerneværdier",
    "Udtalelse fra {committee} i {official}",
)
REPLY_NAMES = (
    *("Høringssvar", "Høringssvar {name} Kommune", "hoeringssvar_kernevaerdier", "Svar til KL", "Brev", "Svar"),
    *("Høringssvar om kommunale kerneværdier - {official}", "2019-10-08 Høringssvar KL (endelig)", "Svarbrev KL"),
    *("Kerneværdier {name}", "Bilag 1 - Høringssvar", "Dokument1", "scan0012", "Untitled", "Endeligt svar på høring"),
    *("{committee} - bemærkninger til kerneværdierne", "KL_svar_{code}", "Udtalelse", "Skrivelse til KL"),
)


OUR_LETTER = (
    "De kommunale kerneværdier",
    "Kære udvalgsformand og direktør",
    (
        "KL offentliggjorde den 28. juni 2019 de kommunale kerneværdier. Vi beder jer besvare to spørgsmål og sende svaret til "
        "FLJE@kl.dk senest den 1. november 2019."
    ),
    "Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale kerneværdier?",
    "Hvilke muligheder giver det kommunale ejerskab i jeres arbejde med at skabe sammenhæng?",
    "Hvis I ønsker udsættelse af fristen, eller har I spørgsmål, er I velkomne til at kontakte os.",
    "Med venlig hilsen",
    "Arne Eggert\nDirektør, KL",
)
"""What we wrote to them, as it comes back below replies and beside receipts."""


def compose(writer: Writer, *, count: int = 5, opening: str = "", closing: str = "") -> tuple[str, ...]:
    """Write a letter, other paragraphs for each number."""
    n = writer.number
    chosen = [PARAGRAPHS[(n + (1 + n % 3) * place) % len(PARAGRAPHS)] for place in range(count)]
    first = opening or "{official} takker for muligheden for at afgive høringssvar om de kommunale kerneværdier."
    wordings = (
        HEADINGS[n % len(HEADINGS)],
        "{official}\n{committee}\nSagsnr. {case}",
        ADDRESSES[n % len(ADDRESSES)],
        first,
        *chosen,
        *((closing,) if closing else ()),
        "Med venlig hilsen",
        "{person}\nFormand for {committee}" if n % 2 else "{person}\nDirektør",
    )
    return tuple(line for wording in wordings for line in writer.fill(wording).split("\n"))


def paper(writer: Writer, form: str = "", *, name: str = "", lines: tuple[str, ...] = ()) -> File:
    """Return the reply as a file."""
    n = writer.number
    chosen = name or REPLY_NAMES[n * 3 % len(REPLY_NAMES)]
    return write_document(form or FORMS[n % len(FORMS)], lines or compose(writer), writer.fill(chosen))


def our_letter(name: str = "Brev fra KL") -> File:
    """Return the letter that we sent, as a file."""
    return write_document("pdf", OUR_LETTER, name)


def quote_our_letter() -> str:
    """Return the text that we sent, as it stands below an answer."""
    return "\n\n".join(OUR_LETTER[1:])
