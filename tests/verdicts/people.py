"""Who writes: municipalities, persons, committees, and how they end a mail."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from dataclasses import dataclass

from domain.municipality import Municipality
from storage.roster import load_roster

ROSTER = load_roster()
CODES = tuple(sorted(municipality.code for municipality in ROSTER))
FIRST = (
    *("Mette", "Lars", "Anne", "Søren", "Kirsten", "Bo", "Åse", "Jørgen", "Pia", "Hans-Henrik", "Ida", "Rasmus"),
    *("Line", "Thomas", "Gitte", "Ole", "Birgitte", "Kasper", "Lene", "Torben", "Signe", "Morten", "Fatima"),
)
LAST = (
    *("Jensen", "Møller", "Østergård", "Bach", "Skov", "Holm", "Kjær", "Lauridsen", "Winther", "Dam", "Nørgaard"),
    *("Thomsen", "Bisgaard", "Hald", "Ravn", "Mikkelsen", "Toft", "Brandt", "Aagaard"),
)
COMMITTEES = (
    *("Børne- og Ungeudvalget", "Udvalget for Børn og Unge", "Børne- og Undervisningsudvalget"),
    *("Udvalget for Læring og Trivsel", "Børne- og Skoleudvalget", "Udvalget for Børn, Unge og Familie"),
    *("Dagtilbuds- og Skoleudvalget", "Uddannelsesudvalget", "Børne- og Kulturudvalget", "Skoleudvalget"),
    *("Udvalget for Skole og Dagtilbud", "Børneudvalget", "Børn- og Familieudvalget"),
)
TITLES = (
    *("Sekretær", "Udviklingskonsulent", "Direktør for Børn og Unge", "Chefkonsulent", "Skolechef", "AC-fuldmægtig"),
    *("Formand for Børne- og Skoleudvalget", "Sekretariatsleder", "Kontorelev", "Dagtilbudschef", "Specialkonsulent"),
    *("Afdelingsleder, Dagtilbud og Skole", "Byrådssekretær", "Kommunaldirektør"),
)
SIGN_OFFS = (
    "Med venlig hilsen\n\n{person}\n{title}\n\n{official}\nRådhuset\nTlf. 72 36 40 00\nwww.{domain}",
    "Venlig hilsen\n{person}\n{title}",
    "Mvh\n{person}\n{official}",
    "De bedste hilsner\n\n{person}\n{title} | Børn og Unge\nT: 4022 1133 | {mail}",
    "Vh. {first}",
    "Venlig hilsen\n\n{person}\n{title}\n\nP Tænk på miljøet, før du printer denne mail",
    "Kind regards / Med venlig hilsen\n\n{person}\n{title}, cand.scient.pol.\n{official}, Centralforvaltningen",
    "Med venlig hilsen\n\n{person}\n{title}",
    "-- \n{person}\n{official} - Direktionssekretariatet",
    "Hilsen {first}\n\nSendt fra min iPhone",
    "Mange hilsner\n\n{person}\n{title}\n{committee}s sekretariat\n{official}",
    "På udvalgets vegne\n\n{person}",
    "Med venlig hilsen\n{official}\nBørne- og Kulturforvaltningen\n\n{person}\n{title}\nDirekte tlf.: 87 53 50 00",
    "",
    "BH {first}",
    "Hav en god dag!\n\n{person}",
)
DISCLAIMERS = (
    (
        "Denne mail er fortrolig og kan indeholde oplysninger, som er omfattet af tavshedspligt. Er du ikke rette "
        "modtager, bedes du slette mailen og underrette afsenderen."
    ),
    (
        "This e-mail is confidential and intended solely for the use of the individual to whom it is addressed. If you "
        "have received it in error, please notify the sender and delete it. The municipality accepts no liability for "
        "any damage caused by any virus transmitted by this e-mail."
    ),
    (
        "Sådan behandler vi dine personoplysninger: læs mere på https://www.{domain}/databeskyttelse. Har du spørgsmål, "
        "kan du kontakte kommunens databeskyttelsesrådgiver på dpo@{domain}."
    ),
    (
        "Send sikkert til kommunen via Digital Post på borger.dk. Almindelige mails er ikke sikre, og vi kan ikke "
        "garantere, at de ikke læses af andre."
    ),
    (
        "Vi svarer normalt inden for 10 arbejdsdage. Haster din henvendelse, så ring på hovednummeret mandag til torsdag "
        "kl. 10-15."
    ),
    (
        "NYT: Rådhuset holder lukket i uge 42. Følg os på Facebook og LinkedIn - og tilmeld dig vores nyhedsbrev på "
        "www.{domain}/nyhedsbrev"
    ),
    "*** Denne e-mail er scannet for virus og spam ***",
    (
        "Får du mail fra mig uden for normal arbejdstid, er det, fordi det passer mig. Jeg forventer ikke, at du svarer, "
        "før du er på arbejde."
    ),
    "Jeg holder fri om fredagen. Er det akut, så kontakt sekretariatet på {mail}.",
    (
        "Husk: Fra 1. december 2019 tager vi kun imod post digitalt. Du modtager altid en kvittering, når vi har modtaget "
        "din henvendelse."
    ),
)


@dataclass(frozen=True, slots=True)
class Writer:
    """One person in one municipality, with all that wordings can name; the same for a number in every run."""

    town: Municipality
    number: int

    @property
    def first(self) -> str:
        """The first name."""
        return FIRST[self.number % len(FIRST)]

    @property
    def person(self) -> str:
        """The whole name."""
        return f"{self.first} {LAST[(self.number * 7 + self.number // len(FIRST)) % len(LAST)]}"

    @property
    def committee(self) -> str:
        """The committee that decides there."""
        return COMMITTEES[int(self.town.code) % len(COMMITTEES)]

    @property
    def address(self) -> str:
        """The mail address, on the municipality's domain."""
        plain = self.person.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(" ", ".")
        return f"{plain}@{self.town.domains[0]}"

    def fill(self, wording: str) -> str:
        """Put the names into a wording."""
        return wording.format(
            name=self.town.name,
            official=self.town.official_name,
            domain=self.town.domains[0],
            person=self.person,
            first=self.first,
            mail=self.address,
            committee=self.committee,
            title=TITLES[self.number % len(TITLES)],
            code=self.town.code,
            case=f"17.00.00-P35-{self.number % 9 + 1}-19",
        )

    @property
    def sign_off(self) -> str:
        """The end of the mail."""
        return self.fill(SIGN_OFFS[self.number * 5 % len(SIGN_OFFS)])

    @property
    def disclaimer(self) -> str:
        """What the mail server writes below every mail."""
        return self.fill(DISCLAIMERS[self.number % len(DISCLAIMERS)])


def pick(number: int) -> Writer:
    """Return a writer by a running number, of a municipality far from its neighbours' in the list."""
    return Writer(ROSTER[CODES[number * 37 % len(CODES)]], number)


def writer_of(code: str, number: int) -> Writer:
    """Return a writer of one municipality."""
    return Writer(ROSTER[code], number)
