"""The life of an assignment, from the hand-over to the closure: who may do what, and what is left behind."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.closing import Closure, Return
from models.notice import Notice
from models.words import Move, NoticeKind, Role, Status
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.moves import history
from supervision.duties.progress import Report, report, updates
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY, 10)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    return cast.assignment(JUNE_30)


def _submitted(cast: Cast, duty: Assignment, on: date = DAY) -> None:
    accept(cast.session, duty, cast.lead, on, NOW)
    submit(cast.session, duty, cast.lead, on, NOW, "已办结，见附件")


def test_there_is_one_assignment_per_deadline_unit_and_role(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局", "试点企业"))
    rows = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).all()
    assert sorted((row.unit_id, row.role) for row in rows) == sorted(
        [(cast.union.id, Role.LEAD), (cast.labour.id, Role.SUPPORTING)]
        + [(pilot.id, Role.SUPPORTING) for pilot in cast.pilots]
    )


def test_assigning_twice_assigns_once(cast: Cast) -> None:
    cast.task(JUNE_30, supporting=("市人社局",))
    assert assign(cast.session, "王敏", DAY, NOW) == 0
    notices = cast.session.exec(select(Notice)).all()
    assert [notice.kind for notice in notices] == [NoticeKind.ASSIGNMENT] * 2


def test_next_years_duty_is_not_assigned_this_year(cast: Cast) -> None:
    draft = cast.draft(due=date(2026, 12, 31), recurrence="yearly", kind="recurring")
    from supervision.drafts.decision import Decision
    from supervision.drafts.registration import register
    from supervision.duties.recurring import continue_recurring

    register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    assert continue_recurring(cast.session, date(2026, 12, 31)) == 1
    assert assign(cast.session, "王敏", date(2026, 12, 31), NOW) == 0
    assert assign(cast.session, "王敏", date(2027, 1, 4), NOW) == 1


def test_a_whole_life_leaves_a_row_for_every_move(cast: Cast, duty: Assignment) -> None:
    accept(cast.session, duty, cast.lead, DAY, NOW)
    report(cast.session, duty, Report(DAY, 60, "完成初赛", problems="经费未到位"), cast.lead, DAY, NOW)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办结")
    send_back(cast.session, duty, cast.clerk, DAY, NOW, "缺获奖名单")
    submit(cast.session, duty, cast.lead, DAY, NOW, "已补名单")
    close(cast.session, duty, cast.clerk, DAY, NOW)
    assert [(row.move, row.by) for row in history(cast.session, duty.id)] == [
        (Move.ASSIGN, "王敏"),
        (Move.ACCEPT, "苏望"),
        (Move.REPORT, "苏望"),
        (Move.SUBMIT, "苏望"),
        (Move.SEND_BACK, "王敏"),
        (Move.SUBMIT, "苏望"),
        (Move.CLOSE, "王敏"),
    ]
    assert duty.status is Status.CLOSED
    assert updates(cast.session, duty.id)[0].problems == "经费未到位"
    kinds = cast.session.exec(select(Notice.kind).where(Notice.assignment_id == duty.id)).all()
    assert set(kinds) == {NoticeKind.ASSIGNMENT, NoticeKind.RETURN, NoticeKind.CLOSURE}


def test_the_closure_remembers_the_day_of_the_submission(cast: Cast, duty: Assignment) -> None:
    _submitted(cast, duty)
    later = DAY + timedelta(9)
    close(cast.session, duty, cast.clerk, later, at(later))
    closure = cast.session.exec(select(Closure)).one()
    assert (closure.submitted_on, closure.on) == (DAY, later)


def test_an_outsider_can_do_nothing(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="不是交办给贵单位的"):
        accept(cast.session, duty, cast.outsider, DAY, NOW)


def test_a_unit_does_not_close_its_own_duty(cast: Cast, duty: Assignment) -> None:
    _submitted(cast, duty)
    with pytest.raises(Refusal, match="由督办部门办理"):
        close(cast.session, duty, cast.lead, DAY, NOW)


def test_a_leader_looks_and_touches_nothing(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="用于查看和签发"):
        accept(cast.session, duty, cast.leader, DAY, NOW)


def test_who_keyed_in_the_submission_does_not_close_it(cast: Cast, duty: Assignment) -> None:
    accept(cast.session, duty, cast.clerk, DAY, NOW)
    submit(cast.session, duty, cast.clerk, DAY, NOW, "纸质材料已收")
    assert history(cast.session, duty.id)[-1].by == "王敏（代录）"
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        close(cast.session, duty, cast.clerk, DAY, NOW)
    close(cast.session, duty, cast.other_clerk, DAY, NOW)
    assert duty.status is Status.CLOSED


def test_a_return_needs_a_reason_and_each_return_is_told(cast: Cast, duty: Assignment) -> None:
    _submitted(cast, duty)
    with pytest.raises(Refusal, match="退回要写明理由"):
        send_back(cast.session, duty, cast.clerk, DAY, NOW, "  ")
    send_back(cast.session, duty, cast.clerk, DAY, NOW, "缺数据")
    submit(cast.session, duty, cast.lead, DAY, NOW, "已补数据")
    send_back(cast.session, duty, cast.clerk, DAY, NOW, "数据有误")
    assert len(cast.session.exec(select(Return)).all()) == 2
    told = select(Notice).where(Notice.kind == NoticeKind.RETURN)
    assert len(cast.session.exec(told).all()) == 2


def test_a_submission_says_what_came_of_it(cast: Cast, duty: Assignment) -> None:
    accept(cast.session, duty, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match="请写明完成情况"):
        submit(cast.session, duty, cast.lead, DAY, NOW, "")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Report(DAY, 50, " "), "请写明进展情况"),
        (Report(DAY, 101, "快了"), "0到100"),
        (Report(DAY + timedelta(1), 50, "快了"), "还没有到"),
        (Report(DAY - timedelta(1), 50, "早就办了"), "早于交办日期"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    cast: Cast, duty: Assignment, said: Report, sentence: str
) -> None:
    accept(cast.session, duty, cast.lead, DAY, NOW)
    with pytest.raises(Refusal, match=sentence):
        report(cast.session, duty, said, cast.lead, DAY, NOW)


def test_of_two_people_at_once_one_is_told(cast: Cast, duty: Assignment) -> None:
    cast.session.flush()
    # What another transaction did between our look and our move.
    cast.session.execute(
        update(Assignment)
        .where(col(Assignment.id) == duty.id)
        .values(status=Status.UNDERWAY)
        .execution_options(synchronize_session=False)
    )
    with pytest.raises(Refusal, match=r"刚刚被别人办理过.*办理中"):
        accept(cast.session, duty, cast.lead, DAY, NOW)


def test_a_closed_duty_is_reopened_with_a_reason_and_keeps_its_closure(cast: Cast, duty: Assignment) -> None:
    _submitted(cast, duty)
    close(cast.session, duty, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="重启要写明理由"):
        reopen(cast.session, duty, cast.clerk, DAY, NOW, "")
    reopen(cast.session, duty, cast.clerk, DAY, NOW, "实地核查不符")
    closure = cast.session.exec(select(Closure)).one()
    assert (duty.status, closure.reopened_on) == (Status.UNDERWAY, DAY)


def test_a_withdrawn_duty_is_settled(cast: Cast, duty: Assignment) -> None:
    withdraw(cast.session, duty, cast.clerk, DAY, NOW, "任务合并")
    with pytest.raises(Refusal, match=r"已撤回.*不能签收"):
        accept(cast.session, duty, cast.lead, DAY, NOW)


def test_an_older_report_does_not_override_a_newer_one(cast: Cast, duty: Assignment) -> None:
    accept(cast.session, duty, cast.lead, DAY, NOW)
    later = DAY + timedelta(9)
    report(cast.session, duty, Report(later, 60, "完成初赛"), cast.lead, later, at(later))
    with pytest.raises(Refusal, match="不能再报更早的进度"):
        report(cast.session, duty, Report(DAY, 20, "刚开始"), cast.lead, later, at(later))
    assert [update.percent for update in updates(cast.session, duty.id)] == [60]
