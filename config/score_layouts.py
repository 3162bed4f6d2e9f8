"""Tables of scores as other assessors want them (考核附表): which columns in which order, as data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from config.refusal import Refusal
from config.settings import home

_SHIPPED = Path(__file__).parent / "score_layouts.toml"
_VALUES = ("number", "unit", "class", "total", "points", "place", "tier", "blank")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_ITEM = re.compile(r"item:[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LONGEST_TITLE, _LONGEST_NOTE, _MOST_COLUMNS, _MOST_POINTS = 60, 300, 30, 1000


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its heading, what stands in it, and for ``points`` the full points to which the total is reduced."""

    title: str
    value: str
    full: int = 0


@dataclass(frozen=True, slots=True)
class ScoreLayout:
    """One assessor's table; ``classes`` are the classes of units that it lists, all where it is empty."""

    name: str
    title: str
    columns: tuple[LayoutColumn, ...]
    classes: tuple[str, ...] = ()
    note: str = ""


def score_layouts() -> tuple[ScoreLayout, ...]:
    """The tables of this office: its own file, else those shipped. Raises Refusal with the first mistake in the file."""
    own = home() / "score_layouts.toml"
    file = own if own.exists() else _SHIPPED
    return _layouts(file, file.stat().st_mtime_ns)


@cache
def _layouts(file: Path, _stamp: int) -> tuple[ScoreLayout, ...]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        _refuse(file, f"不合TOML的写法：{error}")
    entries = data.get("layouts")
    if set(data) - {"layouts"} or not isinstance(entries, list) or not entries:
        _refuse(file, "要写成几节[[layouts]]，至少一节")
    made: list[ScoreLayout] = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            _refuse(file, f"第{number}种要写成一节[[layouts]]")
        made.append(_layout(file, number, entry))
        if made[-1].name in {one.name for one in made[:-1]}:
            _refuse(file, f"第{number}种的name“{made[-1].name}”前面已经用过")
    return tuple(made)


def _layout(file: Path, number: int, entry: Mapping[str, Any]) -> ScoreLayout:
    known = {"name", "title", "classes", "columns", "note"}
    if unknown := sorted(set(entry) - known):
        _refuse(file, f"第{number}种没有“{unknown[0]}”这一项，可以写：{'、'.join(sorted(known))}")
    name = entry.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        _refuse(file, f"第{number}种的name要写小写字母、数字和“-”")
    classes, columns = entry.get("classes", []), entry.get("columns")
    if not isinstance(classes, list) or any(not isinstance(one, str) for one in classes):
        _refuse(file, f"第{number}种的classes要写成一列类别")
    if not isinstance(columns, list) or not 1 <= len(columns) <= _MOST_COLUMNS:
        _refuse(file, f"第{number}种的columns要写1到{_MOST_COLUMNS}列")
    return ScoreLayout(
        name,
        _words(file, f"第{number}种的title", entry.get("title"), _LONGEST_TITLE),
        tuple(_column(file, number, place, one) for place, one in enumerate(columns, 1)),
        tuple(classes),
        _words(file, f"第{number}种的note", entry["note"], _LONGEST_NOTE) if "note" in entry else "",
    )


def _column(file: Path, number: int, place: int, entry: Any) -> LayoutColumn:
    where = f"第{number}种第{place}列"
    if not isinstance(entry, dict) or set(entry) - {"title", "value", "full"}:
        _refuse(file, f"{where}要写成{{ title = …, value = … }}")
    value, full = entry.get("value"), entry.get("full", 0)
    if not isinstance(value, str) or (value not in _VALUES and not _ITEM.fullmatch(value)):
        _refuse(file, f"{where}的value要从{'、'.join(_VALUES)}里选，或者写item:项目代号")
    if (value == "points") != (type(full) is int and 1 <= full <= _MOST_POINTS):
        _refuse(file, f"{where}：value写points的，full写1到{_MOST_POINTS}的整数；别的不写full")
    return LayoutColumn(_words(file, f"{where}的title", entry.get("title"), _LONGEST_TITLE), value, full)


def _words(file: Path, where: str, value: Any, most: int) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
        _refuse(file, f"{where}要写1到{most}个字")
    return value


def _refuse(file: Path, what: str) -> NoReturn:
    raise Refusal(f"考核附表的样式写错了（{file.name}）：{what}。请对照config/score_layouts.toml改正。")
