"""``duban bulletin`` and ``duban proofread``: the numbers of the bulletins looked through, a file read for mistakes."""

from pathlib import Path
from typing import Annotated

import typer

from commands.edge import AsJson, warn_of_secrets
from commands.tables import say, show
from config.refusal import Refusal
from documents.reading import read as read_file
from models import database
from reports.proofreading.reading import proofread as read_through
from schedules import clock
from supervision.bulletins.content import known_names
from supervision.bulletins.issuing import reference
from supervision.bulletins.readers import kept
from supervision.bulletins.series import audit_of, every_series, next_numbers

_ISSUES = {"series": "简报", "reference": "期号", "on": "日期", "title": "题目", "status": "状态"}
_FOUND = {"series": "简报", "kind": "问题", "says": "说明"}
_MARKS = {"kind": "类别", "passage": "原文", "says": "校对意见"}


def bulletin(
    what: Annotated[str, typer.Argument(metavar="做什么", help="audit 核对期号，list 列出各期")] = "list",
    as_json: AsJson = False,
) -> int:
    """简报：列出各期，或核对期号：缺期、重号、与总期号不符的。核对出问题时退出码是1。"""
    database.migrate()
    if what not in ("audit", "list"):
        raise Refusal(f"没有“{what}”。可以写 duban bulletin list 或 duban bulletin audit。")
    with database.reading() as session:
        every = every_series(session)
        if what == "list":
            rows = [
                {
                    "series": series.name,
                    "reference": reference(one),
                    "on": one.dated_on,
                    "title": one.title,
                    "status": one.status.label,
                }
                for series in every
                for one in kept(session, series.id)
            ]
            show(f"共{len(rows)}期：", rows, _ISSUES, as_json=as_json)
            return 0
        found = [
            {"series": series.name, "kind": one.oddity.value, "years": list(one.years), "says": one.says}
            for series in every
            for one in audit_of(session, series)[0]
        ]
        if as_json:
            show("", found, {}, as_json=True)
        elif found:
            show(f"期号有{len(found)}处要核对：", found, _FOUND, as_json=False)
        else:
            year = clock.today().year
            for series in every:
                coming = next_numbers(session, series, year, False)
                total = f"（总第{coming.total}期）" if coming.total else ""
                say(f"{series.name}：期号连续。下一期：{year}年第{coming.number}期{total}。")
            if not every:
                say("还没有设立简报。")
    return 1 if found else 0


def proofread(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要校对的文稿：docx、pdf、txt 等")],
    as_json: AsJson = False,
) -> int:
    """校对一份文稿：合计、序号、日期、百分比、计量单位、标点、单位名称。只提出疑问，不改文件；有疑问时退出码是1。"""
    warn_of_secrets(as_json=as_json)
    source = read_file(file)
    database.migrate()
    with database.reading() as session:
        known = known_names(session)
    marks = [
        {
            "kind": mark.kind,
            "passage": mark.passage,
            "says": mark.says,
            "start": mark.start,
            "end": mark.end,
        }
        for mark in read_through(source.text, known)
    ]
    if as_json:
        show("", marks, {}, as_json=True)
    elif marks:
        show(f"有{len(marks)}处要核对：", marks, _MARKS, as_json=False)
    else:
        say("没有发现要核对的地方。")
    return 1 if marks else 0
