"""``duban ledger`` and ``duban ledger-import``: the ledger out to a file, and an edited one in again."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from sqlalchemy import func
from sqlmodel import col, select

from commands.edge import ME, AsJson, By, warn_of_secrets
from commands.tables import say, show
from commands.terminal import complain
from config.refusal import Refusal
from config.settings import settings
from documents.reading import read_cells
from documents.source import UnreadableFile
from models import database
from models.assignment import Assignment
from models.task import Deadline
from models.words import UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.pack_in_force import pack_in_force
from supervision.returns.ledger_export import ENDINGS, ledger_of, write_ledger
from supervision.returns.ledger_return import enter


def ledger(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="写到哪个文件；按结尾 .xlsx、.csv、.json 定格式")
    ],
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="数据截至哪一天，默认今天")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """导出台账：Excel、CSV 或 JSON。Excel 的浅黄色栏改好后用 duban ledger-import 读回。"""
    day = as_of.date() if as_of else clock.today()
    if file.suffix.lower() not in ENDINGS:
        raise Refusal(f"台账不能写成“{file.name}”这样的文件。文件名请以 .xlsx、.csv 或 .json 结尾。")
    if day > clock.today():
        raise Refusal(f"数据截至日期{day}还没有到。请写今天或以前的日期。")
    database.migrate()
    with (
        database.reading() as session,
        Progress(transient=True, disable=as_json or not sys.stderr.isatty()) as progress,
    ):
        total = sum(session.exec(select(func.count(col(table.id)))).one() for table in (Deadline, Assignment))
        bar = progress.add_task("导出台账", total=total)
        book = ledger_of(session, day, work_calendar(), pack_in_force(session, settings().ladder).lights)
        files = write_ledger(book, file, lambda count: progress.advance(bar, count))
    if as_json:
        show("", [{"files": [str(one) for one in files]}], {}, as_json=True)
    else:
        say("台账已写出：", *(f"  {one}" for one in files))


def ledger_import(
    file: Annotated[Path, typer.Argument(metavar="文件.xlsx", help="导出后改好的台账")],
    yes: Annotated[bool, typer.Option("--yes", help="写入这些改动；不写则只看改动")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """读回在 Excel 里改好的台账。先列出每一处改动；有一处不对，就全部不写。"""
    warn_of_secrets(as_json=as_json)
    database.migrate()
    try:
        sheets = read_cells(file)
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None
    actor = Actor(by, UserRole.CLERK)
    with database.transaction() as session:
        limits = pack_in_force(session, settings().ladder).lights
        outcome = enter(session, sheets, actor, clock.today(), clock.now(), work_calendar(), limits)
        if outcome.faults or not yes:
            session.rollback()
    rows = [
        {"sheet": one.sheet, "row": one.row, "called": one.called, "column": one.column, "before": one.before,
         "after": one.after}
        for one in outcome.changes
    ]  # fmt: skip
    is_entered = yes and not outcome.faults
    if as_json:
        told = {"entered": is_entered, "changes": rows, "faults": outcome.faults, "absent": outcome.absent}
        show("", [told], {}, as_json=True)
        return 1 if outcome.faults else 0
    if rows:
        columns = {
            "sheet": "工作表",
            "row": "行",
            "called": "事项",
            "column": "栏",
            "before": "原来",
            "after": "改为",
        }
        show("已写入" if is_entered else "改动", rows, columns, as_json=False)
    for fault in outcome.faults:
        complain(fault)
    if outcome.faults:
        complain(f"有{len(outcome.faults)}处不能读回，全部没有写入。请改好后再读回。")
        return 1
    if outcome.absent:
        say(f"有{outcome.absent}项不在这个文件里（删去的行或导出以后新增的），保持不变。")
    if not rows:
        say("台账里没有改动。")
    elif not yes:
        say("还没有写入。核对无误后，加 --yes 再读回一次。")
    return 0
