"""The timeline: what runs in a time, by task or by unit, and where it lies in the picture."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from board.timeline_drawing import HEAD, LABELS, ROWS, WIDTH, draw, end_of_month, months_between
from models.task import Task
from models.words import UnitLevel
from reports.listing import View, Wanted
from reports.timeline import Down, Due, Row, Timeline, read_timeline
from reports.wholes import is_whole
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.cast import Cast
from tests.office import establish
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice

DAY = timedelta(days=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class Running(ReportedOffice):
    """A contest due yesterday for two units, one of which has more time; a training due next year; one without a day."""

    def __init__(self) -> None:
        super().__init__()
        self.union, self.lake = self.unit("市总工会"), self.unit("东湖区", UnitLevel.COUNTY)
        paper = self.document()
        self.contest, self.training = self.task(paper, "竞赛"), self.task(paper, "培训")
        deadline = self.deadline(self.contest, TODAY - DAY)
        self.assign(deadline, self.union)
        self.longer = self.assign(deadline, self.lake)
        self.longer.due_on = TODAY + 60 * DAY
        self.assign(self.deadline(self.training, date(2027, 3, 31)), self.lake)
        self.assign(self.deadline(self.training, None), self.union)
        self.session.commit()

    def read(
        self, down: Down = Down.TASK, first: date = YEAR[0], last: date = YEAR[1], **asked: str
    ) -> Timeline:
        view = View(TODAY, WorkCalendar(), LIMITS, is_whole(), "office")
        return read_timeline(self.session, view, Wanted(**asked), first, last, down)  # type: ignore[arg-type]


@pytest.fixture
def office() -> Running:
    return Running()


def test_tasks_come_by_their_first_deadline_with_every_deadline_of_theirs(office: Running) -> None:
    contest, training = office.read().rows
    assert (contest.label, training.label) == ("竞赛", "培训")
    assert [(due.on, due.first_on, due.light) for due in contest.dues] == [
        (TODAY - DAY, None, Light.RED),
        (TODAY + 60 * DAY, TODAY - DAY, Light.GREY),
    ]
    assert contest.worst is Light.RED
    assert contest.since == GIVEN
    assert [due.on for due in training.dues] == [date(2027, 3, 31), None]


def test_units_come_in_the_order_of_the_office(office: Running) -> None:
    assert [row.label for row in office.read(Down.UNIT).rows] == ["市总工会", "东湖区"]
    assert [row.label for row in office.read(Down.UNIT, text="dhq").rows] == ["东湖区"]


def test_what_ended_before_or_begins_after_is_not_there(office: Running) -> None:
    assert office.read(first=date(2025, 1, 1), last=date(2025, 12, 31)).rows == ()
    later = office.read(first=date(2027, 1, 1), last=date(2027, 12, 31))
    assert [row.label for row in later.rows] == ["培训"]


def test_what_has_no_deadline_goes_on_to_the_edge_and_what_ends_later_points_on(office: Running) -> None:
    (picture,) = draw(office.read().rows, *YEAR, TODAY)
    contest, training = picture.bars
    assert not contest.goes_on
    assert training.goes_on
    assert training.marks[-1].x > training.ends, "no deadline: outside, on the right"
    assert contest.firsts[0][0] == contest.marks[0].x, "where the overdue one lies was the first deadline"
    assert "原2026年6月7日" in contest.marks[1].words
    assert picture.today is not None
    assert contest.gone == picture.today


def test_deadlines_near_each_other_are_one_mark_with_the_most_urgent_light() -> None:
    dues = tuple(
        Due(TODAY + n * DAY, None, light, 2, GIVEN)
        for n, light in enumerate([Light.GREEN, Light.RED, Light.BLUE])
    )
    ((bar,),) = [picture.bars for picture in draw([Row(1, "1", "竞赛", dues)], *YEAR, TODAY)]
    (mark,) = bar.marks
    assert (mark.light, mark.count) == (Light.RED, 6)
    assert "红灯2件" in mark.words


_DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
_DUES = st.lists(
    st.builds(Due, st.none() | _DAYS, st.none() | _DAYS, st.sampled_from(Light), st.integers(1, 999), _DAYS),
    min_size=1,
    max_size=40,
)


@pytest.mark.long
@given(_DUES, _DAYS, st.integers(0, 1800), _DAYS)
def test_nothing_falls_out_of_the_picture(dues: list[Due], first: date, days: int, today: date) -> None:
    last = first + timedelta(days=days)
    ordered = tuple(sorted(dues, key=lambda due: due.on or date.max))
    (picture,) = draw([Row(1, "2026-001", "办好职工技能竞赛" * 5, ordered)], first, last, today)
    (bar,) = picture.bars
    assert LABELS <= bar.begins <= bar.gone <= bar.ends <= WIDTH
    assert all(LABELS <= mark.x <= WIDTH for mark in bar.marks)
    places = [mark.x for mark in bar.marks]
    assert all(later - earlier >= 8 for earlier, later in pairwise(places))
    assert sum(mark.count for mark in bar.marks) <= sum(due.count for due in dues)
    assert HEAD <= bar.middle <= picture.height
    ends = [month.x + month.width for month in picture.months]
    assert all(abs(month.x - end) < 0.01 for month, end in zip(picture.months[1:], ends, strict=False))


def test_a_long_list_is_several_pictures_each_with_its_months() -> None:
    rows = [Row(n, "", f"第{n}局", (Due(TODAY, None, Light.RED, 1, GIVEN),)) for n in range(2 * ROWS + 1)]
    pictures = draw(rows, *YEAR, TODAY)
    assert [len(picture.bars) for picture in pictures] == [ROWS, ROWS, 1]
    assert all([month.label for month in picture.months][:2] == ["2026年1月", "2月"] for picture in pictures)


def test_months_are_whole() -> None:
    assert months_between(date(2026, 11, 5), date(2027, 1, 31)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert end_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
    assert end_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


def test_the_page_shows_this_year_any_year_and_any_months(home: object) -> None:
    office = establish(day=date(2026, 4, 1))
    clerk = office.person("wangmin")
    page = clerk.sees("/timeline")
    assert "2026年1月1日至2026年12月31日" in page
    assert "办好职工技能竞赛" in page
    assert 'aria-label="时间轴，1行' in page
    assert "2027年1月1日至2027年12月31日没有在办的事项" in clerk.sees("/timeline?year=2027")
    assert "2026年3月1日至2026年8月31日" in clerk.sees("/timeline?since=2026-08&until=2026-03")
    assert "市人社局" in clerk.sees("/timeline?down=unit")
    assert "市人社局" not in clerk.sees("/timeline?down=unit&q=szgh")


@pytest.mark.parametrize(
    "query",
    [
        "since=0000-00",
        "since=9999-12&until=9999-12",
        "since=0001-01&until=9998-12",
        "since=x&until=2026-13",
        "year=9999",
        "year=1",
        "page=-3&down=both",
        "until=2026-05",
    ],
)
def test_a_time_that_cannot_be_shown_is_no_fault(home: object, query: str) -> None:
    assert establish(day=date(2026, 4, 1)).person("wangmin").status_of(f"/timeline?{query}") == 200


def test_a_title_with_markup_is_only_text(home: object) -> None:
    office = establish(lambda cast: _retitle(cast, "<script>alert(1)</script>"), day=date(2026, 4, 1))
    page = office.person("wangmin").sees("/timeline")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def _retitle(cast: Cast, title: str) -> None:
    task = cast.session.exec(select(Task)).one()
    task.title = title
