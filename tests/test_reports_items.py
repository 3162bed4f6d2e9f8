"""How assignments stood on a day."""

from datetime import date

from sqlmodel import select

from models.progress import ProgressUpdate
from models.words import Status
from reports.items import Item, read_items
from reports.standing import Told, stand
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.reported_office import LIMITS, TODAY, ReportedOffice


def standing(office: ReportedOffice, as_of: date = TODAY) -> list[Item]:
    return list(read_items(office.session, as_of, WorkCalendar(), LIMITS))


def test_a_report_of_a_past_day_does_not_know_what_came_later() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 5, 29)), office.unit("市总工会")
    )
    office.accept(given)
    office.report(given, 60, date(2026, 5, 20))
    office.report(given, 90, date(2026, 6, 3))
    office.close(given, submitted_on=date(2026, 6, 4), on=date(2026, 6, 5))

    [before] = standing(office, date(2026, 6, 1))
    [after] = standing(office, TODAY)

    assert (before.light, before.percent, before.is_closed, before.status) == (
        Light.RED,
        60,
        False,
        Status.UNDERWAY,
    )
    assert before.workdays_late == 1
    assert (after.light, after.percent, after.is_closed) == (Light.BLUE, 100, True)


def test_a_withdrawn_assignment_counts_until_the_day_of_its_withdrawal() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 5, 29)), office.unit("市总工会")
    )
    office.withdraw(given, date(2026, 5, 6))

    assert len(standing(office, date(2026, 5, 5))) == 1
    assert standing(office, date(2026, 5, 6)) == []


def test_an_assignment_of_tomorrow_is_not_there_today() -> None:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), date(2026, 9, 30))
    office.assign(deadline, office.unit("市总工会"), on=date(2026, 6, 9))

    assert standing(office, TODAY) == []


def test_the_day_of_submission_decides_about_punctuality_not_the_day_of_closure() -> None:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), date(2026, 5, 29))
    punctual, late = (office.assign(deadline, office.unit(name)) for name in ("市总工会", "市人社局"))
    office.accept(punctual)
    office.close(punctual, submitted_on=date(2026, 5, 29), on=date(2026, 6, 5))
    office.accept(late)
    # A Saturday: no working day late, and late all the same.
    office.close(late, submitted_on=date(2026, 5, 30), on=date(2026, 6, 5))

    assert [item.is_on_time for item in standing(office)] == [True, False]


def test_a_submission_that_was_sent_back_and_handed_in_again_counts_from_the_second() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 5, 29)), office.unit("市总工会")
    )
    office.accept(given)
    office.submit(given, date(2026, 5, 28))
    office.send_back(given, date(2026, 6, 1))
    [returned] = standing(office)
    office.submit(given, date(2026, 6, 4))
    [again] = standing(office)

    assert (returned.light, returned.submitted_on, returned.workdays_late) == (Light.RED, None, 6)
    assert (again.light, again.submitted_on, again.workdays_late) == (Light.YELLOW, date(2026, 6, 4), 4)


def test_a_reopened_assignment_is_open_again_and_keeps_its_old_standing_for_the_days_before() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 9, 30)), office.unit("市总工会")
    )
    office.accept(given)
    closure = office.close(given, submitted_on=date(2026, 5, 6), on=date(2026, 5, 8))
    office.reopen(given, closure, on=date(2026, 6, 1))

    [closed] = standing(office, date(2026, 5, 29))
    [reopened] = standing(office, TODAY)

    assert closed.is_closed
    assert not reopened.is_closed
    assert reopened.submitted_on is None
    assert reopened.light is not Light.BLUE


def test_a_report_keyed_in_afterwards_does_not_change_the_report_of_a_past_day() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 9, 30)), office.unit("市总工会")
    )
    office.accept(given)
    office.report(given, 40, on=date(2026, 5, 20))
    [before] = standing(office, date(2026, 5, 29))
    office.report(given, 80, on=date(2026, 6, 3), as_of=date(2026, 5, 28))
    [again] = standing(office, date(2026, 5, 29))
    [after] = standing(office, TODAY)

    assert (before.percent, again.percent, after.percent) == (40, 40, 80)


def test_the_latest_report_is_the_one_of_the_latest_day_not_the_one_keyed_in_last() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 9, 30)), office.unit("市总工会")
    )
    office.accept(given)
    office.report(given, 60, on=date(2026, 6, 1))
    office.report(given, 30, on=date(2026, 6, 3), as_of=date(2026, 5, 1))

    assert [item.percent for item in standing(office)] == [60]


def test_a_closure_taken_back_counts_no_more_and_the_reports_before_it_neither() -> None:
    office = ReportedOffice()
    given = office.assign(
        office.deadline(office.task(office.document()), date(2026, 9, 30)), office.unit("市总工会")
    )
    office.accept(given)
    office.report(given, 90, on=date(2026, 5, 4))
    closure = office.close(given, submitted_on=date(2026, 5, 6), on=date(2026, 5, 8))
    office.reopen(given, closure, on=date(2026, 6, 1))
    [reopened] = standing(office, date(2026, 6, 2))
    office.report(given, 35, on=date(2026, 6, 3))
    [underway] = standing(office)
    [closed] = standing(office, date(2026, 5, 29))

    assert (closed.percent, reopened.percent, underway.percent) == (100, 0, 35)
    assert (reopened.is_reported_done, reopened.latest) == (False, None)
    assert closed.latest is not None


def test_an_item_says_what_the_rows_of_the_tables_say() -> None:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), date(2026, 9, 30))
    given = office.assign(deadline, office.unit("市总工会"))
    office.accept(given)
    office.report(given, 35, on=date(2026, 6, 3))
    told = office.session.exec(select(ProgressUpdate)).one()

    [item] = standing(office)
    [how] = stand(office.session, [(given, deadline)], TODAY, WorkCalendar(), LIMITS)

    assert (item.assignment_id, item.task_id, item.deadline_id, item.unit_id) == (
        given.id, given.task_id, deadline.id, given.unit_id,
    )  # fmt: skip
    assert (item.role, item.period, item.assigned_on) == (given.role, deadline.period, given.assigned_on)
    assert (item.first_due_on, item.due_on) == (given.first_due_on, given.due_on)
    assert (item.status, item.percent, item.lamp, item.latest) == (
        how.status, how.percent, how.lamp, how.latest,
    )  # fmt: skip
    assert item.latest == tuple(getattr(told, name) for name in Told._fields)
