"""What the database has come to, as a mark: two readings with equal marks see the same duties."""

from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlmodel import Session, col

from models.assignment import Transition
from models.notice import Notice
from models.progress import ProgressUpdate
from models.record import Block, LogEntry


def state(session: Session) -> tuple[Any, ...]:
    """Equal marks mean that no deed was committed in between: each leaves a row of the record that is never deleted.

    To be asked before what is to be kept under it is read: what is read later may be newer than its mark, never older.
    """
    marks: Select[Any] = select(
        *(
            select(func.max(col(table.id))).scalar_subquery()
            for table in (Block, Transition, ProgressUpdate, LogEntry, Notice)
        )
    )
    if session.get_bind().dialect.name == "postgresql":
        # There a row may be committed after one of a higher number; the snapshot tells what was.
        marks = marks.add_columns(literal_column("CAST(txid_current_snapshot() AS TEXT)"))
    return tuple(session.execute(marks).one())
