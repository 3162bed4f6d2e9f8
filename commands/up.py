"""``duban up``: the database, the engine, the timetable and the board, until Ctrl-C."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import IO, Annotated

import typer

from commands.children import Child, end_with_us
from commands.edge import ME
from commands.tables import say
from commands.watch import Watch
from config.private import close_to_others
from config.refusal import Refusal
from config.settings import CHECKOUT, home, settings
from models import database
from schedules import clock
from schedules.timetable import HEARTBEAT_SECONDS
from supervision import running
from supervision.directory.accounts import open_accounts
from supervision.directory.founding import establish
from supervision.story import load_story

_SAMPLES = CHECKOUT / "samples"
_LONGEST_START_SECONDS = 180
_LOOK_EVERY_SECONDS = 1.0
_TRIES, _TRY_EVERY_SECONDS = 5, 0.1


def up(
    samples: Annotated[
        bool, typer.Option("--samples/--no-samples", help="空的数据文件夹里先载入样例办公室")
    ] = True,
) -> int:
    """启动数据库、定时引擎和看板，打印看板地址；按 Ctrl-C 结束。"""
    code = 0
    with _stoppable() as stopping, _alone():
        running.board_processes()
        _require_free_ports()
        is_new = _found_office(samples)
        database.migrate()
        children = _children()
        try:
            _start(children, stopping)
            if not stopping.is_set():
                _tell(is_new)
                code = _watch(children, _load_samples(children[0]) if is_new else None, stopping)
        finally:
            _stop(children)
            say("已停止。")
    return code


@contextmanager
def _stoppable() -> Iterator[Event]:
    """An event that Ctrl-C and SIGTERM set."""
    stopping = Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stopping.set()) for number in numbers]
    try:
        yield stopping
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the data folder: two engines on one folder would do everything twice."""
    home().mkdir(parents=True, exist_ok=True)
    close_to_others()
    with Path(running.lock_file()).open("w") as lock:
        if not any(_locks(lock) for _ in range(_TRIES)):
            raise Refusal(
                f"数据文件夹{home()}已经有一个督办在运行。请先停掉它，或换一个数据文件夹（DUBAN_HOME）。"
            )
        running.forget()
        yield


