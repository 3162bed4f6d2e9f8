"""The ledger (台账) as a book: one row a task and deadline, and beside it one row an assignment."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlmodel import Session

from papers.paper import Book, Sheet, SheetColumn, Value
from reports.ledger_columns import PART_COLUMNS, own_columns
from reports.ledger_key import key_column
from reports.ledger_rows import LedgerRows, Row
from schedules.lights import LightLimits
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar

TASKS, PARTS = "台账", "分单位"
_KEPT = 4


def lay_out(
    session: Session,
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    office_name: str,
    wanted: Sequence[str] = (),
) -> Book:
    """The ledger of a day, its rows to be read from this session while they are written.

    ``wanted`` are the office's own columns (see ``own_columns``). A task that was not handed out yet stands in
    the ledger too. Each row ends in a hidden cell: the key by which an edited ledger is read back.
    """
    rows = LedgerRows(session, as_of, calendar, limits, own_columns(wanted))
    note = (
        f"数据截至{day_in_words(as_of)}。灯色以截止日为准；进展、问题等为各单位自报，销号后方为办结。"
        "表头为浅黄色的栏可以修改后读回，其余各栏和最后一列隐藏的行标识请勿改动。"
    )
    return Book(
        title=f"{office_name}督办台账",
        dated=as_of,
        sheets=(
            _sheet(TASKS, f"{office_name}督办台账", rows.columns, note, as_of, rows.tasks),
            _sheet(PARTS, f"{office_name}督办台账（分单位）", PART_COLUMNS, note, as_of, rows.parts),
        ),
    )


def sheet_columns(name: str, as_of: date, wanted: Sequence[str]) -> tuple[SheetColumn, ...]:
    """The columns of one of the two sheets, with the hidden one at the end."""
    shown = own_columns(wanted) if name == TASKS else PART_COLUMNS
    return (*shown, key_column(name, as_of))


def _sheet(
    name: str,
    title: str,
    columns: Sequence[SheetColumn],
    note: str,
    as_of: date,
    made: Callable[[], Iterator[Row]],
) -> Sheet:
    def stream() -> Iterator[tuple[Value, ...]]:
        return ((*row.values, str(row.key)) for row in made())

    return Sheet(
        name,
        title,
        (*columns, key_column(name, as_of)),
        (),
        note,
        "A3",
        kept=min(_KEPT, len(columns)),
        stream=stream,
    )
