"""Each kind of target by its own rule: what readings come to, how far that is, and what may be said of it."""

from datetime import date
from decimal import Decimal

import pytest

from models.indicator_words import Accrual, TargetKind
from models.words import Verification
from reports.measures.conclusion import Conclusion
from reports.measures.kinds import kind_in_force
from reports.measures.measured import measured
from reports.measures.stored import from_plain, to_plain
from tests.targets import END, MARGIN, D, stands, target, value

Kind = TargetKind


def test_what_is_new_is_compared_with_the_time_gone() -> None:
    one = stands(target(Kind.NEW), value("03-31", "20"), value("06-30", "46"))

    assert (one.value, one.progress, one.pace, one.conclusion) == (D(46), D("46.0"), 49, Conclusion.ON_PACE)


def test_what_is_reported_by_the_year_is_added_up_over_the_years() -> None:
    trained = target(
        Kind.CUMULATIVE,
        "500",
        measure="万人次",
        accrual="year",
        starts_on=date(2021, 1, 1),
        by=date(2025, 12, 31),
    )
    readings = [
        value(f"{year}-12-31", number) for year, number in ((2021, "90"), (2022, "110"), (2023, "100"))
    ]
    one = stands(trained, value("2023-06-30", "40"), *readings, on="2023-12-31")

    assert (one.value, one.progress, one.pace) == (D(300), D("60.0"), 59)


def test_what_is_reported_by_the_period_is_added_up() -> None:
    raised = target(Kind.MONEY, "2.5", measure="亿元", accrual=Accrual.PERIOD.value)
    one = stands(raised, value("02-28", "0.1001"), value("04-30", "0.2"), value("06-30", "0.3"))

    assert one.value == D("0.6001")
    assert len(one.used) == 3


def test_a_stock_is_never_summed() -> None:
    one = stands(target(Kind.STOCK, "500"), value("03-31", "470"), value("06-30", "480"))

    assert (one.value, one.progress) == (D(480), D("96.0"))
    assert (one.conclusion, one.why) == (Conclusion.OPEN, "缺基期值，不能与时间进度比较")


def test_a_stock_with_a_base_is_measured_on_the_way_from_it() -> None:
    grown = target(Kind.STOCK, "500", base="400", base_on=date(2025, 12, 31))
    one = stands(grown, value("06-30", "480"))

    assert (one.progress, one.conclusion) == (D("80.0"), Conclusion.AHEAD)


def test_a_target_that_is_its_own_base_has_no_progress_and_says_so() -> None:
    one = stands(target(Kind.STOCK, "500", base="500", base_on=date(2025, 12, 31)), value("06-30", "480"))

    assert (one.progress, one.conclusion) == (None, Conclusion.OPEN)
    assert "不能计算进度" in one.why


def test_an_increase_is_counted_over_its_base() -> None:
    students = target(Kind.INCREASE, "28.4", measure="万人", base="100", base_on=date(2025, 12, 31))
    one = stands(students, value("06-30", "114.2"))

    assert (one.value, one.progress, one.conclusion) == (D("14.2"), D("50.0"), Conclusion.ON_PACE)


def test_an_increase_without_a_base_is_not_guessed() -> None:
    one = stands(target(Kind.INCREASE, "28.4", measure="万人"), value("06-30", "114.2"))

    assert (one.value, one.progress, one.met) == (None, None, None)
    assert (one.conclusion, one.why) == (Conclusion.OPEN, "缺基期值，无法计算增减量")


def test_a_decrease_is_counted_below_its_base() -> None:
    accidents = target(Kind.DECREASE, "10", measure="%", base="200", base_on=date(2025, 12, 31))
    one = stands(accidents, value("06-30", "190"))

    assert (one.value, one.numerator, one.denominator) == (D("5.0000"), D(10), D(200))


def test_a_growth_over_a_base_of_nothing_cannot_be_computed() -> None:
    one = stands(
        target(Kind.INCREASE, "10", measure="%", base="0", base_on=date(2025, 12, 31)), value("06-30", "5")
    )

    assert (one.value, one.why) == (None, "基期值为0，无法计算增减幅度")


def test_a_ratio_is_computed_anew_from_numerator_and_denominator() -> None:
    one = stands(target(Kind.SHARE, "40", measure="%"), value("06-30", "99", ("2", "3")))

    assert (one.value, one.numerator, one.denominator) == (D("66.6667"), D(2), D(3))


def test_a_denominator_of_nothing_is_stated_and_is_no_rate_of_nothing() -> None:
    one = stands(target(Kind.RATE, "95", measure="%"), value("06-30", "0", ("0", "0")))

    assert (one.value, one.met, one.progress) == (None, None, None)
    assert (one.conclusion, one.why) == (Conclusion.OPEN, "分母为0，无法计算比率")


