"""How a mail says that nobody wrote it: by header (RFC 3834 and its forerunners), by subject, by an absence."""

from domain.pattern import compile_late
from intake.classification.contents import Contents

AUTOMATIC_SUBJECT = compile_late(
    r"^\W*(?:automati(?:sk|skt|c|cal|sche[srn]?|seret|sert)[ _-]+(?:\w+[ _-])?(?:svar|besvarelse|reply|response|"
    r"antwort|"
    r"besked|meddelelse|e?-?mail|mailsvar|kvittering|melding|meddelande|genereret)|"
    r"auto[ _-]?(?:svar|reply|response|matic|respond|besked|mail)|"
    r"automated (?:reply|response|message)|out[ _-]of[ _-](?:the[ _-])?office|ikke til ?stede|ikke på (?:kontoret|"
    r"arbejde|jobb)|"
    r"ude af (?:kontoret|huset)|ute av kontoret|borte fra kontoret|inte på (?:kontoret|plats)|away from (?:my|the)|"
    r"abwesenheits\w*|nicht im (?:büro|haus)|"
    r"(?:fravær\w{0,20}|frånvaro\w*|frånvarande|abwesen\w+|ferie\w{0,12}|sommerferie|barsel|orlov|semester|ooo|"
    r"vacation|"
    r"urlaub)\s*(?::|$)|"
    r"jeg (?:er|har|holder) (?:desværre |for tiden |p\.?t\.? |pt )?(?:(?:på )?(?:\w+)?ferie|(?:på )?(?:barsel|orlov|"
    r"kursus)|"
    r"fraværende|fri\b|ikke (?:til ?stede|på|her|i dag)|bortreist)|"
    r"jag (?:är|har) (?:på )?(?:semester|inte (?:på|i|här)|ledig|frånvarande|tjänstledig)|ich bin (?:im urlaub|"
    r"abwesend|"
    r"nicht (?:im|da)|bis)|i am (?:currently )?(?:out of|away|on (?:leave|vacation|holiday))|(?:on|"
    r"annual) (?:vacation|leave|holiday)|vacation (?:reply|response|message)|"
    r"[^:]{0,80} (?:is|er) (?:currently )?(?:out of (?:the )?office|ikke til ?stede|fraværende|på ferie)\b)"
)
ABSENT = compile_late(
    r"ikke (?:er )?til ?stede|ikke på (?:kontoret|arbejde|jobb)|på (?:sommer|efterårs|vinter|jule)?ferie|(?:holder|"
    r"har|avholder|afholder) (?:\w+ )?(?:\w+)?ferie|ude af (?:kontoret|huset)|ute av kontoret|"
    r"fraværende|jeg har fri\b|(?:er|kommer) (?:først )?tilbage (?:igen |på |den |i |man|tirs|ons|tors|fre|d\.)|"
    r"barsel|orlov|permisjon|"
    r"ikke at træffe|ikke træffes|træffes ikke|utilgængelig|læser (?:først )?(?:mine )?mails? igen|\bsyg\b|orlov|"
    r"gået på pension|er stoppet|arbejder ikke længere|"
    r"retur (?:på|den|igen|man|tirs|ons|tors|fre)|på kontoret igen|hjemme igen|træffes igen|studietur|tjenesterejse|"
    r"i møder hele|læser ikke (?:mine )?mails?|(?:mine )?mails? (?:læses|tjekkes|bliver) ikke|"
    r"postkasse\w* [^.]{0,30}(?:ikke|nedlagt|lukket)|ikke bemandet|"
    r"adresse[^.]{0,40}(?:(?:anvendes|bruges|benyttes|læses|er) ikke|nedlagt|er lukket)|"
    r"(?:har|er|holder) (?:ferie)?lukket|^ferielukket|^fri i dag|offline|udlånt|fået nyt job|skiftet til|ser kun mail|"
    r"kun mail sporadisk|"
    r"adgang til min mail|dette er et automatisk|parental leave|upon my return|ab (?:montag|dem)|nicht weitergeleitet|"
    r"valgturné|i min (?:ferie|orlov)|holder [^.]{0,20}ferie|kursus hele|"
    r"optaget af møder|ude til møde|begrænset (?:adgang|mulighed)|\bär ledig|nicht erreichbar|when i return|"
    r"annual leave|ferie frem til|i mitt fravær|sidste arbejdsdag|på (?:kursus|tjenesterejse)|"
    r"sygemeldt|afspadser|avspaser|ikke længere (?:ansat|i)|fratrådt|er stoppet i|tilbake (?:på|den|i)|på semester|"
    r"har semester|frånvarande|"
    r"tillbaka (?:på|den|i)|tjänstledig|inte på (?:kontoret|plats)|abwesend|nicht im (?:büro|haus)|im urlaub|"
    r"wieder (?:im|"
    r"erreichbar)|"
    r"out of (?:the )?office|on (?:vacation|holiday|leave|annual leave)|maternity leave|away from (?:the office|my)|"
    r"will be back|"
    r"limited access|returning on|no longer (?:employed|with|works)"
)

_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder", "X-Mail-Autoreply")


def find_automatic_header(contents: Contents) -> str | None:
    """Find the header that marks an automatic reply; ``X-Autoreply`` does so with nothing in it."""
    signs = {
        "Auto-Submitted": contents.header("Auto-Submitted").startswith("auto-replied"),
        "Precedence": contents.header("Precedence") in ("auto_reply", "auto-reply"),
    } | {name: contents.has_header(name) and contents.header(name) not in ("no", "false") for name in _HEADERS}
    return next((name for name, holds in signs.items() if holds), None)
