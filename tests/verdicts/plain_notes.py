"""Chapter: a short note with the reply attached, in all sorts of wording. Each must be counted without help."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator
from datetime import datetime

from tests.verdicts.asking import keep_together, label, reply
from tests.verdicts.labels import Labelled
from tests.verdicts.letters import paper
from tests.verdicts.people import DISCLAIMERS, Writer, pick
from tests.verdicts.post import Post, at
from tests.verdicts.programs import dress

CHAPTER = "plain_note"
NOTES = (
    "Hermed fremsendes {official}s høringssvar.",
    "Kære Frederikke\n\nHermed vores svar på høringen om de kommunale kerneværdier.",
    "Til KL\n\nVedhæftet følger høringssvar fra {official} vedr. de kommunale kerneværdier.",
    "Hej\n\nSe vedhæftede svar fra os.",
    "Godmorgen\n\nSå er vi klar med vores bidrag. God dag!",
    "Kære KL\n\n{committee} har den 8. oktober behandlet sagen. Svaret er vedhæftet.",
    "Att. Frederikke\n\nVedlagt fremsendes svar på jeres henvendelse vedrørende de kommunale kerneværdier.",
    "Til rette vedkommende\n\nPå vegne af udvalgsformand Lise Mikkelsen fremsendes hermed udvalgets høringssvar.",
    "Hermed høringssvar.",
    "Svar vedhæftet.",
    "Kære alle\n\nTak for muligheden for at kommentere. I finder vores bemærkninger i den vedhæftede fil.",
    "Hej Frederikke\n\nTak for snakken i telefonen. Her er det lovede svar fra udvalget.",
    "{official} har med interesse læst kerneværdierne og har udarbejdet vedhæftede høringssvar.",
    "Kære KL\n\nHermed de to spørgsmål besvaret. Svarene er godkendt på udvalgsmødet i går.",
    "Hej igen\n\nKommunens svar kommer her. Rigtig god weekend.",
    "Hermed {official}s svar på KL's spørgsmål om kerneværdierne. Bekræft gerne modtagelsen.",
    "Jf. jeres brev af 28. juni 2019 fremsendes hermed udtalelse fra {committee}.",
    "Se vedhæftede.",
    "Vedr.: De kommunale kerneværdier\n\nFremsendes til videre foranstaltning.",
    "Byrådet har den 30. september 2019 godkendt indstillingen, hvorefter vedhæftede svar sendes.",
    "",
    "Kære KL\n\nVi beklager det sene svar, men sagen skulle først i udvalget. Svaret er vedhæftet.",
    "Hermed {official}s høringssvar. Tak for udsættelsen af fristen.",
    "Hermed svar. Har I spørgsmål, er I velkomne til at kontakte undertegnede.",
    "Hermed vores svar. I er velkomne til at ringe, hvis noget er uklart.",
    "Svarene på jeres to spørgsmål fremgår af vedhæftede dokument.",
    "Inden fristens udløb fremsendes hermed kommunens høringssvar.",
    "Kan I bekræfte modtagelsen af vedhæftede høringssvar?",
    "Jeg går på ferie fra på mandag, så her kommer svaret lidt før fristen.",
    "Oprindeligt havde vi overvejet at bede om udsættelse, men det lykkedes at blive færdige. Svaret er vedhæftet.",
    "Svaret fremsendes på vegne af {committee}.",
    "På vegne af borgmesteren sendes hermed kommunens høringssvar.",
    "Hermed svar. Bemærk, at udvalget ikke har bemærkninger til punkt 4 og 7.",
    "Vedhæftet: høringssvar samt link til vores børnepolitik: https://www.{domain}/boernepolitik",
    "Svaret er godkendt af udvalget uden bemærkninger og vedhæftes hermed.",
    "Vedhæftet er svaret. Vi vil gerne høre, hvad der sker videre, når I har samlet svarene.",
    "Kære Frederikke\n\nJeg håber, du har haft en god efterårsferie! Her kommer {name}s svar, som lovet.",
    "hej hermed svar fra os mvh",
    "Til Børne- og Undervisningsudvalget i KL\n\nSom formand for {committee} sender jeg hermed vores bemærkninger.",
    "Som aftalt med jeres direktør sender jeg vores input til kerneværdierne.",
    "Undertegnede skal hermed på kommunalbestyrelsens vegne fremsende vedlagte udtalelse.",
    "Ifølge bemyndigelse fremsendes vedlagt kommunens besvarelse af høringen, jf. sagsnr. {case}.",
    "Vi har haft kerneværdierne til drøftelse i både skoleledergruppen, MED-udvalget og fagudvalget. Se resultatet i bilaget.",
    "Hermed svar fra {name}. Beslutningsprotokollen er vedlagt svaret som side 3-4.",
    "Det var et godt papir at diskutere ud fra! Vores svar er vedhæftet i Word, så I kan klippe i det.",
    "Jeg prøver lige igen, da jeg ikke er sikker på, at min første mail kom igennem. Svaret er vedhæftet.",
    "Her er vores svar. Sig endelig til, hvis I hellere vil have det i et andet format.",
    "Udvalget har truffet beslutning om at afgive følgende høringssvar (vedhæftet).",
    "Hermed udfyldt svarskema med {committee}s svar på de to spørgsmål.",
    "Vi takker for et spændende materiale og fremsender hermed vores kommentarer.",
    "Kommunalbestyrelsen tiltræder {committee}s indstilling, og svaret oversendes hermed til KL.",
    "{official} sender hermed sit bidrag til KL's videre arbejde med kerneværdierne.",
    "Hilsen fra {name} :-) Svaret ligger i pdf'en.",
    "Høringssvaret blev endeligt vedtaget i aftes, og jeg skynder mig at sende det til jer.",
    "Bedes videregivet til Børne- og Undervisningsudvalget. Vores svar er vedlagt.",
    "Til journalisering hos jer: vedlagte skrivelse af dags dato om kerneværdierne.",
    "Kære Frederikke og kolleger\n\nSå kom vi i mål. Tak for jeres tålmodighed - svaret er med som bilag.",
    "Vi har valgt at svare samlet for både dagtilbud og skole. Svaret er vedhæftet som én fil.",
    "Sender her svar på høring. Ring hvis I ikke kan åbne filen.",
    "Udvalgsformanden har bedt mig sende jer dette svar.",
    "Med henvisning til KL's høringsbrev skal jeg herved meddele, at kommunens svar er vedlagt.",
    "Hermed besvarelse. Den politiske behandling er afsluttet, så dette er vores endelige svar.",
    "Vedhæftet finder I kommunens svar på høring om kommunale grundværdier.",
    "Hermed svar på jeres høring om værdier for folkeskolen.",
    "Vi sender svaret både her og med Digital Post for en sikkerheds skyld.",
    "Hej Frederikke. Du får lige svaret direkte fra mig, da sekretæren er syg. Det er vedhæftet. Hilsen formanden",
    "God eftermiddag. Så har vi sat de sidste kommaer, og I får hermed svaret fra {committee}.",
    "Hermed fremsendes på opfordring vore bemærkninger til kerneværdierne. Vi imødeser KL's videre arbejde med interesse.",
    "Svaret er udarbejdet i samarbejde med forældrebestyrelserne og det fælles elevråd og er vedlagt.",
    "Her kommer så det svar, vi skylder jer.",
)
SUBJECTS = (
    *("Høringssvar - kommunale kerneværdier", "SV: De kommunale kerneværdier", "Svar fra {official}", "Kerneværdier"),
    *("{official}: høringssvar", "Vedr. KL's brev om kommunale kerneværdier - sag {case}", "Sv: Kerneværdier", "svar"),
    *("Høringssvar fra {committee}", "Fremsendelse af høringssvar", "Re: høring", "Høringssvar ({name})"),
    *(
        "Udtalelse vedr. kerneværdier [Sagsnr.: 2019-{code}]",
        "VS: Høringssvar",
        "Besvarelse af spørgsmål om kerneværdier",
    ),
    *(
        "SV: Påmindelse: frist 1. november - kerneværdier",
        "De kommunale kerneværdier - svar",
        "Høring",
        "Kommunale værdier",
    ),
    *("SV: SV: Høring om de kommunale kerneværdier", "Vores svar", "Til KL - høringssvar fra {name}", "HØRINGSSVAR"),
)


def usual(writer: Writer, text: str, *, subject: str = "", mailbox: str = "FLJE", sign: bool = True) -> Post:
    """Return a mail of this writer as they come on most days, varied by the writer's number."""
    n = writer.number
    parts = [writer.fill(text), writer.sign_off] if sign else [writer.fill(text)]
    if n % 3 == 1:
        parts.append(writer.disclaimer)
    if n % 11 == 5:
        parts.extend(writer.fill(notice) for notice in DISCLAIMERS[:3])
    shared = n % 6 == 4
    return Post(
        sender=f"{('post', 'bu', 'sekretariat')[n % 3]}@{writer.town.domains[0]}" if shared else writer.address,
        name=f"{writer.town.name} Kommune" if shared else writer.person if n % 9 else "",
        subject=writer.fill(subject or SUBJECTS[n % len(SUBJECTS)]),
        text="\n\n".join(part for part in parts if part),
        at=_moment(n, mailbox),
        mailbox=mailbox,
        charset=("utf-8", "utf-8", "iso-8859-1", "windows-1252")[n % 4],
        encoding=("base64", "quoted-printable", "quoted-printable", "8bit")[n // 3 % 4],
    )


def _moment(n: int, mailbox: str) -> datetime:
    month = 9 + n % 2 if mailbox == "FLJE" else 2 + n % 2
    first = 1 if mailbox == "FLJE" else 6
    return at(f"2019-{month:02d}-{first + n % 23:02d}T{7 + n % 11:02d}:{n % 60:02d}:{n * 7 % 60:02d}")


def cases() -> Iterator[Labelled]:
    """Each note twice, from two municipalities, the second now and then to the first consultation."""
    return keep_together(_cases())


def _cases() -> Iterator[tuple[str, Labelled]]:
    for number, note in enumerate((*NOTES, *NOTES), 1):
        writer = pick(number)
        spring = number > len(NOTES) and number % 4 == 0 and "frist 1. november" not in SUBJECTS[number % len(SUBJECTS)]
        post = usual(writer, note, mailbox="MLAR" if spring else "FLJE", sign=bool(note))
        post = dress(post.with_files(paper(writer)), number)
        yield note, label(CHAPTER, writer.town.code, number, post, reply(writer, post))
