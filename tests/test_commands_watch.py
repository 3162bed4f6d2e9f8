"""Children that die are started again with growing pauses, and given up with a sentence when they will not live."""

import os
import signal
import sys
from pathlib import Path

import pytest

from commands.children import Child
from commands.watch import SetClock, Watch, Watched
from supervision import running
from supervision.running import Process
from tests.patience import until

LIVES = "import signal; signal.pause()"
DIES = "raise SystemExit(3)"


def _child(tmp_path: Path, code: str = LIVES, name: str = running.TIMETABLE) -> Child:
    child = Child(name, [sys.executable, "-c", code], {}, tmp_path / "child.log")
    child.start()
    return child


def _watched(child: Child, needs: Child | None = None) -> Watched:
    made = Watched(child, needs)
    made.begun(0.0)
    return made


def _kill(child: Child) -> None:
    assert child.process is not None
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()


def test_a_child_that_was_killed_is_started_again_at_once(tmp_path: Path) -> None:
    said: list[str] = []
    watched = _watched(_child(tmp_path))
    _kill(watched.child)
    watched.look(said.append, 1000.0)
    watched.look(said.append, 1001.0)
    assert watched.child.is_running
    assert (watched.restarts, watched.is_given_up) == (1, False)
    assert said == [f"定时任务停了，正在重新启动（原因见{tmp_path}/child.log）。"]
    watched.child.ask_to_stop()
    watched.child.end()


@pytest.mark.long
def test_a_child_that_will_not_live_is_given_up_and_what_that_means_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    watched = _watched(_child(tmp_path, DIES, running.BOARD))
    now = 0.0
    while not watched.is_given_up:
        assert watched.child.process is not None
        watched.child.process.wait()
        now += 1.0
        watched.look(said.append, now)
    assert watched.restarts == 5
    assert now > 260.0  # the pauses grow
    assert [sentence.split("，")[1].split("（")[0] for sentence in said[:5]] == [
        "正在重新启动", "5秒后重新启动", "15秒后重新启动", "60秒后重新启动", "180秒后重新启动"
    ]  # fmt: skip
    assert said[5].startswith("看板反复停掉，已不再自动启动。谁也打不开看板和填报链接；提醒和信件照常。")
    watched.look(said.append, now + 10_000)
    assert len(said) == 6
    assert watched.state == Process("看板", is_running=False, is_given_up=True, restarts=5)


@pytest.mark.long
def test_who_lives_a_while_has_started_well(tmp_path: Path) -> None:
    said: list[str] = []
    watched = _watched(_child(tmp_path))
    for now in range(0, 2000, 100):
        watched.look(said.append, float(now + 61))
        _kill(watched.child)
        watched.look(said.append, float(now + 62))
        watched.look(said.append, float(now + 63))
        assert watched.child.is_running
    assert not watched.is_given_up
    _kill(watched.child)


@pytest.mark.long
def test_the_timetable_waits_for_its_engine(tmp_path: Path) -> None:
    engine = _child(tmp_path, name=running.ENGINE)
    watched = _watched(_child(tmp_path), needs=engine)
    _kill(engine)
    _kill(watched.child)
    for now in range(10):
        watched.look(lambda _: None, float(now))
    assert not watched.child.is_running
    engine.start()
    watched.look(lambda _: None, 10.0)
    assert watched.child.is_running
    for child in (watched.child, engine):
        _kill(child)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at by /proc")
def test_what_a_dead_child_started_may_finish_but_not_for_ever(tmp_path: Path) -> None:
    nested = f"""
import subprocess, sys
print(subprocess.Popen([sys.executable, "-c", "{LIVES}"]).pid, flush=True)
{LIVES}
"""
    watched = _watched(_child(tmp_path, nested))
    log = watched.child.log
    until(log.read_text, lambda: watched.child.is_running)
    grandchild = Path("/proc") / log.read_text().split()[0]
    _kill(watched.child)
    watched.look(lambda _: None, 100.0)
    watched.look(lambda _: None, 110.0)
    assert not watched.child.is_running
    assert grandchild.exists()
    watched.look(lambda _: None, 116.0)
    assert watched.child.is_running
    until(lambda: _is_dead(grandchild))
    watched.child.ask_to_stop()
    watched.child.end()


