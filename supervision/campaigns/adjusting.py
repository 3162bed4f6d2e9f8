"""What an objection that was granted changes: the item's points, the unit's total, and the places of its class."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from models.campaign import Freeze, FrozenFact
from models.evaluation_words import FactKind, Tier
from models.score import Score, ScoreTotal
from reports.scoring.places import places
from reports.scoring.reckoning import Adjustment, readjusted, total_of
from reports.scoring.sheet import Sheet
from reports.scoring.tiers import tiers
from supervision.campaigns.scored import in_order


def adjust(
    session: Session,
    freeze: Freeze,
    sheet: Sheet,
    unit_id: int,
    code: str,
    granted: Mapping[tuple[int, str], Sequence[Adjustment]],
) -> None:
    """Enter what was granted for an item of a unit into its calculation, and let total, places and tiers follow."""
    rows = session.scalars(
        select(Score).where(col(Score.freeze_id) == freeze.id, col(Score.unit_id) == unit_id)
    ).all()
    row = next(one for one in rows if one.item == code)
    item = sheet.item(code)
    assert item is not None
    row.points, row.calculation = readjusted(item, row.calculation, granted.get((unit_id, code), ()))
    session.add(row)
    session.flush()
    reckoned = total_of(sheet, [(one, scored.points) for one, scored in in_order(sheet, rows)])
    session.execute(
        update(ScoreTotal)
        .where(col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.unit_id) == unit_id)
        .values(total=reckoned.total)
    )
    _place_anew(session, freeze, sheet, unit_id)


def standings(
    totals: Mapping[int, Decimal | None], ranked: Mapping[int, bool], sheet: Sheet
) -> dict[int, tuple[int | None, Tier | None]]:
    """Place and tier of each unit of one class. ``ranked`` tells which of them take part in the ranking."""
    counted = {unit: total for unit, total in totals.items() if total is not None and ranked[unit]}
    place, tier = places(counted), tiers(counted, sheet.tiers, sheet.total)
    return {unit: (place.get(unit), tier.get(unit)) for unit in totals}


def is_ranked(sheet: Sheet, since: date | None, as_of: date, possible: Decimal) -> bool:
    """Whether a unit that has held assignments since that day is ranked.

    One that came late, or of whose points too few could be scored (``possible``), is only scored.
    """
    if possible * 100 < sheet.total * sheet.least_percent:
        return False
    return not sheet.least_days or (since is not None and since <= as_of - timedelta(days=sheet.least_days))


def _place_anew(session: Session, freeze: Freeze, sheet: Sheet, unit_id: int) -> None:
    own_class = (
        select(col(ScoreTotal.unit_class))
        .where(col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.unit_id) == unit_id)
        .scalar_subquery()
    )
    rows = session.scalars(
        select(ScoreTotal)
        .where(col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.unit_class) == own_class)
        .execution_options(populate_existing=True)
    ).all()
    facts = session.execute(
        select(col(FrozenFact.subject_id), col(FrozenFact.facts)).where(
            col(FrozenFact.freeze_id) == freeze.id, col(FrozenFact.kind) == FactKind.UNIT
        )
    )
    since = {number: told.get("since") for number, told in facts}
    possible: dict[int, Decimal] = dict(
        session.execute(
            select(col(Score.unit_id), func.sum(col(Score.full)))
            .where(col(Score.freeze_id) == freeze.id, col(Score.points).is_not(None))
            .group_by(col(Score.unit_id))
        )
        .tuples()
        .all()
    )
    ranked = {
        one.unit_id: is_ranked(
            sheet,
            date.fromisoformat(day) if (day := since.get(one.unit_id)) else None,
            freeze.as_of,
            possible.get(one.unit_id, Decimal(0)),
        )
        for one in rows
    }
    found = standings({one.unit_id: one.total for one in rows}, ranked, sheet)
    for one in rows:
        one.place, one.tier = found[one.unit_id]
        session.add(one)
    session.flush()
