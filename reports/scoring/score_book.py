"""The scores of a campaign as a workbook: the table with places and tiers, every calculation, and the sheet itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.evaluation_words import Tier
from models.words import UnitLevel
from papers.paper import Book, SheetColumn, Value
from papers.paper import Sheet as Page
from reports.scoring.sheet import Sheet
from reports.scoring.tiers import movement

_POINTS = "0.00"


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A unit's line: its points and calculations by the codes of the items."""

    name: str
    unit_class: UnitLevel
    total: Decimal | None
    place: int | None
    tier: Tier | None
    former_tier: Tier | None
    points: Mapping[str, Decimal | None]
    calculations: Mapping[str, Mapping[str, Any]]


def lay_out(
    title: str, office: str, dated: date, as_of: date, sheet: Sheet, units: Sequence[ScoredUnit]
) -> Book:
    """The workbook. The first sheet is also what other assessors are given."""
    note = f"{office}　数据截至{as_of.isoformat()}　空格是不计分的项目，满分由其他项目按比例承担"
    return Book(
        title,
        dated,
        (
            _table(title, note, sheet, units),
            _calculations(title, note, sheet, units),
            _items(sheet),
        ),
    )


def calculation_words(calculation: Mapping[str, Any]) -> str:
    """How the points came about, in a sentence: what was figured, then each bound, exemption and adjustment."""
    steps = "；".join(step["words"] for step in calculation["steps"])
    figured = str(calculation["figured"]).rstrip("。")
    return f"{figured}；{steps}" if steps else figured


def _table(title: str, note: str, sheet: Sheet, units: Sequence[ScoredUnit]) -> Page:
    columns = (
        SheetColumn("单位", 22, key="unit"),
        SheetColumn("类别", 10, "centre", key="class"),
        *(
            SheetColumn(f"{one.title}（{_full(one.full)}）", 10, "right", format=_POINTS, key=one.code)
            for one in sheet.items
        ),
        SheetColumn("总分", 9, "right", format=_POINTS, key="total"),
        SheetColumn("位次", 7, "centre", key="place"),
        SheetColumn("档次", 8, "centre", key="tier"),
        SheetColumn("上次", 8, "centre", key="former_tier"),
        SheetColumn("变化", 8, "centre", key="movement"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.name,
            one.unit_class.label,
            *(one.points.get(item.code) for item in sheet.items),
            one.total,
            one.place,
            one.tier.label if one.tier else "",
            one.former_tier.label if one.former_tier else "",
            movement(one.tier, one.former_tier),
        )
        for one in units
    ]
    return Page("得分", title, columns, tuple(rows), note=note, size="A3", kept=1)


def _calculations(title: str, note: str, sheet: Sheet, units: Sequence[ScoredUnit]) -> Page:
    columns = (
        SheetColumn("单位", 22),
        SheetColumn("代号", 7, "centre"),
        SheetColumn("项目", 16),
        SheetColumn("满分", 7, "right"),
        SheetColumn("得分", 8, "right", format=_POINTS),
        SheetColumn("公式", 30),
        SheetColumn("计算过程", 60),
        SheetColumn("依据", 24),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.name,
            item.code,
            item.title,
            item.full,
            one.points[item.code],
            str(calculation["words"]),
            calculation_words(calculation),
            str(calculation["evidence"]),
        )
        for one in units
        for item in sheet.items
        if (calculation := one.calculations.get(item.code)) is not None
    ]
    return Page("计算过程", f"{title}　计算过程", columns, tuple(rows), note=note, size="A3", kept=1)


def _items(sheet: Sheet) -> Page:
    columns = (
        SheetColumn("代号", 7, "centre"),
        SheetColumn("项目", 18),
        SheetColumn("满分", 7, "right"),
        SheetColumn("最高", 7, "right"),
        SheetColumn("最低", 7, "right"),
        SheetColumn("适用", 26),
        SheetColumn("评分标准", 44),
        SheetColumn("公式", 36),
        SheetColumn("由谁评", 22),
        SheetColumn("依据", 26),
    )
    rows: list[tuple[Value, ...]] = [
        (
            one.code,
            one.title,
            one.full,
            one.cap,
            one.floor,
            "、".join(level.label for level in one.classes) or "各类单位",
            one.standard,
            f"{one.formula.title}：{one.formula.words}",
            one.by_whom,
            one.evidence,
        )
        for one in sheet.items
    ]
    return Page("评分表", sheet.title, columns, tuple(rows), note=sheet.note)


def _full(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "加减"
