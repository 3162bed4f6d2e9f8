"""Tables that a conversion flattened to one cell a line: which lines are numbers, units, titles and contents."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from documents import unit_names
from documents.columns import Meaning, meaning
from documents.duties import Duty
from documents.passages import Passage
from documents.titles import short_title
from documents.unit_lists import UnitList

_NUMBER = re.compile(r"[\d.]{1,5}分?|[一二三四五六七八九十]{1,3}、?")
_SENTENCE = re.compile(r"[。；;]|，.+|^\d{1,2}[.、]|得\d+分|\d年|（\d+分）|\(\d+分\)|[\u4e00-\u9fff]{26,}")
_HEADINGS = re.compile(
    r"序号|编号|项目|考核项目|任务|内容|指标|分值|责任单位|牵头单位|配合单位|完成时限|备注|总分|.{2,6}(?:部门|单位|分值|指标|内容)"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_LONGEST_UNIT = 14
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A run of content with the lines that stand around it."""

    number: str
    title: str
    content: tuple[Passage, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def is_flat_table(passages: Sequence[Passage]) -> bool:
    """Whether it has a line of headings with rows under it, or numbers and units alone on their lines everywhere."""
    if _headed(passages):
        return True
    numbers = sum(bool(_NUMBER.fullmatch(part.text)) for part in passages)
    units = sum(_is_unit(part.text) for part in passages)
    return numbers >= _FEWEST and units >= _FEWEST and (numbers + units) * 4 >= len(passages)


def read_flat_table(passages: Sequence[Passage]) -> list[Duty]:
    """One duty per cell of content, with the units that stand after it, or, where the unit is the key of the rows, before."""
    headed = _headed(passages)
    if headed:
        return headed
    rows = list(_rows(passages))
    follow = 2 * sum(bool(row.after) for row in rows) >= len(rows)
    duties = []
    for row in rows:
        units = row.after if follow else row.before
        if units:
            title = row.title or short_title(row.content[0].text)
            duties.append(
                Duty(row.number, title, row.content, UnitList(0, 0, (), tuple(dict.fromkeys(units))))
            )
    return duties


def _headed(passages: Sequence[Passage]) -> list[Duty]:
    """The rows under a full line of headings, when nearly every row has a line for each; empty otherwise."""
    begin = next((i for i, part in enumerate(passages) if _meaning(part) is Meaning.NUMBER), len(passages))
    columns = [
        known for part in takewhile(_has_meaning, passages[begin:]) for known in [_meaning(part)] if known
    ]
    if len(columns) < _FEWEST or not {Meaning.LEAD, Meaning.UNITS} & set(columns):
        return []
    rows: list[list[Passage]] = []
    for part in passages[begin + len(columns) :]:
        if part.text == str(len(rows) + 1):
            rows.append([])
        elif rows:
            rows[-1].append(part)
    whole = [(i, row) for i, row in enumerate(rows, 1) if len(row) == len(columns) - 1]
    if len(whole) * 5 < len(rows) * 4:
        return []
    return [_row_duty(str(i), dict(zip(columns[1:], row, strict=True))) for i, row in whole]


def _has_meaning(part: Passage) -> bool:
    return _meaning(part) is not None


def _meaning(part: Passage) -> Meaning | None:
    return meaning(part.text) if len(part.text) <= _LONGEST_UNIT else None


def _row_duty(number: str, cells: Mapping[Meaning, Passage]) -> Duty:
    lead, units, supporting = (
        tuple(unit_names.split(cells[column].text)) if column in cells else ()
        for column in (Meaning.LEAD, Meaning.UNITS, Meaning.SUPPORTING)
    )
    said = tuple(cells[column] for column in cells if column in (Meaning.TITLE, Meaning.CONTENT, Meaning.DUE))
    title = cells.get(Meaning.TITLE) or cells.get(Meaning.CONTENT) or next(iter(cells.values()))
    return Duty(
        number,
        title.text.rstrip("。；"),
        said or tuple(cells.values()),
        UnitList(0, 0, lead, units, supporting),
    )


def _rows(passages: Sequence[Passage]) -> Iterator[_Row]:
    number, row_number, title, key = "", "", "", tuple[str, ...]()
    i = 0
    while i < len(passages):
        text = passages[i].text
        if _NUMBER.fullmatch(text):
            number = text.rstrip("、")
            i += 1
            continue
        if _is_unit(text):
            key, i = _units(passages, i)
            row_number, title = number, ""
            continue
        run, i = _run(passages, i)
        heading, content = _parted(run)
        if heading:
            title = heading
            if not content:
                row_number = number
        if content:
            after, _ = _units(passages, i)
            yield _Row(row_number, title, content, key, after)
            title = "" if after else title


def _run(passages: Sequence[Passage], i: int) -> tuple[list[Passage], int]:
    begin = i
    while i < len(passages) and not _NUMBER.fullmatch(passages[i].text) and not _is_unit(passages[i].text):
        i += 1
    return list(passages[begin:i]), i


def _units(passages: Sequence[Passage], i: int) -> tuple[tuple[str, ...], int]:
    begin = i
    while i < len(passages) and _is_unit(passages[i].text):
        i += 1
    return tuple(name for part in passages[begin:i] for name in unit_names.split(part.text)), i


def _parted(run: Sequence[Passage]) -> tuple[str, tuple[Passage, ...]]:
    """Title lines first, then the cell that says what is to be done."""
    at = next(
        (i for i, part in enumerate(run) if _SENTENCE.search(part.text) and not _is_heading(part.text)), None
    )
    if at is None:
        return ("".join(part.text for part in run) if len(run) < _FEWEST else run[-1].text), ()
    numbered = next((i for i, part in enumerate(run) if re.match(r"1[.、]", part.text)), at)
    at = numbered if numbered - at <= 1 else at
    heads = [part.text for part in run[:at] if not _is_heading(part.text)]
    return "".join(heads[-2:]), tuple(run[at:])


def _is_heading(text: str) -> bool:
    return bool(_HEADINGS.fullmatch(text) or (_SECTION.match(text) and not text.endswith(("。", "；"))))


def _is_unit(text: str) -> bool:
    return (
        len(text) <= _LONGEST_UNIT
        and not unit_names.starts_otherwise(text)
        and not _SENTENCE.search(text)
        and not _HEADINGS.fullmatch(text)
        and all(
            unit_names.looks_like_unit(name) and len(name) >= 3 for name in unit_names.split(text) or [""]
        )
    )
