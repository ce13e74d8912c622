"""How a mail says that nobody wrote it: by header (RFC 3834 and its forerunners), by subject, by an absence."""

import re

from intake.classification.contents import Contents

AUTOMATIC_SUBJECT = re.compile(
    r"^\W*(?:automati(?:sk|skt|c|cal|sche[srn]?|seret|sert)[ _-]+(?:svar|reply|response|antwort|besked)|"
    r"auto[ _-]?(?:svar|reply|response|matic)|"
    r"automated (?:reply|response)|out[ _-]of[ _-](?:the[ _-])?office|ikke til ?stede|ikke på kontoret|"
    r"inte på (?:kontoret|plats)|"
    r"abwesenheits\w*|(?:fravær|fraværsbesked|fraværsmelding|frånvaro\w*|frånvarande|abwesen\w+|ferie|feriebesked|"
    r"semester|ooo|"
    r"vacation|urlaub)\s*(?::|$)|jeg er på ferie|(?:on|annual) (?:vacation|leave)|vacation (?:reply|response|message))"
)
ABSENT = re.compile(
    r"ikke (?:er )?til ?stede|ikke på (?:kontoret|arbejde|jobb)|på (?:sommer|efterårs|vinter|jule)?ferie|(?:holder|"
    r"har|avholder) (?:\w+ )?ferie|"
    r"fraværende|jeg har fri\b|(?:er|kommer) tilbage (?:igen |på |den |i |man|tirs|ons|tors|fre|d\.)|barsel|orlov|"
    r"permisjon|"
    r"sygemeldt|afspadser|avspaser|ikke længere (?:ansat|i)|fratrådt|er stoppet i|tilbake (?:på|den|i)|på semester|"
    r"har semester|frånvarande|"
    r"tillbaka (?:på|den|i)|tjänstledig|inte på (?:kontoret|plats)|abwesend|nicht im büro|im urlaub|wieder (?:im|"
    r"erreichbar)|"
    r"out of (?:the )?office|on (?:vacation|holiday|leave|annual leave)|maternity leave|away from (?:the office|my)|"
    r"will be back|"
    r"limited access|returning on|no longer (?:employed|with|works)"
)

_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder")


def find_automatic_header(contents: Contents) -> str | None:
    """Find the header that marks an automatic reply; ``X-Autoreply`` does so with nothing in it."""
    signs = {
        "Auto-Submitted": contents.header("Auto-Submitted").startswith("auto-replied"),
        "Precedence": contents.header("Precedence") in ("auto_reply", "auto-reply"),
    } | {name: contents.has_header(name) and contents.header(name) not in ("no", "false") for name in _HEADERS}
    return next((name for name, holds in signs.items() if holds), None)
