"""The picture of an indicator: its curve beside the target, the even pace and the forecast with its range."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from board.charts import BOTTOM, RIGHT, TOP, Tick
from reports.measures.forecast import Ahead
from reports.measures.goals import starts_from_base
from reports.measures.judging import can_be_paced
from reports.measures.target import Measured
from schedules.wording import day_in_words

WIDTH, HEIGHT, LEFT = 680.0, 240.0, 74.0
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Mark:
    """A value in its place with the words of its day."""

    x: float
    y: float
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines in a box; a path is empty where there is nothing to draw. ``goals`` are the heights of the target's ends."""

    title: str
    width: float
    height: float
    left: float
    right: float
    bottom: float
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    line: str
    pace: str
    ahead: str
    band: str
    goals: tuple[Tick, ...]
    expected: Mark | None
    today: float | None


def curve(title: str, stands: Measured, ahead: Ahead, as_of: date) -> Curve | None:
    """The picture; None where there is neither a value nor a time to draw it over."""
    points, window, made = ahead.course, stands.window, ahead.forecast
    if not points:
        return None
    first: date = min([points[0][0], *((window.start,) if window else ())])
    last: date = max([points[-1][0], as_of, *((window.end,) if window else ())])
    goals = [
        goal
        for goal in (stands.goal, stands.target.upper if stands.target.relation == "range" else None)
        if goal is not None
    ]
    begins = _begins(stands)
    heights = [value for _, value in points] + goals
    if made:
        heights += [value for value in (made.value, made.low, made.high) if value is not None]
    if begins is not None:
        heights.append(begins)
    ticks = scale(min(heights), max(heights), from_nothing=stands.target.is_flow)
    right, bottom = WIDTH - RIGHT - 44, HEIGHT - BOTTOM
    days = max(1, (last - first).days)

    def x_of(day: date) -> float:
        return LEFT + (right - LEFT) * (day - first).days / days

    def y_of(value: Decimal) -> float:
        part: Decimal = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return bottom - (bottom - TOP) * float(part)

    def mark(day: date, value: Decimal) -> Mark:
        return Mark(x_of(day), y_of(value), value, day_in_words(day))

    marks = tuple(mark(day, value) for day, value in points)
    pace = ""
    if window and begins is not None and stands.goal is not None:
        pace = path([mark(window.start, begins), mark(window.end, stands.goal)])
    expected, line_ahead, band = None, "", ""
    if made:
        expected = mark(made.on, made.value)
        line_ahead = path([marks[-1], expected])
        if made.low is not None and made.high is not None:
            low, high = mark(made.on, made.low), mark(made.on, made.high)
            band = f"{path([marks[-1], high, low])} Z"
    return Curve(
        title=title,
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        bottom=bottom,
        rows=tuple(Tick(y_of(value), f"{value.normalize():f}") for value in ticks),
        columns=tuple(Tick(x_of(day), label) for day, label in _columns(first, last)),
        marks=marks,
        line=path(marks),
        pace=pace,
        ahead=line_ahead,
        band=band,
        goals=tuple(Tick(y_of(goal), f"{goal.normalize():f}") for goal in goals),
        expected=expected,
        today=x_of(as_of) if first <= as_of <= last else None,
    )


def scale(least: Decimal, most: Decimal, *, from_nothing: bool, steps: int = 4) -> list[Decimal]:
    """Round figures from at most ``least`` to at least ``most``, about so many steps apart; from 0 where asked."""
    low = min(least, Decimal(0)) if from_nothing or least < (most - least) else least
    span = most - low or max(abs(most), Decimal(1))
    power = Decimal(10) ** (span / steps).adjusted()
    step = next(factor * power for factor in _STEPS if factor * power * steps >= span)
    start = (low / step).to_integral_value("ROUND_FLOOR") * step
    made = [start]
    while made[-1] < most or len(made) < 2:
        made.append(made[-1] + step)
    return made


def path(marks: Sequence[Mark]) -> str:
    """The line through the marks; empty for none."""
    return " ".join(f"{'L' if number else 'M'}{one.x:.1f} {one.y:.1f}" for number, one in enumerate(marks))


def _begins(stands: Measured) -> Decimal | None:
    """Where the even pace starts; None where there is none to draw."""
    if not can_be_paced(stands.target) or stands.window is None or stands.goal is None:
        return None
    if starts_from_base(stands.target):
        return stands.target.base
    return stands.goal if stands.target.kind.value == "average" else Decimal(0)


def _columns(first: date, last: date) -> list[tuple[date, str]]:
    """The ends, and between them two days that stand apart; short, so that they do so on a phone too."""
    days = (last - first).days
    begins = (first, f"{first.year}年{first.month}月{first.day}日")
    if not days:
        return [begins]
    inner = [first + timedelta(days=days * part // 3) for part in (1, 2)] if days > 21 else []
    labels = [
        (day, f"{day.month}月{day.day}日" if days <= 400 else f"{day.year}年{day.month}月") for day in inner
    ]
    year = f"{last.year}年" if last.year != first.year else ""
    return [begins, *labels, (last, f"{year}{last.month}月{last.day}日")]
