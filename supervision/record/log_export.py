"""The log as a file to keep: a workbook, comma-separated values, or one JSON object a line; written as it is read."""

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from sqlmodel import Session

from config.refusal import Refusal
from models.words import Subject
from papers import to_xlsx
from papers.cell_text import uncalculated
from papers.paper import Book, Sheet, SheetColumn, Value
from schedules.wording import day_in_words
from supervision.record.log import log
from supervision.record.log_reading import Line, Wanted, count, every_line

FORMATS = (".xlsx", ".csv", ".jsonl")
_COLUMNS = (
    SheetColumn("时间", 18, "centre"),
    SheetColumn("办理人", 14),
    SheetColumn("办理事项", 12, "centre"),
    SheetColumn("对象", 9, "centre"),
    SheetColumn("对象名称", 34),
    SheetColumn("办理前", 9, "centre"),
    SheetColumn("办理后", 9, "centre"),
    SheetColumn("说明", 40),
    SheetColumn("详情", 40),
    SheetColumn("类别", 9, "centre"),
    SheetColumn("记录号", 9, "centre"),
    SheetColumn("封存", 11, "centre"),
)
# A sheet of Excel has 1,048,576 rows, a few of which are the head.
_MOST_IN_A_SHEET = 1_048_500

Told = Callable[[int], None]


def write_log(
    session: Session,
    wanted: Wanted,
    path: Path,
    today: date,
    told: Told = lambda _: None,
) -> int:
    """Write what is wanted to ``path`` by its ending, the oldest first; how many entries.

    The file takes its place when it is whole. ``told`` hears after every few how many more were written. Raises
    Refusal for another ending, for days that cannot be, and for more rows than a sheet of Excel holds.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise Refusal(
            f"日志不能导出为“{ending.lstrip('.') or path.name}”。可以导出为xlsx、csv或jsonl，请改文件名的后缀。"
        )
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise Refusal(f"起始日期{wanted.since}晚于截止日期{wanted.until}。请核对日期。")
    if ending == ".xlsx":
        return _write_book(session, wanted, path, today, told)
    with _whole(path, "utf-8-sig" if ending == ".csv" else "utf-8") as target:
        write = _csv if ending == ".csv" else _json_lines
        return write(every_line(session, wanted), target, told)


def note_export(session: Session, wanted: Wanted, entries: int, by: str, now: datetime, name: str) -> None:
    """Leave an entry about an export: what was asked for and how much went out."""
    asked = {
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "by": wanted.by or None,
        "subject": wanted.subject.value if wanted.subject else None,
        "deed": wanted.deed or None,
    }
    kept = {key: value for key, value in asked.items() if value is not None}
    note = f"{in_words(wanted)}，{entries}条"
    log(
        session, Subject.RECORD, None, "导出日志", by, now, note=note, file=name, entries=entries, wanted=kept
    )


def in_words(wanted: Wanted) -> str:
    """What is wanted, in a phrase."""
    parts = []
    if wanted.since or wanted.until:
        since = day_in_words(wanted.since) if wanted.since else "开始"
        until = day_in_words(wanted.until) if wanted.until else "现在"
        parts.append(f"{since}至{until}")
    if wanted.by:
        parts.append(f"办理人含“{wanted.by[:40]}”")
    if wanted.subject:
        parts.append(f"对象为{wanted.subject.label}")
    if wanted.deed:
        parts.append(f"事项为{wanted.deed[:40]}")
    return "、".join(parts) or "全部"


def row(line: Line) -> tuple[Value, ...]:
    """A line as the cells of a table."""
    particulars = json.dumps(line.particulars, ensure_ascii=False, sort_keys=True) if line.particulars else ""
    return (
        line.at,
        line.by,
        line.deed,
        line.subject,
        line.about or (f"第{line.subject_id}号" if line.subject_id else ""),
        line.before,
        line.after,
        line.note,
        particulars,
        "流转记录" if line.kind == 0 else "日志",
        line.id,
        f"第{line.position}组" if line.position else "未封存",
    )


def sheet(name: str, title: str, lines: Callable[[], Iterator[Line]], note: str) -> Sheet:
    """A sheet of the log, whose rows are made while they are written."""
    return Sheet(
        name=name,
        title=title,
        columns=_COLUMNS,
        rows=(),
        note=note,
        size="A3",
        kept=3,
        stream=lambda: (row(line) for line in lines()),
    )


def _write_book(session: Session, wanted: Wanted, path: Path, today: date, told: Told) -> int:
    entries = count(session, wanted)
    if entries > _MOST_IN_A_SHEET:
        raise Refusal(f"要导出的有{entries}条，一张Excel工作表放不下。请缩小日期范围，或者导出为csv或jsonl。")
    note = f"{in_words(wanted)}；导出于{day_in_words(today)}，共{entries}条。日志只增不改，不能清除。"
    book = Book(
        title="日志", dated=today, sheets=(sheet("日志", "日志", lambda: every_line(session, wanted), note),)
    )
    to_xlsx.write(book, path, told)
    return entries


def _csv(lines: Iterator[Line], target: TextIO, told: Told) -> int:
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(column.title for column in _COLUMNS)
    written = 0
    for line in lines:
        writer.writerow(_plain(value) for value in row(line))
        written += 1
        told(1)
    return written


def _plain(value: Value) -> str:
    text = "" if value is None else str(value).replace("\0", "")
    return uncalculated(text.encode("utf-8", "replace").decode("utf-8"))


def _json_lines(lines: Iterator[Line], target: TextIO, told: Told) -> int:
    written = 0
    for line in lines:
        said = asdict(line) | {"kind": "transition" if line.kind == 0 else "log_entry"}
        # What no text may hold is written as an escape, so that every line can be read again.
        text = json.dumps(said, ensure_ascii=False)
        target.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
        written += 1
        told(1)
    return written


@contextmanager
def _whole(path: Path, encoding: str) -> Iterator[TextIO]:
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding=encoding, newline="") as target:
            yield target
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
