"""Bounces that keep no standard: known by Exim's header, by their senders, and by what they say."""

import re

from domain.kind import Kind, KindFinding
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_DAEMON = re.compile(r"^(?:mailer-daemon|mailerdaemon|mail-daemon|microsoftexchange[0-9a-f]+|mdaemon|double-bounce)@")
_POSTMASTER = re.compile(r"^(?:postmaster|noreply-postmaster|mail-?admin\w*|administrator|bounce\w*)@")
_SUBJECT = re.compile(
    r"^(?:undeliver|kan ikke leveres|kunne ikke leveres|ikke leveret|uleveret|leveringsfejl|levering mislykke|"
    r"uleverbar|"
    r"(?:\W|warning)*mail delivery|delivery (?:status|fail|has failed|report|notification|incomplete|delay)|"
    r"failure notice|"
    r"returned mail|returned to sender|non[- ]?deliver|nondeliver|mail (?:system error|failure)|message (?:could|not) |"
    r"unzustellbar|nicht zustellbar|det gick inte att leverera|kan inte levereras|oleverbar|leveringen er forsinket|"
    r"warning: could not send|could not send|delayed mail|rejected mail|mail könnte|retur(?:neret)? mail)"
)
_BODY = re.compile(
    r"\b[45]\.\d{1,3}\.\d{1,3}\b|\b55[0-4][ -]|kunne ikke leveres|kan ikke leveres|could not be delivered|"
    r"was undeliverable|"
    r"delivery (?:to the following|has failed)|wasn't delivered|user unknown|unknown user|mailbox (?:unavailable|full|"
    r"not found)|"
    r"ukendt modtager|recipient address rejected|permanent(?:e|) (?:fatal )?error|konnte nicht zugestellt|"
    r"har ikke blitt levert"
)


class Bounce:
    """Needs a machine's sender, or two signs of which one alone would not do."""

    name = "bounce"
    stage = Stage.BOUNCE

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return bounce with the signs found."""
        evidence = _find_evidence(contents)
        if not evidence:
            return None
        if contents.own_documents and not contents.has_header("X-Failed-Recipients"):
            return KindFinding(
                Kind.OTHER, self.name, (evidence, f"men har {contents.own_documents[0].filename} vedhæftet")
            )
        return KindFinding(Kind.BOUNCE, self.name, (evidence,))


def _find_evidence(contents: Contents) -> str | None:
    sender = contents.mail.headers.sender.address.lower()
    if contents.has_header("X-Failed-Recipients"):
        return "mailserveren oplyser, at en modtager ikke kunne nås"
    if _DAEMON.match(sender):
        return f"afsenderen er en mailserver ({sender})"
    says_so = bool(_SUBJECT.match(contents.subject))
    explains = bool(_BODY.search(contents.words[:4000]))
    from_nobody = contents.header("Return-Path") == "<>" or bool(_POSTMASTER.match(sender))
    if from_nobody and (says_so or explains):
        return "mailen kommer fra en mailserver og handler om en levering, der mislykkedes"
    return f"emnet er »{contents.subject[:80]}«, og teksten er en fejlmelding" if says_so and explains else None


rule = Bounce()
