"""What the sentence so far says, for the phrases that lean on it."""

import re
from dataclasses import dataclass
from datetime import date

from schedules.deadlines.contexts import SENTENCE_ENDS, Surroundings, surroundings
from schedules.deadlines.reading import DeadlineReading
from schedules.deadlines.words import YEAR, YEAR_WORD
from schedules.periods import Recurrence
from schedules.workdays import WorkCalendar

_SAYS_YEAR = re.compile(rf"{YEAR}年|20\d\d[—./]|{YEAR_WORD}|十[一二三四五六七八九]?五")
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
    day: date | None = None
    recurrence: Recurrence | None = None
    since: date | None = None
    until: date | None = None
    read_to: int = 0

    def advance(self, at: int) -> None:
        """Go on to a phrase at this offset, and forget what an earlier sentence said."""
        if _END.search(self.text, self.read_to, at):
            self.year = self.frame_year = self.day = self.recurrence = self.since = self.until = None
        self.read_to = max(self.read_to, at)

    def around(self, start: int, end: int) -> Surroundings:
        """What stands around a phrase."""
        return surroundings(self.text, start, end)

    def take(self, reading: DeadlineReading) -> None:
        """Remember the day, the year that was said, and the recurrence of a reading for what follows it."""
        if reading.recurrence is not None:
            self.recurrence = reading.recurrence
        elif reading.due:
            last = reading.due[-1]
            self.day = last
            # A year that was itself told by the day of the document says nothing of the next date.
            if self.year is not None or _SAYS_YEAR.search(reading.phrase):
                self.year = last.year


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """A stretch that a rule understood and that states no deadline; reading goes on at ``end``."""

    end: int


Outcome = DeadlineReading | NoDeadline | None
