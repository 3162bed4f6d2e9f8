"""A sheet that people fill in by themselves: its rows by their headings, and every fault with its row."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from config.refusal import Refusal
from documents.workbook import SheetCells

_HEADINGS_WITHIN = 10
_MOST_ROWS = 5000
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?(?:\s+00:00(?::00)?)?")
_WHOLE = re.compile(r"(?:第|总第)?\s*([0-9]{1,6})(?:\.0+)?\s*(?:期|年|号)?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that says something, by its headings, blanks taken off."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def text(self, heading: str, longest: int, *, needed: bool = False) -> str:
        """What stands in a cell. Raises Refusal where it is needed and empty, or too long."""
        said = self.cells.get(heading, "")
        if needed and not said:
            raise self.refused(f"没有填“{heading}”。")
        if len(said) > longest:
            raise self.refused(f"“{heading}”有{len(said)}个字，不超过{longest}个字。")
        return said

    def day(self, heading: str, *, needed: bool = False) -> date | None:
        """The day in a cell, None where it is empty. Raises Refusal where it is none."""
        said = self.text(heading, 40, needed=needed)
        if not said:
            return None
        found = _DAY.fullmatch(said)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
        raise self.refused(f"“{heading}”的“{said}”不是日期，请写成2026-06-30。")

    def whole(self, heading: str, *, needed: bool = False) -> int | None:
        """The whole number in a cell, with or without 第…期. Raises Refusal where it is none."""
        said = self.text(heading, 20, needed=needed)
        if not said:
            return None
        found = _WHOLE.fullmatch(said)
        if not found:
            raise self.refused(f"“{heading}”的“{said}”不是整数。")
        return int(found[1])

    def refused(self, says: str) -> Refusal:
        """A refusal that names the place."""
        return Refusal(f"工作表“{self.sheet}”第{self.number}行：{says}")


def rows_under(sheets: Iterable[SheetCells], headings: tuple[str, ...], name: str = "") -> list[SheetRow]:
    """The rows below these headings, in whatever order the columns stand; ``name`` is the sheet where it matters.

    Raises Refusal where no sheet has the headings, and for more than 5,000 rows.
    """
    for sheet in sheets:
        if sheet.is_hidden or (name and sheet.name != name):
            continue
        found = _columns(sheet, headings)
        if found is None:
            continue
        first, columns = found
        rows = [
            SheetRow(
                sheet.name,
                number,
                {heading: cells.get(column, "").strip() for heading, column in columns.items()},
            )
            for number, cells in sorted(sheet.rows.items())
            if number > first and any(cells.get(column, "").strip() for column in columns.values())
        ]
        if len(rows) > _MOST_ROWS:
            raise Refusal(f"表里有{len(rows)}行，一次不超过{_MOST_ROWS}行。请分几次导入。")
        return rows
    raise Refusal(f"表里没有找到这些栏目：{'、'.join(headings)}。请下载样表，按样表填写后再上传。")


def _columns(sheet: SheetCells, headings: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    for number in sorted(sheet.rows)[:_HEADINGS_WITHIN]:
        held = {text.replace("\n", "").strip(): column for column, text in sheet.rows[number].items()}
        if headings[0] in held and sum(1 for one in headings if one in held) >= len(headings) // 2 + 1:
            return number, {heading: held[heading] for heading in headings if heading in held}
    return None
