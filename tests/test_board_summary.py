"""The leader's first page: everything in one minute, and nothing that is not so."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.coordination import Coordination
from models.words import CoordinationStatus, Status
from schedules import clock
from tests.cast import DAY, Cast
from tests.office import BoardOffice, establish
from tests.on_the_desk import request_for_time

LATE = DAY - timedelta(days=40)


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def _late_office() -> BoardOffice:
    def more(cast: Cast) -> None:
        one = cast.assignment(date(2026, 3, 2), on=LATE)
        cast.session.add(request_for_time(one.id))
        cast.session.add(
            Coordination(
                assignment_id=one.id,
                text="请开放场馆",
                status=CoordinationStatus.RAISED,
                raised_on=LATE,
                raised_by="苏望",
                due_on=DAY - timedelta(3),
            )
        )

    return establish(more)


def test_it_is_where_the_leader_begins_and_where_a_clerk_finds_it(office: BoardOffice) -> None:
    assert office.person("zhouheng").client.get("/", follow_redirects=False).headers["location"] == "/summary"
    page = office.person("zhouheng").sees("/summary")
    assert '<a href="/summary" aria-current="page">领导</a>' in page
    assert 'href="/wall"' in page or "总览" in page
    assert 'href="/summary"' in office.person("wangmin").sees("/matrix")


def test_units_have_no_such_page(office: BoardOffice) -> None:
    for login in ("suwang", "jiming", "tianye"):
        assert office.person(login).status_of("/summary") == 404
        assert office.person(login).status_of("/wall") == 404


def test_each_light_has_its_number_its_share_its_shape_and_its_word(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees("/summary")
    assert "<b>2<small>100%</small></b>" in page
    for word in ("逾期", "临期或滞后", "正常推进", "未签收或中止", "已销号"):
        assert word in page
    assert 'class="lamp grey"' in page
    assert 'href="/matrix?light=red"' in page
    assert "共交办2件，未销号2件。" in page


@pytest.mark.long
def test_what_is_overdue_says_how_long_how_far_and_what_was_said(home: object) -> None:
    page = _late_office().person("zhouheng").sees("/summary")
    assert "逾期最久的1件" not in page, "more time was asked for in time: it waits"
    assert "延期待审批<b>1</b>件" in page
    assert "需协调事项未办结<b>1</b>件" in page
    assert "其中超期1件" in page


def test_the_trend_has_twelve_fridays_and_today_and_a_table(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees("/summary")
    assert page.count('<th scope="row">3月6日</th>') == 1
    assert '<th scope="row">今天</th>' in page
    assert '<svg class="chart trend"' in page
    assert 'role="img"' in page


@pytest.mark.long
def test_a_closure_shows_at_once(office: BoardOffice) -> None:
    leader, clerk, unit = office.person("zhouheng"), office.person("wangmin"), office.person("suwang")
    assert "已销号<b>0</b>件" in leader.sees("/summary")
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    unit.does(f"{here}/submission", note="三场全部办完，共480人参加。")
    assert "销号待审核<b>1</b>件" in leader.sees("/summary")
    clerk.does(f"{here}/closure", note="核对无误")
    page = leader.sees("/summary")
    assert "自报完成<b>1</b>件 → 已销号<b>1</b>件" in page
    assert "比上周五多1" in page


def test_what_the_leader_said_stands_there_with_how_it_stands(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert "还没有批示" in leader.sees("/summary")
    leader.does(f"/tasks/{office.task}/instructions", words="抓紧<i>办</i>好。", due_on="2026-03-20")
    page = leader.sees("/summary")
    assert "抓紧&lt;i&gt;办&lt;/i&gt;好。" in page
    assert "2件中2件未销号" in page


def test_an_empty_office_is_told_what_comes_first(home: object) -> None:
    office = establish()
    with database.transaction() as session:
        for one in session.exec(select(Assignment)).all():
            one.status = Status.WITHDRAWN
    page = office.person("zhouheng").sees("/summary")
    assert "还没有交办的任务" in page


def test_markup_in_a_title_stays_harmless(home: object) -> None:
    def more(cast: Cast) -> None:
        task = cast.task(date(2026, 3, 2), on=LATE)
        task.title = '<script>alert(1)</script>"'

    office = establish(more)
    for address in ("/summary", "/wall", "/wall?sheet=a3"):
        page = office.person("zhouheng").sees(address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_the_next_day_is_counted_anew(home: object) -> None:
    office = establish(lambda cast: _due(cast, DAY))
    leader = office.person("zhouheng")
    assert "没有逾期的事项" in leader.sees("/summary")
    clock.move_demo_day(DAY + timedelta(1))
    assert "逾期最久的1件" in leader.sees("/summary")


def _due(cast: Cast, day: date) -> None:
    cast.assignment(day)
