"""From units to the whole by the rule of each kind; what is missing is said, and nothing is averaged that may not be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.indicator_words import Accrual, TargetKind
from reports.measures import wording
from reports.measures.conclusion import Conclusion
from reports.measures.measured import Measured, Target, Value, measured, roll_up
from reports.measures.whole import Share, Source, Whole, course_of, goals_beside, whole
from tests.targets import END, MARGIN, START, D, target, value

Kind = TargetKind
JUNE = date(2026, 6, 30)


def rolled(one: Target, units: Mapping[int, list[Value]], on: date = JUNE, **own: Target) -> Measured:
    parts = {unit: measured(own.get(f"of_{unit}", one), values, on, MARGIN) for unit, values in units.items()}
    return roll_up(one, parts, on, MARGIN)


def test_flows_of_units_are_added() -> None:
    one = rolled(
        target(Kind.NEW), {1: [value("06-30", "30")], 2: [value("03-31", "5"), value("06-30", "12.5")]}
    )

    assert (one.value, one.progress) == (D("42.5"), D("42.5"))
    assert one.notes == ("由2个单位汇总",)


def test_of_stocks_the_latest_of_each_unit_is_added_and_never_all_of_them() -> None:
    one = rolled(
        target(Kind.STOCK), {1: [value("03-31", "40"), value("06-30", "41")], 2: [value("03-31", "50")]}
    )

    assert (one.value, one.as_of) == (D(91), date(2026, 3, 31))


def test_a_ratio_is_the_sum_of_numerators_over_that_of_denominators_and_no_mean_of_ratios() -> None:
    units = {1: [value("06-30", None, ("1", "2"))], 2: [value("06-30", None, ("98", "98"))]}
    one = rolled(target(Kind.RATE, "95", measure="%"), units)

    assert (one.value, one.numerator, one.denominator) == (D("99.0000"), D(99), D(100))


def test_ratios_without_numerators_are_not_averaged() -> None:
    one = rolled(
        target(Kind.RATE, "95", measure="%"), {1: [value("06-30", "50")], 2: [value("06-30", "100")]}
    )

    assert (one.value, one.conclusion) == (None, Conclusion.OPEN)
    assert "不以各单位比率的平均数代替" in one.why


def test_a_unit_with_nothing_to_cover_changes_no_ratio() -> None:
    units = {1: [value("06-30", "0", ("0", "0"))], 2: [value("06-30", None, ("19", "20"))]}
    one = rolled(target(Kind.RATE, "95", measure="%"), units)
    none = rolled(target(Kind.RATE, "95", measure="%"), {1: [value("06-30", "0", ("0", "0"))]})

    assert one.value == D(95)
    assert (none.value, none.why) == (None, "各单位的分母合计为0，无法计算比率")


def test_of_floors_the_worst_counts_with_every_reading_that_did_not_hold() -> None:
    floor = target(Kind.FLOOR, "80", measure="%", is_kept=True)
    units = {1: [value("06-30", "95")], 2: [value("03-31", "79"), value("06-30", "90")]}
    one = rolled(floor, units)

    assert (one.value, one.conclusion, one.failing) == (D(79), Conclusion.UNMET, (2,))


def test_coverage_names_all_that_are_left_out() -> None:
    full = target(Kind.COVERAGE, "100", measure="%")
    units = {
        1: [value("06-30", None, ("9", "10"), text="未覆盖：甲厂")],
        2: [value("06-30", None, ("8", "10"), text="未覆盖：乙厂、丙厂")],
    }
    one = rolled(full, units)

    assert (one.value, one.uncovered, one.failing) == (D(85), ("甲厂", "乙厂", "丙厂"), (1, 2))


def test_yearly_averages_are_put_together_from_what_was_done_and_not_from_each_other() -> None:
    a_year = target(Kind.AVERAGE, "10", starts_on=date(2025, 1, 1))
    units = {
        1: [value("2025-12-31", "4"), value("12-31", "6")],
        2: [value("2025-12-31", "8"), value("12-31", "10")],
    }
    one = rolled(a_year, units, END)

    assert (one.value, one.numerator, one.denominator) == (D(14), D(28), D(2))


def test_levels_are_not_added() -> None:
    one = rolled(target(Kind.LEVEL, measure="元"), {1: [value("06-30", "50")], 2: [value("06-30", "60")]})

    assert one.value is None
    assert "更正指标性质" in one.why


def test_a_milestone_is_fulfilled_when_every_unit_has_fulfilled_it() -> None:
    one = rolled(target(Kind.QUALITY, "1"), {1: [value("06-30", "1")], 2: [value("06-30", "0")]})

    assert (one.value, one.failing) == (D(0), (2,))


def test_a_unit_that_reported_nothing_is_missing_and_never_nothing() -> None:
    one = rolled(target(Kind.NEW), {1: [value("06-30", "10")], 2: []})

    assert (one.value, one.missing, one.conclusion) == (D(10), (2,), Conclusion.OPEN)
    assert one.why == "按已报送的单位为“滞后”，还有1个单位未报送，暂不判断"
    assert "1个单位未报送" in one.notes[0]


def test_what_missing_units_cannot_change_any_more_is_said() -> None:
    reached = rolled(target(Kind.NEW), {1: [value("06-30", "100")], 2: []})
    broken = rolled(target(Kind.FLOOR, "80", measure="%", is_kept=True), {1: [value("06-30", "70")], 2: []})
    kept = rolled(target(Kind.FLOOR, "80", measure="%", is_kept=True), {1: [value("06-30", "90")], 2: []})

    assert (reached.conclusion, broken.conclusion) == (Conclusion.EARLY, Conclusion.UNMET)
    assert kept.conclusion is Conclusion.OPEN


def test_when_nobody_reported_it_is_not_reported() -> None:
    one = rolled(target(Kind.NEW), {1: [], 2: []})

    assert (one.value, one.conclusion, one.missing) == (None, Conclusion.UNREPORTED, (1, 2))


def test_the_pace_of_the_whole_is_that_of_each_unit_on_its_own_day() -> None:
    early, late = target(Kind.NEW, "300"), target(Kind.NEW, "100")
    one = rolled(
        target(Kind.NEW, "400"),
        {1: [value("03-31", "75")], 2: [value("06-30", "50")]},
        of_1=early,
        of_2=late,
    )

    # 300 at 24 percent of the time, 100 at 49 percent of it
    assert (one.pace, one.progress) == (30, D("31.3"))
    assert one.conclusion is Conclusion.ON_PACE


def share(unit: int, one: Target, number: str | None, of_class: str = "") -> Share:
    return Share(unit, of_class, replace(one, target=None if number is None else D(number), base=None))


def test_the_newer_of_the_offices_figure_and_the_units_counts() -> None:
    one = target(Kind.NEW)
    shares = [share(1, one, "60"), share(2, one, "40")]
    of_units: dict[int | None, list[Value]] = {1: [value("05-31", "20")], 2: [value("06-30", "20")]}
    from_units = whole(one, shares, {**of_units, None: [value("03-31", "10")]}, JUNE, MARGIN)
    from_office = whole(one, shares, {**of_units, None: [value("06-30", "44")]}, JUNE, MARGIN)

    assert (from_units.source, from_units.measured.value) == (Source.UNITS, D(40))
    assert (from_office.source, from_office.measured.value) == (Source.OFFICE, D(44))
    assert "不一致" in from_office.notes[0]


def test_values_of_units_without_shares_are_not_added_up() -> None:
    scattered = whole(
        target(Kind.NEW), [], {1: [value("06-30", "20")], 2: [value("06-30", "20")]}, JUNE, MARGIN
    )
    alone = whole(target(Kind.NEW), [], {1: [value("06-30", "20")]}, JUNE, MARGIN)

    assert (scattered.source, scattered.scattered, scattered.measured.value) == (Source.SCATTERED, 2, None)
    assert (alone.source, alone.measured.value) == (Source.ONE_UNIT, D(20))


def test_a_unit_without_a_share_is_left_out_of_the_sum_and_that_is_said() -> None:
    one = target(Kind.NEW)
    made = whole(
        one, [share(1, one, "100")], {1: [value("06-30", "20")], 9: [value("06-30", "70")]}, JUNE, MARGIN
    )

    assert made.measured.value == D(20)
    assert made.notes == ("另有1个没有分解任务的单位填报了数，未计入汇总",)


def test_classes_are_rolled_up_each_for_itself() -> None:
    one = target(Kind.NEW)
    shares = [
        share(1, one, "50", "国有企业"),
        share(2, one, "30", "国有企业"),
        share(3, one, "20", "民营企业"),
    ]
    values: dict[int | None, list[Value]] = {
        1: [value("06-30", "25")],
        2: [value("06-30", "15")],
        3: [value("06-30", "5")],
    }
    made = whole(one, shares, values, JUNE, MARGIN)

    owned, private = made.by_class["国有企业"], made.by_class["民营企业"]
    assert (owned.value, owned.goal, owned.progress) == (D(40), D(80), D("50.0"))
    assert (private.value, private.goal, private.progress) == (D(5), D(20), D("25.0"))


def test_the_targets_of_units_are_checked_against_the_whole() -> None:
    one = target(Kind.NEW)

    assert goals_beside(one, [share(1, one, "60"), share(2, one, "40")]) == (D(100), "")
    assert (
        goals_beside(one, [share(1, one, "60"), share(2, one, "30")])[1]
        == "各单位目标合计90人，比总目标少10人"
    )
    assert goals_beside(one, [share(1, one, "60"), share(2, one, None)]) == (None, "有1个单位还没有分解目标")
    rate = target(Kind.RATE, "95", measure="%")
    assert goals_beside(rate, [share(1, rate, "95")]) == (None, "")


def test_a_unit_that_left_keeps_what_it_added_but_holds_no_stock_any_more() -> None:
    for kind, expected in ((Kind.NEW, D(30)), (Kind.STOCK, D(20))):
        one = target(kind)
        gone = Share(1, "", replace(one, target=D(50), until=date(2026, 3, 31)))
        made = whole(
            one,
            [gone, share(2, one, "50")],
            {1: [value("03-31", "10")], 2: [value("06-30", "20")]},
            JUNE,
            MARGIN,
        )
        assert made.measured.value == expected
        assert made.measured.missing == ()


def test_the_course_of_the_whole_has_the_days_on_which_nobody_was_missing() -> None:
    one = target(Kind.NEW)
    shares = [share(1, one, "60"), share(2, one, "40")]
    values: dict[int | None, list[Value]] = {
        1: [value("02-28", "5"), value("04-30", "10")],
        2: [value("03-31", "7"), value("05-31", "9")],
    }
    made: Whole = whole(one, shares, values, JUNE, MARGIN)

    assert course_of(one, shares, values, made, JUNE, MARGIN) == (
        (date(2026, 3, 31), D(12)),
        (date(2026, 4, 30), D(17)),
        (date(2026, 5, 31), D(19)),
    )


numbers = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False, allow_infinity=False)
days = st.integers(min_value=0, max_value=364).map(lambda n: START + timedelta(days=n))


@st.composite
def reported(draw: st.DrawFn) -> dict[int, list[tuple[date, Decimal, Decimal]]]:
    """Units with readings of distinct days: a number, and a denominator at least as large."""
    made = {}
    for unit in range(draw(st.integers(1, 6))):
        on = draw(st.lists(days, unique=True, max_size=5))
        made[unit] = sorted((day, number := draw(numbers), number + draw(numbers)) for day in on)
    return made


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(reported(), days, st.sampled_from(list(Accrual)))
def test_the_roll_up_agrees_with_plain_sums(
    units: dict[int, list[tuple[date, Decimal, Decimal]]], as_of: date, accrual: Accrual
) -> None:
    flow = target(Kind.NEW, accrual=accrual.value)
    stock, rate = target(Kind.STOCK), target(Kind.RATE, "95", measure="%")
    values = {
        unit: [Value(day, number, number, of) for day, number, of in rows] for unit, rows in units.items()
    }
    known = {unit: [row for row in rows if row[0] <= as_of] for unit, rows in units.items()}
    known = {unit: rows for unit, rows in known.items() if rows}

    added = Fraction(0)
    for rows in known.values():
        counted = rows if accrual is Accrual.PERIOD else rows[-1:]
        added += sum(Fraction(number) for _, number, _ in counted)
    held = sum(Fraction(rows[-1][1]) for rows in known.values())
    parts = sum(Fraction(rows[-1][1]) for rows in known.values())
    wholes = sum(Fraction(rows[-1][2]) for rows in known.values())

    for one, expected in ((flow, added), (stock, held)):
        made = rolled(one, values, as_of)
        assert (made.value is None) == (not known)
        assert made.value is None or Fraction(made.value) == expected
        assert set(made.missing) == set(units) - set(known)
    made = rolled(rate, values, as_of)
    if known and wholes:
        exact = parts * 100 / wholes
        assert made.value == (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
            D("0.0001"), ROUND_HALF_UP
        )
    else:
        assert made.value is None


def test_the_course_of_a_floor_shows_the_lowest_of_each_day_and_the_figure_the_lowest_of_all() -> None:
    floor = target(Kind.FLOOR, "80", measure="%", is_kept=True)
    shares = [share(1, floor, "80"), share(2, floor, "80")]
    values: dict[int | None, list[Value]] = {
        1: [value("03-31", None, ("75", "100")), value("05-31", None, ("90", "100"))],
        2: [value("03-31", None, ("90", "100")), value("05-31", None, ("85", "100"))],
    }
    made = whole(floor, shares, values, JUNE, MARGIN)

    assert [number for _, number in course_of(floor, shares, values, made, JUNE, MARGIN)] == [D(75), D(85)]
    assert wording.reached(made.measured) == "最低75%"
    assert wording.made_of(made.measured) == "全部合计175÷200，为87.5%"


def test_an_increase_of_units_of_which_one_has_no_base_is_not_added_up() -> None:
    grown = target(Kind.INCREASE, "100")
    based = replace(grown, base=D(10))
    one = rolled(grown, {1: [value("06-30", "30")], 2: [value("06-30", "30")]}, of_1=based)
    both = rolled(grown, {1: [value("06-30", "30")], 2: [value("06-30", "35")]}, of_1=based, of_2=based)

    assert (one.value, one.why) == (None, "1个单位的数不能计入（缺基期值，无法计算增减量）")
    assert both.value == D(45)


def test_growth_in_percent_of_units_is_that_of_their_sums() -> None:
    grown = target(Kind.INCREASE, "10", measure="%")
    units = {1: [value("06-30", "110")], 2: [value("06-30", "900")]}
    one = rolled(grown, units, of_1=replace(grown, base=D(100)), of_2=replace(grown, base=D(1000)))

    assert (one.value, one.numerator, one.denominator) == (D("-8.1818"), D(-90), D(1100))
