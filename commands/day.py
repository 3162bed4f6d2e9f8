"""``duban day``: the demo day of the sample office."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from commands.tables import say
from schedules import clock


def day(
    forward: Annotated[int, typer.Option("--forward", metavar="天数", help="向后移几天", min=0)] = 0,
    to: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="移到哪一天")
    ] = None,
) -> None:
    """看办公室现在是哪一天；在样例办公室里，把演示日期向后移。"""
    if forward or to:
        clock.move_demo_day(to.date() if to else clock.today() + timedelta(forward))
        say(f"演示日期移到{clock.today()}。用 duban sweep 和 duban deliver 看这一天发什么。")
    else:
        kind = "演示日期" if clock.demo_day() else "今天"
        say(f"{kind}：{clock.today()}")
