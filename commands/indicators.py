"""``duban indicators``: the numeric targets of a sentence, or of many lines of JSON."""

import sys
from datetime import date
from typing import Annotated, Any

import typer

from commands.json_lines import answers, as_line, day
from commands.read import indicator_object
from commands.tables import say, show
from documents.indicator_readings import IndicatorReading
from documents.indicators import read_indicators

_COLUMNS = {"name": "指标", "relation": "关系", "value": "数值", "measure": "计量单位", "by": "期限"}


def indicators(
    text: Annotated[str | None, typer.Argument(metavar="文字", help="要读的一句话")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="从哪一天看，一般是成文日期，如 2026-03-01")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='从标准输入逐行读 {"text", "on"}，逐行输出 {"indicators"}')
    ] = False,
) -> None:
    """读一句话里的指标：名称、关系、数值、计量单位和期限。"""
    if as_json:
        for answer in answers(sys.stdin.buffer if text is None else [as_line(text, on)], _found):
            sys.stdout.write(answer + "\n")
    elif text is None or on is None:
        raise typer.BadParameter(
            "请写出要读的文字和日期，如 duban indicators 到2030年，覆盖率达到90%以上 --on 2026-03-01"
        )
    else:
        _print_table(read_indicators(text, day(on, f"日期“{on}”")))


def _found(text: str, on: date) -> dict[str, Any]:
    return {"indicators": [indicator_object(each) for each in read_indicators(text, on)]}


def _print_table(readings: list[IndicatorReading]) -> None:
    if not readings:
        say("没有读到指标。")
        return
    rows = [
        {
            "name": each.name,
            "relation": each.relation,
            "value": f"{each.value}" + ("" if each.upper is None else f"—{each.upper}"),
            "measure": each.measure,
            "by": each.by.isoformat() if each.by else each.recurrence.label if each.recurrence else "",
        }
        for each in readings
    ]
    show("指标", rows, _COLUMNS, as_json=False)
