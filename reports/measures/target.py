"""A target, its values and what they come to as plain data, from live rows or frozen ones alike; the time it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from models.indicator_words import Accrual, TargetKind
from models.words import Verification
from reports.measures.conclusion import Conclusion
from schedules.periods import Recurrence, period_end, period_start

FLOWS = frozenset({TargetKind.NEW, TargetKind.CUMULATIVE, TargetKind.MONEY})
"""What is added up from nothing, over time and over units."""
RATIOS = frozenset({TargetKind.SHARE, TargetKind.RATE, TargetKind.COVERAGE})
"""What is a part of something: a numerator over a denominator."""
FROM_A_BASE = frozenset({TargetKind.INCREASE, TargetKind.DECREASE})
"""What is a difference from a base value."""
# These are ratios where their measure is one.
_PERHAPS_RATIOS = frozenset({TargetKind.LEVEL, TargetKind.FLOOR, TargetKind.REFERENCE, TargetKind.AVERAGE})
_RECURRENCES = frozenset(one.value for one in Recurrence)
PERCENT = ("%", "％", "个百分点", "百分点")


@dataclass(frozen=True, slots=True)
class Window:
    """The time a target has: from ``start``, the evening before its first day, to ``end``, the last day that counts."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Value:
    """A reading: the value as of a day, with numerator and denominator where it is a ratio, and on what level checked.

    ``text`` is what was said beside it, such as the names that are not covered yet.
    """

    as_of: date
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    verification: Verification = Verification.REPORTED
    id: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached. ``kind`` is the kind in force (see ``reports.measures.kinds.kind_in_force``).

    ``relation`` is >=, <=, = or range (then ``upper`` is the other end). ``target`` is None where a unit has readings
    but no target of its own. ``issued_on`` is the day of the document, from which time runs where ``starts_on`` is not
    known. ``is_kept`` marks what has to hold at every reading (动态保持). ``since`` and ``until`` are the days between
    which a unit took part: what is added up is then asked for pro rata.
    """

    kind: TargetKind
    relation: str
    target: Decimal | None
    upper: Decimal | None = None
    measure: str = ""
    base: Decimal | None = None
    base_on: date | None = None
    reference: Decimal | None = None
    is_soft: bool = False
    starts_on: date | None = None
    by: date | None = None
    recurrence: str = ""
    accrual: str = ""
    issued_on: date | None = None
    is_kept: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def bound(self) -> Decimal | None:
        """What a value is compared with: the target, or what was reached last term (不低于上一届)."""
        return self.reference if self.kind is TargetKind.REFERENCE else self.target

    @property
    def is_flow(self) -> bool:
        """Whether it is added up from nothing."""
        return self.kind in FLOWS or (self.kind in FROM_A_BASE and bool(self.accrual))

    @property
    def is_ratio(self) -> bool:
        """Whether it is a part of something, of which numerator and denominator are kept."""
        return self.kind in RATIOS or (
            self.kind in _PERHAPS_RATIOS and self.measure.strip() in (*PERCENT, "‰")
        )

    @property
    def percentage(self) -> Decimal:
        """What a ratio is multiplied with: 100, or 1000 for ‰."""
        return Decimal(1000) if self.measure.strip() == "‰" else Decimal(100)

    @property
    def counts_as(self) -> Accrual:
        """What its readings say: the accrual that was chosen, else that of its kind."""
        if self.accrual:
            return Accrual.stored(self.accrual)
        return Accrual.YEAR if self.kind is TargetKind.AVERAGE else Accrual.TOTAL


@dataclass(frozen=True, slots=True)
class Measured:
    """Where a target stands.

    ``goal`` is what has to be reached, pro rata where a unit joined later. ``progress`` is how much of the way is done
    in percent, None where that says nothing; ``pace`` is the share of the time gone on the day of the value, in whole
    percent. ``met`` is None where it cannot be told. ``why`` says in words what the conclusion rests on, ``notes`` what
    else has to be known. ``used`` are the ids of the readings. ``numerator`` and ``denominator`` are those of a ratio;
    of a yearly average they are the total and the years gone. ``missing`` are the units that have reported nothing,
    ``failing`` those that fall short already.
    """

    target: Target
    window: Window | None
    conclusion: Conclusion
    value: Decimal | None = None
    as_of: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    goal: Decimal | None = None
    progress: Decimal | None = None
    pace: int | None = None
    met: bool | None = None
    why: str = ""
    notes: tuple[str, ...] = ()
    used: tuple[int, ...] = ()
    verification: Verification | None = None
    dips: tuple[tuple[date, Decimal], ...] = ()
    uncovered: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    failing: tuple[int, ...] = ()

    @property
    def is_held_against(self) -> bool:
        """Whether failing it counts against anybody: not so for what is only striven for (力争)."""
        return not self.target.is_soft

    @property
    def has_value(self) -> bool:
        """Whether there is a figure to show."""
        return self.value is not None


def full_window(target: Target, as_of: date) -> Window | None:
    """The time the target has without regard to when a unit joined: its current period, or from its start to its end.

    None where no end or no start is known.
    """
    return _full(target.starts_on, target.issued_on, target.by, target.recurrence, as_of)


def window_of(target: Target, as_of: date) -> Window | None:
    """The time the target has, for a unit no longer than it takes part. None where no end or no start is known."""
    whole = _full(target.starts_on, target.issued_on, target.by, target.recurrence, as_of)
    if whole is None or (target.since is None and target.until is None):
        return whole
    start, end = whole.start, whole.end
    if target.since and target.since > start:
        start = _eve(target.since)
    if target.until and target.until < end:
        end = target.until
    return Window(start, end) if start < end else None


# Thousands of units have the same time: it is worked out once.
@lru_cache(maxsize=4096)
def _full(
    starts_on: date | None, issued_on: date | None, by: date | None, recurrence: str, as_of: date
) -> Window | None:
    if recurrence in _RECURRENCES:
        every = Recurrence(recurrence)
        # From the day before its first: on that evening nothing of it is gone.
        begins = _eve(period_start(every, as_of))
        if starts_on and begins < _eve(starts_on) <= as_of:
            begins = _eve(starts_on)
        return Window(begins, period_end(every, as_of))
    start = _eve(starts_on) if starts_on else issued_on
    if by and start and start < by:
        return Window(start, by)
    return None


def _eve(day: date) -> date:
    """The day before; the calendar has none before its first, which is nobody's start but a slip of the pen."""
    return day - timedelta(days=1) if day > date.min else day


def counting(
    target: Target, values: Iterable[Value], window: Window | None, as_of: date
) -> tuple[Value, ...]:
    """The values that speak of the time at hand, oldest first; one of last year says nothing of this year's duty."""
    first, last = date.min, as_of
    for day in (target.starts_on, target.since):
        if day and day > first:
            first = day
    if target.until and target.until < last:
        last = target.until
    if target.recurrence and window is not None:
        first = max(first, window.start + timedelta(days=1))
        last = min(last, window.end)
    own = [one for one in values if first <= one.as_of <= last]
    own.sort(key=_place)
    return tuple(own)


def lowest(values: Iterable[Verification]) -> Verification:
    """The lowest level among these, of which there is at least one."""
    return min(values, key=_HEIGHT.__getitem__)


_HEIGHT = {level: height for height, level in enumerate(Verification)}


def _place(value: Value) -> tuple[date, int]:
    return value.as_of, value.id
