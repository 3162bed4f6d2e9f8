"""The indicators as a workbook: all of them, each by unit and by class, and every reading with where it came from."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from papers.paper import Book, Sheet, SheetColumn
from papers.paper import Value as Cell
from reports.measures import wording
from reports.measures.standings import Stood
from reports.measures.target import Measured
from schedules.wording import day_in_words

_ALL = (
    SheetColumn("序号", 6, "centre"),
    SheetColumn("指标", 34),
    SheetColumn("性质", 10, "centre"),
    SheetColumn("目标", 18, "centre"),
    SheetColumn("时限", 14, "centre"),
    SheetColumn("现值", 14, "centre"),
    SheetColumn("分子÷分母", 18, "centre"),
    SheetColumn("截至", 12, "centre"),
    SheetColumn("核验", 8, "centre"),
    SheetColumn("完成（%）", 10, "centre"),
    SheetColumn("时间进度（%）", 12, "centre"),
    SheetColumn("结论", 14, "centre"),
    SheetColumn("说明", 34),
    SheetColumn("预计", 16, "centre"),
    SheetColumn("到期预测值", 12, "centre"),
    SheetColumn("预测区间", 18, "centre"),
    SheetColumn("今后每月需", 12, "centre"),
    SheetColumn("来源公文", 34),
)
_UNITS = (
    SheetColumn("指标", 34),
    SheetColumn("单位", 26),
    SheetColumn("分类", 14),
    SheetColumn("目标", 16, "centre"),
    SheetColumn("现值", 14, "centre"),
    SheetColumn("分子÷分母", 18, "centre"),
    SheetColumn("截至", 12, "centre"),
    SheetColumn("完成（%）", 10, "centre"),
    SheetColumn("时间进度（%）", 12, "centre"),
    SheetColumn("结论", 14, "centre"),
    SheetColumn("说明", 44),
)
_READINGS = (
    SheetColumn("指标", 34),
    SheetColumn("单位", 26),
    SheetColumn("数据截至日期", 14, "centre"),
    SheetColumn("填报值", 14),
    SheetColumn("计量单位", 10, "centre"),
    SheetColumn("分子", 14),
    SheetColumn("分母", 14),
    SheetColumn("来源", 26),
    SheetColumn("核验", 8, "centre"),
    SheetColumn("填报人", 14),
    SheetColumn("说明", 40),
)
_MOST_COLUMNS = 100
_NOTE = "没有填报的写“未报送”，不按0计算。存量取最新数，比率按分子合计除以分母合计，动态底线取最低的一次。"


def lay_out(standing: Sequence[Stood], names: Mapping[int, str], office_name: str, as_of: date) -> Book:
    """The workbook of these indicators; ``names`` are those of the units."""
    note = f"数据截至{day_in_words(as_of)}。{_NOTE}"
    title = f"{office_name}指标进展"
    sheets = (
        Sheet(
            "指标",
            title,
            _ALL,
            tuple(_row(place, one) for place, one in enumerate(standing, 1)),
            note,
            kept=2,
        ),
        Sheet("分单位", f"{title}（分单位）", _UNITS, tuple(_of_units(standing, names)), note, kept=2),
        Sheet("分类", f"{title}（分类）", _CLASSES, tuple(_of_classes(standing)), note, kept=2),
        *_summary(standing, names, title, note),
        Sheet(
            "填报明细", f"{title}（填报明细）", _READINGS, tuple(_of_readings(standing, names)), note, kept=2
        ),
    )
    return Book(title, as_of, sheets)


_CLASSES = tuple(column for column in _UNITS if column.title != "单位")


def _row(place: int, one: Stood) -> tuple[Cell, ...]:
    stands, ahead = one.measured, one.ahead
    made = ahead.forecast
    between = ""
    if made and made.low is not None and made.high is not None:
        between = f"{wording.amount(made.low)}至{wording.amount(made.high)}"
    return (
        place,
        one.indicator.name,
        stands.target.kind.label + ("（力争）" if stands.target.is_soft else ""),
        wording.goal(stands),
        wording.time(stands.target),
        wording.reached(stands),
        wording.made_of(stands),
        stands.as_of,
        stands.verification.label if stands.verification else "",
        _number(stands.progress),
        stands.pace,
        stands.conclusion.label,
        _said(stands, one.whole.notes),
        ahead.outlook.label,
        _number(made.value) if made else None,
        between,
        _number(ahead.needed),
        one.document.called,
    )


def _of_units(standing: Sequence[Stood], names: Mapping[int, str]) -> Iterator[tuple[Cell, ...]]:
    for one in standing:
        classes = {share.unit_id: share.unit_class for share in one.shares}
        for unit_id, stands in one.whole.by_unit.items():
            yield (one.indicator.name, names.get(unit_id, ""), classes.get(unit_id, ""), *_cells(stands))


def _of_classes(standing: Sequence[Stood]) -> Iterator[tuple[Cell, ...]]:
    for one in standing:
        for name, stands in one.whole.by_class.items():
            yield (one.indicator.name, name, *_cells(stands))


def _summary(standing: Sequence[Stood], names: Mapping[int, str], title: str, note: str) -> tuple[Sheet, ...]:
    """汇总表: a line for each unit and a column for each indicator that was broken down, below them the whole."""
    shared = [one for one in standing if one.shares][:_MOST_COLUMNS]
    if not shared:
        return ()
    units = list(dict.fromkeys(unit for one in shared for unit in one.whole.by_unit))
    columns = (
        SheetColumn("单位", 26),
        *(SheetColumn(f"{one.indicator.name}（{one.indicator.measure}）", 16, "centre") for one in shared),
    )
    rows: list[tuple[Cell, ...]] = [
        (names.get(unit, ""), *(_cell(one.whole.by_unit.get(unit)) for one in shared)) for unit in units
    ]
    rows.append(("汇总（按各项的口径）", *(_cell(one.whole.rolled) for one in shared)))
    return (Sheet("汇总表", f"{title}（汇总表）", columns, tuple(rows), note, kept=1),)


def _cell(stands: Measured | None) -> Cell:
    if stands is None:
        return wording.NOTHING
    return wording.reached(stands) if stands.value is None else _number(stands.value)


def _of_readings(standing: Sequence[Stood], names: Mapping[int, str]) -> Iterator[tuple[Cell, ...]]:
    for one in standing:
        for reading in one.readings:
            yield (
                one.indicator.name,
                names.get(reading.unit_id, "") if reading.unit_id else "督办部门",
                reading.as_of,
                _number(reading.value),
                one.indicator.measure,
                _number(reading.numerator),
                _number(reading.denominator),
                reading.source or "单位填报",
                reading.verification.label,
                reading.reported_by,
                reading.text,
            )


def _cells(stands: Measured) -> tuple[Cell, ...]:
    return (
        wording.goal(stands),
        wording.reached(stands),
        wording.made_of(stands),
        stands.as_of,
        _number(stands.progress),
        stands.pace,
        stands.conclusion.label,
        _said(stands, ()),
    )


def _said(stands: Measured, notes: Sequence[str]) -> str:
    own = stands.why if stands.why != stands.conclusion.label else ""
    return "；".join(said for said in (own, *stands.notes, *notes) if said)


def _number(value: Decimal | None) -> Cell:
    """A number that adds up in a sheet, without zeros behind the point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()
