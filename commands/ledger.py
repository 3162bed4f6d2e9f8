"""``duban ledger`` and ``duban ledger-import``: the ledger out to a file, and an edited one in again."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress
from sqlalchemy import func
from sqlmodel import col, select

from commands.edge import AsJson
from commands.tables import say, show
from config.refusal import Refusal
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.task import Deadline
from schedules import clock
from schedules.ladder import load_pack
from schedules.workdays import work_calendar
from supervision.ledger_export import ENDINGS, ledger_of, write_ledger


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
        book = ledger_of(session, day, work_calendar(), load_pack(settings().ladder).lights)
        files = write_ledger(book, file, lambda count: progress.advance(bar, count))
    if as_json:
        show("", [{"files": [str(one) for one in files]}], {}, as_json=True)
    else:
        say("台账已写出：", *(f"  {one}" for one in files))
