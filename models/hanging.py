"""Whether anything hangs on a row, such as letters on an assignment: asked of all tables in one statement.

Most assignments have few of the things that an assignment may have. A page that asks each table for its rows asks many
that hold none; here one question first tells which do.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, Table, UniqueConstraint, bindparam, exists, select
from sqlmodel import Session

from models.base import Table as Base
from models.looks import is_looking, once_a_look

TOGETHER = ("assignment_id", "task_id", "unit_id")
"""The columns that point at a row on which much may hang."""


def has_rows(session: Session, table: type[Base], by: str, value: int) -> bool:
    """Whether any row of this table has this id in the column ``by``; in a session that writes always True: go and see.

    The column is one of ``TOGETHER`` and leads an index of the table, without which the question would take too long.
    """
    if not is_looking(session):
        return True
    found = once_a_look(
        session,
        f"rows by {by} {value}",
        lambda: tuple(session.execute(_question(by), {"value": value}).one()),
    )
    return bool(found[hanging(by)[_of(table).name]])


@cache
def hanging(by: str) -> dict[str, int]:
    """The names of the tables that are asked for this column, each with its place in the answer."""
    return {table.name: place for place, table in enumerate(_tables(by))}


@cache
def _tables(by: str) -> list[Table]:
    """The tables in which this column leads an index over all rows."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if any(columns[0].name == by for columns in _indexed(table))
    ]


def _indexed(table: Table) -> Iterator[list[Column[Any]]]:
    """The columns of each index over all rows."""
    for index in table.indexes:
        if index.dialect_options["sqlite"]["where"] is None:
            yield list(index.columns)
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns)


@cache
def _question(by: str) -> Select[Any]:
    value: Any = bindparam("value")
    return select(*(exists().where(table.c[by] == value) for table in _tables(by)))


def _of(table: type[Base]) -> Table:
    own: Table = table.__table__  # type: ignore[attr-defined]
    return own
