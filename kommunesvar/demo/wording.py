"""Invented people, their committees, and what they write in the mail itself.

The placeholders are those of ``paragraphs``; ``{kontakt}`` is the person at KL who is written to.
"""

COMMITTEES = (
    "Børne- og Undervisningsudvalget",
    "Børne- og Skoleudvalget",
    "Børne- og Ungdomsudvalget",
    "Børne- og Uddannelsesudvalget",
    "Børne- og Familieudvalget",
    "Børne- og Kulturudvalget",
)

DEPARTMENTS = (
    "Børn og Unge",
    "Skole og Dagtilbud",
    "Børn, Unge og Kultur",
    "Dagtilbud og Skole",
    "Børn og Læring",
)

TITLES = (
    "chefkonsulent",
    "udvalgssekretær",
    "skolechef",
    "direktør",
    "fuldmægtig",
    "udviklingskonsulent",
)

FIRST_NAMES = (
    *("Mette", "Kirsten", "Hanne", "Lone", "Birgitte", "Charlotte", "Dorthe", "Sanne", "Rikke", "Åse"),
    *("Søren", "Jørgen", "Henrik", "Torben", "Kåre", "Niels", "Jeppe", "Anders", "Bjørn", "Lars"),
)

LAST_NAMES = (
    *("Bjerregaard", "Mølgaard", "Østerlund", "Krogsgaard", "Sandfeld", "Vestermark", "Holmegaard", "Lindegren"),
    *("Ågerup", "Toftdal", "Kærsholm", "Dalsbæk", "Fuglede", "Nørrehave", "Stenkjær", "Bækmark"),
)

MAIL_TEXTS = (
    "Til KL\n\nHermed fremsendes høringssvar fra {kommune} om de kommunale kerneværdier. Svaret er vedhæftet.",
    "Kære {kontakt}\n\nVedhæftet finder du {kommunes} høringssvar vedrørende de kommunale kerneværdier.",
    "Hej {kontakt}\n\nHer er svaret fra {udvalg} i {kommune}. Se den vedhæftede fil.",
    (
        "Til rette vedkommende\n\n{kommune} takker for henvendelsen om de kommunale kerneværdier. Udvalgets "
        "bemærkninger fremgår af det vedhæftede høringssvar."
    ),
    "Kære KL\n\nVedlagt er {kommunes} bemærkninger til de kommunale kerneværdier. Svaret er godkendt af {udvalg}.",
)

NO_COMMENTS_TEXTS = (
    "Til KL\n\n{kommune} har ingen bemærkninger til de kommunale kerneværdier.",
    (
        "Kære {kontakt}\n\nTak for muligheden for at afgive høringssvar. {udvalg} har behandlet sagen, og {kommune}"
        " har ikke bemærkninger til materialet."
    ),
    "Hej {kontakt}\n\n{kommune} har ingen bemærkninger i denne omgang.",
)

SUBJECTS = (
    "Høringssvar om de kommunale kerneværdier",
    "Høringssvar fra {kommune}",
    "Svar på høring om de kommunale kerneværdier - {kommune}",
    "{kommune}: bemærkninger til de kommunale kerneværdier",
    "SV: Høring om kommunale kerneværdier på børne- og ungeområdet",
)

FILE_NAMES = (
    "Høringssvar fra {kommune}",
    "Horingssvar_kernevaerdier",
    "Svar til KL om kommunale kerneværdier",
    "{navn} - høringssvar kerneværdier",
    "Høringssvar til KL (endelig version)",
)
