"""``duban import``: take documents in."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commands.edge import ME, AsJson, By, transaction, warn_of_secrets
from commands.tables import DOCUMENTS, show
from commands.terminal import complain
from config.refusal import Refusal
from documents.source import UnreadableFile
from schedules import clock
from supervision.directory.founding import office
from supervision.drafts.intake import look_at, receive
from supervision.drafts.review import counts


def import_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件…", help="公文：.docx、.pdf、.ofd、.html、.txt 或 .xlsx 台账")
    ],
    issued_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="公文上没有成文日期时，在这里给出"),
    ] = None,
    replaces: Annotated[int | None, typer.Option(metavar="公文号", help="这份文件是哪一份公文的新版")] = None,
    by: By = ME,
    as_json: AsJson = False,
) -> int:
    """收文：读取公文，保存责任清单草案和疑点。读不了的文件说明原因，其余照常。"""
    if replaces is not None and len(files) > 1:
        raise Refusal("一份公文只能有一个新版：写 --replaces 时请只给一个文件。")
    warn_of_secrets(as_json=as_json)
    rows = []
    failed = False
    for file in files:
        try:
            incoming = look_at(file, issued_on.date() if issued_on else None)
            with transaction() as session:
                office(session)
                document = receive(session, incoming, by, clock.now(), replaces=replaces)
                rows.append({"id": document.id, "called": document.called, **counts(session, document)})
        except (UnreadableFile, Refusal) as refusal:
            failed = True
            complain(f"{file.name}：{refusal}")
    if rows or as_json:
        show("收文", rows, DOCUMENTS, as_json=as_json)
    return 1 if failed else 0
