"""The office's own paper: what it asks for becomes tasks like any other document's, each at its passage."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from config.refusal import Refusal
from config.settings import settings
from documents.document_kind import DocumentKind
from models.assignment import Assignment
from models.document import Document, Draft
from models.notice import Notice
from models.plan import PlanNode
from models.record import LogEntry
from models.task import Deadline, Task, TaskUnit
from models.words import DraftStatus, NoticeKind, Role, Status
from supervision.drafts.approval import approve
from supervision.drafts.own_paper import OwnDuty, is_own, register_own
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

NOW = at(DAY)
DUE = date(2026, 4, 15)


def _duty(cast: Cast, **changed: object) -> OwnDuty:
    said: dict[str, object] = {
        "title": "补齐竞赛台账",
        "text": "台账缺3场竞赛的签到表。\n补齐后报送。",
        "units": [(cast.union.id, Role.RESPONSIBLE)],
        "due_on": DUE,
        **changed,
    }
    return OwnDuty(**said)  # type: ignore[arg-type]


def _paper(cast: Cast, *duties: OwnDuty, title: str = "关于限期整改问题的通知") -> list[Task]:
    return register_own(
        cast.session, title, DocumentKind.NOTICE, duties, "王敏", DAY, NOW, opening="请按要求整改。"
    )


def test_each_duty_of_the_paper_becomes_a_task_that_is_handed_out(cast: Cast) -> None:
    second = _duty(
        cast,
        title="核对培训人数",
        units=[(cast.union.id, Role.LEAD), (cast.labour.id, Role.SUPPORTING)],
        due_on=None,
    )
    tasks = _paper(cast, _duty(cast), second)
    assert [task.title for task in tasks] == ["补齐竞赛台账", "核对培训人数"]
    rows = cast.session.exec(select(Assignment).order_by(Assignment.id)).all()  # type: ignore[arg-type]
    assert [(row.unit_id, row.role, row.due_on, row.status) for row in rows] == [
        (cast.union.id, Role.RESPONSIBLE, DUE, Status.ASSIGNED),
        (cast.union.id, Role.LEAD, None, Status.ASSIGNED),
        (cast.labour.id, Role.SUPPORTING, None, Status.ASSIGNED),
    ]
    assert accept(cast.session, rows[0], cast.lead, DAY, NOW).after is Status.ACCEPTED
    notices = cast.session.exec(select(Notice)).all()
    assert {notice.kind for notice in notices} == {NoticeKind.ASSIGNMENT}
    assert len(notices) == 3


def test_each_duty_and_its_deadline_rest_on_their_passage(cast: Cast) -> None:
    tasks = _paper(cast, _duty(cast), _duty(cast, title="第二件", text="另一件。"))
    document = cast.session.get_one(Document, tasks[0].document_id)
    assert is_own(document)
    assert not is_own(cast.document)
    for task in tasks:
        passage = document.text[task.start : task.end]
        assert passage == task.text
        assert task.title in passage
        deadline = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()
        assert document.text[deadline.start : deadline.end] == deadline.phrase == "2026年4月15日前"
    assert "责任单位：江临市总工会。" in tasks[0].text
    assert document.text.startswith("关于限期整改问题的通知\n请按要求整改。\n一、补齐竞赛台账\n")
    assert document.text.endswith("江临市产业工人队伍建设改革协调小组办公室\n2026年3月9日")


def test_the_paper_leaves_drafts_units_and_an_entry_and_no_headings_in_the_plan(cast: Cast) -> None:
    (task,) = _paper(cast, _duty(cast))
    assert cast.session.get_one(Draft, task.draft_id).status is DraftStatus.CONFIRMED
    part = cast.session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id)).one()
    assert (part.unit_id, part.as_written) == (cast.union.id, "江临市总工会")
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "制发公文")).one()
    assert (entry.by, entry.subject_id) == ("王敏", task.document_id)
    assert cast.session.exec(select(PlanNode)).all() == []


def test_where_registrations_are_approved_the_paper_waits_for_the_leader(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_REGISTRATION_NEEDS_APPROVAL", "true")
    settings.cache_clear()
    (task,) = _paper(cast, _duty(cast))
    assert cast.session.exec(select(Assignment)).all() == []
    approve(cast.session, task, cast.leader, NOW)
    assert assign(cast.session, "王敏", DAY, NOW, task_id=task.id) == 1


def test_the_same_paper_is_not_made_twice(cast: Cast) -> None:
    _paper(cast, _duty(cast))
    with pytest.raises(Refusal, match="已经办理过"):
        _paper(cast, _duty(cast))


def test_a_paper_that_is_not_whole_is_refused(cast: Cast) -> None:
    yesterday = DAY - timedelta(days=1)
    for changed, said in (
        ({"title": " "}, "写明事项"),
        ({"text": "\n"}, "写明事项"),
        ({"units": []}, "没有责任单位"),
        ({"units": [(999_999, Role.LEAD)]}, "不在名录里"),
        ({"due_on": yesterday}, "已经过去"),
        ({"due_on": date(2126, 1, 1)}, "不合情理"),
        ({"text": "字" * 60_001}, "请分成几份"),
    ):
        with pytest.raises(Refusal, match=said):
            _paper(cast, _duty(cast, **changed), title=f"通知{said}")
    with pytest.raises(Refusal, match="没有标题"):
        _paper(cast, _duty(cast), title=" ")
    with pytest.raises(Refusal, match="没有列出"):
        _paper(cast)


def test_a_unit_that_has_ceased_to_be_is_asked_for_nothing(cast: Cast) -> None:
    cast.labour.ended_on = DAY
    cast.session.add(cast.labour)
    with pytest.raises(Refusal, match="撤销"):
        _paper(cast, _duty(cast, units=[(cast.labour.id, Role.RESPONSIBLE)]))


def test_markup_and_odd_lines_in_a_duty_stay_plain_text(cast: Cast) -> None:
    (task,) = _paper(
        cast, _duty(cast, title="<b>一</b>\n二、", text="  <script>x</script>\r\n\n（一）再改  ")
    )
    assert task.title == "<b>一</b> 二、"
    assert "<script>x</script>\n（一）再改\n" in task.text
