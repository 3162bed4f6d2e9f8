"""The figures that the parts of a split assignment report, put together for the unit that split it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from models.indicator_words import Accrual
from models.lifecycle import UNCOUNTED
from models.task import Indicator, Reading
from reports.measures.stored import target_of
from supervision.duties.splitting import Part

# A ceiling or a range is kept by each for itself.
_ADDED_RELATIONS = frozenset({">=", "="})


@dataclass(frozen=True, slots=True)
class RolledFigure:
    """One indicator with the latest value of each part, and their sum where adding up makes sense.

    ``total`` is None for shares, stocks, averages and ceilings, and before anybody has reported. ``as_of`` is
    the earliest of the days that the values hold for: the sum is no newer. ``missing`` names who has not reported.
    """

    indicator: Indicator
    values: tuple[tuple[str, Reading], ...]
    missing: tuple[str, ...]
    total: Decimal | None
    as_of: date | None


def roll_up_figures(session: Session, task_id: int, held: Sequence[Part]) -> list[RolledFigure]:
    """What the parts that count have reported on each indicator of the task, in the order of the document."""
    units = {part.unit.id: part.unit.called for part in held if part.assignment.status not in UNCOUNTED}
    if not units:
        return []
    indicators = session.exec(
        select(Indicator).where(Indicator.task_id == task_id).order_by(col(Indicator.id))
    ).all()
    latest: dict[int, dict[int, Reading]] = defaultdict(dict)
    rows = (
        select(Reading)
        .where(
            col(Reading.indicator_id).in_([one.id for one in indicators]),
            col(Reading.unit_id).in_(list(units)),
        )
        .order_by(col(Reading.as_of), col(Reading.id))
    )
    for reading in session.exec(rows):
        latest[reading.indicator_id][reading.unit_id or 0] = reading
    return [_rolled(indicator, units, latest[indicator.id]) for indicator in indicators]


def adds_up(indicator: Indicator) -> bool:
    """Whether the latest values of several units may be added: it grows from nothing, and is no average or ceiling.

    Not so what only tells of the time since the last report: the days of two units are not the same.
    """
    target = target_of(indicator)
    return target.relation in _ADDED_RELATIONS and target.is_flow and target.counts_as is not Accrual.PERIOD


def _rolled(indicator: Indicator, units: dict[int, str], latest: dict[int, Reading]) -> RolledFigure:
    values = tuple((units[unit_id], latest[unit_id]) for unit_id in units if unit_id in latest)
    added = bool(values) and adds_up(indicator)
    return RolledFigure(
        indicator,
        values,
        tuple(name for unit_id, name in units.items() if unit_id not in latest),
        sum((reading.value for _, reading in values), Decimal(0)) if added else None,
        min((reading.as_of for _, reading in values), default=None),
    )
