"""Holding something as long as one lives: whoever dies lets go of it at that moment, without a clock or a heartbeat.

On PostgreSQL an advisory lock of a connection of its own, else a lock on a byte of a file beside the database. Both
are between processes; the database's own rows still decide who does what. What is held tells the living from the dead.
"""

import fcntl
import os
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from zlib import crc32

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

# A machine that lost its power does not say goodbye: the server asks after a minute of silence.
_ASK_AFTER_SILENCE = (
    "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)


@contextmanager
def hold(session: Session, what: str, number: int = 0) -> Iterator[bool]:
    """Hold this (``job``, 17) until the end of the block: whether it is ours, False while somebody else holds it.

    ``session`` only says where the database is; nothing of it is used, nor need it be open any more afterwards.
    """
    engine = session.get_bind().engine
    if engine.dialect.name == "postgresql":
        with _on_the_server(engine, what, number) as is_ours:
            yield is_ours
    elif engine.url.database in (None, "", ":memory:"):
        yield True  # nobody else sees it
    else:
        with _in_a_file(f"{engine.url.database}.held", what, number) as is_ours:
            yield is_ours


def is_held(session: Session, what: str, number: int = 0) -> bool:
    """Whether somebody holds this at the moment, we ourselves included."""
    with hold(session, what, number) as is_ours:
        return not is_ours


@contextmanager
def _on_the_server(engine: Engine, what: str, number: int) -> Iterator[bool]:
    # Two whole numbers of 32 bits; which of them has a sign does not matter.
    key = {"what": struct.unpack("i", struct.pack("I", crc32(what.encode())))[0], "number": number}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        if engine.url.host and not engine.url.host.startswith("/"):
            line.exec_driver_sql(_ASK_AFTER_SILENCE)
        is_ours = bool(line.scalar(text("SELECT pg_try_advisory_lock(:what, :number)"), key))
        try:
            yield is_ours
        finally:
            if is_ours:
                try:
                    line.execute(text("SELECT pg_advisory_unlock(:what, :number)"), key)
                except DBAPIError:
                    line.invalidate()  # the line is broken, and with it the lock is gone


@contextmanager
def _in_a_file(path: str, what: str, number: int) -> Iterator[bool]:
    # A lock of the open file, not of the process: its threads keep each other out too.
    start = (crc32(what.encode()) % 2**30 << 32) + number
    with closing(_Opened(path)) as file:
        try:
            fcntl.fcntl(file.number, fcntl.F_OFD_SETLK, _lock(start))
        except (BlockingIOError, PermissionError):
            yield False
            return
        yield True


class _Opened:
    def __init__(self, path: str) -> None:
        self.number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def close(self) -> None:
        os.close(self.number)


def _lock(start: int) -> Any:
    return struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, start, 1, 0)
