"""The reading child for many files in a row: what the real one does, without a process for each.

Writes one JSON line a file to standard output: its name, how it ended, and how long it took.
"""

import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from documents.extraction import extract
from documents.identify import Container, identify
from documents.limits import restrict
from documents.office_conversion import AS_NOW
from documents.read_txt import read_txt
from documents.readers import read_as
from documents.source import Source, UnreadableFile


def main(folder: Path, memory: int, seconds: int) -> None:
    """Read every file of a folder in order of name, within the limits of the real child."""
    restrict(memory, seconds)
    for path in sorted(folder.iterdir()):
        begun = time.process_time()
        outcome = _outcome(path)
        outcome["seconds"] = time.process_time() - begun
        print(json.dumps({"name": path.name, **outcome}), flush=True)


def _outcome(path: Path) -> dict[str, Any]:
    try:
        source = _read(path)
        if source is None:
            return {"how": "to be converted"}
        _check(source)
        return {"how": "read", "tasks": len(extract(source).tasks)}
    except UnreadableFile as reason:
        return {"how": "refused", "said": reason.args[0]}
    except MemoryError:
        return {"how": "out of memory"}
    except Exception:
        return {"how": "unforeseen", "said": traceback.format_exc()[-3000:]}


def _read(path: Path) -> Source | None:
    content = path.read_bytes()
    container = identify(content)
    if container is Container.TEXT:
        return read_txt(content)
    return None if container in AS_NOW else read_as(container, path)


def _check(source: Source) -> None:
    """What everything behind the readers relies on."""
    source.text.encode()  # no half characters
    assert "\0" not in source.text
    for block in source.blocks:
        assert source.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert source.text[cell.start : cell.end] == cell.text
    for problem in source.problems:
        assert "。" not in problem.message
        assert problem.start is None or 0 <= problem.start <= (problem.end or 0) <= len(source.text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
