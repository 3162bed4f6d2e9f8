"""Taking in figures from other surveys (其他统计调查): a workbook of readings, every row or none, each with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells
from models.record import LogEntry
from models.task import Indicator, IndicatorShare, TaskUnit
from models.unit import Unit
from models.words import Subject, UserRole
from papers.paper import Book, Sheet, SheetColumn
from papers.paper import Value as Cell
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.drafts.bulk import RowOutcome
from supervision.duties.file_store import store
from supervision.duties.progress import read_off
from supervision.record.log import log
from supervision.returns.indicator_rows import (
    INDICATOR,
    MEASURE,
    MOST_ROWS,
    NUMBER,
    UNIT,
    WHOLE,
    Known,
    RowsRefused,
    day_in,
    figure_in,
    in_measure,
    rows_of,
)

DEED = "导入指标数据"
AS_OF, VALUE, NUMERATOR, DENOMINATOR = "数据截至日期", "填报值", "分子", "分母"
SOURCE, TEXT = "来源", "说明"
COLUMNS = (
    SheetColumn(NUMBER, 9, "centre"),
    SheetColumn(INDICATOR, 36),
    SheetColumn(UNIT, 28),
    SheetColumn(AS_OF, 14, "centre", format="yyyy-mm-dd"),
    SheetColumn(VALUE, 14),
    SheetColumn(MEASURE, 10, "centre"),
    SheetColumn(NUMERATOR, 14),
    SheetColumn(DENOMINATOR, 14),
    SheetColumn(SOURCE, 26),
    SheetColumn(TEXT, 40),
)
_NOTE = (
    "一行是一个单位一项指标一个日期的数；单位空着或写“汇总数”的是全局的数。比率填分子和分母，不必填填报值。"
    "没有数的不填，不要填0代替：空着的行不导入。计量单位写万、亿的按计量单位换算。"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: how many values of how many indicators."""

    values: int
    indicators: int


def take_readings(
    session: Session,
    sheets: Sequence[SheetCells],
    name: str,
    content: bytes,
    source: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> Taken:
    """Enter the values of a workbook, all of them or none; ``source`` is the survey, where a row names no other.

    Raises RowsRefused with the faulty rows, and Refusal for anybody but a clerk, without a source, for a file that
    was taken before, and for one without the headings or without values.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("其他统计调查的数由督办部门的经办人员导入。请与督办部门联系。")
    if not source.strip():
        raise Refusal("请写明这些数来自哪项统计调查，每个数都要记来源。")
    digest = sha256(content).hexdigest()
    _require_new(session, digest)
    rows = rows_of(sheets, [AS_OF])
    known = Known(session, today)
    refused, taken = [], list[int]()
    for place, cells in rows:
        if not any(cells.get(title) for title in (VALUE, NUMERATOR, DENOMINATOR)):
            continue
        try:
            with session.begin_nested():
                taken.append(_take(session, known, cells, source.strip(), actor, today, now))
        except Refusal as refusal:
            refused.append(RowOutcome(f"第{place}行", cells.get(INDICATOR, ""), refused=refusal.sentence))
    if refused:
        raise RowsRefused(refused)
    if not taken:
        raise Refusal("表里没有填一个数，没有可以导入的。请核对是不是填好的那一份。")
    kept = store(session, name, content, now)
    log(
        session, Subject.INDICATOR, None, DEED, actor.name, now,
        note=f"{source.strip()}：{len(taken)}个数，{len(set(taken))}项指标",
        sha256=kept.sha256, values=len(taken), source=source.strip(),
    )  # fmt: skip
    return Taken(len(taken), len(set(taken)))


def reading_book(session: Session, today: date) -> Book:
    """The workbook to be filled in: a row for each indicator and each unit that has a part in it."""
    units = {unit.id: unit.called for unit in session.exec(select(Unit))}
    shares: dict[int, list[int]] = {}
    for share in session.exec(select(IndicatorShare).order_by(col(IndicatorShare.id))):
        shares.setdefault(share.indicator_id, []).append(share.unit_id)
    standing: dict[int, list[int]] = {}
    for part in session.exec(
        select(TaskUnit).where(col(TaskUnit.removed_on).is_(None)).order_by(col(TaskUnit.id))
    ):
        standing.setdefault(part.task_id, []).append(part.unit_id)
    rows: list[tuple[Cell, ...]] = []
    for one in session.exec(select(Indicator).order_by(col(Indicator.document_id), col(Indicator.id))):
        of_units = shares.get(one.id) or standing.get(one.task_id or 0, [])
        called = (
            [units[unit] for unit in of_units]
            if one.id in shares
            else [WHOLE, *(units[unit] for unit in of_units)]
        )
        rows += [
            (one.id, one.name, unit, None, None, one.measure, None, None, "", "")
            for unit in called or [WHOLE]
        ]
    title = "指标填报表"
    return Book(title, today, (Sheet("填报表", title, COLUMNS, tuple(rows[:MOST_ROWS]), _NOTE, kept=3),))


def _take(
    session: Session,
    known: Known,
    cells: Mapping[str, str],
    source: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> int:
    indicator = known.indicator(cells)
    as_of = day_in(cells, AS_OF)
    if as_of is None:
        raise Refusal(f"没有填“{AS_OF}”。每个数都要写明是哪一天的。")
    numbers = [figure_in(cells, title) for title in (VALUE, NUMERATOR, DENOMINATOR)]
    value, numerator, denominator = numbers
    if value is not None:
        value = in_measure(indicator, value, cells.get(MEASURE, ""))
    read_off(
        session, indicator, value, as_of, actor, today, now,
        unit_id=known.unit(cells), numerator=numerator, denominator=denominator,
        source=cells.get(SOURCE, "") or source, text=cells.get(TEXT, "")[:500],
    )  # fmt: skip
    return indicator.id


def _require_new(session: Session, digest: str) -> None:
    rows = select(LogEntry).where(LogEntry.subject == Subject.INDICATOR, LogEntry.deed == DEED)
    for entry in session.exec(rows):
        if entry.particulars.get("sha256") == digest:
            raise Refusal(f"这份文件已由{entry.by}在{day_in_words(entry.on)}导入，不必重复导入。")
