"""``duban up`` for real: engine, timetable, board and samples on one machine, and nothing left when it ends."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from commands.up import _found_office
from config.settings import CHECKOUT, settings
from models import database
from models.assignment import Assignment
from models.user import User
from models.words import Status
from schedules import clock
from schedules.timetable import TIMETABLE
from supervision.running import BOARD, processes
from supervision.running import TIMETABLE as TIMETABLE_RUNNER
from tests.amounts import amount
from tests.living_office import kill_child
from tests.patience import PATIENCE_SECONDS, until
from tests.ports import free_port
from tests.terminal import duban

pytestmark = pytest.mark.engine

# The story as far as it is lived through here; the whole of it is told by the demo, and by the slow run.
STORY_ENDS = amount(date(2026, 3, 20), date(2026, 6, 8))
OFFICE = """
import sys
from pathlib import Path
from commands import up
from commands.main import main
up._SAMPLES = Path(sys.argv.pop())
raise SystemExit(main())
"""
FORM_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """The folder of samples, with a story that ends where we want it to."""
    folder = shutil.copytree(CHECKOUT / "samples", tmp_path / "samples")
    story = (folder / "story.toml").read_text(encoding="utf-8")
    told, count = re.subn(r"(?m)^demo_day = \S+$", f"demo_day = {STORY_ENDS}", story)
    assert count == 1
    (folder / "story.toml").write_text(told, encoding="utf-8")
    return folder


@pytest.fixture
def running(home: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["subprocess.Popen[str]"]:
    """``duban up`` on an empty data folder."""
    monkeypatch.setenv("DUBAN_BOARD_PORT", str(free_port()))
    monkeypatch.setenv("DUBAN_ENGINE_PORT", str(free_port()))
    settings.cache_clear()
    process = subprocess.Popen(
        [sys.executable, "-c", OFFICE, "up", samples],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONWARNINGS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE_SECONDS)


def _until(process: "subprocess.Popen[str]", word: str) -> list[str]:
    """The lines up to the one with this word; fails with what was said when it ends before."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line.rstrip())
        if word in line:
            return said
    raise AssertionError("\n".join(said))


