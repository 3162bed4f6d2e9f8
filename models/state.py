"""How far the record has come, as a stamp: while it holds, what was counted under it holds as well."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal_column, or_, select
from sqlmodel import Session, col

from models.assignment import Transition
from models.looks import once_a_look
from models.notice import Delivery, Notice
from models.progress import ProgressUpdate
from models.record import LogEntry
from models.words import Subject

_LOOKING = (
    *("登录", "退出登录", "登录失败", "停止登录", "拒绝越权"),
    *("查看联系方式", "查看日历订阅", "查看单位日历订阅", "限制访问"),
)
"""Entries of the log about people who come and look: nothing is different after them."""
_GROUND = (
    Subject.UNIT,
    Subject.GROUP,
    Subject.DOCUMENT,
    Subject.TASK,
    Subject.ASSIGNMENT,
    Subject.LEDGER,
)
# Of what is noted of accounts, only what each may look at.
_SCOPES = ("增加查看范围", "取消查看范围")


class State(NamedTuple):
    """The last row of each table in which every deed leaves one; rows of these are never deleted.

    ``deed`` is the last entry of the log that is not of somebody looking, ``ground`` the last of these about what
    assignments stand on: units, documents, tasks, and who sees what. ``in_flight`` are the transactions of a server
    that had begun and not ended: theirs may be rows of lower numbers that nobody saw yet.
    """

    move: int
    report: int
    notice: int
    letter: int
    deed: int
    ground: int
    in_flight: frozenset[int] = frozenset()

    def holds(self, now: "State") -> bool:
        """Whether nothing was done between this and ``now``."""
        return self[:-1] == now[:-1] and self.missed_nothing(now)

    def is_unmoved(self, now: "State") -> bool:
        """Whether nothing happened to an assignment, or to what it stands on, between this and ``now``."""
        as_it_was = self.move == now.move and self.report == now.report and self.ground == now.ground
        return as_it_was and self.missed_nothing(now)

    def missed_nothing(self, now: "State") -> bool:
        """Whether no transaction that was under way has ended since: else rows may lie below those counted here."""
        return self.in_flight <= now.in_flight


def state(session: Session) -> State:
    """How far the record has come for this session.

    To be asked before what is to be kept under it is read: what is read later may be newer than its stamp, never older.
    """
    is_server = session.get_bind().dialect.name == "postgresql"
    # In a file nothing changes under a look while it lasts.
    return (
        _state(session, is_server)
        if is_server
        else once_a_look(session, "state", lambda: _state(session, False))
    )


def _state(session: Session, is_server: bool) -> State:
    numbers = list(session.execute(_stamp(is_server)).one())
    # On a server a row may be committed after one of a higher number; the snapshot tells whose may be still to come.
    under_way = numbers.pop().rpartition(":")[2].split(",") if is_server else ()
    in_flight = frozenset(int(number) for number in under_way if number)
    return State._make([*(number or 0 for number in numbers), in_flight])


@cache
def _stamp(is_server: bool) -> Select[Any]:
    tables = (Transition, ProgressUpdate, Notice, Delivery)
    is_deed = col(LogEntry.deed).not_in(_LOOKING)
    is_ground = or_(col(LogEntry.subject).in_(_GROUND), col(LogEntry.deed).in_(_SCOPES))
    stamp: Select[Any] = select(
        *(select(func.max(col(table.id))).scalar_subquery() for table in tables),
        _last_entry(is_deed),
        _last_entry(and_(is_deed, is_ground)),
    )
    if is_server:
        stamp = stamp.add_columns(literal_column("CAST(txid_current_snapshot() AS TEXT)"))
    return stamp


def _last_entry(met: ColumnElement[bool]) -> ScalarSelect[Any]:
    # Looked for from the end, where it lies.
    return select(col(LogEntry.id)).where(met).order_by(col(LogEntry.id).desc()).limit(1).scalar_subquery()
