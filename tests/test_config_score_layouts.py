"""Tables for other assessors: those shipped can be read, filled and taken away; a mistake is told where it stands."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from config.refusal import Refusal
from config.score_layouts import score_layouts
from models.evaluation_words import Tier
from models.words import UnitLevel
from reports.scoring.other_tables import lay_out_as
from reports.scoring.score_book import ScoredUnit
from reports.scoring.sheet_files import sheet_text
from reports.scoring.sheet_text import read_sheet

DAY = date(2026, 12, 31)
LAYOUT = '[[layouts]]\nname = "a"\ntitle = "附表"\ncolumns = [{ title = "单位", value = "unit" }]\n'


def _own(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "score_layouts.toml").write_text(text, encoding="utf-8")


def _unit(name: str, level: UnitLevel, total: str | None) -> ScoredUnit:
    points = Decimal(total) if total else None
    return ScoredUnit(name, level, points, 1 if total else None, Tier.LEADING, None, {"A1": points}, {})


def test_another_assessors_table_has_its_columns_in_its_order_with_its_share_of_points() -> None:
    sheet = read_sheet(sheet_text("annual"))
    layout = next(one for one in score_layouts() if one.name == "leaders")
    units = [
        _unit("江临机床集团有限公司", UnitLevel.ENTERPRISE, "87.5"),
        _unit("江临市教育局", UnitLevel.DEPARTMENT, "90"),
        _unit("江临水务集团有限公司", UnitLevel.ENTERPRISE, None),
    ]
    (page,) = lay_out_as(layout, "市产改办", DAY, DAY, sheet, units).sheets
    assert [one.title for one in page.columns] == [one.title for one in layout.columns]
    assert page.rows == (
        (1, "江临机床集团有限公司", Decimal("8.75"), 1, ""),
        (2, "江临水务集团有限公司", None, None, ""),
    )


def test_a_table_may_show_the_points_of_one_item(home: Path) -> None:
    _own(home, LAYOUT.replace('value = "unit"', 'value = "item:A1"'))
    (layout,) = score_layouts()
    units = [_unit("甲", UnitLevel.ENTERPRISE, "7")]
    (page,) = lay_out_as(layout, "办", DAY, DAY, read_sheet(sheet_text("annual")), units).sheets
    assert page.rows == ((Decimal(7),),)


def test_every_class_that_a_shipped_table_names_is_one() -> None:
    known = {one.value for one in UnitLevel}
    assert {name for one in score_layouts() for name in one.classes} <= known


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "至少一节"),
        ("[[layouts]", "不合TOML"),
        (LAYOUT.replace('"a"', '"Ä"'), "小写字母"),
        (LAYOUT.replace('value = "unit"', 'value = "colour"'), "value要从"),
        (LAYOUT.replace('value = "unit"', 'value = "points"'), "full写1到"),
        (LAYOUT.replace('value = "unit"', 'value = "unit", full = 3'), "full写1到"),
        (LAYOUT.replace('"附表"', '""'), "title要写"),
        (LAYOUT + "colour = 1\n", "没有“colour”"),
        (LAYOUT * 2, "前面已经用过"),
    ],
)
def test_a_mistake_is_told_with_its_place(home: Path, text: str, said: str) -> None:
    _own(home, text)
    with pytest.raises(Refusal, match=said):
        score_layouts()
