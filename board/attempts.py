"""Slowing down whoever guesses passwords: failures per login, kept in this process alone."""

from datetime import datetime, timedelta
from threading import Lock

_MOST = 5
_WITHIN = timedelta(minutes=15)
_LOGINS_KEPT = 10_000


class Attempts:
    """Failed attempts to sign in, by the name that was given, known to the office or not."""

    def __init__(self) -> None:
        self._failures: dict[str, list[datetime]] = {}
        self._lock = Lock()

    def is_blocked(self, login: str, now: datetime) -> bool:
        """Whether this name has failed so often lately that it has to wait."""
        with self._lock:
            return len(self._recent(login, now)) >= _MOST

    def note_failure(self, login: str, now: datetime) -> None:
        """Count a failure."""
        with self._lock:
            recent = [*self._recent(login, now), now]
            self._failures.pop(login, None)
            self._failures[login] = recent[-_MOST:]
            # Made-up names must not fill the memory: the name that failed longest ago goes.
            if len(self._failures) > _LOGINS_KEPT:
                self._failures.pop(next(iter(self._failures)))

    def forget(self, login: str) -> None:
        """Start anew after a success."""
        with self._lock:
            self._failures.pop(login, None)

    def _recent(self, login: str, now: datetime) -> list[datetime]:
        return [at for at in self._failures.get(login, ()) if now - at < _WITHIN]
