"""The list of assignments: what is asked for is found, in its order, a page at a time, and counted."""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import true
from sqlmodel import col

from models.assignment import Assignment
from models.plan import TaskTag
from models.unit import Alias
from models.words import Status, UnitLevel
from reports.listing import (
    PAGE,
    Order,
    Page,
    View,
    Wanted,
    count_by_light,
    count_by_status,
    find,
    first_of_each,
)
from reports.named import tasks_named, units_named
from reports.wholes import is_whole
from schedules.lights import Light
from schedules.workdays import WorkCalendar
from tests.reported_office import GIVEN, LIMITS, TODAY, ReportedOffice

DAY = timedelta(days=1)


class Listed(ReportedOffice):
    """市总工会 is overdue with one and has closed one, 东湖区 has one far off and one without a day."""

    def __init__(self) -> None:
        super().__init__()
        self.union = self.unit("市总工会")
        self.lake = self.unit("东湖区", UnitLevel.COUNTY)
        self.union.line, self.lake.region = "工会系统", "东湖区"
        self.paper, self.other_paper = self.document(), self.document("关于做好技能培训的通知")
        self.contest = self.task(self.paper, "开展职工技能竞赛")
        self.training = self.task(self.other_paper, "组织技能培训")
        self.training.layer = "企业"
        self.session.add(TaskTag(task_id=self.training.id, name="技能专栏"))
        self.late = self.assign(self.deadline(self.contest, TODAY - DAY), self.union)
        self.done = self.assign(self.deadline(self.contest, TODAY + 9 * DAY), self.union)
        self.far = self.assign(self.deadline(self.training, TODAY + 400 * DAY), self.lake)
        self.undated = self.assign(self.deadline(self.training, None), self.lake)
        for one in (self.done, self.far):
            self.accept(one)
        self.report(self.far, 30, TODAY - 9 * DAY)
        self.report(self.done, 90, TODAY - 20 * DAY)
        self.close(self.done, GIVEN + DAY, GIVEN + 2 * DAY)
        self.session.commit()

    def view(self, condition: Any = None, who: str = "office") -> View:
        return View(TODAY, WorkCalendar(), LIMITS, is_whole() if condition is None else condition, who)

    def found(self, wanted: Wanted | None = None, order: Order = Order.DUE, **how: Any) -> Page:
        return find(self.session, self.view(), wanted or Wanted(), order, **how)


@pytest.fixture
def office() -> Listed:
    return Listed()


def test_the_earliest_day_comes_first_and_what_has_none_last(office: Listed) -> None:
    assert office.found().ids == (office.late.id, office.done.id, office.far.id, office.undated.id)
    assert office.found(falls=True).ids == (office.far.id, office.done.id, office.late.id, office.undated.id)


@pytest.mark.long
def test_each_condition_finds_its_own(office: Listed) -> None:
    late, done, far, undated = (one.id for one in (office.late, office.done, office.far, office.undated))
    expected = [
        (Wanted(line="工会系统"), {late, done}),
        (Wanted(region="东湖区"), {far, undated}),
        (Wanted(level=UnitLevel.COUNTY), {far, undated}),
        (Wanted(tag="技能专栏"), {far, undated}),
        (Wanted(layer="企业"), {far, undated}),
        (Wanted(layer="企业", text="jnpx"), {far, undated}),
        (Wanted(layer="党政"), set()),
        (Wanted(year=TODAY.year), {late, done}),
        (Wanted(year=TODAY.year + 1), {far}),
        (Wanted(document_id=office.paper.id), {late, done}),
        (Wanted(status=Status.CLOSED), {done}),
        (Wanted(light=Light.RED), {late}),
        (Wanted(light=Light.BLUE), {done}),
        (Wanted(unit_id=office.lake.id), {far, undated}),
        (Wanted(task_id=office.contest.id), {late, done}),
        (Wanted(text="szgh"), {late, done}),
        (Wanted(text="jnpx"), {far, undated}),
        (Wanted(text=office.contest.number), {late, done}),
        (Wanted(text="没有这样的"), set()),
        (Wanted(text="szgh", year=TODAY.year + 1), set()),
        (Wanted(document_id=4711), set()),
    ]
    for wanted, ids in expected:
        page = office.found(wanted)
        assert set(page.ids) == ids, wanted
        assert page.total == len(ids), wanted


def test_every_order_puts_each_in_its_place_once(office: Listed) -> None:
    late, done, far, undated = (one.id for one in (office.late, office.done, office.far, office.undated))
    expected = {
        Order.DUE: (late, done, far, undated),
        Order.LIGHT: (late, far, undated, done),
        Order.UNIT: (late, done, far, undated),
        Order.TASK: (late, done, far, undated),
        Order.PROGRESS: (far, done, late, undated),
        Order.REPORTED: (done, far, late, undated),
        Order.STATUS: (late, undated, far, done),
    }
    for order, ids in expected.items():
        assert office.found(order=order).ids == ids, order
        assert sorted(office.found(order=order, falls=True).ids) == sorted(ids), order


def test_counts_add_up_to_the_whole(office: Listed) -> None:
    lights = count_by_light(office.session, office.view(), Wanted(light=Light.RED))
    assert sum(lights.values()) == 4, "the light that is asked for does not hide the others"
    assert (lights[Light.RED], lights[Light.BLUE]) == (1, 1)
    statuses = count_by_status(office.session, office.view(), Wanted())
    assert sum(statuses.values()) == 4
    assert statuses[Status.CLOSED] == 1
    assert count_by_status(office.session, office.view(), Wanted(light=Light.RED))[Status.ASSIGNED] == 1


