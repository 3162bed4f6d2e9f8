"""Places by points: who has the same has the same place, and the places after it stay empty (1, 2, 2, 4)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

_Key = TypeVar("_Key")


def places(totals: Mapping[_Key, Decimal | None]) -> dict[_Key, int]:
    """The place of each that has a total, the highest first. Whoever has none has no place."""
    found: dict[_Key, int] = {}
    place, before = 0, None
    ranked = sorted(
        ((key, total) for key, total in totals.items() if total is not None),
        key=lambda one: one[1],
        reverse=True,
    )
    for position, (key, total) in enumerate(ranked, 1):
        if total != before:
            place, before = position, total
        found[key] = place
    return found
