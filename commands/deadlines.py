"""``duban deadlines``: read the deadlines of a sentence, or of many lines of JSON."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any

import typer

from commands.tables import say, show
from config.refusal import Refusal
from schedules.deadlines import DeadlineReading, read_deadlines
from schedules.workdays import WorkCalendar, work_calendar

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
        lines = sys.stdin.buffer if text is None else [_as_line(text, on)]
        for answer in answers(lines, work_calendar()):
            sys.stdout.write(answer + "\n")
    elif text is None or on is None:
        raise typer.BadParameter(
            "请写出要读的文字和成文日期，如 duban deadlines 请于6月15日前报送 --on 2026-03-01"
        )
    else:
        _print_table(read_deadlines(text, _date(on, f"成文日期“{on}”"), work_calendar()))


def answers(lines: Iterable[bytes], calendar: WorkCalendar) -> Iterator[str]:
    """One line of JSON for each line of JSON with a text and its date; blank lines are passed over.

    Raises Refusal, naming the line, at the first that cannot be used.
    """
    for count, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        text, on = _request(line, count)
        found = {"deadlines": [as_record(reading) for reading in read_deadlines(text, on, calendar)]}
        answer = json.dumps(found, ensure_ascii=False)
        # Half a surrogate pair, which JSON may carry, cannot be written as UTF-8.
        yield answer if _is_writable(answer) else json.dumps(found)


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
    }


def _as_line(text: str, on: str | None) -> bytes:
    return json.dumps({"text": text, "on": on}).encode()


def _request(line: bytes, count: int) -> tuple[str, date]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"第{count}行不是一行完整的 JSON，请检查引号、括号和编码（UTF-8）。") from error
    if not isinstance(request, dict) or not isinstance(request.get("text"), str):
        raise Refusal(f'第{count}行缺少文字，请写成 {{"text": "…", "on": "2026-03-01"}} 的样子。')
    return request["text"], _date(request.get("on"), f"第{count}行的成文日期（on）")


def _date(text: Any, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Refusal(f"{name}不是日期，请写成 2026-03-01 的样子。") from error


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


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
