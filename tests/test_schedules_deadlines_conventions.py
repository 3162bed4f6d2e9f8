import pytest

from schedules.deadlines import CONVENTIONS, Convention, read_deadlines
from schedules.workdays import WorkCalendar


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda one: one.written)
def test_the_reader_keeps_to_the_conventions_that_the_clerk_is_shown(convention: Convention) -> None:
    readings = read_deadlines(convention.example, convention.on, WorkCalendar())
    assert readings
    assert tuple(day for reading in readings for day in reading.due) == convention.due
    if not convention.due:
        assert all(reading.problem for reading in readings)
