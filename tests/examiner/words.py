"""What municipalities write: paragraphs of letters, short notes, sign-offs and disclaimers."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

PARAGRAPHS = (
    (
        "Udvalget for Børn og Unge har på sit møde drøftet de kommunale kerneværdier og ser en klar sammenhæng mellem "
        "kommunens børne- og ungepolitik og kerneværdierne."
    ),
    "Dannelse og uddannelse går hånd i hånd i vores skoler og dagtilbud. Børn og unge skal møde voksne, der vil dem.",
    (
        "Det kommunale ejerskab giver mulighed for at skabe sammenhæng fra vuggestue til ungdomsuddannelse, og for at "
        "tilpasse tilbuddene til det enkelte lokalområde."
    ),
    (
        "Vi arbejder med tidlig indsats, stærke fællesskaber og tværfagligt samarbejde mellem PPR, sundhedsplejen og "
        "familieafdelingen."
    ),
    (
        "Kommunen finder det positivt, at kerneværdierne fremhæver forældresamarbejdet, men savner en tydeligere "
        "beskrivelse af fritidstilbuddenes rolle."
    ),
    "Vi vil gerne understrege betydningen af, at lederne har et reelt råderum, og at dokumentationskravene begrænses.",
    (
        "Elevrådene i kommunen er blevet hørt og lægger vægt på medbestemmelse, gode toiletforhold og variation i "
        "undervisningen."
    ),
    "Forskning og viden fra praksis skal bringes i spil tæt på børnene og ikke blive et mål i sig selv.",
    (
        "I forhold til det første spørgsmål er det vores vurdering, at børne- og ungepolitikkens fire pejlemærker "
        "afspejles i alle ti kerneværdier."
    ),
    (
        "I forhold til det andet spørgsmål giver nærheden mellem politikere, forvaltning og institutioner mulighed for at "
        "handle hurtigt og helhedsorienteret."
    ),
    "Overgangene fra dagtilbud til skole er et særligt opmærksomhedspunkt, og der er udarbejdet en fælles plan.",
    "Vi har gode erfaringer med aftalestyring, hvor de decentrale enheder formulerer egne mål.",
    "Det er vigtigt, at inklusion forstås som deltagelse i fællesskabet og ikke som placering.",
    "Lokale foreninger, musikskolen og ungdomsskolen er vigtige medspillere for et helt børneliv.",
    "Udvalget anbefaler, at KL fortsat arbejder for, at lovgivningen på området tænkes sammen.",
)

NOTES = (
    "Hermed fremsendes {official}s høringssvar.",
    "Kære Frederikke\n\nHermed vores svar på høringen om de kommunale kerneværdier.",
    "Til KL\n\nVedhæftet følger høringssvar fra {official} vedr. de kommunale kerneværdier.",
    "Hej\n\nSe vedhæftede svar fra os.",
    "Godmorgen\n\nSå er vi klar med vores bidrag :-) God dag!",
    "Kære KL\n\nUdvalget for Børn og Uddannelse har den 8. oktober behandlet sagen. Svaret er vedhæftet.",
    "Att. Frederikke\n\nVedlagt fremsendes svar på jeres henvendelse vedrørende de kommunale kerneværdier.",
    "Til rette vedkommende\n\nPå vegne af udvalgsformand Lise Mikkelsen fremsendes hermed udvalgets høringssvar.",
    "Hermed høringssvar.",
    "Svar vedhæftet.",
    "Kære alle\n\nTak for muligheden for at kommentere. I finder vores bemærkninger i den vedhæftede fil.",
    "Hej Frederikke\n\nTak for snakken i telefonen. Her er det lovede svar fra udvalget.",
    (
        "Til Kommunernes Landsforening\n\n{official} har med interesse læst kerneværdierne og har udarbejdet "
        "vedhæftede høringssvar."
    ),
    "Kære KL\n\nHermed de to spørgsmål besvaret. Svarene er godkendt på udvalgsmødet i går.",
    "Hej igen\n\nKommunens svar kommer her. Rigtig god weekend.",
    "Hermed {official}s svar på KL's spørgsmål om kerneværdierne. Bekræft gerne modtagelsen.",
    "Jf. jeres brev af 28. juni 2019 fremsendes hermed udtalelse fra Børne- og Skoleudvalget.",
    "Se vedhæftede.",
    "Vedr.: De kommunale kerneværdier\n\nFremsendes til videre foranstaltning.",
    "Kære KL\n\nByrådet har den 30. september 2019 godkendt nedenstående indstilling, hvorefter vedhæftede svar sendes.",
)

SIGN_OFFS = (
    (
        "Med venlig hilsen\n\n{person}\nSekretær\nBørne- og Ungeforvaltningen\n\n{official}\nRådhuset\nTlf. 72 36 40 00\n"
        "www.{domain}"
    ),
    "Venlig hilsen\n{person}",
    "Mvh\n{person}\n{official}",
    "De bedste hilsner\n\n{person}\nUdviklingskonsulent | Dagtilbud og Skole\nT: 4022 1133 | {mail}",
    "Vh. {person}",
    "Venlig hilsen\n\n{person}\nDirektør for Børn, Unge og Kultur\n\nP Tænk på miljøet før du printer denne mail",
    "Kind regards / Med venlig hilsen\n\n{person}\nChefkonsulent, cand.scient.pol.\n{official}, Centralforvaltningen",
    "Med venlig hilsen\n\n{person}\nFormand for Børne- og Undervisningsudvalget",
    "-- \n{person}\n{official} - Direktionssekretariatet",
    "Hilsen {person}\n\nSendt fra min iPhone",
)

DISCLAIMERS = (
    (
        "Denne mail er fortrolig og kan indeholde oplysninger, som er omfattet af tavshedspligt. Er du ikke rette "
        "modtager, bedes du slette mailen og underrette afsenderen."
    ),
    (
        "This e-mail is confidential and intended solely for the use of the individual to whom it is addressed. If you "
        "have received it in error, please notify the sender and delete it."
    ),
    (
        "Sådan behandler vi dine personoplysninger: læs mere på https://www.{domain}/databeskyttelse. Har du spørgsmål, "
        "kan du kontakte kommunens databeskyttelsesrådgiver på dpo@{domain}."
    ),
    (
        "Send sikkert til kommunen via Digital Post på borger.dk. Almindelige mails er ikke sikre, og vi kan ikke garantere "
        "at de ikke læses af andre."
    ),
    (
        "Vi svarer normalt inden for 10 arbejdsdage. Haster din henvendelse, så ring på hovednummeret mandag til torsdag "
        "kl. 10-15."
    ),
    (
        "NYT: Rådhuset holder lukket i uge 42. Følg os på Facebook og LinkedIn – og tilmeld dig vores nyhedsbrev på "
        "www.{domain}/nyhedsbrev"
    ),
    "*** Denne e-mail er scannet for virus af Heimdal Email Security ***",
    (
        "Får du mail fra mig uden for normal arbejdstid, er det fordi det passer mig. Jeg forventer ikke, at du svarer "
        "før du er på arbejde."
    ),
)

LETTER = (
    "Kære udvalgsformand og direktør\n\nKL offentliggjorde den 28. juni 2019 de kommunale kerneværdier. Vi beder jer "
    "besvare to spørgsmål og sende svaret til FLJE@kl.dk senest den 1. november 2019. Hvis I ønsker udsættelse af "
    "fristen, eller har I spørgsmål, er I velkomne til at kontakte os.\n\nHvordan ser I sammenhæng mellem jeres "
    "kommunes børne- og ungepolitik og de kommunale kerneværdier?\n\nHvilke muligheder giver det kommunale ejerskab? "
    "\n\nMed venlig hilsen\n\nArne Eggert\nDirektør, KL\n"
)
FIRST = ("Mette", "Lars", "Anne", "Søren", "Kirsten", "Bo", "Åse", "Jørgen", "Pia", "Hans-Henrik", "Ida", "Rasmus")
LAST = ("Jensen", "Kolding", "Møller", "Randers Nielsen", "Østergård", "Holbæk", "Bach", "Thisted", "Viborg", "Skov")
