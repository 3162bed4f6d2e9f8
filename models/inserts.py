"""Inserting rows that may be there already: the database's unique keys decide, on either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from models.base import Table

# SQLite takes 32 766 values in one statement; the widest table here has fewer than 30 columns.
_AT_ONCE = 500


def insert_new(session: Session, table: type[Table], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert the rows that break no unique key, and give back the ids of those inserted."""
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    made: list[int] = []
    for first in range(0, len(rows), _AT_ONCE):
        statement = insert(table).values(list(rows[first : first + _AT_ONCE]))
        statement = statement.on_conflict_do_nothing()
        made.extend(session.execute(statement.returning(table.__table__.c.id)).scalars())  # type: ignore[attr-defined]
    return made
