"""The directory of an OLE compound file, in which the office programs before 2007 kept their documents."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from documents.source import UnreadableFile

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class Stream:
    """One entry of the top level: its name, how long it is, and how it begins (empty for a folder)."""

    name: str
    size: int
    opening: bytes


def top_level(content: bytes) -> list[Stream]:
    """What lies at the top of a compound file; what is embedded in a document lies deeper.

    Raises UnreadableFile where the file is cut off or its directory leads nowhere.
    """
    try:
        return list(_File(content).top_level())
    except (struct.error, IndexError, _Broken):
        raise UnreadableFile("文件已损坏或不完整，请重新保存或重新发送") from None


_HEADER = 512
_ENTRY = 128
_NO_ENTRY = 0xFFFFFFFF
_FREE = 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA  # greater numbers are marks
_FOLDER, _STREAM = 1, 2
_SMALL = 4096  # shorter streams lie in the small sectors of the root's own stream
_SMALL_SECTOR = 64


class _Broken(Exception):
    pass


class _File:
    def __init__(self, content: bytes):
        self._content = content
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in (9, 12):
            raise _Broken
        self._size: int = 1 << shift
        self._following = self._allocation()
        used = [index for index, after in enumerate(self._following) if after != _FREE]
        # The last sector may be short, but it must have begun.
        if used and self._offset(used[-1]) >= len(content):
            raise _Broken

    def top_level(self) -> Iterator[Stream]:
        directory = b"".join(
            self._sector(index) for index in self._chain(struct.unpack_from("<I", self._content, 48)[0])
        )
        root = directory[:_ENTRY]
        # Walked once: as many entries as there are sectors would otherwise each walk all of them.
        small = list(self._chain(struct.unpack_from("<I", root, 116)[0]))
        (child,) = struct.unpack_from("<I", root, 76)
        waiting, met = [child], set()
        while waiting:
            index = waiting.pop()
            if index == _NO_ENTRY or index in met:
                continue
            met.add(index)
            entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
            length, kind, left, right = struct.unpack_from("<HBxII", entry, 64)
            name = entry[: max(0, min(length - 2, 62))].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entry, 116)
            waiting += (left, right)
            if kind == _STREAM:
                yield Stream(name, size, self._opening(start, size, small))
            elif kind == _FOLDER:
                yield Stream(name, 0, b"")

    def _allocation(self) -> list[int]:
        """For each sector the one that follows it in its stream."""
        in_a_sector = self._size // 4
        wanted = (len(self._content) // self._size) // in_a_sector + 1
        table: list[int] = []
        for index in self._tables():
            table += self._numbers(index)
            # A forged list could name the same sector for ever.
            if len(table) >= wanted * in_a_sector:
                break
        return table

    def _tables(self) -> Iterator[int]:
        yield from (index for index in struct.unpack_from("<109I", self._content, 76) if index < _LAST_SECTOR)
        (more,) = struct.unpack_from("<I", self._content, 68)
        met = set()
        while more < _LAST_SECTOR and more not in met:
            met.add(more)
            *indices, more = self._numbers(more)
            yield from (index for index in indices if index < _LAST_SECTOR)

    def _numbers(self, index: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._size // 4}I", self._content, self._offset(index))

    def _chain(self, index: int) -> Iterator[int]:
        met = set()
        while index < _LAST_SECTOR and index not in met:
            met.add(index)
            yield index
            index = self._following[index]

    def _opening(self, start: int, size: int, small: list[int]) -> bytes:
        if size >= _SMALL:
            return self._sector(start)
        place = start * _SMALL_SECTOR
        number, within = divmod(place, self._size)
        if number >= len(small):
            return b""
        return self._sector(small[number])[within : within + min(size, _SMALL_SECTOR)]

    def _sector(self, index: int) -> bytes:
        begins = self._offset(index)
        return self._content[begins : begins + self._size]

    def _offset(self, index: int) -> int:
        # The header takes one sector of the file, however long sectors are.
        return max(_HEADER, self._size) + index * self._size
