"""``duban read``: what a document hands out, shown without storing anything."""

import sys
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.terminal import as_json as written
from commands.terminal import one_line
from config.log_lines import visible
from documents.drafts import TaskDraft
from documents.extraction import Extraction, extract
from documents.facts import Fact
from documents.indicator_readings import IndicatorReading
from documents.letterhead import DocumentHeader
from documents.reading import read as read_file
from documents.source import Problem, Source
from schedules.deadlines import DeadlineReading


def read(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="公文：.docx、.pdf、.ofd、.html、.txt 或 .xlsx 台账")
    ],
    issued_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="公文上没有成文日期时，在这里给出"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
    text: Annotated[
        bool, typer.Option("--text", help="只输出读到的文字；各处位置按这段文字的字数计")
    ] = False,
) -> None:
    """读一份公文，列出任务、单位、时限和疑点，不保存。"""
    source = read_file(file)
    if text:
        # On a screen nothing of it may act; a file gets it as it is, for places are counted in it.
        told = visible(source.text) if sys.stdout.isatty() else source.text
        sys.stdout.buffer.write(told.encode())
        return
    extraction = extract(source, issued_on.date() if issued_on else None)
    if as_json:
        print(written(_as_object(extraction)))
    else:
        _show(extraction, source)


def _as_object(extraction: Extraction) -> dict[str, Any]:
    return {
        "document": _document(extraction.document),
        "tasks": [_task(task) for task in extraction.tasks],
        "indicators": [indicator_object(indicator) for indicator in extraction.indicators],
        "facts": [_fact(fact) for fact in extraction.facts],
        "problems": [asdict(problem) for problem in extraction.problems],
    }


def _document(header: DocumentHeader) -> dict[str, Any]:
    return {**asdict(header), "kind": header.kind.value, "issued_on": _day(header.issued_on)}


def _task(task: TaskDraft) -> dict[str, Any]:
    return {
        "code": task.code,
        "title": task.title,
        "text": task.text,
        "start": task.start,
        "end": task.end,
        "lead": task.lead,
        "units": task.units,
        "supporting": task.supporting,
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "indicators": [indicator_object(indicator) for indicator in task.indicators],
        "problems": [asdict(problem) for problem in task.problems],
    }


def _deadline(deadline: DeadlineReading) -> dict[str, Any]:
    return {
        "phrase": deadline.phrase,
        "start": deadline.start,
        "end": deadline.end,
        "due": [day.isoformat() for day in deadline.due],
        "recurrence": deadline.recurrence.value if deadline.recurrence else None,
        "from": _day(deadline.since),
        "until": _day(deadline.until),
        "ongoing": deadline.ongoing,
        "alternatives": [day.isoformat() for day in deadline.alternatives],
        "problem": deadline.problem,
        "reading": deadline.reading,
    }


def indicator_object(indicator: IndicatorReading) -> dict[str, Any]:
    """A target as the commands print it; ``value_abs`` has its 万 or 亿 multiplied out."""
    scaled, measure = indicator.scaled
    return {
        **asdict(indicator),
        "value": _number(indicator.value),
        "upper": None if indicator.upper is None else _number(indicator.upper),
        "value_abs": _number(scaled),
        "unit_abs": measure,
        "by": _day(indicator.by),
        "recurrence": indicator.recurrence.value if indicator.recurrence else None,
        "kind": indicator.kind.value,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _fact(fact: Fact) -> dict[str, Any]:
    return {**asdict(fact), "value": _number(fact.value), "as_of": _day(fact.as_of)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _show(extraction: Extraction, source: Source) -> None:
    # rich takes as long to load as a short document takes to read
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    header = extraction.document
    named = (
        header.title or "（没有读出标题）",
        header.reference,
        header.kind.value,
        _day(header.issued_on) or "",
    )
    console.print(one_line("　".join(part for part in named if part)))
    for called, names in (
        ("发文机关", header.issuer.split("、") if "、" in header.issuer else ()),
        ("附件", header.attachments),
        ("抄送", header.copies),
        ("引用", [(one.title and f"《{one.title}》{one.number}") or one.number for one in header.cited]),
    ):
        if names:
            console.print(one_line(f"{called}：{'、'.join(names)}"))
    table = Table()
    for heading in ("编号", "任务", "牵头", "责任", "配合", "时限", "疑点"):
        table.add_column(heading, overflow="fold")
    for task in extraction.tasks:
        cells = (
            task.code,
            task.title,
            "、".join(task.lead),
            "、".join(task.units),
            "、".join(task.supporting),
            "\n".join(_spoken(deadline) for deadline in task.deadlines),
            "\n".join(problem.message for problem in task.problems),
        )
        table.add_row(*map(visible, cells))
    if extraction.tasks:
        console.print(table)
    else:
        console.print("没有读出要交办的任务。")
    console.print(
        f"指标{len(extraction.indicators) + sum(len(task.indicators) for task in extraction.tasks)}项，情况数据{len(extraction.facts)}项。"
    )
    for problem in extraction.problems:
        console.print(one_line(f"疑点：{problem.message}{_passage(problem, source)}"))


def _spoken(deadline: DeadlineReading) -> str:
    days = "、".join(day.isoformat() for day in deadline.due)
    return f"{deadline.phrase}：{days}" if days else deadline.phrase


def _passage(problem: Problem, source: Source) -> str:
    if problem.start is None or problem.end is None:
        return ""
    return f"（原文：{source.text[problem.start : problem.end][:40].strip()}）"
