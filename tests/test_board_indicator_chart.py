"""The picture of an indicator: everything in its place, nothing outside the box."""

import re
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from board.indicator_chart import Curve, curve, scale
from models.indicator_words import TargetKind
from reports.measures.forecast import look_ahead
from reports.measures.target import Target, Value
from tests.targets import D, stands, target, value

Kind = TargetKind
JUNE = date(2026, 6, 30)


def drawn(one: Target, *values: Value) -> Curve | None:
    measured = stands(one, *values)
    return curve("走势", measured, look_ahead(measured, values, JUNE), JUNE)


def inside(one: Curve) -> bool:
    numbers = [
        pair
        for path in (one.line, one.pace, one.ahead, one.band)
        for pair in re.findall(r"[ML](\S+) (\S+)", path)
    ]
    marks = [(float(x), float(y)) for x, y in numbers] + [(mark.x, mark.y) for mark in one.marks]
    return all(
        one.left - 0.1 <= x <= one.right + 0.1 and 0 <= y <= one.bottom + 0.1 for x, y in marks
    ) and all(0 <= goal.at <= one.bottom + 0.1 for goal in one.goals)


def test_without_a_value_there_is_no_picture() -> None:
    assert drawn(target(Kind.NEW)) is None


def test_the_curve_has_target_pace_forecast_and_its_range() -> None:
    one = drawn(target(Kind.NEW), value("02-28", "18"), value("04-30", "30"), value("06-30", "52"))

    assert one is not None
    assert [mark.value for mark in one.marks] == [D(18), D(30), D(52)]
    assert (len(one.goals), bool(one.pace), bool(one.ahead), one.band.endswith("Z")) == (1, True, True, True)
    assert [tick.label for tick in one.columns] == ["2025年12月31日", "5月1日", "8月31日", "2026年12月31日"]
    assert inside(one)


def test_a_range_has_two_lines_and_a_ceiling_no_pace() -> None:
    both = drawn(target(Kind.NEW, "1", "range", upper="2"), value("06-30", "1"))
    most = drawn(target(Kind.LEVEL, "5", "<="), value("06-30", "4"))

    assert both is not None
    assert most is not None
    assert (len(both.goals), most.pace) == (2, "")


amounts = st.decimals(-(10**15), 10**15, places=4, allow_nan=False, allow_infinity=False)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(list(Kind)), amounts, st.lists(amounts, min_size=1, max_size=5), amounts)
def test_nothing_leaves_the_box_whatever_the_numbers(
    kind: TargetKind, number: Decimal, values: list[Decimal], base: Decimal
) -> None:
    one = target(kind, str(number), base=str(base), reference=str(base))
    picture = drawn(one, *(value(f"0{month}-15", str(each)) for month, each in enumerate(values, 1)))

    assert picture is None or inside(picture)


@settings(max_examples=120, deadline=None)
@given(amounts, amounts, st.booleans())
def test_the_scale_holds_both_ends_with_few_steps(one: Decimal, other: Decimal, from_nothing: bool) -> None:
    low, high = sorted((one, other))
    ticks = scale(low, high, from_nothing=from_nothing)

    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 12
    assert not from_nothing or ticks[0] <= 0
