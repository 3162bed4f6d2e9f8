"""Which time held on a past day: the deadline then in force, a clock that stood, a request that waited."""

from datetime import date

import pytest
from sqlmodel import select

from models.assignment import Assignment
from reports.asking import Asked
from reports.time_in_force import TimeInForce, times_in_force
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import restart, stop
from supervision.duties.extensions import TimeRequest, ask, grant
from tests.cast import DAY, Cast, at

JUNE_30, JULY_31, AUGUST_31 = date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)
APRIL_1, MAY_6, JULY_6 = date(2026, 4, 1), date(2026, 5, 6), date(2026, 7, 6)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, at(DAY))
    return made


def _on(cast: Cast, day: date) -> TimeInForce:
    given = [(one.id, one.first_due_on) for one in cast.session.exec(select(Assignment))]
    (time,) = times_in_force(Asked(cast.session, day, [number for number, _ in given], None), given).values()
    return time


def _extended(cast: Cast, duty: Assignment, asked: date, granted: date, until: date) -> None:
    request = ask(cast.session, duty, TimeRequest(until, "场地", "已报名"), cast.lead, asked, at(asked))
    grant(cast.session, request, until, cast.clerk, granted, at(granted))


def test_a_past_day_keeps_the_deadline_it_had(cast: Cast, duty: Assignment) -> None:
    _extended(cast, duty, APRIL_1, MAY_6, JULY_31)
    assert _on(cast, DAY) == TimeInForce(JUNE_30)
    assert _on(cast, APRIL_1) == TimeInForce(JUNE_30, asked_for=JULY_31)
    assert _on(cast, MAY_6) == TimeInForce(JULY_31, extensions=1)


def test_what_was_moved_after_its_day_was_late_from_then_on(cast: Cast, duty: Assignment) -> None:
    _extended(cast, duty, JULY_6, JULY_6, AUGUST_31)
    assert not _on(cast, JUNE_30).was_late
    assert _on(cast, JULY_6) == TimeInForce(AUGUST_31, extensions=1, was_late=True)


def test_a_clock_that_stood_is_known_for_the_days_it_stood(cast: Cast, duty: Assignment) -> None:
    stop(cast.session, duty, cast.clerk, APRIL_1, at(APRIL_1), "等待批复")
    restart(cast.session, duty, cast.clerk, MAY_6, at(MAY_6))
    assert _on(cast, DAY).stopped_on is None
    assert _on(cast, APRIL_1).stopped_on == APRIL_1
    after = _on(cast, MAY_6)
    assert after.stopped_on is None
    assert after.due_on is not None
    assert after.due_on > JUNE_30