def _is_dead(process: Path) -> bool:
    try:
        return " Z " in (process / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_what_up_wrote_down_is_believed_only_while_it_runs(home: Path) -> None:
    home.mkdir()
    assert running.processes() == []
    running.note([Process(running.ENGINE, is_running=False, is_given_up=False, restarts=2)])
    assert running.processes() == []  # nobody holds the folder: it was killed
    assert running.in_words([]).startswith("督办没有运行。谁也打不开看板和填报链接，")
    assert running.in_words([]).endswith("请运行 duban up。")


def test_on_several_machines_nobody_is_told_to_start_the_office_a_second_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    said = running.in_words(running.processes())
    assert "请运行" not in said
    assert "PREFECT_API_URL 所指的引擎" in said


def test_how_things_are_is_said_with_what_it_means_and_what_to_do() -> None:
    engine = Process(running.ENGINE, is_running=False, is_given_up=False, restarts=1)
    board = Process(running.BOARD, is_running=True, is_given_up=False, restarts=3)
    assert running.trouble([board]) == ""
    assert running.in_words([board]).startswith("正在运行：看板；")
    assert "看板重新启动过3次" in running.in_words([board])
    assert running.trouble([engine, board]).startswith("引擎停了，正在自动重新启动。在它恢复之前，")
    assert "不会丢" in running.trouble([engine])


class Clocks:
    """The clock on the wall and the one that nobody sets."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 50.0
        self.watched = SetClock(lambda: self.wall, lambda: self.steady)

    def go_on(self, seconds: float, *, set_by: float = 0.0) -> None:
        self.steady += seconds
        self.wall += seconds + set_by


@pytest.mark.parametrize("set_by", [121.0, -121.0, 86_400.0, -86_400.0 * 400])
def test_a_clock_that_was_set_is_noticed_once(set_by: float) -> None:
    clocks = Clocks()
    clocks.go_on(86_400.0 * 30)
    assert clocks.watched.set_by() == 0.0
    clocks.go_on(1.0, set_by=set_by)
    assert clocks.watched.set_by() == set_by
    clocks.go_on(1.0)
    assert clocks.watched.set_by() == 0.0


def test_a_clock_that_is_kept_right_is_left_alone_until_it_adds_up() -> None:
    clocks = Clocks()
    for _ in range(3):
        clocks.go_on(60.0, set_by=30.0)
        assert clocks.watched.set_by() == 0.0
    clocks.go_on(60.0, set_by=-89.0)
    assert clocks.watched.set_by() == 0.0
    clocks.go_on(60.0, set_by=150.0)
    assert clocks.watched.set_by() == 151.0


@pytest.mark.long
def test_when_the_clock_is_set_what_plans_by_it_is_started_anew_and_the_board_stays(
    home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    said: list[str] = []
    clocks = Clocks()
    watch = Watch(said.append, clocks.watched)
    children = {
        name: _child(tmp_path, name=name) for name in (running.ENGINE, running.BOARD, running.TIMETABLE)
    }
    for child in children.values():
        watch.take(child)
    before = {name: child.process for name, child in children.items()}
    assert watch.look()
    clocks.go_on(1.0, set_by=-2 * 86_400.0)
    assert watch.look()
    assert said == ["机器的时钟往回拨了约2天，正在按新的时间重新安排定时任务。"]
    assert {name for name, child in children.items() if child.process is not before[name]} == {
        running.ENGINE, running.TIMETABLE
    }  # fmt: skip
    assert all(child.is_running for child in children.values())
    assert watch.look()
    assert len(said) == 1
    for child in children.values():
        _kill(child)


def test_the_clock_of_this_machine_stands_still_for_nobody() -> None:
    assert SetClock().set_by() == 0.0
