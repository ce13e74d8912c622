"""A draft with which a person asks the sender again; the person's own mail program sends it, we never do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from domain.consultation import Consultation
from domain.danish_time import describe_day
from domain.deadline import local_day
from domain.message import READABLE, Verdict
from domain.message_view import MessageView
from domain.review import ReviewReason
from kommunesvar.danish_words import VERDICT_WORDS

LONGEST_BODY = 1200
"""Characters: written into an address, some programs of Windows take no more than about two thousand octets."""

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_WHOSE = frozenset({
    *(ReviewReason.UNKNOWN_SENDER, ReviewReason.CONFLICTING_MUNICIPALITIES, ReviewReason.SEVERAL_MUNICIPALITIES),
    *(ReviewReason.SENT_ON_BEHALF, ReviewReason.UNVERIFIED_SENDER),
})  # fmt: skip
_QUESTIONS = {
    ReviewReason.ATTACHMENT_MISSING: "I omtaler et bilag, men der var ikke noget vedhæftet. "
    "Vil I sende mailen igen med bilaget?",
    ReviewReason.LINK_ONLY: "Jeres svar ligger bag et link, og vi kan ikke hente det derfra. "
    "Vil I sende det som en vedhæftet fil i stedet?",
    ReviewReason.UNKNOWN_CONSULTATION: "Vil I skrive, hvilken høring mailen hører til?",
    ReviewReason.QUESTION: "[Skriv svaret på spørgsmålet her.]",
    ReviewReason.WITHDRAWAL: "Vil I bekræfte, at I trækker jeres høringssvar tilbage?",
    ReviewReason.UNCLEAR_KIND: "Vil I skrive, om mailen er kommunens høringssvar, og om det er endeligt?",
}
_OTHERWISE = "Vi er i tvivl om, hvordan vi skal forstå mailen. Vil I skrive lidt mere om, hvad I ønsker?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter that is not sent; ``link`` opens it in the mail program of whoever follows it."""

    address: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        """The draft as an address (RFC 6068)."""
        body = quote(self.body.replace("\n", "\r\n"), safe="")
        return f"mailto:{quote(self.address, safe='@')}?subject={quote(self.subject, safe='')}&body={body}"


def draft_question(view: MessageView, consultation: Consultation, by: str) -> Draft | None:
    """Ask the sender courteously for what a mail lacks; None where there is no address to ask."""
    address = view.sender.address
    if not _ADDRESS.fullmatch(address):
        return None
    questions = list(_list_questions(view)) or [_OTHERWISE]
    thanks = (
        ("På forhånd tak.",) if any(question.endswith("?") or "Vil I" in question for question in questions) else ()
    )
    body = "\n\n".join((_greet(view, consultation), *questions, *thanks, f"Med venlig hilsen\n{by}"))
    return Draft(address=address, subject=f"Spørgsmål til jeres mail: {consultation.title}", body=body[:LONGEST_BODY])


def _greet(view: MessageView, consultation: Consultation) -> str:
    came = view.received_at
    of_day = f" af {describe_day(local_day(came, consultation.deadline.zone))}" if came else ""
    return f"Kære afsender\n\nTak for jeres mail{of_day} i forbindelse med høringen »{consultation.title}«."


def _list_questions(view: MessageView) -> Iterator[str]:
    if _WHOSE & set(view.reasons):
        yield "Vil I skrive, hvilken kommune svaret er fra? Svarer I for flere kommuner, så nævn dem alle."
    if ReviewReason.ATTACHMENT_UNREADABLE in view.reasons:
        yield _ask_for_files(view)
    if ReviewReason.EXTENSION_REQUEST in view.reasons:
        yield _answer_request(view)
    for reason, question in _QUESTIONS.items():
        if reason in view.reasons:
            yield question


def _answer_request(view: MessageView) -> str:
    until = view.judgement.asked_until if view.judgement else None
    if until is None:
        return "I beder om udsættelse. Til hvilken dag har I brug for den?"
    return f"I beder om udsættelse til den {describe_day(until)}. [Skriv her, om I får den.]"


def _ask_for_files(view: MessageView) -> str:
    doubtful = [file for file in view.attachments if file.extracted.verdict not in READABLE]
    named = next((file for file in doubtful if file.extracted.verdict is not Verdict.EMPTY), None)
    what = f"bilaget »{named.filename[:80]}« ({VERDICT_WORDS[named.extracted.verdict]})" if named else "bilaget"
    return f"Vi kan desværre ikke læse {what}. Vil I sende det igen som Word- eller PDF-fil uden adgangskode?"