def test_a_floor_is_broken_by_one_bad_reading() -> None:
    floor = target(Kind.FLOOR, "80", measure="%", is_kept=True)
    one = stands(floor, value("03-31", "83"), value("05-31", "78.5"), value("06-30", "86"))

    assert (one.value, one.met, one.conclusion) == (D(86), False, Conclusion.UNMET)
    assert one.why == "要求每次填报都达标，曾经未达标：2026年5月31日为78.5%"
    assert one.dips == ((date(2026, 5, 31), D("78.5")),)


def test_a_floor_that_held_at_every_reading_is_kept() -> None:
    floor = target(Kind.FLOOR, "80", measure="%", is_kept=True)

    assert stands(floor, value("03-31", "80"), value("06-30", "86")).conclusion is Conclusion.MET
    assert stands(floor, value("12-31", "86"), on="2027-01-05").conclusion is Conclusion.REACHED
    assert stands(floor, value("06-30", "86"), on="2027-01-05").why == "到期后尚未填报"


def test_a_floor_of_each_year_is_not_broken_by_a_reading_of_last_year() -> None:
    yearly = target(Kind.FLOOR, "80", measure="%", is_kept=True, recurrence="yearly", starts_on=None, by=None)

    assert stands(yearly, value("2025-06-30", "70"), value("06-30", "81")).conclusion is Conclusion.MET


def test_a_coverage_names_those_that_it_leaves_out() -> None:
    full = target(Kind.COVERAGE, "100", measure="%")
    one = stands(full, value("06-30", None, ("198", "200"), text="未覆盖：东湖机械厂、江临二厂。正在组建。"))

    assert (one.value, one.uncovered) == (D("99.0000"), ("东湖机械厂", "江临二厂"))


def test_a_coverage_to_be_kept_up_that_falls_back_is_told() -> None:
    full = target(Kind.COVERAGE, "100", measure="%", is_kept=True)
    climbing = stands(full, value("03-31", "90"), value("06-30", "96"))
    fallen = stands(full, value("03-31", "100"), value("06-30", "98"))

    assert (climbing.conclusion, climbing.why, climbing.dips) == (Conclusion.OPEN, "尚未实现全覆盖", ())
    assert (fallen.conclusion, fallen.why) == (Conclusion.UNMET, "曾实现全覆盖，后又回落：2026年6月30日为98%")


def test_a_yearly_average_is_taken_over_the_years_that_have_gone() -> None:
    a_year = target(Kind.AVERAGE, "10", measure="万人次", starts_on=date(2023, 1, 1), by=date(2027, 12, 31))
    years = [value("2023-12-31", "8"), value("2024-12-31", "11"), value("2025-12-31", "14")]
    one = stands(a_year, *years, on="2025-12-31")
    halfway = stands(a_year, *years, value("2026-06-30", "2"), on="2026-06-30")

    assert (one.value, one.numerator, one.denominator) == (D(11), D(33), D(3))
    assert one.conclusion is Conclusion.AHEAD
    assert halfway.numerator == D(35)
    assert halfway.denominator == (3 + D(181) / 365).quantize(D("0.0001"))


def test_an_average_is_not_reached_before_its_end() -> None:
    a_year = target(Kind.AVERAGE, "10", starts_on=date(2025, 1, 1), by=date(2026, 12, 31))
    before = stands(a_year, value("2025-12-31", "20"), on="2025-12-31")
    ended = stands(a_year, value("2025-12-31", "20"), value("12-31", "1"), on="2026-12-31")

    assert before.conclusion is Conclusion.AHEAD
    assert (ended.value, ended.conclusion) == (D("10.5"), Conclusion.REACHED)


def test_an_effort_is_shown_and_not_held_against_anybody() -> None:
    one = stands(target(Kind.NEW, "20", is_soft=True), value("12-31", "12"), on="2027-01-05")

    assert (one.conclusion, one.is_held_against) == (Conclusion.MISSED, False)
    assert "力争目标，只作展示，不扣分" in one.notes


@pytest.mark.parametrize(
    ("number", "conclusion"),
    [("0", Conclusion.OPEN), ("1", Conclusion.EARLY), ("2", Conclusion.EARLY), ("3", Conclusion.UNMET)],
)
def test_a_range_has_two_ends(number: str, conclusion: Conclusion) -> None:
    cities = target(Kind.NEW, "1", "range", upper="2", measure="个")

    assert stands(cities, value("06-30", number)).conclusion is conclusion


def test_not_lower_than_last_term_is_compared_with_what_was_reached_then() -> None:
    workers = target(Kind.REFERENCE, "0", reference="38")

    assert stands(workers, value("06-30", "40")).conclusion is Conclusion.MET
    assert stands(workers, value("06-30", "37")).why == "目前低于上一届"
    assert stands(workers, value("12-31", "37"), on="2027-01-05").conclusion is Conclusion.MISSED
    assert stands(target(Kind.REFERENCE, "0"), value("06-30", "40")).why == "缺上一届的数值"


