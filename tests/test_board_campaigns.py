"""Campaigns on the board: set up, frozen by the flow, every number leading to the rows behind it, compared, published."""

import io
import re
from datetime import date
from decimal import Decimal
from html import unescape

import openpyxl
import pytest

from flows.freezing import freeze_next
from models import database
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.task import Indicator, IndicatorShare
from supervision.directory.groups import add_group
from supervision.duties.acceptance import accept
from tests.cast import Cast, at
from tests.office import BoardOffice, Person, establish

DAY = date(2026, 7, 6)
FORM = {
    "kind": "annual",
    "title": "2026年度考核",
    "starts_on": "2026-01-01",
    "ends_on": "2026-12-31",
    "objection_days": "30",
    "basis": "方案",
}


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more, day=DAY)


def _more(cast: Cast) -> None:
    cast.assignment(date(2026, 6, 1))
    done = cast.assignment(date(2026, 9, 1))
    accept(cast.session, done, cast.lead, DAY, at(DAY))
    add_group(cast.session, "专班", "王敏", at(DAY))
    indicator = Indicator(
        document_id=cast.document.id, name="培训职工", relation=">=", target=Decimal(100), measure="人", kind="new", text="原文",
        by=date(2026, 12, 31),
    )  # fmt: skip
    cast.session.add(indicator)
    cast.session.flush()
    cast.session.add(IndicatorShare(indicator_id=indicator.id, unit_id=cast.union.id, target=Decimal(40)))


def _made(clerk: Person, **more: str) -> str:
    """The address of a campaign made by the form."""
    answer = clerk.posts("/campaigns", **FORM | more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def _frozen(clerk: Person) -> str:
    address = _made(clerk)
    clerk.does(f"{address}/freezes", as_of=DAY.isoformat())
    assert freeze_next.fn() is True
    return f"{address}/freezes/1"


@pytest.mark.long
def test_a_campaign_is_set_up_changed_and_frozen_by_the_flow(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "还没有督察活动" in clerk.sees("/campaigns")
    address = _made(clerk, levels="department", units=str(office.union), dimension_effect="指标见效")
    page = clerk.sees(address)
    assert "江临市总工会" in page
    assert "指标见效" in page
    assert "还没有冻结数据" in page
    assert "另一个名称" in clerk.does(address, **FORM | {"title": "另一个名称"})
    page = clerk.does(f"{address}/freezes", as_of=DAY.isoformat())
    assert "排队" in page or "已开始办理" in page
    assert clerk.posts(f"{address}/freezes", as_of=DAY.isoformat()).status_code == 409
    assert [freeze_next.fn(), freeze_next.fn()] == [True, None]
    page = clerk.sees(address)
    assert "第1次，看统计" in page
    assert "再次冻结的理由" in page
    assert clerk.posts(address, **FORM).status_code == 409, "what is frozen has its plan"


def test_a_special_inspection_offers_the_tasks_with_red_parts(office: BoardOffice) -> None:
    assert "（红灯1件）" in office.person("wangmin").sees("/campaigns")


@pytest.mark.long
def test_a_freeze_that_cannot_be_made_is_told_at_once_or_beside_the_job(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = _made(clerk, nodes="", groups="1", documents="1")
    answer = clerk.posts(f"{address}/freezes", as_of="2027-01-01")
    assert answer.status_code == 409
    with database.transaction() as session:
        campaign = session.get_one(Campaign, 1)
        campaign.scope = {"groups": [2]}
        session.add(campaign)
    clerk.does(f"{address}/freezes", as_of=DAY.isoformat())
    assert freeze_next.fn() is False
    assert "没有可以冻结的数据" in clerk.sees(address)


@pytest.mark.long
def test_every_number_leads_to_as_many_rows(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = _frozen(clerk)
    pages = [address, *(f"{address}?by={name}" for name in ("class", "task", "role", "category", "node"))]
    seen = 0
    for one in pages:
        for link, shown in re.findall(r'<a href="([^"]*/items\?[^"]*)">([0-9]+)</a>', clerk.sees(one)):
            if "workdays" in link or "what=overdue" in link:
                continue  # days and matters share their rows
            rows = clerk.sees(unescape(link))
            assert f"（{shown}件）" in rows, (link, shown)
            seen += 1
    assert seen > 20
    assert "（2件）" in clerk.sees(f"{address}/items?what=overdue&unit={office.union}")
    assert "没有这样的交办件" in clerk.sees(f"{address}/items?what=blue&role=lead")
    assert clerk.sees(f"{address}/items?what=nonsense&unit=abc&task=9&role=x&level=y&page=7&category=") != ""


def test_an_indicator_nobody_reported_is_not_reported(office: BoardOffice) -> None:
    clerk = office.person("zhouheng")
    address = _frozen(office.person("wangmin"))
    assert "未报送" in clerk.sees(f"{address}?by=indicator")
    page = clerk.sees(f"{address}/indicators/1")
    assert "40人" in page
    assert page.count("未报送") >= 2
    assert clerk.status_of(f"{address}/indicators/99") == 404


@pytest.mark.long
def test_the_figures_and_the_rows_are_taken_away_as_excel(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = _frozen(clerk)
    book = openpyxl.load_workbook(io.BytesIO(clerk.client.get(f"{address}/sheet").content))
    assert book.sheetnames == ["总体", "分单位", "分类别", "分任务", "分责任", "指标", "口径"]
    cells = [str(cell.value) for row in book["指标"].iter_rows() for cell in row]
    assert "未报送" in cells
    rows = openpyxl.load_workbook(io.BytesIO(clerk.client.get(f"{address}/items/sheet?what=overdue").content))
    lines = [[cell.value for cell in row] for row in rows["冻结明细"].iter_rows()]
    assert lines[-1][2] in ("江临市总工会", "江临市人力资源和社会保障局")


@pytest.mark.long
def test_two_freezes_are_compared_and_the_data_are_checked(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = _frozen(clerk).partition("/freezes")[0]
    assert "没有可以比较的" in clerk.sees(f"{address}/comparison")
    clerk.does(f"/assignments/{office.supporting_assignment}/acceptance")
    clerk.does(f"{address}/freezes", as_of=DAY.isoformat(), reason="补录")
    assert freeze_next.fn() is True
    page = clerk.sees(f"{address}/comparison")
    assert "有变化1件" in page
    assert "签收" in page
    assert "与冻结时一致" in clerk.sees(f"{address}/freezes/2/check")
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE frozen_item SET percent = 99")
    assert "不一致" in clerk.sees(f"{address}/freezes/2/check")


@pytest.mark.long
def test_it_is_published_and_ended_by_a_clerk_alone(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    address = _frozen(clerk).partition("/freezes")[0]
    assert leader.posts(f"{address}/publication").status_code == 409
    assert "结果已公布" in clerk.does(f"{address}/publication")
    assert clerk.posts(f"{address}/freezes", as_of=DAY.isoformat(), reason="再").status_code == 409
    assert "督察活动已结束" in clerk.does(f"{address}/end")
    with database.reading() as session:
        assert session.get_one(Campaign, 1).status is CampaignStatus.ENDED


@pytest.mark.long
def test_units_and_strangers_see_no_campaign(office: BoardOffice) -> None:
    address = _frozen(office.person("wangmin"))
    for login in ("suwang", "tianye"):
        person = office.person(login)
        for path in ("/campaigns", address.partition("/freezes")[0], address, f"{address}/items"):
            assert person.status_of(path) == 404, path
