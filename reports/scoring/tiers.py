"""Tiers (领先、中游、薄弱) among the units of a class, and the movement against the campaign before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from models.evaluation_words import Tier
from reports.scoring.places import places
from reports.scoring.sheet import TierLimits

_Key = TypeVar("_Key")

_HEIGHT = {Tier.WEAK: 0, Tier.MIDDLE: 1, Tier.LEADING: 2}


def tiers(totals: Mapping[_Key, Decimal], limits: TierLimits, full: Decimal) -> dict[_Key, Tier]:
    """The tier of each unit of one class. ``full`` is the sheet's total.

    The first of a class may lead however few there are; who shares a place shares the tier. In a class that is too
    small for a last part, only the line of points makes 薄弱.
    """
    count = len(totals)
    ranked = places(totals)
    leading = max(1, int(count * limits.leading_percent / 100))
    behind = int(count * limits.weak_percent / 100)
    least, below = full * limits.leading_least / 100, full * limits.weak_below / 100
    found: dict[_Key, Tier] = {}
    for key, total in totals.items():
        is_last = ranked[key] > count - behind
        if total < below or (is_last and total < least):
            found[key] = Tier.WEAK
        elif ranked[key] <= leading and total >= least:
            found[key] = Tier.LEADING
        else:
            found[key] = Tier.MIDDLE
    return found


def movement(tier: Tier | None, former: Tier | None) -> str:
    """How a unit moved since the campaign before, in a word: 上升, 下降, 持平; empty where one of them is not known."""
    if tier is None or former is None:
        return ""
    difference = _HEIGHT[tier] - _HEIGHT[former]
    return "上升" if difference > 0 else "下降" if difference < 0 else "持平"
