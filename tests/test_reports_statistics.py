"""The statistics: every line adds up to the total, and each figure is what its definition says."""

from datetime import date, timedelta

import pytest

from models.extension import DueChange
from models.words import DueChangeKind, Status, UnitLevel, Verification
from reports.listing import View, Wanted
from reports.statistics import ACROSS, MEANINGS, NOT_SAID, UNDATED, By, CrossTable, cross_table
from reports.statistics_sheet import lay_out
from reports.wholes import is_whole
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice, at

DAY = timedelta(days=1)


class Counted(ReportedOffice):
    """市总工会: one overdue, one closed in time, one closed late; 东湖区: one handed in, one without a day, reported done."""

    def __init__(self) -> None:
        super().__init__()
        self.union = self.unit("市总工会")
        self.lake = self.unit("东湖区", UnitLevel.COUNTY)
        self.lake.region = "东湖区"
        paper, other = self.document(), self.document("关于做好技能培训的通知")
        contest, training = self.task(paper), self.task(other)
        self.assign(self.deadline(contest, TODAY - DAY), self.union)
        timely = self.assign(self.deadline(contest, date(2026, 5, 31)), self.union)
        late = self.assign(self.deadline(contest, date(2026, 4, 30)), self.union)
        handed_in = self.assign(self.deadline(training, date(2026, 9, 30)), self.lake)
        undated = self.assign(self.deadline(training, None), self.lake)
        for one in (timely, late, handed_in, undated):
            self.accept(one)
        self.report(undated, 100, TODAY - DAY)
        self.close(timely, GIVEN + 10 * DAY, GIVEN + 20 * DAY).verification = Verification.ON_SITE
        self.close(late, date(2026, 5, 1), date(2026, 5, 2))
        self.submit(handed_in, TODAY)
        self.timely = timely
        self.session.commit()

    def table(self, down: By = By.UNIT, across: By = By.LIGHT, wanted: Wanted | None = None) -> CrossTable:
        view = View(TODAY, WorkCalendar(), LIMITS, is_whole(), "office")
        return cross_table(self.session, view, wanted or Wanted(), down, across)


@pytest.fixture
def office() -> Counted:
    return Counted()


@pytest.mark.parametrize("across", ACROSS)
@pytest.mark.parametrize("down", By)
def test_lines_and_columns_add_up_to_the_same_whole(office: Counted, down: By, across: By) -> None:
    table = office.table(down, across)
    assert table.total.counts.total == sum(table.total.cells) == 5
    for line in table.lines:
        assert sum(line.cells) == line.counts.total == sum(line.counts.lights.values())
        assert len(line.cells) == len(table.columns)
    whole = table.total.counts
    assert (whole.closed, whole.on_time, whole.verified, whole.reported) == (2, 1, 1, 4)


def test_each_figure_is_what_its_definition_says(office: Counted) -> None:
    union, lake = (line.counts for line in office.table().lines)
    assert (union.total, union.dated, union.closed, union.overdue) == (3, 3, 2, 1)
    assert (union.closing_rate, union.on_time_rate, union.overdue_rate) == ("66.7%", "50.0%", "33.3%")
    assert union.average_days == "31.5", "10 and 53 days from handing out to handing in"
    assert (lake.total, lake.dated, lake.closed, lake.reported) == (2, 1, 0, 2)
    assert (lake.closing_rate, lake.on_time_rate, lake.average_days) == ("0.0%", "—", "—")
    assert {name for name, _ in MEANINGS} >= {"销号率", "按时办结率", "逾期率", "平均用时"}


def test_more_time_given_after_the_day_had_passed_does_not_make_it_timely(office: Counted) -> None:
    office.session.add(
        DueChange(
            assignment_id=office.timely.id,
            kind=DueChangeKind.EXTENSION,
            before=GIVEN + DAY,
            after=date(2026, 5, 31),
            is_late=True,
            on=GIVEN + 5 * DAY,
            at=at(GIVEN),
            by="王敏",
        )
    )
    office.session.flush()
    assert office.table().total.counts.on_time == 0


def test_a_closure_that_was_undone_does_not_count(office: Counted) -> None:
    closure = office.close(office.timely, TODAY, TODAY)
    office.reopen(office.timely, closure, TODAY)
    office.timely.status = Status.CLOSED
    office.session.commit()
    assert office.table().total.counts.closed == 2


def test_periods_go_by_the_deadline_and_what_has_none_stands_last(office: Counted) -> None:
    months = [line.label for line in office.table(By.MONTH).lines]
    assert months == ["2026年4月", "2026年5月", "2026年6月", "2026年9月", UNDATED]
    quarters = [line.label for line in office.table(By.QUARTER).lines]
    assert quarters == ["2026年二季度", "2026年三季度", UNDATED]
    assert [line.label for line in office.table(By.YEAR).lines] == ["2026年", UNDATED]
    assert [line.label for line in office.table(By.REGION).lines] == ["东湖区", NOT_SAID]


def test_conditions_hold_for_every_figure(office: Counted) -> None:
    red = office.table(wanted=Wanted(light=Light.RED)).total.counts
    assert (red.total, red.closed, red.overdue_rate) == (1, 0, "100.0%")
    blue = office.table(wanted=Wanted(light=Light.BLUE)).total.counts
    assert (blue.total, blue.closed) == (2, 2)
    county = office.table(wanted=Wanted(level=UnitLevel.COUNTY)).total.counts
    assert (county.total, county.closed) == (2, 0)


def test_an_office_without_anything_has_a_table_without_lines() -> None:
    empty = ReportedOffice()
    view = View(TODAY, WorkCalendar(), LIMITS, is_whole(), "office")
    table = cross_table(empty.session, view, Wanted(), By.UNIT, By.LIGHT)
    assert (table.lines, table.total.counts.total, table.total.counts.closing_rate) == ((), 0, "—")


def test_the_sheet_says_the_same_as_the_page_and_what_it_means(office: Counted) -> None:
    table = office.table(By.LEVEL, By.STATUS)
    book = lay_out(table, "江临办", TODAY, "只含2026年。")
    figures, meanings = book.sheets
    assert [row[0] for row in figures.rows] == ["市级部门", "县区", "合计"]
    assert figures.rows[-1][-9:] == (5, 4, 2, 1, "40.0%", "50.0%", 1, "25.0%", "31.5")
    assert "只含2026年" in figures.note
    assert meanings.rows == MEANINGS
