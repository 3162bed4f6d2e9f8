"""``duban sweep``: raise what the ladder asks for."""

from datetime import datetime
from typing import Annotated

import typer

from commands.edge import AsJson, transaction
from commands.tables import say, show
from commands.terminal import complain
from config.settings import settings
from schedules import clock
from schedules.workdays import work_calendar
from supervision.letters.sweep import raise_notices


def sweep(
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="哪一天，默认今天")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """按提醒阶梯提出当天应发的通知。同一天再运行一次，不会重复。"""
    day = on.date() if on else clock.today()
    if day > clock.today():
        complain(f"注意：{day}还没有到。通知按那一天提出，以后不再重复，也不能撤回。")
    with transaction() as session:
        swept = raise_notices(session, day, clock.on_day(day), settings(), work_calendar())
    for trouble in swept.troubles:
        complain(f"{trouble}修好以前，照原来的规则提醒。")
    rows = [{"kind": kind.label, "count": count} for kind, count in sorted(swept.raised.items())]
    if as_json:
        show(
            "",
            [{"day": day, "day_off": swept.is_day_off, "late": swept.late, "raised": rows}],
            {},
            as_json=True,
        )
    elif swept.is_day_off:
        say(f"{day}不是工作日，不发通知。")
    elif rows:
        show(
            f"{day} 新提出的通知（其中补发{swept.late}件）",
            rows,
            {"kind": "种类", "count": "件数"},
            as_json=False,
        )
    else:
        say(f"{day}没有新的通知。")
