"""Bulletins at the desk: from the first series to the issue in the hands of a unit."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.progress import ProgressUpdate
from papers import to_xlsx
from papers.paper import Book, Sheet, SheetColumn
from supervision.bulletins.recording import HEADINGS
from tests.office import BoardOffice, Person, establish

SECTIONS = "重点推荐\n简讯速览"


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


def founded(clerk: Person) -> str:
    """A series with 市总工会 on its list; its address."""
    clerk.does(
        "/bulletins/series",
        name="市产改办 改革快报",
        editor="市产改办",
        opening_total="41",
        sections=SECTIONS,
    )
    here = f"/bulletins/series/{one(BulletinSeries)}"
    clerk.does(f"{here}/lists", reports="市委改革办", sends="市总工会", issues="")
    return here


def one(table: type[BulletinSeries] | type[Bulletin] | type[BulletinItem] | type[ProgressUpdate]) -> int:
    with database.reading() as session:
        found = session.exec(select(table.id)).all()
        return max(found)


def drafted(clerk: Person, title: str = "三月动态") -> str:
    """A draft with one piece; its address."""
    clerk.does("/bulletins", series=str(one(BulletinSeries)), title=title)
    here = f"/bulletins/{one(Bulletin)}"
    clerk.does(f"{here}/items", title="以赛促训", text="共办竞赛3场。", section="重点推荐", unit="1")
    return here


def approved(leader: Person, here: str) -> None:
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', leader.sees(here))
    assert seen
    leader.does(f"{here}/approval", seen=seen[1])


@pytest.mark.long
def test_an_issue_goes_from_the_clerk_by_the_leader_to_the_unit_on_its_list(office: BoardOffice) -> None:
    clerk, leader, unit = office.person("wangmin"), office.person("zhouheng"), office.person("suwang")
    founded(clerk)
    here = drafted(clerk)
    assert clerk.posts(f"{here}/issue").status_code == 409
    assert unit.status_of(here) == 404
    approved(leader, here)
    page = clerk.does(f"{here}/issue")
    assert "2026年第1期（总第41期）" in page
    for who, status in ((unit, 200), (office.person("jiming"), 404), (office.person("tianye"), 404)):
        assert who.status_of(here) == who.status_of(f"{here}/file") == status
    assert "以赛促训" in unit.sees("/bulletins")
    assert "采用的本单位稿件（1）" in unit.sees("/bulletins")
    assert "发给本单位的（0）" in office.person("jiming").sees("/bulletins")
    file = docx.Document(BytesIO(unit.client.get(f"{here}/file").content))
    assert "2026年第1期（总第41期）" in [paragraph.text for paragraph in file.paragraphs]


def test_an_issue_is_plain_text_to_be_pasted_elsewhere(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    founded(clerk)
    here = drafted(clerk)
    clerk.does(f"{here}/items", title="以赛促训", text="办了<三场>竞赛。", unit=str(office.union))
    page = clerk.sees(f"{here}/text")
    assert "办了&lt;三场&gt;竞赛。" in page
    assert "供稿：市总工会" in page
    assert f"{here}/text" in clerk.sees(here)


@pytest.mark.long
def test_a_change_after_the_approval_asks_for_another(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    founded(clerk)
    here = drafted(clerk)
    approved(leader, here)
    assert "周衡" in clerk.sees(here)
    clerk.does(f"{here}/wording", title="三月动态", note="供学习。", dated_on="", copies="60")
    assert clerk.posts(f"{here}/issue").status_code == 409
    approved(leader, here)
    assert "（共印60份）" in clerk.does(f"{here}/issue")


def test_a_leader_who_saw_something_else_does_not_approve_it(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    founded(clerk)
    here = drafted(clerk)
    before = re.search(r'name="seen" value="([0-9a-f]{64})"', leader.sees(here))
    assert before
    clerk.does(f"{here}/items", title="后加的", text="内容。", section="", unit="")
    answer = leader.posts(f"{here}/approval", seen=before[1])
    assert answer.status_code == 409
    assert "又有改动" in answer.text


@pytest.mark.long
def test_a_query_is_set_aside_by_name_beside_its_passage(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    founded(clerk)
    here = drafted(clerk)
    item = f"{here}/items/{one(BulletinItem)}"
    clerk.does(item, title="以赛促训", text="参赛100人，其中党员120人。", section="", unit="")
    page = clerk.sees(here)
    assert "<mark>120人</mark>" in page
    assert "1</b><span>条校对意见待看" in page
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key
    page = clerk.does(f"{here}/dismissals", key=key[1], reason="含退休党员")
    assert "<mark>" not in page
    assert "王敏：含退休党员" in page
    assert clerk.posts(f"{here}/dismissals", key="0" * 16).status_code == 409


def test_pieces_are_moved_and_taken_out_with_buttons_alone(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    founded(clerk)
    here = drafted(clerk)
    clerk.does(f"{here}/items", title="第二篇", text="内容。", section="重点推荐", unit="")
    second = one(BulletinItem)
    page = clerk.does(f"{here}/items/{second}/place", decision="up")
    assert page.index("第二篇") < page.index("以赛促训")
    assert "没有改动" in clerk.does(f"{here}/items/{second}/place", decision="up")
    assert "第二篇" not in clerk.does(f"{here}/items/{second}/removal")
    assert clerk.posts(f"{here}/items/{second}/removal").status_code == 404


def test_a_progress_entry_becomes_a_piece_or_an_experience_from_the_page_of_its_assignment(
    office: BoardOffice,
) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    own = f"/assignments/{office.lead_assignment}"
    unit.does(f"{own}/acceptance")
    unit.does(f"{own}/progress", percent="30", progress="办了两场竞赛。", as_of="2026-03-09")
    said = f"/updates/{one(ProgressUpdate)}"
    assert unit.posts(f"{said}/bulletin").status_code == 404
    assert "先在“期号登记”页设立" in clerk.posts(f"{said}/bulletin").text
    founded(clerk)
    page = clerk.does(f"{said}/bulletin")
    assert "办了两场竞赛。" in page
    assert "市总工会供稿" in page
    assert "编入简报稿" in clerk.sees(own)
    assert "编入简报" not in unit.sees(own)
    assert "发现" in clerk.does(f"{said}/experience")
    assert clerk.posts(f"{said}/experience").status_code == 409
    assert f"{said}/experience" not in clerk.sees(own)


def test_a_draft_offers_the_latest_entries_that_no_issue_has_yet(office: BoardOffice) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    own = f"/assignments/{office.lead_assignment}"
    unit.does(f"{own}/acceptance")
    unit.does(f"{own}/progress", percent="30", progress="办了两场竞赛。", as_of="2026-03-09")
    founded(clerk)
    here = drafted(clerk)
    assert 'name="report"' in clerk.sees(here)
    assert 'name="report"' not in clerk.sees(f"{here}?q=没有这样的话")
    clerk.does(f"{here}/items", report=str(one(ProgressUpdate)), section="简讯速览")
    assert 'name="report"' not in clerk.sees(here)


@pytest.mark.long
def test_past_issues_come_in_by_a_workbook_all_or_none_and_the_series_is_looked_through(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    here = founded(clerk)
    blank = openpyxl.load_workbook(BytesIO(clerk.client.get(f"{here}/sheet?blank=yes").content))
    assert {cell.value for row in blank.worksheets[0].iter_rows() for cell in row} >= set(HEADINGS)
    rows = [(2024, 1, 11, date(2024, 2, 1), "第一", ""), (2024, "第2期", 12, None, "第二", "")]
    last = (2025, 1, 17, date(2025, 1, 9), "新年", "")
    bad = clerk.posts(f"{here}/records-sheet", files={"file": ("表.xlsx", workbook([*rows, rows[0]]))})
    assert bad.status_code == 409
    assert re.search(r"工作表“补录”第\d+行：2024年第1期或总第11期已经有了", bad.text)
    assert "在册" not in clerk.sees("/bulletins/series")
    answer = clerk.posts(f"{here}/records-sheet", files={"file": ("表.xlsx", workbook([*rows, last]))})
    assert answer.status_code == 303
    page = clerk.sees("/bulletins/series")
    assert "2024年应有6期（总第11期至总第16期），在册2期，缺4期：第3期至第6期。" in page
    assert "下一期：2026年第1期（总第18期）" in page
    listed = openpyxl.load_workbook(BytesIO(clerk.client.get(f"{here}/sheet").content)).worksheets[0]
    assert [cell.value for cell in list(listed.iter_rows())[-1]][:3] == [2025, 1, 17]


@pytest.mark.long
def test_a_voided_issue_stays_to_be_seen_and_its_reprint_bears_the_same_number(office: BoardOffice) -> None:
    clerk, leader, unit = office.person("wangmin"), office.person("zhouheng"), office.person("suwang")
    founded(clerk)
    here = drafted(clerk)
    approved(leader, here)
    clerk.does(f"{here}/issue")
    assert "数字有误" in clerk.does(f"{here}/voiding", reason="数字有误")
    assert "作废" in unit.sees("/bulletins")
    page = clerk.does(f"{here}/successor")
    assert "重新印发2026年第1期" in page
    again = f"/bulletins/{one(Bulletin)}"
    approved(leader, again)
    assert "2026年第1期（总第41期）" in clerk.does(f"{again}/issue")
    assert "期号连续" in clerk.sees("/bulletins/series")


@pytest.mark.long
def test_markup_in_what_people_write_is_text_on_every_page(office: BoardOffice) -> None:
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    founded(clerk)
    here = drafted(clerk, title="<script>alert(1)</script>")
    clerk.does(f"{here}/items", title="<b>粗</b>", text="<img src=x>" + "长" * 4900, section="", unit="")
    for page in (clerk.sees(here), clerk.sees("/bulletins")):
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
    too_long = clerk.posts(f"{here}/items", title="题", text="长" * 5001, section="", unit="")
    assert too_long.status_code == 409
    approved(leader, here)
    assert "<b>粗</b>" not in clerk.does(f"{here}/issue")


def test_a_series_is_called_like_no_other_and_needs_an_editor(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    founded(clerk)
    again = clerk.posts("/bulletins/series", name="市产改办  改革快报", editor="市产改办", sections="")
    assert "已经有一种简报" in again.text
    assert "名称和编发单位" in clerk.posts("/bulletins/series", name="简报", editor="").text
    for total in ("2147483648", "-99999999999", "9" * 30):
        form = {"name": "简报", "editor": "市产改办", "sections": "", "opening_total": total}
        assert clerk.posts("/bulletins/series", **form).status_code == 409, total
    assert "编发单位" in clerk.posts(f"/bulletins/series/{one(BulletinSeries)}/wording", editor="").text


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    sheet = Sheet("补录", "补录表", tuple(SheetColumn(one) for one in HEADINGS), tuple(rows))  # type: ignore[arg-type]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        to_xlsx.write(Book("补录表", date(2026, 3, 9), (sheet,)), path)
        return path.read_bytes()
