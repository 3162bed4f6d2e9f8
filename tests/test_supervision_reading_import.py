"""Figures of other surveys taken in from Excel: every row or none, each value with its source."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import col, select

from config.refusal import Refusal
from models.record import LogEntry
from models.task import IndicatorShare, Reading
from models.unit import Alias
from papers import to_xlsx
from supervision.actor import Actor
from supervision.duties.indicator_shares import Part, break_down
from supervision.returns.indicator_rows import RowsRefused
from supervision.returns.reading_import import Taken, reading_book, take_readings
from supervision.returns.share_import import share_book, take_shares
from tests.cast import DAY, Cast
from tests.measured_office import NOW, indicator_of
from tests.read_here import cells_here

HEAD = ("指标", "单位", "数据截至日期", "填报值", "计量单位", "分子", "分母", "来源", "说明")
SURVEY = "2026年一季度工会统计季报"


def book(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Any:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["填报表"])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    return made


def taken(cast: Cast, folder: Path, made: Any, *, source: str = SURVEY, actor: Actor | None = None) -> Taken:
    held = BytesIO()
    made.save(held)
    file = folder / "季报.xlsx"
    file.write_bytes(held.getvalue())
    return take_readings(
        cast.session, cells_here(file), file.name, file.read_bytes(), source, actor or cast.clerk, DAY, NOW
    )


def refused(cast: Cast, folder: Path, *rows: tuple[Any, ...]) -> list[str]:
    with pytest.raises(RowsRefused) as caught, cast.session.begin_nested():
        taken(cast, folder, book(*rows))
    return [f"{row.row}：{row.refused}" for row in caught.value.rows]


def readings(cast: Cast) -> list[Reading]:
    return list(cast.session.exec(select(Reading).order_by(col(Reading.id))))


def test_every_value_keeps_the_survey_that_it_came_from(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    indicator_of(cast, "集体协商建制率", "80", kind="rate", measure="%")
    made = taken(
        cast,
        tmp_path,
        book(
            ("新增高技能人才", "市总工会", DAY, 120, "", None, None, "", "含技师"),
            ("新增高技能人才", "", DAY, 340, "人", None, None, "人社年报", ""),
            ("集体协商建制率", "江临市人力资源和社会保障局", "2026年2月28日", None, "%", 19, 20, "", ""),
            ("集体协商建制率", "市总工会", DAY, None, "", None, None, "", "没有数"),
        ),
    )

    assert made == Taken(3, 2)
    rows = [(row.unit_id, row.value, row.source, row.text) for row in readings(cast)]
    assert rows == [
        (cast.union.id, Decimal(120), SURVEY, "含技师"),
        (None, Decimal(340), "人社年报", ""),
        (cast.labour.id, Decimal(95), SURVEY, ""),
    ]
    assert readings(cast)[2].as_of == date(2026, 2, 28)
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "导入指标数据")).one()
    assert SURVEY in entry.note


def test_ten_thousands_are_converted_by_the_measure(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast, "筹集资金", "2.5", kind="money", measure="亿元")
    indicator_of(cast)
    taken(
        cast,
        tmp_path,
        book(("筹集资金", "", DAY, 1250, "万元"), ("新增高技能人才", "", DAY, 0.12, "万人")),
    )

    assert [row.value for row in readings(cast)] == [Decimal("0.125"), Decimal(1200)]


def test_what_would_lose_a_place_by_converting_is_refused(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast, "筹集资金", "2.5", kind="money", measure="亿元")

    (said,) = refused(cast, tmp_path, ("筹集资金", "", DAY, 1250.5, "万元"))
    assert "超过四位小数" in said


def test_faulty_rows_are_named_and_nothing_is_taken(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    indicator_of(cast, "重名指标")
    indicator_of(cast, "重名指标")
    rate = indicator_of(cast, "建制率", "95", kind="rate", measure="%")
    said = refused(
        cast,
        tmp_path,
        ("新增高技能人才", "市总工会", DAY, 5),
        ("没有的指标", "市总工会", DAY, 5),
        ("重名指标", "市总工会", DAY, 5),
        ("新增高技能人才", "没有的单位", DAY, 5),
        ("新增高技能人才", "各试点企业", DAY, 5),
        ("新增高技能人才", "市人社局", None, 5),
        ("新增高技能人才", "市人社局", "三月底", 5),
        ("新增高技能人才", "市人社局", date(2026, 12, 31), 5),
        ("新增高技能人才", "市人社局", DAY, "约五百"),
        ("新增高技能人才", "市人社局", DAY, 5, "场"),
        (rate.name, "市人社局", DAY, None, "", 0, 0),
        ("新增高技能人才", "市总工会", DAY, 6),
        ("", "市总工会", DAY, 6),
    )

    whys = (
        "没有叫“没有的指标”", "有2项，分不清", "单位名录里没有", "不是一个单位", "没有填“数据截至日期”", "不是日期",
        "还没有到", "不是数", "不能换算", "分母为0", "已经填报过", "没有写是哪一项",
    )  # fmt: skip
    assert len(said) == len(whys)
    assert all(why in one for why, one in zip(whys, said, strict=True)), said
    assert said[0].startswith("第4行")
    assert readings(cast) == []


def test_a_name_only_like_that_of_a_unit_is_not_guessed_at(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    cast.session.add(Alias(unit_id=cast.labour.id, name="人社局"))
    cast.session.flush()

    assert "单位名录里没有" in refused(cast, tmp_path, ("新增高技能人才", "市人社保障局", DAY, 5))[0]
    assert taken(cast, tmp_path, book(("新增高技能人才", "人社局", DAY, 5))).values == 1


def test_the_same_file_is_not_taken_twice(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    made = book(("新增高技能人才", "市总工会", DAY, 5))
    taken(cast, tmp_path, made)
    content = (tmp_path / "季报.xlsx").read_bytes()
    with pytest.raises(Refusal, match="不必重复导入"):
        take_readings(
            cast.session, cells_here(tmp_path / "季报.xlsx"), "x.xlsx", content, SURVEY, cast.clerk, DAY, NOW
        )


def test_without_a_source_headings_values_or_the_right_it_is_refused(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    row = ("新增高技能人才", "市总工会", DAY, 5)
    with pytest.raises(Refusal, match="每个数都要记来源"):
        taken(cast, tmp_path, book(row), source=" ")
    with pytest.raises(Refusal, match="没有找到表头"):
        taken(cast, tmp_path, book(row, head=("甲", "乙", "丙", "丁")))
    with pytest.raises(Refusal, match="没有填一个数"):
        taken(cast, tmp_path, book(("新增高技能人才", "市总工会", DAY)))
    with pytest.raises(Refusal, match="经办人员"):
        taken(cast, tmp_path, book(row), actor=cast.lead)


def test_hidden_rows_merged_cells_and_empty_formulas_are_refused(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    row = ("新增高技能人才", "市总工会", DAY, 5)
    hidden, merged, formula = book(row), book(row, row), book((*row[:3], "=1+2"))
    hidden.active.row_dimensions[3].hidden = True
    merged.active.merge_cells("B3:B4")
    for made, why in ((hidden, "隐藏"), (merged, "合并单元格"), (formula, "公式")):
        with pytest.raises(Refusal, match=why):
            taken(cast, tmp_path, made)


def test_the_workbook_to_be_filled_in_is_taken_in(cast: Cast, tmp_path: Path) -> None:
    indicator = indicator_of(cast)
    break_down(cast.session, indicator, [Part(cast.union.id), Part(cast.labour.id)], cast.clerk, NOW)
    file = tmp_path / "form.xlsx"
    to_xlsx.write(reading_book(cast.session, DAY), file)
    made = openpyxl.load_workbook(file)
    sheet = made.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[3]]
    for row, value in ((4, 7), (5, None)):
        sheet.cell(row, headings.index("数据截至日期") + 1).value = DAY
        sheet.cell(row, headings.index("填报值") + 1).value = value

    assert taken(cast, tmp_path, made) == Taken(1, 1)
    assert [(one.unit_id, one.value) for one in readings(cast)] == [(cast.union.id, Decimal(7))]


SHARES = ("指标", "单位", "分类", "目标", "计量单位", "基期值", "参与起始")


def broken_down(cast: Cast, folder: Path, made: Any, actor: Actor | None = None) -> int:
    file = folder / "分解表.xlsx"
    made.save(file)
    with cast.session.begin_nested():
        return take_shares(cast.session, cells_here(file), actor or cast.clerk, DAY, NOW)


def shares(cast: Cast) -> list[tuple[int, str, Decimal | None, date | None]]:
    rows = cast.session.exec(select(IndicatorShare).order_by(col(IndicatorShare.unit_id)))
    return [(row.unit_id, row.unit_class, row.target, row.since) for row in rows]


def test_many_units_are_broken_down_to_by_one_workbook(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    made = book(
        ("新增高技能人才", "市总工会", "部门", 0.06, "万人"),
        ("新增高技能人才", "东湖区产改办", "县区", 400, "人", None, date(2026, 7, 1)),
        head=SHARES,
    )

    assert broken_down(cast, tmp_path, made) == 2
    assert shares(cast) == [
        (cast.union.id, "部门", Decimal(600), None),
        (cast.district.id, "县区", Decimal(400), date(2026, 7, 1)),
    ]
    only = book(("新增高技能人才", "市总工会", "部门", 1000), head=SHARES)
    assert broken_down(cast, tmp_path, only) == 2
    assert [share[2] for share in shares(cast)] == [Decimal(1000)]


def test_the_breakdown_goes_out_and_comes_back_unchanged(cast: Cast, tmp_path: Path) -> None:
    indicator = indicator_of(cast)
    parts = [Part(cast.union.id, "部门", Decimal("600.5"), base=Decimal(3)), Part(cast.labour.id, since=DAY)]
    break_down(cast.session, indicator, parts, cast.clerk, NOW)
    before = shares(cast)
    file = tmp_path / "out.xlsx"
    to_xlsx.write(share_book(cast.session, DAY), file)

    assert broken_down(cast, tmp_path, openpyxl.load_workbook(file)) == 0
    assert shares(cast) == before


def test_a_faulty_breakdown_is_told_and_nothing_is_changed(cast: Cast, tmp_path: Path) -> None:
    indicator_of(cast)
    rows = (
        ("新增高技能人才", "市总工会", "部门", 600),
        ("新增高技能人才", "市总工会", "部门", 600),
        ("新增高技能人才", "", "部门", 600),
        ("新增高技能人才", "市人社局", "部门", "六百"),
        ("新增高技能人才", "市人社局", "部门", 5, "场"),
    )
    with pytest.raises(RowsRefused) as caught:
        broken_down(cast, tmp_path, book(*rows, head=SHARES))
    said = [row.refused for row in caught.value.rows]
    whys = ("写了两次", "哪一个单位", "不是数", "不能换算")
    assert len(said) == len(whys)
    assert all(why in one for why, one in zip(whys, said, strict=True)), said
    assert shares(cast) == []
    with pytest.raises(Refusal, match="经办人员"):
        broken_down(cast, tmp_path, book(rows[0], head=SHARES), cast.lead)
    with pytest.raises(Refusal, match="没有一行分解"):
        broken_down(cast, tmp_path, book(head=SHARES))
