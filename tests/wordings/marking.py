"""What must come of a mail of each group, and how often it does."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.conclusion import judge
from domain.judgement import Judgement
from domain.kind import Kind
from domain.message import ReadMail, State
from intake.examine import examine
from intake.matching.names import name_finder
from intake.trust import TrustSettings
from parsers.own_text import split_own_text
from storage.roster import load_roster
from tests.builders import BORDER, build_attachment, build_consultation, build_mail
from tests.verdicts.labels import Half
from tests.wordings.reading import Wording

_ROSTER = load_roster()
_CONSULTATIONS = (build_consultation(),)
_TRUST = TrustSettings(trusted_authserv_ids=(BORDER,), trusted_hosts=(BORDER,), internal_domains=("kl.dk",))

Expectation = Callable[[Judgement, Wording], bool]


def _is_counted(judgement: Judgement, kind: Kind) -> bool:
    return judgement.state is State.COUNTED and judgement.kind.kind is kind


def _is_reviewed(judgement: Judgement, kind: Kind) -> bool:
    return judgement.state is State.REVIEW and judgement.kind.kind is kind


def _is_response(judgement: Judgement, _: Wording) -> bool:
    return _is_counted(judgement, Kind.RESPONSE)


def _is_from_machine(judgement: Judgement, _: Wording) -> bool:
    return judgement.state is State.SET_ASIDE and judgement.kind.kind in {Kind.ACKNOWLEDGEMENT, Kind.AUTO_REPLY}


def _is_request(judgement: Judgement, wording: Wording) -> bool:
    return _is_reviewed(judgement, Kind.EXTENSION_REQUEST) and judgement.asked_until == wording.day


def _is_not_counted(judgement: Judgement, _: Wording) -> bool:
    return judgement.state is not State.COUNTED


def _is_for_a_person(judgement: Judgement, _: Wording) -> bool:
    return judgement.state is State.REVIEW


EXPECTED: dict[str, Expectation] = {
    "response_short": _is_response,
    "response_long": _is_response,
    "response_cover": _is_response,
    "response_cover_chatty": _is_response,
    "own_reply_names_others": _is_response,
    "no_comments": lambda judgement, _: _is_counted(judgement, Kind.NO_COMMENTS),
    "provisional": lambda judgement, _: judgement.state is State.COUNTED and judgement.provisional,
    "final_not_provisional": lambda judgement, _: judgement.state is State.COUNTED and not judgement.provisional,
    "extension_request": _is_request,
    "question": lambda judgement, _: _is_reviewed(judgement, Kind.QUESTION),
    "withdrawal": lambda judgement, _: _is_reviewed(judgement, Kind.WITHDRAWAL),
    "replacement": lambda judgement, _: _is_counted(judgement, Kind.RESPONSE) and judgement.replaces,
    "acknowledgement": _is_from_machine,
    "auto_reply": _is_from_machine,
    "never_set_aside": lambda judgement, _: judgement.state is not State.SET_ASIDE,
    "promise": _is_not_counted,
    "never_counted": _is_not_counted,
    "other_body": _is_not_counted,
    "thanks_only": _is_not_counted,
    "other_matter": _is_not_counted,
    "forgotten_attachment": _is_for_a_person,
    "link_only": _is_for_a_person,
    "joint": _is_for_a_person,
    "on_behalf": _is_for_a_person,
}

_MAY_COUNT = frozenset(
    {
        "response_short",
        "response_long",
        "response_cover",
        "response_cover_chatty",
        "own_reply_names_others",
        "no_comments",
        "provisional",
        "final_not_provisional",
        "replacement",
        "never_set_aside",
    }
)
_MAY_BE_SET_ASIDE = frozenset(
    {"acknowledgement", "auto_reply", "promise", "thanks_only", "other_matter", "never_counted", "other_body"}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one mail, and whether it is what must come of it."""

    wording: Wording
    judgement: Judgement
    right: bool

    @property
    def is_counted_wrongly(self) -> bool:
        """Whether it is counted though it is no reply of that municipality alone."""
        return self.judgement.state is State.COUNTED and self.wording.group not in _MAY_COUNT

    @property
    def is_lost(self) -> bool:
        """Whether nobody will see it though somebody must."""
        return self.judgement.state is State.SET_ASIDE and self.wording.group not in _MAY_BE_SET_ASIDE


