"""Ten people at once on an office in a file, the sweep and the letters beside them: nobody is turned away, nothing is lost."""

from pathlib import Path

import pytest

from benchmarks.crowded_office import crowded_office
from benchmarks.measurement import QUICK
from benchmarks.ten import found_again, measure, rows_now
from config.settings import settings
from tests.amounts import amount


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the benchmark sets in the environment is gone afterwards."""
    monkeypatch.setenv(QUICK, "1")
    monkeypatch.setenv("DUBAN_HOME", str(tmp_path))
    settings.cache_clear()


@pytest.mark.long
def test_ten_people_write_at_once_while_the_morning_goes_on_and_nobody_meets_a_locked_database() -> None:
    measured = measure(amount(200, 20_000), "sqlite", amount(4.0, 30.0))
    told = measured.details
    assert told["people"] == 10
    assert (told["errors"], told["locked"], told["told_wrong"]) == (0, 0, {})
    assert (told["lost"], told["twice"], told["letters_twice"]) == (0, 0, 0)
    assert {"progress", "evidence", "submission", "upload"} <= set(told["done"])
    assert {"closure", "return"} & set(told["done"])
    assert {"tasks", "matrix", "notices", "ledger", "unit", "documents"} <= set(told["by_kind"])
    assert told["reads"] > 10 < told["writes"]
    assert told["beside"]["days"] >= 1
    assert told["beside"]["notices"] > 0


@pytest.mark.long
def test_what_was_said_to_be_done_and_is_nowhere_is_counted_as_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    crowded_office(str(tmp_path), url, 200, 5, 1, 1)
    before = rows_now(url)
    assert found_again(url, [], before)["lost"] == 0
    # Neither the words nor the row of the move nor that of the report.
    assert found_again(url, [("progress", "联络3第1次")], before)["lost"] == 3
