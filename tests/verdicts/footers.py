"""Chapter: ordinary replies above what signatures and mail servers add, which speaks of everything. All must be counted."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.verdicts.asking import keep_together, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import PARAGRAPHS, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

CHAPTER = "footer"
FOOTERS = (
    "Jeg træffes ikke om fredagen. Henvendelser besvares på mandag.",
    "OBS: Jeg holder efterårsferie i uge 42 og er tilbage den 21. oktober.",
    "Rådhuset holder lukket den 24. og 31. december.",
    "Har du spørgsmål til denne mail, er du velkommen til at ringe. Vi sidder klar ved telefonerne.",
    "Denne mail er sendt automatisk fra kommunens ESDH-system. Svar venligst med sagsnummeret i emnefeltet.",
    "Du kan ikke svare på denne mail. Skriv i stedet til post@{domain}.",
    "Vi søger en ny skoleleder! Se vores ledige stillinger på www.{domain}/job. Ansøgningsfrist den 15. november.",
    "Tilmeld dig kommunens nyhedsbrev. Ønsker du ikke at modtage flere mails, kan du afmelde dig her.",
    "Alle mails til {official} bliver journaliseret. Du får en kvittering, når din henvendelse er modtaget.",
    "Hvor tilfreds er du med vores svar? Klik her og besvar fem spørgsmål: https://www.{domain}/tilfreds",
    "Kommunen er en del af Region Syddanmark og Trekantområdet sammen med Kolding, Vejle, Fredericia og Middelfart.",
    "Er du ikke den rette modtager, bedes du se bort fra mailen, slette den og give besked til afsenderen.",
    "Vedhæftede filer kan indeholde virus. Kommunen tager forbehold for fejl og mangler i denne mail.",
    "Indholdet er kun til orientering og er ikke juridisk bindende, før det er godkendt af kommunalbestyrelsen.",
    "Sendt fra min telefon - undskyld eventuelle slåfejl. Jeg skriver et længere svar, når jeg er tilbage på kontoret.",
    "Hent Outlook til iOS",
    "Få svar på de mest stillede spørgsmål på www.{domain}. Hvad kan vi hjælpe dig med?",
    "Borgerservice: mandag-onsdag 10-14, torsdag 10-17, fredag lukket. Book tid på www.{domain}/tid",
    "Følg byrådets møder direkte. Næste møde: 29. oktober kl. 17. Dagsordenen ligger på www.{domain}/dagsorden",
    "Denne e-mail kan indeholde personoplysninger. Du har ret til at trække dit samtykke tilbage når som helst.",
    "Vi bestræber os på at besvare alle henvendelser inden for 5 arbejdsdage. Kan vi ikke nå det, får du besked om en ny frist.",
    "This message was scanned by MailGuard. If you believe it could not be delivered correctly, contact the postmaster.",
    "Skal du til møde hos os? Parkering på Rådhuspladsen, indgang fra Vejlevej.",
    "Gør en forskel: bliv plejefamilie. Læs mere på www.{domain} eller kom til infomøde den 7. november.",
    "Læs om dine rettigheder efter databeskyttelsesforordningen. Klage kan indgives til Datatilsynet, Borgergade 28, København.",
    "Kopi: Borgmesteren, kommunaldirektøren, udvalgets medlemmer, Skanderborg Kommune (til orientering)",
    "Kommunen har skiftet domæne. Brug venligst min nye mailadresse. Den gamle nedlægges den 1. december.",
    "Out of office? Nej, jeg er her! Ring på 4022 1133.",
)
TEXTS = (
    "{official} har ingen bemærkninger til de kommunale kerneværdier.",
    "Høringssvar fra {official}: Vi bakker op om kerneværdierne og foreslår, at fritidsområdet nævnes.",
    f"Kære KL\n\nHermed høringssvar fra {{committee}}.\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[7]}",
)


def cases() -> Iterator[Labelled]:
    """Each footer below a note with a file and below a reply in the mail."""
    return keep_together(_cases())


def _cases() -> Iterator[tuple[str, Labelled]]:
    for number, footer in enumerate((*FOOTERS, *FOOTERS), 1):
        writer = pick(13_000 + number)
        in_text = number > len(FOOTERS)
        note = TEXTS[number % len(TEXTS)] if in_text else "Hermed fremsendes {official}s høringssvar. Se vedhæftede."
        post = usual(writer, note, subject=("Høringssvar", "SV: De kommunale kerneværdier")[number % 2], sign=False)
        signed = (
            f"{post.text}\n\nMed venlig hilsen\n\n{writer.person}\n{writer.town.official_name}\n\n{writer.fill(footer)}"
        )
        post = replace(post, text=signed)
        post = dress(post if in_text else post.with_files(paper(writer)), number)
        nothing = in_text and "ingen bemærkninger" in note
        asked = reply(writer, post, kinds={Kind.NO_COMMENTS if nothing else Kind.RESPONSE}, provisional=None)
        yield footer, label(CHAPTER, f"{'text' if in_text else 'file'}-{writer.town.code}", number, post, asked)
