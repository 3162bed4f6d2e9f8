"""The ladder of reminders: which rung an assignment has reached on a day. Rungs are data in ``config/ladders``."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import config
from config.refusal import Refusal
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

_FOLDER = Path(config.__file__).parent / "ladders"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: its day is ``workdays`` after the deadline (negative: before), or when
    ``percent_left`` of the time is left. ``name`` is permanent; it is part of what makes a notice unique.
    """

    name: str
    kind: str
    level: str
    workdays: int | None = None
    percent_left: int | None = None
    min_workdays: int = 0
    needs_signature: bool = False


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The clock of 签收: a reminder when nobody has accepted so many working days after assignment."""

    name: str
    kind: str
    level: str
    workdays_after_assignment: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack: rungs in ascending order, the clock of acceptance, the limits of the lights."""

    name: str
    title: str
    version: str
    effective_from: date
    rungs: tuple[Rung, ...]
    acceptance: Acceptance
    lights: LightLimits

    @property
    def mark(self) -> str:
        """Name and version, as kept with every notice."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung whose day has come; late when that day lies before the day of looking."""

    rung: Rung
    day: date
    is_late: bool


def rung_reached(
    rungs: Sequence[Rung], assigned_on: date, due_on: date, today: date, calendar: WorkCalendar
) -> Reached | None:
    """The highest rung whose day has come, or None while it is too early for any.

    Only the highest counts: after an outage of three days a unit gets the one notice that fits
    today, not the three it missed. A rung whose day is not after the assignment never fires.
    """
    reached = None
    for rung in rungs:
        try:
            day = rung_day(rung, assigned_on, due_on, calendar)
        except OverflowError:  # a day beyond the last year there is never comes
            continue
        if day is not None and assigned_on < day <= today:
            reached = Reached(rung, day, is_late=day < today)
    return reached


def rung_day(rung: Rung, assigned_on: date, due_on: date, calendar: WorkCalendar) -> date | None:
    """The working day of this rung, or None where the task is too short for it."""
    if rung.min_workdays and calendar.between(assigned_on, due_on) < rung.min_workdays:
        return None
    if rung.percent_left is not None:
        left = (due_on - assigned_on).days * rung.percent_left // 100
        return calendar.next(due_on - timedelta(days=left))
    assert rung.workdays is not None  # the loader sees to it
    # A deadline on a day off is reminded of before it, never after.
    last_workday = calendar.previous(due_on)
    return calendar.shift(last_workday, rung.workdays)


def acceptance_day(rule: Acceptance, assigned_on: date, calendar: WorkCalendar) -> date:
    """The working day on which a missing 签收 is reminded of."""
    return calendar.shift(assigned_on, rule.workdays_after_assignment)


@cache
def load_pack(name: str) -> Pack:
    """The rule pack of this name. Raises Refusal with what is wrong in the file."""
    file = _FOLDER / f"{name}.toml"
    if not file.exists():
        known = "、".join(sorted(path.stem for path in _FOLDER.glob("*.toml")))
        raise Refusal(f"没有名为“{name}”的提醒阶梯。现有：{known}。请改 settings.toml 里的 ladder。")
    try:
        return _pack(tomllib.loads(file.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(
            f"提醒阶梯“{name}”写错了：{error}。请对照 config/ladders/standard.toml 改正。"
        ) from error


def _pack(data: dict[str, Any]) -> Pack:
    rungs = tuple(Rung(**rung) for rung in data["rungs"])
    for rung in rungs:
        if (rung.workdays is None) == (rung.percent_left is None):
            raise ValueError(f"“{rung.name}”要写 workdays 或 percent_left 之一")
    if len({rung.name for rung in rungs}) < len(rungs):
        raise ValueError("两级用了同一个名字")
    return Pack(
        name=data["name"],
        title=data["title"],
        version=data["version"],
        effective_from=data["effective_from"],
        rungs=rungs,
        acceptance=Acceptance(**data["acceptance"]),
        lights=LightLimits(**data["lights"]),
    )
