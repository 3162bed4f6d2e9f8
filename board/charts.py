"""Pictures of figures, as places in a box: stacks, lines, scales. The templates draw them (charts.html); nothing is drawn here.

Coordinates are those of the picture's own box, x to the right and y downwards. ``kind`` is a class of the style
sheets (a light's value, or a name of charts.css), from which the colour and the pattern come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schedules.wording import day_in_words

WIDTH, HEIGHT = 600.0, 180.0
BAR_HEIGHT = 28.0
# Room for the figures of the scale on the left, for the names of the places below, for half a name on the right.
LEFT, RIGHT, TOP, BOTTOM = 40.0, 26.0, 12.0, 24.0
_STEPS = (1, 2, 5)
# How many places of a line have their label below, and of a small one.
_NAMED, _NAMED_SMALL = 6, 2


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a stack: its name, its class, how many. Raises ValueError for fewer than none."""

    name: str
    kind: str
    count: int

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"{self.name}: {self.count} is fewer than none")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part in its place: from ``x``, so wide; ``share`` is its percentage of the whole, of which all make 100."""

    part: Part
    x: float
    width: float
    share: int

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A bar of segments side by side; what counts nothing has no segment, but stands in ``parts``."""

    title: str
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    total: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Series:
    """One line of figures, a value for every place; None where nothing is known."""

    name: str
    kind: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value in its place."""

    x: float
    y: float
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series in its place: ``path`` is the line, ``area`` what lies under it down to nothing (both for ``d``)."""

    series: Series
    points: tuple[Point, ...]
    path: str
    area: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a scale: where it is and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines over places in time. ``rows`` and ``columns`` are the scales, ``labels`` the places for the table."""

    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    width: float
    height: float
    left: float
    right: float
    bottom: float
    today: float | None = None


def stacked_bar(
    title: str, parts: Sequence[Part], *, width: float = WIDTH, height: float = BAR_HEIGHT
) -> StackedBar:
    """The parts side by side over the whole width, in their order."""
    total = sum(part.count for part in parts)
    shares = whole_percents([part.count for part in parts])
    segments, before = [], 0
    for part, share in zip(parts, shares, strict=True):
        if part.count:
            # From running sums, so that the last one ends exactly at the edge.
            x, end = before * width / total, (before + part.count) * width / total
            segments.append(Segment(part, x, end - x, share))
            before += part.count
    return StackedBar(title, tuple(parts), tuple(segments), total, width, height)


def stacked_bars(
    rows: Sequence[tuple[str, Sequence[Part]]], *, width: float = WIDTH, height: float = BAR_HEIGHT
) -> tuple[StackedBar, ...]:
    """Several bars on one scale: the fullest takes the whole width, the others as much as they count."""
    most = max((sum(part.count for part in parts) for _, parts in rows), default=0)
    return tuple(
        stacked_bar(
            title,
            parts,
            width=width * sum(part.count for part in parts) / most if most else 0,
            height=height,
        )
        for title, parts in rows
    )


def whole_percents(counts: Sequence[int]) -> list[int]:
    """The share of each in whole percent, so that together they are 100 (or 0, of nothing): largest remainders."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    shares = [count * 100 // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 100 % total), place))
    for place in by_remainder[: 100 - sum(shares)]:
        shares[place] += 1
    return shares


