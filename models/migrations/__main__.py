"""Write a migration for what has changed in the tables: ``python -m models.migrations "What changed"``."""

import sys
from tempfile import TemporaryDirectory

from alembic import command

from models.database import alembic_config, engine, migrate


def write(message: str) -> None:
    """Compare the tables with the migrations so far, in a database of its own, and write the next one."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/compare.db"
        migrate(url)
        with engine(url).begin() as connection:
            config = alembic_config(connection)
            command.revision(config, message=message, autogenerate=True)


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]))
