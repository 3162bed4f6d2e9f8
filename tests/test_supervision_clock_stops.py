"""The clock of an assignment can stand: no reminder, no red light, and the time comes back on the restart."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.notice import Notice
from models.words import NoticeKind
from reports.items import read_items
from schedules.ladder_files import load_pack
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import clock_stops, restart, stop
from supervision.duties.submission import submit
from supervision.letters.sweep import raise_notices
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
STOPPED = date(2026, 6, 24)
AGAIN = date(2026, 7, 8)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, at(DAY))
    return made


def _stop(cast: Cast, duty: Assignment) -> None:
    stop(cast.session, duty, cast.clerk, STOPPED, at(STOPPED), "上级方案调整")


def test_the_time_it_stood_comes_back_in_working_days(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    ended = restart(cast.session, duty, cast.clerk, AGAIN, at(AGAIN))
    calendar = work_calendar()
    assert ended.workdays == calendar.between(STOPPED, AGAIN)
    assert duty.due_on == calendar.shift(JUNE_30, ended.workdays)
    assert (duty.first_due_on, duty.stopped_on) == (JUNE_30, None)


def test_while_it_stands_the_light_is_grey_and_nobody_is_reminded(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    before = len(cast.session.exec(select(Notice)).all())
    raise_notices(cast.session, AGAIN, at(AGAIN), settings(), work_calendar())
    assert len(cast.session.exec(select(Notice)).all()) == before
    (item,) = read_items(cast.session, AGAIN, work_calendar(), load_pack("standard").lights)
    assert (item.light, item.is_overdue) == (Light.GREY, False)
    assert "中止计时" in item.lamp.why


def test_a_stop_of_the_past_is_seen_in_the_report_of_that_day_alone(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    restart(cast.session, duty, cast.clerk, AGAIN, at(AGAIN))
    limits = load_pack("standard").lights
    then = read_items(cast.session, date(2026, 7, 1), work_calendar(), limits)[0]
    now = read_items(cast.session, AGAIN, work_calendar(), limits)[0]
    assert (then.light, then.due_on) == (Light.GREY, JUNE_30)
    assert now.due_on == duty.due_on


def test_stopped_and_started_on_one_day_changes_nothing(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    assert restart(cast.session, duty, cast.clerk, STOPPED, at(STOPPED)).workdays == 0
    assert duty.due_on == JUNE_30


def test_after_the_day_the_clock_is_not_stopped_any_more(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="不能再中止计时"):
        stop(cast.session, duty, cast.clerk, AGAIN, at(AGAIN), "上级方案调整")


def test_a_reason_is_needed_and_a_clock_stands_once(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="原因"):
        stop(cast.session, duty, cast.clerk, STOPPED, at(STOPPED), "")
    _stop(cast, duty)
    with pytest.raises(Refusal, match="已经中止计时"):
        _stop(cast, duty)
    assert len(clock_stops(cast.session, duty.id)) == 1


def test_a_running_clock_is_not_started(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="没有中止计时"):
        restart(cast.session, duty, cast.clerk, AGAIN, at(AGAIN))


def test_a_unit_does_not_stop_its_own_clock(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="由督办部门办理"):
        stop(cast.session, duty, cast.lead, STOPPED, at(STOPPED), "来不及")


def test_handing_in_while_it_stands_ends_the_stop(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    submit(cast.session, duty, cast.lead, AGAIN, at(AGAIN), "已办结")
    assert duty.stopped_on is None
    assert clock_stops(cast.session, duty.id)[0].restarted_on == AGAIN


def test_the_unit_is_told_of_both(cast: Cast, duty: Assignment) -> None:
    _stop(cast, duty)
    restart(cast.session, duty, cast.clerk, AGAIN, at(AGAIN))
    kinds = [notice.kind for notice in cast.session.exec(select(Notice))]
    assert kinds.count(NoticeKind.CLOCK) == 2
