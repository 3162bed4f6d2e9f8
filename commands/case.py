"""``duban case``: a task's whole file as one archive."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from config.settings import settings
from models import database
from models.words import UserRole
from schedules import clock
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.cases.archive import note_case, task_of, write_case
from supervision.pack_in_force import pack_in_force


def case(
    number: Annotated[str, typer.Argument(metavar="任务编号", help="如2026-001")],
    file: Annotated[Path, typer.Argument(metavar="文件.zip", help="案卷写到哪里")],
    by: By = ME,
    as_json: AsJson = False,
) -> None:
    """导出案卷：一项任务的公文、台账、流转记录、日志、进展、佐证材料和通知，连同目录，装成一个zip。"""
    database.migrate()
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
