"""Slowing down whoever guesses, by the count of the whole board: wrong links, addresses that fail, names that nobody has.

What is about an account is kept in the database (supervision/directory/lockout.py).
"""

from datetime import UTC, datetime, timedelta

from board.counts import Counts, Moments, in_micros
from supervision.directory.lockout import LONGEST, lock_time

_MICRO = timedelta(microseconds=1)
_WITHIN = timedelta(minutes=15) // _MICRO
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Attempts:
    """Failures within the last quarter of an hour, by what was given: a link's reader, a network address.

    Those further ahead than that were counted by a clock that was wrong, and are no longer.
    """

    def __init__(self, most: int = 5, *, counts: Counts | None = None, door: str = "") -> None:
        self._most = most
        self._counts = counts or Counts()
        self._door = door

    def is_blocked(self, key: str, now: datetime) -> bool:
        """Whether this has failed so often lately that it has to wait."""
        at = in_micros(now)
        return sum(abs(at - time) < _WITHIN for time in self._counts.moments(self._door, key)) >= self._most

    def note_failure(self, key: str, now: datetime) -> None:
        """Count a failure."""
        at = in_micros(now)

        def count(times: Moments) -> tuple[Moments, None]:
            return [*(time for time in times if abs(at - time) < _WITHIN), at][-self._most :], None

        self._counts.change(self._door, key, count)

    def forget(self, key: str) -> None:
        """Start anew after a success."""
        self._counts.forget(self._door, key)


class Strangers:
    """Names that no account has, locked like accounts are: the answer does not tell which names there are."""

    def __init__(self, *, counts: Counts | None = None, door: str = "strangers") -> None:
        self._counts = counts or Counts()
        self._door = door

    def locked_until(self, login: str, now: datetime) -> datetime | None:
        """Until when this name has to wait, None when it has not."""
        kept = self._counts.moments(self._door, login)
        # One that lasts longer than any was set by a clock that was ahead.
        if not kept or not in_micros(now) < kept[1] <= in_micros(now + LONGEST):
            return None
        return _EPOCH + kept[1] * _MICRO

    def count_try(self, login: str, now: datetime) -> bool:
        """Count a try; whether it was the last before the name has to wait."""
        at = in_micros(now)

        def count(kept: Moments) -> tuple[Moments, bool]:
            tries = (kept[0] if kept else 0) + 1
            pause = lock_time(tries)
            return [tries, at + pause // _MICRO], bool(pause)

        return self._counts.change(self._door, login, count)
