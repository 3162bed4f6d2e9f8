"""The rows that hang on another one, such as the moves of an assignment: asked for with a statement put together once."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from models.base import Table

_Row = TypeVar("_Row", bound=Table)


def rows_of(
    session: Session, table: type[_Row], by: str, value: int, *, newest_first: bool = False
) -> list[_Row]:
    """The rows of a table in whose column ``by`` this id stands, in the order in which they were made."""
    return list(session.scalars(_rows(table, by, newest_first), {"value": value}))


@cache
def _rows(table: type[Any], by: str, newest_first: bool) -> Select[tuple[Any]]:
    number = col(table.id)
    return (
        select(table)
        .where(getattr(table, by) == bindparam("value"))
        .order_by(number.desc() if newest_first else number)
    )