def test_a_milestone_is_fulfilled_by_evidence_and_not_by_saying_so() -> None:
    built = target(Kind.QUALITY, "1", measure="项")
    said = stands(built, value("06-30", "1"))
    seen = stands(built, value("06-30", "1", level=Verification.ON_SITE))

    assert (said.conclusion, said.why) == (Conclusion.OPEN, "自报已实现，待核验佐证")
    assert (seen.conclusion, seen.progress) == (Conclusion.EARLY, None)
    assert stands(built, value("06-30", "0")).why == "尚未实现"


def test_a_ceiling_is_kept_or_not() -> None:
    most = target(Kind.LEVEL, "5", "<=", measure="%")

    assert stands(most, value("06-30", "5")).conclusion is Conclusion.MET
    assert stands(most, value("06-30", "5.1")).conclusion is Conclusion.UNMET


def test_a_yearly_target_starts_again_each_year() -> None:
    yearly = target(Kind.NEW, "12", recurrence="yearly", starts_on=None, by=None)
    last, this = value("2025-12-31", "12"), value("03-31", "4")

    assert stands(yearly, last).conclusion is Conclusion.UNREPORTED
    assert stands(yearly, last, this).value == D(4)


def test_without_a_reading_it_is_not_reported_and_never_nothing() -> None:
    for kind in Kind:
        one = stands(target(kind, reference="3", base="1"))
        assert (one.value, one.progress, one.met, one.conclusion) == (None, None, None, Conclusion.UNREPORTED)
        assert one.why == "未报送"


def test_a_unit_that_joined_in_the_middle_of_the_year_has_its_own_time_and_its_part_of_the_target() -> None:
    one = stands(
        target(Kind.NEW, "100", since=date(2026, 7, 1)),
        value("06-01", "90"),
        value("09-30", "25.2"),
        on="09-30",
    )

    assert one.window is not None
    assert (one.window.start, one.window.end) == (date(2026, 6, 30), END)
    assert (one.goal, one.value, one.progress, one.pace) == (D("50.41"), D("25.2"), D("50.0"), 50)
    assert one.notes == ("2026年7月1日起参与，本期目标100人按184/365天折算为50.41人",)


def test_a_rate_is_asked_of_a_unit_that_joined_later_as_of_everybody() -> None:
    one = stands(
        target(Kind.RATE, "95", measure="%", since=date(2026, 7, 1)), value("09-30", "96"), on="09-30"
    )

    assert (one.goal, one.notes) == (D(95), ("2026年7月1日起参与，目标不折算",))


def test_a_value_after_the_day_asked_for_is_not_known_yet() -> None:
    assert stands(target(Kind.NEW), value("03-31", "20"), value("07-01", "90")).value == D(20)


def test_the_lowest_level_among_the_readings_is_that_of_the_figure() -> None:
    summed = target(Kind.NEW, accrual="period")
    one = stands(summed, value("03-31", "1", level=Verification.LEDGER), value("06-30", "1"))

    assert one.verification is Verification.REPORTED


@pytest.mark.parametrize(
    ("stored", "name", "measure", "kind"),
    [
        ("level", "技能人才总量", "人", Kind.LEVEL),
        ("level", "举办竞赛", "场", Kind.NEW),
        ("level", "举办竞赛覆盖率", "%", Kind.LEVEL),
        ("increase", "新增高技能人才", "人", Kind.NEW),
        ("increase", "高职在校学生人数", "万人", Kind.INCREASE),
        ("stock", "新增高技能人才", "人", Kind.STOCK),
        ("", "什么也不是", "", Kind.LEVEL),
        ("unheard of", "什么也不是", "", Kind.LEVEL),
    ],
)
def test_a_kind_that_was_settled_rules_and_a_level_is_told_by_its_words(
    stored: str, name: str, measure: str, kind: TargetKind
) -> None:
    assert kind_in_force(stored, name, measure) is kind


@pytest.mark.parametrize("recurrence", ["", "year"])
def test_a_start_on_the_first_day_of_all_is_a_slip_and_no_fault(recurrence: str) -> None:
    slipped = target(Kind.NEW, starts_on=date.min, recurrence=recurrence)
    assert stands(slipped, value("03-31", "20")).value == D(20)


def test_a_target_frozen_as_plain_data_is_measured_the_same() -> None:
    first = target(
        Kind.STOCK, "500", base="400", base_on=date(2025, 12, 31), since=date(2026, 2, 1), is_soft=True
    )
    again = from_plain(to_plain(first))

    assert again == first
    readings = [value("06-30", "480")]
    assert measured(again, readings, END, MARGIN) == measured(first, readings, END, MARGIN)


def test_every_kind_bears_a_negative_a_huge_and_an_exact_number() -> None:
    for kind in Kind:
        for number in ("-5", "9999999999999999.9999", "0.0001", "0"):
            one = stands(target(kind, "0.0001", reference="1", base="3"), value("06-30", number))
            assert one.value is None or isinstance(one.value, Decimal)
