"""Which messages an export of a consultation takes along."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from domain.consultation import Consultation
from domain.message import State
from storage.database import Database
from storage.tables import messages

UNJUDGED = (State.WAITING, State.FAILED)


def list_of_consultation(database: Database, consultation: Consultation) -> Sequence[int]:
    """Return the messages of a consultation, and those of its mailboxes that nothing is known of, oldest first.

    What is known to belong to none is not taken along: the mailbox is a person's, and holds other mail.
    """
    unjudged = and_(messages.c.state.in_(UNJUDGED), messages.c.mailbox.in_(consultation.mailboxes))
    query = (
        select(messages.c.id)
        .where(or_(messages.c.consultation == consultation.id, and_(messages.c.consultation.is_(None), unjudged)))
        .order_by(messages.c.id)
    )
    with database.reading() as connection:
        return connection.execute(query).scalars().all()