def _ours(home: Path) -> list[int]:
    """The processes that work on this data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"DUBAN_HOME={home}".encode() in environment and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def _hand_in(browser: httpx.Client, process: "subprocess.Popen[str]") -> None:
    """Upload a document on the board and see it read by a run of the engine, asked for there and then."""
    token = FORM_TOKEN.search(browser.get("/documents").text)
    assert token is not None
    notice = "关于报送半年小结的通知\n\n各成员单位：\n市总工会要于6月30日前报送半年小结。\n\n2026年6月1日\n"
    browser.post(
        "/documents",
        data={"form_token": token[1]},
        files={"file": ("半年小结.txt", notice.encode(), "text/plain")},
        headers={"Origin": settings().address},
    )
    # Where the engine was too busy to be asked, its timetable comes by in five minutes.
    until(lambda: "关于报送半年小结的通知" in browser.get("/documents").text, lambda: process.poll() is None)


def _planned(asking: httpx.Client) -> set[str]:
    """The flows that the engine has runs planned for."""
    waiting = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    runs = asking.post("/flow_runs/filter", json=waiting).raise_for_status().json()
    planned = {run["deployment_id"] for run in runs}
    deployments = asking.post("/deployments/filter", json={}).raise_for_status().json()
    return {row["name"] for row in deployments if row["id"] in planned}


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are counted by /proc")
def test_one_command_brings_up_a_living_office_and_ctrl_c_ends_it(
    running: "subprocess.Popen[str]", home: Path
) -> None:
    said = _until(running, "样例办公室正在载入")
    assert f"看板地址：{settings().address}" in said
    login, password = next(line.split()[:2] for line in said if "wangmin" in line)

    refused = duban("up", home=home)
    assert refused.code == 1
    assert "已经有一个督办在运行" in refused.err

    with httpx.Client(
        base_url=settings().address, follow_redirects=True, trust_env=False, timeout=PATIENCE_SECONDS
    ) as browser:
        page = browser.get("/")
        token = FORM_TOKEN.search(page.text)
        fields = {"login": login, "password": password} | ({"form_token": token[1]} if token else {})
        board = browser.post("/sign-in", data=fields, headers={"Origin": settings().address})
        assert board.status_code == 200
        assert "演示日期" in board.text

        _until(running, "样例办公室载入完毕")
        # Its work is done all the same when two of its processes are killed.
        for name in (BOARD, TIMETABLE_RUNNER):
            kill_child(running, name)
        until(lambda: browser.get("/health").status_code == 200, lambda: running.poll() is None)
        _hand_in(browser, running)
        chinese = f"{STORY_ENDS.year}年{STORY_ENDS.month}月{STORY_ENDS.day}日"
        assert str(STORY_ENDS) in browser.get("/").text or chinese in browser.get("/").text

    database.close_connections()
    with database.reading() as session:
        statuses = [row.status for row in session.exec(select(Assignment))]
    assert {status: statuses.count(status) for status in Status} == {
        Status.ASSIGNED: amount(43, 17),
        Status.ACCEPTED: amount(95, 81),
        Status.UNDERWAY: amount(0, 24),
        Status.SUBMITTED: amount(0, 7),
        Status.CLOSED: amount(0, 13),
        Status.WITHDRAWN: 0,
        Status.TRANSFERRED: 0,
    }
    assert clock.demo_day() == clock.today()
    assert not clock.is_unfinished()
    assert len(list((home / "reports").iterdir())) == 4

    engine = f"http://127.0.0.1:{settings().engine_port}/api"
    with httpx.Client(base_url=engine, trust_env=False, timeout=PATIENCE_SECONDS) as asking:
        # It plans a few seconds after it starts.
        until(lambda: _planned(asking) == {slot.name for slot in TIMETABLE}, lambda: running.poll() is None)

    assert len(_ours(home)) >= 4
    running.send_signal(signal.SIGINT)
    _until(running, "已停止")
    assert running.wait(PATIENCE_SECONDS) == 0
    assert _ours(home) == []


@pytest.mark.parametrize(("taken", "free"), [("BOARD_PORT", "ENGINE_PORT"), ("ENGINE_PORT", "BOARD_PORT")])
def test_a_taken_port_is_named_with_the_way_out_and_nothing_is_half_started(
    home: Path, monkeypatch: pytest.MonkeyPatch, taken: str, free: str
) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        monkeypatch.setenv(f"DUBAN_{taken}", str(port))
        monkeypatch.setenv(f"DUBAN_{free}", str(free_port()))
        refused = duban("up", home=home)
    assert refused.code == 1
    assert f"127.0.0.1的端口{port}已被占用" in refused.err
    assert f"DUBAN_{taken}" in refused.err
    # No office was founded whose passwords would have gone by, no process begun, no log.
    assert refused.out == ""
    assert {file.name for file in home.iterdir()} == {"duban.lock"}
    assert processes() == []


def test_without_samples_an_empty_folder_says_how_to_found_an_office(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_BOARD_PORT", str(free_port()))
    monkeypatch.setenv("DUBAN_ENGINE_PORT", str(free_port()))
    refused = duban("up", "--no-samples", home=home)
    assert refused.code == 1
    assert "duban found" in refused.err


def test_samples_that_were_broken_off_are_loaded_anew(home: Path) -> None:
    clock.found("sample", date(2026, 3, 10), unfinished=True)
    database.migrate()
    (home / "mail").mkdir()
    assert _found_office(samples=True)
    assert not (home / "mail").exists()
    with database.reading() as session:
        assert len(session.exec(select(User)).all()) == 7
    assert clock.is_unfinished()
    clock.finish_story()
    assert not _found_office(samples=True)
