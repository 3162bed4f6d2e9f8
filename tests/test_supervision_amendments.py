"""Versions of the responsibility list: what changes is shown, done at once, and told to those whom it concerns."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models import database
from models.amendment import Amendment, ListVersion
from models.assignment import Assignment
from models.extension import DueChange
from models.notice import Notice
from models.record import LogEntry
from models.task import Deadline, Task, TaskUnit
from models.words import DueChangeKind, Move, NoticeKind, Role, Status
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.closure import close
from supervision.duties.due_dates import change_due
from supervision.duties.moves import history
from supervision.duties.recurring import continue_recurring
from supervision.duties.submission import submit
from supervision.lists.amendment_plan import Plan, TaskChange, plan
from supervision.lists.amendments import current_number, issue
from supervision.lists.list_versions import lines, lines_of_task, version, versions
from tests.cast import DAY, Cast, at
from tests.new_database import new_database

JUNE_30, SEPT_30 = date(2026, 6, 30), date(2026, 9, 30)
NOW = at(DAY, 10)


def _deadline(session: Session, task: Task) -> Deadline:
    return session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()


def _duties(session: Session, task: Task) -> dict[int, Assignment]:
    rows = select(Assignment).where(Assignment.task_id == task.id)
    return {row.unit_id: row for row in session.exec(rows)}


def _told(session: Session) -> list[tuple[int, NoticeKind]]:
    rows = session.exec(
        select(Assignment.unit_id, Notice.kind)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .order_by(col(Notice.id))
    )
    return [(unit_id, NoticeKind.stored(kind)) for unit_id, kind in rows]


def _plan(cast: Cast, *changes: TaskChange, today: date = DAY, accepts_past: bool = False) -> Plan:
    return plan(cast.session, cast.document, changes, today, accepts_past=accepts_past)


def _issue(
    cast: Cast, *changes: TaskChange, today: date = DAY, reason: str = "市里调整了进度"
) -> ListVersion:
    seen = current_number(cast.session, cast.document.id)
    return issue(
        cast.session, _plan(cast, *changes, today=today), reason, cast.clerk, today, at(today), seen=seen
    )


def _close(cast: Cast, duty: Assignment) -> None:
    accept(cast.session, duty, cast.clerk, DAY, NOW)
    submit(cast.session, duty, cast.clerk, DAY, NOW, "已办结")
    close(cast.session, duty, cast.other_clerk, DAY, NOW)


def test_a_new_deadline_moves_the_day_in_force_and_keeps_the_first(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    deadline = _deadline(cast.session, task)
    issued = _issue(cast, TaskChange(task.id, days={deadline.id: SEPT_30}))
    assert issued.number == 2
    for duty in _duties(cast.session, task).values():
        assert (duty.first_due_on, duty.due_on) == (JUNE_30, SEPT_30)
        last = history(cast.session, duty.id)[-1]
        assert last.move is Move.AMEND
        assert "2026年6月30日" in last.note
        assert "市里调整了进度" in last.note
    changes = cast.session.exec(select(DueChange)).all()
    assert {(row.kind, row.before, row.after, row.is_late) for row in changes} == {
        (DueChangeKind.AMENDMENT, JUNE_30, SEPT_30, False)
    }
    assert deadline.due_on == SEPT_30
    assert "第2版" in deadline.reading
    assert "2026年6月30日" in deadline.reading


def test_only_units_whose_duty_changed_are_told_and_each_once(cast: Cast) -> None:
    changed = cast.task(JUNE_30, supporting=("市人社局",))
    other = cast.task(JUNE_30, supporting=("试点企业",))
    before = len(_told(cast.session))
    _issue(
        cast,
        TaskChange(changed.id, days={_deadline(cast.session, changed).id: SEPT_30}),
        TaskChange(other.id, roles={cast.pilots[0].id: Role.RESPONSIBLE}),
    )
    told = _told(cast.session)[before:]
    assert sorted(told) == sorted(
        (unit_id, NoticeKind.AMENDMENT) for unit_id in (cast.union.id, cast.labour.id, cast.pilots[0].id)
    )


def test_a_unit_with_two_changed_duties_hears_of_them_in_one_notice(cast: Cast) -> None:
    tasks = [cast.task(JUNE_30) for _ in range(2)]
    before = len(_told(cast.session))
    _issue(cast, *(TaskChange(task.id, wording={"standard": "覆盖全部乡镇"}) for task in tasks))
    assert _told(cast.session)[before:] == [(cast.union.id, NoticeKind.AMENDMENT)]
    assert all(task.standard == "覆盖全部乡镇" for task in tasks)


def test_new_units_are_assigned_on_the_new_day_and_removed_ones_withdrawn(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    deadline = _deadline(cast.session, task)
    before = len(_told(cast.session))
    _issue(
        cast,
        TaskChange(
            task.id,
            days={deadline.id: SEPT_30},
            roles={cast.district.id: Role.RESPONSIBLE},
            removed=(cast.labour.id,),
        ),
    )
    duties = _duties(cast.session, task)
    joined = duties[cast.district.id]
    assert (joined.role, joined.first_due_on, joined.due_on) == (Role.RESPONSIBLE, SEPT_30, SEPT_30)
    assert duties[cast.labour.id].status is Status.WITHDRAWN
    assert duties[cast.labour.id].due_on == JUNE_30
    part = cast.session.exec(select(TaskUnit).where(TaskUnit.unit_id == cast.labour.id)).one()
    assert part.removed_on == DAY
    assert sorted(_told(cast.session)[before:]) == sorted(
        [
            (cast.union.id, NoticeKind.AMENDMENT),
            (cast.district.id, NoticeKind.ASSIGNMENT),
            (cast.labour.id, NoticeKind.WITHDRAWAL),
        ]
    )
    assert assign(cast.session, "王敏", DAY, NOW) == 0, "nobody gets it again the next morning"


def test_a_unit_that_left_may_come_back(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    _issue(cast, TaskChange(task.id, removed=(cast.labour.id,)))
    _issue(cast, TaskChange(task.id, roles={cast.labour.id: Role.RESPONSIBLE}))
    duty = _duties(cast.session, task)[cast.labour.id]
    assert (duty.status, duty.role) == (Status.ASSIGNED, Role.RESPONSIBLE)
    part = cast.session.exec(select(TaskUnit).where(TaskUnit.unit_id == cast.labour.id)).one()
    assert (part.removed_on, part.role) == (None, Role.RESPONSIBLE)
    assert current_number(cast.session, cast.document.id) == 3


def test_a_unit_that_joins_later_gets_no_deadline_that_has_passed(cast: Cast) -> None:
    draft = cast.draft(due=date(2026, 3, 31), recurrence="quarterly", kind="recurring")
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    assign(cast.session, "王敏", DAY, NOW)
    april = date(2026, 4, 20)
    assign(cast.session, "王敏", april, at(april))
    _issue(cast, TaskChange(task.id, roles={cast.labour.id: Role.SUPPORTING}), today=april)
    rows = select(Assignment).where(Assignment.unit_id == cast.labour.id)
    assert [row.due_on for row in cast.session.exec(rows)] == [JUNE_30]
    assert assign(cast.session, "王敏", april, at(april)) == 0


def test_a_role_changes_in_place(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    duty = _duties(cast.session, task)[cast.labour.id]
    issued = _issue(cast, TaskChange(task.id, roles={cast.labour.id: Role.RESPONSIBLE}))
    assert duty.role is Role.RESPONSIBLE
    assert len(_duties(cast.session, task)) == 2
    (line,) = lines(cast.session, issued)
    assert (line.called, line.before, line.after, line.unit) == ("分工", "配合", "责任", "市人社局")


def test_the_preview_says_who_sees_what_and_who_is_told(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    done = _duties(cast.session, task)[cast.labour.id]
    _close(cast, done)
    planned = _plan(
        cast,
        TaskChange(
            task.id, wording={"title": "办好两项竞赛"}, days={_deadline(cast.session, task).id: SEPT_30}
        ),
    )
    (effect,) = planned.effects
    assert effect.unit.id == cast.union.id
    assert effect.notices == (NoticeKind.AMENDMENT,)
    assert [(line.called, line.before, line.after) for line in effect.lines] == [
        ("任务名称", "办好职工技能竞赛", "办好两项竞赛"),
        ("时限", "2026年6月30日", "2026年9月30日"),
    ]
    assert cast.session.exec(select(ListVersion)).all() == [], "a preview changes nothing"
    assert task.title == "办好职工技能竞赛"


def test_what_is_closed_stays_as_it_was(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    done = _duties(cast.session, task)[cast.labour.id]
    _close(cast, done)
    _issue(cast, TaskChange(task.id, days={_deadline(cast.session, task).id: SEPT_30}))
    assert (done.status, done.due_on) == (Status.CLOSED, JUNE_30)
    assert history(cast.session, done.id)[-1].move is Move.CLOSE


def test_an_overdue_duty_stays_counted_as_late(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    july = date(2026, 7, 6)
    _issue(cast, TaskChange(task.id, days={_deadline(cast.session, task).id: SEPT_30}), today=july)
    (change,) = cast.session.exec(select(DueChange)).all()
    assert change.is_late


def test_the_day_of_a_later_period_stays_where_a_version_put_it(cast: Cast) -> None:
    draft = cast.draft(due=date(2026, 3, 31), recurrence="quarterly", kind="recurring")
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    assign(cast.session, "王敏", DAY, NOW)
    rows = select(Deadline).where(Deadline.task_id == task.id, Deadline.period == "2026-Q3")
    later = cast.session.exec(rows).one()
    before = len(_told(cast.session))
    _issue(cast, TaskChange(task.id, days={later.id: date(2026, 9, 20)}))
    continue_recurring(cast.session, DAY + timedelta(days=1))
    assert later.due_on == date(2026, 9, 20)
    assert len(_told(cast.session)) == before, "nobody holds it yet"


def _changes(cast: Cast, task: Task) -> Mapping[str, tuple[TaskChange, str]]:
    deadline = _deadline(cast.session, task)
    return {
        "same": (
            TaskChange(task.id, wording={"title": task.title}, days={deadline.id: JUNE_30}),
            "没有需要变更",
        ),
        "nothing": (TaskChange(task.id), "没有需要变更"),
        "past": (TaskChange(task.id, days={deadline.id: date(2026, 3, 1)}), "已经过去"),
        "year": (TaskChange(task.id, days={deadline.id: date(2206, 3, 1)}), "核对年份"),
        "unit": (TaskChange(task.id, roles={4711: Role.LEAD}), "没有第4711号单位"),
        "stranger": (TaskChange(task.id, removed=(cast.district.id,)), "清单里没有东湖区产改办"),
        "both": (
            TaskChange(task.id, roles={cast.union.id: Role.LEAD}, removed=(cast.union.id,)),
            "只选一样",
        ),
        "nobody": (TaskChange(task.id, removed=(cast.union.id,)), "没有承担单位"),
        "task": (TaskChange(4711, wording={"title": "新"}), "没有第4711号任务"),
        "deadline": (TaskChange(task.id, days={4711: SEPT_30}), "没有要变更的这个时限"),
        "empty title": (TaskChange(task.id, wording={"title": "  "}), "不能改成空的"),
        "long": (TaskChange(task.id, wording={"standard": "长" * 4001}), "超过4000字"),
        "column": (TaskChange(task.id, wording={"number": "1"}), "没有“number”"),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("same", "nothing", "past", "year", "unit", "stranger", "both"),
        *("nobody", "task", "deadline", "empty title", "long", "column"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_reason(cast: Cast, name: str) -> None:
    task = cast.task(JUNE_30)
    change, sentence = _changes(cast, task)[name]
    with pytest.raises(Refusal, match=sentence):
        _plan(cast, change)


def test_a_past_day_goes_through_where_a_person_accepts_it(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    planned = _plan(
        cast,
        TaskChange(task.id, days={_deadline(cast.session, task).id: date(2026, 3, 1)}),
        accepts_past=True,
    )
    assert [line.after for line in planned.lines] == ["2026年3月1日"]


@pytest.mark.parametrize("what", ["wording", "day", "role", "removal"])
def test_closed_duties_are_not_changed(cast: Cast, what: str) -> None:
    task = cast.task(JUNE_30)
    _close(cast, _duties(cast.session, task)[cast.union.id])
    change = {
        "wording": TaskChange(task.id, wording={"title": "新名称"}),
        "day": TaskChange(task.id, days={_deadline(cast.session, task).id: SEPT_30}),
        "role": TaskChange(task.id, roles={cast.union.id: Role.SUPPORTING}),
        "removal": TaskChange(task.id, roles={cast.labour.id: Role.LEAD}, removed=(cast.union.id,)),
    }[what]
    with pytest.raises(Refusal, match="办结"):
        _plan(cast, change)


def test_a_dissolved_unit_takes_on_nothing_new(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    cast.district.ended_on = DAY
    with pytest.raises(Refusal, match="撤销"):
        _plan(cast, TaskChange(task.id, roles={cast.district.id: Role.SUPPORTING}))


def test_a_version_needs_a_reason_and_a_clerk(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    planned = _plan(cast, TaskChange(task.id, wording={"title": "新名称"}))
    with pytest.raises(Refusal, match="理由"):
        issue(cast.session, planned, "  ", cast.clerk, DAY, NOW, seen=1)
    for person in (cast.leader, cast.lead):
        with pytest.raises(Refusal, match="经办"):
            issue(cast.session, planned, "理由", person, DAY, NOW, seen=1)


def test_of_two_who_issue_at_once_one_wins_and_the_other_is_told(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    first = _plan(cast, TaskChange(task.id, wording={"title": "一"}))
    second = _plan(cast, TaskChange(task.id, wording={"title": "二"}))
    issue(cast.session, first, "先", cast.clerk, DAY, NOW, seen=1)
    with pytest.raises(Refusal, match="王敏已发布第2版"):
        issue(cast.session, second, "后", cast.other_clerk, DAY, NOW, seen=1)
    assert task.title == "一"


def test_a_version_that_fails_halfway_leaves_nothing_behind(home: Path) -> None:
    new_database()
    with database.transaction() as session:
        cast = Cast(session)
        number = cast.task(JUNE_30).id

    def fails_at_last(session: Session) -> None:
        planned = plan(session, cast.document, [TaskChange(number, wording={"title": "新名称"})], DAY)
        issue(session, planned, "理由", cast.clerk, DAY, NOW, seen=1)
        issue(session, planned, "理由", cast.clerk, DAY, NOW, seen=1)

    with pytest.raises(Refusal), database.transaction() as session:
        fails_at_last(session)
    with database.reading() as session:
        assert session.exec(select(ListVersion)).all() == []
        assert session.exec(select(Amendment)).all() == []
        assert session.get_one(Task, number).title == "办好职工技能竞赛"


def test_a_version_is_listed_and_a_unit_reads_its_own_lines_only(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    other = cast.task(JUNE_30, supporting=("试点企业",))
    issued = _issue(
        cast,
        TaskChange(task.id, wording={"effect": "参赛千人"}, roles={cast.labour.id: Role.RESPONSIBLE}),
        TaskChange(other.id, wording={"standard": "不少于三场"}),
    )
    (listed,) = versions(cast.session, cast.document.id)
    assert (listed.version.number, listed.changes, listed.tasks, listed.units) == (2, 3, 2, 1)
    assert version(cast.session, cast.document.id, 2).id == issued.id
    labour = [(line.called, line.after) for line in lines(cast.session, issued, cast.labour.id)]
    assert labour == [("预期效果", "参赛千人"), ("分工", "责任")]
    union = [line.called for line in lines(cast.session, issued, cast.union.id)]
    assert union == ["预期效果", "工作标准"]
    assert lines(cast.session, issued, cast.district.id) == []
    ((_, own),) = lines_of_task(cast.session, other.id, cast.pilots[0].id)
    assert [line.called for line in own] == ["工作标准"]
    with pytest.raises(Refusal, match="没有第7版"):
        version(cast.session, cast.document.id, 7)


def test_issuing_leaves_an_entry_in_the_log(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    _issue(cast, TaskChange(task.id, wording={"title": "新名称"}), reason="上级通知")
    entry = cast.session.exec(select(LogEntry).order_by(col(LogEntry.id).desc())).first()
    assert entry is not None
    assert (entry.deed, entry.note, entry.by) == ("发布责任清单", "上级通知", "王敏")
    assert entry.particulars["version"] == 2


def test_more_time_that_one_unit_was_granted_stays_while_the_list_keeps_its_day(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    duty = _duties(cast.session, task)[cast.union.id]
    change_due(cast.session, duty, DueChangeKind.EXTENSION, SEPT_30, "王敏", DAY, NOW)
    _issue(
        cast,
        TaskChange(task.id, wording={"title": "新名称"}, days={_deadline(cast.session, task).id: JUNE_30}),
    )
    assert duty.due_on == SEPT_30
