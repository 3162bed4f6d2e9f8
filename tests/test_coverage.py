"""The table of what the field asks for (docs/coverage.md) names only pages, commands and tests that there are."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from board.app import create_app
from commands.main import COMMANDS

_ROOT = Path(__file__).resolve().parent.parent
_TABLE = _ROOT / "docs" / "coverage.md"
_ITEMS = 218
_IN_BACKTICKS = re.compile(r"`([^`]+)`")
_SHORTEST_REASON = 8  # characters


def _rows() -> list[list[str]]:
    """The cells of every numbered row: number, item, where, tests or reason."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0].isdecimal()]


def _places() -> set[str]:
    return {place for row in _rows() for place in _IN_BACKTICKS.findall(row[2])}


@cache
def _tests_in(file: str) -> frozenset[str]:
    tree = ast.parse((_ROOT / file).read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_every_item_stands_once_and_in_order() -> None:
    rows = _rows()
    assert [int(row[0]) for row in rows] == list(range(1, _ITEMS + 1))
    assert all(len(row) == 4 and all(row) for row in rows)


@pytest.mark.long
def test_every_address_is_a_page_of_the_board() -> None:
    paths = create_app().openapi()["paths"]
    assert not [place for place in _places() if place.startswith("/") and place not in paths]


def test_every_command_is_one_and_every_module_is_there() -> None:
    others = [place for place in _places() if not place.startswith("/")]
    commands = [place.removeprefix("duban ") for place in others if place.startswith("duban ")]
    assert not [command for command in commands if command not in COMMANDS]
    assert not [place for place in others if not place.startswith("duban ") and not (_ROOT / place).exists()]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_an_item_has_a_test_that_there_is_or_a_reason(row: list[str]) -> None:
    named = _IN_BACKTICKS.findall(row[3])
    for test in named:
        file, _, name = test.partition("::")
        assert name.startswith("test_")
        assert name in _tests_in(file)
    reason = re.split("部分：|不做：", row[3])[1:]
    assert named or row[3].startswith("不做：")
    assert all(len(said) >= _SHORTEST_REASON for said in reason)


def test_the_counts_at_the_top_are_those_of_the_table() -> None:
    cells = [row[3] for row in _rows()]
    part = sum("部分：" in cell for cell in cells)
    left_out = sum(cell.startswith("不做：") for cell in cells)
    said = f"全部办到{_ITEMS - part - left_out}项，办到一部分{part}项，不做{left_out}项"
    assert said in _TABLE.read_text(encoding="utf-8")
