"""What the database has come to, as a mark: two readings with equal marks see the same duties."""

from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlmodel import Session, col

from models.assignment import Transition
from models.notice import Notice
from models.progress import ProgressUpdate
from models.record import LogEntry

_LOOKING = ("登录", "退出登录", "登录失败", "停止登录", "拒绝越权", "查看联系方式")
"""Entries of the log about people who come and look: nothing is different after them."""


def state(session: Session) -> tuple[Any, ...]:
    """Equal marks mean that no deed was committed in between: each leaves a row of the record that is never deleted.

    To be asked before what is to be kept under it is read: what is read later may be newer than its mark, never older.
    """
    last_deed = (
        select(col(LogEntry.id))
        .where(col(LogEntry.deed).not_in(_LOOKING))
        .order_by(col(LogEntry.id).desc())
        .limit(1)
        .scalar_subquery()
    )
    last_rows = [
        select(func.max(col(table.id))).scalar_subquery() for table in (Transition, ProgressUpdate, Notice)
    ]
    marks: Select[Any] = select(last_deed, *last_rows)
    if session.get_bind().dialect.name == "postgresql":
        # There a row may be committed after one of a higher number; the snapshot tells what was.
        marks = marks.add_columns(literal_column("CAST(txid_current_snapshot() AS TEXT)"))
    return tuple(session.execute(marks).one())
