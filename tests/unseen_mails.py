"""Labelled mails that no rule was fitted to: they are measured, and what they show is not tuned away."""

from domain.kind import Kind
from tests.builders import build_attachment, build_hop
from tests.labelled_mails import DISCLAIMER, LETTER, LONG_REPLY, SIGNATURE, Labelled, aside, docx, pdf, plain, review

_HOLSTEBRO = LETTER.replace("Odense", "Holstebro")

UNSEEN: tuple[Labelled, ...] = (
    plain(
        "dear sirs",
        "Til KL\n\nVedlagt fremsendes Holstebro Kommunes bemærkninger til udkastet.",
        docx(_HOLSTEBRO),
        code="0661",
        sender="Anne Holm <anne.holm@holstebro.dk>",
    ),
    plain(
        "we have",
        "Hej Freja. Vi har nu drøftet kerneværdierne i udvalget, og du får vores input her.",
        docx(name="Input.docx"),
    ),
    plain("director", "Kære Mads\n\nPå vegne af direktør Lone Sørensen fremsendes kommunens høringssvar.", pdf()),
    plain(
        "three lines", "God morgen\n\nJeg sender lige vores svar.\n\nHav en god dag!", pdf(name="Svar fra Odense.pdf")
    ),
    plain(
        "swamp of signature",
        "Vedhæftet." + SIGNATURE + "Odense Kommune\nFlakhaven 2\n5000 Odense C\n" + DISCLAIMER,
        docx(),
    ),
    plain("resend", "Jeg sender for en sikkerheds skyld svaret igen, da jeg er i tvivl, om det gik igennem.", docx()),
    plain(
        "with the minutes",
        "Udvalget besluttede i går at afgive vedhæftede svar. Protokollen er også vedlagt.",
        docx(),
        pdf("Beslutningsprotokol. Kerneværdier.", "Protokol.pdf"),
    ),
    plain(
        "late with excuse",
        "Undskyld forsinkelsen. Fristen var desværre gledet os af hænde. Svaret følger vedhæftet.",
        docx(),
    ),
    plain("own text, critical", "Vi savner et tydeligere blik for de mindste børn i kerneværdierne. " * 8),
    plain(
        "own text in list",
        "Bemærkninger fra Odense Kommune til kerneværdierne:\n- " + "Vi anbefaler, at dannelse nævnes først.\n- " * 12,
    ),
    plain(
        "own text, asks rhetorically",
        LONG_REPLY + "Kan man forestille sig en skole uden fællesskab? Det mener vi ikke.",
    ),
    plain(
        "agree in a sentence",
        "Odense Kommune er enig i de ti kerneværdier og hilser dem velkommen.",
        subject="SV: Høring",
    ),
    plain(
        "no remarks, polite",
        "Kære KL\n\nTak for muligheden for at kommentere kerneværdierne. Byrådet har ikke fundet anledning til "
        "bemærkninger.",
        kind=Kind.NO_COMMENTS,
    ),
    plain("no remarks, one line", "Odense har ingen kommentarer.", kind=Kind.NO_COMMENTS),
    plain("no remarks, will not", "Vi ønsker ikke at kommentere udkastet.", kind=Kind.NO_COMMENTS),
    plain(
        "no remarks, pdf",
        "Brev vedhæftet.",
        pdf("Vi har ingen bemærkninger til det fremsendte udkast.", "Brev.pdf"),
        kind=Kind.NO_COMMENTS,
    ),
    plain("doc, old word", "Hermed høringssvar", build_attachment("HØRINGSSVAR.DOC", LETTER)),
    plain("rtf", "Se vedhæftet fil", build_attachment("kerneværdier.rtf", LETTER)),
    plain("copy to others", "Vedhæftet høringssvar. Kopi er sendt til Skole og Forældre.", docx()),
    plain("extension not needed", "Vi fik alligevel ikke brug for udsættelse af fristen; svaret er her.", docx()),
    plain("praises a neighbour", LONG_REPLY + "Vi er inspireret af Svendborg Kommune, som har gjort noget lignende."),
    plain(
        "vejen",
        "Hermed høringssvar fra Vejen Kommune.",
        docx(LETTER.replace("Odense", "Vejen")),
        code="0575",
        sender="kontakt@vejen.dk",
    ),
    plain(
        "aaben", "Hermed høringssvar.", docx(LETTER.replace("Odense", "Åbenrå")), code="0580", sender="post@aabenraa.dk"
    ),
    plain(
        "hoeje",
        "Hermed høringssvar.",
        docx(LETTER.replace("Odense", "Høje-\nTaastrup")),
        code="0169",
        sender="a@htk.dk",
    ),
    plain(
        "relayed",
        "Hermed høringssvar.",
        docx(),
        trace=(
            build_hop("store.kl.dk", "mx.kl.dk", "mx.kl.dk", "10.0.0.4"),
            ("Authentication-Results", "mx.kl.dk; dkim=pass header.d=odense.dk"),
            build_hop(),
        ),
    ),
    plain("both languages", "Hermed høringssvar / our response is attached. Out of office from Friday.", docx()),
    plain(
        "cv of the values",
        "Kerneværdierne passer godt til vores program for dagtilbud, se vedhæftede høringssvar.",
        docx(),
    ),
    review(
        "asks for days",
        Kind.EXTENSION_REQUEST,
        "Vi mangler kun udvalgets godkendelse. Må vi få udsat fristen til den 8.?",
    ),
    review(
        "asks in passing",
        Kind.EXTENSION_REQUEST,
        "Hermed vores foreløbige svar. Vi håber, at fristen kan forlænges, så det endelige kan nå at blive behandlet.",
        docx(),
    ),
    review(
        "asks by letter",
        Kind.EXTENSION_REQUEST,
        "Se brev.",
        docx("Odense Kommune søger om fristforlængelse til 1. december.", "Brev.docx"),
    ),
    review("unsure of form", Kind.QUESTION, "Hej Freja\n\nEr der en skabelon, vi skal bruge?"),
    review("which committee", Kind.QUESTION, "Gælder høringen også kultur- og fritidsudvalget? På forhånd tak."),
    review("takes back", Kind.WITHDRAWAL, "Det fremsendte høringssvar trækkes tilbage, da byrådet ikke godkendte det."),
    review("forwarded in English", Kind.OTHER, "See below.", docx(), subject="FW: Høringssvar", real=True),
    review("says file, sends none", None, "Vedlagt følger svar på jeres høring." + SIGNATURE, real=True),
    review("says it in English", None, "Our response is attached." + SIGNATURE, real=True),
    review("google drive", None, "Svaret ligger her: https://docs.google.com/document/d/abc", real=True),
    review("soon", None, "Høringssvaret er desværre forsinket og kommer i løbet af ugen."),
    review("only thanks", None, "Mange tak for jeres brev om kerneværdierne. Det ser spændende ud!"),
    review("job", Kind.OTHER, "Vedhæftet ansøgning.", pdf("Ansøgning", "Ansøgning.pdf"), subject="Konsulentstilling"),
    review(
        "other hearing",
        None,
        "Hermed høringssvar til lovforslaget.",
        pdf("Bemærkninger til lov om planlægning.", "Svar.pdf"),
        subject="Lov om planlægning",
    ),
    review(
        "minister", None, "Høringssvar om kerneværdierne.", docx("Ministeriet støtter."), sender="a@uvm.dk", code=None
    ),
    review(
        "spoofed",
        Kind.RESPONSE,
        "Hermed høringssvar.",
        docx(),
        real=True,
        trace=(
            (
                "Authentication-Results",
                "mx.kl.dk; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",
            ),
            build_hop(),
        ),
    ),
    review(
        "joint in subject",
        Kind.RESPONSE,
        "Se vedhæftede.",
        docx(),
        subject="Fælles høringssvar fra Odense Kommune og Assens Kommune",
        real=True,
    ),
    review(
        "for the neighbours",
        Kind.RESPONSE,
        "På vegne af kommunerne på Fyn fremsendes hermed høringssvar.",
        docx(),
        real=True,
    ),
    aside(
        "away until",
        Kind.AUTO_REPLY,
        "Jeg er fraværende til den 11/11. Din mail bliver ikke videresendt.",
        subject="Fravær: SV: Høring",
    ),
    aside(
        "sick",
        Kind.AUTO_REPLY,
        "Hanne er sygemeldt. Kontakt afdelingen på 65511000.",
        subject="Automatisk svar: Kerneværdier",
    ),
    aside(
        "Norwegian, header",
        Kind.AUTO_REPLY,
        "Jeg er i permisjon.",
        extra=(("Auto-Submitted", "auto-replied (vacation)"),),
    ),
    aside(
        "journal", Kind.ACKNOWLEDGEMENT, "Kvittering: Jeres brev er modtaget og journaliseret. J.nr. 00.01.00-A00-1-19."
    ),
    aside(
        "journal, by mail robot",
        Kind.ACKNOWLEDGEMENT,
        "Tak for jeres henvendelse. Vi har registreret den som sag 2019-0042 og svarer inden for 10 arbejdsdage.",
        subject="Vi har modtaget din henvendelse",
        sender="noreply@odense.dk",
    ),
    aside(
        "failure",
        Kind.BOUNCE,
        "Levering til følgende modtager mislykkedes: 5.1.1 ukendt modtager",
        subject="Undeliverable: Høring",
        sender="postmaster@odense.dk",
    ),
    aside(
        "delay",
        Kind.BOUNCE,
        "Delivery is delayed.",
        sender="postmaster@kl.dk",
        code="0461",
        media_types=("multipart/report; report-type=delivery-status",),
        failed_recipients=("hoering@odense.dk",),
    ),
    aside("gelesen", Kind.READ_RECEIPT, "Ihre Nachricht wurde gelesen am 30.10.", subject="Gelesen: Høring"),
    aside("list", Kind.BULK, "Husk julefrokosten.", subject="Personaleforeningen", extra=(("Precedence", "list"),)),
)
