"""The past weeks come out as the reports of those days do, by going back from today."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assignment import Assignment
from models.extension import ClockStop, DueChange, Extension
from models.words import Answer, DueChangeKind
from reports.items import read_items
from reports.weeks import WeekEnd, fridays_before, week_ends
from schedules.workdays import WorkCalendar
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at

NOW = datetime(2026, 6, 8, 2, tzinfo=UTC)
FRIDAYS = fridays_before(TODAY)


def _by_the_history(office: ReportedOffice, days: Sequence[date]) -> list[WeekEnd]:
    found = []
    for day in days:
        items = read_items(office.session, day, WorkCalendar(), LIMITS)
        closed = sum(item.is_closed for item in items)
        found.append(WeekEnd(day, len(items) - closed, sum(item.is_overdue for item in items), closed))
    return found


def test_the_weeks_are_the_fridays_before() -> None:
    assert FRIDAYS[-1] == date(2026, 6, 5)
    assert FRIDAYS[0] == date(2026, 3, 20)
    assert fridays_before(date(2026, 6, 5), 2) == [date(2026, 5, 22), date(2026, 5, 29)], "not the day itself"
    assert fridays_before(date(2026, 6, 6), 1) == [date(2026, 6, 5)]


def test_an_empty_office_has_weeks_of_nothing() -> None:
    office = ReportedOffice()
    assert week_ends(office.session, FRIDAYS) == [WeekEnd(day, 0, 0, 0) for day in FRIDAYS]


def test_what_was_overdue_then_and_is_closed_now_counts_then() -> None:
    office = ReportedOffice()
    due = office.deadline(office.task(office.document()), date(2026, 4, 30))
    late, early = office.assign(due, office.unit("甲")), office.assign(due, office.unit("乙"))
    for one in (late, early):
        office.accept(one)
    office.close(early, date(2026, 4, 20), date(2026, 4, 21))
    closure = office.close(late, date(2026, 5, 20), date(2026, 5, 25))
    by_day = {week.on: week for week in week_ends(office.session, FRIDAYS)}
    assert by_day[date(2026, 4, 17)] == WeekEnd(date(2026, 4, 17), 2, 0, 0)
    assert by_day[date(2026, 5, 8)] == WeekEnd(date(2026, 5, 8), 1, 1, 1)
    assert by_day[date(2026, 5, 22)] == WeekEnd(date(2026, 5, 22), 1, 0, 1), "handed in"
    assert by_day[date(2026, 6, 5)] == WeekEnd(date(2026, 6, 5), 0, 0, 2)
    office.reopen(late, closure, TODAY)
    assert week_ends(office.session, FRIDAYS) == _by_the_history(office, FRIDAYS)


def test_a_moved_day_a_stopped_clock_and_a_request_in_time_count_as_they_stood() -> None:
    office = ReportedOffice()
    due = office.deadline(office.task(office.document()), date(2026, 4, 30))
    moved, stopped, asked, part = (office.assign(due, office.unit(name)) for name in "甲乙丙丁")
    part.parent_id = moved.id
    session = office.session
    session.add(
        DueChange(
            assignment_id=moved.id, kind=DueChangeKind.EXTENSION, before=date(2026, 4, 30),
            after=date(2026, 5, 20), on=date(2026, 5, 12), at=NOW, by="甲", is_late=True,
        )
    )  # fmt: skip
    moved.due_on = date(2026, 5, 20)
    session.add(
        ClockStop(assignment_id=stopped.id, stopped_on=date(2026, 5, 4), stopped_by="甲", reason="x",
                  restarted_on=date(2026, 5, 18), restarted_by="甲")
    )  # fmt: skip
    session.add(
        Extension(assignment_id=asked.id, ordinal=1, due_on=date(2026, 4, 30), proposed_on=date(2026, 7, 1),
                  reason="x", progress="x", asked_on=date(2026, 4, 28), asked_at=NOW, asked_by="甲",
                  answer=Answer.REFUSED, decided_on=date(2026, 5, 13))
    )  # fmt: skip
    session.flush()
    weeks = week_ends(session, FRIDAYS)
    assert weeks == _by_the_history(office, FRIDAYS)
    assert {week.on: week.overdue for week in weeks}[date(2026, 5, 1)] == 2
    assert {week.on: week.overdue for week in weeks}[date(2026, 5, 8)] == 1
    assert {week.on: week.overdue for week in weeks}[date(2026, 5, 15)] == 1


_DAY = st.integers(0, 80).map(lambda days: GIVEN + timedelta(days=days))
_LIFE = st.tuples(
    _DAY,  # handed out
    _DAY,  # due
    st.lists(
        st.tuples(st.integers(1, 20), st.sampled_from(["back", "close", "reopen", "withdraw"])), max_size=4
    ),
    st.none() | st.tuples(_DAY, _DAY),  # moved on, to
    st.none() | st.tuples(_DAY, st.none() | st.integers(1, 30)),  # stopped, for so long
)


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.lists(_LIFE, max_size=6))
def test_whatever_happened_the_weeks_are_those_of_the_history(lives: list[tuple]) -> None:  # type: ignore[type-arg]
    office = ReportedOffice()
    task = office.task(office.document())
    for place, (given_on, due_on, steps, moved, stopped) in enumerate(lives):
        one = office.assign(office.deadline(task, due_on), office.unit(f"单位{place}"), on=given_on)
        if moved and moved[0] >= given_on:
            office.session.add(
                DueChange(assignment_id=one.id, kind=DueChangeKind.AMENDMENT, before=due_on, after=moved[1],
                          on=moved[0], at=at(moved[0]), by="甲")
            )  # fmt: skip
            one.due_on = moved[1]
        if stopped:
            until = stopped[0] + timedelta(days=stopped[1]) if stopped[1] else None
            office.session.add(
                ClockStop(assignment_id=one.id, stopped_on=stopped[0], stopped_by="甲", reason="x", restarted_on=until)
            )  # fmt: skip
        _live(office, one, given_on, steps)
    office.session.flush()
    assert week_ends(office.session, FRIDAYS) == _by_the_history(office, FRIDAYS)


def _live(office: ReportedOffice, one: Assignment, day: date, steps: list[tuple[int, str]]) -> None:
    closure = None
    for days, what in steps:
        day += timedelta(days=days)
        if day > TODAY:
            return
        if what == "reopen" and closure:
            office.reopen(one, closure, day)
            closure = None
        elif what == "withdraw":
            if closure is None:
                office.withdraw(one, day)
                return
        elif closure is None and what == "close":
            closure = office.close(one, day, day)
        elif closure is None and what == "back":
            office.submit(one, day)
            office.send_back(one, day)


@pytest.mark.parametrize("number", [1, 25])
def test_any_number_of_weeks_may_be_asked(number: int) -> None:
    assert len(week_ends(ReportedOffice().session, fridays_before(TODAY, number))) == number
