"""Compound files that were forged to keep their reader busy: each is told apart in the time its size warrants."""

import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import pytest

from documents import compound_file
from documents.compound_file import top_level
from documents.identify import identify
from documents.source import UnreadableFile
from tests.ole_writer import FREE, NONE, SECTOR, STREAM, TABLE

_IN_A_SECTOR = SECTOR // 4
_MOST_TABLES = 109


def _forged(sectors: int, *, chained: bool = True, loops: bool = False) -> bytes:
    """A file that is all directory: each entry a small stream that begins at the far end of the small sectors,
    which are the directory once more."""
    tables = (sectors + _IN_A_SECTOR - 1) // _IN_A_SECTOR
    assert tables <= _MOST_TABLES
    following = [TABLE] * tables + [*range(tables + 1, sectors), tables if loops else 0xFFFFFFFE]
    following += [FREE] * (tables * _IN_A_SECTOR - len(following))
    entries = (sectors - tables) * 4
    directory = bytearray()
    for number in range(entries):
        entry = bytearray(128)
        after = number + 1 if chained and 0 < number < entries - 1 else NONE
        struct.pack_into("<HBxII", entry, 64, 4, STREAM if number else 5, NONE, after)
        struct.pack_into("<I", entry, 76, 1)
        start = (sectors - tables - 1) * (SECTOR // 64) if number else tables
        struct.pack_into("<II", entry, 116, start, 100)
        directory += entry
    head = bytearray(SECTOR)
    head[:8] = compound_file.MAGIC
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, tables)
    struct.pack_into("<I", head, 68, 0xFFFFFFFE)
    struct.pack_into(f"<{_MOST_TABLES}I", head, 76, *range(tables), *[FREE] * (_MOST_TABLES - tables))
    return bytes(head) + struct.pack(f"<{len(following)}I", *following) + bytes(directory)


@contextmanager
def _counted() -> Iterator[list[int]]:
    """How many lines of the reader are run until the end of the block: its work, whatever the machine is at."""
    steps = [0]

    def step(_frame: FrameType, event: str, _more: Any) -> Any:
        steps[0] += event == "line"
        return step

    def enter(frame: FrameType, _event: str, _more: Any) -> Any:
        return step if frame.f_code.co_filename == compound_file.__file__ else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        yield steps
    finally:
        sys.settrace(before)


def _work(content: bytes) -> int:
    with _counted() as steps:
        top_level(content)
    return steps[0]


def test_a_directory_ten_times_as_long_takes_ten_times_the_work_and_not_a_hundred_times() -> None:
    small, large = _work(_forged(100)), _work(_forged(1_000))
    assert small > 1_000
    assert large < 15 * small


@pytest.mark.parametrize("shape", [{"loops": True}, {"chained": False}, {}])
def test_a_directory_that_follows_itself_or_leads_nowhere_comes_to_an_end(shape: dict[str, bool]) -> None:
    assert _work(_forged(300, **shape)) < 200_000


def test_such_a_file_is_no_document() -> None:
    with pytest.raises(UnreadableFile):
        identify(_forged(500))


def test_an_entry_that_is_its_own_neighbour_is_met_once() -> None:
    content = bytearray(_forged(20))
    begins = content.index(struct.pack("<HB", 4, STREAM)) - 64
    struct.pack_into("<II", content, begins + 68, 1, 1)
    assert len(top_level(bytes(content))) == 1


@pytest.mark.parametrize("number", [0, 1, 0x7FFFFFFF, 0xFFFFFFF9])
def test_numbers_that_lie_outside_of_the_file_are_no_fault_of_ours(number: int) -> None:
    for place in (48, 60, 68, 76, SECTOR, SECTOR + 4):
        content = bytearray(_forged(20))
        struct.pack_into("<I", content, place, number)
        with suppress(UnreadableFile):
            top_level(bytes(content))
