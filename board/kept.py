"""Figures of the whole office, counted once and kept in this process as long as the record has not moved on."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

_T = TypeVar("_T")

# What leaves no trace (a letter that failed on its way) is seen after so long at the latest.
_LONGEST = timedelta(minutes=5)
# By how much the figures of an office may lag in which something is done every few seconds.
_MAY_LAG = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Counted:
    day: date
    mark: Hashable
    at: datetime
    value: Any


class Kept:
    """What was counted, by name. Who comes while it is being counted waits for it instead of counting as well."""

    def __init__(self) -> None:
        self._counted: dict[str, _Counted] = {}
        self._settled: dict[str, tuple[Hashable, Any]] = {}
        self._lock = Lock()

    def get(
        self,
        name: str,
        day: date,
        mark: Hashable,
        now: datetime,
        count: Callable[[], _T],
        *,
        may_lag: bool = False,
    ) -> _T:
        """The value of this name for this day: kept where it was counted at this mark and not long ago.

        With ``may_lag`` also where it was counted at another mark within the last half minute.
        """
        with self._lock:
            known = self._counted.get(name)
            if known is None or not _holds(known, day, mark, now, may_lag=may_lag):
                known = self._counted[name] = _Counted(day, mark, now, count())
            value: _T = known.value
            return value

    def settled(self, name: str, mark: Hashable, count: Callable[[], _T]) -> _T:
        """The value of what is over and changes no more: counted once at this mark."""
        with self._lock:
            known = self._settled.get(name)
            if known is None or known[0] != mark:
                known = self._settled[name] = mark, count()
            value: _T = known[1]
            return value


def _holds(known: _Counted, day: date, mark: Hashable, now: datetime, *, may_lag: bool) -> bool:
    age = now - known.at
    if day != known.day or age < timedelta(0):
        return False
    return age <= (_LONGEST if known.mark == mark else _MAY_LAG if may_lag else timedelta(-1))
