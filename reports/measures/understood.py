"""As what an indicator was counted on an earlier day: later corrections taken back, so that past figures stay."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models.indicator_words import Accrual, TargetKind
from models.task import IndicatorChange
from reports.standing import end_of

_NUMBERS = frozenset({"base", "reference", "target", "upper"})
_DAYS = frozenset({"base_on", "starts_on", "by"})
_LABELS = frozenset({"kind", "accrual"})


def changed_since(session: Session, as_of: date) -> dict[int, dict[str, Any]]:
    """For each indicator that was understood anew after a day: the fields as they were on that day."""
    rows = select(IndicatorChange).where(col(IndicatorChange.at) >= end_of(as_of))
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in session.exec(rows.order_by(col(IndicatorChange.id).desc())):
        if row.field in (*_NUMBERS, *_DAYS, *_LABELS, "is_soft", "measure"):
            # Walked backwards, so that the earliest change has the last word.
            found[row.indicator_id][row.field] = _meant(row.field, row.before)
    return dict(found)


def _meant(field: str, said: str) -> Any:
    if field == "kind":
        return next((kind.value for kind in TargetKind if kind.label == said), "")
    if field == "accrual":
        return next((accrual.value for accrual in Accrual if accrual.label == said), "")
    if field == "is_soft":
        return said == "是"
    if field in _NUMBERS:
        return Decimal(said) if said else None
    if field in _DAYS:
        return date.fromisoformat(said) if said else None
    return said
