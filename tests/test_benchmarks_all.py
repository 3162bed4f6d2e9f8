"""One command measures everything; the table and the file say the same; peers stand beside, and a later run goes on."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import everything
from benchmarks.machine import machine
from benchmarks.measurement import ROOT, Measurement
from benchmarks.peers import BadPeersError, Peer, read_peers
from benchmarks.results import Results
from benchmarks.table import table, written
from tests.amounts import amount

# What the figures of the project ask for, by the benchmark that gives it.
PROMISED = {
    "intake": {"seconds", "ratio", "documents_per_minute"},
    "deadlines": {"seconds", "ratio", "sentences_per_second"},
    "dispatch": {"seconds", "ratio", "processor_seconds", "slope_us_by_processor", "r2_by_processor", "r2_by_clock"},
    "sweep": {"seconds", "ratio", "processor_seconds", "slope_us_by_processor", "r2_by_processor", "r2_by_clock"},
    "deliver": {"seconds", "ratio", "lost", "twice"},
    "board": {"matrix_p95_ms", "matrix_p95_ms_at_8", "pages_p95_ms", "pages_p95_ms_at_8", "ratio", "pages_to_hello"},
    "evaluation": {"figures_seconds", "scores_seconds", "report_seconds", "report_bare_seconds", "ratio"},
    "reports": {"report_seconds", "ratio", "unit_reports_per_minute"},
    "ledger": {"seconds", "ratio"},
    "ten": {"reads_p95_ms", "writes_p95_ms", "errors", "locked", "lost", "twice"},
    "fifty": {"p95_ms", "worst_page_p95_ms", "hard_p95_ms", "ratio", "errors"},
}  # fmt: skip
PART = {"dispatch": "slopes", "sweep": "slopes", "reports": "evaluation"}
WITHOUT_FAULT = {("deliver", "lost"), ("deliver", "twice"), ("ten", "errors"), ("ten", "locked"), ("ten", "lost"), ("ten", "twice"), ("fifty", "errors")}  # fmt: skip


@pytest.mark.long
def test_the_smoke_run_gives_every_promised_figure_and_the_table_says_what_the_file_says(
    tmp_path: Path,
) -> None:
    file, peers = tmp_path / "figures.json", tmp_path / "peers.toml"
    peers.write_text(
        '[[figures]]\npeer = "别家"\nversion = "1.2"\nfigure = "sentences_per_second"\nvalue = 1065\nmachine = "4 cores"\n',
        encoding="utf-8",
    )
    # Apart from our own process, whose surroundings a run changes.
    # The others take a minute: on every run what they measure has tests of its own.
    chosen = amount("deadlines,slopes,ledger", "")
    some = ["--only", chosen] if chosen else []
    words = [*some, "--quick", "--json", str(file), "--peers", str(peers)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "all", *words],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shown = done.stdout
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["missing"] == []
    promised = {
        name: figures for name, figures in PROMISED.items() if not chosen or PART.get(name, name) in chosen
    }
    given: dict[str, dict[str, float]] = {}
    for one in said["figures"]:
        given.setdefault(one["benchmark"], {})[one["name"]] = one["value"]
    assert {name: wanted - set(given.get(name, {})) for name, wanted in promised.items()} == {
        name: set() for name in promised
    }
    for name, figure in WITHOUT_FAULT:
        assert name not in promised or given[name][figure] == 0, (name, figure)
    (read,) = (one for one in said["figures"] if one["name"] == "sentences_per_second")
    assert read["peers"][0]["ratio"] == pytest.approx(read["value"] / 1065)
    assert "Python 3." in shown
    assert "SQLite 3." in shown
    lines = [re.split(r"  +", line) for line in shown.splitlines()]
    for one in said["figures"]:
        row = [one["name"], one["benchmark"], one["database"], f"{one['rows']:,}", written(one["value"])]
        assert any(line[:5] == row for line in lines), row
    assert any("别家 1.2, 4 cores" in line for line in lines)


@pytest.mark.long
def test_a_later_run_goes_on_with_what_the_file_holds_of_the_same_commit(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    first = Results({**machine(), "commit": "abc"})
    first.add("ten", 400, "sqlite", [_measured("ten", 400)], 0.5)
    first.save(file)
    later = Results({**machine(), "commit": "abc"})
    later.go_on(file)
    assert later.has("ten", 400, "sqlite")
    assert not later.has("ten", 500, "sqlite")
    assert not later.has("ten", 400, "postgresql")
    changed = Results({**machine(), "commit": "def"})
    changed.go_on(file)
    assert not changed.has("ten", 400, "sqlite")
    changed.add("ten", 400, "sqlite", [_measured("ten", 400, seconds=2.0)], 0.5)
    assert [(one["seconds"], one["commit"]) for one in changed.measured] == [(2.0, "def")]


def test_a_file_of_somebody_else_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"mine": 1}', encoding="utf-8")
    assert everything.run(["--only", "deadlines", "--quick", "--json", str(file)]) == 2
    assert "was not written by python -m benchmarks all" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == '{"mine": 1}'


def test_a_line_is_drawn_through_what_was_measured_by_the_processor_and_by_the_clock() -> None:
    results = Results({**machine(), "commit": "abc"})
    for rows in (10_000, 20_000, 50_000):
        one = _measured("dispatch", rows, seconds=1 + rows * 20e-6, processor=0.5 + rows * 10e-6)
        results.add("slopes", rows, "sqlite", [one], 0.5)
    drawn = {one["of"]: one for one in results.lines()}
    assert drawn["processor"]["slope_us"] == pytest.approx(10)
    assert drawn["processor"]["at_none_seconds"] == pytest.approx(0.5)
    assert drawn["clock"]["slope_us"] == pytest.approx(20)
    assert drawn["clock"]["r2"] == pytest.approx(1)
    assert "µs a row" in table(results)


def test_what_was_not_measured_is_told_with_its_reason() -> None:
    results = Results({**machine(), "commit": "abc"})
    results.miss("board", 1_000_000, "postgresql", "the time was up")
    assert "the time was up" in table(results)
    assert results.as_dict()["missing"][0]["part"] == "board"


def test_peers_are_read_from_json_as_well_and_stand_only_beside_what_they_speak_of(tmp_path: Path) -> None:
    file = tmp_path / "peers.json"
    entry: dict[str, Any] = {
        "peer": "别家",
        "version": "3",
        "figure": "lost",
        "value": 2,
        "machine": "8 cores",
    }
    file.write_text(
        json.dumps([entry, {**entry, "benchmark": "deliver", "database": "sqlite", "rows": 400}]), "utf-8"
    )
    everywhere, there = read_peers(file)
    assert everywhere == Peer("别家", "3", "lost", 2, "8 cores")
    assert everywhere.stands_beside("ten", "postgresql", 9, "lost")
    assert there.stands_beside("deliver", "sqlite", 400, "lost")
    assert not there.stands_beside("deliver", "sqlite", 500, "lost")
    assert not everywhere.stands_beside("ten", "postgresql", 9, "twice")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("peers.toml", "figures = [", "is not TOML"),
        ("peers.json", "{", "is not JSON"),
        ("peers.toml", "other = 1", "has no list of figures"),
        ("peers.json", "[]", "has no list of figures"),
        ("peers.json", "[1]", "figure 1 is no table"),
        ("peers.json", '[{"peer": "a"}]', "does not say figure, machine, value, version"),
        ("peers.json", '[{"pear": "a"}]', "says pear, of which nothing is known"),
        ("peers.json", '[{"peer":"a","version":"1","figure":"f","machine":"m","value":"fast"}]', "value is to be a number"),
        ("peers.json", '[{"peer":"a","version":"1","figure":"f","machine":"m","value":true}]', "value is to be a number"),
        ("peers.json", '[{"peer":"a","version":1,"figure":"f","machine":"m","value":1}]', "version is to be text"),
        ("peers.json", '[{"peer":"a","version":"1","figure":"f","machine":"m","value":0}]', "more than nothing"),
    ],
)  # fmt: skip
def test_a_bad_file_of_peers_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, sentence: str
) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadPeersError, match=re.escape(sentence)):
        read_peers(file)
    assert everything.run(["--only", "deadlines", "--quick", "--peers", str(file)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_of_peers_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPeersError, match="cannot be read"):
        read_peers(tmp_path / "none.toml")


def test_a_part_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        everything.run(["--only", "weather"])
    assert "there is no weather" in capsys.readouterr().err


def _measured(name: str, rows: int, seconds: float = 1.0, processor: float = 0.5) -> Measurement:
    return Measurement(
        name, rows, "sqlite", seconds, seconds / 2, 90.0, {"lost": 0}, processor, processor / 2
    )
