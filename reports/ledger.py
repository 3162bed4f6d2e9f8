"""The ledger (台账) as a book: one row a task and deadline, and beside it one row an assignment."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlmodel import Session, col

from models.assignment import Assignment
from papers.paper import Book, Sheet, SheetColumn, Value
from reports.ledger_columns import PART_COLUMNS, own_columns
from reports.ledger_key import key_column
from reports.ledger_rows import LedgerRows, Row
from schedules.lights import LightLimits
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar

TASKS, PARTS = "台账", "分单位"
_KEPT = 4
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """A part of the ledger: these assignments in this order, and what they were chosen by, for its head."""

    assignments: Sequence[int]
    said: str


def lay_out(
    session: Session,
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    office_name: str,
    wanted: Sequence[str] = (),
    chosen: Chosen | None = None,
) -> Book:
    """The ledger of a day, its rows to be read from this session while they are written.

    ``wanted`` are the office's own columns (see ``own_columns``). A task that was not handed out yet stands in
    the ledger too. With ``chosen`` there are only these assignments on the second sheet, and on the first the rows of
    their tasks and deadlines, each with all of its units. Each row ends in a hidden cell: the key by which an edited ledger is read back.
    """
    rows = LedgerRows(session, as_of, calendar, limits, own_columns(wanted))
    note = (
        f"数据截至{day_in_words(as_of)}。灯色以截止日为准；进展、问题等为各单位自报，销号后方为办结。"
        "表头为浅黄色的栏可以修改后读回，其余各栏和最后一列隐藏的行标识请勿改动。"
    )
    tasks, parts = rows.tasks, rows.parts
    if chosen:
        note += f"\n{chosen.said}（{TASKS}表列出所涉任务的全部承办单位，{PARTS}表只列符合条件的{len(chosen.assignments)}件。）"
        tasks = partial(rows.tasks, *_tasks_of(session, chosen.assignments))
        parts = partial(rows.parts, chosen.assignments)
    return Book(
        title=f"{office_name}督办台账",
        dated=as_of,
        sheets=(
            _sheet(TASKS, f"{office_name}督办台账", rows.columns, note, as_of, tasks),
            _sheet(PARTS, f"{office_name}督办台账（分单位）", PART_COLUMNS, note, as_of, parts),
        ),
    )


def _tasks_of(session: Session, assignments: Sequence[int]) -> tuple[list[int], set[int]]:
    """The ids of the tasks and of the deadlines that these assignments are of."""
    tasks: set[int] = set()
    deadlines: set[int] = set()
    for start in range(0, len(assignments), _AT_ONCE):
        among = col(Assignment.id).in_(assignments[start : start + _AT_ONCE])
        rows = select(col(Assignment.task_id), col(Assignment.deadline_id)).where(among)
        for task_id, deadline_id in session.execute(rows).tuples():
            tasks.add(task_id)
            deadlines.add(deadline_id)
    return sorted(tasks), deadlines


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
