"""Read receipts that keep no standard: Outlook writes them as a subject and one line."""

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_SUBJECT = compile_late(
    r"^(?:(?:ikke )?læst|(?:ikke )?lest|(?:inte )?läst|(?:not )?read|(?:nicht )?gelesen|læsekvittering|"
    r"read receipt)\s*:"
)
_BODY = compile_late(
    r"blev læst|er (?:blevet )?læst|uden at (?:være|blive) læst|was (?:read|deleted)|ble lest|lästes|har lästs|"
    r"gelesen|din meddelelse|"
    r"your message|meldingen din|ditt meddelande"
)
_LONGEST = 600


class ReadReceipt:
    """Needs both the subject's first word and a body that says nothing else."""

    name = "read_receipt"
    stage = Stage.RECEIPT

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return read receipt for a short mail whose subject begins as Outlook's do."""
        if not _SUBJECT.match(contents.subject) or contents.documents or len(contents.words) > _LONGEST:
            return None
        if contents.words and not _BODY.search(contents.words):
            return None
        return KindFinding(Kind.READ_RECEIPT, self.name, (f"emnet er »{contents.subject[:80]}«",))


rule = ReadReceipt()
