"""``duban return-form`` and ``duban return-import``: the form of a unit without a network, out and in again."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import say, show
from commands.units import unit_named
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from models import database
from models.words import UserRole
from papers import to_xlsx
from schedules import clock
from supervision.actor import Actor
from supervision.returns.return_form import return_form as form_of
from supervision.returns.return_import import take_form


def return_form(
    unit: Annotated[str, typer.Argument(metavar="单位", help="名录里的名称、简称或别名")],
    file: Annotated[Path, typer.Argument(metavar="文件.xlsx", help="回传表写到这个文件")],
) -> None:
    """做一张回传表：列出单位在办的事项，供没有网络的单位填好交回。"""
    database.migrate()
    with database.reading() as session:
        found = unit_named(session, unit)
        book = form_of(session, found, clock.today())
    to_xlsx.write(book, file)
    say(
        f"{found.called}的回传表已写到{file}，共{len(book.sheets[0].rows)}项。填好后用 duban return-import 导入。"
    )


def return_import(
    file: Annotated[Path, typer.Argument(metavar="文件.xlsx", help="填好的回传表")],
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """导入填好的回传表，各项记为代录。有一行不能导入，整张表都不导入。"""
    warn_of_secrets(as_json=as_json)
    try:
        sheets = read_cells(file)
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None
    with transaction() as session:
        unit, outcomes = take_form(
            session,
            sheets,
            file.name,
            file.read_bytes(),
            Actor(by, UserRole.CLERK),
            clock.today(),
            clock.now(),
        )
    rows = [{"row": one.row, "title": one.title, "done": one.done} for one in outcomes]
    show(f"{unit.called}的回传表", rows, {"row": "行", "title": "任务", "done": "办了什么"}, as_json=as_json)
