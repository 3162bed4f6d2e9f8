"""Reads an office file in a child process that may run out of memory or time without harm to the office."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from documents.source import Block, BlockKind, Cell, Problem, Source, UnreadableFile

MEMORY = 2 * 1024**3
SECONDS = 60


def read_apart(path: Path) -> Source:
    """The source of a .docx or .xlsx, read by a child. Raises UnreadableFile, also when the child dies."""
    command = [sys.executable, "-P", "-m", "documents.sandbox", str(path.absolute())]
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
    if child.returncode != 0:
        # A fault of ours must not pass for a fault of the file.
        raise RuntimeError(f"the reading child failed: {child.stderr.decode(errors='replace')[-4000:]}")
    answer = json.loads(child.stdout)
    if "unreadable" in answer:
        raise UnreadableFile(answer["unreadable"])
    return _from_plain(answer)


def main(path: Path) -> int:
    """The child: writes the source, or why there is none, as JSON to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _answer(path)
        sys.stdout.write(json.dumps(answer))
    except MemoryError:
        return _TOO_MUCH
    return 0


_TOO_MUCH = 77


def _answer(path: Path) -> dict[str, Any]:
    # Only here, under the limits and in the child: the parsers are heavy, and the parent never needs them.
    from documents.read_package import read_package

    try:
        return _to_plain(read_package(path))
    except UnreadableFile as reason:
        return {"unreadable": reason.args[0]}


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
    sys.exit(main(Path(sys.argv[1])))
