"""Every figure of the indicators worked out a second time, from the raw rows, by other means."""

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import text

from models.task import Indicator, IndicatorShare, Reading
from models.words import UnitLevel, Verification
from reports.measures.standings import Stood, stood
from tests.reported_office import ReportedOffice, at

YEAR_END, TODAY = date(2026, 12, 31), date(2026, 9, 20)
KINDS = ("new", "stock", "rate", "floor", "average", "increase", "money", "cumulative")


def filled(seed: int) -> ReportedOffice:
    """An office with an indicator of every kind, broken down to some units, of which some report some months."""
    chance, office = random.Random(seed), ReportedOffice()
    document = office.document(issued_on=date(2025, 12, 31))
    units = [office.unit(f"单位{n}", UnitLevel.COUNTY) for n in range(8)]
    for kind in KINDS:
        ratio = kind in ("rate", "floor")
        indicator = Indicator(
            document_id=document.id, name=f"第{kind}项", relation=">=", target=Decimal(chance.randint(50, 900)), measure="%" if ratio else "人",
            kind=kind, by=YEAR_END, starts_on=date(2026, 1, 1), text="原文",
            accrual=chance.choice(("", "period", "year")) if kind in ("new", "money", "cumulative") else "",
            base=Decimal(100) if kind == "increase" else None, base_on=date(2025, 12, 31) if kind == "increase" else None,
        )  # fmt: skip
        office.session.add(indicator)
        office.session.flush()
        for unit in chance.sample(units, chance.randint(1, 8)):
            share = IndicatorShare(
                indicator_id=indicator.id, unit_id=unit.id, unit_class=chance.choice(("甲", "乙")),
                target=Decimal(chance.choice((50, 80))), base=Decimal(chance.randint(0, 20)) if kind == "increase" else None,
                since=date(2026, 4, 1) if chance.random() < 0.2 else None,
            )  # fmt: skip
            office.session.add(share)
            for month in sorted(chance.sample(range(1, 12), chance.randint(0, 4))):
                of = chance.randint(1, 60)
                office.session.add(
                    Reading(
                        indicator_id=indicator.id, unit_id=unit.id, as_of=date(2026, month, 15),
                        value=Decimal(chance.randint(0, 100)), numerator=Decimal(chance.randint(0, of)) if ratio else None,
                        denominator=Decimal(of) if ratio else None, verification=Verification.REPORTED,
                        reported_at=at(date(2026, month, 16)), reported_by="甲",
                    )
                )  # fmt: skip
    office.session.flush()
    return office


def rows(office: ReportedOffice, statement: str) -> list[dict[str, Any]]:
    return [dict(row) for row in office.session.execute(text(statement)).mappings()]


def recounted(office: ReportedOffice, of_class: str = "") -> dict[int, tuple[Fraction | None, int]]:
    """Of each indicator its value on TODAY and how many units are missing, from the raw rows."""
    made = {}
    for indicator in rows(office, "SELECT * FROM indicator"):
        shares = rows(office, f"SELECT * FROM indicator_share WHERE indicator_id = {indicator['id']}")
        shares = [one for one in shares if not of_class or one["unit_class"] == of_class]
        latest, total, dips, missing = [], Fraction(0), [], 0
        for share in shares:
            first = max(share["since"] or "", "2026-01-01")
            own = sorted(
                (
                    one
                    for one in rows(office, f"SELECT * FROM reading WHERE indicator_id = {indicator['id']}")
                    if one["unit_id"] == share["unit_id"] and first <= one["as_of"] <= TODAY.isoformat()
                ),
                key=lambda one: one["as_of"],
            )
            if not own:
                missing += 1
                continue
            latest.append((share, own[-1]))
            counted = own if indicator["accrual"] == "period" else own[-1:]
            total += sum(Fraction(str(one["value"])) for one in counted)
            if indicator["kind"] == "floor":
                parts = [
                    100 * Fraction(str(one["numerator"])) / Fraction(str(one["denominator"])) for one in own
                ]
                dips += [part for part in parts if part < share["target"]] + parts[-1:]
        made[indicator["id"]] = (_value(indicator["kind"], latest, total, dips), missing)
    return made


def _value(kind: str, latest: list[Any], total: Fraction, dips: list[Fraction]) -> Fraction | None:
    if not latest:
        return None
    if kind == "rate":
        below = sum((Fraction(str(one["denominator"])) for _, one in latest), Fraction(0))
        return 100 * sum((Fraction(str(one["numerator"])) for _, one in latest), Fraction(0)) / below
    if kind == "floor":
        return min(dips)
    if kind == "increase":
        return sum(
            (Fraction(str(one["value"])) - Fraction(str(share["base"])) for share, one in latest), Fraction(0)
        )
    if kind == "average":
        last = max(date.fromisoformat(one["as_of"]) for _, one in latest)
        return total / Fraction((last - date(2025, 12, 31)).days, 365)
    return total


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_agrees_with_a_plain_count_of_the_raw_rows(seed: int) -> None:
    office = filled(seed)
    standing: dict[int, Stood] = {one.indicator.id: one for one in stood(office.session, TODAY, 5)}
    expected = recounted(office)

    assert set(standing) == set(expected)
    for number, (value, missing) in expected.items():
        one = standing[number].measured
        assert (one.value is None) == (value is None), one.target.kind
        assert len(one.missing) == missing
        if one.value is not None and value is not None:
            assert abs(Fraction(one.value) - value) <= Fraction(1, 20000), (one.target.kind, one.value, value)


@pytest.mark.parametrize("seed", range(4))
def test_every_class_agrees_with_a_plain_count_of_its_rows(seed: int) -> None:
    office = filled(seed)
    for name in ("甲", "乙"):
        expected = recounted(office, name)
        for one in stood(office.session, TODAY, 5):
            if name not in one.whole.by_class:
                continue
            own, (value, missing) = one.whole.by_class[name], expected[one.indicator.id]
            assert len(own.missing) == missing
            assert own.value is None or (
                value is not None and abs(Fraction(own.value) - value) <= Fraction(1, 20000)
            )


def test_what_was_entered_later_is_in_no_figure_of_an_earlier_day() -> None:
    office = filled(3)
    before = [one.measured.value for one in stood(office.session, TODAY, 5)]
    for indicator in rows(office, "SELECT * FROM indicator"):
        for share in rows(office, f"SELECT * FROM indicator_share WHERE indicator_id = {indicator['id']}"):
            office.session.add(
                Reading(
                    indicator_id=indicator["id"], unit_id=share["unit_id"], as_of=TODAY - timedelta(1), value=Decimal(7),
                    verification=Verification.REPORTED, reported_at=at(TODAY + timedelta(1)), reported_by="甲",
                )
            )  # fmt: skip
    office.session.flush()

    assert [one.measured.value for one in stood(office.session, TODAY, 5)] == before
