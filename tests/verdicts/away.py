"""Chapter: automatic replies in five languages, by header and by their words alone."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.verdicts.asking import ASIDE, COUNT, REVIEW, aside, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import our_letter, paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.post import Post
from tests.verdicts.programs import dress

CHAPTER = "auto_reply"
HEADERS = (
    ("Auto-Submitted: auto-replied",),
    ("Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All"),
    ("X-Autoreply: yes",),
    ("Precedence: auto_reply", "X-Precedence: auto_reply"),
    ("X-Autorespond: De kommunale kernevaerdier",),
    ("Auto-Submitted: auto-replied (vacation)", "Precedence: bulk"),
    ("Auto-Submitted: auto-generated", "X-MS-Exchange-Inbox-Rules-Loop: post@kommune.example"),
    ("X-Autoreply:", "X-Mail-Autoreply:"),
)
BY_HEADER = (
    (
        "Automatisk svar: De kommunale kerneværdier",
        "Jeg er på ferie til og med 21. oktober. Kontakt evt. hovedpostkassen.",
    ),
    ("Ikke til stede: Høring", "Tak for din mail. Jeg holder efterårsferie i uge 42 og svarer, når jeg er tilbage."),
    ("Autosvar: Kerneværdier", "Jeg er på barsel. Mine opgaver varetages af Pia Bach."),
    ("Fraværsbesked: frist 1. november", "Jeg er ikke på kontoret i dag."),
    ("SV: De kommunale kerneværdier", "Jeg er på kursus frem til torsdag og læser ikke mails imens."),
    ("Automatisk svar: Høring", "Jeg er fratrådt min stilling i {official}. Skriv til {mail}."),
    ("Re: Høring", "Du har skrevet til en postkasse, som ikke længere er i brug. Skriv i stedet til post@{domain}."),
    ("Automatisk svar: Høring", "Jeg er på ferie. Vi har i øvrigt ingen bemærkninger til høringen."),
    ("Autosvar: Kärnvärden", "Jag är på semester och åter den 21 oktober. Vid brådskande ärenden, kontakta växeln."),
    ("Automatiskt svar: Høring", "Hej! Jag är föräldraledig till och med januari."),
    ("Automatische Antwort: Høring", "Ich bin bis zum 25. Oktober nicht im Büro."),
    ("Abwesenheitsnotiz: Kerneværdier", "Vielen Dank für Ihre Nachricht. Ich bin derzeit im Urlaub."),
    ("Out of Office: Høring om kerneværdier", "I am out of the office until 28 October with no access to mail."),
    ("Automatic reply: De kommunale kerneværdier", "Thank you for your e-mail. I am travelling this week."),
    ("Automatisk svar: Høring", "Hei, jeg er bortreist og tilbake på kontoret mandag 28. oktober."),
    ("Fravær: Høring", "Jeg har fri i dag. Ved akutte henvendelser ring 72 36 40 00."),
)
BY_WORDS = (
    ("Automatisk svar: De kommunale kerneværdier", "Jeg er på ferie til og med søndag den 27. oktober og læser ikke mails."),
    ("Autosvar: Høring om kerneværdier", "Tak for din mail. Jeg er på kontoret igen den 28. oktober."),
    ("Ikke på kontoret: Kerneværdier", "Jeg holder ferie og er tilbage mandag."),
    ("Ikke til stede", "Jeg er sygemeldt. Kontakt min leder Ole Dam."),
    ("SV: De kommunale kerneværdier", "Dette er et automatisk svar.\n\nJeg er ikke til stede og læser mails igen den 4. november."),
    ("SV: Høring", "Denne mail er autogenereret. Jeg afholder ferie til 21/10. Haster det, så ring til omstillingen."),
    ("Automatisk svar: Kerneværdier", "Hej\n\nJeg arbejder ikke om fredagen og vender tilbage på mandag."),
    ("Out of office: Høring", "I am on annual leave until November 4. For urgent matters please contact the main office."),
    ("Automatic reply: Kerneværdier", "I'm currently out of the office with limited access to e-mail."),
    ("Automatisk svar: Kerneværdier", "Jeg er i permisjon. Henvendelser rettes til postmottak."),
    ("Frånvarande: Høring", "Jag är inte på kontoret. Åter den 4 november."),
    ("Abwesend: Høring", "Ich bin vom 14. bis 25. Oktober nicht erreichbar. Ihre Nachricht wird nicht weitergeleitet."),
    ("Automatisk svar: SV: Høring", "Kære afsender. Jeg er på barselsorlov frem til juni 2020. Min vikar er Ida Toft, {mail}."),
    ("Fraværende: De kommunale kerneværdier", "Hej. Jeg er til møder hele dagen uden adgang til mail."),
    ("SV: De kommunale kerneværdier", ("Tak for din mail. Jeg holder efterårsferie til og med den 20. oktober og svarer på din "
     "mail, når jeg er retur. Mailen bliver ikke videresendt.")),
    ("SV: Frist 1. november", "Jeg er desværre ikke at træffe i uge 43. Du kan kontakte sekretariatet på 72 36 40 01."),
)  # fmt: skip
FILES = ("Brev fra KL", "De kommunale kerneværdier")
ONLY_SUBJECT = ("Automatisk svar: De kommunale kerneværdier", "Out of Office: Kerneværdier", "Autosvar: Høring")
HUMAN = (
    "Jeg er på ferie fra i morgen, så her er svaret allerede i dag.",
    "Undskyld, at det er gået lidt stærkt; jeg har været sygemeldt. Hermed kommunens høringssvar.",
    "Jeg er ikke på kontoret resten af ugen, men Pia Bach kan svare på spørgsmål til vedhæftede høringssvar.",
    "Tak for din mail. Hermed {official}s høringssvar. Jeg holder efterårsferie i uge 42.",
)


def cases() -> Iterator[Labelled]:
    """By header, by words, with our letter back, of few words, and what a person writes about a holiday."""
    for number, (subject, text) in enumerate(BY_HEADER, 1):
        post = _robot(number, subject, text, HEADERS[number % len(HEADERS)])
        yield label(CHAPTER, "header", number, post, aside(post, Kind.AUTO_REPLY))
    for number, (subject, text) in enumerate(BY_WORDS, 31):
        post = _robot(number, subject, text)
        yield label(CHAPTER, "words", number, post, aside(post, Kind.AUTO_REPLY))
    for number, subject in enumerate(ONLY_SUBJECT, 61):
        post = replace(_robot(number, subject, ""), text="\n", html=None)
        yield label(CHAPTER, "subject", number, post, aside(post, Kind.AUTO_REPLY))
    for number, name in enumerate(FILES, 71):
        post = _robot(
            number, "Automatisk svar: Høring", "Tak for din mail. Jeg er på ferie. Din fil er modtaget.", HEADERS[0]
        )
        post = post.with_files(our_letter(name))
        # It brings a document, and only who opens that sees that it is ours.
        asked = aside(post, Kind.AUTO_REPLY, Kind.OTHER, states=ASIDE | REVIEW)
        yield label(CHAPTER, "our-letter", number, post, asked)
    for number, text in enumerate(HUMAN, 81):
        writer = pick(1400 + number)
        post = dress(usual(writer, text).with_files(paper(writer)), number)
        yield label(CHAPTER, f"human-{writer.town.code}", number, post, reply(writer, post))
    yield from _answers_with_headers()


def _robot(number: int, subject: str, text: str, headers: tuple[str, ...] = ()) -> Post:
    writer = pick(1400 + number)
    post = usual(writer, text, subject=subject)
    return dress(replace(post, headers=(*post.headers, *headers)), number)


def _answers_with_headers() -> Iterator[Labelled]:
    """A case system sends a real reply and marks it as made by a machine: nobody may lose it."""
    for number in range(91, 97):
        writer = pick(1400 + number)
        post = usual(writer, "Hermed fremsendes {official}s høringssvar. Se vedhæftede.", subject="Høringssvar")
        header = ("X-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated")[number % 2]
        post = replace(dress(post.with_files(paper(writer, name="Høringssvar")), 4), headers=(header,))
        states = COUNT if header.startswith("X-Auto") else COUNT | REVIEW
        asked = reply(writer, post, kinds={Kind.RESPONSE}, states=states, plain=states == COUNT)
        if states != COUNT:
            asked = replace(asked, kinds=frozenset({Kind.RESPONSE, Kind.OTHER, Kind.AUTO_REPLY}))
        yield label(CHAPTER, f"case-system-{writer.town.code}", number, post, asked)
