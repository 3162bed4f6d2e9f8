"""No pattern of the program can be made to search for ever: what people write may grow, and the time grows with it.

Measured by what a longer text costs beside a shorter one, never by the clock alone: a machine may be slow, but twice the
text must not take eight times as long, nor four characters more take three times as long.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import board
import commands
import config
import documents
import models
import notices
import papers
import reports
import schedules
import supervision
from tests.amounts import amount

_PACKAGES = (board, commands, config, documents, models, notices, papers, reports, schedules, supervision)
_DEPTH = 4
# One of each kind that a class in a pattern may mean, beside the characters that stand in it.
_KINDS = "1a 一\t"
_MOST_LETTERS = amount(2, 9)
_FEW = (16, 20, 24)
_DOUBLED = tuple((length // 2, length, 6.5) for length in (32, 64, 128, 256, 512))
_TOO_SHORT_TO_TELL = 0.01
_END = "\0"


def _modules() -> Iterator[ModuleType]:
    for package in _PACKAGES:
        yield package
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def _inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns within a value."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < _DEPTH and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _inside(one, depth + 1)
    elif depth < _DEPTH and isinstance(value, dict):
        for name, one in value.items():
            yield from _inside(name, depth + 1)
            yield from _inside(one, depth + 1)
    elif depth < _DEPTH and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name, None), depth + 1)


def _written(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """The patterns that stand within functions."""
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        of, first = node.func.value, node.args[0]
        if not isinstance(of, ast.Name) or of.id != "re" or node.func.attr == "escape":
            continue
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield re.compile(first.value)


def patterns() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Every pattern of the program, with a module that has it."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in _modules():
        for value in vars(module).values():
            for pattern in _inside(value):
                found.setdefault(pattern.pattern, (module.__name__, pattern))
        for pattern in _written(module):
            found.setdefault(pattern.pattern, (module.__name__, pattern))
    return found


def _pumps(pattern: re.Pattern[str]) -> list[str]:
    """What is repeated to make it search: the characters that it itself knows, singly and in pairs."""
    bare = re.sub(r"\(\?P?[<=!:#][^)>]*>?|\\[a-zA-Z]|[\\\[\](){}|?*+^$.,<>=!:-]|\d", "", pattern.pattern)
    known = list(dict.fromkeys(_KINDS + bare))[: len(_KINDS) + _MOST_LETTERS]
    return known + [one + two for one in known[: amount(0, 3)] for two in known if one != two]


def _cost(pattern: re.Pattern[str], text: str) -> float:
    began = time.thread_time()
    pattern.search(text)
    pattern.fullmatch(text)
    return time.thread_time() - began


def _grows_too_fast(pattern: re.Pattern[str], pump: str) -> bool:
    """Whether four characters more take three times as long, or twice the text eight times as long."""
    for shorter, longer, most in (*((count - 4, count, 3.0) for count in _FEW), *_DOUBLED):
        if _cost(pattern, pump * longer + _END) < _TOO_SHORT_TO_TELL:
            continue
        # Thrice: a pause of the machine is not the pattern's doing.
        more, less = (
            min(_cost(pattern, pump * count + _END) for _ in range(3)) for count in (longer, shorter)
        )
        if more > _TOO_SHORT_TO_TELL and more > most * less:
            return True
    return False


@pytest.mark.long
def test_the_measure_tells_good_from_bad() -> None:
    for bad in (r"(a+)+$", r"(?:a|a)*b", r"(a|aa)+$", r"a*a*a*a*b"):
        assert any(_grows_too_fast(re.compile(bad), pump) for pump in _pumps(re.compile(bad))), bad
    for good in (r"a+$", r"[0-9]{1,16}(\.[0-9]{1,4})?", r"(?:ab)*c"):
        assert not any(_grows_too_fast(re.compile(good), pump) for pump in _pumps(re.compile(good))), good


@pytest.mark.long
def test_no_pattern_of_the_program_searches_for_ever() -> None:
    found = patterns()
    assert len(found) > 350
    slow = [
        f"{where}: {written[:80]!r} on {pump!r}"
        for written, (where, pattern) in found.items()
        for pump in _pumps(pattern)
        if _grows_too_fast(pattern, pump)
    ]
    assert slow == []
