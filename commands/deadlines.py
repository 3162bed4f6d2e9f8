"""``duban deadlines``: read the deadlines of a sentence, or of many lines of JSON."""

import sys
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from commands.json_lines import answers, as_line, day
from commands.tables import say, show
from schedules.deadlines import DeadlineReading, read_deadlines
from schedules.workdays import work_calendar

_COLUMNS = {"phrase": "措辞", "kind": "类型", "due": "日期", "meaning": "说明"}


def deadlines(
    text: Annotated[str | None, typer.Argument(metavar="文字", help="要读的一段文字")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="成文日期，如 2026-03-01")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help='从标准输入逐行读取 {"text", "on"}，逐行写出结果')
    ] = False,
) -> None:
    """读出文字中的时限，并说明是怎样读的。"""
    if as_json:
        for answer in answers(sys.stdin.buffer if text is None else [as_line(text, on)], found):
            sys.stdout.write(answer + "\n")
    elif text is None or on is None:
        raise typer.BadParameter(
            "请写出要读的文字和成文日期，如 duban deadlines 请于6月15日前报送 --on 2026-03-01"
        )
    else:
        _print_table(read_deadlines(text, day(on, f"成文日期“{on}”"), work_calendar()))


def found(text: str, on: date) -> dict[str, Any]:
    """The object of the command's contract."""
    return {"deadlines": [as_record(reading) for reading in read_deadlines(text, on, work_calendar())]}


def as_record(reading: DeadlineReading) -> dict[str, Any]:
    """A reading under the names of the command's contract."""
    return {
        "phrase": reading.phrase,
        "start": reading.start,
        "end": reading.end,
        "due": [day.isoformat() for day in reading.due],
        "recurrence": reading.recurrence.value if reading.recurrence else None,
        "from": reading.since.isoformat() if reading.since else None,
        "until": reading.until.isoformat() if reading.until else None,
        "ongoing": reading.ongoing,
        "alternatives": [day.isoformat() for day in reading.alternatives],
        "problem": reading.problem,
        "reading": reading.reading,
        "kind": reading.kind.value,
        "provisional": reading.provisional,
        "slots": [asdict(slot) for slot in reading.slots],
    }


def _print_table(readings: list[DeadlineReading]) -> None:
    if not readings:
        say("没有读到时限。")
        return
    rows = [
        {
            "phrase": reading.phrase,
            "kind": reading.kind.label,
            "due": "\n".join(day.isoformat() for day in reading.due) or "—",
            "meaning": reading.problem or reading.reading,
        }
        for reading in readings
    ]
    show("时限", rows, _COLUMNS, as_json=False)
