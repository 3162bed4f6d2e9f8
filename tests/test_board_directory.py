"""单位与人员 on the board."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.task import DeclinedMember, Task
from models.unit import Unit
from tests.office import BoardOffice, establish
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
    assert "正式导入" not in office.person("zhouheng").sees("/directory")


def test_a_workbook_is_previewed_and_then_taken_in(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    workbook = openpyxl.load_workbook(BytesIO(clerk.client.get("/directory/sheet").content))
    workbook["单位"].cell(4, 8).value = "江临市"
    saved = BytesIO()
    workbook.save(saved)
    files = {"file": ("名录.xlsx", saved.getvalue())}
    preview = clerk.posts("/directory/sheet", files=files)
    assert "地区由“空”改为“江临市”" in preview.text
    with database.reading() as session:
        assert session.exec(select(Unit).where(Unit.region != "")).all() == []
    assert clerk.posts("/directory/sheet", files=files, keep="yes").status_code == 303
    with database.reading() as session:
        assert session.exec(select(Unit).where(Unit.region != "")).one().called == "市总工会"


def test_a_proposed_member_is_left_out_with_a_reason(office: BoardOffice) -> None:
    with database.reading() as session:
        task = session.exec(select(Task).order_by(Task.id.desc())).first()  # type: ignore[attr-defined]
        unit = session.exec(select(Unit).where(Unit.name == "江临新厂")).one()
    assert task is not None
    page = office.person("wangmin").does(f"/directory/proposals/{task.id}/{unit.id}/refusal", reason="已过半")
    assert "已记录不加入" in page
    with database.reading() as session:
        assert session.exec(select(DeclinedMember.reason)).one() == "已过半"
