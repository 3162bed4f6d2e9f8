"""``duban review``: the drafts of a document as an Excel sheet, out and in again."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import say, show
from commands.terminal import complain
from config.refusal import Refusal
from documents.reading import read
from documents.source import UnreadableFile
from models import database
from papers import to_xlsx
from schedules import clock
from supervision.drafts.review import document
from supervision.drafts.review_sheet import read_back, review_sheet


def review(
    number: Annotated[int, typer.Argument(metavar="公文号", help="duban import 或 duban status 列出的号")],
    export: Annotated[
        Path | None, typer.Option("--export", metavar="文件.xlsx", help="把审核表写到这个文件")
    ] = None,
    back: Annotated[
        Path | None, typer.Option("--import", metavar="文件.xlsx", help="读回改好的审核表")
    ] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """审核责任清单草案：导出成 Excel，改好后读回。读不回的行说明原因，其余照常。"""
    if (export is None) == (back is None):
        raise typer.BadParameter("请写 --export 或 --import 中的一个")
    database.migrate()
    if export is not None:
        with database.reading() as session:
            book = review_sheet(session, document(session, number), clock.today())
        to_xlsx.write(book, export)
        say(
            f"审核表已写到{export}，共{len(book.sheets[0].rows)}项。改好后用 duban review {number} --import 读回。"
        )
        return 0
    assert back is not None
    warn_of_secrets(as_json=as_json)
    try:
        source = read(back)
    except UnreadableFile as reason:
        raise Refusal(str(reason)) from None
    with transaction() as session:
        outcomes = read_back(session, document(session, number), source, by, clock.today(), clock.now())
    for one in outcomes:
        if one.refused:
            complain(f"{one.row}“{one.title[:20]}”：{one.refused}")
    done = [{"row": one.row, "title": one.title, "done": one.done} for one in outcomes if one.done]
    if done or as_json:
        show("读回", done, {"row": "行", "title": "任务", "done": "办了什么"}, as_json=as_json)
    elif not outcomes:
        say("审核表里没有新的改动。")
    return 1 if any(one.refused for one in outcomes) else 0