def _locks(file: IO[str]) -> bool:
    """Whether the lock is ours now; who only looks whether it is held, holds it for an instant."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        time.sleep(_TRY_EVERY_SECONDS)
        return False
    return True


def _require_free_ports() -> None:
    for name, host, port in (
        ("board_port", settings().board_host, settings().board_port),
        ("engine_port", "127.0.0.1", settings().engine_port),
    ):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                raise Refusal(
                    f"{host}的端口{port}已被占用。请停掉占用它的程序，或设 DUBAN_{name.upper()} 换一个端口。"
                ) from None


def _found_office(samples: bool) -> bool:
    """On an empty data folder, the sample office and its accounts, told of at once; whether it is new."""
    if clock.is_founded() and clock.is_unfinished():
        say("样例办公室上一次没有载入完，从头再来。")
        _clear()
    if clock.is_founded():
        return False
    if not samples:
        raise Refusal(
            "数据文件夹是空的。请先用 duban found 名录文件 建立正式的办公室（样式见 samples/office.toml），再运行 duban up。"
        )
    story = load_story(_SAMPLES)
    database.migrate()
    with database.transaction() as session:
        now = clock.on_day(story.first_day)
        establish(session, story.office_file, by=ME, now=now)
        accounts = open_accounts(session, story.office_file, by=ME, now=now)
    clock.found("sample", story.first_day, unfinished=True)
    say("这个数据文件夹是空的，先建立样例办公室。")
    say("登录名和口令（只显示这一次，请记下；遗失时用 duban password 登录名 换新的）：")
    width = max(len(account.login) for account in accounts)
    for account in accounts:
        say(f"  {account.login.ljust(width)}  {account.password}  {account.role.label} {account.name}")
    return True


def _clear() -> None:
    """Empty the folder of a sample office that never came to be; a real office is never unfinished."""
    database.close_connections()
    for name in ("mail", "reports", "inbox", "engine"):
        shutil.rmtree(home() / name, ignore_errors=True)
    for file in home().glob("duban.db*"):
        file.unlink()
    (home() / "office.toml").unlink()


def _children() -> list[Child]:
    engine_url = f"http://127.0.0.1:{settings().engine_port}/api"
    engine = {
        "PREFECT_HOME": str(home() / "engine"),
        "PREFECT_API_URL": engine_url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "DUBAN_HOME": str(home()),
        # Each thread of a board would keep a heap of its own, and with it what its largest page ever took.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }
    python = [sys.executable, "-m"]
    server = [
        *python,
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(settings().engine_port),
    ]
    logs = home() / "logs"
    return [
        Child(running.ENGINE, server, engine, logs / "engine.log", health=f"{engine_url}/health"),
        Child(running.BOARD, [*python, "board"], engine, logs / "board.log", health=f"{_board()}/health"),
        Child(running.TIMETABLE, [*python, "flows.serve"], engine, logs / "flows.log"),
    ]


def _board() -> str:
    return f"http://{settings().board_host}:{settings().board_port}"


def _start(children: list[Child], stopping: Event) -> None:
    """Start the engine and the board together and wait until both answer."""
    engine, board, _ = children
    say("正在启动……")
    engine.start()
    board.start()
    _await(engine, stopping)
    _await(board, stopping)


def _await(child: Child, stopping: Event) -> None:
    for _ in range(int(_LONGEST_START_SECONDS / _LOOK_EVERY_SECONDS)):
        if child.is_healthy or stopping.is_set():
            return
        if not child.is_running:
            raise Refusal(f"{child.name}没有启动起来。原因写在{child.log}。")
        stopping.wait(_LOOK_EVERY_SECONDS)
    raise Refusal(f"{child.name}启动超过{_LONGEST_START_SECONDS}秒没有应答。原因写在{child.log}。")


def _tell(is_new: bool) -> None:
    say("", f"看板地址：{settings().address}", "")
    day = clock.demo_day()
    if is_new:
        say("样例办公室正在载入：看板随时可以打开，载入完会看到一个办了三个月的办公室。")
    elif day:
        say(f"用已有的账号登录。这是样例办公室，演示日期{day}；用 duban day --forward 1 让它过一天。")
    else:
        say("用已有的账号登录；忘了口令，用 duban password 登录名 换新的。")
    if not _is_loopback() and not settings().address.startswith("https://"):
        say(
            f"注意：看板监听{settings().board_host}，别的机器也能打开，而口令没有加密。请只在可信的网络里这样用。"
        )
    say("按 Ctrl-C 停止。", "")


def _is_loopback() -> bool:
    return settings().board_host in ("127.0.0.1", "localhost", "::1")


def _load_samples(engine: Child) -> "subprocess.Popen[bytes]":
    # In a group of its own: a Ctrl-C is ours to pass on.
    return subprocess.Popen(
        [sys.executable, "-m", "flows.samples", str(_SAMPLES)],
        env=os.environ | engine.environment,
        cwd=CHECKOUT,
        start_new_session=True,
        preexec_fn=end_with_us(),
    )


def _watch(children: list[Child], loading: "subprocess.Popen[bytes] | None", stopping: Event) -> int:
    """Start the timetable once the samples are there, and restart what dies, until told to stop.

    Gives the exit code: 1 when not one of the children would live.
    """
    engine, board, timetable = children
    watch = Watch(say)
    watch.take(engine)
    watch.take(board)
    while True:
        if loading is not None and loading.poll() is not None:
            done = loading.returncode == 0
            say("样例办公室载入完毕。" if done else "样例没有载入完：请看上面的原因。下次启动时会从头载入。")
            loading = None
        if loading is None and timetable.process is None:
            # Not before: its rounds would take the story's work out of the story's hands.
            timetable.start()
            watch.take(timetable, needs=engine)
        if not watch.look():
            return 1
        if stopping.wait(_LOOK_EVERY_SECONDS):
            break
    if loading is not None:
        os.killpg(loading.pid, signal.SIGTERM)
        loading.wait()
    return 0


def _stop(children: list[Child]) -> None:
    say("正在停止……")
    for child in reversed(children):
        child.ask_to_stop()
    for child in reversed(children):
        child.end()
