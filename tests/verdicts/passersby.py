"""Chapter: what else lies in such a mailbox: bills, invitations, our own house, spam, applications, other hearings."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from domain.message import State
from tests.verdicts.asking import ASIDE, REVIEW, doubtful, keep_together, label
from tests.verdicts.documents import write_document
from tests.verdicts.labels import Asked, Labelled
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post, border
from tests.verdicts.programs import dress

SPAM = (
    ("winner@lotto.example", "Du har vundet!", "Klik her for at hente din gevinst: http://x.example"),
    ("sales@seo.example", "Re: your website", "We can rank your site number one on Google."),
    ("mor@gmail.com", "Aftensmad", "Hej skat, kommer du hjem til spisetid? Kram mor"),
    ("bo.bach@yahoo.dk", "Billetter", "Jeg har købt billetter til koncerten. Kan du på fredag?"),
    (
        "post@pakke.example",
        "Din pakke er på vej",
        "Pakken leveres mellem kl. 10 og 12. Følg den på https://pakke.example",
    ),
    ("info@vindue.example", "Tilbud på vinduespudsning", "Vi pudser kontorets vinduer til fast lav pris."),
    ("support@bank.example", "Your account has been suspended", "Verify your identity within 24 hours."),
    ("ole@traening.example", "Hold i uge 44", "Holdet er aflyst på torsdag. Vi ses ugen efter."),
    ("noreply@rejse.example", "Din rejseplan", "Afgang 07.12 fra spor 5. God rejse!"),
    ("kantine@frokost.example", "Ugens menu", "Mandag: frikadeller. Tirsdag: fisk. Onsdag: suppe."),
)
STRANGERS = (
    (
        "faktura@kontorshop.example",
        "Faktura 10023",
        "Vedlagt faktura for kontorartikler.",
        "Faktura 10023. Beløb 1.250,00 kr.",
    ),
    (
        "maria.dam@gmail.com",
        "Ansøgning om studiejob",
        "Hermed min ansøgning og mit cv.",
        "Curriculum vitae. Uddannelse: BA i statskundskab.",
    ),
    ("anders@forlag.example", "Manuskript", "Her er korrekturen på din artikel.", "Korrektur, side 1-4."),
    (
        "pia@konsulent.example",
        "Tilbud på proces",
        "Vi vil gerne give et tilbud på jeres proces.",
        "Tilbud: to workshops med oplæg.",
    ),
    (
        "jens.toft@hotmail.com",
        "Klage over skole",
        "Min søn trives ikke i skolen. Hvad kan jeg gøre? Se min klage.",
        "Klage over manglende støtte.",
    ),
    ("journalist@avis.example", "Aktindsigt", "Jeg søger aktindsigt i alle høringssvar om kerneværdierne.", ""),
    (
        "studerende@universitet.example",
        "Speciale om kerneværdier",
        "Må jeg få lov at læse kommunernes høringssvar?",
        "",
    ),
    (
        "borger@mail.dk",
        "Kerneværdierne",
        "Jeg er borger i Greve og arbejder i Køge Kommune. Jeg synes, værdierne er flotte.",
        "",
    ),
)
FROM_TOWN_HALLS = (
    ("Frokost på torsdag?", "Hej Frederikke. Skal vi spise frokost, når du er i byen? Kh {first}", ""),
    ("Faktura 4711", "Vedlagt faktura for leje af mødelokale.", "Faktura 4711. {official}. Beløb 2.400 kr."),
    (
        "Invitation",
        "Vi inviterer til indvielse af den nye skole den 15. november.",
        "Program for indvielsen. Kl. 10: velkomst.",
    ),
    ("Tilmelding", "Hermed tilmelding af tre deltagere til Børnetopmødet.", ""),
    (
        "Referat",
        "Vedhæftet er referatet fra netværksmødet i september.",
        "Referat. Til stede: ti kommuner. 1. Velkomst. 2. Eventuelt.",
    ),
    ("Databehandleraftale", "Underskrevet aftale retur.", "Databehandleraftale mellem {official} og KL. § 1 Formål."),
    (
        "Puljeansøgning",
        "Hermed ansøgning til puljen om kortere ventetid.",
        "Ansøgning. Projektets titel: Kortere ventetid i PPR.",
    ),
    ("Lønstatistik", "De efterspurgte tal er vedhæftet.", "Tabel 1. Årsværk pr. 1. oktober fordelt på overenskomst."),
    ("Stillingsopslag", "Vil I dele vores opslag som dagtilbudschef?", "Dagtilbudschef søges til {official}."),
    ("Ny kontaktperson", "Fra 1. december er jeg jeres kontakt på anlægsområdet.", ""),
)
OTHER_HEARINGS = (
    ("Høringssvar - lovforslag om barselsloven", "Hermed {official}s høringssvar vedrørende lovforslag om ændring af barselsloven.",
     "Høringssvar til forslag til lov om ændring af barselsloven. Kommunen støtter øremærket orlov."),
    ("Høringssvar: madordninger", "Hermed høringssvar til udkast til bekendtgørelse om madordninger i dagtilbud. Sendes til KL i kopi.",
     "Høringssvar om madordninger i dagtilbud. Kommunen har bemærkninger til § 4."),
    ("Høringssvar vedr. naturpleje", "Vedhæftet er kommunens svar på KL's høring om naturplejeprojekter.",
     "Høringssvar. Kommunen ønsker flere midler til afgræsning af overdrev."),
    ("SV: Høring over vejledning om affald", "{official} har ingen bemærkninger til vejledningen om affaldsgebyrer.", ""),
    ("Høringssvar - trafiksikkerhed", "Hermed svar på høringen om trafiksikkerhedsplanen.", "Svar. Kommunen peger på fem kryds."),
    ("Høring om overenskomst 2021", "Hermed vores svar på høringen om krav til OK21.", "Krav til OK21: Mere fleksible arbejdstider."),
)  # fmt: skip
OUR_HOUSE = (
    ("Hvor mange svar?", "Hvor mange kommuner har svaret på høringen nu?", True),
    ("Frokost", "Går du med i kantinen kl. 12?", False),
    ("Udkast til notat", "Vil du kigge på mit udkast om kerneværdierne inden mødet?", True),
    ("Mødelokale", "Vi har fået lokale 3 på torsdag.", False),
    ("Rykker", "Skal vi rykke de kommuner, der ikke har svaret på høringen?", True),
)


def cases() -> Iterator[Labelled]:
    """Spam and private mail, strangers, town halls about other things, other hearings, and our own house."""
    for number, (sender, subject, text) in enumerate(SPAM, 1):
        post = _from_outside(number, sender, subject, text)
        yield label(
            "passer_by",
            "spam",
            number,
            post,
            Asked(states=ASIDE, kinds=frozenset({Kind.OTHER, Kind.BULK}), received_at=post.at),
        )
    for number, (sender, subject, text, paper) in enumerate(STRANGERS, 21):
        post = _from_outside(number, sender, subject, text)
        if paper:
            post = post.with_files(write_document(("docx", "pdf")[number % 2], (subject, paper), subject))
        # Who set them aside would be right; of a stranger's document a person may be asked.
        kinds = frozenset({Kind.OTHER, Kind.QUESTION, Kind.BULK, Kind.RESPONSE})
        yield label(
            "passer_by", "stranger", number, post, Asked(states=ASIDE | REVIEW, kinds=kinds, received_at=post.at)
        )
    yield from keep_together(_town_halls())
    yield from keep_together(_hearings())
    yield from _house()


def _from_outside(number: int, sender: str, subject: str, text: str) -> Post:
    post = usual(pick(4500 + number), text, subject=subject, sign=False)
    return replace(post, sender=sender, name=pick(4500 + number).person if "gmail" in sender else "", text=text)


def _town_halls() -> Iterator[tuple[str, Labelled]]:
    for number, (subject, text, paper) in enumerate(FROM_TOWN_HALLS * 2, 41):
        writer = pick(4500 + number)
        post = usual(writer, text, subject=subject)
        if paper:
            post = post.with_files(write_document(("docx", "pdf")[number % 2], (subject, writer.fill(paper)), subject))
        post = dress(post, number)
        asked = doubtful(writer, post, kinds={Kind.OTHER, Kind.QUESTION})
        yield subject, label("other_business", writer.town.code, number, post, asked)


def _hearings() -> Iterator[tuple[str, Labelled]]:
    for number, (subject, text, paper) in enumerate(OTHER_HEARINGS * 2, 81):
        writer = pick(4500 + number)
        post = usual(writer, text, subject=subject)
        if paper:
            post = post.with_files(
                write_document(("docx", "pdf")[number % 2], (subject, writer.fill(paper)), "Høringssvar")
            )
        post = dress(post, number)
        asked = doubtful(writer, post, kinds={Kind.OTHER, Kind.RESPONSE, Kind.NO_COMMENTS})
        yield subject, label("other_hearing", writer.town.code, number, post, asked)


def _house() -> Iterator[Labelled]:
    for number, (subject, text, ours) in enumerate(OUR_HOUSE, 121):
        post = replace(
            usual(pick(4500 + number), text, subject=subject, sign=False),
            sender="meha@kl.dk",
            name="Mette Hald",
            text=text,
        )
        post = replace(post, trace=border(replace(post, sender="x@kl.dk"), 0))
        states = ASIDE | {State.REVIEW} if ours else ASIDE
        kinds = frozenset({Kind.OTHER, Kind.QUESTION})
        yield label(
            "own_house",
            "ours" if ours else "private",
            number,
            post,
            Asked(states=states, kinds=kinds, received_at=post.at),
        )
