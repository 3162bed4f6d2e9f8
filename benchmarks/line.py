"""The straight line through what was measured at several sizes, by least squares."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``y = intercept + slope * x``; ``fit`` is R², 1 where every point lies on the line."""

    slope: float
    intercept: float
    fit: float
    points: int


def line(points: Sequence[tuple[float, float]]) -> Line:
    """The line through these. Raises ValueError for fewer than two different places."""
    count = len(points)
    if len({x for x, _ in points}) < 2:
        raise ValueError("a line needs two places")
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    across = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / across
    intercept = mean_y - slope * mean_x
    off = sum((y - intercept - slope * x) ** 2 for x, y in points)
    spread = sum((y - mean_y) ** 2 for _, y in points)
    return Line(slope, intercept, 1 - off / spread if spread else 1.0, count)
