"""``duban report``: the mid-term report and the register."""

from datetime import datetime
from typing import Annotated

import typer

from commands.edge import AsJson
from commands.tables import say, show
from config.settings import home, settings
from models import database
from schedules import clock
from schedules.workdays import work_calendar
from supervision.evaluation import write_evaluation
from supervision.pack_in_force import pack_in_force


def report(
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="数据截至哪一天，默认今天")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """写出中期评估报告（Word）和台账（Excel），放在数据文件夹的 reports/ 里。"""
    day = as_of.date() if as_of else clock.today()
    database.migrate()
    with database.reading() as session:
        files = write_evaluation(
            session, day, home() / "reports", work_calendar(), pack_in_force(session, settings().ladder)
        )
    if as_json:
        show("", [{"files": [str(file) for file in files]}], {}, as_json=True)
    else:
        say("已写出：", *(f"  {file}" for file in files))
