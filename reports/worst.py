"""The worst of what is overdue: how long, how far it was taken, and the unit's latest word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.notice import Notice
from models.words import NoticeKind
from reports.items import Item, read_items
from reports.overdue import Overdue, most_overdue
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

# From the mildest to the gravest.
_CLIMBS = (NoticeKind.CHASER, NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW)


@dataclass(frozen=True, slots=True)
class Worst:
    """An overdue assignment. ``taken_to`` is the gravest that went out about it, None where nothing did.

    ``said_on``, ``progress`` and ``problems`` are the unit's latest report, None and empty where it never spoke.
    """

    overdue: Overdue
    taken_to: NoticeKind | None
    why: str
    said_on: date | None
    progress: str
    problems: str


def worst(
    session: Session, today: date, calendar: WorkCalendar, limits: LightLimits, number: int = 10
) -> list[Worst]:
    """The longest overdue of the office, so many of them."""
    found = most_overdue(session, today, calendar, limit=number)
    ids = [one.assignment_id for one in found]
    if not ids:
        return []
    items = {
        item.assignment_id: item
        for item in read_items(session, today, calendar, limits, col(Assignment.id).in_(ids))
    }
    taken = _taken_to(session, ids)
    return [_of(one, items.get(one.assignment_id), taken.get(one.assignment_id)) for one in found]


def _of(one: Overdue, item: Item | None, taken_to: NoticeKind | None) -> Worst:
    told = item.latest if item else None
    return Worst(
        overdue=one,
        taken_to=taken_to,
        why=item.lamp.why if item else "",
        said_on=told.as_of if told else None,
        progress=told.progress if told else "",
        problems=told.problems if told else "",
    )


def _taken_to(session: Session, ids: Sequence[int]) -> dict[int, NoticeKind]:
    rows = session.execute(
        select(col(Notice.assignment_id), col(Notice.kind)).where(
            col(Notice.assignment_id).in_(ids),
            col(Notice.kind).in_(_CLIMBS),
            # What nobody has signed was never said to anybody.
            or_(col(Notice.needs_signature).is_(False), col(Notice.signed_by) != ""),
        )
    )
    gravest: dict[int, NoticeKind] = {}
    for number, kind in rows:
        gravest[number] = max(kind, gravest.get(number, kind), key=_CLIMBS.index)
    return gravest
