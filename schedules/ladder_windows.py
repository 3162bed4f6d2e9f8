"""The ladder in windows of days: which deadlines have reached a rung, for a database to look up.

``ladder`` says of one assignment whether a rung's day has come; here the same is said of all at once, as bounds
on the deadline. All days of looking are working days, so that "the rung's day lies not after this day" is
one comparison.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from schedules.ladder import Pack, Rung, Track
from schedules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class DueWindow:
    """Deadlines after ``after`` (None: however early) and up to ``until``."""

    after: date | None
    until: date


def last_due(workdays: int, day: date, calendar: WorkCalendar) -> date:
    """The latest deadline whose rung of so many working days has come by ``day``, a working day.

    For a rung after the hand-over the same holds of the day of the hand-over.
    """
    return calendar.shift(day, 1 - workdays) - timedelta(days=1)


def last_due_by_share(percent_left: int, day: date, first_assigned: date) -> date:
    """A bound on the deadlines of which this share of the time, or less, is left on ``day``.

    Nothing was assigned before ``first_assigned``; the exact answer depends on each assignment.
    """
    gone = (day - first_assigned).days
    return day + timedelta(days=max(0, gone) * percent_left // (100 - percent_left) + 1)


def due_window(
    rung: Rung, pack: Pack, today: date, calendar: WorkCalendar, first_assigned: date
) -> DueWindow:
    """Where to look for what has reached a rung counted from the deadline, and no higher one that is for all.

    Whatever has passed a higher rung that nothing but the day decides is given that one.
    """
    if rung.percent_left is not None:
        until = last_due_by_share(rung.percent_left, today, first_assigned)
    else:
        assert rung.workdays is not None
        until = last_due(rung.workdays, today, calendar)
    # Of a short task a share of the time may end after the days before the deadline, never after those behind it.
    least = 1 if rung.workdays is None else rung.workdays
    rungs = pack.on(Track.DEADLINE)
    higher = (one.workdays for one in rungs[rungs.index(rung) + 1 :] if one.is_for_all)
    after = next(
        (last_due(days, today, calendar) for days in higher if days is not None and days >= least), None
    )
    return DueWindow(after, until)


def day_before(day: date, calendar: WorkCalendar) -> date:
    """The last working day before ``day``: a rung that had come by then is late, or belongs to an earlier pack."""
    return calendar.previous(day - timedelta(days=1))
