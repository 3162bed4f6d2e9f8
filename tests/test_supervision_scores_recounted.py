"""Every computed point of a campaign worked out again from the raw frozen rows, in plain Python, by another way."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from sqlmodel import Session, select

from models.campaign import FrozenItem
from models.score import Score, ScoreTotal
from models.unit import Unit
from models.words import Role, Status, UnitLevel, Verification
from schedules.lights import Light
from supervision.campaigns.scores import compute
from tests.scored_office import AS_OF, NOW, STARTS, ScoredOffice

LOOKED = (Verification.ON_SITE, Verification.THIRD_PARTY)


def chance(office: ScoredOffice, unit: Unit, dice: random.Random) -> None:
    """One assignment of this unit, as chance will have it."""
    due_on = None if dice.random() < 0.1 else date(2026, 1, 1) + timedelta(days=dice.randrange(450))
    is_closed = dice.random() < 0.5
    handed_in = (due_on or date(2026, 8, 1)) + timedelta(days=dice.randrange(-30, 30))
    is_closed = is_closed and handed_in <= AS_OF
    is_red = not is_closed and due_on is not None and due_on <= AS_OF
    is_behind = is_closed and due_on is not None and handed_in > due_on
    office.holds(
        unit,
        role=dice.choice(list(Role)),
        status=Status.CLOSED if is_closed else Status.UNDERWAY,
        assigned_on=STARTS,
        due_on=due_on,
        first_due_on=due_on,
        submitted_on=handed_in if is_closed else None,
        closed_on=handed_in if is_closed else None,
        verification=dice.choice(list(Verification)) if is_closed else None,
        light=(Light.BLUE if is_closed else Light.RED if is_red else Light.GREEN).value,
        workdays_late=dice.randrange(1, 70) if is_red or is_behind else 0,
        percent=None if is_closed else dice.choice([None, 0, 30, 80]),
        returns=dice.choice([0, 0, 0, 1, 2]),
    )


def hundredths(value: Fraction) -> Decimal:
    """To hundredths, half up, by decimal arithmetic of many places."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def recount(rows: list[FrozenItem]) -> dict[str, Decimal | None]:
    """The points of the computed items of the yearly sheet, for a department."""
    due = [row for row in rows if row.due_on is not None and row.due_on <= AS_OF]
    closed = [row for row in rows if row.closed_on is not None]

    def in_time(row: FrozenItem) -> bool:
        return row.closed_on is not None and row.submitted_on is not None and row.submitted_on <= row.due_on  # type: ignore[operator]

    def share(part: int | Fraction, whole: int | Fraction, full: int) -> Decimal | None:
        return hundredths(Fraction(part) / Fraction(whole) * full) if whole else None

    def weighed(chosen: Callable[[FrozenItem], bool]) -> int:
        return sum(1 if row.role is Role.SUPPORTING else 2 for row in due if chosen(row))

    kept = sum((max(Fraction(0), 1 - Fraction(row.workdays_late, 50)) for row in due), Fraction(0))
    early = [row for row in closed if row.due_on and row.submitted_on and row.submitted_on < row.due_on]
    return {
        "A1": share(sum(row.closed_on is not None for row in due), len(due), 20),
        "A2": share(sum(in_time(row) for row in due), len(due), 15),
        "A3": share(kept, len(due), 5),
        "B1": share(weighed(lambda row: row.closed_on is not None), weighed(lambda _: True), 20),
        "B2": share(sum(row.verification in LOOKED for row in closed), len(closed), 10),
        "E1": max(Decimal(-3), hundredths(Fraction(-sum(row.returns for row in rows), 2))),
        "E4": min(Decimal(2), hundredths(Fraction(len(early), 5))),
    }


@pytest.mark.parametrize("seed", range(3))
def test_every_computed_point_agrees_with_the_raw_rows(session: Session, seed: int) -> None:
    dice, office = random.Random(seed), ScoredOffice(session)
    office.task()
    units = []
    for place in range(5):
        unit = Unit(name=f"江临市第{place}局", level=UnitLevel.DEPARTMENT, position=20 + place)
        session.add(unit)
        session.flush()
        units.append(office.unit(unit))
        for _ in range(dice.choice([0, 1, 7, 13])):
            chance(office, unit, dice)
    compute(session, office.freeze, NOW)
    totals: dict[int, Decimal | None] = {}
    for unit in units:
        rows = list(session.exec(select(FrozenItem).where(FrozenItem.unit_id == unit.id)))
        scores = {one.item: one for one in session.exec(select(Score).where(Score.unit_id == unit.id))}
        for code, points in recount(rows).items():
            assert scores[code].points == points, (code, scores[code].calculation)
        base = [one for one in scores.values() if one.full and one.points is not None]
        extra = sum((one.points or 0 for one in scores.values() if not one.full), Decimal(0))
        possible = sum((one.full for one in base), Decimal(0))
        if possible:
            exact = sum((one.points or 0 for one in base), Decimal(0)) * 100 / possible + extra
            expected = min(Decimal(100), max(Decimal(0), exact)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        total = session.exec(select(ScoreTotal).where(ScoreTotal.unit_id == unit.id)).one()
        assert total.total == (expected if possible else None)
        totals[unit.id] = total.total if possible >= 40 else None
    for unit in units:
        own = totals[unit.id]
        stands = session.exec(select(ScoreTotal).where(ScoreTotal.unit_id == unit.id)).one().place
        better = sum(other is not None and own is not None and other > own for other in totals.values())
        assert stands == (None if own is None else better + 1)
