"""How long the whole job takes on the sample office: four documents, 90 days, one report. Nothing bare compares."""

from tempfile import TemporaryDirectory

from benchmarks.measurement import DUBAN, Measurement, run

ROWS = 138  # the assignments of the sample office; it has no other size
DATABASES = ("sqlite",)


def measure(rows: int) -> Measurement:
    """One ``duban demo`` in a folder of its own. ``rows`` other than the samples' are refused."""
    if rows != ROWS:
        raise SystemExit(f"the demo is the sample office: {ROWS} assignments, not {rows}")
    with TemporaryDirectory() as folder:
        done = run([*DUBAN, "demo", "--json"], environment={"DUBAN_HOME": folder})
    return Measurement("demo", rows, "sqlite", done.seconds, None, done.memory_mb)
