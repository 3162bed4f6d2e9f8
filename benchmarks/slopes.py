"""How handing out and the morning's sweep grow with the office: both at one size, on one office, each beside its bare SQL.

Handing out fills the office that the sweep then works on, so nothing is made twice. The straight line through the sizes is
drawn by ``benchmarks.line``.
"""

from benchmarks import dispatch, sweep
from benchmarks.large_office import register
from benchmarks.line import line
from benchmarks.measurement import Measurement, apart, is_quick
from benchmarks.places import place

ROWS = 1_000_000
DATABASES = ("sqlite", "postgresql")
# Squares: as many units as tasks.
SIZES = (10_000, 40_000, 99_856, 250_000, 490_000, 1_000_000)
_LEAST = 2
# Rounds of handing out and of the sweep, of which the least disturbed counts: what others do on the machine is seen in a
# single one, more in a sweep, which costs so little. A server takes minutes for a round, and is less easily disturbed.
_ROUNDS = {"sqlite": (3, 5), "postgresql": (1, 2)}


def both(rows: int, kind: str) -> list[Measurement]:
    """Handing out and the sweep of so many assignments (the square below)."""
    with place(kind) as made:
        empty = made.empty("office")
        apart(register, empty, rows)
        real = made.copy(empty, "real")
        dispatches, sweeps = (1, 1) if is_quick() else _ROUNDS[kind]
        handed_out = dispatch.compared(made, empty, real, dispatches)
        made.drop(empty)
        apart(sweep.set_to_work, real)
        return [handed_out, sweep.beside_bare("sweep", handed_out.rows, made, real, sweeps)]


def drawn(measured: list[Measurement]) -> dict[str, dict[str, float]]:
    """The lines through what was measured: microseconds an assignment, seconds at none, R², by processor and by clock."""
    found = {}
    for of, seconds in (("processor", "processor_seconds"), ("clock", "seconds")):
        points = [(one.rows, getattr(one, seconds)) for one in measured]
        if len({rows for rows, _ in points}) < _LEAST:
            continue
        own = line(points)
        found[of] = {"slope_us": own.slope * 1e6, "at_none_seconds": own.intercept, "r2": own.fit}
    return found


def measure(rows: int, kind: str) -> Measurement:
    """All sizes up to so many assignments, and the lines through them."""
    sizes = [size for size in SIZES if size <= rows] or [rows]
    by_name: dict[str, list[Measurement]] = {"dispatch": [], "sweep": []}
    for size in sizes:
        for one in both(size, kind):
            by_name[one.name].append(one)
    last = by_name["dispatch"][-1]
    return Measurement(
        "slopes",
        last.rows,
        kind,
        last.seconds,
        last.bare_seconds,
        max(one.memory_mb for some in by_name.values() for one in some),
        {
            **{name: drawn(some) for name, some in by_name.items()},
            "points": {
                name: [
                    {
                        "rows": one.rows,
                        "seconds": round(one.seconds, 3),
                        "processor_seconds": round(one.processor_seconds or 0, 3),
                        "ratio": round(one.ratio or 0, 2),
                    }
                    for one in some
                ]
                for name, some in by_name.items()
            },
        },
    )
