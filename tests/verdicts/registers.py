"""Chapters: the same things said in other registers: stiff, chatty, hurried, official, and with slips of the pen."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.kind import Kind
from tests.verdicts.asking import ANSWER, NOTHING, RESPONSE, REVIEW, aside, doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

STIFF_NOTES = (
    "I anledning af KL's skrivelse af 28. juni d.å. skal man herved på byrådets vegne fremsende kommunens besvarelse.",
    "Under henvisning til ovennævnte fremsendes hoslagt udtalelse fra {committee}.",
    "{official} skal herved tillade sig at fremsende sine bemærkninger.",
    "Vedlagte svar er tiltrådt af et enigt byråd.",
    "Det meddeles hermed, at {committee} har afgivet den udtalelse, som er vedlagt.",
    "Ad KL's sagsnr. SAG-2018-04030: kommunens besvarelse vedlægges.",
)
CHATTY_NOTES = (
    "Heysa! Her er det, I har ventet på :-D Knus fra {name}",
    "Så! Endelig! Sorry for ventetiden. Svaret er i filen.",
    "Hej søde Frederikke, her er vores lille bidrag til bunken. Glæder mig til at se, hvad de andre har skrevet!",
    "Godt nytår når vi når dertil - her er i hvert fald vores svar :)",
    "Formanden er vældig stolt af denne her, så læs den godt ;-)",
)
HURRIED_NOTES = (
    "svar", "Hermed.", "Svar fra {name}", "se fil", "vh {first}", "fyi", "Høringssvar vedh.", "pdf vedhæftet", "Bilag 1: svar", "Iflg. aftale.",
)  # fmt: skip
SLIPS = (
    "Hermed høringsvar fra {name} komune.", "Vedhæfted finder i vores svar på høringen om kernevædier.",
    "Hermde fremsendes svart på høring.", "Svaret er vedhæfet. Undskyld forsinklsen.",
    "Vi sender her vore bemærkniger til kerne værdierne.", "Her er kommunes svar på jeres horing om kernevaerdier.",
)  # fmt: skip
OPINIONS = (
    "Udvalget hæfter sig særligt ved værdi 3 og værdi 8 og foreslår, at de byttes om.",
    "Vi er helt på linje med KL.",
    "{name} ser gerne, at fritids- og ungdomsklubber skrives ind, for ellers er det et godt papir.",
    (
        "Sammenhæng skaber vi ved, at sundhedsplejersken følger barnet fra fødsel til skolestart. Det er vores svar på spørgsmål 1. "
        "Ejerskab betyder, at vi selv kan sætte retning. Det er vores svar på spørgsmål 2."
    ),
    "Politisk er der bred enighed om kerneværdierne. Dog ønsker et mindretal (O) anført, at dansk kultur bør nævnes.",
    "Byrådet finder, at kerneværdierne er for mange og for lange. Tre ville være nok.",
    "Vi kan kun sige ja tak til det hele.",
    "For os er det afgørende, at værdierne ikke bliver til nye krav om afrapportering.",
    "{committee} har noteret sig kerneværdierne og finder dem anvendelige i det videre arbejde.",
    (
        "Til spørgsmål 1 kan vi oplyse, at kommunens børnepolitik er under revision. Til spørgsmål 2 henviser vi til vores erfaringer "
        "med områdeledelse."
    ),
    "Ad a) Ja. Ad b) Kommunalt ejerskab er forudsætningen for kvalitet.",
    "Kommunen savner en værdi om bæredygtighed. Ellers tilslutter vi os.",
    "Udvalget er skeptisk over for værdi 5. Forskning passer sjældent til en travl hverdag.",
    "I {name} arbejder vi ud fra de samme værdier, og vi har derfor taget godt imod dem i alle skoler og dagtilbud.",
    "Sagen blev drøftet den 2. oktober. Konklusion: Udvalget anbefaler værdierne, men ønsker mere vægt på leg.",
    "Tak for et fint arbejde! Vores eneste ønske er, at 'forældre' nævnes før 'forvaltning'.",
)
NOTHING_TO_SAY = (
    "Man har herfra intet at bemærke.", "Vi siger tak, men har ikke noget at bidrage med.",
    "{name} har ikke noget at skyde ind.", "Det ser fint ud - ingen kommentarer.",
    "Ingen bem.", "Kerneværdierne er taget til efterretning i {committee}. Der var ingen bemærkninger.",
    "Vi passer denne gang og sender altså ikke noget svar.", "Ovennævnte giver ikke kommunen anledning til at fremkomme med bemærkninger.",
    "Vi har drøftet kerneværdierne og finder ingen grund til at kommentere dem.", "Herfra kun tak for orienteringen; vi har ingen bemærkninger.",
    "{official} har gennemlæst materialet uden at have kommentarer hertil.", "Vi har heller ikke denne gang kommentarer.",
    "Skal hilse fra udvalget og sige, at de ikke har noget at tilføje til høringen.", "Kommunen frasiger sig muligheden for at afgive høringssvar.",
    "Vi agter ikke at indsende et svar på høringen.", "Høringen har været sendt rundt her i huset. Ingen har haft bemærkninger.",
    "{official} har ikke indsigelser.", "Svar fra {name}: 0 bemærkninger.", "Udvalget ønsker ikke at komme med kommentarer til kerneværdierne.",
    "Vi har ingen bemærkninger, og det er derfor vores høringssvar :-)",
)  # fmt: skip
MORE_TIME = (
    "Det kniber med tiden. Går det an, at vi sender svaret en uge senere?", "Vi er nødt til at bede om lidt elastik på fristen.",
    "Man tillader sig at anmode om, at fristen for afgivelse af høringssvar udsættes.", "Fristen passer dårligt med vores mødekalender; vi har brug for fjorten dage mere.",
    "Er fristen fast? Vores byråd mødes først sidst i november.", "Kan I leve med, at svaret først kommer efter udvalgsmødet den 5.?",
    "Vi ville gerne have svaret til tiden, men det lader sig ikke gøre. Vi håber på en kort respit.",
    "Må vi bede om dispensation fra fristen? Sekretæren er langtidssygemeldt.", "Jeg har brug for en dag eller to mere til svaret, er det ok?",
    "Der er udsigt til, at vi overskrider fristen. Vil I se stort på det?", "Vi beder hermed om forlængelse af fristen for indgivelse af svar.",
)  # fmt: skip
ASKING = (
    "Mon du kan hjælpe mig med at finde bilag 2? Jeg kan ikke se det på jeres side.", "Er det korrekt forstået, at kun udvalget kan svare?",
    "Hvor langt må svaret være?", "Jeg mangler jeres EAN-nummer for at kunne sende. Eller kan det sendes pr. mail?",
    "Vil I have ét samlet svar eller et fra hvert udvalg?", "Undskyld, men hvad er forskellen på de elleve og de ti værdier?",
    "Kan man få en tegning med, eller skal det være tekst? Elevrådet spørger.", "Ved du, hvem hos os der har fået brevet?",
    "Bliver der holdt et informationsmøde om høringen?", "Jeg kan se, at vores nabokommune har svaret. Har vi?",
)  # fmt: skip
TAKING_BACK = (
    "Glem det svar, I fik i morges. Det var en gammel kladde.", "Byrådet har omgjort beslutningen, og svaret af 8. oktober skal derfor ikke længere betragtes som kommunens.",
    "Vi kalder hermed vores høringssvar tilbage.", "Det svar, I modtog fra os i går, var ikke godkendt. Vær venlig ikke at bruge det.",
    "Vil I makulere vores svar? Det blev afsendt uden ordførerens accept.", "Kommunens besvarelse tilbagekaldes.",
)  # fmt: skip
RECEIPTS = (
    ("Kvittering", "Deres henvendelse er modtaget og registreret under j.nr. 19/{code}22."),
    ("Tak for din mail", "Din mail er nu i kø hos os. Du får svar, så snart vi kan."),
    ("SV: De kommunale kerneværdier", "Tak for henvendelsen, som er oprettet som sag nr. {case} og tilgår fagcentret."),
    (
        "Automatisk kvittering",
        "Du kan ikke svare på denne mail. Vi har modtaget din henvendelse, og den behandles i den rækkefølge, den er kommet ind.",
    ),
    ("Modtaget", "{official} har modtaget din digitale henvendelse. Gem denne kvittering."),
    (
        "Henvendelse modtaget (ID {code}7)",
        "Kære KL\n\nI hører nærmere, når sagen er fordelt. Forventet svartid: 3 uger.",
    ),
    ("Bekræftelse", "Hermed bekræftes, at jeres høringsbrev er modtaget i {official} og videresendt til {committee}."),
)
ABSENT = (
    ("Automatisk svar: De kommunale kerneværdier", "Jeg er til konference og svarer, når jeg er hjemme igen."),
    ("Autosvar", "Du har ramt min mail på en fridag. Jeg vender tilbage på tirsdag."),
    ("Ikke på arbejde: Re: Høring", "Jeg nyder min ferie og har slukket for mailen indtil 28/10."),
    (
        "Automatisk svar: Frist 1. november",
        "Fra 1. oktober 2019 arbejder jeg ikke længere i {official}. Kontakt i stedet {person}.",
    ),
    ("Automatic reply: Høring", "Hello, I will be back on Monday. Until then please write to my colleague."),
    ("Automatisk svar: Høring", "Jeg har ferie uge 42, begge dage inklusive. Mvh {first}"),
    ("Autoreply: Kerneværdier", "Jag är ledig i dag och läser din e-post i morgon."),
    (
        "Automatische Antwort: Kerneværdier",
        "Ich befinde mich in Elternzeit. Bitte wenden Sie sich an meine Vertretung.",
    ),
)
OUT_OF_PLACE = (
    "Tak for sidst! Det var hyggeligt at møde jer alle i Aalborg.", "Har du set, at Politiken skriver om os i dag?",
    "Jeg sender dig lige billederne fra besøget i næste uge.", "Vi flytter til nye lokaler den 1. december. Den nye adresse er Torvet 1.",
    "Godt gået i Deadline i går!", "Hilsen fra os alle i forvaltningen og tillykke med jobbet.",
)  # fmt: skip


def cases() -> Iterator[Labelled]:
    """Notes with a file, opinions and 'nothing' in the mail, requests, questions, withdrawals, machines, small talk."""
    yield from _replies("register_note", (*STIFF_NOTES, *CHATTY_NOTES, *HURRIED_NOTES, *SLIPS), with_paper=True)
    yield from _replies("register_text", OPINIONS, with_paper=False)
    yield from _replies("register_nothing", NOTHING_TO_SAY, kinds=NOTHING, with_paper=False)
    yield from _doubtful("register_extension", MORE_TIME, Kind.EXTENSION_REQUEST)
    yield from _doubtful("register_question", ASKING, Kind.QUESTION)
    yield from _doubtful("register_withdrawal", TAKING_BACK, Kind.WITHDRAWAL)
    yield from _machines("register_receipt", RECEIPTS, Kind.ACKNOWLEDGEMENT)
    yield from _machines("register_absent", ABSENT, Kind.AUTO_REPLY)
    yield from _small_talk()


def _replies(
    chapter: str, wordings: Iterable[str], *, with_paper: bool, kinds: Iterable[Kind] = RESPONSE
) -> Iterator[Labelled]:
    for number, wording in enumerate(wordings, 1):
        writer = pick(6000 + number + 100 * len(chapter))
        post = usual(
            writer, wording, subject=("Høringssvar", "SV: De kommunale kerneværdier", "Kerneværdier")[number % 3]
        )
        post = dress(post.with_files(paper(writer)) if with_paper else post, number)
        agrees = not with_paper and wording.startswith(
            ("Vi er helt på linje", "Vi kan kun sige ja", "{committee} har noteret")
        )
        yield label(chapter, writer.town.code, number, post, reply(writer, post, kinds=ANSWER if agrees else kinds))


def _doubtful(chapter: str, wordings: Iterable[str], kind: Kind) -> Iterator[Labelled]:
    for number, wording in enumerate(wordings, 1):
        writer = pick(7000 + number + 100 * len(chapter))
        post = dress(usual(writer, wording, subject=("SV: De kommunale kerneværdier", "Høring")[number % 2]), number)
        asked = doubtful(writer, post, kind.value, kinds={kind})
        if wording.startswith("Er fristen fast"):
            # It asks whether the deadline holds, and says between the lines what for.
            asked = doubtful(writer, post, kinds={kind, Kind.QUESTION})
        yield label(chapter, writer.town.code, number, post, asked)


def _machines(chapter: str, wordings: Iterable[tuple[str, str]], kind: Kind) -> Iterator[Labelled]:
    for number, (subject, text) in enumerate(wordings, 1):
        writer = pick(8000 + number + 100 * len(chapter))
        post = usual(writer, text, subject=subject, sign=number % 2 == 0)
        if kind is Kind.ACKNOWLEDGEMENT:
            post = replace(post, sender=f"noreply@{writer.town.domains[0]}", name=writer.town.official_name)
        post = dress(post, number)
        kinds = (kind, Kind.AUTO_REPLY) if "utom" in subject + text else (kind,)
        yield label(chapter, "machine", number, post, aside(post, *kinds))


def _small_talk() -> Iterator[Labelled]:
    for number, wording in enumerate(OUT_OF_PLACE, 1):
        writer = pick(9000 + number)
        post = dress(usual(writer, wording, subject=("Hej", "Tak for sidst", "Hilsen")[number % 3]), number)
        kinds = {Kind.OTHER, *({Kind.QUESTION} if "?" in wording else ())}
        # Nothing is asked or answered; from a municipality it goes to a person all the same.
        asked = doubtful(writer, post, kinds=kinds, states=REVIEW)
        yield label("small_talk", writer.town.code, number, post, asked)
