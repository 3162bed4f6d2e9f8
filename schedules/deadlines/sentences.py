"""What the sentence so far says, for the phrases that lean on it."""

import re
from dataclasses import dataclass
from datetime import date

from schedules.deadlines.contexts import SENTENCE_ENDS, Surroundings, surroundings
from schedules.deadlines.reading import DeadlineReading
from schedules.periods import Recurrence
from schedules.workdays import WorkCalendar

_END = re.compile(f"[{SENTENCE_ENDS}]")


@dataclass(slots=True)
class Sentence:
    """A text being read, and what the deadlines read so far in the sentence hand on to the next.

    Offsets are those of the folded text.
    """

    text: str
    on: date
    calendar: WorkCalendar
    year: int | None = None
    frame_year: int | None = None
    month: int | None = None
    recurrence: Recurrence | None = None
    since: date | None = None
    until: date | None = None
    read_to: int = 0

    def advance(self, at: int) -> None:
        """Go on to a phrase at this offset, and forget what an earlier sentence said."""
        if _END.search(self.text, self.read_to, at):
            self.year = self.frame_year = self.month = self.recurrence = self.since = self.until = None
        self.read_to = max(self.read_to, at)

    def around(self, start: int, end: int) -> Surroundings:
        """What stands around a phrase."""
        return surroundings(self.text, start, end)

    def take(self, reading: DeadlineReading) -> None:
        """Remember the year, month and recurrence of a reading for what follows it."""
        if reading.recurrence is not None:
            self.recurrence = reading.recurrence
        elif reading.due:
            self.year, self.month = reading.due[-1].year, reading.due[-1].month


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """A stretch that a rule understood and that states no deadline; reading goes on at ``end``."""

    end: int


Outcome = DeadlineReading | NoDeadline | None
