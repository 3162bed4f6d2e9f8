"""What two drafts of a paper say differently: paragraph by paragraph, table by table, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from papers.paper import Block, Chart, Column, Fields, Heading, Paper, Picture, TableOf, Text

# Headings of a column that only counts the rows: what stands there says nothing about a row.
_COUNTERS = frozenset({"序号", "编号"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``where`` is the headings above it, ``what`` the paragraph, or the table with row and column.

    An empty ``before`` is something new, an empty ``after`` something that is gone.
    """

    where: str
    what: str
    before: str
    after: str


def differences(before: Paper, after: Paper) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the later draft; what is gone stands where it was."""
    return (
        *_of_heads(before, after),
        *_of_blocks(before.body, after.body, ""),
        *_of_appendices(before, after),
    )


def _of_heads(before: Paper, after: Paper) -> Iterator[Difference]:
    for name, label in (
        ("title", "标题"),
        ("subtitle", "副标题"),
        ("number", "发文字号"),
        ("addressees", "主送"),
        ("signed_by", "署名"),
    ):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference("文头", label, old, new)
    if before.dated != after.dated:
        yield Difference("文头", "成文日期", before.dated.isoformat(), after.dated.isoformat())
    yield from _of_rows("编制说明", dict(before.explained), dict(after.explained))


def _of_appendices(before: Paper, after: Paper) -> Iterator[Difference]:
    old = {one.title: one.body for one in before.appendices}
    new = {one.title: one.body for one in after.appendices}
    for title in _in_order(list(old), list(new)):
        yield from _of_blocks(old.get(title, ()), new.get(title, ()), f"附件：{title}")


def _of_blocks(before: tuple[Block, ...], after: tuple[Block, ...], where: str) -> Iterator[Difference]:
    old, new = _by_heading(before, where), _by_heading(after, where)
    for path in _in_order(list(old), list(new)):
        yield from _of_texts(path, _texts(old.get(path, [])), _texts(new.get(path, [])))
        was, now = _tables(old.get(path, [])), _tables(new.get(path, []))
        for caption in _in_order(list(was), list(now)):
            yield from _of_tables(path, caption, was.get(caption), now.get(caption))
        yield from _of_rows(path, _fields(old.get(path, [])), _fields(new.get(path, [])))


def _by_heading(blocks: tuple[Block, ...], where: str) -> dict[str, list[Block]]:
    """The blocks below each heading, by the path of headings, without their numbers."""
    gathered: dict[str, list[Block]] = {where: []}
    path: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            del path[block.level - 1 :]
            path.append(block.text)
            gathered.setdefault(_path(where, path), [])
        else:
            gathered[_path(where, path)].append(block)
    return gathered


def _path(where: str, path: list[str]) -> str:
    return " / ".join(part for part in (where, *path) if part)


def _texts(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.lead, block.lead + block.text) for block in blocks if isinstance(block, Text)]


def _tables(blocks: list[Block]) -> dict[str, TableOf]:
    tables: dict[str, TableOf] = {}
    for block in blocks:
        if isinstance(block, TableOf):
            name = block.caption or "表"
            tables[name if name not in tables else f"{name}（{len(tables) + 1}）"] = block
        elif isinstance(block, Chart):
            columns = ("", *(one.name for one in block.series))
            values = [["—" if value is None else str(value) for value in one.values] for one in block.series]
            tables[f"图 {block.caption}"] = _plain_table(columns, [list(block.labels), *values])
    return tables


def _plain_table(columns: tuple[str, ...], by_column: list[list[str]]) -> TableOf:
    return TableOf("", tuple(Column(title) for title in columns), tuple(zip(*by_column, strict=True)))


def _fields(blocks: list[Block]) -> dict[str, str]:
    said = {label: text for block in blocks if isinstance(block, Fields) for label, text in block.rows}
    return said | {block.caption: block.says for block in blocks if isinstance(block, Picture)}


def _of_rows(where: str, before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    for label in _in_order(list(before), list(after)):
        if before.get(label, "") != after.get(label, ""):
            yield Difference(where, label, before.get(label, ""), after.get(label, ""))


def _of_texts(
    where: str, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> Iterator[Difference]:
    matched = SequenceMatcher(a=[text for _, text in before], b=[text for _, text in after], autojunk=False)
    for change, a, b, c, d in matched.get_opcodes():
        if change == "equal":
            continue
        for old, new in zip_longest(before[a:b], after[c:d], fillvalue=("", "")):
            yield Difference(where, new[0] or old[0] or "段落", old[1], new[1])


def _of_tables(
    where: str, caption: str, before: TableOf | None, after: TableOf | None
) -> Iterator[Difference]:
    if before is None or after is None:
        old, new = (_size(before), _size(after))
        yield Difference(where, caption, old, new)
        return
    old_rows, new_rows = _rows(before), _rows(after)
    for key in _in_order(list(old_rows), list(new_rows)):
        if key not in new_rows or key not in old_rows:
            row = old_rows.get(key) or new_rows[key]
            told = "，".join(
                f"{column}{cell}" for column, cell in row.items() if cell and column not in _COUNTERS
            )
            yield Difference(
                where, f"{caption}：{key}", told if key in old_rows else "", told if key in new_rows else ""
            )
            continue
        was, now = old_rows[key], new_rows[key]
        for column in _in_order(list(was), list(now)):
            if column not in _COUNTERS and was.get(column, "") != now.get(column, ""):
                yield Difference(
                    where, f"{caption}：{key}，{column}", was.get(column, ""), now.get(column, "")
                )


def _size(table: TableOf | None) -> str:
    return f"{len(table.rows)}行" if table else ""


def _rows(table: TableOf) -> dict[str, dict[str, str]]:
    """The rows by what they are about: their first cell that is not a counter; equal ones are counted."""
    titles = [column.title for column in table.columns]
    place = next((at for at, title in enumerate(titles) if title not in _COUNTERS), 0)
    gathered: dict[str, dict[str, str]] = {}
    for row in table.rows:
        key = name = row[place] or "（空）"
        times = 1
        while key in gathered:
            times += 1
            key = f"{name}（{times}）"
        gathered[key] = dict(zip(titles, row, strict=True))
    return gathered


def _in_order(before: list[str], after: list[str]) -> list[str]:
    """All names once: those of the later draft, each that is gone behind the one it followed."""
    known = set(after)
    gone: dict[str | None, list[str]] = {}
    last: str | None = None
    for name in before:
        if name in known:
            last = name
        else:
            gone.setdefault(last, []).append(name)
    order = list(gone.get(None, []))
    for name in after:
        order.append(name)
        order += gone.get(name, [])
    return order