def test_what_was_taken_back_or_is_a_part_of_another_is_not_listed(office: Listed) -> None:
    office.undated.status = Status.WITHDRAWN
    office.far.parent_id = office.late.id
    office.report(office.late, 5, TODAY)
    office.session.commit()
    assert office.found().ids == (office.late.id, office.done.id)
    assert office.found(order=Order.LIGHT).total == 2


def test_nobody_is_shown_what_another_may_see(office: Listed) -> None:
    office.found()
    own = office.view(col(Assignment.unit_id) == office.lake.id, who="东湖区")
    assert set(find(office.session, own, Wanted()).ids) == {office.far.id, office.undated.id}
    everything = office.view(true(), who="all")
    assert find(office.session, everything, Wanted()).total == 4


def test_what_was_done_since_is_seen_at_once(office: Listed) -> None:
    assert office.found(Wanted(light=Light.BLUE)).total == 1
    office.close(office.late, TODAY, TODAY)
    office.session.commit()
    assert office.found(Wanted(light=Light.BLUE)).total == 2


@pytest.mark.parametrize("seed", range(4))
def test_the_first_of_each_state_are_those_the_list_begins_with(office: Listed, seed: int) -> None:
    draw = Random(seed)
    for _ in range(40):
        day = draw.choice([None, *(TODAY + number * DAY for number in range(-30, 60, 7))])
        made = office.assign(
            office.deadline(draw.choice([office.contest, office.training]), day), office.union
        )
        if draw.random() < 0.5:
            office.accept(made)
        if draw.random() < 0.3:
            office.close(made, GIVEN + DAY, GIVEN + 2 * DAY)
    office.session.commit()
    view = office.view()
    for wanted in (Wanted(), Wanted(light=Light.RED), Wanted(line="工会系统"), Wanted(light=Light.BLUE)):
        for status, first in first_of_each(office.session, view, wanted, 5).items():
            listed = find(office.session, view, replace(wanted, status=status), falls=status is Status.CLOSED)
            assert first == listed.ids[:5]


def test_pages_go_on_where_the_one_before_ended(office: Listed) -> None:
    deadline = office.deadline(office.contest, TODAY + 30 * DAY)
    for number in range(2 * PAGE):
        office.assign(deadline, office.unit(f"第{number}局"))
    office.session.commit()
    for order in (Order.DUE, Order.UNIT):
        pages = [office.found(order=order, page=number) for number in (1, 2, 3)]
        assert [len(page.ids) for page in pages] == [PAGE, PAGE, 4]
        assert len({number for page in pages for number in page.ids}) == 2 * PAGE + 4
        assert {page.total for page in pages} == {2 * PAGE + 4}
        assert [page.first for page in pages] == [1, PAGE + 1, 2 * PAGE + 1]
        assert pages[0].pages == 3
    assert office.found(page=99) == office.found(page=3), "beyond the last is the last"
    assert office.found(page=-5) == office.found(page=1)


def test_an_office_without_anything_has_one_empty_page() -> None:
    empty = ReportedOffice()
    view = View(TODAY, WorkCalendar(), LIMITS, is_whole(), "office")
    page = find(empty.session, view, Wanted())
    assert (page.ids, page.total, page.number, page.pages) == ((), 0, 1, 1)
    assert sum(count_by_light(empty.session, view, Wanted()).values()) == 0


def test_units_and_tasks_are_found_by_every_name_they_have(office: Listed) -> None:
    office.session.add(Alias(unit_id=office.lake.id, name="东湖高新区"))
    office.session.flush()
    assert units_named(office.session, "dhgx") == [office.lake.id]
    assert units_named(office.session, "jlszgh") == [office.union.id]
    assert tasks_named(office.session, "职工技能") == [office.contest.id]
    assert tasks_named(office.session, "技能") == [office.contest.id, office.training.id]


def test_counts_follow_every_move_of_every_unit(office: Listed) -> None:
    """Counted again only for the units that were touched, they are what counting everything gives."""

    def counts() -> tuple[Any, Any]:
        view = office.view()
        return count_by_light(office.session, view, Wanted()), count_by_status(office.session, view, Wanted())

    def anew() -> tuple[Any, Any]:
        view = office.view(who=f"nobody before, {next(fresh)}")
        return count_by_light(office.session, view, Wanted()), count_by_status(office.session, view, Wanted())

    fresh = count()
    deadline = office.deadline(office.contest, TODAY + 30 * DAY)
    units = [office.unit(f"第{number}局") for number in range(25)]
    office.session.commit()
    assert counts() == anew()
    held = [office.assign(deadline, unit) for unit in units[:3]]
    office.session.commit()
    assert counts() == anew()
    office.accept(held[0])
    office.report(held[1], 60, TODAY)
    office.submit(office.far, TODAY)
    office.session.commit()
    assert counts() == anew()
    office.withdraw(held[2], TODAY)
    office.session.commit()
    assert counts() == anew()
    # So many at once that all are counted.
    for unit in units[3:]:
        office.assign(deadline, unit)
    office.session.commit()
    assert counts() == anew()
    assert sum(counts()[0].values()) == sum(counts()[1].values()) == 4 + 24