def mark(wordings: Iterable[Wording]) -> list[Outcome]:
    """Judge each mail and tell whether that is right."""
    judged = ((wording, _judge(wording)) for wording in wordings)
    return [Outcome(wording, found, EXPECTED[wording.group](found, wording)) for wording, found in judged]


def build(wording: Wording) -> ReadMail:
    """Build the mail, sent in time; by whom it says, else by the municipality that it names first, else by Odense."""
    letter = wording.letter
    files = (build_attachment(letter.name, letter.text),) if letter else ()
    text = f"{wording.subject}\n{wording.words}\n{letter.text if letter else ''}"
    host = "odense.dk" if wording.group in _FROM_ODENSE else _find_host(text)
    own = split_own_text(wording.words, reply=_IS_REPLY.match(wording.subject) is not None)
    return build_mail(
        own.body,
        *files,
        quoted=own.quoted,
        sender=wording.sender or f"Jens Jensen <jens@{host}>",
        subject=wording.subject,
    )


_IS_REPLY = re.compile(r"(?:sv|re|aw)\s*:", re.IGNORECASE)


_FROM_ODENSE = frozenset({"joint", "on_behalf"})
"""Whom these name first may be whom they speak for."""


def _find_host(text: str) -> str:
    """Find the domain of the municipality that is named first, in full or by its bare name."""
    named = name_finder(_ROSTER).find(text)
    if named:
        return _ROSTER[named[0]].domains[0]
    bare = ((at, m) for m in _ROSTER if (at := _find_word(m.name, text)) is not None)
    return min(bare, default=(0, _ROSTER["0461"]), key=lambda one: one[0])[1].domains[0]


def _find_word(name: str, text: str) -> int | None:
    found = re.search(rf"\b{re.escape(name)}s?\b", text)
    return found.start() if found else None


def _judge(wording: Wording) -> Judgement:
    findings = examine(
        build(wording),
        mailbox="FLJE",
        internal_date=None,
        roster=_ROSTER,
        consultations=_CONSULTATIONS,
        trust=_TRUST,
    )
    return judge(findings, {})


def describe_shares(group: str, outcomes: Sequence[Outcome]) -> str:
    """Describe how often a group's mails are judged rightly, the two halves apart, and the grave errors of both."""
    tally = Counter((outcome.wording.half, outcome.right) for outcome in outcomes)
    shares = " ".join(f"{half.value} {_describe_share(tally, half)}" for half in Half)
    wrongly, lost = sum(o.is_counted_wrongly for o in outcomes), sum(o.is_lost for o in outcomes)
    return f"{group:22} n {tally.total():4}  {shares} counted wrongly {wrongly:2}  lost {lost:2}"


def _describe_share(tally: Counter[tuple[Half, bool]], half: Half) -> str:
    right, total = tally[half, True], tally[half, True] + tally[half, False]
    return f"{right:3}/{total:<3} {right / total:6.1%} " if total else "  0/0        "


def describe_failure(outcome: Outcome) -> str:
    """Describe on one line what came of a mail instead."""
    wording, found = outcome.wording, outcome.judgement
    reasons = ",".join(reason.value for reason in found.reasons)
    marks = "".join(
        f" {name}" for name, holds in (("provisional", found.provisional), ("replaces", found.replaces)) if holds
    )
    until = f" until={found.asked_until} (asked: {wording.day})" if found.asked_until or wording.day else ""
    words = " ⏎ ".join(line for line in wording.words.splitlines() if line.strip())
    got = f"{found.kind.kind.value}/{found.kind.rule}/{found.state.value}"
    return f"{wording.group}: {got} [{reasons}]{marks}{until} «{wording.subject}» {words}"
