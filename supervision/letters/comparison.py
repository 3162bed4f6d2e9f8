"""Two rule packs side by side: how many more or fewer of what, for whom, from which day, and what would be new."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.words import NoticeKind
from notices.tally import Line, Tally


@dataclass(frozen=True, slots=True)
class Difference:
    """The counts under one heading with the first pack and with the second, and the first day of each."""

    heading: Any
    kind: NoticeKind | None
    before: int
    after: int
    first_before: date | None
    first_after: date | None

    @property
    def more(self) -> int:
        """How many more with the second, negative for fewer."""
        return self.after - self.before

    @property
    def is_new(self) -> bool:
        """Whether only the second says this."""
        return not self.before

    @property
    def said(self) -> str:
        """多3件, 少2件, 一样."""
        return f"多{self.more}件" if self.more > 0 else f"少{-self.more}件" if self.more else "一样"


def by_kind(before: Tally, after: Tally) -> list[Difference]:
    """Kind by kind."""
    return list(_differences(before, after, lambda line: line.kind))


def by_unit(before: Tally, after: Tally) -> list[Difference]:
    """Unit by unit (the heading is its id), the greatest difference first."""
    found = _differences(before, after, lambda line: line.unit_id)
    return sorted(found, key=lambda one: (-abs(one.more), one.heading))


def by_unit_and_kind(before: Tally, after: Tally) -> list[Difference]:
    """Unit and kind (the heading is the unit's id), where the two differ, the units in order."""
    found = _differences(before, after, lambda line: (line.unit_id, line.kind))
    return [
        Difference(one.heading[0], one.heading[1], one.before, one.after, one.first_before, one.first_after)
        for one in found
        if one.more or one.first_before != one.first_after
    ]


def _differences(before: Tally, after: Tally, heading: Callable[[Line], Any]) -> Iterator[Difference]:
    first, second = _sums(before, heading), _sums(after, heading)
    for key in sorted({*first, *second}, key=_place):
        one, other = first.get(key, (0, None)), second.get(key, (0, None))
        kind = key if isinstance(key, NoticeKind) else None
        yield Difference(key, kind, one[0], other[0], one[1], other[1])


_ORDER = {kind: place for place, kind in enumerate(NoticeKind)}


def _place(key: Any) -> Any:
    if isinstance(key, tuple):
        return key[0], _ORDER[key[1]]
    return _ORDER.get(key, key)


def _sums(tally: Tally, heading: Callable[[Line], Any]) -> dict[Any, tuple[int, date]]:
    found: dict[Any, tuple[int, date]] = {}
    for line, count in tally.counts.items():
        key = heading(line)
        before = found.get(key)
        found[key] = (count, line.day) if before is None else (before[0] + count, min(before[1], line.day))
    return found
