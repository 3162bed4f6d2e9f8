"""``duban indicators``: the numeric targets of a sentence."""

import json
import sys
from datetime import date, datetime
from typing import Annotated

import typer

from commands.read import indicator_object
from config.refusal import Refusal
from documents.indicators import read_indicators


def indicators(
    text: Annotated[str, typer.Argument(metavar="文字", help="要读的一句话")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="从哪一天看，一般是成文日期")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='从标准输入逐行读 {"text", "on"}，逐行输出 {"indicators"}')
    ] = False,
) -> None:
    """读一句话里的指标：名称、关系、数值、计量单位和期限。"""
    if as_json:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                said, day = _asked(line, number)
                found = [indicator_object(each) for each in read_indicators(said, day)]
                print(json.dumps({"indicators": found}, ensure_ascii=False))
        return
    if not text or on is None:
        raise Refusal(
            "请给出一句话和日期，例如：duban indicators “到2025年，覆盖率达到90%以上” --on 2023-05-06。"
        )
    _show(text, on.date())


def _asked(line: str, number: int) -> tuple[str, date]:
    try:
        asked = json.loads(line)
        return str(asked["text"]), date.fromisoformat(asked["on"])
    except (ValueError, KeyError, TypeError):
        raise Refusal(
            f"第{number}行不是所要的格式：每行一个 JSON 对象，含 text 和 on（形如 2023-05-06）。"
        ) from None


def _show(text: str, on: date) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("指标", "关系", "数值", "计量单位", "期限")
    for each in read_indicators(text, on):
        value = f"{each.value:g}" + (f"—{each.upper:g}" if each.upper is not None else "")
        when = each.by.isoformat() if each.by else each.recurrence.value if each.recurrence else ""
        table.add_row(each.name, each.relation, value, each.measure, when)
    Console().print(table)
