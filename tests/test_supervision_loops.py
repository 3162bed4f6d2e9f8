"""The loop of a task as its records tell it, and the last step: what was improved, or why nothing needs to be."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.record import LogEntry
from models.task import Task
from reports.figures import figures
from reports.loop import LoopStep
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.submission import submit
from supervision.lists.loops import improve, improvements, loops
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
NOW = at(DAY)


def _label(session: Session, task: Task) -> str:
    loop = loops(session, (task.id,))[task.id]
    assert loop == loops(session)[task.id]
    return loop.label if loop else ""


def _duties(session: Session, task: Task) -> list[Assignment]:
    return list(session.exec(select(Assignment).where(Assignment.task_id == task.id).order_by("id")))


def _finish(cast: Cast, duty: Assignment, on: date = DAY) -> None:
    accept(cast.session, duty, cast.clerk, on, at(on))
    submit(cast.session, duty, cast.clerk, on, at(on), "已办结")
    close(cast.session, duty, cast.other_clerk, on, at(on))


def test_a_task_goes_round_the_loop(cast: Cast) -> None:
    session = cast.session
    planned = register(session, cast.draft(due=JUNE_30), Decision(), "王敏", DAY, NOW)
    assert _label(session, planned) == "部署"
    task = cast.task(JUNE_30, supporting=("市人社局",))
    first, second = _duties(session, task)
    accept(session, first, cast.lead, DAY, NOW)
    assert _label(session, task) == "部署"
    accept(session, second, cast.supporter, DAY, NOW)
    assert _label(session, task) == "落实"
    submit(session, first, cast.lead, DAY, NOW, "已办结")
    assert _label(session, task) == "落实"
    submit(session, second, cast.supporter, DAY, NOW, "已办结")
    assert _label(session, task) == "反馈"
    close(session, first, cast.clerk, DAY, NOW)
    close(session, second, cast.clerk, DAY, NOW)
    assert _label(session, task) == "改进"
    row = improve(session, task, " 竞赛办法改为两年一届 ", cast.clerk, DAY, NOW)
    assert (row.text, row.is_needless, row.by, row.on) == ("竞赛办法改为两年一届", False, "王敏", DAY)
    assert _label(session, task) == "已闭环"
    entry = session.exec(select(LogEntry).where(LogEntry.deed == "填写改进情况")).one()
    assert (entry.subject_id, entry.note) == (task.id, "竞赛办法改为两年一届")


def test_a_registration_that_waits_for_approval_is_at_its_planning(cast: Cast) -> None:
    task = register(cast.session, cast.draft(due=JUNE_30), Decision(), "王敏", DAY, NOW)
    task.approved_at = None
    cast.session.add(task)
    cast.session.flush()
    assert _label(cast.session, task) == "谋划"


def test_a_reopened_part_opens_the_loop_and_asks_for_another_improvement(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    (duty,) = _duties(cast.session, task)
    _finish(cast, duty)
    improve(cast.session, task, "无须改进，一次办成", cast.clerk, DAY, NOW, is_needless=True)
    assert improvements(cast.session, task.id)[0].is_needless
    later = DAY + timedelta(days=3)
    reopen(cast.session, duty, cast.clerk, later, at(later), "漏了一处")
    assert _label(cast.session, task) == "落实"
    submit(cast.session, duty, cast.lead, later, at(later), "补上了")
    close(cast.session, duty, cast.clerk, later, at(later))
    assert _label(cast.session, task) == "改进"


def test_what_was_taken_back_altogether_has_no_loop(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    withdraw(cast.session, _duties(cast.session, task)[0], cast.clerk, DAY, NOW, "重复")
    assert loops(cast.session)[task.id] is None
    with pytest.raises(Refusal, match="已全部撤回"):
        improve(cast.session, task, "改进", cast.clerk, DAY, NOW)


def test_a_part_that_was_taken_back_holds_nobody_up(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    first, second = _duties(cast.session, task)
    _finish(cast, first)
    withdraw(cast.session, second, cast.clerk, DAY, NOW, "不需要")
    assert _label(cast.session, task) == "改进"


def test_an_improvement_is_refused_too_early_without_words_and_to_others(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    with pytest.raises(Refusal, match="现在处在“部署”"):
        improve(cast.session, task, "改进", cast.clerk, DAY, NOW)
    _finish(cast, _duties(cast.session, task)[0])
    with pytest.raises(Refusal, match="写明改进了什么"):
        improve(cast.session, task, " \n ", cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="不需要改进的理由"):
        improve(cast.session, task, "", cast.clerk, DAY, NOW, is_needless=True)
    with pytest.raises(Refusal, match="超过2000字"):
        improve(cast.session, task, "改" * 2001, cast.clerk, DAY, NOW)
    for other in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="经办人员填写"):
            improve(cast.session, task, "改进", other, DAY, NOW)
    assert improvements(cast.session, task.id) == []


def test_the_report_of_a_past_day_tells_the_loop_of_that_day(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    (duty,) = _duties(cast.session, task)
    second, third = DAY + timedelta(days=1), DAY + timedelta(days=2)
    accept(cast.session, duty, cast.lead, DAY, NOW)
    submit(cast.session, duty, cast.lead, second, at(second), "已办结")
    close(cast.session, duty, cast.clerk, second, at(second))
    improve(cast.session, task, "改了办法", cast.clerk, third, at(third))

    def step(day: date) -> tuple[str, str]:
        found = figures(cast.session, day, work_calendar(), load_pack("standard").lights)
        (one,) = found.tasks
        assert one.loop is not None
        return one.loop.label, found.loops.rate

    assert step(DAY) == ("落实", "0.0%")
    assert step(second) == ("改进", "0.0%")
    assert step(third) == ("已闭环", "100.0%")
    assert (
        loops(cast.session)[task.id]
        == figures(cast.session, third, work_calendar(), load_pack("standard").lights).tasks[0].loop
    )
    assert LoopStep.IMPROVE.place == 4
