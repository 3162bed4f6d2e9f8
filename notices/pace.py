"""How fast a channel may speak: so many messages in any minute, counted on a stopwatch."""

from collections import deque
from collections.abc import Callable

_MINUTE = 60.0


class Pace:
    """Keeps a channel to ``per_minute`` messages in any sixty seconds; 0 means as fast as it goes.

    ``spoken`` is how many seconds ago each message of the last minute went out. ``stopwatch`` gives seconds.
    """

    def __init__(
        self,
        per_minute: int,
        spoken: tuple[float, ...],
        stopwatch: Callable[[], float],
    ) -> None:
        self._most = per_minute
        self._stopwatch = stopwatch
        begun = stopwatch()
        self._spoken = deque(sorted(begun - ago for ago in spoken))

    def pause(self) -> float:
        """How many seconds to wait before the next message; 0 when it may go now."""
        if not self._most:
            return 0.0
        now = self._stopwatch()
        while self._spoken and self._spoken[0] <= now - _MINUTE:
            self._spoken.popleft()
        if len(self._spoken) < self._most:
            return 0.0
        return max(self._spoken[-self._most] + _MINUTE - now, 0.0)

    def speak(self) -> None:
        """Note that a message goes out now."""
        if self._most:
            self._spoken.append(self._stopwatch())
