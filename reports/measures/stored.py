"""From stored rows to plain targets and values, and to plain JSON and back for what is frozen."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.indicator_words import TargetKind
from models.task import Indicator, IndicatorShare, Reading
from reports.measures.kinds import is_kept, kind_in_force
from reports.measures.target import Target, Value

_DAYS = frozenset({"base_on", "starts_on", "by", "issued_on", "since", "until"})
_NUMBERS = frozenset({"target", "upper", "base", "reference"})


def target_of(indicator: Indicator, issued_on: date | None = None, **before: Any) -> Target:
    """The target of a registered indicator; ``issued_on`` is the day of its document.

    ``before`` are fields as they were understood on an earlier day (see ``reports.measures.understood``).
    """
    stored, accrual = before.pop("kind", indicator.kind), before.pop("accrual", indicator.accrual)
    kind = kind_in_force(stored, indicator.name, indicator.measure, indicator.recurrence, accrual)
    made = Target(
        kind=kind,
        relation=indicator.relation,
        target=indicator.target,
        upper=indicator.upper,
        measure=indicator.measure,
        base=indicator.base,
        base_on=indicator.base_on,
        reference=indicator.reference,
        is_soft=indicator.is_soft,
        starts_on=indicator.starts_on,
        by=indicator.by,
        recurrence=indicator.recurrence,
        accrual=accrual,
        issued_on=issued_on,
        is_kept=is_kept(kind, indicator.text),
    )
    return replace(made, **before) if before else made


def target_of_share(whole: Target, share: IndicatorShare) -> Target:
    """The target of a unit by its share: its own number and base, for the days that it takes part.

    What is no amount (a rate, a floor, a level to be kept) holds for the unit as for the whole where its share names
    no number; an amount is not divided by guessing.
    """
    own = share.target
    if own is None and (whole.is_ratio or whole.is_kept or whole.kind is TargetKind.QUALITY):
        own = whole.target
    return replace(
        whole,
        target=own,
        upper=share.upper if share.upper is not None else (whole.upper if own == whole.target else None),
        base=share.base,
        reference=whole.reference if whole.is_ratio else None,
        since=share.since,
        until=share.until,
    )


def value_from(reading: Reading) -> Value:
    """A stored reading as a plain value."""
    return Value(
        as_of=reading.as_of,
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        verification=reading.verification,
        id=reading.id,
        text=reading.text,
    )


def to_plain(target: Target) -> dict[str, Any]:
    """A target as plain JSON, exactly; ``from_plain`` makes the same target of it."""
    made: dict[str, Any] = {}
    for field in fields(target):
        value = getattr(target, field.name)
        if isinstance(value, Decimal):
            value = str(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, TargetKind):
            value = value.value
        made[field.name] = value
    return made


def from_plain(plain: Mapping[str, Any]) -> Target:
    """The target that ``to_plain`` wrote down."""
    made = dict(plain)
    for name in _DAYS:
        made[name] = date.fromisoformat(made[name]) if made.get(name) else None
    for name in _NUMBERS:
        made[name] = Decimal(made[name]) if made.get(name) is not None else None
    made["kind"] = TargetKind.stored(made["kind"])
    return Target(**made)
