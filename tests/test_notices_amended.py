"""What a letter says of a version of the list: old and new beside each other, for the unit that it goes to."""

from datetime import date

from sqlmodel import select

from models.amendment import ListVersion
from models.notice import Delivery, Notice
from models.task import Deadline
from models.words import NoticeKind
from notices.amended import said_of
from notices.digest import compose
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.lists.amendment_plan import TaskChange, plan
from supervision.lists.amendments import current_number, issue
from tests.cast import DAY, Cast, at

JUNE_30, SEPT_30 = date(2026, 6, 30), date(2026, 9, 30)
NOW = at(DAY, 10)


def _issue(cast: Cast, change: TaskChange) -> ListVersion:
    seen = current_number(cast.session, cast.document.id)
    planned = plan(cast.session, cast.document, [change], DAY)
    return issue(cast.session, planned, "市里调整了进度", cast.clerk, DAY, NOW, seen=seen)


def test_the_letter_puts_old_and_new_beside_each_other(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    deadline = cast.session.exec(select(Deadline)).one()
    change = TaskChange(task.id, wording={"title": "办好技能竞赛和表彰"}, days={deadline.id: SEPT_30})
    issued = _issue(cast, change)
    told = cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.AMENDMENT)).first()
    assert told is not None
    said = said_of(cast.session, told, cast.union.id)
    assert said[0] == "责任清单第2版，王敏发布。理由：市里调整了进度"
    assert f"〔{task.number}〕任务名称：原“办好职工技能竞赛”，现“办好技能竞赛和表彰”" in said
    assert f"〔{task.number}〕时限：原“2026年6月30日”，现“2026年9月30日”" in said
    assert len(said) == 3  # the supporting unit's day is not this unit's business
    assert len(said_of(cast.session, told, cast.district.id)) == 1
    assert issued.number == 2


def test_the_letter_shows_a_long_text_where_it_changed(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    same = "办好职工技能竞赛，抓好培训，" * 20
    _issue(cast, TaskChange(task.id, wording={"text": f"{same}每年一届。", "effect": "增强技能"}))
    _issue(cast, TaskChange(task.id, wording={"text": f"{same}两年一届。", "effect": ""}))
    gather(cast.session, DAY, NOW)
    letters = [
        compose(cast.session, row, NOW, work_calendar(), "http://board")
        for row in cast.session.exec(select(Delivery).where(Delivery.apart == ""))
    ]
    (body,) = [letter.body for letter in letters if letter]
    assert "   责任清单第2版，王敏发布。理由：市里调整了进度。" in body.splitlines()
    assert f"   〔{task.number}〕预期效果：原“无”，现“增强技能”。" in body.splitlines()
    assert f"   〔{task.number}〕预期效果：原“增强技能”，现“无”。" in body.splitlines()
    (line,) = [line for line in body.splitlines() if "两年一届" in line]
    assert (
        line
        == f"   〔{task.number}〕任务内容：原“……技能竞赛，抓好培训，每年一届。”，现“……技能竞赛，抓好培训，两年一届。”。"
    )
