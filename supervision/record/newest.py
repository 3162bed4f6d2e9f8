"""How far the record has come: as long as it has not moved on, what was counted still holds."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.assignment import Transition
from models.notice import Delivery, Notice
from models.record import LogEntry


def newest(session: Session) -> tuple[int, ...]:
    """The last row of the moves, of the log, of the notices and of the letters.

    Every deed leaves a move or an entry; the days that pass leave notices.
    """
    tables = (Transition, LogEntry, Notice, Delivery)
    rows = session.execute(select(*(select(func.max(col(table.id))).scalar_subquery() for table in tables)))
    return tuple(number or 0 for number in rows.one())
