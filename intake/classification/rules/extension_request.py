"""A municipality asks for more time: in its own words, whatever is attached."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_EXTENSION = re.compile(
    r"udsættelse|udsætte\w*[^.]{0,40}\bfrist|frist\w*[^.]{0,60}\b(?:udsæt|udskyd|forlæng|rykke)|(?:forlæng|udskyd|"
    r"udsat|ryk)\w*[^.]{0,40}frist|"
    r"fristforlængelse|(?:længere|senere|ny|anden|udvidet|udvidelse af) (?:\w+ )?(?:svar|hørings)?frist|"
    r"(?:ekstra|mere|længere) (?:svar)?tid\b|(?:svare?|aflevere|indsende|fremsende|"
    r"sende)\b[^.]{0,60}\befter (?:\w+ )?frist|"
    r"(?:ikke|svært ved at) (?:kan )?(?:nå|overholde)[^.]{0,60}frist|frist\w*[^.]{0,40}ikke (?:kan )?(?:nå|overholde)"
)
_ASKS = re.compile(
    r"anmod|ansøg|\bsøger om|\bbede[rs]? (?:\w+ )?om|\bbede om|ønske|\bhåber|er det muligt|muligt at|mulighed for|"
    r"kan vi få|må vi få|"
    r"kunne vi få|kan i (?:give|imødekomme|acceptere)|vil gerne (?:have|bede|anmode|søge)|brug for|behov for|\?|"
    r"venligst"
)
_GRANTED = re.compile(
    r"\btak for|takker for|har fået|fik |aftalt|bevilge|bevilli|imødekom|givne|givet|efter aftale|jf\.|i henhold til|"
    r"som aftalt|den forlængede|"
    r"i forlængelse af|ikke brug for|ikke behov for|uden udsættelse|overvejet|overvejede|"
    r"lykkedes|ikke (?:er )?(?:blevet )?nødvendig"
)
_FILE_NAME = re.compile(r"udsættelse|fristforlæng|forlængelse af frist|udsat frist")
_OTHER_FRIST = re.compile(r"frister|opfølgningsfrist|sagsbehandlingsfrist")


class ExtensionRequest:
    """A thank-you for an extension already granted is no request."""

    name = "extension_request"
    stage = Stage.EXTENSION

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return extension request with the words that ask."""
        if _EXTENSION.search(contents.subject) and not _GRANTED.search(contents.subject):
            return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"emnet er »{contents.subject[:80]}«",))
        for document in contents.own_documents:
            if _FILE_NAME.search(document.filename.lower().replace("_", " ")):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"bilaget hedder {document.filename}",))
        for sentence in contents.letter_sentences:
            if _asks_for_time(sentence, strict=bool(contents.own_documents) or not contents.is_short):
                return KindFinding(Kind.EXTENSION_REQUEST, self.name, (f"»{sentence[:160]}«",))
        return None


def _asks_for_time(sentence: str, *, strict: bool) -> bool:
    """Say whether a sentence asks for more time; beside a document or a long text it must really ask."""
    if not _EXTENSION.search(sentence) or _GRANTED.search(sentence) or _OTHER_FRIST.search(sentence):
        return False
    return bool(_ASKS.search(sentence)) or not strict


rule = ExtensionRequest()
