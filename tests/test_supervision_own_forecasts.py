"""A unit's own forecast stands beside the computed one, and is compared when its day has come."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from config.refusal import NotTheirs, Refusal
from models.task import Indicator, Reading
from supervision.duties.own_forecasts import expect, forecasts
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
YEAR_END = date(2026, 12, 31)


@pytest.fixture
def indicator(session: Session, cast: Cast) -> Indicator:
    row = Indicator(
        document_id=cast.document.id,
        name="项目",
        relation=">=",
        target=Decimal(92),
        measure="个",
        text="92个",
    )
    session.add(row)
    session.flush()
    return row


def test_what_was_expected_is_compared_with_what_was_reached(
    session: Session, cast: Cast, indicator: Indicator
) -> None:
    unit = cast.union.id
    expect(session, indicator, unit, Decimal(92), YEAR_END, "其余年底办完", Decimal(88), cast.lead, DAY, NOW)
    (before,) = forecasts(session, indicator.id, DAY)
    assert (before.reached, before.own_gap, before.computed_gap) == (None, None, None)
    session.add(
        Reading(
            indicator_id=indicator.id,
            unit_id=unit,
            value=Decimal(90),
            as_of=YEAR_END,
            reported_at=at(YEAR_END),
            reported_by="苏望",
        )
    )
    session.flush()
    (after,) = forecasts(session, indicator.id, YEAR_END + timedelta(1))
    assert (after.own_gap, after.computed_gap) == (Decimal(-2), Decimal(2))
    assert forecasts(session, indicator.id, YEAR_END, cast.labour.id) == []


def test_a_forecast_is_of_a_day_to_come_and_of_the_unit_itself(
    session: Session, cast: Cast, indicator: Indicator
) -> None:
    unit = cast.union.id
    with pytest.raises(Refusal, match="今天以后"):
        expect(session, indicator, unit, Decimal(92), DAY, "", None, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="小于0"):
        expect(session, indicator, unit, Decimal(-1), YEAR_END, "", None, cast.lead, DAY, NOW)
    with pytest.raises(NotTheirs):
        expect(session, indicator, unit, Decimal(92), YEAR_END, "", None, cast.supporter, DAY, NOW)
