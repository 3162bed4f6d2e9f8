"""How often somebody may do something, by the count of the whole board (``counts``)."""

from datetime import datetime, timedelta

from board.counts import Counts, Moments, NotCounted, in_micros

_MICRO = timedelta(microseconds=1)


class Rate:
    """At most so many times within a span; 0 sets no limit. ``door`` tells it from the others in the same ``counts``.

    ``is_strict`` is for what may be done so often and never oftener: where it cannot be counted for all processes of
    the board it is not done.
    """

    def __init__(
        self,
        most: int,
        within: timedelta = timedelta(minutes=1),
        *,
        counts: Counts | None = None,
        door: str = "",
        is_strict: bool = False,
    ) -> None:
        self._most = most
        self._within = within // _MICRO
        self._counts = counts or Counts()
        self._door = door
        self._is_strict = is_strict

    def take(self, key: object, now: datetime) -> bool:
        """Count one more, unless there have been too many already; whether it was counted."""
        if not self._most:
            return True
        at = in_micros(now)

        def count(times: Moments) -> tuple[Moments, bool]:
            # What lies further ahead was counted by a clock that was wrong.
            recent = [time for time in times if abs(at - time) < self._within]
            is_within = len(recent) < self._most
            return ([*recent, at] if is_within else recent), is_within

        try:
            return self._counts.change(self._door, key, count, is_strict=self._is_strict)
        except NotCounted:
            return False
