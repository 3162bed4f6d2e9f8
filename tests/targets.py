"""Targets and values of the tests in a few words."""

from datetime import date
from decimal import Decimal
from typing import Any

from models.indicator_words import TargetKind
from models.words import Verification
from reports.measures.measured import Measured, Target, Value, measured

D = Decimal
START, END = date(2026, 1, 1), date(2026, 12, 31)
MARGIN = 5


def target(kind: TargetKind, number: str | None = "100", relation: str = ">=", **more: Any) -> Target:
    """A target of the year 2026."""
    known = {"starts_on": START, "by": END, "measure": "人", **more}
    for name in ("base", "reference", "upper"):
        if isinstance(known.get(name), str):
            known[name] = D(known[name])
    return Target(kind, relation, None if number is None else D(number), **known)


def value(
    day: str,
    number: str | None = None,
    of: tuple[str, str] | None = None,
    *,
    level: Verification = Verification.REPORTED,
    id: int = 0,  # noqa: A002
    text: str = "",
) -> Value:
    """A value as of a day such as 06-30 of 2026 or a full one; ``of`` are numerator and denominator."""
    on = date.fromisoformat(day if len(day) > 5 else f"2026-{day}")
    numerator, denominator = (D(of[0]), D(of[1])) if of else (None, None)
    return Value(on, None if number is None else D(number), numerator, denominator, level, id, text)


def stands(one: Target, *values: Value, on: str = "06-30") -> Measured:
    """Where a target stands on a day of 2026."""
    day = date.fromisoformat(on if len(on) > 5 else f"2026-{on}")
    return measured(one, values, day, MARGIN)
