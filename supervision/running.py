"""Whether ``duban up`` runs on this data folder and how its processes are: written by it, read by everybody else."""

import fcntl
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from config.refusal import Refusal
from config.settings import home, settings
from models import database

ENGINE, BOARD, TIMETABLE = "引擎", "看板", "定时任务"
"""The three processes, as people know them."""

_WITHOUT = {
    ENGINE: "定时的工作都停着：不读公文，不提醒不催办，信件不发出，报告不写出；已经交来的排着队，不会丢",
    TIMETABLE: "定时的工作都停着：不读公文，不提醒不催办，信件不发出，报告不写出；已经交来的排着队，不会丢",
    BOARD: "谁也打不开看板和填报链接；提醒和信件照常",
}
_WAY_OUT = "请系统管理员看数据文件夹里 logs/ 下的日志，排除原因后停掉再运行 duban up。"


@dataclass(frozen=True, slots=True)
class Process:
    """One process that ``duban up`` looks after. ``is_given_up`` where it is not started again by itself."""

    name: str
    is_running: bool
    is_given_up: bool
    restarts: int


def lock_file() -> str:
    """The file that ``duban up`` holds locked while it runs."""
    return str(home() / "duban.lock")


def note(processes: Sequence[Process]) -> None:
    """Write down how the processes are, whole or not at all."""
    fresh = home() / "running.json.part"
    fresh.write_text(json.dumps([asdict(one) for one in processes], ensure_ascii=False), encoding="utf-8")
    fresh.replace(home() / "running.json")


def forget() -> None:
    """Throw away what an earlier ``duban up`` wrote down."""
    (home() / "running.json").unlink(missing_ok=True)


def processes() -> list[Process]:
    """How the processes are; empty when ``duban up`` does not run, however it came to its end."""
    if not _is_held():
        return []
    try:
        return [Process(**one) for one in json.loads((home() / "running.json").read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []  # it has only just begun


def is_elsewhere() -> bool:
    """Whether the timetable is kept by an engine of its own, as on several machines: nobody runs ``duban up`` then."""
    return bool(os.environ.get("PREFECT_API_URL"))


def trouble(found: Sequence[Process]) -> str:
    """What is wrong with running processes, what it means for the office and what to do; empty when nothing is."""
    return "".join(_sentence(one) for one in found if not one.is_running or one.is_given_up)


def in_words(found: Sequence[Process]) -> str:
    """How things are, for whoever looks after the machine."""
    if not found and is_elsewhere():
        return "这台机器没有运行 duban up；定时的工作由 PREFECT_API_URL 所指的引擎承担。"
    if not found:
        return f"督办没有运行。{_WITHOUT[BOARD].split('；')[0]}，{_WITHOUT[ENGINE]}。请运行 duban up。"
    if said := trouble(found):
        return said
    restarted = "，".join(f"{one.name}重新启动过{one.restarts}次" for one in found if one.restarts)
    why = f"；这次运行以来，{restarted}，原因见数据文件夹里 logs/ 下的日志" if restarted else ""
    return f"正在运行：{'、'.join(one.name for one in found)}{why}。"


def board_processes() -> int:
    """How many processes answer behind the port of the board. Raises Refusal for several on an embedded database."""
    count = settings().board_processes
    if count > 1 and database.is_embedded():
        raise Refusal(
            f"看板设了{count}个进程（board_processes），要用数据库服务器才行：SQLite 同时只能有一个进程写。请设 database_url，或把 board_processes 改回1。"
        )
    return count


def _sentence(one: Process) -> str:
    if one.is_given_up:
        return f"{one.name}反复停掉，已不再自动启动。{_WITHOUT[one.name]}。{_WAY_OUT}"
    return f"{one.name}停了，正在自动重新启动。在它恢复之前，{_WITHOUT[one.name]}。"


def _is_held() -> bool:
    try:
        descriptor = os.open(lock_file(), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)
