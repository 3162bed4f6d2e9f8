"""What a deadline phrase was read as."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from schedules.periods import Recurrence


class DeadlineKind(StrEnum):
    """What sort of deadline a phrase states."""

    DATED = "dated"
    RECURRING = "recurring"
    RELATIVE = "relative-to-event"
    ONGOING = "ongoing"
    VAGUE = "vague"

    @property
    def label(self) -> str:
        """The word a page shows for it."""
        return _LABELS[self]


_LABELS = {
    DeadlineKind.DATED: "定期限",
    DeadlineKind.RECURRING: "周期",
    DeadlineKind.RELATIVE: "随事件起算",
    DeadlineKind.ONGOING: "长期",
    DeadlineKind.VAGUE: "措辞不定",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where in its period a recurring duty falls due.

    ``month`` counts from the first month of the period (0; past the period's length it lies in a later one),
    ``day`` is the day of that month, 31 standing for the last; ``workdays`` counts working days from the end
    of the month before ``month`` (1 the first, -1 the last of ``month``); ``weekday`` is for weekly duties, Monday 0.
    """

    month: int = 0
    day: int = 31
    weekday: int | None = None
    workdays: int | None = None


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """One deadline phrase of a text and how it was read.

    ``start`` and ``end`` cut ``phrase`` out of the text that was given. ``due`` holds every date of a dated phrase,
    the first occurrence (or nothing) of a recurring one, and nothing where no date can be told. ``problem`` is a
    sentence for the person who must decide; ``reading`` says how the phrase was read. ``rule`` names the row of the table.
    ``provisional`` says that working days were counted in a year whose days off nobody knows yet.
    """

    phrase: str
    start: int
    end: int
    due: tuple[date, ...]
    recurrence: Recurrence | None
    since: date | None
    until: date | None
    ongoing: bool
    alternatives: tuple[date, ...]
    problem: str | None
    reading: str
    kind: DeadlineKind
    rule: str = ""
    slots: tuple[Slot, ...] = ()
    provisional: bool = False
