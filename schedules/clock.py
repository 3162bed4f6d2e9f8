"""What day it is: the only place that reads the clock, and the only one that knows the demo day.

A data folder belongs to a real office or to the sample office (``office.toml`` says which). The sample
office lives on a day of its own, kept in that file, so that its board is alive whenever it is opened.
"""

import tomllib
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pendulum

from config.refusal import Refusal
from config.settings import home

ZONE = "Asia/Shanghai"


def today() -> date:
    """The office's day: the demo day in the sample office, else the day in Asia/Shanghai."""
    demo = demo_day()
    return demo or real_now().date()


def now() -> datetime:
    """The office's moment, with its zone; in the sample office the time of day on the demo day."""
    moment = real_now()
    demo = demo_day()
    return moment.replace(year=demo.year, month=demo.month, day=demo.day) if demo else moment


def real_now() -> datetime:
    """The moment on the machine's own clock, for what is about people at it: how long a session lasts."""
    return pendulum.now(ZONE)


def on_day(day: date) -> datetime:
    """This moment of the day, on another day: for work that is done for a day given."""
    return now().replace(year=day.year, month=day.month, day=day.day)


def day_of(moment: datetime) -> date:
    """The office's day of a moment; stored moments come back in UTC, eight hours behind."""
    return moment.astimezone(ZoneInfo(ZONE)).date()


def as_day(text: str | None) -> date | None:
    """A day as it is kept in a job's arguments (ISO), None where there is none."""
    return date.fromisoformat(text) if text else None


def demo_day() -> date | None:
    """The day of the sample office; None in a real one, and where no office has been founded.

    Raises Refusal when a real office's file carries a demo day: its duties must run on real days.
    """
    office = _office()
    day: date | None = office.get("demo_day")
    if day is not None and office.get("kind") != "sample":
        raise Refusal(
            "office.toml 里写了演示日期，但这是正式的办公室。请删去 demo_day 一行；演示日期只用于样例办公室。"
        )
    return day


def is_founded() -> bool:
    """Whether this data folder belongs to an office yet."""
    return (home() / "office.toml").exists()


def is_unfinished() -> bool:
    """Whether the sample office's story was broken off while it was being played."""
    return bool(_office().get("unfinished"))


def found(kind: str, day: date | None = None, *, unfinished: bool = False) -> None:
    """Make this data folder a ``real`` or a ``sample`` office; a sample office starts on ``day``.

    ``unfinished`` marks a sample office whose story is still being played.
    """
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = ["# 这个数据文件夹属于谁：real 正式办公室，sample 样例办公室（有演示日期）。", f'kind = "{kind}"']
    if day is not None:
        lines.append(f"demo_day = {day.isoformat()}")
    if unfinished:
        lines += ["# 样例还在载入；中断了的，下次启动时从头载入。", "unfinished = true"]
    # Written beside and put in place at once: nobody may read half a file and take it for no demo day.
    fresh = home() / "office.toml.part"
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(home() / "office.toml")


def move_demo_day(day: date) -> None:
    """Move the sample office to another day, never back. Raises Refusal in a real office."""
    current = demo_day()
    if current is None:
        raise Refusal(
            "这是正式的办公室，不能改日期。演示日期只用于样例办公室：请用另一个数据文件夹（DUBAN_HOME）。"
        )
    if day < current:
        raise Refusal(f"演示日期只能向后移，现在是{current}。要从头再来，请换一个空的数据文件夹。")
    found("sample", day, unfinished=is_unfinished())


def finish_story() -> None:
    """Note that the sample office's story has been played to its end."""
    found("sample", demo_day())


def _office() -> dict[str, Any]:
    try:
        text = (home() / "office.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return _said(text)


@lru_cache(maxsize=8)
def _said(text: str) -> dict[str, Any]:
    # Every page asks what day it is, several times over.
    return tomllib.loads(text)
