"""``duban case``: a task's whole file as one archive."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from config.refusal import Refusal
from config.settings import settings
from models import database
from models.unit import Unit
from models.words import UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.cases.archive import note_case, task_of, write_case
from supervision.cases.unit_archive import note_unit_case, write_unit_case
from supervision.directory.names import NameBook
from supervision.pack_in_force import pack_in_force


def case(
    number: Annotated[str, typer.Argument(metavar="任务编号", help="如2026-001；按单位导出时写单位名称")],
    file: Annotated[Path, typer.Argument(metavar="文件.zip", help="案卷写到哪里")],
    unit: Annotated[bool, typer.Option("--unit", help="按单位导出：第一个参数写单位名称")] = False,
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """导出案卷：一项任务的公文、台账、流转记录、日志、进展、佐证材料和通知，连同目录，装成一个zip。

    加 --unit 时，第一个参数写单位名称，把这个单位承担的全部任务的材料装成一个zip。
    """
    database.migrate()
    if unit:
        _of_unit(number, file, by, as_json=as_json)
        return
    with database.reading() as session:
        pack = pack_in_force(session, settings().ladder)
        task = task_of(session, number)
        actor = Actor(by, UserRole.CLERK)
        items = write_case(session, task, actor, file, clock.today(), work_calendar(), pack)
    with transaction() as session:
        note_case(session, task, items, by, clock.now())
    missing = [one.name for one in items if not one.place]
    if as_json:
        show("", [{"file": str(file), "files": len(items), "missing": missing}], {}, as_json=True)
        return
    say(f"案卷已写到{file}，目录列有{len(items)}份。")
    if missing:
        say(f"其中{len(missing)}份只有目录，没有文件：{'、'.join(missing)}。原因见目录。")


def _of_unit(name: str, file: Path, by: str, *, as_json: bool) -> None:
    with database.reading() as session:
        ids = NameBook(session).match(name).unit_ids
        if len(ids) != 1:
            raise Refusal(f"单位名录里没有“{name}”，或者是单位组。请写一个单位的名称。")
        own = session.get_one(Unit, ids[0])
        pack = pack_in_force(session, settings().ladder)
        tasks = write_unit_case(session, own, file, clock.today(), work_calendar(), pack)
        called, unit_id = own.called, own.id
    with transaction() as session:
        note_unit_case(session, session.get_one(Unit, unit_id), tasks, by, clock.now())
    if as_json:
        show("", [{"file": str(file), "unit": called, "tasks": tasks}], {}, as_json=True)
        return
    say(f"{called}的案卷已写到{file}，共{tasks}项任务。")
