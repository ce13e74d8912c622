"""What municipalities write, in the shapes that mislead a reader looking for history; invented throughout."""

from tests.own_words.paragraphs import Block, Bullets, Coloured, Table

Letter = tuple[Block, ...]

SIGNATURE = (
    "Med venlig hilsen\n\nOle Jensen\nKonsulent\n\nOdense Kommune\nBørne- og Ungeforvaltningen\nTlf. 65 51 00 00"
)
DISCLAIMER = (
    "Denne e-mail kan indeholde fortrolige oplysninger. Er du ikke rette modtager, bedes du slette den. "
    "Læs hvordan vi behandler personoplysninger på kommunens hjemmeside."
)

LETTERS: dict[str, Letter] = {
    "short": ("Hej Fie", "Udvalget har ingen bemærkninger.", "Mvh Ole"),
    "plain": (
        "Kære Fie Lykke Jensen",
        "Byrådet støtter kerneværdierne og finder, at de er et godt grundlag for det videre arbejde.",
        "Vi foreslår dog, at dannelse nævnes først.",
        SIGNATURE,
    ),
    "thanks": (
        "Hej Fie",
        "Tak for jeres henvendelse af 28. juni.",
        "Takster og rammer er uændrede. Tak også for det gode møde.",
        "Tak for muligheden for at svare. Venlig hilsen fra udvalget følger på tryk.",
        "Venlig hilsen\nOle Jensen",
    ),
    "bullets": (
        "Til KL",
        "Udvalgets bemærkninger:",
        Bullets(("Fællesskab før frihed.", "Dannelse skal nævnes.", "Trivsel for alle: også de mindste.")),
        "Derudover:",
        Bullets(("Økonomien mangler.", "Høringsfristen er kort."), "*"),
        SIGNATURE,
    ),
    "numbered": (
        "Til KL",
        "Svar på de to spørgsmål:",
        Bullets(("Ja, værdierne dækker.", "Nej, der mangler ikke noget."), "1."),
        "Hilsen\nOle Jensen\nOdense Kommune",
    ),
    "table": (
        "Hej",
        "Udvalget har vægtet værdierne således:",
        Table((("Værdi", "Vægt"), ("Fællesskab", "5"), ("Dannelse", "4"), ("Trivsel", "3"))),
        "Mvh\nOle",
    ),
    "period": (
        "Hej KL",
        "Forsøget løber i perioden\nFra: 1. januar 2020\nTil: 31. december 2020\nEmne: skolestart",
        "Det gælder alle dagtilbud.",
        SIGNATURE,
    ),
    "minutes": (
        "Hermed udskrift af referatet",
        "Møde i udvalget\nDato: 30. oktober 2019 kl. 14:00\nSted: Rådhuset\nTil stede: alle\nEmne: Kerneværdier",
        "Udvalget tiltrådte svaret.",
        "Venlig hilsen\n\nOle Jensen",
    ),
    "memo": (
        "Notat",
        "Fra: Odense Kommune, Børne- og Ungeforvaltningen\nTil: KL\nDato: 30. oktober 2019\nEmne: Høringssvar",
        "Kommunen kan tilslutte sig værdierne.",
        "På udvalgets vegne\nOle Jensen",
    ),
    "law": (
        "Kære KL",
        "Af dagtilbudslovens § 7 fremgår:",
        "»Børn i dagtilbud skal have et fysisk, psykisk og æstetisk børnemiljø, som fremmer deres trivsel.«",
        "Det bør værdierne nævne.",
        "De bedste hilsner\nOle",
    ),
    "addresses": (
        "Hej Fie",
        "I kan skrive til disse for uddybning:",
        "Skolechef Ida Holm <ih@odense.dk>\nDagtilbudschef Bo Lund <bo@odense.dk>\nFra: skolen Pia Dahl <pd@odense.dk>",
        "Vores svar er ja.",
        "Mvh Ole",
    ),
    "narrative": (
        "Hej Fie",
        "Den 28. juni skrev KL til alle udvalg. Den 1. juli 2019 kl. 10 skrev vi tilbage:\nat vi ville svare nu.",
        "Det gør vi hermed: vi er enige.",
        "Venlig hilsen\nOle Jensen",
    ),
    "rules": (
        "Første del: vi er enige.",
        "-----------------------------",
        "Anden del: vi savner penge.",
        "_____________________________",
        "Tredje del: vi takker.\n\n*****",
        "Mvh Ole",
    ),
    "asked": (
        "Hej Fie",
        "I spørger: Dækker værdierne det, I finder vigtigt?",
        "Svar: Ja, det gør de.",
        "I spørger også: Er der noget, som mangler?",
        "Svar: Nej.",
        "Mvh\nOle",
    ),
    "postscript": (
        "Kære Fie",
        "Vi kan tilslutte os.",
        "Venlig hilsen\nOle Jensen",
        "PS. Udvalget vil gerne inviteres, når værdierne er vedtaget.",
        "Fra: byrådet skal jeg hilse.",
    ),
    "two-letters": (
        "Hej Fie, svaret er sat ind herunder. Mvh Ole",
        "Til KL",
        "Høringssvar fra Odense Kommune: Udvalget er positivt og ønsker mere om de mindste.",
        "Med venlig hilsen\nBorgmesteren",
    ),
    "disclaimer": ("Hej Fie", "Vi har ingen indvendinger.", SIGNATURE, DISCLAIMER),
    "phone": ("Hej Fie. Ja, vi er enige. Ole", "Sendt fra min iPhone"),
}

COVER = ("Hej Fie, se hvad skolechefen skriver til dig i denne mail.", "Mvh Ole")
ANNOUNCED = ("Hej Fie", "Vores svar er skrevet ind med rødt nedenfor.", "Mvh Ole")
HANDED_OVER = ("Hej Fie", "Hermed vores svar.", "Mvh Ole")
ANSWERS = ("Ja, det gør de, men vi savner de mindste børn.", "Nej, der mangler ikke noget.")
RED_ANSWERS = tuple(Coloured(answer) for answer in ANSWERS)
