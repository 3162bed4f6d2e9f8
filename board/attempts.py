"""Slowing down whoever guesses, in this process alone: wrong links, addresses that fail, names that nobody has.

What is about an account is kept in the database (supervision/directory/lockout.py).
"""

from datetime import datetime, timedelta
from threading import Lock

from supervision.directory.lockout import lock_time

_WITHIN = timedelta(minutes=15)
_KEPT = 10_000


class Attempts:
    """Failures within the last quarter of an hour, by what was given: a link's reader, a network address."""

    def __init__(self, most: int = 5) -> None:
        self._most = most
        self._failures: dict[str, list[datetime]] = {}
        self._lock = Lock()

    def is_blocked(self, key: str, now: datetime) -> bool:
        """Whether this has failed so often lately that it has to wait."""
        with self._lock:
            return len(self._recent(key, now)) >= self._most

    def note_failure(self, key: str, now: datetime) -> None:
        """Count a failure."""
        with self._lock:
            recent = [*self._recent(key, now), now]
            self._failures.pop(key, None)
            self._failures[key] = recent[-self._most :]
            # Made-up names must not fill the memory: the name that failed longest ago goes.
            if len(self._failures) > _KEPT:
                self._failures.pop(next(iter(self._failures)))

    def forget(self, key: str) -> None:
        """Start anew after a success."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, now: datetime) -> list[datetime]:
        return [at for at in self._failures.get(key, ()) if now - at < _WITHIN]


class Strangers:
    """Names that no account has, locked like accounts are: the answer does not tell which names there are."""

    def __init__(self) -> None:
        self._tries: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()

    def locked_until(self, login: str, now: datetime) -> datetime | None:
        """Until when this name has to wait, None when it has not."""
        with self._lock:
            _, until = self._tries.get(login, (0, now))
        return until if until > now else None

    def count_try(self, login: str, now: datetime) -> bool:
        """Count a try; whether it was the last before the name has to wait."""
        with self._lock:
            count = self._tries.pop(login, (0, now))[0] + 1
            pause = lock_time(count)
            self._tries[login] = (count, now + pause)
            if len(self._tries) > _KEPT:
                self._tries.pop(next(iter(self._tries)))
        return bool(pause)
