"""The gap between what a unit gave itself and what it got (自评差): shown for every item, a large one is to be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze
from models.evaluation_words import Assessor
from models.score import Score
from reports.scoring.facts import GivenPoints
from reports.scoring.reckoning import rounded
from reports.scoring.sheet import Sheet, SheetItem
from supervision.campaigns.ratings import given_by_unit


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that a unit rated itself: its own points, what others or the figures give, and whether they lie far apart.

    ``others`` and ``difference`` (自评 less the others) are None where nobody else has said anything yet.
    """

    unit_id: int
    item: SheetItem
    own: Decimal
    others: Decimal | None
    difference: Decimal | None
    is_large: bool


def gaps(
    session: Session, campaign: Campaign, freeze: Freeze | None, sheet: Sheet, unit_id: int | None = None
) -> list[Gap]:
    """The gaps of a campaign, or of one unit: by unit, in the order of the sheet."""
    given = given_by_unit(session, campaign.id, unit_id)
    points = _points(session, freeze, [unit for unit, items in given.items() if _rated_itself(items)])
    found = []
    for unit, items in sorted(given.items()):
        for item in sheet.items:
            own = items.get(item.code, {}).get(Assessor.SELF)
            if own is None:
                continue
            others = _others(item, items[item.code]) if item.takes_ratings else points.get((unit, item.code))
            mine = rounded(own.mean)
            difference = None if others is None else mine - others
            is_large = difference is not None and abs(difference) * 100 >= sheet.gap_percent * item.full
            found.append(Gap(unit, item, mine, others, difference, is_large))
    return found


def _rated_itself(items: Mapping[str, Mapping[Assessor, GivenPoints]]) -> bool:
    return any(Assessor.SELF in groups for groups in items.values())


def _others(item: SheetItem, groups: Mapping[Assessor, GivenPoints]) -> Decimal | None:
    """What all others give, by their weights; the unit's own word is left out, whatever weight it has."""
    heard = [group for group in item.raters if group is not Assessor.SELF and group in groups]
    if not heard:
        return None
    weight = sum((Fraction(item.raters[group]) for group in heard), Fraction(0))
    return rounded(
        sum((Fraction(item.raters[group]) * groups[group].mean for group in heard), Fraction(0)) / weight
    )


def _points(session: Session, freeze: Freeze | None, units: list[int]) -> dict[tuple[int, str], Decimal]:
    if freeze is None or not units:
        return {}
    rows = session.execute(
        select(col(Score.unit_id), col(Score.item), col(Score.points)).where(
            col(Score.freeze_id) == freeze.id, col(Score.unit_id).in_(units), col(Score.points).is_not(None)
        )
    )
    return {(unit, item): points for unit, item, points in rows if points is not None}
