"""How often somebody may do something, in this process alone."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

_KEPT = 10_000


class Rate:
    """At most so many times within a span; 0 sets no limit. Several processes each count for themselves."""

    def __init__(self, most: int, within: timedelta = timedelta(minutes=1)) -> None:
        self._most = most
        self._within = within
        self._times: dict[object, deque[datetime]] = {}
        self._lock = Lock()

    def take(self, key: object, now: datetime) -> bool:
        """Count one more, unless there have been too many already; whether it was counted."""
        if not self._most:
            return True
        with self._lock:
            times = self._times.pop(key, None) or deque()
            while times and now - times[0] >= self._within:
                times.popleft()
            is_within = len(times) < self._most
            if is_within:
                times.append(now)
            self._times[key] = times
            # Whoever has been quiet longest is forgotten first.
            if len(self._times) > _KEPT:
                self._times.pop(next(iter(self._times)))
        return is_within
