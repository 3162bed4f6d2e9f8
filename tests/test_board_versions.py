"""Versions of the responsibility list on the board: prepared, looked at, issued, read."""

from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.task import Deadline, Task
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


def _deadline(office: BoardOffice) -> int:
    with database.reading() as session:
        return session.exec(select(Deadline.id).where(Deadline.task_id == office.task)).one()


def _form(office: BoardOffice) -> dict[str, str]:
    return {
        "seen": "1",
        "title": "办好职工技能竞赛",
        f"day-{_deadline(office)}": "2026-09-30",
        f"role-{office.union}": "lead",
        f"role-{office.labour}": "supporting",
        "join_0": str(office.district),
        "as_0": "responsible",
    }


def test_a_version_is_prepared_looked_at_and_issued(office: BoardOffice) -> None:
    clerk, page = office.person("wangmin"), f"/tasks/{office.task}/amendment"
    assert f'<a class="button" href="{page}">变更责任清单</a>' in clerk.sees(f"/tasks/{office.task}")
    form = clerk.sees(page)
    assert "现在是第1版" in form
    assert "市人社局" in form
    shown = clerk.posts(page, **_form(office))
    assert shown.status_code == 200
    for words in ("第2版", "2026年6月30日", "2026年9月30日", "变更通知", "交办通知", "东湖区产改办"):
        assert words in shown.text
    assert "变更过" not in clerk.sees(f"/tasks/{office.task}")
    issued = clerk.does(f"{page}/issue", reason="市里推迟了竞赛", **_form(office))
    for words in ("新的一版清单已发布", "市里推迟了竞赛", "王敏", "2026年9月30日", "东湖区产改办"):
        assert words in issued
    assert "现行第2版" in clerk.sees(f"/documents/{office.document}")
    listed = clerk.sees(f"/documents/{office.document}/versions")
    assert "市里推迟了竞赛" in listed
    assert f'href="/documents/{office.document}/versions/2"' in listed


def test_the_first_version_names_who_registered_it_and_when(office: BoardOffice) -> None:
    page = f"/documents/{office.document}/versions"
    leader = office.person("zhouheng")
    assert "2026年3月9日" in leader.sees(page)
    assert "王敏立项" in leader.sees(page)
    assert "1项任务" in leader.sees(page)
    with database.transaction() as session:
        task = session.get_one(Task, office.task)
        task.registered_by, task.approved_by = "李静", "周衡"
    assert "李静立项，周衡审批" in leader.sees(page)


def test_a_unit_reads_its_own_lines_on_the_page_of_the_task(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {**_form(office), f"role-{office.labour}": "responsible"}
    clerk.does(f"/tasks/{office.task}/amendment/issue", reason="市里推迟了竞赛", **form)
    lead = office.person("suwang").sees(f"/tasks/{office.task}")
    assert "清单变更" in lead
    assert "2026年9月30日" in lead
    for other in ("市人社局", "东湖区产改办", "/amendment"):
        assert other not in lead.split('id="amended"')[1]
    assert "配合" in office.person("jiming").sees(f"/tasks/{office.task}").split('id="amended"')[1]


@pytest.mark.parametrize("login", ["suwang", "tianye"])
def test_versions_do_not_exist_for_units(office: BoardOffice, login: str) -> None:
    office.person("wangmin").does(f"/tasks/{office.task}/amendment/issue", reason="推迟", **_form(office))
    unit = office.person(login)
    for address in (
        f"/tasks/{office.task}/amendment",
        f"/documents/{office.document}/versions",
        f"/documents/{office.document}/versions/2",
    ):
        assert unit.status_of(address) == 404
    assert unit.posts(f"/tasks/{office.task}/amendment/issue", reason="推迟").status_code == 404


def test_a_leader_reads_versions_and_issues_none(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert "立项时的清单" in leader.sees(f"/documents/{office.document}/versions")
    assert leader.posts(f"/tasks/{office.task}/amendment", **_form(office)).status_code == 409
    assert leader.posts(f"/tasks/{office.task}/amendment/issue", **_form(office)).status_code == 409


def test_the_second_of_two_who_issue_is_told_who_was_first(office: BoardOffice) -> None:
    address = f"/tasks/{office.task}/amendment/issue"
    office.person("wangmin").does(address, reason="推迟", **_form(office))
    again = {**_form(office), "title": "另一个名称"}
    answer = office.person("lijing").posts(address, reason="改名称", **again)
    assert answer.status_code == 409
    assert "王敏已发布第2版" in answer.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "不能改成空的"),
        ({"as_0": "boss"}, "请选定单位的分工"),
        ({"join_0": "4711"}, "没有第4711号单位"),
        ({"day": "三月"}, "不是日期"),
        ({"day": "2026-01-01"}, "已经过去"),
    ],
)
def test_a_form_with_a_mistake_is_answered_with_a_sentence(
    office: BoardOffice, changed: dict[str, str], sentence: str
) -> None:
    form = {**_form(office), **changed}
    if "day" in form:
        form[f"day-{_deadline(office)}"] = form.pop("day")
    answer = office.person("wangmin").posts(f"/tasks/{office.task}/amendment", **form)
    assert answer.status_code == 409
    assert sentence in answer.text


def test_pages_of_what_is_not_there(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for address in (
        "/tasks/4711/amendment",
        "/documents/4711/versions",
        f"/documents/{office.document}/versions/9",
    ):
        assert clerk.status_of(address) == 404


def test_the_preview_warns_of_a_burden_that_the_new_wording_brings(office: BoardOffice) -> None:
    clerk, page = office.person("wangmin"), f"/tasks/{office.task}/amendment"
    assert "减负提示" not in clerk.posts(page, **_form(office)).text
    form = {**_form(office), "text": "办好职工技能竞赛，每周报送进展。"}
    shown = clerk.posts(page, **form).text
    assert "频繁要求填表报数（“每周报送”）" in shown
    assert "新的一版清单已发布" in clerk.does(f"{page}/issue", reason="省里要求", **form)
