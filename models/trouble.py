"""Which trouble passes by itself: a database that is locked, restarting, full for a while, or was cut off."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_PASSES_IN_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


def is_temporary(error: object) -> bool:
    """Whether the same work may well succeed a while later; a mistake of ours or a refusal never does."""
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # It calls a missing table an operational error too. The kind of trouble is in the low byte.
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _PASSES_IN_SQLITE
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated
