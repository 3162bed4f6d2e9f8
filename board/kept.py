"""Figures of the whole office, counted once and kept in this process as long as the record has not moved on."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

_T = TypeVar("_T")

# What leaves no trace (a letter that failed on its way) is seen after so long at the latest.
_LONGEST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Counted:
    mark: Hashable
    at: datetime | None
    value: Any

    def holds(self, mark: Hashable, now: datetime | None) -> bool:
        """Whether it was counted at this mark and not long ago."""
        if self.mark != mark or self.at is None or now is None:
            return self.mark == mark
        return timedelta(0) <= now - self.at <= _LONGEST


class Kept:
    """What was counted, by name. Who comes while it is being counted waits for it instead of counting as well."""

    def __init__(self) -> None:
        self._counted: dict[str, _Counted] = {}
        self._lock = Lock()

    def get(self, name: str, mark: Hashable, count: Callable[[], _T], now: datetime | None = None) -> _T:
        """The value of this name: kept, if it was counted at this mark and, given ``now``, not long ago; else anew."""
        with self._lock:
            known = self._counted.get(name)
            if known is None or not known.holds(mark, now):
                known = self._counted[name] = _Counted(mark, now, count())
            value: _T = known.value
            return value
