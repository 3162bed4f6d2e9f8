"""How long the first sweep of a month takes, which looks at the pace of everything that is open; see ``sweep``."""

from benchmarks.measurement import Measurement
from benchmarks.sweep import compared

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")


def measure(rows: int, kind: str) -> Measurement:
    """So many open assignments (the square below), nothing swept in this month before."""
    return compared("sweep-of-a-month", rows, kind, opens_month=True)
