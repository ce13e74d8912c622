"""Chapter: questions, withdrawals, and what a municipality writes that is neither: a person has to answer."""

from collections.abc import Iterator

from domain.kind import Kind
from domain.review import ReviewReason
from tests.verdicts.asking import ASIDE, REVIEW, doubtful, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import pick
from tests.verdicts.plain_notes import usual
from tests.verdicts.programs import dress

QUESTIONS = (
    "Hvem skal høringssvaret stiles til? Og må det gerne være i pdf?",
    "Vi kan ikke åbne det dokument, I har sendt. Kan I sende det igen?",
    "Hej. Gælder høringen også de private skoler? Vi skal bruge svaret inden udvalgsmødet.",
    "Er I sikre på, at I har modtaget vores svar? Vi har ikke fået en kvittering.",
    "Jeg er ny i stillingen og kan ikke finde det oprindelige brev. Vil du sende det til mig?",
    "Hvad menes der med kommunalt ejerskab i spørgsmål 2?",
    "Skal svaret komme fra udvalget, eller må det gerne være et administrativt svar?",
    "Er der en skabelon, vi skal bruge til høringssvaret?",
    "Kære Frederikke\n\nVil I have svaret i Word eller som pdf? Og er der en grænse for længden?",
    "Hvornår er fristen egentlig? I brevet står 1. november, men på hjemmesiden står der 23. april.",
    "Må skolebestyrelserne også svare direkte til jer, eller skal det gå gennem kommunen?",
    "Kan du oplyse, om vores forgænger har svaret på høringen i foråret?",
    "Vi vil gerne vide, om svarene bliver offentliggjort.",
    "Jeg ringede forgæves. Vil du ringe til mig på 4022 1133 om høringen?",
    "Hvor mange kommuner har svaret indtil videre?",
    "Hvor sender man høringssvaret hen?",
    "Har I fået noget fra os? Ellers må jeg rykke udvalget.",
    "Hej, der mangler et bilag i jeres brev. Kan det eftersendes?",
    "Kan I uddybe, hvad I mener med de ti kerneværdier i forhold til de elleve i udkastet?",
    "Skal vi svare igen, når vi også svarede i foråret?",
)
WITHDRAWALS = (
    "Vi ønsker at trække vores høringssvar tilbage. Et nyt svar følger.",
    "Bedes I se bort fra det svar, vi sendte i går. Det var ikke den endelige udgave.",
    "Det fremsendte høringssvar var desværre en fejl og skal ikke bruges.",
    "{official} trækker hermed sit høringssvar af 8. oktober tilbage.",
    "Ups, det var den forkerte fil. Slet venligst vores svar fra i formiddags.",
    "Høringssvaret blev sendt ved en fejl, før udvalget havde behandlet sagen. Vi beder jer se bort fra det.",
    "Udvalget har i aftes besluttet ikke at stå ved det afgivne svar, som derfor bedes annulleret.",
    "Kære KL. Vi beder om, at {name}s svar ikke indgår i det videre arbejde. Det er trukket tilbage.",
    "Vil I være søde at slette det svar, I fik fra os i sidste uge? Byrådet vil have sagen hjemvist.",
    "Det svar, som min kollega sendte i fredags, bortfalder. Vi vender tilbage.",
)
KEPT = (
    "Hermed svar. Vi trækker især linjen om tidlig indsats frem.",
    "Udvalget kan ikke støtte, at ordet 'tilbud' trækkes tilbage fra teksten. Se vores svar i vedhæftede.",
    "Se bort fra kommentarerne i margenen, de er kun interne. Svaret er vedhæftet.",
    "Hvad kan vi så bruge kerneværdierne til? Det giver vi vores bud på i vedhæftede svar.",
    "Kan I ikke åbne filen, så sig til. Hermed vores svar.",
    "Vi har selv stillet os spørgsmålet: Hvad er sammenhæng? Svaret finder I i bilaget.",
)
LOOSE = (
    "Tak for brevet. Sagen er sat på udvalgets dagsorden.",
    "Hej Frederikke. Tusind tak for et rigtig godt oplæg i tirsdags!",
    "Ole er stoppet i kommunen. Fremover bedes I skrive til mig om børneområdet.",
    "Kontaktperson for høringen er skolechef Pia Bach, tlf. 4022 1133.",
    "Svaret følger i morgen.",
    "Vi har i dag behandlet sagen og vender tilbage med udvalgets svar.",
    "Jeg sender høringen videre til den rette i forvaltningen, så I hører fra dem.",
    "Jeg kan ikke deltage i mødet den 7. november, men vores dagtilbudschef kommer.",
    "Tak for påmindelsen! Vi er på sagen.",
    "I skal bruge den nye adresse til os: Børn og Unge, Rådhustorvet 4.",
    "Modtaget, tak. Svar følger inden fristen.",
    "Vi er stadig i gang med den interne proces, men I skal nok få noget.",
)


def cases() -> Iterator[Labelled]:
    """Questions, withdrawals, replies that sound like either, and loose remarks."""
    reasons = {Kind.QUESTION: ReviewReason.QUESTION, Kind.WITHDRAWAL: ReviewReason.WITHDRAWAL}
    for kind, wordings in ((Kind.QUESTION, QUESTIONS), (Kind.WITHDRAWAL, WITHDRAWALS)):
        for number, wording in enumerate(wordings, 1):
            writer = pick(1100 + number + len(kind))
            post = usual(
                writer, wording, subject=("SV: De kommunale kerneværdier", "Høring", "Kerneværdier")[number % 3]
            )
            post = dress(post, number)
            asked = doubtful(writer, post, reasons[kind], kinds={kind})
            yield label(kind.value, writer.town.code, number, post, asked)
    yield from _replies()
    yield from _remarks()


def _replies() -> Iterator[Labelled]:
    for number, wording in enumerate(KEPT, 1):
        writer = pick(1200 + number)
        post = dress(usual(writer, wording).with_files(paper(writer)), number)
        yield label("sounds_like_another", writer.town.code, number, post, reply(writer, post))


def _remarks() -> Iterator[Labelled]:
    for number, wording in enumerate(LOOSE, 1):
        writer = pick(1250 + number)
        post = dress(usual(writer, wording, subject="SV: De kommunale kerneværdier"), number)
        # A bare 'thank you, we are at it' is a receipt that a person wrote: to set it aside loses nothing.
        received = wording.startswith(("Tak for brevet", "Modtaget", "Tak for påm", "Jeg sender høringen videre"))
        kinds = {Kind.OTHER, *({Kind.ACKNOWLEDGEMENT} if received else ())}
        if "følger" in wording or "vender tilbage" in wording or "stadig i gang" in wording:
            kinds.add(Kind.EXTENSION_REQUEST)
        asked = doubtful(writer, post, kinds=kinds, states=REVIEW | ASIDE if received else REVIEW)
        yield label("loose_remark", writer.town.code, number, post, asked)
