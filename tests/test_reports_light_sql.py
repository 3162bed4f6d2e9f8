"""The light that the database computes for many is the light of the rule, whatever the facts."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.assignment import Assignment
from models.extension import ClockStop, Extension
from models.task import Task
from models.unit import Unit
from models.words import Answer, Status, UnitLevel
from reports.light_sql import count_lights_by, last_day_due_soon, lit
from schedules.lights import Light, LightLimits, Standing, lamp
from schedules.workdays import WorkCalendar, work_calendar
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at

PACKS = (
    LIMITS,
    LightLimits(pace_yellow=0, silence_yellow=0, due_soon_workdays=0, due_soon_percent=100),
    LightLimits(pace_yellow=-30, silence_yellow=100, due_soon_workdays=15, due_soon_percent=0),
    LightLimits(pace_yellow=10, silence_yellow=33, due_soon_workdays=1, due_soon_percent=50),
    LightLimits(pace_yellow=-100, silence_yellow=101, due_soon_workdays=400, due_soon_percent=101),
)
# The Dragon Boat days off of 2026 lie among them, a weekend, the turn of a year.
DAYS = (TODAY, date(2026, 6, 18), date(2026, 6, 19), date(2026, 6, 20), date(2026, 12, 31), GIVEN)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_the_light_of_the_database_is_the_light_of_the_rule(seed: int) -> None:
    chance, office = Random(seed), ReportedOffice()
    task = office.task(office.document())
    standings = {}
    for place in range(120):
        standing = _standing(chance)
        standings[_store(office, task, place, standing)] = standing
    office.session.flush()
    calendar = work_calendar()
    for today in DAYS:
        for limits in PACKS:
            found = _lights(office, today, calendar, limits)
            expected = {number: lamp(one, today, calendar, limits).light for number, one in standings.items()}
            differing = {
                number: (standings[number], expected[number], found[number])
                for number in expected
                if found[number] is not expected[number]
            }
            assert not differing, (today, limits)


def test_a_report_from_before_the_last_reopening_does_not_count() -> None:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), TODAY + timedelta(days=60))
    reopened, silent = (office.assign(deadline, office.unit(name)) for name in ("总工会", "人社局"))
    office.report(reopened, 100, GIVEN + timedelta(days=2))
    closure = office.close(reopened, GIVEN + timedelta(days=3), GIVEN + timedelta(days=4))
    office.reopen(reopened, closure, GIVEN + timedelta(days=5))
    office.accept(silent)
    office.session.flush()
    limits = LightLimits(pace_yellow=-5, silence_yellow=1, due_soon_workdays=5, due_soon_percent=80)
    assert set(_lights(office, TODAY, work_calendar(), limits).values()) == {Light.YELLOW}


def test_what_was_taken_back_or_transferred_has_no_light() -> None:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), TODAY)
    for status in (Status.WITHDRAWN, Status.TRANSFERRED):
        office.assign(deadline, office.unit(status.label)).status = status
    office.session.flush()
    assert _lights(office, TODAY, work_calendar(), LIMITS) == {}


def test_lights_are_counted_by_unit_and_by_what_is_asked_for() -> None:
    office = ReportedOffice()
    units = [office.unit("总工会"), office.unit("东湖区", UnitLevel.COUNTY)]
    for due_on in (TODAY - timedelta(days=1), TODAY, None):
        deadline = office.deadline(office.task(office.document()), due_on)
        for unit in units:
            office.accept(office.assign(deadline, unit))
    office.session.flush()
    seen = lit(TODAY, work_calendar(), LIMITS)
    by_unit = count_lights_by(office.session, seen, seen.c.unit_id)
    assert by_unit == {unit.id: dict(zip(Light, (1, 1, 1, 0, 0), strict=True)) for unit in units}
    of_county = lit(TODAY, work_calendar(), LIMITS, col(Unit.level) == UnitLevel.COUNTY)
    (counted,) = count_lights_by(office.session, of_county, of_county.c.unit_id).values()
    assert sum(counted.values()) == 3
    of_red = lit(TODAY, work_calendar(), LIMITS, document_id=col(Task.document_id))
    red = count_lights_by(office.session, of_red, of_red.c.document_id, of_red.c.light == Light.RED.value)
    assert [counts[Light.RED] for counts in red.values()] == [2]


@pytest.mark.parametrize("days", range(30))
def test_the_window_of_what_is_due_soon_ends_where_the_count_of_working_days_does(days: int) -> None:
    calendar, today = work_calendar(), date(2026, 9, 20) + timedelta(days=days)
    for most in (0, 1, 5):
        limits = LightLimits(0, 0, due_soon_workdays=most, due_soon_percent=100)
        last = last_day_due_soon(today, calendar, limits)
        assert calendar.between(today, last) <= most < calendar.between(today, last + timedelta(days=1))


def _lights(
    office: ReportedOffice, today: date, calendar: WorkCalendar, limits: LightLimits
) -> dict[int, Light]:
    seen = lit(today, calendar, limits)
    rows = office.session.execute(select(seen.c.id, seen.c.light)).tuples()
    return {number: Light(light) for number, light in rows}


def _standing(chance: Random) -> Standing:
    assigned_on = GIVEN - timedelta(days=chance.choice((0, 0, 10, 300)))
    due_on = chance.choice(
        (
            None,
            assigned_on,
            assigned_on - timedelta(days=3),
            TODAY + timedelta(days=chance.randint(-5, 30)),
            date(2026, 6, 18) + timedelta(days=chance.randint(0, 20)),
            TODAY + timedelta(days=chance.randint(-90, 300)),
        )
    )
    status = chance.choice((*Status,)[:5])
    is_submitted, is_closed = status is Status.SUBMITTED, status is Status.CLOSED
    has_reported = chance.random() < 0.6
    is_stopped = chance.random() < 0.15
    return Standing(
        assigned_on=assigned_on,
        due_on=due_on,
        percent=chance.choice((0, 5, 40, 49, 50, 79, 80, 95, 100)) if has_reported else 0,
        has_reported=has_reported,
        is_accepted=status is not Status.ASSIGNED,
        submitted_on=(due_on or TODAY) + timedelta(days=chance.randint(-2, 2)) if is_submitted else None,
        is_closed=is_closed,
        stopped_on=GIVEN if is_stopped else None,
        asked_for=due_on + timedelta(days=30) if due_on and chance.random() < 0.3 else None,
    )


def _store(office: ReportedOffice, task: Task, place: int, standing: Standing) -> int:
    part = office.assign(office.deadline(task, standing.due_on), office.unit(f"第{place}局"))
    part.assigned_on = standing.assigned_on
    if standing.has_reported:
        office.report(part, standing.percent, standing.assigned_on)
    if standing.submitted_on:
        office.submit(part, GIVEN - timedelta(days=400))
        office.submit(part, standing.submitted_on)
    part.status = _status(standing)
    part.stopped_on = standing.stopped_on
    if standing.stopped_on:
        stop = ClockStop(
            assignment_id=part.id, stopped_on=standing.stopped_on, stopped_by="王敏", reason="待批"
        )
        office.session.add(stop)
    if standing.asked_for:
        _ask(office, part, standing.asked_for)
    return part.id


def _status(standing: Standing) -> Status:
    if standing.is_closed:
        return Status.CLOSED
    if standing.submitted_on:
        return Status.SUBMITTED
    return Status.UNDERWAY if standing.is_accepted else Status.ASSIGNED


def _ask(office: ReportedOffice, part: Assignment, proposed_on: date) -> None:
    asked: dict[str, Any] = {
        "assignment_id": part.id,
        "due_on": part.due_on,
        "proposed_on": proposed_on,
        "reason": "待批",
        "progress": "过半",
        "asked_on": GIVEN,
        "asked_at": at(GIVEN),
        "asked_by": "联系人",
    }
    office.session.add(Extension(ordinal=1, **asked))
    # An answered one does not count.
    office.session.add(Extension(ordinal=2, **asked, answer=Answer.REFUSED))
