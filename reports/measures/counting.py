"""What the readings of a target come to: one small rule for each kind. Nothing is guessed; what is missing is said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.indicator_words import Accrual, TargetKind
from reports.measures.target import PERCENT, Target, Value, Window
from schedules.wording import day_in_words

ZERO_DENOMINATOR = "分母为0，无法计算比率"
NO_BASE = "缺基期值，无法计算增减量"
ZERO_BASE = "基期值为0，无法计算增减幅度"
NO_NUMBER = "填报的数不完整"

_PLACES = Decimal("0.0001")
_NAMES = re.compile(r"未覆盖(?:的|单位|企业|名单)*[:：]?\s*(?P<names>[^。；\n]+)")


@dataclass(frozen=True, slots=True)
class Counted:
    """What readings come to. ``value`` is None where nothing can be said, and ``why`` says why.

    ``used`` are the readings it is made of, ``dips`` those that did not hold what has to hold at every reading.
    ``uncovered`` are the names that a coverage leaves out.
    """

    value: Decimal | None
    as_of: date
    used: tuple[Value, ...]
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    why: str = ""
    dips: tuple[tuple[date, Decimal], ...] = ()
    uncovered: tuple[str, ...] = ()


def count(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    """What these readings, oldest first and at least one, come to by the rule of the target's kind."""
    if target.is_flow:
        return _flow(target, values, window)
    return _RULES.get(target.kind, _standing)(target, values, window)


def meets(target: Target, goal: Decimal | None, value: Decimal | None) -> bool | None:
    """Whether a value is what the target asks for; None where either is not known."""
    if value is None or goal is None:
        return None
    if target.relation == "<=":
        return value <= goal
    if target.relation == "range" and target.upper is not None:
        return goal <= value <= target.upper
    return value >= goal


def value_of(target: Target, reading: Value) -> Decimal | None:
    """The value of one reading: a ratio with numerator and denominator is computed anew from them.

    None where the denominator is nothing.
    """
    if reading.numerator is None or reading.denominator is None or not target.is_ratio:
        return reading.value
    return ratio(reading.numerator, reading.denominator, target.percentage)


def ratio(numerator: Decimal, denominator: Decimal, percentage: Decimal = Decimal(100)) -> Decimal | None:
    """The ratio in percent (or ‰) with four places; None where the denominator is nothing."""
    if denominator == 0:
        return None
    return (numerator * percentage / denominator).quantize(_PLACES, ROUND_HALF_UP)


def years_gone(start: date, day: date) -> Decimal:
    """How many years have gone since the evening of ``start``: whole ones, and the share of the one that runs."""
    whole = day.year - start.year
    if _years_on(start, whole) > day:
        whole -= 1
    begun, ends = _years_on(start, whole), _years_on(start, whole + 1)
    return Decimal(whole) + Decimal((day - begun).days) / Decimal((ends - begun).days)


