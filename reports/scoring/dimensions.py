"""制定、落实、成效: the points of a unit by what an all-round inspection (全面督查) looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.scoring.sheet import SheetItem

DIMENSIONS = {"policy": "制定", "implementation": "落实", "effect": "成效"}
"""As items name them in a sheet, and as people read them."""


@dataclass(frozen=True, slots=True)
class OfDimension:
    """What a unit got of one dimension, out of the full points of the items that could be scored."""

    label: str
    points: Decimal
    full: Decimal


def by_dimension(items: Sequence[SheetItem], points: Mapping[str, Decimal | None]) -> tuple[OfDimension, ...]:
    """The dimensions that these items name, in their order; empty for a sheet without any."""
    found = []
    for name, label in DIMENSIONS.items():
        own = [one for one in items if one.dimension == name and one.code in points]
        scored = [(one, value) for one in own if (value := points[one.code]) is not None]
        if any(one.dimension == name for one in items):
            got = sum((value for _, value in scored), Decimal(0))
            found.append(OfDimension(label, got, sum((one.full for one, _ in scored), Decimal(0))))
    return tuple(found)
