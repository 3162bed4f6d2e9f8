"""The measured evaluation does the whole of its work: every assignment is frozen, every unit counted and scored."""

from pathlib import Path

import pytest

from benchmarks.campaign_office import enliven, freeze_all
from benchmarks.dispatch import hand_out
from benchmarks.evaluation import copy_again, count_all
from benchmarks.large_office import live, register
from benchmarks.reports import write_report
from benchmarks.scoring import ITEMS, score_all
from tests.amounts import amount

pytestmark = pytest.mark.skipif(not amount(False, True), reason="measures for long: DUBAN_SLOW=1")


def test_everything_is_frozen_counted_and_scored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    register(url, 400)
    hand_out(url)
    live(url)
    enliven(url)
    assert freeze_all(url)["items"] == 400
    counted = count_all(url)
    assert {name: counted[name] for name in ("units", "tasks", "indicators", "readings")} == {
        "units": 20,
        "tasks": 20,
        "indicators": 200,
        "readings": 16_000,
    }
    assert 0 < counted["overdue"] < counted["due"] < 400
    assert score_all(url)["points"] == 20 * ITEMS
    seconds, bare, written = write_report(url, str(tmp_path))
    assert seconds > 0 < bare
    assert written["tables"]
    assert copy_again(url) > 0
