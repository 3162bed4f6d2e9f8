"""Rates, counts and lights, checked against cases counted by hand."""

from datetime import date

import pytest
from sqlalchemy import event

from models.words import Role, UnitLevel, Verification
from reports.figures import Figures
from reports.tally import Tally, share
from schedules.lights import Light
from tests.reported_office import ReportedOffice

PAST, TODAY, FUTURE = date(2026, 5, 29), date(2026, 6, 8), date(2026, 9, 30)


@pytest.fixture
def office() -> ReportedOffice:
    """Ten parts of two tasks: see the comment beside each."""
    office = ReportedOffice()
    a, b, c, d = (office.unit(name) for name in ("市总工会", "市人社局", "市国资委", "市工信局"))
    county = office.unit("云台县产改办", UnitLevel.COUNTY)
    document = office.document()
    first, second = office.task(document, "开展竞赛"), office.task(document, "建设基地")
    past, ahead = office.deadline(first, PAST), office.deadline(second, FUTURE)
    today, undated = office.deadline(second, TODAY), office.deadline(second, None)
    # Due and closed, on time.
    closed = office.assign(past, a, Role.LEAD)
    office.accept(closed)
    office.close(closed, submitted_on=PAST, on=date(2026, 6, 1))
    # Due and closed, late.
    late = office.assign(past, b)
    office.accept(late)
    office.close(late, submitted_on=date(2026, 6, 1), on=date(2026, 6, 2))
    # Due, handed in, not decided.
    waiting = office.assign(past, c)
    office.accept(waiting)
    office.submit(waiting, date(2026, 5, 28))
    # Overdue by six working days, though reported at 100 percent.
    overdue = office.assign(past, d)
    office.accept(overdue)
    office.report(overdue, 100, date(2026, 5, 20))
    # Overdue by six working days, never accepted.
    office.assign(past, county)
    # Due today, open.
    open_ = office.assign(today, a)
    office.accept(open_)
    office.report(open_, 95, TODAY)
    # Closed before its time.
    early = office.assign(ahead, b)
    office.accept(early)
    office.close(early, submitted_on=date(2026, 5, 6), on=date(2026, 5, 7))
    # Not due, not accepted.
    office.assign(ahead, c)
    # No deadline.
    standing = office.assign(undated, d)
    office.accept(standing)
    # Withdrawn: counts nowhere.
    gone = office.assign(past, office.unit("市财政局"))
    office.withdraw(gone, date(2026, 4, 1))
    return office


def test_every_due_part_stands_in_exactly_one_place(office: ReportedOffice) -> None:
    whole = office.figures(TODAY).whole

    assert (whole.assigned, whole.undated, whole.dated, whole.due) == (9, 1, 8, 6)
    assert (whole.on_time, whole.closed_late, whole.waiting, whole.overdue, whole.due_today) == (
        1,
        1,
        1,
        2,
        1,
    )
    assert whole.due == whole.on_time + whole.closed_late + whole.waiting + whole.overdue + whole.due_today


def test_the_rates_are_those_of_the_hand_count(office: ReportedOffice) -> None:
    whole = office.figures(TODAY).whole

    assert (whole.closed, whole.closed_of_due, whole.closed_early) == (3, 2, 1)
    assert whole.completion == "33.3%"
    assert whole.punctuality == "16.7%"
    assert (whole.workdays_late, whole.longest_late) == (12, 6)


def test_what_units_say_is_kept_apart_from_what_the_office_found(office: ReportedOffice) -> None:
    whole = office.figures(TODAY).whole

    # Two closed, one handed in, one reported at 100 percent.
    assert whole.reported_of_due == 4
    assert whole.closed_of_due == 2
    assert whole.reported_completion == "66.7%"


def test_what_is_closed_is_told_apart_by_how_it_was_verified(office: ReportedOffice) -> None:
    whole = office.figures(TODAY).whole
    assert sum(whole.levels.values()) == whole.closed == 3
    assert whole.levels[Verification.LEDGER] == 3
    assert whole.levels_in_words == "台账3件"


