"""``python -m benchmarks NAME --json [--rows N] [--database sqlite|postgresql]``: measure one thing, print one object.

``python -m benchmarks all`` (or no name) measures everything; see ``benchmarks.everything``.
"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measurement import Measurement
from benchmarks.places import NoServerError

_ALL = "all"


def names() -> list[str]:
    """The things that can be measured: one module each, with a size of its own."""
    return sorted(
        file.stem.replace("_", "-")
        for file in Path(__file__).parent.glob("*.py")
        if "\nROWS = " in file.read_text(encoding="utf-8")
    )


def main() -> int:
    """Measure and print."""
    words = sys.argv[1:]
    if not words or words[0] == _ALL or words[0].startswith("--"):
        from benchmarks import everything  # it reads all that can be measured, which one thing alone need not

        if words[:1] not in (["--help"], ["-h"]):
            return everything.run([word for word in words if word != _ALL])
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=[_ALL, *names()])
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a line to read")
    parser.add_argument(
        "--rows", type=int, help="assignments, or pages for documents (default: the module's own)"
    )
    parser.add_argument("--minutes", dest="rows", type=int, help="for soak: how long by the wall clock")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    asked = parser.parse_args()
    module = import_module("benchmarks." + asked.name.replace("-", "_"))
    if asked.database not in module.DATABASES:
        parser.error(f"{asked.name} runs on {' and '.join(module.DATABASES)} only")
    rows = module.ROWS if asked.rows is None else asked.rows
    try:
        # What runs on one database alone is not told which.
        measured: Measurement = module.measure(rows, *([asked.database] if len(module.DATABASES) > 1 else []))
    except NoServerError as missing:
        print(missing, file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps(measured.as_dict(), ensure_ascii=False))
    else:
        print(measured)
    return 0


if __name__ == "__main__":
    sys.exit(main())
