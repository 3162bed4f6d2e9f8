"""Reads a file in a child process that may run out of memory or time without harm to the office."""

import json
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from documents import workbook
from documents.identify import Container
from documents.limits import restrict
from documents.source import Block, BlockKind, Cell, Problem, Source, UnreadableFile
from documents.workbook import SheetCells

MEMORY = 2 * 1024**3
SECONDS = 60


def read_apart(path: Path, container: Container) -> Source:
    """The source of a file, read by a child. Raises UnreadableFile, also when the child dies."""
    return _from_plain(_answer(path, container))


def cells_apart(path: Path) -> list[SheetCells]:
    """The sheets of a workbook cell by cell, read by a child. Raises UnreadableFile, also when the child dies."""
    return [workbook.from_plain(sheet) for sheet in _answer(path, Container.GRID)["sheets"]]


def _answer(path: Path, container: Container) -> dict[str, Any]:
    command = [
        sys.executable,
        "-P",
        "-m",
        "documents.sandbox",
        container.value,
        str(path.absolute()),
        str(MEMORY),
        str(SECONDS),
    ]
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    try:
        child = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"读了{SECONDS}秒仍没有读完，文件过大或疑似恶意，请精简后重试") from None
    if child.returncode == _TOO_MUCH or child.returncode < 0:
        raise UnreadableFile("内容过大或过于复杂，读入时超出了内存或时间的限制，请拆成几个文件再读入")
    trace = child.stderr.decode(errors="replace")[-4000:]
    if child.returncode == _UNFORESEEN:
        _log.error("A file is made as no reader expected: %s\n%s", path, trace)
        raise UnreadableFile("文件的内部结构异常，无法读入，请用 Word、Excel 或 WPS 打开后另存一份再读入")
    if child.returncode != 0:
        raise RuntimeError(f"the reading child could not work: {trace}")
    answer: dict[str, Any] = json.loads(child.stdout)
    if "unreadable" in answer:
        raise UnreadableFile(answer["unreadable"])
    return answer


def main(container: Container, path: Path, memory: int, seconds: int) -> int:
    """The child: writes the source or the cells, or why there are none, as JSON to standard output.

    ``memory`` (bytes) and ``seconds`` of processor time bound it from the start.
    """
    restrict(memory, seconds)
    # Only here: the parsers are heavy, and the parent never needs them.
    from documents.readers import read_as, read_cells_of

    try:
        try:
            if container is Container.GRID:
                answer: dict[str, Any] = {"sheets": list(map(workbook.to_plain, read_cells_of(path)))}
            else:
                answer = _to_plain(read_as(container, path))
        except UnreadableFile as reason:
            answer = {"unreadable": reason.args[0]}
        sys.stdout.write(json.dumps(answer))
    except MemoryError:
        return _TOO_MUCH
    except Exception:
        # What a forged file can still break is a matter of that file; the trace goes to the parent's log.
        traceback.print_exc()
        return _UNFORESEEN
    return 0


_TOO_MUCH = 77
_UNFORESEEN = 78
_log = logging.getLogger(__name__)


def _to_plain(source: Source) -> dict[str, Any]:
    # Texts of blocks and cells are slices of the whole, so that only offsets need to travel.
    return {
        "text": source.text,
        "format": source.format,
        "blocks": [
            (block.kind, block.start, block.end, [(one.start, one.end, one.heading) for one in block.cells])
            for block in source.blocks
        ],
        "problems": [(problem.message, problem.start, problem.end) for problem in source.problems],
    }


def _from_plain(plain: dict[str, Any]) -> Source:
    text: str = plain["text"]
    blocks = tuple(
        Block(
            BlockKind(kind),
            text[start:end],
            start,
            end,
            tuple(Cell(text[first:last], first, last, heading) for first, last, heading in cells),
        )
        for kind, start, end, cells in plain["blocks"]
    )
    return Source(text, blocks, plain["format"], tuple(Problem(*problem) for problem in plain["problems"]))


if __name__ == "__main__":
    sys.exit(main(Container(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
