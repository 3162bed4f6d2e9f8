"""The rows of a register (台账) as task drafts."""

import re
from collections.abc import Sequence
from datetime import date

from documents.columns import Meaning, meaning
from documents.drafts import TaskDraft
from documents.indicator_readings import IndicatorReading
from documents.indicators import figures
from documents.passages import Passage, passage
from documents.quantities import Sense
from documents.register_sheet import RegisterRow
from documents.source import Cell, Problem
from documents.timing import doubts, placed, read_times
from documents.unit_lists import UnitList, merged, read_cell
from schedules.deadlines import DeadlineReading
from schedules.workdays import WorkCalendar


def draft_rows(
    rows: Sequence[RegisterRow], on: date | None, calendar: WorkCalendar, year: int | None = None
) -> list[TaskDraft]:
    """One draft for each row; what the row leaves out is a problem that names it. ``year``: see ``read_times``."""
    # A place among numbered rows would be taken for another row's number.
    is_numbered = any(_own_code(row) for row in rows)
    return [
        _draft(row, _own_code(row) or ("" if is_numbered else str(place)), on, calendar, year)
        for place, row in enumerate(rows, 1)
    ]


def _own_code(row: RegisterRow) -> str:
    return _text(row.code) or _text(row.number)


def _draft(
    row: RegisterRow, code: str, on: date | None, calendar: WorkCalendar, year: int | None
) -> TaskDraft:
    title = _text(row.title) or _text(row.content)
    who = _who(row)
    lead, units, supporting = who.lead, who.units, who.supporting
    times = _times(row, on, calendar, year)
    problems = [
        *_passed_over(row, times, on, calendar, year),
        *_missing(row, f"“{title[:20]}”（{f'序号{code}' if code else '没有序号'}）", lead, units, times),
        *doubts(times, on),
    ]
    said = [text for text in (_text(row.title), _text(row.content)) if text]
    return TaskDraft(
        code=code,
        title=title,
        text="\n".join(dict.fromkeys(said)),
        start=row.block.start,
        end=row.block.end,
        lead=lead,
        units=units,
        supporting=supporting,
        deadlines=tuple(times),
        indicators=tuple(_indicators(row, on, calendar)),
        problems=tuple(problems),
        standard=_text(row.standard),
        effect=_text(row.expected),
    )


def _text(cell: Cell | None) -> str:
    return cell.text.strip() if cell else ""


def _who(row: RegisterRow) -> UnitList:
    columns = (("lead", row.lead), ("units", row.units), ("supporting", row.supporting))
    return merged([read_cell(cell.text, role) for role, cells in columns for cell in cells]) or UnitList(0, 0)


def _parts(*cells: Cell | None) -> list[Passage]:
    return [part for cell in cells if cell for part in [passage(cell.text, cell.start)] if part]


def _times(
    row: RegisterRow, on: date | None, calendar: WorkCalendar, year: int | None
) -> list[DeadlineReading]:
    """The deadlines of the row's own column; only without one those in its content."""
    if said := [_written_out(part) for part in _parts(row.due_text)]:
        return [placed(time, part) for part in said for time in _of_the_column(part, on, calendar, year)]
    said = _parts(row.title, row.content, row.target, *row.lead, *row.units)
    return [placed(time, part) for part in said for time in read_times(part, on, calendar, year)]


def _of_the_column(
    part: Passage, on: date | None, calendar: WorkCalendar, year: int | None
) -> Sequence[DeadlineReading]:
    """The column of deadlines says deadlines, those gone by too: in running text such a date would be a fact."""
    return read_times(part, on, calendar, year) or [
        time for time in read_times(part, None, calendar) if time.due and on is not None
    ]


def _passed_over(
    row: RegisterRow,
    times: Sequence[DeadlineReading],
    on: date | None,
    calendar: WorkCalendar,
    year: int | None,
) -> list[Problem]:
    """The dates that the content states beside the row's own: reports on the way, which are easily missed."""
    if not row.due_text or not times:
        return []
    known = {day for time in times for day in time.due}
    return [
        Problem(
            f"内容里还写有“{time.phrase}”，没有列入完成时限；需要单独督办的，请增加时限或拆成一项。",
            found.start,
            found.end,
        )
        for part in _parts(row.title, row.content)
        for time in read_times(part, on, calendar, year)
        if time.due and not time.recurrence and not known & set(time.due)
        for found in [placed(time, part)]
    ]


def _written_out(part: Passage) -> Passage:
    """8.31 in a column of dates is a day without its words: 8月31日."""
    found = re.fullmatch(r"(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(前)?", part.text)
    if not found:
        return part
    end = found.end(2)
    return Passage(
        f"{found[1]}月{found[2]}日{found[3] or ''}",
        part.where[:end] + part.where[end - 1 :][: 1 + bool(found[3])],
    )


def _indicators(row: RegisterRow, on: date | None, calendar: WorkCalendar) -> list[IndicatorReading]:
    return [
        each.reading
        for part in _parts(row.title, row.content, row.standard, row.expected, row.indicator, row.target)
        for each in figures(part, read_times(part, on, calendar), on)
        if each.sense is Sense.TARGET
    ]


def _missing(
    row: RegisterRow, name: str, lead: Sequence[str], units: Sequence[str], times: Sequence[DeadlineReading]
) -> list[Problem]:
    said = []
    if not lead and not units:
        said.append(f"{name}没有填写牵头单位和责任单位，请补充后再立项。")
    elif not lead and any(meaning(cell.heading) is Meaning.LEAD for cell in row.block.cells):
        said.append(f"{name}没有填写牵头单位，请确定由谁牵头。")
    if not times:
        cell = _text(row.due_text)
        said.append(
            f"{name}的完成时限“{cell}”读不出日期，请改写或直接填写日期。"
            if cell
            else f"{name}没有填写完成时限，请补充，或注明长期坚持。"
        )
    return [Problem(sentence, row.block.start, row.block.end) for sentence in said]
