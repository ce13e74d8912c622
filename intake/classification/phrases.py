"""Turns of phrase that several rules listen for; all texts they are tried on are in lower case."""

import re
from dataclasses import dataclass

from domain.pattern import compile_late


def holds_any(text: str, stems: tuple[str, ...]) -> bool:
    """Say whether one of the stems stands in a text: many times cheaper than asking a pattern in vain."""
    for stem in stems:  # noqa: SIM110 - a generator would cost more than what it looks for
        if stem in text:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern with its stems: wherever it is found one of these stands, and only there is it looked for."""

    stems: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first place that the pattern fits."""
        return self.pattern.search(text) if holds_any(text, self.stems) else None


HEARING_REPLY = compile_late(
    r"hørings?\s?svar|høringsbesvarelse|svar (?:på|til|vedr\w*\.?|ang\w*\.?|om) (?:\w+ ){0,2}høring|"
    r"(?:svar|besvarelse) (?:på|af) (?:(?:de|jeres|kl's|kls|disse|begge) )?(?:(?:to|2|stillede) )?spørgsmål"
)
"""Names an answer to a consultation."""

ANSWER_WORDS = compile_late(
    r"hørings?\s?svar|besvarelse|bemærkning|kommentar|udtalelse|tilbagemelding|indspil|\binput\b|\bsvar(?:et|ene)?\b|"
    r"\bbesvarer\b|\bhøring(?:en)?\b|stillingtagen"
)
"""Words that stand in nearly every answer, and in much else."""

OPINION = compile_late(
    r"bakker\b|støtter|tilslutte|tilslutning|\benige?t?\b|foreslå|anbefal|velkommen|positiv|tiltræde|godkend|finder|"
    r"mener\b|"
    r"opfordre|vurderer|ønsker|savner|lægger vægt|anerkend|understøtte|følgende|oplever|hilser|væsentlig|vigtig|"
    r"centralt?\b|"
    r"sammenhæng|bemærke[rs]?\b|fremhæve|kvittere|glæde|tilfreds|bekymr|kritisk|\bbør\b"
)
"""Somebody says what he thinks."""

REPORTS = compile_late(
    r"erfaring|opmærksom|mulighed(?:er)? for at|betyder|sikre[rst]?\b|fokus|arbejde[rt]? (?:med|på|ud fra|målrettet)|"
    r"prioriter|bidrage|styrke[rst]?\b|udfordr|behov for|hænger sammen|bygger på|udgangspunkt|i tråd med|afspejl|"
    r"udvikl|"
    r"kvalitet|\brammer?\b|gør,? at|handle\b|samarbejd|inddrag|fællesskab|forebygge|tværfaglig|nærhed"
)
"""Somebody tells how things are done or should be, without a word of opinion."""

SHORT_OPINION = compile_late(
    r"bakke[rt]?\b|tilfreds med|"
    r"støtter|tilslutte|tilslutning|\benige?t?\b|foreslår|anbefaler|velkommen|tiltræde|godkende[rt]?\b|finder\b|"
    r"opfordrer|savner|følgende (?:bemærkning|kommentar|svar|input)|positiv[et]?\b|kan støtte|vurderer|bemærker|bør\b|"
    r"(?<!jeg )synes\b(?!.{0,40}\b(?:var|været)\b)|\bbifald|\bser \w+ som\b|"
    r"(?:god|stærk|fin|klar|tæt|tydelig) sammenhæng|"
    r"\bja tak til\b|kan kun (?:sige ja|tilslutte|støtte|bifalde)|tag(?:et|er) (?:\w+ )?(?:godt|positivt) imod|"
    r"står (?:helt )?bag\b|"
    r"går ind for|opbakning|genkende(?:r)? os|skepti|kritisk|betænkelig|uenig|er imod\b|undrer os|"
    r"(?:udvalg|byråd|kommunalbestyrelse)\w*[^.]{0,60}til efterretning|"
    r"(?:afgørende|vigtigt|væsentligt|centralt|vigtige|væsentlige|centrale|rammer|flugter|harmonerer|i tråd|afspejler|"
    r"på linje|for (?:vage?|lange?|mange|abstrakte?|uklare?|ukonkrete?))\b[^.]{0,80}\b(?:kerne)?værdi|"
    r"\b(?:kerne)?værdi\w*[^.]{0,80}\b(?:afgørende|vigtig|væsentlig|central|bør|(?:skal|må) ikke|mangler|rammer|"
    r"flugter|"
    r"harmonerer|i tråd|afspejler|på linje|gode|fine|stærke|brugbare|for (?:vage?|lange?|mange|abstrakte?|uklare?|"
    r"ukonkrete?))"
)
"""Somebody says what he thinks, in words that leave no doubt in a short mail."""

