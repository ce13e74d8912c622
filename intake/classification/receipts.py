"""What journal systems write when they have received something, in a mail or in a file beside it."""

from domain.message import READABLE, Attachment
from domain.pattern import compile_late
from intake.classification.contents import plain
from intake.classification.phrases import HEARING_REPLY, OPINION

LONGEST_RECEIPT = 900
"""Characters."""
RECEIVED = compile_late(
    r"(?:har|er|hermed|blev) (?:\w+ ){0,3}modtaget|modtog|modtagelsen|kvittering|er (?:nu )?(?:oprettet|indgået)|"
    r"er (?:nu )?(?:journaliseret|registreret|afleveret|leveret)|har noteret|ny(?:t)? (?:dokument|akt|sag|post)\b|"
    r"(?:indgående|indkommen) (?:post|brev|mail)|"
    r"(?:har|er|blev) (?:[\w.]+ ){0,6}modtaget|"
    r"kvittere[rs]? (?:hermed )?for|"
    r"bekræfte[rs]? (?:hermed )?(?:modtag|at)|"
    r"tak for (?:din|jeres|deres|dit) (?:\w+ )?(?:henvendelse|e-?mail|mail|brev|besked|høring)"
)
JOURNAL = compile_late(
    r"sags?(?:s?nr|nummer|-?id|s?behandl)|journal|j\.?\s?nr|registreret|oprettet (?:som|en) sag|\besdh\b|kvittering|"
    r"\bakt-?(?:nr|id)|\bdok(?:ument)?\.?-? ?(?:nr|nummer|id)|\bgo-?(?:nr|\d)|erindring|"
    r"referencenummer|sagen er oprettet|\bsag \d|(?:fået|tildelt|har) (?:sags)?(?:nr|nummer)\b"
)
_NAME = compile_late(r"kvitter|bekræft|modtag|receipt")


def is_receipt_file(document: Attachment) -> bool:
    """Say whether a document is itself a receipt: it is named so, or says so in a few words with a number."""
    written, name = document.extracted.text, document.filename.lower()
    if len(written) > LONGEST_RECEIPT or HEARING_REPLY.search(name) or document.extracted.verdict not in READABLE:
        return False
    text = plain(written)
    if OPINION.search(text):
        return False
    return bool(RECEIVED.search(text) and JOURNAL.search(text)) or bool(_NAME.search(name))
