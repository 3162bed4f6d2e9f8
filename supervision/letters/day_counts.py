"""What a day raised and what it sent, in counts; units are named, people are not."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Integer, cast, func, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.notice import Delivery, Notice
from models.unit import Unit
from models.words import DeliveryStatus, NoticeKind


@dataclass(slots=True)
class UnitCount:
    """How many notices of each kind were raised about a unit's assignments on a day, and how many late."""

    unit: str
    kinds: dict[NoticeKind, int] = field(default_factory=dict)
    late: int = 0

    @property
    def total(self) -> int:
        """All kinds together."""
        return sum(self.kinds.values())


def raised_on(session: Session, day: date) -> list[UnitCount]:
    """What was raised on this day for each unit that anything was raised for, the most first."""
    rows = session.execute(
        select(
            col(Assignment.unit_id),
            col(Notice.kind),
            func.count(),
            func.sum(cast(col(Notice.late), Integer)),
        )
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Notice.raised_on) == day)
        .group_by(col(Assignment.unit_id), col(Notice.kind))
    ).all()
    called = {unit.id: unit.called for unit in session.scalars(select(Unit))} if rows else {}
    counts: dict[int, UnitCount] = {}
    for unit_id, kind, count, late in rows:
        one = counts.setdefault(unit_id, UnitCount(called[unit_id]))
        one.kinds[kind] = count
        one.late += late or 0
    return sorted(counts.values(), key=lambda one: (-one.total, one.unit))


def letters_of(session: Session, day: date) -> dict[str, dict[DeliveryStatus, int]]:
    """How many of the day's letters have come how far, by the channel's name."""
    rows = session.execute(
        select(col(Delivery.channel), col(Delivery.status), func.count())
        .where(col(Delivery.day) == day)
        .group_by(col(Delivery.channel), col(Delivery.status))
        .order_by(col(Delivery.channel))
    )
    channels: defaultdict[str, dict[DeliveryStatus, int]] = defaultdict(dict)
    for channel, status, count in rows:
        channels[channel][status] = count
    return dict(channels)
