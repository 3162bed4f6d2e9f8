"""Workbooks of indicators read row by row: which indicator and unit a row means, its days and numbers, never a guess."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from config.refusal import Refusal
from documents.workbook import SheetCells, area_called, cell_called
from models.scales import scaled
from models.task import Indicator
from supervision.directory.names import NameBook
from supervision.drafts.bulk import RowOutcome

WHOLE = "汇总数"
NUMBER, INDICATOR, UNIT, MEASURE = "指标号", "指标", "单位", "计量单位"
MOST_ROWS = 20000
LARGEST = Decimal(10) ** 16
"""What the columns for figures hold."""

_ALSO = {
    "指标名称": INDICATOR,
    "单位名称": UNIT,
    "填报单位": UNIT,
    "截至日期": "数据截至日期",
    "数据日期": "数据截至日期",
    "数值": "填报值",
    "值": "填报值",
    "数据来源": "来源",
    "备注": "说明",
    "分解目标": "目标",
    "目标值": "目标",
}
_LOOKED_FOR_HEADINGS = 30
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_FIGURE = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_SHOWN = 20


class RowsRefused(Refusal):
    """A workbook of which nothing was taken; ``rows`` says for each faulty row why."""

    def __init__(self, rows: Sequence[RowOutcome]) -> None:
        super().__init__(f"表里有{len(rows)}行不能导入，整张表都没有导入。请改正后再导入。")
        self.rows = list(rows)


class Known:
    """The indicators and units that rows name."""

    def __init__(self, session: Session, today: date) -> None:
        self._session = session
        self._book = NameBook(session, today)
        self._by_name: dict[str, list[Indicator]] = {}
        self._by_id: dict[int, Indicator] = {}
        for one in session.exec(select(Indicator)):
            self._by_id[one.id] = one
            self._by_name.setdefault(bare(one.name), []).append(one)

    def indicator(self, cells: Mapping[str, str]) -> Indicator:
        """The indicator of a row. Raises Refusal for none, for several of that name, and for a number of another."""
        number, name = bare(cells.get(NUMBER, "")), bare(cells.get(INDICATOR, ""))
        if number:
            found = self._by_id.get(int(number)) if number.isdecimal() and len(number) < 10 else None
            if found is None:
                raise Refusal(f"没有指标号是“{short(number)}”的指标。请用本系统做的填报表。")
            if name and bare(found.name) != name:
                raise Refusal(f"指标号{number}是“{found.name}”，和这一行的指标名称不是一项。请核对。")
            return found
        if not name:
            raise Refusal("没有写是哪一项指标。请填指标号或指标名称。")
        several = self._by_name.get(name, [])
        if not several:
            raise Refusal(f"没有叫“{short(name)}”的指标。请核对名称，或者填指标号。")
        if len(several) > 1:
            raise Refusal(f"叫“{short(name)}”的指标有{len(several)}项，分不清是哪一项。请填指标号。")
        return several[0]

    def unit(self, cells: Mapping[str, str]) -> int | None:
        """The unit of a row, None for the whole. Raises Refusal for a name that is not one unit."""
        written = cells.get(UNIT, "").strip()
        if not written or written in (WHOLE, "合计", "全局"):
            return None
        match = self._book.match(written)
        if match.group_id is not None or match.inferred or len(match.unit_ids) != 1:
            raise Refusal(f"单位名录里没有“{short(written)}”，或者它不是一个单位。请核对名称。")
        return match.unit_ids[0]


def rows_of(sheets: Sequence[SheetCells], needed: Collection[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows below the headings with their numbers; ``needed`` are headings beside the indicator's.

    Raises Refusal where there are none, something is hidden or merged, or a formula has no result.
    """
    for sheet in sheets:
        for head in sorted(sheet.rows)[:_LOOKED_FOR_HEADINGS]:
            titles = {column: _title(text) for column, text in sheet.rows[head].items()}
            if set(needed) <= set(titles.values()) and {NUMBER, INDICATOR} & set(titles.values()):
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
        ][:MOST_ROWS]
    raise Refusal(f"没有找到表头。应有一行写着“{INDICATOR}”（或“{NUMBER}”）、“{'”、“'.join(needed)}”。")


def _title(text: str) -> str:
    plain = bare(text)
    return _ALSO.get(plain, plain)


def day_in(cells: Mapping[str, str], title: str) -> date | None:
    """The day in a cell, None where it is empty. Raises Refusal for what is no date."""
    written = bare(cells.get(title, ""))
    if not written:
        return None
    found = _DAY.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(written)
    except ValueError:
        raise Refusal(f"{title}“{short(written)}”不是日期。请写成2026-06-30这样的形式。") from None


def figure_in(cells: Mapping[str, str], title: str) -> Decimal | None:
    """The number in a cell, None where it is empty. Raises Refusal for what is none."""
    written = bare(cells.get(title, "")).replace(",", "").removesuffix("%")
    if not written:
        return None
    if not _FIGURE.fullmatch(written):
        raise Refusal(f"{title}“{short(written)}”不是数。请只填数字，最多四位小数；没有数的空着。")
    return Decimal(written)


def in_measure(indicator: Indicator, value: Decimal, written: str) -> Decimal:
    """The value in the indicator's measure; 万 and 亿 are converted. Raises Refusal for another measure."""
    measure = bare(written)
    if not measure or measure == bare(indicator.measure):
        return value
    (own, own_core), (theirs, core) = scaled(Decimal(1), indicator.measure), scaled(Decimal(1), measure)
    if own_core != core:
        raise Refusal(
            f"计量单位是“{short(measure)}”，“{indicator.name}”的计量单位是“{indicator.measure}”，不能换算。请核对。"
        )
    made = value * theirs / own
    if abs(made) >= LARGEST:
        raise Refusal(f"{value}{measure}太大，存不下。请核对计量单位。")
    if made != made.quantize(Decimal("0.0001")):
        raise Refusal(
            f"{value}{measure}换算成{indicator.measure}以后超过四位小数，存不下。请按{indicator.measure}填写。"
        )
    return made


def bare(written: str) -> str:
    """A text without blanks, its characters in one width."""
    return "".join(unicodedata.normalize("NFKC", written).split())


def short(written: str) -> str:
    """What was written, cut where it is long."""
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}……"
