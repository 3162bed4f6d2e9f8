"""A story of what an office did, read from a file: the samples' own, or a test's. Values only."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document as it came in, on the first day unless said; without ``registered_on`` nothing came of it."""

    document: str
    issued_on: date | None = None
    received_on: date | None = None
    registered_on: date | None = None
    assigned_on: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the clerk settled about one draft. ``begins`` tells drafts of the same code apart."""

    document: str
    code: str
    begins: str = ""
    due_on: date | None = None
    no_deadline: bool = False
    dismissed: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    responsible: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One move that each of ``units`` made on a day, or that the office made for them."""

    on: date
    document: str
    code: str
    move: str
    units: tuple[str, ...]
    begins: str = ""
    due: date | None = None
    who: str = ""
    percent: int = 0
    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    to_coordinate: str = ""
    reason: str = ""
    note: str = ""
    readings: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class SaidByLeader:
    """A leader's instruction on the tasks of a code, keyed in by a clerk or written by the leader."""

    on: date
    document: str
    code: str
    leader: str
    text: str
    answer_by: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The whole: from ``first_day`` to ``demo_day``, the day the office then lives on."""

    folder: Path
    first_day: date
    demo_day: date
    arrivals: tuple[Arrival, ...]
    settled: tuple[Settled, ...]
    events: tuple[Event, ...]
    instructions: tuple[SaidByLeader, ...] = ()
    deeds: tuple[Mapping[str, Any], ...] = ()
    """What was done beside the tasks: joint work, bulletins, examples, a campaign (``evaluation.toml``)."""

    @property
    def office_file(self) -> Path:
        """The directory of the office."""
        return self.folder / "office.toml"

    def document(self, name: str) -> Path:
        """The file of a document."""
        return self.folder / "documents" / name


def load_story(folder: Path) -> Story:
    """The story in this folder (``story.toml``, ``office.toml``, ``documents/``, and ``evaluation.toml`` where there is one)."""
    data = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
    beside = folder / "evaluation.toml"
    deeds = tomllib.loads(beside.read_text(encoding="utf-8"))["deeds"] if beside.exists() else ()
    return Story(
        folder=folder,
        first_day=data["first_day"],
        demo_day=data["demo_day"],
        arrivals=tuple(Arrival(**entry) for entry in data["intake"]),
        settled=tuple(Settled(**_tuples(entry)) for entry in data["decisions"]),
        events=tuple(Event(on=entry.pop("date"), **_tuples(entry)) for entry in data["events"]),
        instructions=tuple(
            SaidByLeader(on=entry.pop("date"), **entry) for entry in data.get("instructions", ())
        ),
        deeds=tuple(deeds),
    )


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
