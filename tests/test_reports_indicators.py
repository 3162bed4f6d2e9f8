"""What may be said of an indicator, case by case."""

from datetime import date
from decimal import Decimal

import pytest

from reports.indicators import Conclusion, Reached
from tests.reported_office import TODAY, ReportedOffice

BY = date(2030, 12, 31)


def reached(
    target: str,
    *values: tuple[str, date],
    relation: str = ">=",
    by: date | None = BY,
    recurrence: str = "",
    kind: str = "increase",
    name: str = "新增高技能人才",
    measure: str = "人",
    upper: str | None = None,
    as_of: date = TODAY,
) -> Reached:
    """An indicator of a document of 2026-01-01 with its values."""
    office = ReportedOffice()
    document = office.document(issued_on=date(2026, 1, 1))
    indicator = office.indicator(
        document, target, relation, by=by, recurrence=recurrence, kind=kind, name=name, measure=measure,
        upper=Decimal(upper) if upper else None,
    )  # fmt: skip
    for value, day in values:
        office.read_off(indicator, value, day)
    [one] = office.figures(as_of).indicators
    return one


MAY = date(2026, 5, 31)  # 150 of 1825 days are gone: 8 percent


@pytest.mark.parametrize(
    ("value", "progress", "conclusion"),
    [
        ("1000", "100.0", Conclusion.EARLY),
        ("140", "14.0", Conclusion.AHEAD),
        ("130", "13.0", Conclusion.ON_PACE),
        ("30", "3.0", Conclusion.ON_PACE),
        ("29", "2.9", Conclusion.BEHIND),
    ],
)
def test_what_grows_from_nothing_is_compared_with_the_time_gone(
    value: str, progress: str, conclusion: Conclusion
) -> None:
    one = reached("1000", (value, MAY))

    assert (one.progress, one.time_gone, one.conclusion) == (Decimal(progress), 8, conclusion)


def test_a_share_far_into_its_target_is_not_called_ahead_of_time() -> None:
    one = reached("85", ("83.5", MAY), name="集体协商建制率", measure="%", kind="level")

    assert (one.conclusion, one.why) == (Conclusion.OPEN, "缺基期值，不能与时间进度比较")


def test_a_stock_that_has_reached_its_target_early_is_reached_early() -> None:
    assert reached("18", ("18", MAY), name="技能人才总量", kind="level").conclusion is Conclusion.EARLY


def test_a_yearly_target_is_measured_by_the_year_and_last_years_value_does_not_count() -> None:
    yearly = {"by": None, "recurrence": "yearly", "kind": "level", "name": "举办竞赛"}
    this_year = reached("12", ("11", date(2025, 12, 31)), ("5", MAY), **yearly)  # type: ignore[arg-type]
    only_last = reached("12", ("11", date(2025, 12, 31)), **yearly)  # type: ignore[arg-type]

    assert (this_year.progress, this_year.time_gone) == (Decimal("41.7"), 41)
    assert this_year.conclusion is Conclusion.ON_PACE
    assert only_last.conclusion is Conclusion.UNREPORTED


def test_a_value_of_a_later_day_is_not_known_yet() -> None:
    one = reached("1000", ("100", MAY), ("900", date(2026, 6, 30)))

    assert one.reading is not None
    assert one.reading.value == 100


@pytest.mark.parametrize(
    ("value", "conclusion"), [("4", Conclusion.MET), ("5", Conclusion.MET), ("6", Conclusion.UNMET)]
)
def test_a_ceiling_is_kept_or_not(value: str, conclusion: Conclusion) -> None:
    one = reached("5", (value, MAY), relation="<=")

    assert (one.conclusion, one.progress) == (conclusion, None)


@pytest.mark.parametrize(
    ("value", "conclusion"), [("0", Conclusion.OPEN), ("1", Conclusion.EARLY), ("2", Conclusion.EARLY), ("3", Conclusion.UNMET)]
)  # fmt: skip
def test_a_range_is_met_inside_and_missed_above(value: str, conclusion: Conclusion) -> None:
    assert reached("1", (value, MAY), relation="range", upper="2").conclusion is conclusion


def test_past_its_day_an_indicator_is_missed_only_by_a_value_of_that_time() -> None:
    end = date(2026, 3, 31)

    assert reached("10", ("9", end), by=end).conclusion is Conclusion.MISSED
    assert reached("10", ("9", date(2026, 2, 1)), by=end).conclusion is Conclusion.OPEN
    assert reached("10", ("10", end), by=end).conclusion is Conclusion.REACHED


def test_without_a_value_nothing_is_judged() -> None:
    assert reached("10").conclusion is Conclusion.UNREPORTED


def test_values_of_several_units_are_not_added_up() -> None:
    office = ReportedOffice()
    indicator = office.indicator(office.document(), "1000", by=BY)
    for name in ("市总工会", "市人社局"):
        office.read_off(indicator, "300", MAY, office.unit(name))
    [scattered] = office.figures().indicators
    office.read_off(indicator, "600", MAY)
    [gathered] = office.figures().indicators

    assert (scattered.reading, scattered.scattered, scattered.conclusion) == (None, 2, Conclusion.OPEN)
    assert gathered.progress == Decimal("60.0")


def test_a_value_keyed_in_afterwards_does_not_change_the_report_of_a_past_day() -> None:
    office = ReportedOffice()
    indicator = office.indicator(office.document(), "1000", by=date(2030, 12, 31))
    office.read_off(indicator, "140", MAY)
    office.read_off(indicator, "300", date(2026, 6, 1), on=date(2026, 6, 20))

    past, later = (office.figures(date(2026, 6, day)).indicators[0].reading for day in (8, 20))
    assert past is not None
    assert later is not None
    assert (past.value, later.value) == (Decimal(140), Decimal(300))


def test_the_indicators_of_a_task_registered_later_are_not_in_the_report_of_a_past_day() -> None:
    office = ReportedOffice()
    document = office.document()
    office.indicator(document, "1000", name="现有指标")
    office.indicator(document, "20", name="后来的指标", task=office.task(document, on=date(2026, 6, 20)))

    past, later = (office.figures(date(2026, 6, day)).indicators for day in (8, 20))
    assert [one.indicator.name for one in past] == ["现有指标"]
    assert len(later) == 2
