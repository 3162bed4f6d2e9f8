"""Room for a large piece of work: more of the data in memory at once, for the length of one block."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

_MEGABYTES = 64


@contextmanager
def room(session: Session) -> Iterator[None]:
    """Let the database hold 64 MB in memory for what this session asks within the block; it is content with less before.

    A sort or an index of a million rows else goes through files over and over again.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        before = connection.exec_driver_sql("PRAGMA cache_size").scalar()
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_MEGABYTES * 1024}")
        try:
            yield
        finally:
            connection.exec_driver_sql(f"PRAGMA cache_size={before}")
    else:
        before = connection.exec_driver_sql("SHOW work_mem").scalar()
        connection.exec_driver_sql(f"SET LOCAL work_mem = '{_MEGABYTES}MB'")
        yield
        # After a failure the transaction is over, and the setting with it.
        connection.exec_driver_sql(f"SET LOCAL work_mem = '{before}'")
