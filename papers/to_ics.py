"""A calendar (.ics) of days that something is due: whole days, told apart for ever by their identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

_PRODUCT = "-//duban//deadlines//ZH"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day in a calendar. ``identity`` never changes, ``revision`` grows with every change, of which the last was at ``changed_at``."""

    identity: str
    on: date
    title: str
    words: str
    address: str
    revision: int
    changed_at: datetime
    is_cancelled: bool = False


def calendar_file(name: str, days: Sequence[DueDay]) -> bytes:
    """The calendar as a file in UTF-8, its lines folded as the standard asks; without alarms."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for day in days:
        made.add_component(_event(day))
    written: bytes = made.to_ical()
    return written


def _event(day: DueDay) -> Event:
    event = Event()
    event.add("uid", day.identity)
    event.add("sequence", day.revision)
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("dtstart", day.on)
    # The end of a whole day is the day after.
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    event.add("description", day.words)
    event.add("url", day.address)
    event.add("status", "CANCELLED" if day.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
