"""Who sees which issue: the office all, a unit those that were sent to it, and its own pieces wherever they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.unit import Unit
from supervision.actor import Actor

_OUT = (BulletinStatus.ISSUED, BulletinStatus.VOIDED)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A piece of a unit that was published (采用), and where."""

    item: BulletinItem
    bulletin: Bulletin
    series: BulletinSeries
    unit: Unit


def kept(session: Session, series_id: int | None = None) -> list[Bulletin]:
    """Every issue that is no draft, the latest first."""
    rows = select(Bulletin).where(col(Bulletin.status) != BulletinStatus.DRAFT)
    if series_id is not None:
        rows = rows.where(col(Bulletin.series_id) == series_id)
    return list(
        session.exec(
            rows.order_by(
                col(Bulletin.year).desc(),
                col(Bulletin.is_supplement),
                col(Bulletin.number).desc(),
                col(Bulletin.id).desc(),
            )
        )
    )


def sent_to(session: Session, unit_id: int) -> list[Bulletin]:
    """The issues that went to a unit by the lists of their day, the latest first."""
    rows = session.exec(
        select(Bulletin)
        .where(col(Bulletin.status).in_(_OUT))
        .order_by(col(Bulletin.issued_at).desc(), col(Bulletin.id).desc())
    )
    return [one for one in rows if unit_id in one.distribution.get("units", ())]


def may_see(actor: Actor, bulletin: Bulletin) -> bool:
    """Whether this person may look at the whole issue."""
    if actor.is_of_the_office:
        return True
    sent: Iterable[int] = bulletin.distribution.get("units", ())
    return actor.unit_id is not None and bulletin.status in _OUT and actor.unit_id in sent


def adopted(session: Session, unit_id: int | None = None, since: date | None = None) -> list[Adopted]:
    """The pieces that were published, of one unit or of all, the latest first. For information, not for points."""
    rows = (
        select(BulletinItem, Bulletin, BulletinSeries, Unit)
        .join(Bulletin, col(Bulletin.id) == col(BulletinItem.bulletin_id))
        .join(BulletinSeries, col(BulletinSeries.id) == col(Bulletin.series_id))
        .join(Unit, col(Unit.id) == col(BulletinItem.unit_id))
        .where(col(Bulletin.status) == BulletinStatus.ISSUED)
        .order_by(col(Bulletin.issued_at).desc(), col(BulletinItem.position))
    )
    if unit_id is not None:
        rows = rows.where(col(BulletinItem.unit_id) == unit_id)
    if since is not None:
        rows = rows.where(col(Bulletin.dated_on) >= since)
    return [Adopted(item, bulletin, series, unit) for item, bulletin, series, unit in session.exec(rows)]


def used_in(session: Session, update_ids: Iterable[int]) -> dict[int, list[Bulletin]]:
    """In which issues (drafts included) each of these reports stands."""
    found: dict[int, list[Bulletin]] = {}
    rows = (
        select(BulletinItem.update_id, Bulletin)
        .join(Bulletin, col(Bulletin.id) == col(BulletinItem.bulletin_id))
        .where(
            col(BulletinItem.update_id).in_(list(update_ids)),
            col(Bulletin.status) != BulletinStatus.VOIDED,
        )
    )
    for update_id, bulletin in session.exec(rows):
        if update_id is not None:
            found.setdefault(update_id, []).append(bulletin)
    return found
