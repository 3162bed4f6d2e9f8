"""The scores of a campaign as they are stored: read by pages, papers and whatever follows from a result."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus
from models.score import Score, ScoreTotal
from reports.scoring.reckoning import Total, total_of
from reports.scoring.sheet import Sheet, SheetItem


@dataclass(frozen=True, slots=True)
class OwnScore:
    """What a unit got: the items in the order of the sheet, each with its row, and how the total comes about."""

    total: ScoreTotal
    lines: tuple[tuple[SheetItem, Score], ...]
    reckoned: Total


def scored_freeze(session: Session, campaign_id: int) -> Freeze | None:
    """The latest freeze of a campaign that was scored; None where none was."""
    rows = (
        select(Freeze)
        .where(
            col(Freeze.campaign_id) == campaign_id,
            select(col(ScoreTotal.id)).where(col(ScoreTotal.freeze_id) == col(Freeze.id)).exists(),
        )
        .order_by(col(Freeze.number).desc())
        .limit(1)
    )
    return session.scalars(rows).first()


def campaign_before(session: Session, campaign: Campaign) -> Campaign | None:
    """The campaign of the same kind that was published last before this one and was scored."""
    rows = (
        select(Campaign)
        .where(
            col(Campaign.kind) == campaign.kind,
            col(Campaign.id) != campaign.id,
            col(Campaign.ends_on) < campaign.ends_on,
            col(Campaign.status).in_((CampaignStatus.PUBLISHED, CampaignStatus.ENDED)),
        )
        .order_by(col(Campaign.ends_on).desc(), col(Campaign.id).desc())
    )
    return next((one for one in session.scalars(rows) if scored_freeze(session, one.id)), None)


def totals(session: Session, freeze_id: int) -> list[ScoreTotal]:
    """The totals of a freeze: by class, the first places first, those without a place last."""
    rows = select(ScoreTotal).where(col(ScoreTotal.freeze_id) == freeze_id)
    return sorted(
        session.scalars(rows),
        key=lambda one: (one.unit_class, one.place is None, one.place or 0, one.unit_id),
    )


def of_unit(session: Session, unit_id: int) -> list[tuple[Campaign, Freeze, ScoreTotal]]:
    """The published results of a unit, the latest first."""
    rows = (
        select(Campaign, Freeze, ScoreTotal)
        .join(Freeze, col(Freeze.campaign_id) == col(Campaign.id))
        .join(ScoreTotal, col(ScoreTotal.freeze_id) == col(Freeze.id))
        .where(
            col(ScoreTotal.unit_id) == unit_id,
            col(Campaign.published_on).is_not(None),
            col(Campaign.status).in_((CampaignStatus.PUBLISHED, CampaignStatus.ENDED)),
        )
        .order_by(col(Campaign.ends_on).desc(), col(Campaign.id).desc(), col(Freeze.number).desc())
    )
    found: dict[int, tuple[Campaign, Freeze, ScoreTotal]] = {}
    for campaign, freeze, total in session.execute(rows):
        found.setdefault(campaign.id, (campaign, freeze, total))
    return list(found.values())


def own_score(session: Session, freeze_id: int, unit_id: int, sheet: Sheet) -> OwnScore | None:
    """The score of a unit in a freeze; None where it has none."""
    total = session.scalars(
        select(ScoreTotal).where(col(ScoreTotal.freeze_id) == freeze_id, col(ScoreTotal.unit_id) == unit_id)
    ).first()
    if total is None:
        return None
    rows = session.scalars(
        select(Score).where(col(Score.freeze_id) == freeze_id, col(Score.unit_id) == unit_id)
    )
    lines = in_order(sheet, list(rows))
    return OwnScore(total, lines, total_of(sheet, [(item, row.points) for item, row in lines]))


def in_order(sheet: Sheet, rows: Sequence[Score]) -> tuple[tuple[SheetItem, Score], ...]:
    """The rows of a unit with their items, in the order of the sheet."""
    by_code = {one.item: one for one in rows}
    return tuple((item, by_code[item.code]) for item in sheet.items if item.code in by_code)


def unrated(session: Session, freeze: Freeze) -> int:
    """How many items of units nobody has rated yet, and which are left out of the totals of a freeze for that."""
    rows = session.scalars(
        select(col(Score.calculation)).where(col(Score.freeze_id) == freeze.id, col(Score.points).is_(None))
    )
    return sum(one.get("missing") == "尚未评分" and one["full"] != "0" for one in rows)
