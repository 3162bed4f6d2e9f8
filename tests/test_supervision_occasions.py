"""逐期登记: each issue of a column and each class of a training is entered once, and summed against what is asked."""

from datetime import date, timedelta

import pytest

from config.refusal import NotTheirs, Refusal
from models.task import Deadline, Task
from supervision.lists.occasions import add_class, add_issue, issues, set_goal, trainings
from tests.cast import DAY, Cast, at
from tests.office import establish

NOW = at(DAY, 10)


@pytest.fixture
def task(cast: Cast) -> Task:
    return cast.task(date(2026, 12, 31))


def _issue(cast: Cast, task: Task, number: int, on: date = DAY) -> None:
    add_issue(cast.session, task, number, f"第{number}问", on, "公众号", "", cast.lead, DAY, NOW)


def _class(cast: Cast, task: Task, name: str, days: int = 2, people: int = 60) -> None:
    since = DAY - timedelta(4)
    add_class(cast.session, task, None, name, since, DAY, days, people, "市委党校", cast.lead, DAY, NOW)


def test_an_issue_is_ticked_off_once_and_a_number_left_out_is_seen(cast: Cast, task: Task) -> None:
    for number in (1, 2, 4):
        _issue(cast, task, number)
    with pytest.raises(Refusal, match="第2期已经登记过"):
        _issue(cast, task, 2)
    found = issues(cast.session, task.id, DAY)
    assert [one.number for one in found.issues] == [4, 2, 1]
    assert (found.gaps, found.next_number) == ((3,), 5)
    assert found.issues[0].unit_id == cast.union.id


def test_a_period_in_which_nothing_came_out_is_named(cast: Cast, task: Task) -> None:
    session = cast.session
    for month in (1, 2, 3):
        session.add(
            Deadline(
                task_id=task.id,
                period=f"2026-0{month}",
                opens_on=date(2026, month, 1),
                due_on=date(2026, month, 28),
                confirmed_by="王敏",
            )
        )
    session.flush()
    _issue(cast, task, 1, date(2026, 2, 10))
    assert issues(session, task.id, DAY).missed == ("2026-01",), "March is not over"


def test_an_issue_has_a_title_a_day_that_has_come_and_a_true_address(cast: Cast, task: Task) -> None:
    session = cast.session
    late = DAY + timedelta(1)
    for number, title, on, address, said in (
        (1, " ", DAY, "", "题目"),
        (0, "一问", DAY, "", "从1数起"),
        (1, "一问", late, "", "不能晚于今天"),
        (1, "一问", DAY, "javascript:alert(1)", "http"),
    ):
        with pytest.raises(Refusal, match=said):
            add_issue(session, task, number, title, on, "", address, cast.clerk, DAY, NOW)


def test_classes_are_summed_against_what_the_task_asks_for(cast: Cast, task: Task) -> None:
    session = cast.session
    set_goal(session, task, 2, 4, 125, cast.clerk, NOW)
    _class(cast, task, "第一期研修班")
    assert trainings(session, task.id).sums == (("期数", 1, 2), ("天数", 2, 4), ("人数", 60, 125))
    _class(cast, task, "第二期研修班", people=65)
    found = trainings(session, task.id)
    assert found.sums == (("期数", 2, 2), ("天数", 4, 4), ("人数", 125, 125))
    assert found.by_unit == [("市总工会", 2, 4, 125)]
    set_goal(session, task, 3, 0, 0, cast.clerk, NOW)
    assert trainings(session, task.id).sums[0] == ("期数", 2, 3)


def test_a_class_that_cannot_be_is_refused(cast: Cast, task: Task) -> None:
    session = cast.session
    _class(cast, task, "第一期研修班")
    with pytest.raises(Refusal, match="已经登记过"):
        _class(cast, task, "第一期研修班")
    with pytest.raises(Refusal, match="不能多于"):
        _class(cast, task, "第二期研修班", days=6)
    with pytest.raises(Refusal, match="人数"):
        _class(cast, task, "第二期研修班", people=0)
    with pytest.raises(Refusal, match="至少一项"):
        set_goal(session, task, 0, 0, 0, cast.clerk, NOW)


def test_only_a_unit_with_a_part_in_the_task_enters_what_was_done(cast: Cast, task: Task) -> None:
    session = cast.session
    with pytest.raises(NotTheirs):
        add_issue(session, task, 1, "一问", DAY, "", "", cast.outsider, DAY, NOW)
    with pytest.raises(NotTheirs):
        set_goal(session, task, 1, 1, 1, cast.lead, NOW)
    keyed = add_class(session, task, cast.union.id, "研修班", DAY, DAY, 1, 30, "", cast.clerk, DAY, NOW)
    assert keyed.unit_id == cast.union.id


@pytest.mark.long
def test_the_pages_take_both_down(home: object) -> None:
    office = establish()
    clerk, unit, other = (office.person(name) for name in ("wangmin", "suwang", "tianye"))
    here = f"/tasks/{office.task}"
    clerk.does(f"{here}/trainings/goal", classes="1", days="4", people="125")
    held = {
        "name": "<b>专题</b>研修班",
        "since": str(DAY),
        "until": str(DAY),
        "days": "1",
        "people": "40",
        "place": "",
    }
    page = unit.does(f"{here}/trainings", **held)
    assert "&lt;b&gt;专题&lt;/b&gt;研修班" in page
    assert "还差85" in page
    page = unit.does(f"{here}/issues", number="1", title="一期一问", on=str(DAY), outlet="", address="")
    assert "第1期" in page
    assert "培训班" in unit.sees(f"/assignments/{office.lead_assignment}")
    assert other.status_of(f"{here}/issues") == 404
    assert other.posts(f"{here}/trainings", **held).status_code == 404
