"""The days on which a recurring duty falls due, on the fixed calendar of its phrase."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from schedules.deadlines.reading import DeadlineReading, Slot
from schedules.periods import Recurrence, add_months, days_in_month, month_end, period_end
from schedules.workdays import WorkCalendar, work_calendar


def occurrences(
    reading: DeadlineReading, start: date, until: date, calendar: WorkCalendar | None = None
) -> list[date]:
    """The days from ``start`` to ``until``, both included, on which a recurring duty falls due, within its bounds.

    A reading without recurrence gives its own dates in that stretch. Days are on the fixed calendar of the
    phrase, never counted from the last time the duty was done. ``calendar`` serves slots that count working days.
    """
    first = max(start, reading.since or start)
    last = min(until, reading.until or until)
    if reading.recurrence is None:
        return [day for day in reading.due if first <= day <= last]
    slots = reading.slots or _slots_of(reading)
    return list(_days(reading.recurrence, slots, first, last, calendar or work_calendar()))


def first_day(
    recurrence: Recurrence, slots: Sequence[Slot], start: date, until: date | None, calendar: WorkCalendar
) -> date | None:
    """The first day of the slots from ``start`` to ``until``, or None."""
    return next(_days(recurrence, slots, start, until or date.max, calendar), None)


def bare_slots(recurrence: Recurrence) -> tuple[Slot, ...]:
    """Where the instances of a recurrence lie that names no day: at the end of its period."""
    if recurrence is Recurrence.WEEKLY:
        return (Slot(weekday=6),)
    return (Slot(max(recurrence.months - 1, 0)),)


def _slots_of(reading: DeadlineReading) -> tuple[Slot, ...]:
    """The slots of a reading that was stored without them: those its first dates lie in."""
    recurrence = reading.recurrence
    if recurrence is None or not reading.due:
        return bare_slots(recurrence) if recurrence else ()
    if recurrence is Recurrence.WEEKLY:
        return tuple(Slot(weekday=day.weekday()) for day in reading.due)
    length = recurrence.months or 1
    return tuple(
        Slot((day.month - 1) % length, 31 if day == month_end(day.year, day.month) else day.day)
        for day in reading.due
    )


def _days(
    recurrence: Recurrence, slots: Sequence[Slot], start: date, until: date, calendar: WorkCalendar
) -> Iterator[date]:
    """The days of the slots from ``start`` to ``until``, in order."""
    try:
        period = _period_start(recurrence, start)
        # A slot may lie in the period after its own (次月5日), so begin one period early.
        period = _before(recurrence, period)
        while True:
            for day in sorted({_day(recurrence, slot, period, calendar) for slot in slots}):
                if day > until:
                    return
                if day >= start:
                    yield day
            period = _next(recurrence, period)
    except (OverflowError, ValueError):
        return  # the end of the calendar


def _period_start(recurrence: Recurrence, day: date) -> date:
    if recurrence is Recurrence.DAILY:
        return day
    if recurrence is Recurrence.WEEKLY:
        return day - timedelta(days=day.weekday())
    end = period_end(recurrence, day)
    return date(end.year, end.month - recurrence.months + 1, 1)


def _next(recurrence: Recurrence, period: date) -> date:
    if recurrence.months:
        return add_months(period, recurrence.months)
    return period + timedelta(days=7 if recurrence is Recurrence.WEEKLY else 1)


def _before(recurrence: Recurrence, period: date) -> date:
    if recurrence.months:
        return add_months(period, -recurrence.months) if period.year > 1 else period
    return period - timedelta(days=7 if recurrence is Recurrence.WEEKLY else 1) if period.year > 1 else period


def _day(recurrence: Recurrence, slot: Slot, period: date, calendar: WorkCalendar) -> date:
    if recurrence is Recurrence.DAILY:
        return period
    if recurrence is Recurrence.WEEKLY:
        return period + timedelta(days=slot.weekday or 0)
    month = add_months(period, slot.month)
    if slot.workdays is None:
        return month.replace(day=min(slot.day, days_in_month(month.year, month.month)))
    if slot.workdays > 0:
        return calendar.shift(month - timedelta(days=1), slot.workdays)
    return calendar.previous(month_end(month.year, month.month))
