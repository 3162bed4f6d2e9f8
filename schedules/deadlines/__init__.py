"""Reading deadlines: from the words of a document to dates, with a sentence that says how each was read.

What is taken for granted where the words leave room stands in ``conventions``.
"""

from schedules.deadlines.conventions import CONVENTIONS, Convention
from schedules.deadlines.instances import occurrences
from schedules.deadlines.reader import read_deadlines
from schedules.deadlines.reading import DeadlineKind, DeadlineReading, Slot
from schedules.periods import Recurrence

__all__ = [
    "CONVENTIONS",
    "Convention",
    "DeadlineKind",
    "DeadlineReading",
    "Recurrence",
    "Slot",
    "occurrences",
    "read_deadlines",
]
