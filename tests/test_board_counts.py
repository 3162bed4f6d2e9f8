"""What is counted of people is one count for every process of a board, whatever becomes of the processes and of the file."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from board import counts as module
from board.attempts import Attempts, Strangers
from board.counts import Counts
from board.rates import Rate
from config.settings import CHECKOUT
from tests.patience import until

NOW = datetime(2026, 3, 10, 9, 30, 0, 123457, tzinfo=UTC)
SECRET = b"of this board"
# Another process of the board: tells how often it was let through, of so many times.
ANOTHER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from board.counts import Counts
from board.rates import Rate
most, tries, at = int(sys.argv[2]), int(sys.argv[3]), datetime.fromisoformat(sys.argv[4])
rate = Rate(most, counts=Counts(Path(sys.argv[1]), b"of this board"), door="posts")
print("begun", flush=True)
print(sum(rate.take("wangmin", at) for _ in range(tries)), flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "counts"


@pytest.fixture
def both(file: Path) -> tuple[Counts, Counts]:
    """The counts as two processes of one board have them open."""
    return Counts(file, SECRET), Counts(file, SECRET)


@pytest.fixture(params=["one process", "several"])
def counts(request: pytest.FixtureRequest, file: Path) -> Counts:
    return Counts() if request.param == "one process" else Counts(file, SECRET)


def _another(file: Path, most: int, tries: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", ANOTHER, str(file), str(most), str(tries), NOW.isoformat()]
    return subprocess.Popen(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)


def test_a_limit_is_so_many_times_within_the_span_and_begins_anew_after_it(counts: Counts) -> None:
    rate = Rate(3, counts=counts, door="posts")
    assert [rate.take("a", NOW + timedelta(seconds=second)) for second in (0, 20, 40, 59)] == [1, 1, 1, 0]
    assert rate.take("b", NOW)
    minute = timedelta(minutes=1)
    assert not rate.take("a", NOW + minute - timedelta(microseconds=1))
    assert rate.take("a", NOW + minute)
    assert not rate.take("a", NOW + minute)


def test_a_limit_of_one_door_says_nothing_of_another(counts: Counts) -> None:
    posts, downloads = (Rate(1, counts=counts, door=door) for door in ("posts", "downloads"))
    assert posts.take(7, NOW)
    assert downloads.take(7, NOW)
    assert not posts.take(7, NOW)


def test_a_limit_is_for_all_processes_together(both: tuple[Counts, Counts]) -> None:
    rates = [Rate(3, counts=one, door="posts") for one in both]
    assert [rates[turn % 2].take(("link", 7), NOW) for turn in range(6)] == [1, 1, 1, 0, 0, 0]


def test_failures_and_names_that_nobody_has_wait_in_every_process(both: tuple[Counts, Counts]) -> None:
    here, there = (Attempts(counts=one, door="links") for one in both)
    for turn in range(5):
        assert not there.is_blocked("10.0.0.7", NOW)
        (here, there)[turn % 2].note_failure("10.0.0.7", NOW)
    assert here.is_blocked("10.0.0.7", NOW)
    assert there.is_blocked("10.0.0.7", NOW + timedelta(minutes=14))
    assert not there.is_blocked("10.0.0.7", NOW + timedelta(minutes=15))
    there.forget("10.0.0.7")
    assert not here.is_blocked("10.0.0.7", NOW)

    door, other = (Strangers(counts=one) for one in both)
    tries = [(door, other)[turn % 2].count_try("nobody", NOW) for turn in range(5)]
    assert tries == [False] * 4 + [True]
    until_then = other.locked_until("nobody", NOW)
    assert until_then == door.locked_until("nobody", NOW) == NOW + timedelta(minutes=15)
    assert other.locked_until("nobody", NOW + timedelta(minutes=15)) is None


def test_processes_that_count_at_the_same_moment_let_through_no_more_than_one_would(file: Path) -> None:
    three = [_another(file, 100, 80) for _ in range(3)]
    assert sum(int(one.communicate()[0].split()[1]) for one in three) == 100


@pytest.mark.long
def test_a_process_that_is_killed_while_it_counts_leaves_the_count_to_the_others(file: Path) -> None:
    rate = Rate(1000, counts=Counts(file, SECRET), door="posts")
    for _ in range(5):
        dying = _another(file, 10**9, 10**9)
        assert dying.stdout is not None
        assert dying.stdout.readline() == "begun\n"
        until(lambda: any(path.stat().st_size for path in file.parent.iterdir()))
        dying.send_signal(signal.SIGKILL)
        dying.communicate()
        assert rate.take("suwang", NOW)
    assert sum(rate.take("suwang", NOW) for _ in range(1000)) == 995


def test_no_more_keys_are_kept_than_so_many_and_the_quiet_go_first(
    counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 50)
    rate = Rate(1, timedelta(days=1), counts=counts, door="posts")
    other = Rate(1, timedelta(days=1), counts=counts, door="downloads")
    assert other.take("wangmin", NOW)
    assert rate.take("wangmin", NOW)
    assert rate.take("lijing", NOW)
    for number in range(1000):
        assert rate.take(number, NOW)
        if number % 40 == 0:
            assert not rate.take("lijing", NOW), "who keeps coming is not forgotten"
    assert rate.take("wangmin", NOW)
    assert not other.take("wangmin", NOW), "one door does not empty another"


def test_what_somebody_tried_is_not_to_be_read_in_the_file(file: Path) -> None:
    """It may be a password in the wrong field."""
    Strangers(counts=Counts(file, SECRET)).count_try("geheim-geheim-1", NOW)
    lying = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert b"strangers" in lying
    assert b"geheim" not in lying


def test_where_the_file_cannot_be_used_each_process_counts_for_itself_and_comes_back_after_a_minute(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [1000.0]
    gone = file.parent / "gone" / "counts"
    here, there = (Counts(gone, SECRET, lambda: clock[0]) for _ in range(2))
    rates = [Rate(3, counts=one, door="posts") for one in (here, there)]
    once = [Rate(1, counts=one, door="returns", is_strict=True) for one in (here, there)]
    # Neither open nor shut: as many as one process lets through.
    assert [rates[0].take("a", NOW) for _ in range(4)] == [True, True, True, False]
    assert rates[1].take("a", NOW)
    assert not any(one.take("attempt", NOW) for one in once), "good once for all, or not at all"
    assert len(caplog.records) == 2, "told once a minute by each"

    gone.parent.mkdir()
    assert not once[0].take("attempt", NOW)
    clock[0] += 60
    assert once[0].take("attempt", NOW)
    assert not once[1].take("attempt", NOW)
    assert [rates[turn % 2].take("a", NOW) for turn in range(4)] == [True, True, True, False]


def test_a_file_that_is_no_count_is_treated_like_one_that_is_not_there(file: Path) -> None:
    file.write_bytes(b"not a database" * 1000)
    rate = Rate(1, counts=Counts(file, SECRET), door="posts")
    assert rate.take("a", NOW)
    assert not rate.take("a", NOW)
