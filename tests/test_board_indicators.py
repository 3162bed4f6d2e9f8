"""The indicators on the board: the list by worry, a page for each, breaking down, correcting, importing."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import col, select

from models import database
from models.indicator_words import Outlook
from models.task import Indicator, IndicatorShare, Reading, Task
from reports.measures.lines import likely_missed, lines
from tests.cast import DAY, Cast
from tests.measured_office import NOW, indicator_of, reading_of
from tests.office import BoardOffice, establish

SLOW, RATE, WHOLE, PART = 1, 2, 3, 4
ENDING = date(2026, 1, 31)


def _with_indicators(cast: Cast) -> None:
    task = cast.session.exec(select(Task)).first()
    assert task is not None
    slow = indicator_of(cast, task_id=task.id)
    indicator_of(cast, "集体协商建制率", "80", kind="rate", measure="%", task_id=task.id)
    whole = indicator_of(cast, "现有产业工人", "250000", kind="stock")
    part = indicator_of(cast, "农民工", "90000", kind="sub-stock", parent_id=whole.id)
    for day, value in ((ENDING, "10"), (date(2026, 2, 28), "21"), (DAY, "24")):
        reading_of(cast, slow, value, day, cast.union)
    reading_of(cast, whole, "248162", unit=cast.union)
    reading_of(cast, part, "248163", unit=cast.union)


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_with_indicators)


def test_what_is_likely_to_be_missed_stands_first_and_the_rest_can_be_asked_for(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.sees("/indicators")

    assert page.index("新增高技能人才") < page.index("集体协商建制率")
    assert "预计难以实现" in page
    assert "要按期完成，今后平均每月需" in page
    assert "未报送" in page
    asked = clerk.sees("/indicators?kind=rate")
    assert "集体协商建制率</a>" in asked
    assert "新增高技能人才</a>" not in asked
    assert "没有符合条件的指标" in clerk.sees("/indicators?q=没有的")
    assert clerk.sees("/indicators?outlook=nonsense&kind=%00&document=-1&page=99999999999999")


def test_the_page_shows_curve_method_and_sentence(office: BoardOffice) -> None:
    page = office.person("zhouheng").sees(f"/indicators/{SLOW}")

    assert 'class="chart trend"' in page
    assert "按最近3次填报作直线（最小二乘法）外推" in page
    assert "新增高技能人才1000人以上" in page
    assert "更正指标性质</summary>" not in page


def test_questions_are_for_the_office_and_not_for_the_unit(office: BoardOffice) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    assert "大于“现有产业工人”" in clerk.sees(f"/indicators/{WHOLE}")
    assert f'href="/indicators/{WHOLE}#doubts">疑点1</a>' in clerk.sees("/indicators")
    own = unit.sees(f"/indicators/{SLOW}")

    assert "疑点" not in own
    assert "本单位完成情况" in own
    assert unit.status_of(f"/indicators/{WHOLE}") == 404


def test_a_unit_sees_its_own_part_and_nobody_elses(office: BoardOffice) -> None:
    with database.transaction() as session:
        for unit, number in ((office.union, 600), (office.labour, 400)):
            session.add(IndicatorShare(indicator_id=SLOW, unit_id=unit, target=Decimal(number)))
        session.add(
            Reading(
                indicator_id=SLOW, unit_id=office.labour, value=Decimal(333), as_of=DAY,
                reported_at=NOW, reported_by="纪明",
            )
        )  # fmt: skip
    lead, supporter = office.person("suwang"), office.person("jiming")

    assert "不低于600人" in lead.sees(f"/indicators/{SLOW}")
    assert "333" not in lead.sees(f"/indicators/{SLOW}")
    assert "333人" in supporter.sees(f"/indicators/{SLOW}")
    assert office.person("tianye").status_of(f"/indicators/{SLOW}") == 404
    whole = office.person("wangmin").sees(f"/indicators/{SLOW}")
    assert "357人" in whole
    assert "与总目标一致" in whole


def test_a_corrected_kind_is_told_with_its_day_and_reason(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.does(f"/indicators/{SLOW}/kind", kind="stock", accrual="", reason="年末在册人数")

    assert "指标性质已更正" in page
    assert "自2026年3月9日起，指标性质由“新增”更正为“存量”" in page
    assert "年末在册人数" in page
    for form, said in (
        ({"kind": "stock", "reason": "再来"}, "没有改动"),
        ({"kind": "rate", "reason": ""}, "写明为什么"),
        ({"kind": "nonsense", "reason": "x"}, "请选择指标性质"),
        ({"kind": "rate", "accrual": "nonsense", "reason": "x"}, "请选择指标性质"),
    ):
        answer = clerk.posts(f"/indicators/{SLOW}/kind", **form)
        assert (answer.status_code, said in answer.text) == (409, True), form
    assert (
        office.person("zhouheng").posts(f"/indicators/{SLOW}/kind", kind="rate", reason="x").status_code
        == 409
    )
    assert (
        office.person("suwang").posts(f"/indicators/{SLOW}/kind", kind="rate", reason="x").status_code == 404
    )


def test_the_base_and_what_it_is_a_part_of_are_settled_by_a_form(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/indicators/{WHOLE}/understanding"
    page = clerk.does(
        address, base="240000", base_on="2025-12-31", is_soft="yes", starts_on="2026-01-01", reason="年报"
    )

    assert "指标口径已保存" in page
    assert "基期240000人" in page
    assert "力争目标，只作展示，不扣分" in page
    for form in (
        {"base": "很多"},
        {"base": "1"},
        {"parent": f"{PART}"},
        {"parent": "nonsense"},
        {"starts_on": "昨天"},
        {"starts_on": "0001-01-01"},
        {"base_on": "0202-12-31"},
        {"base_on": "9999-12-31"},
    ):
        assert clerk.posts(address, reason="x", **form).status_code == 409, form


def test_an_indicator_is_broken_down_by_a_form_whose_sum_is_checked(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/indicators/{SLOW}/shares"
    form = clerk.sees(address)
    assert "市总工会" in form
    rows = {
        "shown": [str(office.union), str(office.labour)],
        "unit": [str(office.union), str(office.labour)],
        f"target-{office.union}": "600",
        f"target-{office.labour}": "300",
        f"class-{office.union}": "部门",
        "new-0": str(office.district),
        "target-new-0": "60.5",
        "since-new-0": "2026-07-01",
    }
    page = clerk.does(address, **rows)

    assert "分解已保存" in page
    assert "各单位目标合计960.5人，比总目标少39.5人" in page
    with database.reading() as session:
        shares = session.exec(select(IndicatorShare).order_by(col(IndicatorShare.unit_id))).all()
    assert [(one.target, one.unit_class, one.since) for one in shares] == [
        (Decimal(600), "部门", None),
        (Decimal(300), "", None),
        (Decimal("60.5"), "", date(2026, 7, 1)),
    ]
    for bad in (
        {"unit": ["nonsense"]},
        {"unit": [str(office.union)] * 2},
        {**rows, f"target-{office.union}": "x"},
    ):
        assert clerk.posts(address, **bad).status_code == 409
    assert clerk.does(address, shown=[str(office.labour)]).count("不再") == 0
    with database.reading() as session:
        assert len(session.exec(select(IndicatorShare)).all()) == 2


def test_a_group_is_listed_to_be_broken_down_to(office: BoardOffice) -> None:
    page = office.person("wangmin").sees(f"/indicators/{SLOW}/shares?group=1")

    assert page.count('承担"') >= 4
    assert "江临0厂" in page


def test_a_ratio_is_keyed_in_by_numerator_and_denominator(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/indicators/{RATE}/readings"
    page = clerk.does(
        address, back="indicator", numerator="19", denominator="20", as_of="2026-03-01", text="未覆盖：甲厂",
        source="工会季报",
    )  # fmt: skip

    assert "95%" in page
    assert "19÷20" in page
    assert "工会季报" in page
    for form in (
        {"numerator": "1", "denominator": "0"},
        {"numerator": "1"},
        {},
        {"value": "2", "numerator": "1", "denominator": "2"},
    ):
        assert clerk.posts(address, as_of="2026-03-02", **form).status_code == 409, form


def test_the_workbook_has_all_by_unit_by_class_and_every_reading(office: BoardOffice) -> None:
    with database.transaction() as session:
        session.add(
            IndicatorShare(indicator_id=SLOW, unit_id=office.union, target=Decimal(1000), unit_class="部门")
        )
    clerk = office.person("wangmin")
    book = openpyxl.load_workbook(BytesIO(clerk.client.get("/indicators/sheet").content))
    one = openpyxl.load_workbook(BytesIO(clerk.client.get(f"/indicators/{SLOW}/sheet").content))

    assert book.sheetnames == ["指标", "分单位", "分类", "汇总表", "填报明细"]
    cells = [[cell.value for cell in row] for row in book["指标"].iter_rows(min_row=4)]
    assert len([row for row in cells if row[1]]) == 4
    assert ["现有产业工人", "未报送"] not in [[row[1], row[5]] for row in cells]
    assert ["集体协商建制率", "未报送"] in [[row[1], row[5]] for row in cells]
    assert len(list(one["填报明细"].iter_rows(min_row=4))) == 3


def test_figures_of_another_survey_come_in_by_a_workbook(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    blank = openpyxl.load_workbook(BytesIO(clerk.client.get("/indicator-import/sheet").content))
    sheet = blank.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[3]]
    filled = 0
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, headings.index("指标") + 1).value == "集体协商建制率":
            sheet.cell(row, headings.index("数据截至日期") + 1).value = DAY
            sheet.cell(row, headings.index("分子") + 1).value = 9
            sheet.cell(row, headings.index("分母") + 1).value = 10
            filled += 1
    held = BytesIO()
    blank.save(held)
    files = {"file": ("季报.xlsx", held.getvalue(), "application/octet-stream")}
    answer = clerk.posts("/indicator-import", files=files, source="工会季报")

    assert answer.headers["location"] == "/indicators?done=readings_taken"
    with database.reading() as session:
        rows = session.exec(select(Reading).where(Reading.indicator_id == RATE)).all()
    assert len(rows) == filled == 3
    assert {(row.value, row.source) for row in rows} == {(Decimal(90), "工会季报")}
    assert clerk.posts("/indicator-import", files=files, source="工会季报").status_code == 409


def test_a_faulty_workbook_is_told_row_by_row_and_nothing_is_taken(office: BoardOffice) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["指标", "单位", "数据截至日期", "填报值"],
        ["新增高技能人才", "市人社局", DAY, 5],
        ["没有的", "", DAY, 5],
    ):
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    clerk = office.person("wangmin")
    for content, said in ((held.getvalue(), "没有叫“没有的”的指标"), (b"no workbook", "")):
        files = {"file": ("x.xlsx", content, "application/octet-stream")}
        answer = clerk.posts("/indicator-import", files=files, source="季报")
        assert answer.status_code == 409
        assert said in answer.text
    assert clerk.posts("/indicator-import", source="季报").status_code == 409
    with database.reading() as session:
        assert session.exec(select(Reading).where(Reading.unit_id == office.labour)).all() == []


def test_an_office_without_indicators_is_told_where_they_come_from(home: Path) -> None:
    assert "还没有指标" in establish().person("wangmin").sees("/indicators")


def test_an_indicator_with_numbers_of_every_size_has_a_page(office: BoardOffice) -> None:
    with database.transaction() as session:
        indicator = session.get_one(Indicator, SLOW)
        indicator.target = Decimal(0)
        for day, value in ((date(2026, 3, 2), "-5"), (date(2026, 3, 3), "9999999999999999.9999")):
            session.add(
                Reading(indicator_id=SLOW, value=Decimal(value), as_of=day, reported_at=NOW, reported_by="x")
            )
    assert office.person("wangmin").sees(f"/indicators/{SLOW}")
    assert office.person("wangmin").sees("/indicators")


def test_the_main_ones_are_marked_and_listed_alone(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"/indicators/{WHOLE}/understanding", is_main="yes", starts_on="2026-01-01", reason="34项之一")
    page = clerk.sees("/indicators?main=yes")

    assert "只看主要量化指标（1项）" in page
    assert "现有产业工人</a>" in page
    assert "新增高技能人才</a>" not in page


def test_what_is_likely_to_be_missed_is_listed_by_itself(office: BoardOffice) -> None:
    with database.reading() as session:
        missed = likely_missed(lines(session, DAY, 5))

    assert [(one.name, one.ahead.outlook) for one in missed] == [("新增高技能人才", Outlook.UNLIKELY)]


def test_a_breakdown_comes_in_by_a_workbook(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    book = openpyxl.load_workbook(BytesIO(clerk.client.get("/indicator-import/shares/sheet").content))
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[3]]
    row: dict[str, object] = {"指标": "新增高技能人才", "单位": "市总工会", "目标": 600}
    for heading, said in row.items():
        sheet.cell(4, headings.index(heading) + 1).value = said  # type: ignore[assignment]
    held = BytesIO()
    book.save(held)
    files = {"file": ("分解表.xlsx", held.getvalue(), "application/octet-stream")}

    assert (
        clerk.posts("/indicator-import/shares", files=files).headers["location"]
        == "/indicators?done=broken_down"
    )
    with database.reading() as session:
        assert session.exec(select(IndicatorShare)).one().target == Decimal(600)
