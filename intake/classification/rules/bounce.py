"""Bounces that keep no standard: known by Exim's header, by their senders, and by what they say."""

import re

from domain.kind import Kind, KindFinding
from domain.pattern import compile_late
from intake.classification.automatic import ABSENT
from intake.classification.contents import Contents
from intake.classification.stage import Stage

_DAEMON = compile_late(
    r"^(?:mailer-?_?daemon|mail-daemon|microsoftexchange[0-9a-f]+|mdaemon|double-bounce|mail-?delivery\S*)(?:@|$)"
)
_DAEMON_NAME = compile_late(
    r"^\W*(?:mailer-daemon|mail delivery|mail (?:administrator|service)|internet mail delivery|delivery subsystem|"
    r"system ?administrator|postmaster|microsoft outlook$|.{0,40}\bmail service\b)"
)
_POSTMASTER = compile_late(
    r"^(?:post_?-?master|no-?reply-postmaster|mail-?admin\w*|administrator|system|bounces?\b[\w+=.-]*|notification|"
    r"emaildelivery\w*|mmdf|uucp|smtp\w*|mailgate\w*|mailsystem|mail-?service)@"
)
_SUBJECT = compile_late(
    r"^(?:(?:re|sv): ?)?\W*(?:warning:? |notice:? |\[?bounce\w*\]?:? ?)?(?:undeliver|undelivrable|"
    r"kan ikke leveres|kunne ikke leveres|ikke leveret|uleveret|leveringsfejl|levering mislykke|"
    r"uleverbar|mail delivery|delivery (?:status|fail|has failed|report|notification|incomplete|delay|unsuccessful|"
    r"error|problem)|failure (?:notice|delivery)|failed (?:mail|delivery)|"
    r"returned mail|returned to sender|non[- ]?deliver|nondeliver|no se puede entregar|"
    r"(?:e-?mail|mail|message) (?:system error|failure|undeliver|delivery|could|not|status|you sent|error)|"
    r"unzustellbar|nicht zustellbar|unzustellbarkeit|det gick inte att leverera|kan inte levereras|oleverbar|"
    r"kan ikke levere|ikke levert|"
    r"leveringen er forsinket|could not (?:send|deliver)|unable to deliver|delayed mail|rejected mail|mail könnte|"
    r"retur(?:neret)? mail|user unknown|invalid (?:address|recipient)|unknown (?:user|address|recipient)|"
    r"problems? delivering|error (?:sending|delivering)|there was an error sending|not delivered|inbox is full|"
    r"mailbox (?:is )?full|postkassen er fuld)"
)
_CODE = compile_late(r"\b[45]\.[0-7]\.\d{1,3}\b(?!\.)|\b55[0-4][ -](?:#?5\.\d|[a-zæøå<])")
"""A status as mail servers give it (RFC 3463); "tilbage d. 5.1.20" looks the same, where somebody is absent."""
_BODY = compile_late(
    r"(?:kunne|kan) ikke (?:blive )?lever|(?:could|can|would|was|were|has|have) not (?:be |been )?deliver|"
    r"couldn'?t (?:be )?deliver|was undeliverable|undeliverable (?:mail|message|address)|(?:unable|failed) to deliver|"
    r"delivery (?:to the following|has failed|failed|failure|attempt|of (?:this|your) message)|wasn't delivered|"
    r"error (?:was )?(?:encountered|occurred|delivering|while)[^.]{0,60}(?:deliver|send|mail)|"
    r"user unknown|unknown user|unknown (?:recipient|local|address)|no such (?:user|recipient|account|address)|"
    r"(?:user|recipient|address|account|mailbox) (?:\S+ ){0,3}?(?:unknown|unavailable|not found|"
    r"(?:is |was )?not (?:found|exist|recogni[sz]ed|listed|accept)|does(?: not|n't) exist|is (?:full|disabled|"
    r"inactive)|"
    r"rejected|over quota|full)|mailbox full|quota (?:exceeded|is full)|exceeded (?:\w+ )?quota|disk quota|"
    r"did not reach the following|(?:following|these) (?:\w+ )?(?:recipient|address|message)\S* [^.]{0,60}(?:fail|"
    r"undeliver|reject|not)|failed (?:recipient|address)|invalid (?:user|recipient|address|mailbox)|"
    r"host (?:\S+ )?(?:unknown|not found)|dns lookup failure|mail loop|"
    r"ukendt (?:modtager|bruger)|recipient address rejected|permanent(?:e|) (?:fatal )?(?:error|failure)|"
    r"konnte nicht zugestellt|nicht zugestellt werden|har ikke blitt levert|kunde inte levereras|kunne ikke leveres|"
    r"levering(?:en)? (?:af|til) [^.]{0,80}mislykke|returned to (?:the )?sender|message (?:was )?rejected|"
    r"message headers follow|original message (?:follows|is attached|headers)"
)
_LETTERS = compile_late(r"\.(?:docx?|pdf|odt|rtf)$", re.IGNORECASE)
_LOOKED_AT = 4_000


class Bounce:
    """Needs a machine's sender, or two signs of which one alone would not do."""

    name = "bounce"
    stage = Stage.BOUNCE

    def find_kind(self, contents: Contents) -> KindFinding | None:
        """Return bounce with the signs found; OTHER when a letter came along, for then it may be one passed on."""
        evidence, by_daemon = _find_evidence(contents)
        if not evidence:
            return None
        letters = [d.filename for d in contents.own_documents if not by_daemon or _LETTERS.search(d.filename)]
        if letters and not contents.has_header("X-Failed-Recipients"):
            return KindFinding(Kind.OTHER, self.name, (evidence, f"men har {letters[0]} vedhæftet"))
        return KindFinding(Kind.BOUNCE, self.name, (evidence,))


def _find_evidence(contents: Contents) -> tuple[str | None, bool]:
    """Return the sign that it is a bounce, and whether a mail server is its sender."""
    sender = contents.mail.headers.sender
    address = sender.address.lower()
    if contents.has_header("X-Failed-Recipients"):
        return "mailserveren oplyser, at en modtager ikke kunne nås", True
    if _DAEMON.match(address):
        return f"afsenderen er en mailserver ({address})", True
    says_so = bool(_SUBJECT.match(contents.subject))
    if _is_from_nobody(contents) and (says_so or _explains(contents)):
        return "mailen kommer fra en mailserver og handler om en mail, der ikke kunne leveres", not address
    if says_so and _explains(contents):
        return f"emnet er »{contents.subject[:80]}«, og teksten er en fejlmelding", False
    return None, False


def _is_from_nobody(contents: Contents) -> bool:
    sender = contents.mail.headers.sender
    if contents.header("Return-Path") == "<>" or _POSTMASTER.match(sender.address.lower()):
        return True
    return bool(_DAEMON_NAME.match(sender.name.lower()))


def _explains(contents: Contents) -> bool:
    """Say whether the text tells of a delivery that failed, and not of somebody who is away."""
    words = contents.words[:_LOOKED_AT]
    return bool(_BODY.search(words)) or (bool(_CODE.search(words)) and not ABSENT.search(words))


rule = Bounce()