def test_the_lights_add_up_to_all_parts(office: ReportedOffice) -> None:
    whole = office.figures(TODAY).whole

    assert whole.lights == {Light.RED: 2, Light.YELLOW: 0, Light.GREEN: 3, Light.GREY: 1, Light.BLUE: 3}
    assert sum(whole.lights.values()) == whole.assigned


def test_units_documents_tasks_and_levels_add_up_to_the_whole(office: ReportedOffice) -> None:
    figures = office.figures(TODAY)

    for parts in (
        [one.tally for one in figures.units],
        [one.tally for one in figures.tasks],
        [one.tally for one in figures.documents],
        [tally for _, tally in figures.levels],
    ):
        assert sum(tally.assigned for tally in parts) == figures.whole.assigned
        assert sum(tally.due for tally in parts) == figures.whole.due
        assert sum(tally.closed for tally in parts) == figures.whole.closed


def test_a_unit_whose_only_part_was_withdrawn_is_not_in_the_table(office: ReportedOffice) -> None:
    assert "市财政局" not in [one.unit.called for one in office.figures(TODAY).units]


def test_a_units_line_says_how_much_it_leads(office: ReportedOffice) -> None:
    first = office.figures(TODAY).units[0]

    assert (first.unit.called, first.leading, first.tally.assigned, first.tally.completion) == (
        "市总工会",
        1,
        2,
        "50.0%",
    )


def test_an_empty_office_has_dashes_for_rates() -> None:
    figures = ReportedOffice().figures(TODAY)

    assert (figures.whole.completion, figures.whole.punctuality) == ("—", "—")
    assert not any((figures.units, figures.tasks, figures.documents, figures.indicators, figures.overdue))


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, "—"), (0, 3, "0.0%"), (2, 3, "66.7%"), (1, 8, "12.5%"), (1, 1, "100.0%"), (1, 2000, "0.1%")]
)  # fmt: skip
def test_a_share_is_rounded_half_up_to_one_place(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


def test_the_number_of_statements_does_not_grow_with_the_office() -> None:
    assert statements(units=3) == statements(units=30)


def statements(units: int) -> int:
    office = ReportedOffice()
    deadline = office.deadline(office.task(office.document()), PAST)
    for n in range(units):
        given = office.assign(deadline, office.unit(f"第{n}单位"))
        office.accept(given)
        office.report(given, 50, PAST)
    office.session.expire_all()
    counted = 0

    def count_one(*_: object) -> None:
        nonlocal counted
        counted += 1

    bind = office.session.get_bind()
    event.listen(bind, "before_cursor_execute", count_one)
    figures: Figures = office.figures(TODAY)
    event.remove(bind, "before_cursor_execute", count_one)
    tally: Tally = figures.whole
    assert tally.overdue == units
    return counted


def test_the_texts_of_documents_are_not_read_where_only_their_names_are_wanted() -> None:
    office = ReportedOffice()
    document = office.document()
    office.assign(office.deadline(office.task(document), TODAY), office.unit("市总工会"))
    office.indicator(document, "1000")
    office.session.expire_all()
    asked: list[str] = []
    event.listen(
        office.session.get_bind(),
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    figures = office.figures()
    assert figures.documents[0].document.title == "关于印发实施方案的通知"
    assert figures.indicators[0].document.reference
    assert [statement for statement in asked if "document.text" in statement] == []


def test_periods_made_ahead_later_are_not_in_the_report_of_a_past_day() -> None:
    office = ReportedOffice()
    task = office.task(office.document())
    for year in (2026, 2027):
        office.deadline(task, date(year, 12, 31), f"{year}", opens_on=date(year, 1, 1))
    coming = office.task(office.document())
    for year in (2027, 2028):
        office.deadline(coming, date(year, 12, 31), f"{year}", opens_on=date(year, 1, 1))

    periods = [[deadline.period for deadline in one.deadlines] for one in office.figures().tasks]
    assert periods == [["2026"], ["2027"]]
