"""What the benchmark of the dry run compares is the same work, and hardly two of its courses are alike."""

import pytest

from benchmarks.dry_run import count_bare, differ, look_ahead, look_back
from benchmarks.places import place


@pytest.mark.long
def test_the_dry_run_finds_what_bare_sql_counts() -> None:
    with place("sqlite") as made:
        office = made.empty("office")
        differ(office, 100)
        found, seconds = look_ahead(office)
        bare, _ = count_bare(office)
        assert seconds > 0
        assert set(bare) == {"chaser", "circular", "interview"}
        assert all(count == found["certain"][name] > 50 for name, count in bare.items())
        assert found["courses"] > 90
        assert look_back(office)[0] > 300