def _flow(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    known = [one for one in values if one.value is not None]
    last = values[-1]
    if not known:
        return Counted(None, last.as_of, (last,), why=NO_NUMBER)
    if target.counts_as is Accrual.TOTAL:
        return Counted(known[-1].value, known[-1].as_of, (known[-1],))
    used = known if target.counts_as is Accrual.PERIOD else _last_of_each_year(known)
    total = sum((one.value for one in used if one.value is not None), Decimal(0))
    return Counted(total, used[-1].as_of, tuple(used))


def _last_of_each_year(values: Sequence[Value]) -> list[Value]:
    return list({one.as_of.year: one for one in values}.values())


def _standing(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    """A stock, a level: the latest counts, and never the sum."""
    last = values[-1]
    value = value_of(target, last)
    why = "" if value is not None else (ZERO_DENOMINATOR if last.denominator == 0 else NO_NUMBER)
    numerator, denominator = (last.numerator, last.denominator) if target.is_ratio else (None, None)
    return Counted(value, last.as_of, (last,), numerator, denominator, why, _dips(target, values))


def _difference(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    """An increase over a base, or a decrease below it; in percent where the target is, of the base."""
    last = values[-1]
    is_share = target.measure.strip() in ("%", "％", "倍")
    if target.relation == "<=" or (target.base is None and is_share):
        # 降低到: a level that is not to be passed. And a growth in percent is reported as such where no base is known.
        return _standing(target, values, window)
    if last.value is None:
        return Counted(None, last.as_of, (last,), why=NO_NUMBER)
    if target.base is None:
        return Counted(None, last.as_of, (last,), why=NO_BASE)
    change = last.value - target.base if target.kind is TargetKind.INCREASE else target.base - last.value
    if not is_share:
        return Counted(change, last.as_of, (last,))
    if target.base == 0:
        return Counted(None, last.as_of, (last,), why=ZERO_BASE)
    scale = Decimal(100) if target.measure.strip() in PERCENT else Decimal(1)
    grown = (change * scale / abs(target.base)).quantize(_PLACES, ROUND_HALF_UP)
    return Counted(grown, last.as_of, (last,), change, target.base)


def _coverage(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    """Full coverage: the names that are left out, and since when it is full no more."""
    counted = _standing(target, values, window)
    course = [(one.as_of, value) for one in values if (value := value_of(target, one)) is not None]
    full = [day for day, value in course if meets(target, target.bound, value)]
    dips = tuple((day, value) for day, value in course if full and day > full[0] and day not in full)
    return Counted(
        counted.value,
        counted.as_of,
        counted.used,
        counted.numerator,
        counted.denominator,
        counted.why,
        dips if target.is_kept else (),
        uncovered_names(values[-1].text),
    )


def _average(target: Target, values: Sequence[Value], window: Window | None) -> Counted:
    """A yearly average: all that came in, over the years that have gone (the one that runs by its share)."""
    if target.is_ratio:
        return _standing(target, values, window)
    total = _flow(target, values, window)
    if total.value is None:
        return total
    start = window.start if window else date(values[0].as_of.year - 1, 12, 31)
    years = years_gone(start, total.as_of)
    if years <= 0:
        return Counted(None, total.as_of, total.used, why="起算日当天，还没有经过的时间可以平均")
    average = (total.value / years).quantize(_PLACES, ROUND_HALF_UP)
    return Counted(average, total.as_of, total.used, total.value, years.quantize(_PLACES, ROUND_HALF_UP))


def _dips(target: Target, values: Sequence[Value]) -> tuple[tuple[date, Decimal], ...]:
    if not target.is_kept:
        return ()
    course = [(one.as_of, value) for one in values if (value := value_of(target, one)) is not None]
    return tuple((day, value) for day, value in course if meets(target, target.bound, value) is False)


def uncovered_names(text: str) -> tuple[str, ...]:
    """The names after 未覆盖 in what was said beside a reading."""
    found = _NAMES.search(text)
    if found is None:
        return ()
    return tuple(name.strip() for name in re.split("[、，,]", found["names"]) if name.strip())


def dips_in_words(dips: Sequence[tuple[date, Decimal]], measure: str) -> str:
    """2026年3月31日为78%, and how many more."""
    day, value = dips[0]
    more = f"等{len(dips)}次" if len(dips) > 1 else ""
    return f"{day_in_words(day)}为{value.normalize():f}{measure}{more}"


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


_RULES: dict[TargetKind, Callable[[Target, Sequence[Value], Window | None], Counted]] = {
    TargetKind.LEVEL: _standing,
    TargetKind.NEW: _flow,
    TargetKind.CUMULATIVE: _flow,
    TargetKind.MONEY: _flow,
    TargetKind.STOCK: _standing,
    TargetKind.SUB_STOCK: _standing,
    TargetKind.INCREASE: _difference,
    TargetKind.DECREASE: _difference,
    TargetKind.SHARE: _standing,
    TargetKind.RATE: _standing,
    TargetKind.FLOOR: _standing,
    TargetKind.REFERENCE: _standing,
    TargetKind.COVERAGE: _coverage,
    TargetKind.AVERAGE: _average,
    TargetKind.QUALITY: _standing,
}
