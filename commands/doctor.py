"""``duban doctor``: what is fine, what is not, and what to do."""

from typing import Annotated

import typer

from commands.edge import AsJson
from commands.tables import show
from supervision.checkup import findings


def doctor(
    thorough: Annotated[
        bool, typer.Option("--thorough", help="另外逐条核对全部数据前后一致，数据多的要几分钟")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """检查数据库、通道、下一年的日历、字体、时钟，说明怎样处理；有问题时退出码为1。"""
    found = list(findings(is_thorough=thorough))
    rows = [
        {"what": one.what, "fine": "正常" if one.is_fine else "须处理", "sentence": one.sentence}
        for one in found
    ]
    show("检查", rows, {"what": "项目", "fine": "结果", "sentence": "说明"}, as_json=as_json)
    return 0 if all(one.is_fine for one in found) else 1
