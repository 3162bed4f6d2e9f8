"""The return form (回传表): an Excel form for a unit without a network, proof against changes by its codes."""

import secrets
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from config.refusal import Refusal
from models.assignment import Assignment
from models.unit import Unit
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words
from supervision.directory.founding import office
from supervision.returns.return_rows import (
    INDICATOR_COLUMNS,
    TASK_COLUMNS,
    code,
    indicator_cells,
    indicators_of,
    last_move,
    last_reading,
    open_assignments,
    task_cells,
)

_TO_FILL = "FFFBEF"
_NOTE = (
    "严禁填报涉密内容。只填表头为黄色的各栏，其余单元格已锁定，改动后无法导入。没有新情况的行可以不填。\n"
    "填好后存为 .xlsx 文件，交回{office}；佐证材料随表另送。填写办法见“填写说明”。"
)
_INSTRUCTIONS = (
    "本系统为非涉密系统，严禁填报涉密内容。",
    "只填表头为黄色的各栏。其余单元格已锁定，改动任何一处，这张表都不能导入。不要增减行，不要隐藏行和列，不要把别的表的行粘贴进来。",
    "签收：目前状态为“已交办”的，先在“签收”栏选“是”，才能同时反馈进展。",
    "反馈进展：“进度（%）”填0到100的整数；“数据截至日期”填日期，如2026-06-30，不能晚于交表之日，也不能早于上次反馈；“进展情况”必填，其余各栏有则填。",
    "申请销号：全部完成后，在“申请销号”栏选“是”，并在“完成情况”栏写明结果、数据和截至日期。",
    "申请延期：填“申请延期至”和“延期原因”，并填“进展情况”；应在时限之前提出。不能同时申请销号。",
    "指标：在“指标”表里填“填报值”和“数据截至日期”。填报值只填数字，最多四位小数。",
    "没有新情况的行空着即可，不会有任何改动。",
    "填好后存为 .xlsx 文件交回。经办人员导入时，各项记为“代录”。一张表只能导入一次；再次填报，请向督办部门另要一张新表。",
    "这张表做好以后，如果有的事项又通过别的办法办理过（如已在网上反馈），那几行不能再导入，请另要一张新表。",
)


def return_form(session: Session, unit: Unit, today: date) -> Book:
    """A form for all that a unit has in hand. Raises Refusal when there is nothing."""
    owns = open_assignments(session, unit.id)
    if not owns:
        raise Refusal(f"{unit.called}没有在办的事项，不需要回传表。")
    form = secrets.token_hex(4)
    note = _NOTE.format(office=office(session).name)
    title = f"{unit.name}督办事项回传表"
    tasks = [_task_row(session, form, place, own) for place, own in enumerate(owns, 1)]
    sheets = [_sheet("回传表", f"{title}（{day_in_words(today)}）", TASK_COLUMNS, tasks, note, kept=3)]
    indicators = indicators_of(session, owns)
    if indicators:
        rows = []
        for place, indicator in enumerate(indicators, 1):
            said = last_reading(session, indicator.id, unit.id)
            locked = (str(place), *indicator_cells(session, indicator, unit.id))
            sealing = code(form, unit.id, "I", indicator.id, said.id if said else 0, locked)
            rows.append(_row(INDICATOR_COLUMNS, place, locked, sealing))
        sheets.append(_sheet("指标", f"{unit.name}指标填报", INDICATOR_COLUMNS, rows, note, kept=4))
    sheets.append(_instructions())
    return Book(title=title, dated=today, sheets=tuple(sheets))


def _task_row(session: Session, form: str, place: int, own: Assignment) -> tuple[Value, ...]:
    last = last_move(session, own.id)
    locked = (str(place), *task_cells(session, own))
    return _row(
        TASK_COLUMNS, place, locked, code(form, own.unit_id, "A", own.id, last.id if last else 0, locked)
    )


def _row(
    columns: Sequence[SheetColumn], place: int, locked: Sequence[str], sealing: str
) -> tuple[Value, ...]:
    empty = [None] * (len(columns) - len(locked) - 1)
    return (place, *locked[1:], *empty, sealing)


def _sheet(
    name: str,
    title: str,
    columns: tuple[SheetColumn, ...],
    rows: list[tuple[Value, ...]],
    note: str,
    *,
    kept: int,
) -> Sheet:
    to_fill = [place for place, column in enumerate(columns) if column.is_open]
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=tuple(rows),
        note=note,
        size="A3",
        kept=kept,
        fills=tuple((row, place, _TO_FILL) for row in range(len(rows)) for place in to_fill),
        is_protected=True,
    )


def _instructions() -> Sheet:
    return Sheet(
        name="填写说明",
        title="填写说明",
        columns=(SheetColumn("序号", 6, "centre"), SheetColumn("说明", 110)),
        rows=tuple(enumerate(_INSTRUCTIONS, 1)),
        is_protected=True,
    )
