"""Taking in figures from other surveys (其他统计调查): a workbook of readings, every row or none, each with its source."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells, area_called, cell_called
from models.record import LogEntry
from models.scales import scaled
from models.task import Indicator, IndicatorShare, TaskUnit
from models.unit import Unit
from models.words import Subject, UserRole
from papers.paper import Book, Sheet, SheetColumn
from papers.paper import Value as Cell
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.directory.names import NameBook
from supervision.drafts.bulk import RowOutcome
from supervision.duties.file_store import store
from supervision.duties.progress import read_off
from supervision.record.log import log

DEED = "导入指标数据"
WHOLE = "汇总数"

NUMBER, INDICATOR, UNIT, AS_OF = "指标号", "指标", "单位", "数据截至日期"
VALUE, MEASURE, NUMERATOR, DENOMINATOR, SOURCE, TEXT = "填报值", "计量单位", "分子", "分母", "来源", "说明"
_ALSO = {
    "指标名称": INDICATOR,
    "单位名称": UNIT,
    "填报单位": UNIT,
    "截至日期": AS_OF,
    "数据日期": AS_OF,
    "数值": VALUE,
    "值": VALUE,
    "数据来源": SOURCE,
    "备注": TEXT,
}
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
_LOOKED_FOR_HEADINGS = 30
_MOST_ROWS = 20000
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FIGURE = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_SHOWN = 20


class ReadingsRefused(Refusal):
    """A workbook of which nothing was taken; ``rows`` says for each faulty row why."""

    def __init__(self, rows: Sequence[RowOutcome]) -> None:
        super().__init__(f"表里有{len(rows)}行不能导入，整张表都没有导入。请改正后再导入。")
        self.rows = list(rows)


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

    Raises ReadingsRefused with the faulty rows, and Refusal for anybody but a clerk, without a source, for a file that
    was taken before, and for one without the headings or without values.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("其他统计调查的数由督办部门的经办人员导入。请与督办部门联系。")
    if not source.strip():
        raise Refusal("请写明这些数来自哪项统计调查，每个数都要记来源。")
    digest = sha256(content).hexdigest()
    _require_new(session, digest)
    rows = _rows(sheets)
    known = _Known(session, today)
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
        raise ReadingsRefused(refused)
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
    return Book(title, today, (Sheet("填报表", title, COLUMNS, tuple(rows[:_MOST_ROWS]), _NOTE, kept=3),))


class _Known:
    """The indicators and units that rows name."""

    def __init__(self, session: Session, today: date) -> None:
        self._session = session
        self._book = NameBook(session, today)
        self._by_name: dict[str, list[Indicator]] = {}
        self._by_id: dict[int, Indicator] = {}
        for one in session.exec(select(Indicator)):
            self._by_id[one.id] = one
            self._by_name.setdefault(_bare(one.name), []).append(one)

    def indicator(self, cells: Mapping[str, str]) -> Indicator:
        """The indicator of a row. Raises Refusal for none, for several of that name, and for a number of another."""
        number, name = _bare(cells.get(NUMBER, "")), _bare(cells.get(INDICATOR, ""))
        if number:
            found = self._by_id.get(int(number)) if number.isdecimal() and len(number) < 10 else None
            if found is None:
                raise Refusal(f"没有指标号是“{_short(number)}”的指标。请用本系统做的填报表。")
            if name and _bare(found.name) != name:
                raise Refusal(f"指标号{number}是“{found.name}”，和这一行的指标名称不是一项。请核对。")
            return found
        if not name:
            raise Refusal("没有写是哪一项指标。请填指标号或指标名称。")
        several = self._by_name.get(name, [])
        if not several:
            raise Refusal(f"没有叫“{_short(name)}”的指标。请核对名称，或者填指标号。")
        if len(several) > 1:
            raise Refusal(f"叫“{_short(name)}”的指标有{len(several)}项，分不清是哪一项。请填指标号。")
        return several[0]

    def unit(self, cells: Mapping[str, str]) -> int | None:
        """The unit of a row, None for the whole. Raises Refusal for a name that is not one unit."""
        written = cells.get(UNIT, "").strip()
        if not written or written in (WHOLE, "合计", "全局"):
            return None
        match = self._book.match(written)
        if match.group_id is not None or match.inferred or len(match.unit_ids) != 1:
            raise Refusal(f"单位名录里没有“{_short(written)}”，或者它不是一个单位。请核对名称。")
        return match.unit_ids[0]


def _take(
    session: Session,
    known: _Known,
    cells: Mapping[str, str],
    source: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> int:
    indicator = known.indicator(cells)
    as_of = _day(cells)
    numbers = [_figure(cells, title) for title in (VALUE, NUMERATOR, DENOMINATOR)]
    value, numerator, denominator = numbers
    if value is not None:
        value = _in_measure(indicator, value, cells.get(MEASURE, ""))
    read_off(
        session, indicator, value, as_of, actor, today, now,
        unit_id=known.unit(cells), numerator=numerator, denominator=denominator,
        source=cells.get(SOURCE, "") or source, text=cells.get(TEXT, "")[:500],
    )  # fmt: skip
    return indicator.id


def _in_measure(indicator: Indicator, value: Decimal, written: str) -> Decimal:
    """The value in the indicator's measure; 万 and 亿 are converted. Raises Refusal for another measure."""
    measure = _bare(written)
    if not measure or measure == _bare(indicator.measure):
        return value
    (own, own_core), (theirs, core) = scaled(Decimal(1), indicator.measure), scaled(Decimal(1), measure)
    if own_core != core:
        raise Refusal(
            f"计量单位是“{_short(measure)}”，“{indicator.name}”的计量单位是“{indicator.measure}”，不能换算。请核对。"
        )
    made = value * theirs / own
    if made != made.quantize(Decimal("0.0001")):
        raise Refusal(
            f"{value}{measure}换算成{indicator.measure}以后超过四位小数，存不下。请按{indicator.measure}填写。"
        )
    return made


