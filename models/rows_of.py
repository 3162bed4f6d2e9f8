"""The rows that hang on another one, such as the moves of an assignment: asked for with a statement put together once."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from models.base import Table
from models.hanging import TOGETHER, has_rows
from models.looks import once_a_look

_Row = TypeVar("_Row", bound=Table)


def rows_of(
    session: Session, table: type[_Row], by: str, value: int, *, newest_first: bool = False
) -> list[_Row]:
    """The rows of a table in whose column ``by`` this id stands, in the order in which they were made."""
    if by in TOGETHER and not has_rows(session, table, by, value):
        return []
    question = _rows(table, by, newest_first)
    return list(
        once_a_look(
            session,
            f"{table.__name__} {by} {value} {newest_first}",
            lambda: session.scalars(question, {"value": value}).all(),
        )
    )


@cache
def _rows(table: type[Any], by: str, newest_first: bool) -> Select[tuple[Any]]:
    number = col(table.id)
    return (
        select(table)
        .where(getattr(table, by) == bindparam("value"))
        .order_by(number.desc() if newest_first else number)
    )
