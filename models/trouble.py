"""Which trouble passes by itself: a database that is locked, restarting, or was cut off."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError


def is_temporary(error: object) -> bool:
    """Whether the same work may well succeed a while later; a mistake of ours or a refusal never does."""
    return isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )
