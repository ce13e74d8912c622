"""Whether a few words say something of the matter: someone judges, wishes or tells, and of what was asked about.

A reply may be one sentence: "Vi er glade for dem, især nr. 2.". A remark in passing is as short: what it speaks of is
a meeting, a letter's way through the house, a person or a day.
"""

from domain.pattern import compile_late

_JUDGES = compile_late(
    r"\b(?:super)?god(?:t|e)?\b|\bbedre\b|\bbedst|\bfine?t?\b|\bfinest?\b|\bflot|rigtige\b|relevant|brugba|stærk|"
    r"\bstor\b|\bhøj grad|"
    r"\bklar(?:t|e)?\b|rød tråd|\bglade? for|tilfreds|begejstr|positiv|negativ|vigtig|afgørende|central|væsentlig|"
    r"nødvendig|"
    r"ambitiøs|fornuft|udmærk|mangle|savne|ønske|ser (?:meget )?gerne|foreslå|anbefal|opfordr|understreg|fremhæv|"
    r"hæfter|"
    r"lægger vægt|bemærke|enig|støtte|bakke|tilslut|godkend|\bramme[rt]?\b|match|passer|stemmer|afspejl|harmoner|"
    r"flugte|"
    r"overensstemm|hænger (?:\w+ )*sammen|sammenhængen|bygger|udgangspunkt|afsæt|værktøj|bruger|\barbejde[rt]?\b|"
    r"oplever|mener|"
    r"finder|synes|vurder|efter (?:vores|udvalgets|byrådets|kommunens) |budskab|\bkøber\b|on board|aligned|\bmed på\b|"
    r"stå(?:r)? (?:helt |fuldt )?(?:bag|inde)|leve med|genkende|betyde|kræve|giver (?:os|god|mening|mulighed)|styrke|"
    r"prioriter|"
    r"sider af samme|\bser\b[^.]{0,40}\bsom\b|i tråd|på linje|erfaring|viser|ligger (?:godt|fint|tæt|i )|skrives ind|"
    r"skrevet om|"
    r"for (?:vage?|lange?|mange|brede?|få|abstrakte?|uklare?|meget|lidt)\b|skeptisk|kritisk|bekymr|uklar|savn|bør\b|"
    r"(?:skal|må) ikke|sigt|dækker|favner|tænkes? (?:med|ind)|bytte|nævnes|tilføjes|stiller (?:oss|os) ba[kg]|"
    r"forståelse af|\bok\b"
)
_OF_MATTER = compile_late(
    r"værdi|verdi|politik|ejerskab|sammenhæng|\bbørn|\bbarn|\bunge|ungdom|skole|dagtilbud|forældre|fællesskab|fritid|"
    r"faglig|"
    r"samarbejd|inddrag|overgang|\bleg\b|bevægelse|dannelse|trivsel|læring|ledelse|lokal|indsats|inklusion|special|"
    r"almen|"
    r"civilsamfund|forening|erhverv|\bnr\.? ?\d|\bdem\b|det hele|alle ti|\bde ti\b|strategi|pulje|tillid|beslutning|"
    r"udkast|formulering|pejlemærk|rød tråd|\bok$|on board|ned i det|retning|arbejde\b"
)
_IN_PASSING = compile_late(
    r"glæder (?:os|mig) til|ser frem til|videresend|sendt (?:\w+ ){0,4}(?:videre|rundt|til)|hjemmeside|intranet|"
    r"tak for (?:mødet|snakken|dagen|en god|sidst|en spændende|opkald|hjælpen)|drøfter? (?:\w+ ){0,4}(?:næste|senere|"
    r"snart|på (?:møde|et))|"
    r"dagsorden|modtag|rette person|overtag|\bny (?:\w+ )?(?:chef|formand|kontakt|medarbejder|direktør|konsulent)|"
    r"\bhedder\b|"
    r"telefon|deltag|tilmeld|word-?format|\bpdf|åbne|\bringe?r?\b|\bferie|\bses (?:på|til|i)|i går|i dag\b|kaffe|invit|"
    r"god (?:weekend|dag|ferie|læsning|sommer|påske|jul|arbejdslyst|drøftelse|snak|debat|dialog|idé|proces)|"
    r"godt (?:at (?:høre|tale|møde|se jer)|møde)|"
    r"\bjeg (?:har|er|sender|skal|vil|kan ikke|synes|anbefaler|foreslår|tror|håber|går)\b|kontakt|mailadresse|"
    r"adressen|\bbrev|materiale|bekræft|"
    r"kvitter\w* for modtag|"
    r"vender tilbage|i gang med|\bsamler\b|afvent|endnu ikke|behandles|forelægges|vil blive|udsat|aflyst|"
    r"\bvi svarer\b|sender (?:\w+ )?(?:vores |et |jer )|fremsend|eftersend|på vej|\btil orientering|"
    r"vil (?:gerne )?drøfte"
)
_OF_HEARING = compile_late(r"høring|forslag|bemærkning|kommentar|udvalg|byråd|kommunalbestyrelse|kommune")
_LEAST = 12
"""Characters of a sentence that can say something."""


def speaks_of_matter(text: str) -> bool:
    """Say whether a plain text has a word of what municipalities are heard about, and of being heard."""
    return bool(_OF_MATTER.search(text) or _OF_HEARING.search(text))


def says_something(sentence: str) -> bool:
    """Say whether a plain sentence judges, wishes or tells something of the matter, and is no remark in passing."""
    if len(sentence) < _LEAST or "?" in sentence or _IN_PASSING.search(sentence):
        return False
    return bool(_JUDGES.search(sentence) and _OF_MATTER.search(sentence))
