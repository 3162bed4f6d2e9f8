"""Who is still to be rated by whom: the units that a person may rate in a campaign, and how far they have come."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.campaign import Campaign
from models.evaluation_words import Assessor, CampaignStatus
from models.score import Rating
from models.unit import Unit
from models.words import UserRole
from reports.scoring.sheet import Sheet
from supervision.actor import Actor
from supervision.campaigns.ratings import groups_open_to, items_open_to, signature, voter_of
from supervision.campaigns.scope import Scope, units_within
from supervision.campaigns.sheets import sheet_for

_OPEN = (CampaignStatus.PREPARED, CampaignStatus.FROZEN)


@dataclass(frozen=True, slots=True)
class ToRate:
    """A unit that a person may rate, by group: how many items there are and how many have points from this person."""

    unit: Unit
    groups: dict[Assessor, tuple[int, int]]

    @property
    def is_done(self) -> bool:
        """Whether every item has points."""
        return all(done >= items for done, items in self.groups.values())


def to_rate(session: Session, campaign: Campaign, actor: Actor) -> list[ToRate]:
    """The units within the scope that this person may rate, in the order of the directory; none once it is published."""
    if campaign.sheet_id is None or campaign.status not in _OPEN:
        return []
    sheet = sheet_for(session, campaign)
    done = _own(session, campaign, actor)
    found = []
    for unit in units_of(session, campaign, sheet, actor):
        groups = {
            group: (
                len(done.get((unit.id, group), set()) & {one.code for one in items}),
                len(items),
            )
            for group in groups_open_to(session, unit, actor, sheet)
            if (items := items_open_to(sheet, unit, group))
        }
        if groups:
            found.append(ToRate(unit, groups))
    return found


def open_rounds(session: Session, actor: Actor) -> list[tuple[Campaign, list[ToRate]]]:
    """The campaigns in which this person may rate somebody now."""
    rows = select(Campaign).where(col(Campaign.status).in_(_OPEN), col(Campaign.sheet_id).is_not(None))
    every = [
        (one, to_rate(session, one, actor)) for one in session.scalars(rows.order_by(col(Campaign.id).desc()))
    ]
    return [(campaign, units) for campaign, units in every if units]


def units_of(session: Session, campaign: Campaign, sheet: Sheet, actor: Actor | None = None) -> list[Unit]:
    """The units within the scope that the sheet is for; for a unit's own account only those it stands close to."""
    rows = select(Unit).where(
        col(Unit.level).in_(sheet.served),
        or_(col(Unit.ended_on).is_(None), col(Unit.ended_on) > campaign.starts_on),
    )
    scope = Scope.of(campaign.scope)
    if scope.narrows_units:
        rows = rows.where(col(Unit.id).in_(units_within(scope, campaign.ends_on)))
    if actor is not None and actor.role is UserRole.UNIT:
        own = session.get(Unit, actor.unit_id)
        if own is None:
            return []
        beside = (
            col(Unit.parent_id).is_(None) if own.parent_id is None else col(Unit.parent_id) == own.parent_id
        )
        rows = rows.where(
            or_(col(Unit.id).in_((own.id, own.parent_id or 0)), col(Unit.parent_id) == own.id, beside)
        )
    return list(session.scalars(rows.order_by(col(Unit.position), col(Unit.id))))


def progress(session: Session, campaign: Campaign) -> Counter[Assessor]:
    """How many points of each group have come in, of each unit and item counted once."""
    rows = session.execute(
        select(col(Rating.assessor), col(Rating.unit_id), col(Rating.item))
        .where(col(Rating.campaign_id) == campaign.id)
        .distinct()
    )
    return Counter(assessor for assessor, _, _ in rows)


def _own(session: Session, campaign: Campaign, actor: Actor) -> dict[tuple[int, Assessor], set[str]]:
    mine = or_(col(Rating.by) == signature(actor), col(Rating.voter) == voter_of(campaign.id, actor))
    if actor.role is UserRole.UNIT:
        mine = or_(mine, (col(Rating.assessor) == Assessor.SELF) & (col(Rating.unit_id) == actor.unit_id))
    rows = session.execute(
        select(col(Rating.unit_id), col(Rating.assessor), col(Rating.item))
        .where(col(Rating.campaign_id) == campaign.id, mine)
        .distinct()
    )
    found: dict[tuple[int, Assessor], set[str]] = {}
    for unit_id, assessor, item in rows:
        found.setdefault((unit_id, assessor), set()).add(item)
    return found