def scale(most: int, steps: int = 4) -> list[int]:
    """Round figures from 0 to at least ``most``, about so many steps apart; never all the same."""
    step, power = 1, 1
    while step * steps < most:
        for factor in _STEPS:
            step = factor * power
            if step * steps >= most:
                break
        power *= 10
    last = max(1, -(-most // step))
    return [step * number for number in range(last + 1)]


def trend(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
    most: int | None = None,
    named: int = _NAMED,
) -> Trend:
    """The series over their places, the first at the left edge and the last at the right, on one scale from 0.

    ``most`` is the largest figure of the scale, where others share it; about ``named`` places have their label. Raises ValueError where a series has not a
    value for each place, or one below 0.
    """
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(f"{one.name}: {len(one.values)} values for {len(labels)} places")
        if any(value is not None and value < 0 for value in one.values):
            raise ValueError(f"{one.name}: below 0")
    top = max([most or 0, *(value for one in series for value in one.values if value is not None)])
    marks = scale(top)
    left, right, bottom = LEFT, width - RIGHT, height - BOTTOM
    places = _spread(len(labels), left, right)

    def y_of(value: int) -> float:
        return bottom - (bottom - TOP) * value / marks[-1]

    lines = []
    for one in series:
        points = tuple(
            Point(x, y_of(value), value, label)
            for x, value, label in zip(places, one.values, labels, strict=True)
            if value is not None
        )
        lines.append(Line(one, points, path(points), area(points, bottom)))
    every = max(1, -(-len(labels) // named))
    last = len(labels) - 1
    return Trend(
        title=title,
        labels=tuple(labels),
        lines=tuple(lines),
        rows=tuple(Tick(y_of(value), str(value)) for value in marks),
        # Counted from the last, which is the one that matters.
        columns=tuple(
            Tick(x, labels[place]) for place, x in enumerate(places) if (last - place) % every == 0
        ),
        width=width,
        height=height,
        left=left,
        right=right,
        bottom=bottom,
    )


def small_multiples(
    labels: Sequence[str],
    rows: Sequence[Series],
    *,
    most: int = 0,
    width: float = 220.0,
    height: float = 96.0,
) -> tuple[Trend, ...]:
    """A small picture for each series, all on one scale up to ``most`` or the largest, so that they compare."""
    top = max([most, *(value for one in rows for value in one.values if value is not None)])
    return tuple(
        trend(one.name, labels, [one], width=width, height=height, most=top, named=_NAMED_SMALL)
        for one in rows
    )


def pace_line(
    title: str,
    start: date,
    due: date,
    today: date,
    reports: Sequence[tuple[date, int]],
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> Trend:
    """What was planned (evenly from ``start`` to ``due``) against what was reported, in percent over days.

    ``reports`` are days with percents from 0 to 100, in order; what lies outside of the picture is drawn at its edge.
    """
    last = max(due, today, start)
    whole = max(1, (last - start).days)
    left, right, bottom = LEFT, width - RIGHT, height - BOTTOM

    def x_of(day: date) -> float:
        return left + (right - left) * min(max((day - start).days, 0), whole) / whole

    def point(day: date, percent: int) -> Point:
        inside = min(max(percent, 0), 100)
        return Point(x_of(day), bottom - (bottom - TOP) * inside / 100, inside, day_in_words(day))

    planned = [point(start, 0), point(due, 100)]
    done = [point(start, 0), *(point(day, percent) for day, percent in reports)]
    days = tuple(
        dict.fromkeys([*(one.label for one in planned), *(one.label for one in done), day_in_words(today)])
    )
    drawn = tuple(
        Line(
            Series(name, kind, tuple(one.value for one in points)),
            tuple(points),
            path(points),
            area(points, bottom),
        )
        for name, kind, points in (("时间进度", "planned", planned), ("完成进度", "reached", done))
    )
    return Trend(
        title=title,
        labels=days,
        lines=drawn,
        rows=tuple(
            Tick(bottom - (bottom - TOP) * percent / 100, f"{percent}%") for percent in (0, 25, 50, 75, 100)
        ),
        columns=(Tick(left, f"{start.month}月{start.day}日"), Tick(x_of(due), f"{due.month}月{due.day}日")),
        width=width,
        height=height,
        left=left,
        right=right,
        bottom=bottom,
        today=x_of(today),
    )


def path(points: Sequence[Point]) -> str:
    """The line through the points; a gap is bridged. Empty for no points."""
    return " ".join(f"{'L' if number else 'M'}{one.x:.1f} {one.y:.1f}" for number, one in enumerate(points))


def area(points: Sequence[Point], bottom: float) -> str:
    """What lies between the line and the bottom; empty for fewer than two points."""
    if len(points) < 2:
        return ""
    return f"{path(points)} L{points[-1].x:.1f} {bottom:.1f} L{points[0].x:.1f} {bottom:.1f} Z"


def _spread(number: int, left: float, right: float) -> list[float]:
    if number == 1:
        return [right]
    return [left + (right - left) * place / (number - 1) for place in range(number)]
