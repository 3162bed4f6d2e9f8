"""The stored indicators with their documents, shares and readings, each measured as a whole on a day."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from models.document import Document
from models.task import Indicator, IndicatorShare, Reading, Task
from reports.measures.forecast import Ahead
from reports.measures.stored import target_of, target_of_share, value_from
from reports.measures.target import Measured, Target, Value
from reports.measures.understood import changed_since
from reports.measures.whole import Share, Whole, ahead, whole
from reports.sources import without_texts
from reports.standing import end_of
from reports.wholes import is_of_a_whole


@dataclass(frozen=True)
class Stood:
    """An indicator with all that was known of it on a day. Readings are the oldest first."""

    indicator: Indicator
    document: Document
    target: Target
    shares: tuple[Share, ...]
    readings: tuple[Reading, ...]
    as_of: date
    margin: int

    @cached_property
    def values(self) -> dict[int | None, tuple[Value, ...]]:
        """What was reported, by unit; the office's own under None."""
        made: dict[int | None, list[Value]] = defaultdict(list)
        for reading in self.readings:
            made[reading.unit_id].append(value_from(reading))
        return {unit: tuple(values) for unit, values in made.items()}

    @cached_property
    def whole(self) -> Whole:
        """Where it stands as a whole, by unit and by class."""
        return whole(self.target, self.shares, self.values, self.as_of, self.margin)

    def of_unit(self, unit_id: int) -> "Stood":
        """The same as this unit alone has and sees it: its own target and readings, nobody else's."""
        target = next((share.target for share in self.shares if share.unit_id == unit_id), self.target)
        own = tuple(reading for reading in self.readings if reading.unit_id == unit_id)
        return replace(self, target=target, shares=(), readings=own)

    @property
    def measured(self) -> Measured:
        """Where it stands as a whole."""
        return self.whole.measured

    @cached_property
    def ahead(self) -> Ahead:
        """Its course, forecast and outlook."""
        return ahead(self.target, self.shares, self.values, self.whole, self.as_of, self.margin)


def stood(
    session: Session, as_of: date, margin: int, only: Collection[int] | None = None
) -> tuple[Stood, ...]:
    """The indicators, or ``only`` those, in the order of the documents, by what was registered and entered up to a day.

    What was entered or understood anew later does not count, so a past day comes out the same again.
    """
    chosen = (
        select(Indicator, Document)
        .join(Document, col(Document.id) == col(Indicator.document_id))
        .join(Task, col(Task.id) == col(Indicator.task_id), isouter=True)
        .where(func.coalesce(col(Task.registered_at), col(Document.received_at)) < end_of(as_of))
        .options(*without_texts())
        .order_by(col(Indicator.document_id), col(Indicator.start), col(Indicator.id))
    )
    if only is not None:
        chosen = chosen.where(col(Indicator.id).in_(only))
    rows = session.exec(chosen).all()
    readings, shares = _readings(session, as_of, only), _shares(session, only)
    since = changed_since(session, as_of)
    made = []
    for indicator, document in rows:
        target = target_of(indicator, document.issued_on, **since.get(indicator.id, {}))
        own = tuple(
            Share(share.unit_id, share.unit_class, target_of_share(target, share))
            for share in shares[indicator.id]
        )
        made.append(Stood(indicator, document, target, own, tuple(readings[indicator.id]), as_of, margin))
    return tuple(made)


def _readings(session: Session, as_of: date, only: Collection[int] | None) -> dict[int, list[Reading]]:
    has_share = exists().where(
        and_(
            col(IndicatorShare.indicator_id) == col(Reading.indicator_id),
            col(IndicatorShare.unit_id) == col(Reading.unit_id),
        )
    )
    chosen = (
        select(Reading)
        .join(Indicator, col(Indicator.id) == col(Reading.indicator_id))
        .where(
            col(Reading.as_of) <= as_of,
            col(Reading.reported_at) < end_of(as_of),
            or_(is_of_a_whole(), has_share),
        )
        .order_by(col(Reading.as_of), col(Reading.id))
    )
    if only is not None:
        chosen = chosen.where(col(Reading.indicator_id).in_(only))
    made: dict[int, list[Reading]] = defaultdict(list)
    for reading in session.exec(chosen):
        made[reading.indicator_id].append(reading)
    return made


def _shares(session: Session, only: Collection[int] | None) -> dict[int, Sequence[IndicatorShare]]:
    chosen = select(IndicatorShare).order_by(col(IndicatorShare.id))
    if only is not None:
        chosen = chosen.where(col(IndicatorShare.indicator_id).in_(only))
    made: dict[int, list[IndicatorShare]] = defaultdict(list)
    for share in session.exec(chosen):
        made[share.indicator_id].append(share)
    return defaultdict(list, made)
