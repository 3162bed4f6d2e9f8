"""Columns whose headings no register uses (谁来干, 啥时候干完), told by what stands in them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from documents import unit_names
from documents.columns import Meaning, meaning

# The usual heading of each meaning that can be told from the cells.
_USUAL = {
    Meaning.CONTENT: "任务内容",
    Meaning.UNITS: "责任单位",
    Meaning.SUPPORTING: "配合单位",
    Meaning.DUE: "完成时限",
}
_MOST = 0.6  # share of a column's cells that have to be of a kind
_FEWEST = 2  # cells that a column needs to be told by
_LOOKED_AT = 50  # cells of a column by which it is told
_ANY_DAY = date(2000, 1, 3)
_LONGEST_CELL = 60  # of units or a date
_SHORTEST_TASK = 5  # characters, on average


def usual_names(headings: Mapping[int, str], cells: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Column → usual heading, for the columns whose heading says nothing and whose cells do.

    ``cells`` are the texts under each heading. Nothing is guessed of which the table has a column already. The first
    unknown column of units is taken for the responsible ones, a second for the supporting ones.
    """
    known = {what for name in headings.values() if (what := meaning(name)) is not None}
    unknown = [column for column in sorted(headings) if meaning(headings[column]) is None]
    found: dict[int, Meaning] = {}
    for column in unknown:
        texts = [text.strip() for text in cells.get(column, ()) if text.strip()][:_LOOKED_AT]
        taken = known | set(found.values())
        if len(texts) < _FEWEST:
            continue
        if _share(texts, _is_date) >= _MOST and Meaning.DUE not in taken:
            found[column] = Meaning.DUE
        elif _share(texts, _are_units) >= _MOST:
            free = Meaning.SUPPORTING if taken & {Meaning.UNITS, Meaning.LEAD} else Meaning.UNITS
            if free not in taken:
                found[column] = free
    if not known & {Meaning.TITLE, Meaning.CONTENT} and (
        task := _longest(cells, [column for column in unknown if column not in found])
    ):
        found[task] = Meaning.CONTENT
    return {column: _USUAL[what] for column, what in found.items()}


def explained(headings: Mapping[int, str], names: Mapping[int, str]) -> str:
    """One sentence to the clerk on what was taken for what."""
    said = "、".join(f"“{headings[column]}”按“{names[column]}”" for column in sorted(names))
    return f"表头{said}读入（表头不常见，是按内容判断的），请核对"


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts)


def _is_date(text: str) -> bool:
    if len(text) > _LONGEST_CELL:
        return False
    # Only here: a child reads one file, and few tables have such headings.
    from schedules.deadlines import read_deadlines
    from schedules.workdays import work_calendar

    return any(
        time.due or time.recurrence or time.ongoing
        for time in read_deadlines(text, _ANY_DAY, work_calendar())
    )


def _are_units(text: str) -> bool:
    names = unit_names.split(text) if len(text) <= _LONGEST_CELL else []
    return bool(names) and all(map(unit_names.names_a_unit, names))


def _longest(cells: Mapping[int, Sequence[str]], columns: Sequence[int]) -> int | None:
    """The column with the longest cells, where these are long enough to be tasks."""
    lengths = {
        column: sum(map(len, texts)) / len(texts)
        for column in columns
        if len(texts := [text for text in cells.get(column, ()) if text.strip()]) >= _FEWEST
    }
    longest = max(lengths, key=lambda column: lengths[column], default=None)
    return longest if longest is not None and lengths[longest] >= _SHORTEST_TASK else None
