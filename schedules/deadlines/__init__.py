"""Reading deadlines: from the words of a document to dates, with a sentence that says how each was read.

The conventions, in one place:

* 前, 底, 末, 内 include the day itself: a deadline is the last day that is still on time.
* 上旬 ends on the 10th, 中旬 on the 20th, 下旬 on the last day of the month; 上半年 on June 30;
  a quarter, a month, a year, a five-year plan on its last day. 到2025年 means 2025-12-31.
* N月前 and N年前 are read as the end of that month or year; the end of the one before is an alternative.
* 24年底 is the year 2024; in a time column 20260630, 2026.6 and 全年 stand for their last day.
* 开学前, 汛期前, 尽快完成 set no date: they are vague, with a problem. 每双月 comes round, but is dated by a person.
* 节前 is the day before the days off begin.
* A date without a year takes the year of the deadline before it in the sentence, else the first such day on or
  after the date of the document.
* A window in working days begins on the day after; so does one in days, weeks, months or years.
* A due date that is no working day stays where it is; the reading names the working days around it.
"""

from schedules.deadlines.instances import occurrences
from schedules.deadlines.reader import read_deadlines
from schedules.deadlines.reading import DeadlineKind, DeadlineReading, Slot
from schedules.periods import Recurrence

__all__ = ["DeadlineKind", "DeadlineReading", "Recurrence", "Slot", "occurrences", "read_deadlines"]
