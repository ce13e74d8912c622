"""Replies that speak of something else in passing, from odd addresses, and at every hour: all must be counted."""

# Sentences and headers stand on one line, as they are written.
# ruff: noqa: E501

from collections.abc import Iterator

from domain.municipality import Municipality
from tests.examiner.labels import Case
from tests.examiner.ordinary import case, paper, usual
from tests.examiner.post import ROSTER, fill, pick
from tests.examiner.words import SIGN_OFFS

MENTIONS = (
    "Hermed {official}s høringssvar. Tak for udsættelsen af fristen.",
    "Vi beklager det sene svar, men sagen skulle først i udvalget.",
    "Hermed svar. Har I spørgsmål, er I velkomne til at kontakte undertegnede.",
    "Hermed svar. I er velkomne til at ringe, hvis der er spørgsmål til svaret.",
    "Svarene på jeres to spørgsmål fremgår af vedhæftede dokument.",
    "Høringssvaret er indarbejdet i vedhæftede; bilag 1 og 2 er en del af dokumentet.",
    "Inden fristens udløb fremsendes hermed kommunens høringssvar.",
    "Svaret er drøftet med vores naboer i Assens og Nordfyns Kommuner, men er {official}s eget.",
    "Hermed svar fra {official}. Region Midtjylland og KKR er orienteret.",
    "Vi henviser til det svar, vi sendte i foråret til MLAR@kl.dk, og fremsender her vores svar på de nye spørgsmål.",
    "Kære KL. Hermed vores svar. Vi ses på Børnetopmødet i Aalborg.",
    "Hermed høringssvar. Udvalget ønsker samtidig at takke KL for en god proces.",
    "Hermed svar. Sagen er behandlet på mødet i udvalget, som har adresse på Roskildevej 12.",
    "Hermed fremsendes {official}s svar (cc: borgmesteren og direktør Peter Kolding).",
    "Svaret er godkendt af udvalget uden bemærkninger og vedhæftes hermed.",
    "Hermed svar. Læg mærke til, at vi som Aarhus og Odense ser en udfordring i de mange krav.",
    "Kan I bekræfte modtagelsen af vedhæftede høringssvar?",
    "Vedhæftet er svaret. Vi vil gerne høre, hvad der sker videre, når I har samlet svarene.",
    "Jeg er på ferie fra på mandag, så her kommer svaret lidt før fristen.",
    "Oprindeligt havde vi overvejet at bede om udsættelse, men det lykkedes at blive færdige. Svaret er vedhæftet.",
    "Svaret fremsendes på vegne af Udvalget for Børn og Unge.",
    "På vegne af borgmester Jens Ejner sendes hermed kommunens høringssvar.",
    "Hermed svar. Vi trækker især linjen om tidlig indsats frem.",
    "Hermed svar. Bemærk at kommunen ikke har bemærkninger til punkt 4 og 7.",
    "Hermed svar fra Skole- og Dagtilbudsafdelingen. Det er sendt videre fra min kollega Ole, som sidder med sagen.",
    "Vedhæftet: høringssvar samt link til vores børnepolitik: https://www.{domain}/boernepolitik",
)


def in_passing(start: int) -> Iterator[Case]:
    for number, wording in enumerate(MENTIONS, start):
        town = pick(number)
        letter = usual(town, number)
        letter.text = fill(wording + "\n\n" + SIGN_OFFS[number % 10], town, number)
        letter.files = [paper(town, number, "docx" if number % 2 else "pdf")]
        yield case("passing", town, letter, number)


ADDRESSES = (
    ("0810", "post@99454545.dk"), ("0151", "anne.bach@balk.dk"), ("0101", "berit@okf.kk.dk"), ("0101", "buf@buf.kk.dk"),
    ("0751", "bornogunge@mbu.aarhus.dk"), ("0240", "post@egekom.dk"), ("0316", "skole@holb.dk"), ("0400", "post@brk.dk"),
    ("0175", "rk@rk.dk"), ("0169", "direktion@htk.dk"), ("0773", "post@morsoe.dk"), ("0340", "post@xn--sor-2na.dk"),
    ("0340", "udvalg@soroe.dk"), ("0320", "mail@faxekommune.dk"), ("0760", "lone.randers@rksk.dk"),
    ("0430", "BORN@FMK.DK"), ("0851", "bif.sekretariat@skole.aalborg.dk"), ("0492", "noreply@aeroekommune.dk"),
    ("0461", "bjarne.svendborg@odense.dk"), ("0480", "sbsys-nordfyn@nordfynskommune.dk"),
)  # fmt: skip


def odd_addresses(start: int) -> Iterator[Case]:
    for number, (code, address) in enumerate(ADDRESSES, start):
        town = ROSTER[code]
        letter = usual(town, number)
        letter.sender = address
        if number % 4 == 3:
            letter.name = ""
        letter.files = [paper(town, number, "pdf" if number % 2 else "docx")]
        yield case("address", town, letter, number)


TIMES = (
    ("FLJE", "2019-11-01T23:59:59+01:00", "on_time"), ("FLJE", "2019-11-02T00:00:00+01:00", "late"),
    ("FLJE", "2019-11-01T22:59:30+00:00", "on_time"), ("FLJE", "2019-11-01T23:00:30+00:00", "late"),
    ("FLJE", "2019-11-02T07:59:10+09:00", "on_time"), ("FLJE", "2019-11-02T08:00:20+09:00", "late"),
    ("FLJE", "2019-11-01T15:59:10-07:00", "on_time"), ("FLJE", "2019-11-01T16:00:01-07:00", "late"),
    ("FLJE", "2019-11-02T00:30:00+02:00", "on_time"), ("FLJE", "2019-11-04T09:12:00+01:00", "late"),
    ("FLJE", "2019-11-20T14:00:00+01:00", "late"), ("FLJE", "2019-10-27T02:30:00+02:00", "on_time"),
    ("FLJE", "2019-06-28T16:00:00+02:00", "on_time"), ("FLJE", "2019-11-01T12:00:00+01:00", "on_time"),
    ("MLAR", "2019-04-23T23:59:58+02:00", "on_time"), ("MLAR", "2019-04-24T00:00:02+02:00", "late"),
    ("MLAR", "2019-04-23T21:59:59+00:00", "on_time"), ("MLAR", "2019-04-23T22:00:01+00:00", "late"),
    ("MLAR", "2019-04-23T22:30:00+01:00", "on_time"), ("MLAR", "2019-03-31T03:10:00+02:00", "on_time"),
    ("MLAR", "2019-02-06T08:00:00+01:00", "on_time"), ("MLAR", "2019-05-02T08:00:00+02:00", "late"),
)  # fmt: skip


def at_every_hour(start: int) -> Iterator[Case]:
    for number, (mailbox, moment, timeliness) in enumerate(TIMES, start):
        town: Municipality = pick(number)
        letter = usual(town, number)
        letter.mailbox, letter.at = mailbox, moment
        letter.subject = "Høringssvar"
        letter.files = [paper(town, number, "docx" if number % 2 else "pdf")]
        yield case("hour", town, letter, number, timeliness=timeliness)
