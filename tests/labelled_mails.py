"""Mails with what a careful person would make of them: the ground on which the rules are measured.

These were looked at while the rules were written; those in ``unseen_mails`` were only measured.
"""

from dataclasses import dataclass, field

from domain.kind import Kind
from domain.message import Attachment, ReadMail, State, Verdict
from tests.builders import build_attachment, build_hop, build_mail

LONG_REPLY = """Odense Kommune takker for muligheden for at give bemærkninger til de kommunale kerneværdier.

Børne- og Ungeudvalget bakker op om de ti kerneværdier og finder, at de ligger i god forlængelse af kommunens
børne- og ungepolitik. Udvalget lægger særlig vægt på det tværprofessionelle samarbejde og på, at børn og unge
inddrages i beslutninger om deres eget liv. Udvalget foreslår, at overgangen fra dagtilbud til skole nævnes
udtrykkeligt, fordi sammenhængen dér betyder meget for de udsatte børn.
"""
LETTER = "Odense Kommune\nBørne- og Ungeforvaltningen\n\nHøringssvar om de kommunale kerneværdier\n\n" + LONG_REPLY * 3
SIGNATURE = "\n\nMed venlig hilsen\n\nJens Jensen\nUdviklingskonsulent\nBørne- og Ungeforvaltningen\nTlf. 65 51 00 00\n"
DISCLAIMER = (
    "\nVi behandler dine personoplysninger efter databeskyttelsesforordningen. Læs mere på www.odense.dk/gdpr. "
    "Er denne mail sendt til dig ved en fejl, beder vi dig slette den og give os besked. Indholdet er fortroligt. "
) * 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mail, its case, and what should come of it."""

    name: str
    mail: ReadMail
    kind: Kind | None
    state: State
    municipality: str | None = "0461"
    plain_reply: bool = False
    real_reply: bool = False
    allowed_states: frozenset[State] = field(default=frozenset())


def docx(text: str = LETTER, name: str = "Høringssvar Odense Kommune.docx") -> Attachment:
    return build_attachment(name, text)


def pdf(text: str = LETTER, name: str = "Høringssvar.pdf") -> Attachment:
    return build_attachment(name, text)


def plain(name: str, body: str, *files: Attachment, kind: Kind = Kind.RESPONSE, **fields: object) -> Labelled:
    """Label an ordinary reply: it is counted without a person."""
    code = fields.pop("code", "0461")
    assert isinstance(code, str)
    mail = build_mail(body + SIGNATURE, *files, **fields)  # type: ignore[arg-type]  # handed on as given
    return Labelled(name, mail, kind, State.COUNTED, code, plain_reply=True, real_reply=True)


def review(
    name: str, kind: Kind | None, body: str, *files: Attachment, real: bool = False, **fields: object
) -> Labelled:
    """Label a mail that a person must see; ``real`` where it is a reply all the same."""
    code = fields.pop("code", "0461")
    assert code is None or isinstance(code, str)
    mail = build_mail(body, *files, **fields)  # type: ignore[arg-type]  # handed on as given
    return Labelled(name, mail, kind, State.REVIEW, code, real_reply=real)


def aside(name: str, kind: Kind, body: str, *files: Attachment, **fields: object) -> Labelled:
    """Label what machines write."""
    code = fields.pop("code", "0461")
    assert code is None or isinstance(code, str)
    mail = build_mail(body, *files, **fields)  # type: ignore[arg-type]  # handed on as given
    return Labelled(name, mail, kind, State.SET_ASIDE, code)


_AUTO = (("Auto-Submitted", "auto-replied"),)
_SCAN = build_attachment("Scan_20191030.pdf", "", verdict=Verdict.SCANNED)
_LOGO = build_attachment("image001.png", "", verdict=Verdict.UNSUPPORTED, size=8_000)
_SIGNED = build_attachment("smime.p7s", "", verdict=Verdict.UNSUPPORTED, size=4_000)
_INVITATION = build_attachment("Invitation til temadag.pdf", "Program for temadagen. Tilmelding senest 1. december.")

TUNED: tuple[Labelled, ...] = (
    plain("docx, formal", "Hermed fremsendes høringssvar fra Odense Kommune.", docx()),
    plain("docx, chatty", "Hej Freja\n\nSå er vi endelig klar – se vedhæftede. God weekend!", docx(name="Svar.docx")),
    plain("pdf, no words", "", pdf()),
    plain("pdf, see attached", "Se venligst vedhæftede brev.", pdf(name="SAG-2019-1234.pdf")),
    plain("new subject", "Vedhæftet er byrådets svar.", pdf(), subject="Kerneværdier - svar fra Odense"),
    plain("capital subject", "Svar vedhæftet.", pdf(), subject="HØRINGSSVAR KERNEVÆRDIER"),
    plain("own text", LONG_REPLY),
    plain(
        "own text with numbered list", "1. " + LONG_REPLY + "\n2. Udvalget støtter samarbejdet.\n3. Udvalget er enigt."
    ),
    plain("own text, asks the world", LONG_REPLY + "Hvordan sikrer vi så, at alle børn får del i det?"),
    plain("short own text", "Høringssvar fra Odense Kommune: Byrådet bakker fuldt op om de kommunale kerneværdier."),
    plain(
        "two documents", "Hermed svar med bilag.", docx(), pdf("Odense Kommunes børne- og ungepolitik", "Bilag 1.pdf")
    ),
    plain("logo beside it", "Hermed høringssvar.", docx(), _LOGO),
    plain("signed", "Hermed høringssvar.", docx(), _SIGNED),
    plain("disclaimer", "Hermed høringssvar." + SIGNATURE + DISCLAIMER, docx()),
    plain(
        "sub-domain",
        "Hermed høringssvar fra BUF.",
        docx(LETTER.replace("Odense", "Københavns")),
        code="0101",
        sender="Ida <ida@buf.kk.dk>",
    ),
    plain(
        "domain of digits",
        "Vedlagt høringssvar.",
        pdf(LETTER.replace("Odense", "Brønderslev")),
        code="0810",
        sender="raadhus@99454545.dk",
    ),
    plain(
        "idna",
        "Vedlagt høringssvar.",
        pdf(LETTER.replace("Odense", "Sorø")),
        code="0340",
        sender="kommune@xn--sor-2na.dk",
    ),
    plain("surname of another", "Hermed høringssvar." + "\n\nMvh\nLars Kolding, Odense Kommune", docx()),
    plain("courtesy question", "Hermed høringssvar. Vil I bekræfte, at I har modtaget det?", docx()),
    plain("thanks for the extension", "Tak for udsættelsen af fristen. Hermed vores høringssvar.", docx()),
    plain("extension agreed", "Som aftalt om udsættelse sendes svaret i dag, se vedhæftede.", docx()),
    plain("extension in the document", "Hermed svar.", docx(LETTER + "Vi anmoder om udsættelse af reformens frist.")),
    plain("provisional", "Vedhæftet er svaret, med forbehold for udvalgets godkendelse den 5. november.", docx()),
    plain(
        "final one to follow", "Hermed foreløbigt høringssvar. Det endelige svar sendes efter byrådets møde.", docx()
    ),
    plain(
        "no comments, formal",
        "Odense Kommune har ingen bemærkninger til de kommunale kerneværdier.",
        kind=Kind.NO_COMMENTS,
    ),
    plain("no comments, chatty", "Hej\n\nVi har ikke nogen kommentarer herfra. God weekend.", kind=Kind.NO_COMMENTS),
    plain("no comments, occasion", "Høringen giver ikke anledning til bemærkninger.", kind=Kind.NO_COMMENTS),
    plain("no comments, wishes not", "Byrådet ønsker ikke at afgive høringssvar.", kind=Kind.NO_COMMENTS),
    plain(
        "no comments, after thanks",
        "Tak for jeres henvendelse. Vi har modtaget brevet og har ingen bemærkninger.",
        kind=Kind.NO_COMMENTS,
    ),
    plain(
        "no comments, in a letter",
        "Se vedhæftede.",
        pdf("Odense Kommune\n\nOdense Kommune har ingen bemærkninger til kerneværdierne.\n\nVenlig hilsen\nByrådet"),
        kind=Kind.NO_COMMENTS,
    ),
    plain("no comments but one", "Odense Kommune har ingen bemærkninger ud over, at værdi 4 kunne stå først."),
    plain(
        "no comments, however", "Vi har ingen bemærkninger til værdi 1-9. Dog foreslår vi, at værdi 10 gøres kortere."
    ),
    plain("names a neighbour", "Hermed høringssvar.", docx(LETTER + "Vi arbejder tæt sammen med Nyborg Kommune.")),
    plain(
        "names many",
        "Hermed høringssvar.",
        docx(
            LETTER + " Nyborg Kommune, Assens Kommune, Faxe Kommune, Greve Kommune,"
            " Køge Kommune og Stevns Kommune har samme erfaring."
        ),
    ),
    plain("received in the letter", "Vi har modtaget jeres høring af 28. juni. " + LONG_REPLY),
    plain("holiday remark", "Jeg er på ferie i næste uge, men her er vores høringssvar.", docx()),
    plain("answer to an automatic reply", "Hermed høringssvar.", docx(), subject="SV: Automatisk svar: Høring"),
    plain("auto-submitted no", "Hermed høringssvar.", docx(), extra=(("Auto-Submitted", "no"),)),
    plain("suppresses replies", "Hermed høringssvar.", docx(), extra=(("X-Auto-Response-Suppress", "All"),)),
    plain("invitation also attached", "Hermed høringssvar.", docx(), _INVITATION),
    plain("speaks of the bilag of KL", LONG_REPLY + "Vi henviser til bilag 1 i jeres høringsbrev."),
    plain("english", "Please find attached our answer.", docx()),
    plain("spam folder header", "Hermed høringssvar.", docx(), extra=(("X-Spam-Flag", "YES"),)),
    plain(
        "minutes attached with the reply",
        "Høringssvar og udskrift af referat vedhæftes.",
        docx(),
        pdf("Referat af udvalgets møde. Punkt 4: kerneværdier.", "Referat.pdf"),
    ),
    review("unreadable", Kind.RESPONSE, "Hermed høringssvar.", _SCAN, real=True),
    review("forgotten attachment", Kind.RESPONSE, "Vedhæftet er Odense Kommunes høringssvar." + SIGNATURE, real=True),
    review(
        "forgotten, no word of it", None, "Hermed fremsendes høringssvar fra Odense Kommune." + SIGNATURE, real=True
    ),
    review("forgotten under a disclaimer", None, "Hermed høringssvar." + SIGNATURE + DISCLAIMER, real=True),
    review("link only", None, "Vores høringssvar kan hentes her: https://odense-my.sharepoint.com/:w:/g/x1", real=True),
    review("extension, plain", Kind.EXTENSION_REQUEST, "Vi anmoder om udsættelse af fristen til 15. november."),
    review(
        "extension, chatty",
        Kind.EXTENSION_REQUEST,
        "Hej\n\nEr det muligt at få et par ugers længere frist? Udvalget mødes først den 12.",
    ),
    review(
        "extension with draft", Kind.EXTENSION_REQUEST, "Vedhæftet udkast. Vi beder om udsættelse af fristen.", docx()
    ),
    review(
        "extension in a letter",
        Kind.EXTENSION_REQUEST,
        "Se vedhæftede.",
        pdf("Odense Kommune anmoder hermed om forlængelse af svarfristen.", "Brev.pdf"),
    ),
    review(
        "extension by file name",
        Kind.EXTENSION_REQUEST,
        "Se vedhæftede.",
        pdf("Se sagen.", "Anmodning om udsættelse.pdf"),
    ),
    review("question", Kind.QUESTION, "Hej\n\nSkal svaret behandles politisk, eller er et administrativt svar nok?"),
    review(
        "question about the letter",
        Kind.QUESTION,
        "Hvad menes der med kerneværdi nr. 3 i vedhæftede?",
        pdf("De kommunale kerneværdier", "Kerneværdier.pdf"),
    ),
    review("question about receipt", Kind.QUESTION, "Har I fået vores høringssvar, som vi sendte i sidste uge?"),
    review("withdrawn", Kind.WITHDRAWAL, "Odense Kommune trækker hermed sit høringssvar tilbage."),
    review(
        "recalled", Kind.WITHDRAWAL, "Jens Jensen vil tilbagekalde meddelelsen.", subject="Tilbagekald: Høringssvar"
    ),
    review("forwarded", Kind.OTHER, "Til jeres orientering.", docx(), subject="VS: Høringssvar", real=True),
    review("promised", None, "Vi sender vores høringssvar i næste uge, når udvalget har mødtes."),
    review("promised with the case", None, "Vedhæftet sagsfremstilling. Høringssvaret følger efter mødet.", pdf()),
    review("no comments yet", None, "Vi har på nuværende tidspunkt ingen bemærkninger, men vender tilbage."),
    review(
        "invoice", Kind.OTHER, "Hermed faktura.", pdf("Faktura 1234. Beløb 500 kr.", "Faktura.pdf"), subject="Faktura"
    ),
    review("invitation", Kind.OTHER, "Kære KL\n\nI inviteres til temadag.", _INVITATION, subject="Invitation"),
    review("bulk header on a reply", None, "Hermed høringssvar.", docx(), extra=(("Precedence", "bulk"),), real=True),
    review("list header on a text", None, LONG_REPLY, extra=(("List-Unsubscribe", "<mailto:x>"),), real=True),
    review("auto-replied on a reply", None, "Hermed høringssvar.", docx(), extra=_AUTO, real=True),
    review(
        "gmail",
        Kind.RESPONSE,
        "Hermed høringssvar.\n\nMvh\nIb, Odense Kommune",
        docx(),
        sender="Ib <ib@gmail.com>",
        real=True,
    ),
    review(
        "look-alike", Kind.RESPONSE, "Hermed høringssvar.", docx(), sender="Ib <ib@odense.dk.evil.example>", real=True
    ),
    review("two senders", Kind.RESPONSE, "Hermed svar.", docx(), sender=("a@odense.dk", "b@evil.example"), real=True),
    review(
        "letterhead of another",
        Kind.RESPONSE,
        "Se vedhæftede.",
        docx(LETTER.replace("Odense", "Nyborg")),
        code=None,
        real=True,
    ),
    review(
        "on behalf of another",
        Kind.RESPONSE,
        "På vegne af Ærø Kommune sendes hermed høringssvar.",
        docx("Høringssvar. " * 40),
        code=None,
        real=True,
    ),
    review("on behalf of KKR", Kind.RESPONSE, "På vegne af KKR Syddanmark fremsendes høringssvar.", docx(), real=True),
    review("joint", Kind.RESPONSE, "Fælles høringssvar fra Odense Kommune og Nyborg Kommune.", docx(), real=True),
    review(
        "joint, plural",
        Kind.RESPONSE,
        "Hermed høringssvar fra Ishøj og Vallensbæk Kommuner.",
        docx(),
        real=True,
        code=None,
        sender="Ida <ida@ishoj.dk>",
    ),
    review(
        "party", Kind.RESPONSE, "På vegne af Socialdemokratiet i byrådet sendes hermed høringssvar.", docx(), real=True
    ),
    review(
        "refused sender",
        Kind.RESPONSE,
        "Hermed høringssvar.",
        docx(),
        real=True,
        trace=(("Authentication-Results", "mx.kl.dk; dmarc=fail header.from=odense.dk"), build_hop()),
    ),
    review("no clock", Kind.RESPONSE, "Hermed høringssvar.", docx(), real=True, trace=()),
    review("unclear", None, "Kære Freja\n\nTak for snakken i går. Vi ses til mødet om kerneværdierne på torsdag."),
    aside(
        "absent, Danish",
        Kind.AUTO_REPLY,
        "Jeg holder ferie til og med den 4. november.",
        subject="Automatisk svar: Høring",
        extra=_AUTO,
    ),
    aside(
        "absent, no header",
        Kind.AUTO_REPLY,
        "Jeg er ikke på kontoret i dag. Kontakt Ida ved hastende sager.",
        subject="Ikke til stede",
    ),
    aside(
        "absent, Norwegian", Kind.AUTO_REPLY, "Jeg er tilbake på kontoret mandag.", subject="Automatisk svar: Høring"
    ),
    aside("absent, Swedish", Kind.AUTO_REPLY, "Jag har semester till måndag.", subject="Autosvar: Høring", extra=_AUTO),
    aside("absent, German", Kind.AUTO_REPLY, "Ich bin im Urlaub.", subject="Automatische Antwort: Høring"),
    aside("absent, English", Kind.AUTO_REPLY, "I am out of the office until Monday.", subject="Out of office: Høring"),
    aside(
        "absent, empty header", Kind.AUTO_REPLY, "Tak for din mail. Jeg svarer mandag.", extra=(("X-Autoreply", ""),)
    ),
    aside(
        "absent, mentions replies",
        Kind.AUTO_REPLY,
        "Jeg er på ferie. Spørgsmål om høringssvar rettes til Ida.",
        extra=_AUTO,
    ),
    aside(
        "receipt with number",
        Kind.ACKNOWLEDGEMENT,
        "Vi har modtaget jeres henvendelse. Sagsnr. 19/1234. Vi vender tilbage.",
    ),
    aside(
        "receipt, journal",
        Kind.ACKNOWLEDGEMENT,
        "Kvittering for modtagelse. Din henvendelse er journaliseret på sag "
        "19-004512 og vil blive besvaret hurtigst muligt.",
        subject="Kvittering for modtagelse",
        extra=_AUTO,
    ),
    aside("receipt, polite", Kind.ACKNOWLEDGEMENT, "Tak for jeres mail. Vi bekræfter hermed modtagelsen." + SIGNATURE),
    aside(
        "bounce",
        Kind.BOUNCE,
        "Delivery failed.",
        sender="MAILER-DAEMON@mx.kl.dk",
        media_types=("multipart/report; report-type=delivery-status", "message/delivery-status"),
        failed_recipients=("borgmester@odense.dk",),
    ),
    aside(
        "bounce by Exim",
        Kind.BOUNCE,
        "A message that you sent could not be delivered.",
        sender="Mail Delivery System <Mailer-Daemon@relay.example>",
        extra=(*_AUTO, ("X-Failed-Recipients", "borgmester@odense.dk")),
    ),
    aside(
        "bounce by Exchange",
        Kind.BOUNCE,
        "Din meddelelse kunne ikke leveres.",
        subject="Kan ikke leveres: Høring",
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@odense.dk>",
    ),
    aside(
        "read receipt",
        Kind.READ_RECEIPT,
        "Din meddelelse blev læst den 30. oktober.",
        media_types=("multipart/report; report-type=disposition-notification",),
    ),
    aside(
        "read receipt by Outlook",
        Kind.READ_RECEIPT,
        "Din meddelelse Til: Jens blev læst den 30. oktober 2019.",
        subject="Læst: Høring om de kommunale kerneværdier",
    ),
    aside(
        "calendar", Kind.CALENDAR, "Møde om høringen", media_types=("text/calendar; method=REQUEST",), subject="Møde"
    ),
    aside(
        "newsletter",
        Kind.BULK,
        "Læs om den nye svømmehal.",
        subject="Nyt fra Odense",
        extra=(("List-Id", "<nyt.odense.dk>"),),
    ),
    aside("spam", Kind.OTHER, "Buy now, cheap watches.", subject="Cheap watches", sender="x@spam.example", code=None),
    plain("u: greeting and file", "Kære KL\n\nHermed Odense Kommunes besvarelse af de to spørgsmål.", docx()),
    plain("u: committee", "På vegne af Børne- og Ungeudvalget fremsendes vedhæftede høringssvar.", pdf()),
    plain("u: mayor", "På vegne af borgmester Peter Hansen sendes hermed Odense Kommunes svar.", pdf()),
    plain("u: terse", "svar vedhæftet", docx(name="kerneværdier.docx")),
    plain("u: forgot subject", "Hermed vores svar", pdf(), subject=""),
    plain(
        "u: file name only",
        "Mvh Hanne",
        pdf("Byrådet bakker op om værdierne.", "Høringssvar_kernevaerdier.pdf"),
        subject="KL",
    ),
    plain(
        "u: esdh subject",
        "Se vedhæftede dokument.",
        pdf(),
        subject="Høringssvar - kommunale kerneværdier (Sags nr. 19/22345)",
    ),
    plain("u: apology", "Beklager det sene svar – det er behandlet i udvalget i aftes. Svaret er vedhæftet.", docx()),
    plain(
        "u: contact line",
        "Vedhæftet følger svar fra Odense Kommune. Ved spørgsmål er I velkomne til at kontakte mig.",
        docx(),
    ),
    plain("u: call me", "Vedlagt bemærkninger. Har I spørgsmål, så ring endelig.", docx()),
    plain(
        "u: both questions in mail",
        "Spørgsmål 1: Hvordan ser I sammenhæng mellem jeres kommunes børne- og ungepolitik og de kommunale "
        "kerneværdier?\nVi ser en klar sammenhæng. Politikken bygger på de samme tanker om fællesskab og faglighed, og "
        "de bærer hverdagen i dagtilbud og skoler.\n\nSpørgsmål 2: Hvilke muligheder giver det kommunale ejerskab i "
        "jeres arbejde med at skabe sammenhæng?\nEjerskabet gør det muligt at prioritere på tværs og tæt på borgerne. "
        "Det finder udvalget væsentligt.",
    ),
    plain(
        "u: inline answers long",
        "Til værdi 1: Vi er enige.\nTil værdi 2: Vi foreslår, at unge over 15 år nævnes.\nTil værdi 3: "
        "Forældresamarbejdet er centralt for os, og vi ønsker det skærpet.\n" + LONG_REPLY,
    ),
    plain(
        "u: aarhus spelling",
        "Hermed høringssvar.",
        docx(LETTER.replace("Odense", "Århus")),
        code="0751",
        sender="Ole <ole@mtm.aarhus.dk>",
    ),
    plain(
        "u: bornholm",
        "Hermed høringssvar.",
        docx(LETTER.replace("Odense Kommune", "Bornholms Regionskommune")),
        code="0400",
        sender="post@brk.dk",
    ),
    plain(
        "u: rodovre", "Hermed høringssvar.", docx(LETTER.replace("Odense", "Rødovre")), code="0175", sender="a@rk.dk"
    ),
    plain("u: local part lies", "Hermed høringssvar.", docx(), sender="Peter Viborg <peter.viborg@odense.dk>"),
    plain(
        "u: dmarc pass",
        "Hermed høringssvar.",
        docx(),
        trace=(("Authentication-Results", "mx.kl.dk; dmarc=pass header.from=odense.dk"), build_hop()),
    ),
    plain(
        "u: softfail",
        "Hermed høringssvar.",
        docx(),
        trace=(("Authentication-Results", "mx.kl.dk; spf=softfail smtp.mailfrom=odense.dk"), build_hop()),
    ),
    plain(
        "u: foreign result",
        "Hermed høringssvar.",
        docx(),
        trace=(build_hop(), build_hop("a.odense.dk", "pc"), ("Authentication-Results", "a.odense.dk; dmarc=fail")),
    ),
    plain(
        "u: zip",
        "Hermed høringssvar.",
        build_attachment("svar.zip", "", verdict=Verdict.CONTAINER),
        build_attachment("svar.docx", LETTER, path=("svar.zip", "svar.docx")),
    ),
    plain("u: no comments, nynorsk-ish short", "Ingen bemærkninger fra Odense Kommune.", kind=Kind.NO_COMMENTS),
    plain(
        "u: no comments, committee",
        "Udvalget har behandlet høringen og har ikke yderligere bemærkninger.",
        kind=Kind.NO_COMMENTS,
    ),
    plain(
        "u: no comments, tagged on",
        "Kære Freja\n\nTak for materialet. Odense Kommune har ingen kommentarer til kerneværdierne. "
        "Vi ser frem til det videre forløb.",
        kind=Kind.NO_COMMENTS,
    ),
    plain(
        "u: no comments, abstains",
        "Odense Kommune afstår fra at afgive høringssvar i denne sag.",
        kind=Kind.NO_COMMENTS,
    ),
    plain("u: no comments, nothing to add", "Vi har intet at bemærke til kerneværdierne.", kind=Kind.NO_COMMENTS),
    plain(
        "u: supports in two lines",
        "Odense Kommune kan tilslutte sig de foreslåede kerneværdier og har ikke ændringsforslag.",
        kind=Kind.NO_COMMENTS,
    ),
    plain(
        "u: supplement", "I går glemte vi bilag 2 til vores høringssvar. Det er vedhæftet her.", pdf(name="Bilag 2.pdf")
    ),
    plain("u: corrected", "Se bort fra forrige mail – her kommer den rigtige udgave af vores høringssvar.", docx()),
    plain("u: odt", "Vedhæftet høringssvar.", build_attachment("svar.odt", LETTER)),
    plain("u: long disclaimer, file", "Svar følger hermed." + SIGNATURE + DISCLAIMER * 2, pdf()),
    plain("u: reservation", "Hermed administrativt høringssvar med forbehold for politisk godkendelse.", docx()),
    plain("u: late night", "Så nåede vi det lige! Høringssvar vedhæftet :-)", docx()),
    plain("u: wishes in document", "Vedlagt.", docx(LETTER + "Hvornår skal vi evaluere? Kan KL hjælpe?")),
    plain("u: title case", "Vedhæftet Høringssvar Fra Odense Kommune", docx()),
    plain("u: sent from phone", "Hermed høringssvar\n\nSendt fra min iPhone", pdf()),
    review(
        "u: encrypted",
        Kind.RESPONSE,
        "Hermed høringssvar.",
        build_attachment("svar.pdf", "", verdict=Verdict.ENCRYPTED),
        real=True,
    ),
    review("u: one of two unreadable", Kind.RESPONSE, "Hermed høringssvar.", docx(), _SCAN, real=True),
    review("u: missing, file said", None, "Kære KL, hermed vores svar, se filen." + SIGNATURE, real=True),
    review("u: wetransfer", None, "Høringssvaret er for stort til mail: https://we.tl/t-abcd", real=True),
    review("u: onedrive", None, "Jens har delt en fil med dig: Høringssvar.docx https://1drv.ms/w/s!x", real=True),
    review("u: more time", Kind.EXTENSION_REQUEST, "Byrådet mødes først den 11. november. Kan vi svare efter fristen?"),
    review("u: more time, formal", Kind.EXTENSION_REQUEST, "Odense Kommune skal hermed ansøge om forlænget svarfrist."),
    review("u: more time, subject", Kind.EXTENSION_REQUEST, "Se nedenfor.", subject="Udsættelse af høringsfrist"),
    review(
        "u: hopes", Kind.EXTENSION_REQUEST, "Vi kan desværre ikke nå fristen den 1. november og håber på forståelse."
    ),
    review(
        "u: file plus more time",
        Kind.EXTENSION_REQUEST,
        "Hermed udkast til svar.\n\nVi vil gerne bede om udskydelse af fristen, så byrådet kan nå at godkende.",
        docx(),
    ),
    review("u: who", Kind.QUESTION, "Hvem skal høringssvaret sendes til?"),
    review("u: form", Kind.QUESTION, "Vi er i tvivl om, hvorvidt svaret skal i skabelon. Kan I oplyse det?"),
    review("u: withdraw", Kind.WITHDRAWAL, "Vi må desværre trække vores svar af 24. oktober tilbage."),
    review("u: ignore", Kind.WITHDRAWAL, "Se venligst bort fra vores høringssvar, der var sendt ved en fejl."),
    review("u: fwd", Kind.OTHER, "FYI", docx(), subject="Fwd: svar", real=True),
    review("u: attached mail", Kind.OTHER, "Se vedhæftede mail.", build_attachment("svar.eml", "x"), real=True),
    review("u: not yet", None, "Vi har endnu ikke bemærkninger, da udvalget ikke har drøftet sagen."),
    review("u: if", None, "Hvis udvalget ingen bemærkninger har, skriver vi ikke igen."),
    review(
        "u: minutes",
        Kind.OTHER,
        "Hermed referat.",
        pdf("Referat af møde i netværket.", "Referat.pdf"),
        subject="Referat",
    ),
    review("u: cv", Kind.OTHER, "Jeg søger stillingen.", pdf("CV", "cv.pdf"), subject="Ansøgning om stilling"),
    review("u: list, file", None, "Hermed høringssvar.", docx(), extra=(("List-Id", "<x.odense.dk>"),), real=True),
    review(
        "u: autogenerated, file",
        None,
        "Hermed høringssvar.",
        docx(),
        extra=(("Auto-Submitted", "auto-generated"),),
        real=True,
    ),
    review(
        "u: calendar, file", None, "Høringssvar.", docx(), media_types=("text/calendar; method=REQUEST",), real=True
    ),
    review("u: hotmail", Kind.RESPONSE, LONG_REPLY, sender="Odense Kommune <ok@hotmail.com>", real=True),
    review(
        "u: region",
        None,
        "Hermed høringssvar.",
        docx("Region Syddanmark bakker op om kerneværdierne."),
        code=None,
        sender="a@rsyd.dk",
    ),
    review(
        "u: school board",
        None,
        "Høringssvar fra skolebestyrelsen.",
        docx("Skolebestyrelsen bakker op om kerneværdierne."),
        real=True,
    ),
    review("u: clocks", Kind.RESPONSE, "Hermed svar.", docx(), code=None, sender="x@kl.dk", real=True),
    aside(
        "u: oof",
        Kind.AUTO_REPLY,
        "Tak for din mail. Jeg er på barsel. Kontakt hovednummeret.",
        subject="Autosvar: SV: Høring",
    ),
    aside(
        "u: oof body only",
        Kind.AUTO_REPLY,
        "Hej. Jeg holder efterårsferie i uge 42 og er tilbage den 21. oktober. Haster det, "
        "så ring til Ida på 65 51 00 01.",
    ),
    aside(
        "u: left",
        Kind.AUTO_REPLY,
        "Hanne er fratrådt. Skriv til post@odense.dk.",
        subject="Automatisk svar: Høring",
        extra=_AUTO,
    ),
    aside("u: precedence", Kind.AUTO_REPLY, "Ich bin abwesend.", extra=(("Precedence", "auto_reply"),)),
    aside("u: frånvaro", Kind.AUTO_REPLY, "Jag är frånvarande.", subject="Frånvaro: Høring"),
    aside(
        "u: receipt",
        Kind.ACKNOWLEDGEMENT,
        "Tak for din henvendelse til Odense Kommune. Den er registreret med sagsnummer "
        "2019-55512. Forventet sagsbehandlingstid er 14 hverdage. Denne mail kan ikke besvares.",
    ),
    aside(
        "u: receipt 2",
        Kind.ACKNOWLEDGEMENT,
        "Vi har modtaget din mail og har sendt den videre til rette afdeling. Du hører fra os, når sagen er behandlet.",
        subject="Kvittering",
        extra=_AUTO,
    ),
    aside(
        "u: postfix",
        Kind.BOUNCE,
        "I'm sorry to have to inform you that your message could not be delivered. 550 5.1.1 User unknown",
        subject="Undelivered Mail Returned to Sender",
        sender="MAILER-DAEMON@mail.odense.dk",
    ),
    aside(
        "u: null path",
        Kind.BOUNCE,
        "The following message could not be delivered: 5.2.2 mailbox full",
        subject="Mail delivery failed",
        sender="postmaster@odense.dk",
        extra=(("Return-Path", "<>"),),
    ),
    aside(
        "u: unread", Kind.READ_RECEIPT, "Din meddelelse blev slettet uden at være læst.", subject="Ikke læst: Høring"
    ),
    aside("u: accepted", Kind.CALENDAR, "", media_types=("text/calendar; method=REPLY",), subject="Accepteret: Møde"),
    aside(
        "u: mailchimp",
        Kind.BULK,
        "Ugens arrangementer på biblioteket.",
        subject="Det sker",
        extra=(("List-Unsubscribe", "<x>"),),
    ),
    plain(
        "no comments, named in the subject",
        "Hej KL\n\nVallensbæk Kommune har ingen bemærkninger i denne omgang.",
        kind=Kind.NO_COMMENTS,
        subject="Høringssvar fra Vallensbæk Kommune",
        sender="Torben Lind <torben.lind@vallensbaek.dk>",
        code="0187",
    ),
    plain(
        "named in the subject without the word",
        "Vedhæftet.",
        pdf("Byrådet bakker op.", "Svar.pdf"),
        subject="Svar fra Brønderslev",
        sender="Ib <ib@99454545.dk>",
        code="0810",
    ),
    review(
        "own remarks at once",
        Kind.RESPONSE,
        "Jeg sidder i byrådet. Her er mine egne bemærkninger til kerneværdierne: Jeg savner noget om de små skoler.",
        sender="x@gmail.com",
        code=None,
    ),
)
