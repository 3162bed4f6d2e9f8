"""Writes OLE compound files that hold only what is asked for, so that old and encrypted files need no office program."""

import struct
from collections.abc import Mapping

SECTOR = 512
END, FREE, TABLE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


def compound_file(streams: Mapping[str, bytes], folders: tuple[str, ...] = ()) -> bytes:
    """A compound file with these streams at its top, each in whole sectors, and these folders beside them.

    Up to 120 sectors, so that one sector of allocations is enough.
    """
    directory_sectors = (len(streams) + len(folders) + 1 + 3) // 4
    chains = [list(range(1, 1 + directory_sectors))]
    entries = [_entry("Root Entry", ROOT, child=1)]
    body = b""
    following = 1 + directory_sectors
    names = [*streams, *folders]
    for position, name in enumerate(names, start=1):
        after = position + 1 if position < len(names) else NONE
        if name in folders:
            entries.append(_entry(name, STORAGE, right=after))
            continue
        content = streams[name].ljust(4096, b"\0")
        content += bytes(-len(content) % SECTOR)
        chains.append(list(range(following, following + len(content) // SECTOR)))
        entries.append(_entry(name, STREAM, right=after, start=following, size=len(content)))
        body += content
        following += len(content) // SECTOR
    table = [FREE] * (SECTOR // 4)
    table[0] = TABLE
    for chain in chains:
        for index, sector in enumerate(chain):
            table[sector] = chain[index + 1] if index + 1 < len(chain) else END
    header = struct.pack(
        "<8s16x5H6x10I",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
        0,
    )
    header = header.ljust(SECTOR, b"\xff")
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return header + struct.pack("<128I", *table) + directory + body


def _entry(
    name: str, kind: int, *, child: int = NONE, right: int = NONE, start: int = END, size: int = 0
) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, NONE, right, child, start, size)
