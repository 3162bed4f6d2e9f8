"""单位与人员 on the board."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.task import DeclinedMember, Task
from models.unit import Unit
from tests.office import BoardOffice, Person, establish
from tests.test_commands_directory import _newcomer


@pytest.fixture
def office(home: Path) -> BoardOffice:
    """An office in which a unit has joined a group after a task was registered."""
    return establish(_newcomer)


def test_the_page_shows_units_groups_gaps_and_proposals_to_the_office_alone(office: BoardOffice) -> None:
    page = office.person("wangmin").sees("/directory")
    for words in ("江临市总工会", "试点企业", "待定的组员（1）", "江临新厂", "没有联系人。请补上。"):
        assert words in page
    assert office.person("suwang").status_of("/directory") == 404
    assert office.person("suwang").status_of("/directory/sheet") == 404
    assert "上传并看改动" not in office.person("zhouheng").sees("/directory")


def _previewed(clerk: Person, region: str) -> tuple[str, dict[str, str]]:
    """Upload a directory with another region; the page, and what its form would send."""
    workbook = openpyxl.load_workbook(BytesIO(clerk.client.get("/directory/sheet").content))
    workbook["单位"].cell(4, 8).value = region
    saved = BytesIO()
    workbook.save(saved)
    page = clerk.posts("/directory/sheet", files={"file": ("名录.xlsx", saved.getvalue())}).text
    return page, dict(re.findall(r'name="(token|seen)" value="([^"]+)"', page))


def _regions() -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(Unit.region).where(Unit.region != "")))


@pytest.mark.long
def test_a_workbook_is_previewed_and_then_taken_in(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page, shown = _previewed(clerk, "江临市")
    assert "地区由“空”改为“江临市”" in page
    assert _regions() == []
    assert clerk.posts("/directory/sheet/confirmed", **shown).status_code == 303
    assert _regions() == ["江临市"]
    again = clerk.posts("/directory/sheet/confirmed", **shown)
    assert again.status_code == 409
    assert "已经读回过" in again.text


@pytest.mark.long
def test_what_was_not_shown_is_not_taken_in(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    _, first = _previewed(clerk, "东湖区")
    _, second = _previewed(clerk, "江临市")
    mixed = clerk.posts("/directory/sheet/confirmed", token=first["token"], seen=second["seen"])
    assert mixed.status_code == 409
    assert "没有导入" in mixed.text
    assert clerk.posts("/directory/sheet/confirmed", token="../../x", seen="").status_code == 409
    assert _regions() == []


@pytest.mark.long
def test_what_changed_after_the_preview_is_refused_by_its_row(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    _, shown = _previewed(clerk, "江临市")
    with database.transaction() as session:
        unit = session.get_one(Unit, 1)
        unit.kind = "群团"
        session.add(unit)
    answer = clerk.posts("/directory/sheet/confirmed", **shown)
    assert "导出后已被修改" in answer.text
    assert "确认导入" not in answer.text
    assert _regions() == []


def test_a_leader_takes_nothing_in(office: BoardOffice) -> None:
    _, shown = _previewed(office.person("wangmin"), "江临市")
    assert office.person("zhouheng").posts("/directory/sheet/confirmed", **shown).status_code == 409
    assert office.person("suwang").posts("/directory/sheet/confirmed", **shown).status_code == 404
    assert _regions() == []


def test_a_proposed_member_is_left_out_with_a_reason(office: BoardOffice) -> None:
    with database.reading() as session:
        task = session.exec(select(Task).order_by(Task.id.desc())).first()  # type: ignore[attr-defined]
        unit = session.exec(select(Unit).where(Unit.name == "江临新厂")).one()
    assert task is not None
    page = office.person("wangmin").does(f"/directory/proposals/{task.id}/{unit.id}/refusal", reason="已过半")
    assert "已记录不加入" in page
    with database.reading() as session:
        assert session.exec(select(DeclinedMember.reason)).one() == "已过半"
