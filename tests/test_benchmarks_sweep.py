"""The benchmark of the sweep measures real work: the bare insert makes the same notices, the second sweep none."""

import pytest

from benchmarks.places import place
from benchmarks.sweep import insert_bare, kept, prepare, sweep


@pytest.mark.long
def test_the_bare_insert_makes_the_same_notices_and_the_second_sweep_none() -> None:
    with place("sqlite") as made:
        office = made.empty("office")
        prepare(office, 1600)
        copy = made.copy(office, "copy")
        raised, used = sweep(office)
        assert raised > 30
        assert used.seconds > 0 < used.processor_seconds
        rungs = kept(office)
        assert {"chaser", "order", "third-left", "three-days"} <= {one["rung"] for one in rungs}
        assert insert_bare(copy, rungs)[0] == raised
        assert sorted(map(str, kept(copy))) == sorted(map(str, rungs))
        assert sweep(office)[0] == 0
