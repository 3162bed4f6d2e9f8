"""How long a second sweep of the same day takes, when everything has been raised: it may find nothing new.

Bare is what the first sweep is measured against, the insert of the same notices; see ``sweep``.
"""

from benchmarks.measurement import Measurement, apart
from benchmarks.places import place
from benchmarks.sweep import insert_bare, kept, prepare, sweep

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")


def measure(rows: int, kind: str) -> Measurement:
    """So many open assignments (the square below): the same day swept twice."""
    with place(kind) as made:
        office = made.empty("office")
        apart(prepare, office, rows)
        bare = made.copy(office, "bare")
        (first, first_used), _ = apart(sweep, office)
        (second, used), memory = apart(sweep, office)
        if second:
            raise SystemExit(f"raised twice: {second}")
        rungs, _ = apart(kept, office)
        (_, bare_used), _ = apart(insert_bare, bare, rungs)
        details = {
            "raised_first": first,
            "first_seconds": first_used.seconds,
            "beyond_bare": used.seconds - bare_used.seconds,
        }
        return Measurement(
            "sweep-again",
            rows,
            kind,
            used.seconds,
            bare_used.seconds,
            memory,
            details,
            used.processor_seconds,
            bare_used.processor_seconds,
        )
