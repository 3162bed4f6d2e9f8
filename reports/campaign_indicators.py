"""What the frozen readings of a campaign come to, by the targets as they were understood at the freeze."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Date, Numeric, select
from sqlmodel import Session, col

from models.base import Table
from models.campaign import Freeze, FrozenReading
from models.task import Indicator, IndicatorShare
from reports.measures.rolling import roll_up_class
from reports.measures.stored import target_of, target_of_share
from reports.measures.target import Measured, Target, Value
from reports.measures.whole import Share, Source, Whole, whole

_AT_ONCE = 5000
_DAYS, _NUMBERS = (
    frozenset(
        column.name
        for name in ("indicator", "indicator_share")
        for column in Table.metadata.tables[name].columns
        if isinstance(column.type, kind)
    )
    for kind in (Date, Numeric)
)


@dataclass(frozen=True, slots=True)
class FrozenIndicator:
    """An indicator as it was understood at the freeze (``facts``, ``target``), and what its readings came to.

    Where the campaign looks at some units only, the whole is what these come to, against the sum of their targets.
    """

    id: int
    name: str
    measure: str
    facts: Mapping[str, Any]
    target: Target
    stands: Whole

    @property
    def whole(self) -> Measured:
        """Where it stands as a whole."""
        return self.stands.measured

    @property
    def units(self) -> Mapping[int, Measured]:
        """Where it stands in each unit that has a share or reported, by the id of the unit."""
        return self.stands.by_unit

    @property
    def classes(self) -> Mapping[str, Measured]:
        """Where it stands in each class of units that its breakdown names."""
        return self.stands.by_class

    @property
    def source(self) -> Source:
        """Where the value of the whole comes from."""
        return self.stands.source


def measure_frozen(
    session: Session, freeze: Freeze, facts: Mapping[int, Mapping[str, Any]], *, narrows_units: bool = False
) -> tuple[FrozenIndicator, ...]:
    """Every indicator with what its readings came to, in the order of the documents.

    ``facts`` are the frozen facts of the indicators. Of the readings no more are in memory than those of one.
    """
    margin = abs(freeze.rules.get("limits", {}).get("pace_yellow", 0))
    made: dict[int, FrozenIndicator] = {}
    for number, values in _values(session, freeze.id):
        if number in facts:
            made[number] = _measured(number, facts[number], values, freeze.as_of, margin, narrows_units)
    for number, told in facts.items():
        if number not in made:
            made[number] = _measured(number, told, {}, freeze.as_of, margin, narrows_units)
    return tuple(sorted(made.values(), key=lambda one: (one.facts.get("position", 0), one.id)))


def _measured(
    number: int,
    facts: Mapping[str, Any],
    values: Mapping[int | None, list[Value]],
    as_of: date,
    margin: int,
    narrows_units: bool,
) -> FrozenIndicator:
    indicator = Indicator(**_stored(facts, "indicator"))
    target = target_of(indicator, date.fromisoformat(facts["issued_on"]) if facts["issued_on"] else None)
    shares = [
        Share(
            told["unit_id"],
            told["unit_class"],
            target_of_share(target, IndicatorShare(**_stored(told, "indicator_share"))),
        )
        for told in facts["shares"]
    ]
    stands = whole(target, shares, values, as_of, margin)
    if narrows_units and stands.by_unit:
        stands = replace(stands, measured=roll_up_class(target, stands.by_unit, as_of, margin))
    return FrozenIndicator(number, indicator.name, indicator.measure, facts, target, stands)


def _values(session: Session, freeze_id: int) -> Iterator[tuple[int, dict[int | None, list[Value]]]]:
    """The values of each indicator by unit, the office's own under None, the oldest first."""
    chosen = (
        select(
            col(FrozenReading.indicator_id),
            col(FrozenReading.unit_id),
            col(FrozenReading.as_of),
            col(FrozenReading.value),
            col(FrozenReading.numerator),
            col(FrozenReading.denominator),
            col(FrozenReading.verification),
            col(FrozenReading.reading_id),
            col(FrozenReading.text),
        )
        .where(col(FrozenReading.freeze_id) == freeze_id)
        .order_by(col(FrozenReading.indicator_id), col(FrozenReading.as_of), col(FrozenReading.reading_id))
        .execution_options(yield_per=_AT_ONCE)
    )
    for number, rows in groupby(session.execute(chosen), key=lambda row: row[0]):
        values: dict[int | None, list[Value]] = defaultdict(list)
        for _, unit_id, *told in rows:
            values[unit_id].append(Value(*told))
        yield number, values


def _stored(facts: Mapping[str, Any], table: str) -> dict[str, Any]:
    """The facts as the columns of a table have them."""
    columns = Table.metadata.tables[table].columns
    return {name: _read(name, told) for name, told in facts.items() if name in columns}


def _read(name: str, told: Any) -> Any:
    if told is None:
        return None
    if name in _NUMBERS:
        return Decimal(told)
    return date.fromisoformat(told) if name in _DAYS else told
