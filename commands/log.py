"""``duban log export``: the log as a file to keep."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from commands.edge import ME, AsJson, By, transaction
from commands.tables import say, show
from config.refusal import Refusal
from models import database
from models.words import Subject
from schedules import clock
from supervision.record.log_export import note_export, write_log
from supervision.record.log_reading import Wanted, count

_DAY = ["%Y-%m-%d"]


def log(
    action: Annotated[str, typer.Argument(metavar="export", help="导出")],
    file: Annotated[Path, typer.Argument(metavar="文件", help="后缀是xlsx、csv或jsonl")],
    since: Annotated[
        datetime | None, typer.Option("--from", formats=_DAY, metavar="日期", help="从哪一天起（含）")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=_DAY, metavar="日期", help="到哪一天止（含）")
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="姓名", help="办理人，写一部分也可以")] = "",
    subject: Annotated[
        str, typer.Option("--subject", metavar="对象", help="账号、公文、任务、交办事项、通知、记录等")
    ] = "",
    deed: Annotated[str, typer.Option("--deed", metavar="事项", help="如立项、签收、销号、登录失败")] = "",
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """导出日志：流转记录和其他操作合在一起，从早到晚；导出本身也记入日志。日志只增不改，不能清除。"""
    if action != "export":
        raise typer.BadParameter("写 duban log export 文件")
    wanted = Wanted(
        since.date() if since else None, until.date() if until else None, who, _subject(subject), deed
    )
    database.migrate()
    with (
        Progress(transient=True, disable=as_json or not sys.stderr.isatty()) as progress,
        database.reading() as session,
    ):
        bar = progress.add_task("导出", total=count(session, wanted))
        entries = write_log(session, wanted, file, clock.today(), lambda more: progress.advance(bar, more))
    with transaction() as session:
        note_export(session, wanted, entries, by, clock.now(), file.name)
    if as_json:
        show("", [{"file": str(file), "entries": entries}], {}, as_json=True)
    else:
        say(f"日志已写到{file}，共{entries}条。")
    return 0


def _subject(written: str) -> Subject | None:
    if not written:
        return None
    try:
        return Subject.labelled(written)
    except ValueError:
        known = "、".join(one.label for one in Subject)
        raise Refusal(f"没有对象“{written}”。可以写：{known}。") from None
