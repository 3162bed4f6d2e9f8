"""Where the board counts who comes how often: one count for all its processes.

One process counts in its own memory, several in one file in a folder of their own, by the same statements. What is
kept of a key is a few moments under a digest: a name that somebody tries may be a password in the wrong field.

Where the file cannot be used (a full disk, a folder that went) each process counts for itself for a minute and tries
again: a door must neither stand open nor shut the whole office out. What rests on being counted once for all
(``is_strict``) is not counted then.
"""

import hashlib
import logging
import secrets
import sqlite3
import time
from array import array
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar
from weakref import finalize

KEPT = 10_000
"""So many keys are kept of each door; whoever has been quiet longest is forgotten first."""

_FORGET_EVERY = 100
# SQLite's own pauses grow while it waits for others, so that who waits comes last; a count takes less than one of ours.
_PAUSE_SECONDS, _BUSY_SECONDS = 0.0001, 2.0
_BLIND_SECONDS = 60.0
_TABLE = """
CREATE TABLE IF NOT EXISTS kept
(id INTEGER PRIMARY KEY, door TEXT NOT NULL, key BLOB NOT NULL, moments BLOB NOT NULL, UNIQUE (door, key))
"""
_BY_DOOR = "CREATE INDEX IF NOT EXISTS kept_by_door ON kept (door)"

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

Moments = list[int]
"""Whole numbers, mostly microseconds of the epoch (``in_micros``)."""


class NotCounted(Exception):
    """This could not be counted for all processes."""


class Counts:
    """The counts of one board. ``file`` is what its processes share, none where there is one; so is ``secret``.

    ``clock`` gives seconds that only grow.
    """

    def __init__(
        self, file: Path | None = None, secret: bytes = b"", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._place = str(file) if file else ":memory:"
        self._secret = secret or secrets.token_bytes(32)
        self._clock = clock
        self._lock = Lock()
        self._shared: _Book | None = None
        self._own: _Book | None = None
        self._again_at = 0.0

    def change(
        self,
        door: str,
        key: object,
        change: Callable[[Moments], tuple[Moments, _T]],
        *,
        is_strict: bool = False,
    ) -> _T:
        """Put what ``change`` makes of the moments of this key in their place, nobody coming between; what else it gives.

        Raises NotCounted for what is counted strictly or not at all.
        """
        digest = self._digest(key)
        return self._counted(lambda book: book.change(door, digest, change), is_strict)

    def moments(self, door: str, key: object) -> Moments:
        """What is kept of this key."""
        digest = self._digest(key)
        return self._counted(lambda book: book.moments(door, digest), False)

    def forget(self, door: str, key: object) -> None:
        """Keep nothing of this key any more."""
        digest = self._digest(key)
        self._counted(lambda book: book.forget(door, digest), False)

    def _digest(self, key: object) -> bytes:
        written = repr(key).encode(errors="replace")
        return hashlib.blake2b(written, key=self._secret, digest_size=16).digest()

    def _counted(self, count: Callable[["_Book"], _T], is_strict: bool) -> _T:
        with self._lock:
            if self._clock() >= self._again_at:
                try:
                    return _in_turn(lambda: count(self._open()))
                except sqlite3.Error as error:
                    _log.warning("each process of the board counts for itself for a minute: %s", error)
                    # The file may be another when it is tried again.
                    self._shared, self._again_at = None, self._clock() + _BLIND_SECONDS
            if is_strict:
                raise NotCounted
            self._own = self._own or _Book(":memory:")
            return count(self._own)

    def _open(self) -> "_Book":
        self._shared = self._shared or _Book(self._place)
        return self._shared


class _Book:
    """One open database of counts, for one thread at a time."""

    def __init__(self, place: str) -> None:
        opened = sqlite3.connect(
            place, timeout=0, isolation_level=None, check_same_thread=False, cached_statements=16
        )
        finalize(self, opened.close)
        # A process may be killed at any moment, which the log survives; the counts need not survive the machine.
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("PRAGMA synchronous=OFF")
        opened.execute(_TABLE)
        opened.execute(_BY_DOOR)
        self._opened = opened

    def moments(self, door: str, key: bytes) -> Moments:
        row = self._opened.execute(
            "SELECT moments FROM kept WHERE door = ? AND key = ?", (door, key)
        ).fetchone()
        return array("q", row[0]).tolist() if row else []

    def change(self, door: str, key: bytes, change: Callable[[Moments], tuple[Moments, _T]]) -> _T:
        # The place to write first: who reads and then writes could be turned away between.
        self._opened.execute("BEGIN IMMEDIATE")
        try:
            moments, given = change(self.moments(door, key))
            # The row is a new one each time, so that the lowest is that of whoever has been quiet longest.
            number = self._opened.execute(
                "INSERT OR REPLACE INTO kept (door, key, moments) VALUES (?, ?, ?)",
                (door, key, array("q", moments).tobytes()),
            ).lastrowid
            if number and number % _FORGET_EVERY == 0:
                self._forget_the_quiet()
            self._opened.execute("COMMIT")
        except BaseException:
            if self._opened.in_transaction:
                self._opened.execute("ROLLBACK")
            raise
        return given

    def forget(self, door: str, key: bytes) -> None:
        self._opened.execute("DELETE FROM kept WHERE door = ? AND key = ?", (door, key))

    def _forget_the_quiet(self) -> None:
        # Made-up names must not fill the memory.
        crowded = self._opened.execute(
            "SELECT door FROM kept GROUP BY door HAVING count(*) > ?", (KEPT,)
        ).fetchall()
        for (door,) in crowded:
            self._opened.execute(
                "DELETE FROM kept WHERE id IN (SELECT id FROM kept WHERE door = ? ORDER BY id DESC LIMIT -1 OFFSET ?)",
                (door, KEPT),
            )


def _in_turn(count: Callable[[], _T]) -> _T:
    """Try again while another process is counting, which it turns us away for before anything is changed."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            return count()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE_SECONDS)


def in_micros(moment: datetime) -> int:
    """A moment as a whole number of microseconds."""
    return round(moment.timestamp() * 1_000_000)
