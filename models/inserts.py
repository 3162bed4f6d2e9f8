"""Inserting rows that may be there already: the database's unique keys decide, on either database."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Insert, Select, insert, literal, text
from sqlmodel import Session

from models.base import Table

# SQLite takes 32 766 values in one statement; the widest table here has fewer than 30 columns.
_AT_ONCE = 500
# Both databases say it alike.
_OR_NOTHING = text("ON CONFLICT DO NOTHING")


def insert_new(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert the rows that break no unique key, and give back the ids of those inserted."""
    made: list[int] = []
    for first in range(0, len(rows), _AT_ONCE):
        some = list(rows[first : first + _AT_ONCE])
        # A statement for several rows is worked out anew each time; for one it is remembered.
        statement = _if_new(insert(table).values(some if len(some) > 1 else some[0]))
        made.extend(session.execute(statement.returning(table.__table__.c.id)).scalars())  # type: ignore[attr-defined]
    return made


def insert_selected(session: Session, table: type[Table], chosen: Select[Any]) -> int:
    """Insert the rows that a query finds and that break no unique key; how many there were.

    The query names its columns like those of the table. The rows never leave the database: a million cost
    no more memory here than one.
    """
    session.flush()
    if chosen.whereclause is None:
        # SQLite takes the ON of the conflict for a join's where nothing stands between.
        chosen = chosen.where(text("true"))
    statement = insert(table).from_select(chosen.selected_columns.keys(), chosen)
    made = session.execute(
        _if_new(statement),
        execution_options={"preserve_rowcount": True},  # or it is lost with the cursor on PostgreSQL
    )
    inserted: int = made.rowcount  # type: ignore[attr-defined]
    return inserted


def alike(table: type[Table], **values: Any) -> Iterator[ColumnElement[Any]]:
    """What is the same in every row that ``insert_selected`` makes of a table, as columns of the query."""
    columns = table.metadata.tables[str(table.__tablename__)].columns
    return (literal(value, columns[name].type).label(name) for name, value in values.items())


def _if_new(statement: Insert) -> Insert:
    """The statement for rows that break no unique key."""
    # What the dialects' own on_conflict_do_nothing writes is the same, but SQLAlchemy works a statement that has it
    # out anew each time. This place is for such words, and what is there is part of what a statement is known by.
    statement._post_values_clause = _OR_NOTHING
    return statement
