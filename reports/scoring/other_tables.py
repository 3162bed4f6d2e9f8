"""The scores of a campaign in the table of another assessor: its columns, its order, its share of points."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from config.score_layouts import LayoutColumn, ScoreLayout
from papers.paper import Book, SheetColumn, Value
from papers.paper import Sheet as Page
from reports.scoring.score_book import ScoredUnit
from reports.scoring.sheet import Sheet

_POINTS = "0.00"
_CENT = Decimal("0.01")
_WIDTHS = {"unit": 30.0, "number": 7.0, "blank": 18.0}
_FIGURES = ("total", "points")


def lay_out_as(
    layout: ScoreLayout, office: str, dated: date, as_of: date, sheet: Sheet, units: Sequence[ScoredUnit]
) -> Book:
    """The workbook with this one table. A unit without points has empty cells, not noughts."""
    chosen = [one for one in units if not layout.classes or one.unit_class.value in layout.classes]
    columns = tuple(
        SheetColumn(
            one.title,
            _WIDTHS.get(one.value, 14.0),
            "left" if one.value in ("unit", "blank") else "centre",
            format=_POINTS if one.value in _FIGURES or one.value.startswith("item:") else "",
        )
        for one in layout.columns
    )
    rows = tuple(
        tuple(_cell(one, place, unit, sheet) for one in layout.columns)
        for place, unit in enumerate(chosen, 1)
    )
    note = f"{office}　数据截至{as_of.isoformat()}　{layout.note}".rstrip()
    return Book(layout.title, dated, (Page(layout.title[:31], layout.title, columns, rows, note),))


def _cell(column: LayoutColumn, place: int, unit: ScoredUnit, sheet: Sheet) -> Value:
    if column.value.startswith("item:"):
        return unit.points.get(column.value.removeprefix("item:"))
    if column.value == "points":
        share = unit.total / sheet.total * column.full if unit.total is not None else None
        return share.quantize(_CENT) if share is not None else None
    simple: dict[str, Value] = {
        "number": place,
        "unit": unit.name,
        "class": unit.unit_class.label,
        "total": unit.total,
        "place": unit.place,
        "tier": unit.tier.label if unit.tier else "",
        "blank": "",
    }
    return simple[column.value]