CLAIMS_ANSWER = compile_late(
    r"\bhermed\b|vedhæft|vedlagt|vedlægg|fremsend|(?:ingen|ikke) bemærkninger|følgende (?:bemærkning|kommentar|svar)|"
    r"(?:vores|kommunes|udvalgets|byrådets) (?:hørings?)?(?:svar|udtalelse|bemærkninger|besvarelse)|"
    r"(?:kommune|byrådet|udvalget|kommunalbestyrelsen|forvaltningen) (?:har ingen|finder|mener|bakker|støtter|"
    r"tilslutter|"
    r"kan tilslutte|anerkender|afgiver|ønsker|anmoder)|bakker op|tilslutter (?:vi )?(?:os|sig)|udsættelse"
)
"""Somebody hands an answer over, or wants something: no machine writes so."""

ANNOUNCES_FILE = Phrase(
    ("ved", "fil", "bilag", "medsendt", "attach"),
    compile_late(
        r"vedhæft|vedlagt|vedlægg|vedføjet|se (?:venligst )?(?:fil|bilag)|(?:i|som|jf\.?|se) bilag|"
        r"\bbilag(?:et|ene)?\b|medsendt|attached|attachment|\bi (?:den )?vedlagte"
    ),
)
"""Speaks of a file that comes along."""

HANDS_OVER = compile_late(
    r"\bhermed\b|fremsende[rs]?\b|\bsendes\b|\bher (?:er|kommer|følger)\b|følger (?:hermed|her)\b|\bafgiver\b|"
    r"\bindsendes\b|"
    r"\bse (?:venligst )?(?:vores|svar)"
)
"""Hands something over, with or without saying how."""

NOT_OUR_FILE = compile_late(
    r"(?:ingen|uden|ikke) (?:\w+ )?(?:vedhæft|vedlagt|bilag)|(?:jeres|deres|din|dit|kls?|"
    r"kl's) (?:\w+ ){0,3}(?:vedhæft|vedlagt|bilag)|"
    r"(?:vedhæftede|vedlagte|bilag(?:et|ene)?)(?: \d+)? (?:\w+ ){0,2}(?:fra|i|til) (?:jeres|deres|kl|høringsmaterial|"
    r"høringsbrev|brevet)|"
    r"bilag(?:et|ene)?(?: \d+)? (?:til|i) (?:jeres|høring)|(?:vedhæftede|vedlagte) (?:høringsbrev|høringsmateriale|"
    r"invitation)|"
    r"(?:i|den|jeres) (?:sendte|fremsendte|udsendte) (?:\w+ ){0,2}bilag|vedhæftede filer (?:kan|bør|skal|må)"
)
"""Speaks of files that are not this sender's, or says that there are none."""

ASKS = compile_late(
    r"\?|\b(?:kan|vil) i (?:oplyse|fortælle|bekræfte|sende|forklare|uddybe)|(?:vil|ville) (?:gerne )?(?:vide|spørge)|"
    r"vil (?:gerne )?høre,? (?:om|hvor|hvad|hvem|hvilke)|bedes (?:i )?oplyse|er i tvivl om|"
    r"gerne (?:have|høre|vide|få) (?:\w+ )?(?:oplyst|om\b|hvor|hvad|hvem|hvilke)|anmode om at få oplyst|"
    r"udbeder (?:\w+ )?oplysning|"
    r"(?:rart|tænke os|interessant|godt) at vide|er usikre? på|usikkerhed[^.]{0,20} om|\bspørger,? (?:hvornår|hvad|om|"
    r"hvem|hvor)|"
    r"^(?:hvornår|hvad|hvem|hvor|hvilke|hvordan) (?:skal|er|kan|må|vil|menes)\b|^ring (?:lige )?til mig|"
    r"har (?:et|nogle|enkelte|følgende|to|tre) (?:\w+ )?spørgsmål|spørgsmål (?:om|til|vedr\w*) (?:frist|form|proces|"
    r"høring)"
)
"""Asks something."""

