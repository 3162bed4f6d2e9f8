"""The overdue list: exactly what burns red, the longest overdue first, a page at a time."""

from datetime import timedelta

from models.extension import ClockStop, Extension
from models.words import Answer
from reports.items import read_items
from reports.overdue import count_overdue, most_overdue
from schedules.workdays import WorkCalendar
from tests.reported_office import LIMITS, TODAY, ReportedOffice, at

CALENDAR = WorkCalendar()


def test_the_list_is_what_burns_red_the_longest_overdue_first() -> None:
    office = _office()
    red = [item for item in read_items(office.session, TODAY, CALENDAR, LIMITS) if item.is_overdue]
    red.sort(key=lambda item: (item.due_on, item.assignment_id))
    shown = most_overdue(office.session, TODAY, CALENDAR)
    assert [one.assignment_id for one in shown] == [item.assignment_id for item in red]
    assert [one.workdays_late for one in shown] == [item.workdays_late for item in red]
    assert count_overdue(office.session, TODAY) == len(red) == 8


def test_each_page_begins_where_the_last_one_ended() -> None:
    office = _office()
    whole = most_overdue(office.session, TODAY, CALENDAR)
    paged, place = [], None
    while page := most_overdue(office.session, TODAY, CALENDAR, after=place, limit=3):
        paged.extend(page)
        place = page[-1].place
    assert paged == whole


def test_the_day_itself_is_still_on_time() -> None:
    office = ReportedOffice()
    office.assign(office.deadline(office.task(office.document()), TODAY), office.unit("总工会"))
    assert count_overdue(office.session, TODAY) == 0
    assert most_overdue(office.session, TODAY, CALENDAR) == []
    assert count_overdue(office.session, TODAY + timedelta(days=1)) == 1


def test_what_a_unit_split_off_is_not_counted_twice() -> None:
    office = _office()
    before = most_overdue(office.session, TODAY, CALENDAR)
    deadline = office.deadline(office.task(office.document()), TODAY - timedelta(days=60))
    part = office.assign(deadline, office.unit("下属单位"))
    part.parent_id = before[0].assignment_id
    office.session.flush()
    assert most_overdue(office.session, TODAY, CALENDAR) == before
    assert count_overdue(office.session, TODAY) == len(before)


def test_an_office_with_nothing_overdue_has_an_empty_list() -> None:
    office = ReportedOffice()
    assert count_overdue(office.session, TODAY) == 0
    assert most_overdue(office.session, TODAY, CALENDAR) == []


def _office() -> ReportedOffice:
    """Two tasks past their day: of eight units in each, four are overdue; a third is not due yet."""
    office = ReportedOffice()
    document = office.document()
    units = [office.unit(f"第{n}局") for n in range(8)]
    for late in (30, 5, -5):
        due_on = TODAY - timedelta(days=late)
        deadline = office.deadline(office.task(document), due_on)
        parts = [office.assign(deadline, unit) for unit in units]
        for part in parts[1:]:
            office.accept(part)
        office.report(parts[2], 40, TODAY - timedelta(days=40))
        office.submit(parts[3], TODAY)
        office.close(parts[4], TODAY, TODAY)
        parts[5].stopped_on = TODAY
        stop = ClockStop(assignment_id=parts[5].id, stopped_on=TODAY, stopped_by="王敏", reason="待批")
        office.session.add(stop)
        for part, is_late in ((parts[6], True), (parts[7], False)):
            asked_on = due_on + timedelta(days=1 if is_late else -1)
            request = Extension(
                assignment_id=part.id,
                ordinal=1,
                due_on=due_on,
                proposed_on=TODAY + timedelta(days=30),
                reason="待批",
                progress="过半",
                is_late=is_late,
                asked_on=asked_on,
                asked_at=at(asked_on),
                asked_by="联系人",
                answer=Answer.PENDING,
            )
            office.session.add(request)
    office.session.flush()
    return office
