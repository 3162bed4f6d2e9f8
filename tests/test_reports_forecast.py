"""Where a target goes if it goes on as before: by a stated method, with a range, or not at all."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from models.indicator_words import Outlook, TargetKind
from reports.measures.forecast import Ahead, course, forecast, look_ahead, needed_monthly
from reports.measures.target import Target, Value
from tests.targets import END, D, stands, target, value

Kind = TargetKind
JUNE = date(2026, 6, 30)


def ahead(one: Target, *values: Value, on: str = "06-30") -> Ahead:
    day = date.fromisoformat(f"2026-{on}")
    return look_ahead(stands(one, *values, on=on), values, day)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(-1000, 1000), st.integers(-50, 50), st.lists(st.integers(0, 300), min_size=2, max_size=12, unique=True),
    st.integers(0, 400),
)  # fmt: skip
def test_the_forecast_of_a_straight_line_hits_it(begin: int, daily: int, on: list[int], later: int) -> None:
    start = date(2026, 1, 1)
    points = [(start + timedelta(days=n), Decimal(begin + daily * n)) for n in sorted(on)]
    made = forecast(points, start + timedelta(days=later))

    assert made is not None
    assert made.value == begin + daily * later
    assert (made.low, made.high) in ((None, None), (made.value, made.value))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(-999, 999)),
        min_size=3,
        max_size=12,
        unique_by=lambda x: x[0],
    )
)
def test_the_line_is_that_of_least_squares(rows: list[tuple[int, int]]) -> None:
    """Computed a second time by the normal equations."""
    start = date(2026, 1, 1)
    rows = sorted(rows)
    made = forecast([(start + timedelta(days=x), Decimal(y)) for x, y in rows], start + timedelta(days=364))

    n = len(rows)
    sx, sy = sum(x for x, _ in rows), sum(y for _, y in rows)
    sxx, sxy = sum(x * x for x, _ in rows), sum(x * y for x, y in rows)
    slope = Fraction(n * sxy - sx * sy, n * sxx - sx * sx)
    expected = (sy - slope * sx) / n + slope * 364
    assert made is not None
    assert abs(Fraction(made.value) - expected) <= Fraction(1, 200)
    assert made.low is not None
    assert made.high is not None
    assert made.low <= made.value <= made.high


def test_the_method_and_the_range_are_said_in_words() -> None:
    made = ahead(target(Kind.NEW), value("02-28", "18"), value("04-30", "30"), value("06-30", "52")).forecast

    assert made is not None
    assert made.method == "按最近3次填报作直线（最小二乘法）外推，区间为上下各两倍标准误。"
    assert made.on == END
    assert made.low is not None
    assert made.high is not None
    assert made.low < made.value < made.high


def test_with_one_reading_what_is_added_up_goes_on_from_nothing_and_has_no_range() -> None:
    one = ahead(target(Kind.NEW, starts_on=date(2026, 1, 1)), value("07-01", "50"), on="07-01")

    assert one.forecast is not None
    assert (one.forecast.value, one.forecast.low) == (Decimal("100.27"), None)
    assert "无法给出区间" in one.forecast.method


def test_with_one_reading_of_a_stock_nothing_is_forecast() -> None:
    one = ahead(target(Kind.STOCK), value("06-30", "50"))

    assert (one.forecast, one.outlook) == (None, Outlook.UNKNOWN)


def test_a_share_is_not_carried_beyond_the_whole() -> None:
    one = ahead(
        target(Kind.RATE, "95", measure="%"), value("02-28", "60"), value("04-30", "80"), value("06-30", "95")
    )

    assert one.forecast is not None
    assert (one.forecast.value, one.forecast.high) == (D(100), D(100))


def test_what_is_needed_a_month_from_now_reaches_the_target_on_its_day() -> None:
    one = stands(target(Kind.NEW), value("06-30", "40"))
    needed = needed_monthly(one, JUNE)

    assert needed == D("9.93")
    months = Decimal((END - JUNE).days) / D("30.4375")
    assert 60 <= needed * months < D("60.1")


def test_what_a_yearly_average_needs_makes_up_for_the_years_before() -> None:
    a_year = target(Kind.AVERAGE, "12", starts_on=date(2025, 1, 1), by=END)
    one = stands(a_year, value("2025-12-31", "6"), value("06-30", "6"))

    # 24 in two years, of which 12 are done: 12 in the six months that are left
    assert needed_monthly(one, JUNE) == D("1.99")


def test_nothing_is_needed_of_what_is_reached_over_or_no_amount() -> None:
    for one, number, on in (
        (target(Kind.NEW), "100", "06-30"),
        (target(Kind.NEW), "40", "12-31"),
        (target(Kind.LEVEL, "5", "<="), "9", "06-30"),
        (target(Kind.FLOOR, "80", is_kept=True), "70", "06-30"),
        (target(Kind.QUALITY, "1"), "0", "06-30"),
    ):
        assert (
            needed_monthly(stands(one, value("06-30", number), on=on), date.fromisoformat(f"2026-{on}"))
            is None
        )


def test_the_outlook_says_what_is_likely_to_be_missed() -> None:
    slow = [value("02-28", "5"), value("04-30", "11"), value("06-30", "16")]
    fast = [value("02-28", "30"), value("04-30", "59"), value("06-30", "90")]
    wild = [value("02-28", "2"), value("04-30", "40"), value("06-30", "44")]

    assert ahead(target(Kind.NEW), *slow).outlook is Outlook.UNLIKELY
    assert ahead(target(Kind.NEW), *fast).outlook is Outlook.LIKELY
    assert ahead(target(Kind.NEW), *wild).outlook is Outlook.UNSURE
    assert ahead(target(Kind.NEW), value("06-30", "100")).outlook is Outlook.MET
    assert ahead(target(Kind.NEW)).outlook is Outlook.UNKNOWN
    assert ahead(target(Kind.FLOOR, "80", is_kept=True), value("06-30", "70")).outlook is Outlook.BROKEN
    assert ahead(target(Kind.INCREASE), value("03-31", "70"), value("06-30", "80")).outlook is Outlook.UNKNOWN


def test_a_level_that_is_reached_and_falls_is_not_taken_for_safe() -> None:
    falling = [value("02-28", "120"), value("04-30", "111"), value("06-30", "102")]

    assert ahead(target(Kind.STOCK), *falling).outlook is Outlook.UNLIKELY


def test_the_course_has_what_the_readings_came_to_after_each_of_them() -> None:
    summed = target(Kind.NEW, accrual="period")

    assert course(summed, [value("03-31", "10"), value("06-30", "5"), value("09-30", "7")], JUNE) == (
        (date(2026, 3, 31), D(10)),
        (date(2026, 6, 30), D(15)),
    )