def _rows(sheets: Sequence[SheetCells]) -> list[tuple[int, dict[str, str]]]:
    """The rows below the headings with their numbers. Raises Refusal where there are none, or something is hidden."""
    for sheet in sheets:
        for head in sorted(sheet.rows)[:_LOOKED_FOR_HEADINGS]:
            titles = {column: _title(text) for column, text in sheet.rows[head].items()}
            if AS_OF in titles.values() and {NUMBER, INDICATOR} & set(titles.values()):
                break
        else:
            continue
        if sheet.is_hidden or sheet.hidden_rows or sheet.hidden_columns:
            raise Refusal(f"工作表“{sheet.name}”有隐藏的行、列，没有导入。请取消隐藏，核对后再导入。")
        if sheet.faulty:
            raise Refusal(
                f"工作表“{sheet.name}”的{cell_called(min(sheet.faulty))}是没有结果或出错的公式。请改成文字或数字。"
            )
        if merged := [area for area in sheet.merged if area[2] > head]:
            raise Refusal(
                f"工作表“{sheet.name}”的{area_called(merged[0])}是合并单元格，看不出各行填的是什么。请取消合并，逐行填写。"
            )
        return [
            (number, {title: sheet.rows[number].get(column, "").strip() for column, title in titles.items()})
            for number in sorted(sheet.rows)
            if number > head
        ][:_MOST_ROWS]
    raise Refusal(f"没有找到表头。第一行应有“{INDICATOR}”（或“{NUMBER}”）、“{UNIT}”、“{AS_OF}”和“{VALUE}”。")


def _title(text: str) -> str:
    bare = _bare(text)
    return _ALSO.get(bare, bare)


def _day(cells: Mapping[str, str]) -> date:
    written = _bare(cells.get(AS_OF, ""))
    if not written:
        raise Refusal(f"没有填“{AS_OF}”。每个数都要写明是哪一天的。")
    found = _DAY.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(written)
    except ValueError:
        raise Refusal(f"“{_short(written)}”不是日期。请写成2026-06-30这样的形式。") from None


def _figure(cells: Mapping[str, str], title: str) -> Decimal | None:
    written = _bare(cells.get(title, "")).replace(",", "").removesuffix("%")
    if not written:
        return None
    if not _FIGURE.fullmatch(written):
        raise Refusal(f"{title}“{_short(written)}”不是数。请只填数字，最多四位小数；没有数的空着。")
    return Decimal(written)


def _require_new(session: Session, digest: str) -> None:
    rows = select(LogEntry).where(LogEntry.subject == Subject.INDICATOR, LogEntry.deed == DEED)
    for entry in session.exec(rows):
        if entry.particulars.get("sha256") == digest:
            raise Refusal(f"这份文件已由{entry.by}在{day_in_words(entry.on)}导入，不必重复导入。")


def _bare(written: str) -> str:
    return "".join(unicodedata.normalize("NFKC", written).split())


def _short(written: str) -> str:
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}……"
