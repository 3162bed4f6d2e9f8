"""``duban directory`` as a clerk types it."""

from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.task import DeclinedMember
from models.unit import Contact, Unit, UnitGroup
from models.words import UnitLevel
from supervision.directory.groups import join
from supervision.directory.units import add_unit
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.terminal import duban


def _newcomer(cast: Cast) -> None:
    draft = cast.draft(due=DAY.replace(month=9), units=("各试点企业",))
    register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    unit = add_unit(cast.session, "江临新厂", UnitLevel.ENTERPRISE, "王敏", at(DAY))
    group = cast.session.exec(select(UnitGroup).where(UnitGroup.name == "试点企业")).one()
    join(cast.session, group, unit, DAY, "王敏", at(DAY))


@pytest.fixture
def office(home: Path) -> BoardOffice:
    """An office in which a unit has joined a group after a task was registered."""
    return establish(_newcomer)


def _edit(file: Path, heading: str, value: str) -> None:
    workbook = openpyxl.load_workbook(file)
    sheet = workbook["单位"]
    headings = [cell.value for cell in sheet[3]]
    sheet.cell(4, headings.index(heading) + 1).value = value
    workbook.save(file)


@pytest.mark.long
@pytest.mark.usefixtures("office")
def test_a_directory_goes_out_and_comes_back_after_a_preview(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "名录.xlsx"
    assert "共6个单位" in duban("directory", "export", file, home=home).out
    assert "没有改动" in duban("directory", "import", file, home=home).out
    _edit(file, "地区", "江临市")
    preview = duban("directory", "import", file, home=home)
    assert preview.code == 0
    assert "将有1处改动" in preview.out
    assert "加 --yes" in preview.out
    assert "已导入，1处改动" in duban("directory", "import", file, "--yes", home=home).out
    with database.reading() as session:
        assert session.exec(select(Unit).where(Unit.region == "江临市")).one().called == "市总工会"


@pytest.mark.usefixtures("office")
def test_mistakes_end_the_import_with_their_rows(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "名录.xlsx"
    duban("directory", "export", file, home=home)
    _edit(file, "类别", "工厂")
    said = duban("directory", "import", file, "--yes", home=home)
    assert said.code == 1
    assert "工作表“单位”第4行：“类别”里的“工厂”不认识" in said.err
    assert "什么都没有导入" in said.err
    file.write_bytes(b"no workbook")
    assert "读不了" in duban("directory", "import", file, home=home).err


@pytest.mark.usefixtures("office")
def test_the_check_names_who_cannot_be_reached(home: Path) -> None:
    with database.transaction() as session:
        for contact in session.exec(select(Contact).where(Contact.unit_id == 1)):
            contact.email = ""
            session.add(contact)
        for contact in session.exec(select(Contact).where(Contact.unit_id == 2)):
            contact.left_on = DAY
            session.add(contact)
    said = duban("directory", "check", "--json", home=home)
    assert said.code == 1
    assert [(one["about"], one["says"]) for one in said.data] == [
        ("市总工会", "联系人都没有可用的邮箱或号码，通知送不到。请补上。"),
        ("市人社局", "联系人都已离任。请补上接任的人。"),
        ("江临新厂", "没有联系人。请补上。"),
    ]


def test_a_proposed_member_is_decided_about(office: BoardOffice, home: Path) -> None:
    (one,) = duban("directory", "proposed", "--json", home=home).data
    assert (one["unit"], one["group"], one["role"]) == ("江临新厂", "试点企业", "责任")
    lacking = duban("directory", "decline", one["task"], "江临新厂", home=home)
    assert lacking.code == 1
    assert "要写明理由" in lacking.err
    said = duban("directory", "decline", one["task"], "江临新厂", "--reason", "试点已过半", home=home)
    assert "不加入任务" in said.out
    with database.reading() as session:
        assert session.exec(select(DeclinedMember.reason)).all() == ["试点已过半"]
    assert "没有待定的组员" in duban("directory", "proposed", home=home).out


def test_a_proposed_member_can_be_accepted(office: BoardOffice, home: Path) -> None:
    (one,) = duban("directory", "proposed", "--json", home=home).data
    assert "已加入任务" in duban("directory", "accept", one["task"], "江临新厂", home=home).out
    assert "没有编号为“甲”的任务" in duban("directory", "accept", "甲", "江临新厂", home=home).err
    assert "名录里没有“云上局”" in duban("directory", "accept", one["task"], "云上局", home=home).err
    assert duban("directory", "fly", home=home).code == 2
