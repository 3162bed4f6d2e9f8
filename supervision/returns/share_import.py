"""Taking in how indicators are broken down (分解表): many units at one go, every row or none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells
from models.task import Indicator, IndicatorShare
from models.unit import Unit
from models.words import UserRole
from papers.paper import Book, Sheet, SheetColumn
from papers.paper import Value as Cell
from supervision.actor import Actor
from supervision.drafts.bulk import RowOutcome
from supervision.duties.indicator_shares import Part, break_down, shares_of
from supervision.returns.indicator_rows import (
    INDICATOR,
    MEASURE,
    MOST_ROWS,
    NUMBER,
    UNIT,
    Known,
    RowsRefused,
    day_in,
    figure_in,
    in_measure,
    rows_of,
)

CLASS, TARGET, UPPER, BASE, SINCE, UNTIL = "分类", "目标", "目标上限", "基期值", "参与起始", "参与截止"
COLUMNS = (
    SheetColumn(NUMBER, 9, "centre"),
    SheetColumn(INDICATOR, 36),
    SheetColumn(UNIT, 28),
    SheetColumn(CLASS, 14),
    SheetColumn(TARGET, 14),
    SheetColumn(MEASURE, 10, "centre"),
    SheetColumn(UPPER, 12),
    SheetColumn(BASE, 14),
    SheetColumn(SINCE, 14, "centre", format="yyyy-mm-dd"),
    SheetColumn(UNTIL, 14, "centre", format="yyyy-mm-dd"),
)
_NOTE = (
    "一行是一个单位承担的一项指标。表里有的指标，按表里的单位整个重新分解；表里没有的指标不动。"
    "比率和底线可以不填目标，按总目标要求。"
)


def take_shares(
    session: Session, sheets: Sequence[SheetCells], actor: Actor, today: date, now: datetime
) -> int:
    """Break the indicators of a workbook down as it says, all of them or none; how many shares changed.

    An indicator that stands in it has the units that it names there and no others. Raises RowsRefused with the faulty
    rows, and Refusal for anybody but a clerk and for a workbook without rows.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("指标由督办部门的经办人员分解。请与督办部门联系。")
    known = Known(session, today)
    refused: list[RowOutcome] = []
    parts: dict[int, list[Part]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for place, cells in rows_of(sheets, [UNIT, TARGET]):
        if not any(cells.get(title) for title in (NUMBER, INDICATOR, UNIT)):
            continue
        try:
            indicator, part = _part(known, cells)
            if any(part.unit_id == other.unit_id for other in parts[indicator.id]):
                raise Refusal("这个单位在这项指标里写了两次。请只留一行。")
        except Refusal as refusal:
            refused.append(RowOutcome(f"第{place}行", cells.get(INDICATOR, ""), refused=refusal.sentence))
        else:
            indicators[indicator.id] = indicator
            parts[indicator.id].append(part)
    if refused:
        raise RowsRefused(refused)
    if not indicators:
        raise Refusal("表里没有一行分解，没有可以导入的。请核对是不是填好的那一份。")
    return sum(break_down(session, indicators[number], parts[number], actor, now) for number in indicators)


def share_book(session: Session, today: date) -> Book:
    """The workbook of how everything is broken down now."""
    units = {unit.id: unit.called for unit in session.exec(select(Unit))}
    indicators = session.exec(select(Indicator).order_by(col(Indicator.document_id), col(Indicator.id))).all()
    shares = shares_of(session, [one.id for one in indicators])
    rows = [_row(one, share, units[share.unit_id]) for one in indicators for share in shares.get(one.id, ())]
    title = "指标分解表"
    return Book(title, today, (Sheet("分解表", title, COLUMNS, tuple(rows[:MOST_ROWS]), _NOTE, kept=3),))


def _row(indicator: Indicator, share: IndicatorShare, unit: str) -> tuple[Cell, ...]:
    return (
        indicator.id, indicator.name, unit, share.unit_class, share.target, indicator.measure, share.upper,
        share.base, share.since, share.until,
    )  # fmt: skip


def _part(known: Known, cells: Mapping[str, str]) -> tuple[Indicator, Part]:
    indicator, unit_id = known.indicator(cells), known.unit(cells)
    if unit_id is None:
        raise Refusal("没有写是哪一个单位。分解表每行一个单位。")
    amounts = []
    for title in (TARGET, UPPER, BASE):
        value = figure_in(cells, title)
        amounts.append(None if value is None else in_measure(indicator, value, cells.get(MEASURE, "")))
    part = Part(
        unit_id,
        cells.get(CLASS, ""),
        amounts[0],
        amounts[1],
        amounts[2],
        day_in(cells, SINCE),
        day_in(cells, UNTIL),
    )
    return indicator, part
