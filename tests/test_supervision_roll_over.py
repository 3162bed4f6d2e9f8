"""Roll-over at the year's end: carried with a reason, the first deadline kept, all of it or none."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import DueChange
from models.notice import Notice
from models.record import LogEntry
from models.task import Deadline, Task
from models.words import DueChangeKind, Move, NoticeKind, Status
from notices.amended import said_of
from reports.figures import figures
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.clock_stops import stop
from supervision.duties.closure import close, withdraw
from supervision.duties.extensions import TimeRequest, ask
from supervision.duties.moves import history
from supervision.duties.submission import submit
from supervision.lists.amendment_plan import TaskChange, plan
from supervision.lists.amendments import issue
from supervision.lists.roll_over import Carried, carried, restarts, roll_over, unfinished
from tests.cast import DAY, Cast, at

JUNE_30, DEC_31 = date(2026, 6, 30), date(2026, 12, 31)
END = date(2026, 12, 21)
NOW = at(END)


def _roll(cast: Cast, *rows: Carried, today: date = END, year: int = 2026) -> int:
    return roll_over(cast.session, year, rows, cast.clerk, today, at(today))


def test_what_a_year_leaves_open_is_listed_with_the_same_day_of_the_next(cast: Cast) -> None:
    late, due = cast.assignment(JUNE_30), cast.assignment(DEC_31)
    cast.assignment(date(2027, 3, 31))  # next year's
    cast.assignment(None)  # undated ones go on by themselves
    done = cast.assignment(JUNE_30)
    accept(cast.session, done, cast.lead, DAY, at(DAY))
    submit(cast.session, done, cast.lead, DAY, at(DAY), "已办结")
    close(cast.session, done, cast.clerk, DAY, at(DAY))
    withdraw(cast.session, cast.assignment(JUNE_30), cast.clerk, DAY, at(DAY), "重复")
    rows = unfinished(cast.session, 2026, END)
    assert [(one.assignment.id, one.proposed, one.times, one.why_not) for one in rows] == [
        (late.id, date(2027, 6, 30), 0, ""),
        (due.id, date(2027, 12, 31), 0, ""),
    ]


def test_carrying_keeps_the_first_day_and_leaves_its_traces(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    _roll(cast, Carried(assignment.id, date(2027, 3, 31), " 场馆未交付 "))
    assert (assignment.first_due_on, assignment.due_on) == (DEC_31, date(2027, 3, 31))
    change = cast.session.exec(select(DueChange)).one()
    assert (change.kind, change.before, change.after, change.note, change.is_late) == (
        DueChangeKind.ROLL_OVER, DEC_31, date(2027, 3, 31), "场馆未交付", False,
    )  # fmt: skip
    move = history(cast.session, assignment.id)[-1]
    assert move.move is Move.ROLL_OVER
    assert move.note == "由2026年12月31日结转到2027年3月31日。理由：场馆未交付"
    notice = cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.AMENDMENT)).one()
    assert said_of(cast.session, notice, cast.union.id) == (
        "跨年结转，王敏办理。理由：场馆未交付",
        "时限：原“2026年12月31日”，现“2027年3月31日”",
    )
    assert carried(cast.session, 2026) == 1
    assert (
        cast.session.exec(select(LogEntry).where(LogEntry.deed == "跨年结转")).one().particulars["count"] == 1
    )


def test_what_was_overdue_stays_counted_as_overdue_and_all_is_counted_as_rolled_over(cast: Cast) -> None:
    late, due = cast.assignment(JUNE_30), cast.assignment(DEC_31)
    _roll(cast, Carried(late.id, date(2027, 6, 30), "未完成"), Carried(due.id, date(2027, 6, 30), "未完成"))
    items = figures(cast.session, END, work_calendar(), load_pack("standard").lights)
    assert [(item.was_late, item.roll_overs) for item in items.items] == [(True, 1), (False, 1)]
    assert (items.whole.rolled_over, items.whole.overdue) == (2, 0)
    before = figures(cast.session, END - timedelta(days=1), work_calendar(), load_pack("standard").lights)
    assert (before.whole.rolled_over, before.whole.overdue) == (0, 1)


def test_what_was_carried_is_carried_again_a_year_later(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    _roll(cast, Carried(assignment.id, date(2027, 12, 31), "未完成"))
    assert unfinished(cast.session, 2026, END) == []
    next_end = date(2027, 12, 20)
    assert [one.times for one in unfinished(cast.session, 2027, next_end)] == [1]
    _roll(cast, Carried(assignment.id, date(2028, 2, 29), "仍未完成"), today=next_end, year=2027)
    assert (assignment.first_due_on, assignment.due_on) == (DEC_31, date(2028, 2, 29))
    rows = unfinished(cast.session, 2028, date(2028, 12, 20))
    assert [(one.times, one.proposed) for one in rows] == [(2, date(2029, 2, 28))]
    assert unfinished(cast.session, 2028, date(2029, 3, 5))[0].proposed == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": "  "}, "没有写结转的理由"),
        ({"reason": "拖" * 501}, "超过500字"),
        ({"due_on": DEC_31}, "不在2027年内"),
        ({"due_on": date(2028, 1, 1)}, "不在2027年内"),
        ({"assignment_id": 4711}, "第4711号交办事项不在2026年可以结转的事项里"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_and_nothing_is_half_done(
    cast: Cast, changed: dict[str, object], sentence: str
) -> None:
    good, bad = cast.assignment(DEC_31), cast.assignment(DEC_31)
    row = {"assignment_id": bad.id, "due_on": date(2027, 3, 31), "reason": "未完成", **changed}
    savepoint = cast.session.begin_nested()
    with pytest.raises(Refusal, match=sentence):
        _roll(cast, Carried(good.id, date(2027, 3, 31), "未完成"), Carried(**row))  # type: ignore[arg-type]
    savepoint.rollback()
    cast.session.expire_all()
    assert [one.due_on for one in (good, bad)] == [DEC_31, DEC_31]


def test_a_day_gone_by_a_row_twice_and_no_row_are_refused(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    march = date(2027, 3, 1)
    with pytest.raises(Refusal, match="2027年2月1日已经过去"):
        _roll(cast, Carried(assignment.id, date(2027, 2, 1), "未完成"), today=march)
    row = Carried(assignment.id, date(2027, 6, 1), "未完成")
    with pytest.raises(Refusal, match="写了两次"):
        _roll(cast, row, row)
    with pytest.raises(Refusal, match="没有选定"):
        _roll(cast)


@pytest.mark.parametrize("year", [2027, 0, -5, 99999])
def test_a_year_that_has_not_ended_is_not_rolled_over(cast: Cast, year: int) -> None:
    with pytest.raises(Refusal, match="现在还早"):
        unfinished(cast.session, year, END)
    with pytest.raises(Refusal, match="现在还早"):
        unfinished(cast.session, 2026, date(2026, 11, 30))


def test_only_a_clerk_rolls_over(cast: Cast) -> None:
    row = Carried(cast.assignment(DEC_31).id, date(2027, 6, 1), "未完成")
    for other in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="经办人员办理"):
            roll_over(cast.session, 2026, [row], other, END, NOW)


def test_what_waits_for_an_answer_or_stands_still_is_listed_and_not_carried(cast: Cast) -> None:
    waits, handed_in, stands = (cast.assignment(DEC_31) for _ in range(3))
    request = TimeRequest(date(2027, 1, 31), "天气", "已完成一半", "")
    for one in (waits, stands):
        accept(cast.session, one, cast.lead, DAY, at(DAY))
    ask(cast.session, waits, request, cast.lead, END, NOW)
    accept(cast.session, handed_in, cast.lead, DAY, at(DAY))
    submit(cast.session, handed_in, cast.lead, DAY, at(DAY), "已办结")
    stop(cast.session, stands, cast.clerk, END, NOW, "等上级文件")
    rows = {one.assignment.id: one.why_not for one in unfinished(cast.session, 2026, END)}
    assert rows == {
        waits.id: "有延期申请待批复，请先批复",
        handed_in.id: "已申请销号，请先审核",
        stands.id: "正在中止计时，恢复后再结转",
    }
    for number, why_not in rows.items():
        with pytest.raises(Refusal, match=why_not):
            _roll(cast, Carried(number, date(2027, 6, 1), "未完成"))


def test_the_second_of_two_who_carry_the_same_is_told(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    row = Carried(assignment.id, date(2027, 6, 1), "未完成")
    _roll(cast, row)
    with pytest.raises(Refusal, match="可能已办结、已结转或已撤回"):
        _roll(cast, row)
    assert len(cast.session.exec(select(DueChange)).all()) == 1


def test_a_recurring_task_starts_again_and_what_it_left_open_is_carried(cast: Cast) -> None:
    task = register(cast.session, cast.draft(due=date(2026, 3, 31), recurrence="quarterly", kind="recurring"),
                    Decision(), "王敏", DAY, at(DAY))  # fmt: skip
    assign(cast.session, "王敏", date(2026, 10, 8), at(date(2026, 10, 8)))
    open_ = [one.assignment for one in unfinished(cast.session, 2026, END) if one.task.id == task.id]
    assert open_
    _roll(cast, *(Carried(one.id, date(2027, 1, 31), "年底集中办理") for one in open_))
    (again,) = restarts(cast.session, 2026)
    assert (again.task.id, again.due_on) == (task.id, date(2027, 3, 31))
    january = date(2027, 1, 4)
    assert assign(cast.session, "王敏", january, at(january)) == 1
    rows = cast.session.exec(
        select(Assignment, Deadline)
        .join(Deadline)
        .where(Assignment.task_id == task.id, Deadline.period == "2027-Q1")
    ).all()
    assert [(one.due_on, one.status) for one, _ in rows] == [(date(2027, 3, 31), Status.ASSIGNED)]


def test_a_version_of_the_list_after_a_roll_over_shows_the_day_in_force_as_the_old_one(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    _roll(cast, Carried(assignment.id, date(2027, 3, 31), "未完成"))
    task = cast.session.get_one(Task, assignment.task_id)
    change = TaskChange(task.id, days={assignment.deadline_id: date(2027, 6, 30)})
    planned = plan(cast.session, cast.document, [change], END)
    issue(cast.session, planned, "再调整", cast.clerk, END, NOW, seen=1)
    assert [(line.before, line.after) for line in planned.lines] == [("2027年3月31日", "2027年6月30日")]
    assert (assignment.first_due_on, assignment.due_on) == (DEC_31, date(2027, 6, 30))


def test_what_was_carried_over_already_is_named_by_its_task_and_unit(cast: Cast) -> None:
    assignment = cast.assignment(DEC_31)
    row = Carried(assignment.id, date(2027, 3, 31), "未完成")
    _roll(cast, row)
    with pytest.raises(Refusal, match=r"任务2026-001（市总工会）不在2026年可以结转的事项里"):
        _roll(cast, row)
