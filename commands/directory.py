"""``duban directory``: the units and people as a workbook out and in, what is amiss, what is proposed."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session, select

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from commands.terminal import complain
from config.refusal import Refusal
from documents.reading import read_cells
from documents.source import UnreadableFile
from models import database
from models.task import Task
from models.words import UserRole
from papers import to_xlsx
from schedules import clock
from supervision.actor import Actor
from supervision.directory.check import gaps
from supervision.directory.groups import accept, decline, proposals
from supervision.directory.names import NameBook
from supervision.directory.sheet import UNITS, directory_book
from supervision.directory.sheet_import import take_in

_ROWS_SHOWN = 200


def directory(
    action: Annotated[
        str,
        typer.Argument(
            metavar="动作",
            help="export 导出、import 导入、check 检查、proposed 列出待定的组员、accept 加入任务、decline 不加入任务",
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件或任务编号 单位", help="export、import 写文件；accept、decline 写任务编号和单位"
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="导入时不再询问，直接办理")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help="不加入任务的理由")] = "",
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """单位与人员：导出、导入、检查名录，决定后加入的组员是否承担任务。"""
    given = words or []
    database.migrate()
    match action, given:
        case "export", [file]:
            return _export(Path(file))
        case "import", [file]:
            return _import(Path(file), by, yes=yes, as_json=as_json)
        case "check", []:
            return _check(as_json=as_json)
        case "proposed", []:
            return _proposed(as_json=as_json)
        case "accept" | "decline", [number, unit]:
            return _decide(number, unit, by, None if action == "accept" else reason)
        case _:
            raise typer.BadParameter(
                "请写 export 文件、import 文件、check、proposed、accept 任务编号 单位 或 decline 任务编号 单位"
            )


def _export(file: Path) -> int:
    with database.reading() as session:
        book = directory_book(session, clock.today())
    to_xlsx.write(book, file)
    count = next(len(sheet.rows) for sheet in book.sheets if sheet.name == UNITS)
    say(f"单位名录已写到{file}，共{count}个单位。改好后用 duban directory import {file} 读回。")
    return 0


def _import(file: Path, by: str, *, yes: bool, as_json: bool) -> int:
    try:
        sheets = read_cells(file)
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None
    with transaction() as session:
        preview = take_in(session, sheets, by, clock.today(), clock.now(), keep=False)
    if preview.mistakes:
        for one in preview.mistakes[:_ROWS_SHOWN]:
            complain(one.sentence)
        complain(f"有{len(preview.mistakes)}处要改，什么都没有导入。")
        return 1
    shown = [{"sheet": one.sheet, "row": one.row, "says": one.says} for one in preview.changes]
    if not shown and not as_json:
        say("与现有名录一致，没有改动。")
        return 0
    show(f"将有{len(shown)}处改动", shown, {"sheet": "工作表", "row": "行", "says": "改动"}, as_json=as_json)
    if not shown:
        return 0
    if not yes:
        if as_json or not sys.stdin.isatty():
            if not as_json:
                say("以上只是预览，什么都没有改。确认无误后加 --yes 再运行一次。")
            return 0
        typer.confirm("确认导入吗？", abort=True)
    with transaction() as session:
        done = take_in(session, sheets, by, clock.today(), clock.now(), keep=True)
        is_as_shown = not done.mistakes and done.mark == preview.mark
        if not is_as_shown:
            session.rollback()
    if not is_as_shown:
        raise Refusal("名录刚刚被别人改过，没有导入。请重新运行，再看一遍预览。")
    if not as_json:
        say(f"已导入，{len(done.changes)}处改动都记入日志。")
    return 0


def _check(*, as_json: bool) -> int:
    with database.reading() as session:
        found = [{"about": one.about, "says": one.says} for one in gaps(session, clock.today())]
    if not found and not as_json:
        say("名录没有发现问题：每个单位都有能送到的联系人。")
        return 0
    show(f"名录里有{len(found)}处要看", found, {"about": "单位", "says": "情况"}, as_json=as_json)
    return 1 if found else 0


def _proposed(*, as_json: bool) -> int:
    with database.reading() as session:
        found = [
            {
                "task": one.task.number,
                "title": one.task.title,
                "group": one.group.name,
                "unit": one.unit.name,
                "role": one.role.label,
                "joined_on": one.joined_on,
            }
            for one in proposals(session, clock.today())
        ]
    if not found and not as_json:
        say("没有待定的组员。")
        return 0
    headings = {
        "task": "任务编号",
        "title": "任务",
        "group": "单位组",
        "unit": "新成员",
        "role": "分工",
        "joined_on": "加入日期",
    }
    show("后加入单位组、要决定是否承担任务的单位", found, headings, as_json=as_json)
    return 0


def _decide(number: str, name: str, by: str, reason: str | None) -> int:
    with transaction() as session:
        task, unit_id = _named(session, number, name)
        actor, today, now = Actor(by, UserRole.CLERK), clock.today(), clock.now()
        if reason is None:
            made = accept(session, task.id, unit_id, actor, today, now)
            sentence = f"{name}已加入任务{number}，" + (f"交办{made}件。" if made else "随任务一起交办。")
        else:
            decline(session, task.id, unit_id, actor, today, now, reason)
            sentence = f"已记录{name}不加入任务{number}。"
    say(sentence)
    return 0


def _named(session: Session, number: str, name: str) -> tuple[Task, int]:
    task = session.exec(select(Task).where(Task.number == number)).first()
    if task is None:
        raise Refusal(f"没有编号为“{number}”的任务。请用 duban directory proposed 看编号。")
    units = NameBook(session).match(name).unit_ids
    if len(units) != 1:
        raise Refusal(f"名录里没有“{name}”这个单位。请写单位的全称。")
    return task, units[0]
