"""How alembic reaches our tables, and how it writes our column types down."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Enum
from sqlmodel import AutoString

from models.base import Table
from models.columns import Moment
from models.tables import TABLES

assert TABLES  # importing them is what fills the metadata


def run(connection: Connection) -> None:
    """Apply the migrations on an open connection, in its transaction."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A migration says what the database holds, whatever our own types are called by then.
    if kind != "type":
        return False
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum | AutoString):
        return f"sa.String({item.length})"
    return False


run(context.config.attributes["connection"])
