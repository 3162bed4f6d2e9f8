"""Who hears in whose place, and from which hour: absence, deputies, quiet hours."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.unit import Contact
from schedules.clock import ZONE


def has_left(contact: Contact, day: date) -> bool:
    """Whether the person has given up the post by this day."""
    return contact.left_on is not None and contact.left_on <= day


def is_away(contact: Contact, day: date) -> bool:
    """Whether the person is away on this day; an absence without an end lasts until one is written."""
    if contact.away_from is None and contact.away_until is None:
        return False
    begun = contact.away_from is None or contact.away_from <= day
    return begun and (contact.away_until is None or day <= contact.away_until)


def deputy(contact: Contact, able: Sequence[Contact], day: date) -> Contact | None:
    """The contact of the same unit who hears while this person is away, of those whom some channel reaches.

    None where nobody can: no deputy is named, or that one has no address, has left, or is away too.
    """
    standing_in = (
        other
        for other in able
        if other.unit_id == contact.unit_id
        and other.name == contact.deputy
        and other.id != contact.id
        and not has_left(other, day)
        and not is_away(other, day)
    )
    return next(standing_in, None) if contact.deputy else None


def speaking_hour(now: datetime, quiet_from: str, quiet_until: str) -> datetime:
    """The first moment from ``now`` on that is outside the quiet hours, which may run over midnight.

    Hours are HH:MM on the office's clock; empty ones mean none.
    """
    if not quiet_from or not quiet_until:
        return now
    local = now.astimezone(ZoneInfo(ZONE))
    start, end = time.fromisoformat(quiet_from), time.fromisoformat(quiet_until)
    at = local.time().replace(tzinfo=None)
    is_quiet = start <= at < end if start < end else at >= start or at < end
    if not is_quiet:
        return now
    ends_on = local.date() if at < end else local.date() + timedelta(days=1)
    return datetime.combine(ends_on, end, ZoneInfo(ZONE))
