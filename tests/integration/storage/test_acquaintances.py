from datetime import timedelta

import pytest

from domain.acquaintances import Acquaintances, KnownSender, OwnMail
from domain.kind import Kind
from domain.message import State
from domain.outgoing import OutboxEntry, OutgoingMail
from domain.review import Decision
from storage.database import Database
from storage.decisions import SqlDecisions
from storage.facts import SqlFacts
from storage.outbox import SqlOutbox
from tests.books import AUTUMN, NOW, add_message, build_judgement
from tests.builders import build_mail

FREE = "Ida@Gmail.com"
LATER = NOW + timedelta(days=1)


def load(database: Database) -> Acquaintances:
    return SqlFacts(database).load_rulings().acquaintances


def add_from(database: Database, number: int, sender: str = FREE) -> int:
    mail = build_mail(f"Svar {number}", sender=sender, message_id=f"<{number}@x>")
    return add_message(database, build_judgement(state=State.REVIEW), mail, text=str(number))


def decide(database: Database, id: int, *codes: str, seen: int = 0, **said: object) -> None:
    decision = Decision(by="Anne", decided_at=NOW, municipalities=codes or None, **said)  # type: ignore[arg-type]
    SqlDecisions(database).record(id, decision, build_judgement(*codes), seen=seen)


def test_an_address_is_known_by_the_decision_on_its_mail(database: Database) -> None:
    decide(database, add_from(database, 1), "0461")

    known = load(database).known_senders

    assert known == {
        "ida@gmail.com": KnownSender(municipality="0461", by="Anne", decided_at=NOW, mails=frozenset({"<1@x>"}))
    }


def test_what_is_taken_back_is_not_known_any_more(database: Database) -> None:
    id = add_from(database, 1)  # noqa: A001
    decide(database, id, "0461")

    SqlDecisions(database).undo(id, build_judgement(state=State.REVIEW), by="Bo", now=LATER, seen=1)

    assert load(database).known_senders == {}


def test_people_who_disagree_make_nobody_known(database: Database) -> None:
    decide(database, add_from(database, 1), "0461")
    decide(database, add_from(database, 2), "0450")

    assert load(database).known_senders == {}


def test_of_several_decisions_on_one_mail_the_last_holds(database: Database) -> None:
    id = add_from(database, 1)  # noqa: A001
    decide(database, id, "0461")
    decide(database, id, "0450", seen=1)

    assert load(database).known_senders["ida@gmail.com"].municipality == "0450"


@pytest.mark.parametrize(
    ("codes", "state", "kind"),
    [
        (("0461", "0450"), None, None),
        (("0461",), State.SET_ASIDE, None),
        ((), None, Kind.QUESTION),
    ],
    ids=["a joint reply", "set aside", "only its kind"],
)
def test_other_decisions_teach_nothing(
    database: Database, codes: tuple[str, ...], state: State | None, kind: Kind | None
) -> None:
    decide(database, add_from(database, 1), *codes, state=state, kind=kind)

    assert load(database).known_senders == {}


def test_mails_of_ours_are_known_by_whom_they_went_to(database: Database) -> None:
    for number, (kind, recipient) in enumerate(
        [("reminder", "post@okf.kk.dk"), ("reminder", "x@gmail.com"), ("digest", "formand@odense.dk")]
    ):
        mail = OutgoingMail(message_id=f"<{number}@kl.dk>", sender="a@kl.dk", recipient=recipient, content=b"x")
        entry = OutboxEntry(kind=kind, consultation=AUTUMN, period="14", mail=mail)
        SqlOutbox(database).enqueue(entry, NOW)

    own = load(database).own_mails

    assert own == {"<0@kl.dk>": OwnMail(municipality="0101", consultation=AUTUMN)}
