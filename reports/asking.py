"""Asking of the facts of assignments up to a day: of a few the question is put together once, of many each time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, ColumnElement, Row, Select, bindparam, true
from sqlmodel import Session

from models.base import Table
from models.columns import Moment
from models.hanging import has_rows
from schedules.clock import ZONE

Among = Select[tuple[int]] | BindParameter[Any] | None
"""Whose facts: the ids that a question chooses, ids that are given, or everybody's."""

AS_OF: BindParameter[Any] = bindparam("as_of")
END_OF_DAY: BindParameter[Any] = bindparam("end_of_day", type_=Moment())
_THESE: BindParameter[Any] = bindparam("these", expanding=True)
# To hand over more ids than these takes longer than to have them chosen.
_A_FEW = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """The day up to which is asked, and of whom: ``ids``, which ``among`` chooses; without it many are all there are."""

    session: Session
    as_of: date
    ids: Sequence[int]
    among: Select[tuple[int]] | None

    def rows(
        self, question: Callable[[Among], Select[Any]], table: type[Table] | None = None
    ) -> Iterable[Row[Any]]:
        """The answers to this question, which is made for those that it is ``Among``, from ``table`` if from one alone."""
        if table and len(self.ids) == 1 and not has_rows(self.session, table, "assignment_id", self.ids[0]):
            return ()
        given: dict[str, Any] = {"as_of": self.as_of, "end_of_day": end_of(self.as_of)}
        if len(self.ids) > _A_FEW:
            return self.session.execute(question(self.among), given)
        return self.session.execute(_of_these(question), given | {"these": self.ids})


@cache
def _of_these(question: Callable[[Among], Select[Any]]) -> Select[Any]:
    return question(_THESE)


def is_among(column: Any, among: Among) -> ColumnElement[bool]:
    """The condition that an assignment is one of those asked of."""
    chosen: ColumnElement[bool] = true() if among is None else column.in_(among)
    return chosen


def end_of(day: date) -> datetime:
    """The moment at which a day of the office is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(ZONE))
