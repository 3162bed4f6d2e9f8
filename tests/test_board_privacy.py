"""A unit sees its own duties and nothing of anybody else's: not by address, not by list, not by name."""

from pathlib import Path

import pytest

from models.words import Status
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    (home / "reports").mkdir(parents=True)
    (home / "reports" / "中期评估报告-2026-03-09.docx").write_bytes(b"x")
    return establish()


def test_a_unit_starts_at_its_own_page(office: BoardOffice) -> None:
    unit = office.person("suwang")
    answer = unit.client.get("/", follow_redirects=False)
    assert answer.headers["location"] == f"/units/{office.union}"
    page = unit.sees("/")
    assert "江临市总工会" in page
    assert "办好职工技能竞赛" in page


def test_what_belongs_to_others_does_not_exist_for_a_unit(office: BoardOffice) -> None:
    outsider = office.person("tianye")
    for address in (
        f"/units/{office.union}",
        f"/tasks/{office.task}",
        f"/assignments/{office.lead_assignment}",
        f"/assignments/{office.supporting_assignment}",
        "/documents",
        f"/documents/{office.document}",
        "/notices",
        "/reports",
        "/reports/中期评估报告-2026-03-09.docx",
    ):
        answer = outsider.client.get(address)
        assert answer.status_code == 404, address
        assert "没有这个页面" in answer.text
    hidden = outsider.client.get(f"/assignments/{office.lead_assignment}")
    missing = outsider.client.get("/assignments/4711")
    assert hidden.text == missing.text, "word for word as if it were not there"


def test_an_outsiders_lists_are_empty(office: BoardOffice) -> None:
    outsider = office.person("tianye")
    for address in ("/", "/tasks"):
        page = outsider.sees(address)
        for name in ("技能竞赛", "市总工会", "市人社局", "江产改办发"):
            assert name not in page


def test_a_supporting_unit_sees_its_part_and_not_the_leads(office: BoardOffice) -> None:
    supporter = office.person("jiming")
    lead = office.person("suwang")
    lead.does(f"/assignments/{office.lead_assignment}/acceptance")
    lead.does(f"/assignments/{office.lead_assignment}/progress", percent="42", progress="牵头单位的内情")
    page = supporter.sees(f"/tasks/{office.task}")
    assert f"/assignments/{office.supporting_assignment}" in page
    assert f"/assignments/{office.lead_assignment}" not in page
    assert "市总工会" not in page
    assert "42%" not in page
    assert supporter.status_of(f"/assignments/{office.lead_assignment}") == 404
    assert "内情" not in supporter.sees(f"/assignments/{office.supporting_assignment}")


def test_nobody_can_act_on_what_they_cannot_see(office: BoardOffice) -> None:
    outsider = office.person("tianye")
    for action in ("acceptance", "progress", "submission", "return", "closure", "reopening", "withdrawal"):
        form = {"percent": "50", "progress": "x", "note": "x", "reason": "x"}
        assert outsider.posts(f"/assignments/{office.lead_assignment}/{action}", **form).status_code == 404
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_the_work_of_the_office_does_not_exist_for_a_unit(office: BoardOffice) -> None:
    unit = office.person("suwang")
    for address in (
        "/documents",
        "/reports",
        f"/documents/{office.document}/assignment",
        f"/documents/{office.document}/indicators",
        f"/drafts/{office.draft}/registration",
        f"/drafts/{office.draft}/dismissal",
        "/notices/1/signature",
    ):
        assert unit.posts(address).status_code == 404, address


def test_a_leader_sees_all_and_does_none_of_the_offices_work(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    for address in ("/", "/tasks", f"/units/{office.labour}", "/documents", "/reports"):
        page = leader.sees(address).split("<main")[1]
        assert "<form" not in page.replace('<form class="filter"', "").replace(
            '<form class="filter asking"', ""
        )
    assert "<form" not in leader.sees(f"/documents/{office.document}").split("<main")[1]
    for address in (
        "/documents",
        "/reports",
        f"/documents/{office.document}/assignment",
        f"/documents/{office.document}/indicators",
        f"/drafts/{office.draft}/registration",
        f"/drafts/{office.draft}/dismissal",
    ):
        answer = leader.posts(address)
        assert answer.status_code == 409, address
        assert "领导账号" in answer.text
