"""The cast with an indicator of a task of its own: for tests of how indicators are understood, broken down, imported."""

from datetime import date
from decimal import Decimal
from typing import Any

from models.task import Indicator, Reading
from models.unit import Unit
from models.words import Verification
from tests.cast import DAY, Cast, at

NOW = at(DAY)


def indicator_of(cast: Cast, name: str = "新增高技能人才", target: str = "1000", **more: Any) -> Indicator:
    """An indicator of the year of the tests, of the document of the cast."""
    known: dict[str, Any] = {
        "relation": ">=", "measure": "人", "kind": "new", "text": f"{name}{target}人以上",
        "starts_on": date(DAY.year, 1, 1), "by": date(DAY.year, 12, 31), **more,
    }  # fmt: skip
    row = Indicator(document_id=cast.document.id, name=name, target=Decimal(target), **known)
    cast.session.add(row)
    cast.session.flush()
    return row


def reading_of(
    cast: Cast, indicator: Indicator, value: str, as_of: date = DAY, unit: Unit | None = None, **more: Any
) -> Reading:
    """A stored reading, as it may have come in before any rule of today."""
    row = Reading(
        indicator_id=indicator.id, unit_id=unit.id if unit else None, value=Decimal(value), as_of=as_of,
        verification=Verification.REPORTED, reported_at=at(as_of), reported_by="苏望", **more,
    )  # fmt: skip
    cast.session.add(row)
    cast.session.flush()
    return row
