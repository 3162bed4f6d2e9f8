"""A task as the document proposes it, before a person has confirmed it."""

from dataclasses import dataclass

from documents.indicator_readings import IndicatorReading
from documents.source import Problem
from schedules.deadlines import DeadlineReading


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One task with its source passage. ``code`` is its place in the outline (二（一）1).

    Units stand as written and in order. All offsets, those of deadlines and indicators too, count characters of the
    whole source text. No lead is given that the text does not state. ``standard`` and ``effect`` are what it says under
    工作标准 and 预期效果.
    """

    code: str
    title: str
    text: str
    start: int
    end: int
    lead: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    deadlines: tuple[DeadlineReading, ...] = ()
    indicators: tuple[IndicatorReading, ...] = ()
    problems: tuple[Problem, ...] = ()
    standard: str = ""
    effect: str = ""
