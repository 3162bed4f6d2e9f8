"""More time: asked before the day, decided by the office, counted; the first deadline is never overwritten."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.extension import DueChange, Extension
from models.notice import Notice
from models.words import Answer, Move, NoticeKind
from reports.items import read_items
from schedules.ladder_files import load_pack
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import close
from supervision.duties.extensions import TimeRequest, ask, extensions, grant, refuse, take_back
from supervision.duties.moves import history
from supervision.duties.submission import submit
from supervision.letters.sweep import raise_notices
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
JULY_31 = date(2026, 7, 31)
LATE = date(2026, 7, 6)
MORE = TimeRequest(JULY_31, "场地六月底才能腾出", "已完成报名", "七月十日前完成初赛")


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, at(DAY))
    return made


def _ask(cast: Cast, duty: Assignment, on: date = DAY, by: Actor | None = None) -> Extension:
    return ask(cast.session, duty, MORE, by or cast.lead, on, at(on))


def test_a_granted_extension_moves_the_day_and_keeps_the_first(cast: Cast, duty: Assignment) -> None:
    grant(cast.session, _ask(cast, duty), JULY_31, cast.clerk, DAY, at(DAY), "同意")
    assert (duty.first_due_on, duty.due_on) == (JUNE_30, JULY_31)
    change = cast.session.exec(select(DueChange)).one()
    assert (change.before, change.after, change.is_late, change.by) == (JUNE_30, JULY_31, False, "王敏")
    moves = [row.move for row in history(cast.session, duty.id)]
    assert moves[-2:] == [Move.ASK_TIME, Move.ANSWER_TIME]
    kinds = [notice.kind for notice in cast.session.exec(select(Notice))]
    assert NoticeKind.EXTENSION in kinds


def test_the_office_may_grant_less_than_was_asked_for(cast: Cast, duty: Assignment) -> None:
    grant(cast.session, _ask(cast, duty), date(2026, 7, 10), cast.clerk, DAY, at(DAY))
    assert duty.due_on == date(2026, 7, 10)


def test_a_refused_request_changes_no_day_and_says_why(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty)
    with pytest.raises(Refusal, match="写明理由"):
        refuse(cast.session, asked, cast.clerk, DAY, at(DAY), " ")
    refuse(cast.session, asked, cast.clerk, DAY, at(DAY), "全市统一时限，不能延")
    assert (duty.due_on, asked.answer) == (JUNE_30, Answer.REFUSED)


def test_requests_are_counted(cast: Cast, duty: Assignment) -> None:
    grant(cast.session, _ask(cast, duty), date(2026, 7, 10), cast.clerk, DAY, at(DAY))
    _ask(cast, duty)
    assert [one.ordinal for one in extensions(cast.session, duty.id)] == [2, 1]


def test_one_request_waits_at_a_time_and_may_be_taken_back(cast: Cast, duty: Assignment) -> None:
    first = _ask(cast, duty)
    with pytest.raises(Refusal, match="等待审批"):
        _ask(cast, duty)
    take_back(cast.session, first, cast.lead, DAY, at(DAY))
    assert _ask(cast, duty).ordinal == 2


def test_a_request_is_decided_once(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty)
    grant(cast.session, asked, JULY_31, cast.clerk, DAY, at(DAY))
    with pytest.raises(Refusal, match=r"已由王敏处理（同意）"):
        refuse(cast.session, asked, cast.other_clerk, DAY, at(DAY), "不同意")
    assert duty.due_on == JULY_31


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (TimeRequest(JULY_31, " ", "已完成报名"), "原因"),
        (TimeRequest(JULY_31, "场地未定", ""), "进展"),
        (TimeRequest(JUNE_30, "场地未定", "已完成报名"), "不晚于现行时限"),
        (TimeRequest(date(2206, 7, 31), "场地未定", "已完成报名"), "年份"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    cast: Cast, duty: Assignment, said: TimeRequest, complaint: str
) -> None:
    with pytest.raises(Refusal, match=complaint):
        ask(cast.session, duty, said, cast.lead, DAY, at(DAY))
    assert not extensions(cast.session, duty.id)


def test_what_has_no_deadline_needs_no_extension(cast: Cast) -> None:
    undated = cast.assignment(None)
    accept(cast.session, undated, cast.lead, DAY, at(DAY))
    with pytest.raises(Refusal, match="没有定时限"):
        _ask(cast, undated)


def test_another_unit_cannot_ask_for_it(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="不是交办给贵单位的"):
        _ask(cast, duty, by=cast.outsider)


def test_a_unit_does_not_decide_on_its_own_request(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty)
    with pytest.raises(Refusal, match="由督办部门办理"):
        grant(cast.session, asked, JULY_31, cast.lead, DAY, at(DAY))


def test_a_clerk_who_keyed_the_request_in_does_not_decide_on_it(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty, by=cast.clerk)
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        grant(cast.session, asked, JULY_31, cast.clerk, DAY, at(DAY))
    grant(cast.session, asked, JULY_31, cast.other_clerk, DAY, at(DAY))
    assert duty.due_on == JULY_31


def test_where_the_office_allows_it_the_record_says_so(
    cast: Cast, duty: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from config.settings import settings

    monkeypatch.setenv("DUBAN_REVIEWS_OWN_ENTRY", "true")
    settings.cache_clear()
    try:
        asked = grant(cast.session, _ask(cast, duty, by=cast.clerk), JULY_31, cast.clerk, DAY, at(DAY))
        assert "本人代录、本人审核" in asked.opinion
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_asked_after_the_day_it_counts_as_overdue_for_good(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty, on=LATE)
    assert asked.is_late
    grant(cast.session, asked, JULY_31, cast.clerk, LATE, at(LATE))
    submit(cast.session, duty, cast.lead, LATE, at(LATE), "已办结")
    close(cast.session, duty, cast.clerk, LATE, at(LATE))
    limits = load_pack("standard").lights
    (item,) = read_items(cast.session, LATE, work_calendar(), limits)
    assert (item.is_closed, item.is_on_time, item.was_late) == (True, False, True)


def test_asked_in_time_it_is_on_time_by_the_new_day(cast: Cast, duty: Assignment) -> None:
    grant(cast.session, _ask(cast, duty), JULY_31, cast.clerk, DAY, at(DAY))
    submit(cast.session, duty, cast.lead, LATE, at(LATE), "已办结")
    close(cast.session, duty, cast.clerk, LATE, at(LATE))
    (item,) = read_items(cast.session, LATE, work_calendar(), load_pack("standard").lights)
    assert (item.is_on_time, item.extensions, item.first_due_on) == (True, 1, JUNE_30)


def test_a_report_of_an_earlier_day_knows_the_deadline_of_that_day(cast: Cast, duty: Assignment) -> None:
    later = DAY + timedelta(20)
    grant(cast.session, _ask(cast, duty, on=later), JULY_31, cast.clerk, later, at(later))
    limits = load_pack("standard").lights
    before = read_items(cast.session, DAY, work_calendar(), limits)[0]
    after = read_items(cast.session, later, work_calendar(), limits)[0]
    assert (before.due_on, after.due_on) == (JUNE_30, JULY_31)


def test_while_a_request_made_in_time_waits_nobody_is_chased(cast: Cast, duty: Assignment) -> None:
    _ask(cast, duty, on=JUNE_30)
    raise_notices(cast.session, LATE, at(LATE), settings(), work_calendar())
    (item,) = read_items(cast.session, LATE, work_calendar(), load_pack("standard").lights)
    assert item.light is Light.YELLOW
    assert "等待审批" in item.lamp.why
    assert NoticeKind.CHASER not in {notice.kind for notice in cast.session.exec(select(Notice))}


def test_a_request_made_after_the_day_stops_no_reminder(cast: Cast, duty: Assignment) -> None:
    _ask(cast, duty, on=date(2026, 7, 1))
    raise_notices(cast.session, LATE, at(LATE), settings(), work_calendar())
    assert NoticeKind.CHASER in {notice.kind for notice in cast.session.exec(select(Notice))}


def test_handing_in_makes_a_waiting_request_pointless(cast: Cast, duty: Assignment) -> None:
    asked = _ask(cast, duty)
    submit(cast.session, duty, cast.lead, DAY, at(DAY), "已办结")
    assert asked.answer is Answer.TAKEN_BACK
