"""How alembic reaches our tables."""

from alembic import context
from sqlalchemy import Connection

from models.base import Table
from models.tables import TABLES

assert TABLES  # importing them is what fills the metadata


def run(connection: Connection) -> None:
    """Apply the migrations on an open connection, in its transaction."""
    context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
