"""How long the command line takes to answer; bare is the interpreter starting and ending."""

import json
import sys

from benchmarks.measurement import DUBAN, Measurement, in_turn

ROWS = 0
DATABASES = ("sqlite",)
_LINE = (
    json.dumps({"text": "于6月15日前将落实措施报市产改办。", "on": "2026-03-05"}, ensure_ascii=False) + "\n"
)


def measure(rows: int) -> Measurement:
    """The slower of ``--help`` and one line through ``deadlines``."""
    runs = in_turn(
        5,
        bare=([sys.executable, "-c", "pass"], ""),
        help=([*DUBAN, "--help"], ""),
        deadlines=([*DUBAN, "deadlines", "--json"], _LINE),
        indicators=([*DUBAN, "indicators", "--json"], _LINE),
    )
    bare = runs.pop("bare")
    slowest = max(runs.values(), key=lambda one: one.seconds)
    details = {f"{name}_seconds": round(one.seconds, 3) for name, one in runs.items()}
    return Measurement("startup", rows, "sqlite", slowest.seconds, bare.seconds, slowest.memory_mb, details)
