"""A page of the matrix: the same lights as the reports of the day, in one statement, however large the office."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

import reports.matrix
from models.assignment import Assignment
from models.extension import ClockStop, Extension
from models.unit import Unit
from models.words import Role, UnitLevel
from reports.edges import Choice
from reports.items import read_items
from reports.matrix import Field, MatrixPage, read_page
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at

SOON = TODAY + timedelta(days=90)
PAST = TODAY - timedelta(days=10)


@pytest.fixture
def office() -> ReportedOffice:
    """A task with a date ahead, one with a date past, one without; a unit for each thing that can have become of a part."""
    made = ReportedOffice()
    document = made.document()
    units = [made.unit(f"第{n}局") for n in range(12)]
    for due_on in (SOON, PAST, None):
        deadline = made.deadline(made.task(document), due_on)
        parts = [made.assign(deadline, unit) for unit in units]
        for part in parts[1:]:
            made.accept(part)
        made.report(parts[2], 90, PAST - timedelta(days=20))
        made.report(parts[3], 5, PAST - timedelta(days=30))
        made.report(parts[3], 70, PAST - timedelta(days=20))
        made.submit(parts[4], PAST - timedelta(days=3))
        made.submit(parts[5], TODAY)
        made.close(parts[6], PAST - timedelta(days=3), TODAY)
        closure = made.close(parts[7], GIVEN + timedelta(days=8), GIVEN + timedelta(days=9))
        made.report(parts[8], 95, GIVEN + timedelta(days=5))
        again = made.close(parts[8], GIVEN + timedelta(days=8), GIVEN + timedelta(days=9))
        made.reopen(parts[7], closure, GIVEN + timedelta(days=20))
        made.reopen(parts[8], again, GIVEN + timedelta(days=20))
        made.withdraw(parts[9], TODAY)
        _stop(made, parts[10])
        if due_on:
            _ask(made, parts[11], due_on)
    made.session.flush()
    return made


@pytest.mark.parametrize("dense", [0, 4])  # units far apart are looked up one by one
def test_every_field_shows_the_light_of_the_reports_and_its_reason(
    office: ReportedOffice, monkeypatch: pytest.MonkeyPatch, dense: int
) -> None:
    monkeypatch.setattr(reports.matrix, "_DENSE", dense)
    items = read_items(office.session, TODAY, WorkCalendar(), LIMITS)
    expected = {(item.unit_id, item.task_id): item.lamp for item in items}
    page = _page(office)
    assert {pair: look.lamp for pair, (look, _, _) in _fields(page).items()} == expected
    assert {lamp.light for lamp in expected.values()} == set(Light)
    assert len(expected) == 3 * 11


def test_a_field_with_several_parts_shows_the_most_urgent_and_how_many() -> None:
    office = ReportedOffice()
    unit, task = office.unit("总工会"), office.task(office.document())
    for period, due_on in (("2026-Q1", SOON), ("2026-Q2", PAST), ("2026-Q3", SOON + timedelta(days=90))):
        office.assign(office.deadline(task, due_on, period), unit)
    ((look, _, count),) = _fields(_page(office)).values()
    assert (look.lamp.light, look.due_on, count) == (Light.RED, PAST, 3)


def test_a_page_ends_and_the_next_begins_there(
    office: ReportedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports.matrix, "PAGE", 2)
    every = office.session.exec(select(Unit.id).order_by(col(Unit.position))).all()
    first, second = _page(office), _page(office, units_from=2)
    assert [unit.id for unit in (*first.units, *second.units)] == list(every[:4])
    assert len(first.tasks) == 2
    assert (first.all_units, first.all_tasks) == (12, 3)
    assert _page(office, tasks_from=2).tasks[0].id not in {task.id for task in first.tasks}
    assert _page(office, units_from=1000).units == ()
    assert _page(office, units_from=1000).fields == {}


def test_a_page_of_one_document_and_one_level_leaves_the_others_out(office: ReportedOffice) -> None:
    county = office.unit("东湖区", UnitLevel.COUNTY)
    other = office.task(office.document("关于印发规划的通知"))
    office.assign(office.deadline(other, SOON), county, Role.LEAD)
    page = _page(office, document_id=other.document_id, level=UnitLevel.COUNTY)
    assert [unit.called for unit in page.units] == ["东湖区"]
    assert [task.number for task in page.tasks] == [other.number]
    ((look, _, _),) = _fields(page).values()
    assert look.role is Role.LEAD
    assert (page.all_units, page.all_tasks) == (1, 1)


def _page(
    office: ReportedOffice,
    *,
    document_id: int | None = None,
    level: UnitLevel | None = None,
    units_from: int = 0,
    tasks_from: int = 0,
) -> MatrixPage:
    office.session.flush()
    return read_page(
        office.session,
        TODAY,
        WorkCalendar(),
        LIMITS,
        choice=Choice(document_id=document_id, level=level),
        units_from=units_from,
        tasks_from=tasks_from,
    )


def _fields(page: MatrixPage) -> dict[tuple[int, int], Field]:
    return {(unit, task): field for task, own in page.fields.items() for unit, field in own.items()}


def _stop(office: ReportedOffice, part: Assignment) -> None:
    part.stopped_on = PAST
    office.session.add(ClockStop(assignment_id=part.id, stopped_on=PAST, stopped_by="王敏", reason="待批"))


def _ask(office: ReportedOffice, part: Assignment, due_on: date) -> None:
    office.session.add(
        Extension(
            assignment_id=part.id,
            ordinal=1,
            due_on=due_on,
            proposed_on=due_on + timedelta(days=30),
            reason="待批",
            progress="过半",
            asked_on=PAST - timedelta(days=1),
            asked_at=at(PAST - timedelta(days=1)),
            asked_by="联系人",
        )
    )
