"""The working calendar as a table: what the sweep counts with, made anew when the calendar changes."""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from sqlalchemy import delete, insert
from sqlmodel import Session

from models.base import Table
from models.ladder import CalendarDay, CalendarMark
from schedules.workdays import WorkCalendar

FIRST = date(2015, 1, 1)
"""The first day that is stored."""
LAST = date(2065, 12, 31)
"""The last day that is stored: no ladder looks further."""

# By the table itself: by its class each of the twenty thousand rows would be looked at twice.
_DAYS = Table.metadata.tables["calendar_day"]


def store_calendar(session: Session, calendar: WorkCalendar) -> bool:
    """See to it that the table says what the calendar says; whether it had to be made anew."""
    mark = _mark(calendar)
    kept = session.get(CalendarMark, 1)
    if kept is not None and kept.sha256 == mark:
        return False
    session.execute(delete(CalendarDay))
    session.execute(insert(_DAYS), list(_days(calendar)))
    if kept is None:
        session.add(CalendarMark(id=1, sha256=mark))
    else:
        kept.sha256 = mark
        session.add(kept)
    session.flush()
    return True


def _days(calendar: WorkCalendar) -> Iterator[dict[str, object]]:
    number = 0
    for ordinal in range(FIRST.toordinal(), LAST.toordinal() + 1):
        day = date.fromordinal(ordinal)
        is_worked = calendar.is_workday(day)
        number += is_worked
        yield {"day": day, "ordinal": ordinal, "number": number, "is_worked": is_worked}


@lru_cache(maxsize=4)
def _mark(calendar: WorkCalendar) -> str:
    worked = ("1" if day["is_worked"] else "0" for day in _days(calendar))
    return hashlib.sha256(f"{FIRST} {''.join(worked)}".encode()).hexdigest()
