"""An issue of a bulletin as plain values: how it is numbered, how it is laid out, how it is kept as it was printed."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from papers.bulletin import BulletinPaper, Line, Piece

LISTS = ("报", "送", "发")
_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")
# A heading is short and no sentence.
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of an issue; ``unit`` is who supplied it (供稿单位)."""

    title: str
    text: str
    section: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue; a draft has no numbers yet. ``lists`` are 报, 送 and 发 with the names that they held on the day."""

    name: str
    editor: str
    year: int
    number: int | None
    total: int | None
    is_supplement: bool
    dated: date
    title: str
    note: str
    items: tuple[Item, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    copies: int | None = None


def number_line(year: int, number: int | None, total: int | None, is_supplement: bool) -> str:
    """The line under the name: 2026年第3期（总第45期）, of a supplement 2026年增刊第1期; with blanks before the issue."""
    kind = "增刊" if is_supplement else ""
    said = f"{year}年{kind}第{'　' if number is None else number}期"
    if is_supplement or (total is None and number is not None):
        return said
    return f"{said}（总第{'　' if total is None else total}期）"


def lay_out(issue: Issue) -> BulletinPaper:
    """The issue as it is printed: a single piece fills it, several stand under their sections behind the contents."""
    is_single = len(issue.items) == 1 and not issue.items[0].section
    return BulletinPaper(
        name=issue.name.replace(" ", "\n"),
        number=number_line(issue.year, issue.number, issue.total, issue.is_supplement),
        editor=issue.editor,
        dated=issue.dated,
        pieces=tuple(_piece(one, is_single) for one in issue.items),
        title=issue.title,
        note=issue.note,
        has_contents=not is_single and len(issue.items) > 1,
        lists=tuple((word, "，".join(names)) for word, names in issue.lists if names),
        copies=issue.copies,
    )


def as_says(issue: Issue) -> dict[str, Any]:
    """The issue as plain JSON, to be kept beside the file."""
    return {**asdict(issue), "dated": issue.dated.isoformat()}


def from_says(says: Mapping[str, Any]) -> Issue:
    """The issue that ``as_says`` was given."""
    return Issue(
        **{
            **says,
            "dated": date.fromisoformat(says["dated"]),
            "items": tuple(Item(**one) for one in says["items"]),
            "lists": tuple((word, tuple(names)) for word, names in says["lists"]),
        }
    )


def text_lines(text: str) -> tuple[Line, ...]:
    """The paragraphs of a piece; a short line that begins as a heading does is one."""
    return tuple(Line(line.strip(), _level(line.strip())) for line in text.split("\n") if line.strip())


def _piece(item: Item, is_single: bool) -> Piece:
    return Piece(
        title=item.title,
        body=text_lines(item.text),
        section=item.section,
        byline=item.unit if is_single else "",
        supplied="" if is_single else item.unit,
    )


def _level(line: str) -> int:
    if len(line) > _LONGEST_HEADING or line.endswith(("。", "；", "！", "？")):
        return 0
    return 1 if _FIRST.match(line) else 2 if _SECOND.match(line) else 0
