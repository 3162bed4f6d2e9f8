"""The rows of a directory workbook, read strictly: every wrong heading or cell is said with its sheet and row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from config.refusal import Refusal
from documents.workbook import SheetCells
from models.words import Word
from supervision.directory.marks import MARK, row_mark
from supervision.directory.sheet import COLUMNS, NO, YES

_HEADINGS_WITHIN = 10
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_HOUR = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")
_FRACTION = re.compile(r"0(?:\.\d+)?")
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about one row of a sheet."""

    sheet: str
    row: int
    says: str

    @property
    def sentence(self) -> str:
        """The whole sentence, with the place before it."""
        return f"工作表“{self.sheet}”第{self.row}行：{self.says}"


@dataclass(slots=True)
class Row:
    """One row: its cells by heading, blanks around them taken off."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    formulas: frozenset[str] = frozenset()

    def remark(self, says: str) -> Remark:
        """A remark about this row."""
        return Remark(self.sheet, self.number, says)

    @property
    def mark(self) -> str:
        """The mark of what the row says now."""
        titles = [column.title for column in COLUMNS[self.sheet] if column.title != MARK]
        return row_mark(self.sheet, [self.cells.get(title, "") for title in titles])

    def text(self, heading: str, longest: int = 0, *, needed: bool = False) -> str:
        """The text of a cell. Raises Refusal when it is a formula, too long, or needed and empty."""
        if heading in self.formulas:
            raise Refusal(f"“{heading}”是公式。请改成文字或日期本身。")
        written = self.cells.get(heading, "").replace("\n", " ").strip()
        if needed and not written:
            raise Refusal(f"“{heading}”是空的。请补上。")
        if longest and len(written) > longest:
            raise Refusal(f"“{heading}”超过{longest}个字。请改短。")
        return written

    def key(self, heading: str) -> int | None:
        """The number a row is known by, None on a new one. Raises Refusal when it is no number."""
        written = self.text(heading)
        if not written:
            return None
        if not (written.isascii() and written.isdecimal() and len(written) < 10):
            raise Refusal(f"“{heading}”里的“{written[:_SHOWN]}”不是导出时的号。请照原样，新增的行留空。")
        return int(written)

    def day(self, heading: str) -> date | None:
        """The date of a cell, None where it is empty. Raises Refusal when it is none."""
        written = self.text(heading)
        if not written:
            return None
        found = _DAY.fullmatch(written)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            found = None
        raise _wrong(heading, written, "不是日期。请写成2026-06-30这样的形式")

    def hour(self, heading: str) -> str:
        """The time of day of a cell as HH:MM, empty where there is none. Raises Refusal when it is no time."""
        written = self.text(heading)
        if not written:
            return ""
        if found := _HOUR.fullmatch(written):
            hours, minutes = int(found[1]), int(found[2])
        elif _FRACTION.fullmatch(written):
            # A workbook keeps a time of day as a fraction of the day.
            hours, minutes = divmod(round(Decimal(written) * 24 * 60), 60)
        else:
            raise _wrong(heading, written, "不是时间。请写成22:00这样的形式")
        if hours > 23 or minutes > 59:
            raise _wrong(heading, written, "不是时间。请写成22:00这样的形式")
        return f"{hours:02d}:{minutes:02d}"

    def yes(self, heading: str) -> bool:
        """Whether 是 stands in a cell. Raises Refusal for anything but 是, 否 and nothing."""
        written = self.text(heading)
        if written not in (YES, NO, ""):
            raise _wrong(heading, written, f"不认识。请填{YES}或{NO}")
        return written == YES

    def label(self, heading: str, words: type[Word]) -> str:
        """The label of a word as it stands in a cell. Raises Refusal for an unknown one."""
        written = self.text(heading, needed=True)
        known = [word.label for word in words]
        if written not in known:
            raise _wrong(heading, written, f"不认识。可以写：{'、'.join(known)}")
        return written


def _wrong(heading: str, written: str, why: str) -> Refusal:
    return Refusal(f"“{heading}”里的“{written[:_SHOWN]}”{why}。")


@dataclass(slots=True)
class Rows:
    """The rows of every sheet that is there, by the sheet's name."""

    of: dict[str, list[Row]] = field(default_factory=dict)


def rows_of(sheets: Iterable[SheetCells]) -> Rows:
    """The rows of a directory workbook; a sheet that was taken out has none.

    Raises Refusal for a workbook of another kind, a sheet of another name or twice, and headings that were
    changed, doubled, added or taken away.
    """
    found = Rows()
    for sheet in sheets:
        name = sheet.name.strip()
        if name not in COLUMNS:
            raise Refusal(
                f"没有“{name[:_SHOWN]}”这个工作表，可以有的是：{'、'.join(COLUMNS)}。请先导出单位名录，在导出的文件里改。"
            )
        if name in found.of:
            raise Refusal(f"工作表“{name}”有两个。请只留一个。")
        found.of[name] = _rows(name, sheet)
    if not found.of:
        raise Refusal("这不是单位名录（没有一个工作表）。请先导出单位名录，在导出的文件里改。")
    return found


def _rows(name: str, sheet: SheetCells) -> list[Row]:
    wanted = [column.title for column in COLUMNS[name]]
    first = [number for number in sorted(sheet.rows) if number <= _HEADINGS_WITHIN]
    place = max(first, key=lambda number: len({*sheet.rows[number].values()} & {*wanted}), default=0)
    written = {column: "".join(text.split()) for column, text in sheet.rows.get(place, {}).items()}
    headings = list(written.values())
    lacking = [title for title in wanted if title not in headings]
    if lacking:
        raise Refusal(
            f"工作表“{name}”的表头缺少“{'”“'.join(lacking)}”。请不要改表头，先导出单位名录，在导出的文件里改。"
        )
    twice = [title for title in wanted if headings.count(title) > 1]
    strange = [title for title in headings if title not in wanted]
    if twice or strange:
        raise Refusal(
            f"工作表“{name}”第{place}行的表头多了“{'”“'.join((twice or strange)[:3])}”。请删去多出的列后再导入。"
        )
    rows = []
    formulas: dict[int, set[str]] = {}
    for number, column in sheet.formulas:
        if column in written:
            formulas.setdefault(number, set()).add(written[column])
    for number in sorted(sheet.rows.keys() | formulas.keys()):
        if number <= place:
            continue
        cells = {
            written[column]: text.strip()
            for column, text in sheet.rows.get(number, {}).items()
            if column in written
        }
        if any(text for title, text in cells.items() if title != MARK) or number in formulas:
            rows.append(Row(name, number, cells, frozenset(formulas.get(number, ()))))
    return rows
