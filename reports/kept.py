"""What took long to count is kept until a deed is done: each figure once, whoever asks for it.

How far the record has come tells whether it still holds (``models.state``). What leaves no trace there, such as a letter
that failed on its way, is seen after a minute.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Pool, select, union
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.progress import ProgressUpdate
from models.state import State, state

_LONGEST = 60.0
_MOST = 32
_MOST_TOUCHED = 20

_T = TypeVar("_T")
_S = TypeVar("_S")


class _Counted(NamedTuple):
    """What was counted, since when it is kept (seconds), how far the record had come then, and what it all comes to."""

    since: float
    state: State
    value: Any
    whole: Any = None


@dataclass(slots=True, eq=False)
class _Place:
    """One question: what was counted for it last, if anything, and the lock of who is counting."""

    counted: _Counted | None = None
    lock: Any = field(default_factory=RLock)


_Shelves = dict[str, "OrderedDict[Hashable, _Place]"]


class Keeper:
    """Keeps what was counted in this process. Who comes while it is being counted waits instead of counting as well.

    ``clock`` gives seconds that only grow. All that is asked has a ``name`` and is ``about`` everything the answer
    depends on beside the database: the day, who looks, what at. Only for sessions that read: what a transaction has
    not committed yet would be kept for others.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        # A pool is one of this process and this database, and another once its connections were closed.
        self._databases: WeakKeyDictionary[Pool, _Shelves] = WeakKeyDictionary()

    def kept(
        self,
        session: Session,
        name: str,
        about: Hashable,
        count: Callable[[], _T],
        *,
        lag: float = 0,
        most: int = _MOST,
        of_moves: bool = False,
    ) -> _T:
        """What ``count`` gives, or gave for the same question while nothing has been done since.

        For ``lag`` seconds it holds whatever is done. Of each name the latest ``most`` are kept. What hangs ``of_moves``
        alone, and of no notice, letter or reading, is not counted anew after a deed that moved no assignment.
        """
        place, now = self._place(session, name, about, most), state(session)
        with place.lock:
            known = place.counted
            if known and (self._age(known) < lag or (self._is_young(known) and _holds(known, now, of_moves))):
                return known.value  # type: ignore[no-any-return]
            since, value = self._clock(), count()
            place.counted = _Counted(since, now, value)
            return value

    def kept_by_unit(
        self,
        session: Session,
        name: str,
        about: Hashable,
        count: Callable[[Collection[int] | None], dict[int, _T]],
        add_up: Callable[[dict[int, _T]], _S],
        *,
        of: Any = Assignment.unit_id,
    ) -> _S:
        """The same for what is counted unit by unit: after a move only the units that it touched are counted again.

        ``count`` gives what it counts for each of these units, or for all (None); units without anything may be left
        out. ``add_up`` makes of them all what is asked for. Only for what a move or a report changes for no other unit
        than that of its assignment, and what hangs on no notice, letter or reading. ``of`` the task it goes task by task.
        """
        place, now = self._place(session, name, about, _MOST), state(session)
        with place.lock:
            known = place.counted
            if known and not self._is_young(known):
                known = None
            if known and known.state.holds(now):
                return known.whole  # type: ignore[no-any-return]
            touched = _touched(session, known.state, now, of) if known else None
            if known is None or touched is None:
                since, value = self._clock(), count(None)
                whole = add_up(value)
            else:
                since, value, whole = known.since, known.value, known.whole
                if touched:
                    rest = {unit_id: one for unit_id, one in value.items() if unit_id not in touched}
                    value = rest | count(touched)
                    whole = add_up(value)
            place.counted = _Counted(since, now, value, whole)
            return whole

    def forget(self) -> None:
        """Begin anew with nothing kept."""
        with self._lock:
            self._databases.clear()

    def _place(self, session: Session, name: str, about: Hashable, most: int) -> _Place:
        with self._lock:
            shelves = self._databases.setdefault(session.get_bind().engine.pool, {})
            shelf = shelves.setdefault(name, OrderedDict())
            place = shelf.setdefault(about, _Place())
            shelf.move_to_end(about)
            while len(shelf) > most:
                shelf.popitem(last=False)
            return place

    def _age(self, known: _Counted) -> float:
        return self._clock() - known.since

    def _is_young(self, known: _Counted) -> bool:
        return self._age(known) < _LONGEST


def _holds(known: _Counted, now: State, of_moves: bool) -> bool:
    return known.state.is_unmoved(now) if of_moves else known.state.holds(now)


def _touched(session: Session, before: State, now: State, of: Any) -> set[int] | None:
    """The units, or tasks, with something moved or reported between the two; None where all are to be counted anew."""
    if before.ground != now.ground or not before.missed_nothing(now):
        return None
    if now.move < before.move or now.report < before.report:
        return None
    moved = [
        select(col(table.assignment_id)).where(col(table.id) > last)
        for table, last in ((Transition, before.move), (ProgressUpdate, before.report))
    ]
    those = select(col(of)).where(col(Assignment.id).in_(union(*moved))).distinct()
    found = set(session.scalars(those.limit(_MOST_TOUCHED + 1)))
    return found if len(found) <= _MOST_TOUCHED else None


_office_wide = Keeper()
kept = _office_wide.kept
kept_by_unit = _office_wide.kept_by_unit
forget = _office_wide.forget
