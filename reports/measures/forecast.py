"""Trend and forecast of a target by its readings: a straight line with a stated range, and what is needed from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction

from models.indicator_words import Outlook, TargetKind
from reports.measures.conclusion import Conclusion
from reports.measures.counting import count, meets, years_gone
from reports.measures.target import (
    FROM_A_BASE,
    Measured,
    Target,
    Value,
    Window,
    counting,
    full_window,
)

DAYS_OF_A_MONTH = Fraction(1461, 48)
"""365.25 days by 12."""

TOO_FEW = "填报不足两次，不作预测"
_PLACE = Decimal("0.01")
_MOST_POINTS = 12

Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected on a day: the value, between which values, how much comes in a month, and by what method.

    ``low`` and ``high`` are None where there are too few readings for a range.
    """

    on: date
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    monthly: Decimal
    method: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies before a target: its course so far, the forecast for its last day, what it needs a month from now on.

    ``needed`` is None where nothing more is needed, the time is over, or no monthly amount makes sense.
    """

    course: tuple[Point, ...]
    forecast: Forecast | None
    needed: Decimal | None
    outlook: Outlook
    why: str


def course(target: Target, values: Sequence[Value], as_of: date) -> tuple[Point, ...]:
    """What the readings came to after each of them, oldest first: the curve of an indicator in its current time."""
    window = full_window(target, as_of)
    own = counting(target, values, window, as_of)
    made = []
    for place, one in enumerate(own, 1):
        value = count(target, own[:place], window).value
        if value is not None:
            made.append((one.as_of, value))
    return tuple(dict(made).items())


def look_ahead(measured: Measured, values: Sequence[Value], as_of: date) -> Ahead:
    """The course, the forecast and the outlook of a target that was measured by these values."""
    return ahead_of(measured, course(measured.target, values, as_of), as_of)


def ahead_of(measured: Measured, points: Sequence[Point], as_of: date) -> Ahead:
    """The same for a course that is given, as that of a whole put together from its units."""
    target, window = measured.target, measured.window
    made: Forecast | None = None
    if window is not None and as_of <= window.end and can_be_forecast(target):
        made = _forecast(measured, points, window)
    outlook, why = _outlook(measured, made, as_of)
    return Ahead(tuple(points), made, needed_monthly(measured, as_of), outlook, why)


def can_be_forecast(target: Target) -> bool:
    """Whether going on as before says something of its end: not of what is done or not done."""
    return target.kind is not TargetKind.QUALITY


def _forecast(measured: Measured, points: Sequence[Point], window: Window) -> Forecast | None:
    target = measured.target
    if target.kind is not TargetKind.AVERAGE or target.is_ratio:
        most = target.percentage if target.is_ratio else None
        return forecast(_with_start(target, points, window), window.end, most=most)
    if measured.value is None:
        return None
    monthly = (measured.value / 12).quantize(_PLACE, ROUND_HALF_UP)
    return Forecast(window.end, measured.value, None, None, monthly, "年均数按目前的水平保持不变。")


def forecast(points: Sequence[Point], on: date, *, most: Decimal | None = None) -> Forecast | None:
    """The straight line by least squares through the last readings, carried on to a day; None for fewer than two.

    The range is twice the standard error of such a forecast on either side; it needs three readings. Exact but for
    the square root. A share is not carried below 0 or beyond ``most`` (100 percent).
    """
    own = list(points)[-_MOST_POINTS:]
    if len({day for day, _ in own}) < 2:
        return None
    n = len(own)
    days = [Fraction(day.toordinal()) for day, _ in own]
    values = [Fraction(value) for _, value in own]
    middle, mean = sum(days, Fraction(0)) / n, sum(values, Fraction(0)) / n
    spread = sum(((day - middle) ** 2 for day in days), Fraction(0))
    slope = (
        sum(
            ((day - middle) * (value - mean) for day, value in zip(days, values, strict=True)),
            Fraction(0),
        )
        / spread
    )
    away = Fraction(on.toordinal()) - middle
    expected = mean + slope * away
    low = high = None
    said = f"按最近{n}次填报作直线（最小二乘法）外推"
    if n >= 3:
        left = sum(
            ((value - mean - slope * (day - middle)) ** 2 for day, value in zip(days, values, strict=True)),
            Fraction(0),
        )
        variance = left / (n - 2) * (1 + Fraction(1, n) + away * away / spread)
        reach = 2 * _root(variance)
        low, high = _rounded(expected) - reach, _rounded(expected) + reach
        said += "，区间为上下各两倍标准误"
    else:
        said += "，只有两个点，无法给出区间"
    value = _rounded(expected)
    if most is not None:
        value = _inside(value, most)
        low, high = (None if one is None else _inside(one, most) for one in (low, high))
        said += f"，比率限于0至{most}之间"
    return Forecast(on, value, low, high, _rounded(slope * DAYS_OF_A_MONTH), f"{said}。")


def needed_monthly(measured: Measured, as_of: date) -> Decimal | None:
    """How much has to come in a month from now on, that the target is reached on its last day; rounded up.

    None where it is reached, over, has no end, or is no amount that grows (a ceiling, a range, a floor, a milestone).
    """
    target, window = measured.target, measured.window
    if window is None or measured.value is None or measured.goal is None or measured.met:
        return None
    if target.relation in ("<=", "range") or target.is_kept or target.kind is TargetKind.QUALITY:
        return None
    days = (window.end - as_of).days
    if days <= 0:
        return None
    gap = Fraction(measured.goal) - Fraction(measured.value)
    if target.kind is TargetKind.AVERAGE and not target.is_ratio:
        gap = _lacking_of_average(measured, window)
    if gap <= 0:
        return None
    monthly = gap * DAYS_OF_A_MONTH / days
    return (Decimal(monthly.numerator) / Decimal(monthly.denominator)).quantize(_PLACE, ROUND_CEILING)


def _lacking_of_average(measured: Measured, window: Window) -> Fraction:
    total = measured.numerator if measured.numerator is not None else Decimal(0)
    years = years_gone(window.start, window.end)
    return Fraction(measured.goal or 0) * Fraction(years) - Fraction(total)


def _with_start(target: Target, points: Sequence[Point], window: Window) -> list[Point]:
    """With a single reading the line begins where nothing was done yet, or at the base."""
    own = [(day, value) for day, value in points]
    if len(own) != 1 or own[0][0] <= window.start:
        return own
    if target.is_flow or target.kind in FROM_A_BASE:
        return [(window.start, Decimal(0)), *own]
    if target.base is not None and target.base_on is not None and target.base_on < own[0][0]:
        return [(target.base_on, target.base), *own]
    return own


def _outlook(measured: Measured, made: Forecast | None, as_of: date) -> tuple[Outlook, str]:
    target, conclusion = measured.target, measured.conclusion
    if conclusion in (Conclusion.MISSED, Conclusion.UNMET):
        return Outlook.BROKEN, measured.why or conclusion.label
    if conclusion is Conclusion.UNREPORTED:
        return Outlook.UNKNOWN, measured.why
    if conclusion in (Conclusion.EARLY, Conclusion.REACHED, Conclusion.MET) and not _can_fall_back(target):
        return Outlook.MET, ""
    if made is None or measured.goal is None:
        if conclusion in (Conclusion.EARLY, Conclusion.REACHED, Conclusion.MET):
            return Outlook.MET, ""
        return Outlook.UNKNOWN, measured.why or TOO_FEW
    said = f"预计到期为{made.value.normalize():f}{target.measure}"
    holds = meets(target, measured.goal, made.value)
    if made.low is None or made.high is None:
        # Two points make a line and no certainty: what is on its pace is not called lost by them.
        doubtful = Outlook.UNLIKELY if conclusion is Conclusion.BEHIND else Outlook.UNSURE
        return (Outlook.LIKELY if holds else doubtful), said
    sure = [meets(target, measured.goal, one) for one in (made.low, made.high)]
    said += f"（{made.low.normalize():f}至{made.high.normalize():f}）"
    if all(sure) and holds:
        return Outlook.LIKELY, said
    crosses = (
        target.relation == "range"
        and made.low < measured.goal
        and target.upper is not None
        and made.high > target.upper
    )
    return (Outlook.UNSURE if any(sure) or holds or crosses else Outlook.UNLIKELY), said


def _can_fall_back(target: Target) -> bool:
    """Whether what is reached today may be lost by the last day: not so of what only grows."""
    return not target.is_flow or target.relation in ("<=", "range")


def _root(variance: Fraction) -> Decimal:
    if variance <= 0:
        return Decimal(0)
    return (
        (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt().quantize(_PLACE, ROUND_HALF_UP)
    )


def _rounded(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_PLACE, ROUND_HALF_UP)


def _inside(value: Decimal, most: Decimal) -> Decimal:
    return min(max(value, Decimal(0)), most)