ASKS_US = Phrase(
    ("?", "kan i ", "bedes ", "vil "),
    compile_late(
        r"\b(?:kan|vil|har|må|kunne|ville|får) (?:i|du|de|vi|man|kl)\b[^!?]*\?|\bskal (?:vi|man)\b[^!?]*\?|"
        r"\ber det (?:muligt|ok|korrekt|rigtigt|meningen)"
        r"\b[^!?]*\?|\b(?:hvornår|hvem|hvor (?:skal|kan)|hvad (?:menes|mener|er fristen)|hvordan skal)\b[^!?]*\?|"
        r"kan i (?:oplyse|fortælle|forklare|uddybe)|bedes (?:i )?oplyse|vil (?:gerne )?(?:vide|høre,? (?:om|hvor|hvad|"
        r"hvem))"
    ),
)
"""Asks the reader something, and not the world."""

COURTESY = compile_late(
    r"bekræft\w* (?:\w+ ){0,2}modtage|"
    r"bekræft\w*,? at (?:i|du|det|den|svaret|mailen) (?:\w+ ){0,2}(?:fået|modtaget|frem)|"
    r"kvitter\w* for|modtage(?:t|lse)|kontakte? (?:mig|os)|spørgsmål (?:hertil|er i)|"
    r"åbne (?:\w+ ){0,2}(?:fil|bilag|dokument|vedhæft)|rette (?:modtager|sted)|sige? (?:bare |endelig )?til\b"
)
"""What is asked out of courtesy needs no answer that could change anything."""

PROMISES = compile_late(
    r"(?:(?:hørings?)?svar(?:et)?|bemærkninger(?:ne)?|besvarelse(?:n)?|udtalelse(?:n)?) (?:\w+ ){0,5}?(?:følger|"
    r"kommer|eftersendes|sendes|"
    r"fremsendes|forventes|forventer|vil blive|foreligger|er klar)\b|"
    r"(?:sender|fremsender|eftersender|indsender|vender tilbage|afleverer|svarer|afgiver),? (?:\w+ ){0,6}?"
    r"(?:senere|snarest|efter|når|i næste|i løbet|inden)\b"
)
LATER = compile_late(
    r"senere|\befter\b|\bnår\b|snarest|i næste|i løbet af|inden for|forventes|forventer|eftersendes|\binden\b|"
    r"på (?:man|tirs|ons|tors|fre)dag"
)
"""Together: an answer is promised for another day."""

FOREIGN_MATTER = compile_late(
    r"\bfaktura|\bregning\b|rykker|ansøgning|\bstilling(?:en|er)?\b|\bcv\b|invitation|indbydelse|lokalplan|"
    r"partshøring|\breferat|"
    r"dagsorden|tilmelding|kontrakt|aktindsigt|nyhedsbrev|\bprogram\b|lovforslag|\blov om\b|bekendtgørelse|\bbudget|"
    r"mødeindkald|"
    r"pressemeddelelse|jobopslag|\budbud|persondata|databehandleraftale"
)
"""Other business that municipalities write about."""

UNFINISHED = compile_late(
    r"\bmangler vi\b|\bstadig (?:mangler|venter|afventer)|ikke (?:helt )?færdig|\bi gang med\b|vender tilbage|afventer|"
    r"næste (?:uge|måned)|tager (?:lidt )?tid|\bhåber at kunne\b|\bnår (?:udvalget|byrådet|sagen|vi) har\b"
)
"""An answer is still being worked on."""
