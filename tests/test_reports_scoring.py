"""Points, totals, places and tiers, each worked out a second time in plain Python."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.evaluation_words import Assessor, Tier
from models.words import Role, UnitLevel, Verification
from reports.campaign_counts import Counts, PartCounts
from reports.scoring.facts import Assessed, GivenPoints, IndicatorFact
from reports.scoring.formulas import KIT
from reports.scoring.kit import summed
from reports.scoring.places import places
from reports.scoring.reckoning import Adjustment, Exempted, readjusted, score_item, total_of
from reports.scoring.sheet import SheetItem, TierLimits
from reports.scoring.sheet_files import sheet_text
from reports.scoring.sheet_text import read_sheet
from reports.scoring.tiers import movement, tiers
from tests.cast import DAY
from tests.scoring import recomputed

LIMITS = TierLimits(Decimal(25), Decimal(85), Decimal(20), Decimal(60))
HEAD = """
name = "one"
title = "一项"
since = 2026-01-01
total = {total}
[tiers]
leading_percent = 25
leading_least = 85
weak_percent = 20
weak_below = 60
"""
BASE = '[[items]]\ncode = "B"\ntitle = "基础"\nfull = 10\nformula = "completion"\nstandard = "x"\n'


def item(formula: str, full: str = "10", more: str = "") -> SheetItem:
    """The item of a sheet that names this formula."""
    text = (
        f'[[items]]\ncode = "A"\ntitle = "甲"\nfull = {full}\nformula = "{formula}"\nstandard = "x"\n{more}\n'
    )
    base = BASE if full == "0" else ""
    total = "10" if full == "0" else full
    return read_sheet(HEAD.format(total=total) + base + text).items[-1]


def assessed(counts: Counts | None = None, **more: Any) -> Assessed:
    """A county with these counts."""
    return Assessed(1, "东湖区", UnitLevel.COUNTY, counts or Counts(), **more)


def indicator(progress: str | None, gone: str | None = None, **more: Any) -> IndicatorFact:
    """An indicator that has come so far."""
    return IndicatorFact(
        1,
        more.pop("name", "培训人次"),
        Decimal(progress) if progress else None,
        Decimal(gone) if gone else None,
        more.pop("is_met", None),
        more.pop("is_reported", True),
        readings=(7,),
        **more,
    )


def points(formula: str, facts: Assessed, full: str = "10", more: str = "") -> Decimal | None:
    """The points by this formula; each time they are also worked out again from the calculation alone."""
    done = score_item(item(formula, full, more), facts)
    assert recomputed(done.calculation) == done.points
    return done.points


def missing(formula: str, facts: Assessed, full: str = "10", more: str = "") -> str:
    """Why there are no points."""
    done = score_item(item(formula, full, more), facts)
    assert done.points is None
    assert recomputed(done.calculation) is None
    return str(done.calculation["missing"])


def test_shares_of_what_was_due() -> None:
    facts = assessed(Counts(assigned=8, due=7, closed=6, closed_of_due=5, on_time=3, levels=_levels(2)))
    assert points("completion", facts) == Decimal("7.14")  # 10 × 5/7
    assert points("punctuality", facts) == Decimal("4.29")  # 10 × 3/7
    assert points("verified", facts) == Decimal("3.33")  # 10 × 2/6


def test_a_unit_without_anything_due_has_no_points_and_the_reason_is_said() -> None:
    for formula in ("completion", "punctuality", "verified", "by_role", "lateness", "duty_pace", "rectified"):
        assert missing(formula, assessed()) == "无应办事项"
    assert missing("agreement", assessed()) == "未实地核查"
    assert missing("attainment", assessed()) == "无应办事项"
    assert missing("reported", assessed()) == "无应办事项"
    assert missing("indicator_pace", assessed()) == "无应办事项"


def test_what_nobody_reported_is_not_nothing() -> None:
    silent = assessed(indicators=(indicator(None, is_reported=False),))
    assert missing("attainment", silent) == "未报送"
    assert missing("indicator_pace", silent) == "未报送"
    assert points("reported", silent) == Decimal("0.00")


def test_a_lead_weighs_twice_a_helping_hand() -> None:
    roles = dict.fromkeys(Role, PartCounts()) | {
        Role.LEAD: PartCounts(due=3, closed_of_due=2),
        Role.SUPPORTING: PartCounts(due=4, closed_of_due=4),
    }
    facts = assessed(Counts(due=7, closed_of_due=6, roles=roles))
    assert points("by_role", facts) == Decimal("8.00")  # (2×2 + 4) ÷ (2×3 + 4)
    weights = "parameters = { lead = 5, supporting = 3 }"
    assert points("by_role", facts, more=weights) == Decimal("8.15")  # (5×2 + 3×4) ÷ (5×3 + 3×4)


def test_lateness_takes_from_each_piece_until_nothing_is_left_of_it() -> None:
    facts = assessed(Counts(due=4), lateness=((10, 1), (80, 1)))
    # Two in time, one at 1 − 0.02 × 10, one at nothing: (2 + 0.8 + 0) ÷ 4.
    assert points("lateness", facts) == Decimal("7.00")


def test_attainment_is_the_mean_and_one_that_overdoes_it_helps_no_other() -> None:
    facts = assessed(indicators=(indicator("150", is_met=True), indicator("40", is_met=False)))
    assert points("attainment", facts) == Decimal("7.00")
    assert points("attainment", facts, more="parameters = { most = 120 }") == Decimal("8.00")


def test_a_floor_is_met_or_not_and_what_is_striven_for_is_never_held_against_anybody() -> None:
    floor = indicator(None, is_met=False, name="底线")
    soft = indicator("10", is_met=False, is_soft=True, name="力争")
    assert points("attainment", assessed(indicators=(floor, soft))) == Decimal("0.00")
    assert points("attainment", assessed(indicators=(indicator(None, is_met=True), soft))) == Decimal("10.00")
    reached = indicator("100", is_met=True, is_soft=True)
    assert points("attainment", assessed(indicators=(floor, reached))) == Decimal("5.00")
    assert missing("attainment", assessed(indicators=(soft,))) == "无应办事项"


def test_an_indicator_that_was_not_reported_is_named_and_not_counted_as_nothing() -> None:
    silent = indicator(None, is_reported=False, name="工会覆盖率")
    done = score_item(item("attainment"), assessed(indicators=(indicator("80", is_met=False), silent)))
    assert done.points == Decimal("8.00")
    assert "工会覆盖率" in done.calculation["note"]


def test_pace_costs_nothing_within_what_is_allowed_and_everything_far_behind() -> None:
    def pace(progress: str, gone: str) -> Decimal | None:
        return points("indicator_pace", assessed(indicators=(indicator(progress, gone),)))

    assert pace("50", "55") == Decimal("10.00")
    assert pace("50", "80") == Decimal("0.00")
    assert pace("50", "67.5") == Decimal("5.00")
    both = (indicator("90", "50"), indicator("50", "80"))
    # What is ahead makes up for nothing: (0 − 30) ÷ 2 = −15 points.
    assert points("indicator_pace", assessed(indicators=both)) == Decimal("6.00")


def test_duties_in_hand_keep_pace_and_all_closed_is_on_pace() -> None:
    behind = assessed(Counts(assigned=4, due=1, paced=2, pace_sum=-35))
    assert points("duty_pace", behind) == Decimal("5.00")  # −17.5 points
    assert points("duty_pace", assessed(Counts(assigned=2, closed=2))) == Decimal("10.00")


def test_so_many_points_a_piece_and_never_beyond_the_bounds() -> None:
    facts = assessed(Counts(assigned=9, due=9, closed_of_due=9, returns=7))
    assert points("returns", facts, "0", "floor = -3\nparameters = { each = 0.5 }") == Decimal(-3)
    assert points("returns", facts, "10", "parameters = { each = 0.5 }") == Decimal("6.50")
    assert points("early", assessed(early=3), "0", "cap = 2\nparameters = { each = 0.5 }") == Decimal("1.50")
    assert points("early", assessed(early=9), "0", "cap = 2\nparameters = { each = 0.5 }") == Decimal(2)
    late = assessed(Counts(due=5, closed_of_due=4, on_time=1, overdue=1))
    assert points("closed_late", late, "0", "floor = -9") == Decimal("-1.50")
    assert points("overdue", late, "0", "floor = -9") == Decimal("-1.00")
    assert points("recurred", assessed(recurred=2), "0", "floor = -9") == Decimal("-2.00")


def test_nothing_is_taken_off_for_false_claims_where_nobody_looked() -> None:
    assert missing("false_claims", assessed(), "0", "floor = -6") == "未实地核查"
    looked = assessed(checked=5, disagreeing=2, checks=(3, 4))
    assert points("false_claims", looked, "0", "floor = -6") == Decimal("-4.00")
    assert points("agreement", looked) == Decimal("6.00")


RATED = "raters = { self = 20, office = 50, third_party = 30 }"


def test_each_group_speaks_by_its_mean_and_its_weight() -> None:
    given_points = {
        Assessor.SELF: _given("10"),
        Assessor.OFFICE: _given("8", "9"),
        Assessor.THIRD_PARTY: _given("6"),
    }
    facts = assessed(rated={"A": given_points})
    assert points("rated", facts, more=RATED) == Decimal("8.05")  # (200 + 425 + 180) ÷ 100


def test_a_group_that_has_not_rated_leaves_its_weight_to_the_others() -> None:
    done = score_item(item("rated", more=RATED), assessed(rated={"A": {Assessor.OFFICE: _given("8")}}))
    assert done.points == Decimal("8.00")
    assert "自评、第三方评还没有评分" in done.calculation["note"]


def test_a_units_own_word_alone_is_no_rating() -> None:
    assert missing("rated", assessed(rated={"A": {Assessor.SELF: _given("10")}}), more=RATED) == "尚未评分"
    assert missing("rated", assessed(), more=RATED) == "尚未评分"


def test_a_unit_that_flatters_itself_loses_what_goes_beyond_the_allowed() -> None:
    rated = {"X": {Assessor.SELF: _given("10"), Assessor.OFFICE: _given("6")}}
    more = "floor = -2\nraters = { office = 1 }\nparameters = { allowed = 1, each = 0.5 }"
    assert points("self_gap", assessed(rated=rated), "0", more) == Decimal("-1.50")
    assert missing("self_gap", assessed(rated={"X": {Assessor.SELF: _given("10")}}), "0", more) == "尚未评分"


def test_half_a_hundredth_is_rounded_up() -> None:
    facts = assessed(Counts(due=8, closed_of_due=1))
    assert points("completion", facts, "1") == Decimal("0.13")  # 0.125


@pytest.mark.parametrize(("word", "expected"), [("redistribute", None), ("full", "10"), ("floor", "2")])
def test_the_sheet_states_what_counts_where_nothing_can_be_said(word: str, expected: str | None) -> None:
    done = score_item(
        item("completion", more=f'floor = 2\nmissing = {{ nothing_due = "{word}" }}'), assessed()
    )
    assert done.points == (None if expected is None else Decimal(expected))
    assert done.calculation["missing"] == "无应办事项"
    assert recomputed(done.calculation) == done.points
    assert done.calculation["steps"][0]["words"].startswith("无应办事项，")


def test_an_exempted_item_is_not_scored_and_says_why() -> None:
    facts = assessed(Counts(due=2, closed_of_due=1))
    done = score_item(item("completion"), facts, exempted=Exempted("机构改革，职责划出", DAY, "王敏"))
    assert done.points is None
    assert done.calculation["missing"] == "免于计分"
    assert "机构改革，职责划出" in done.calculation["steps"][0]["words"]
    assert recomputed(done.calculation) is None


def test_what_was_granted_upon_an_objection_is_a_line_of_its_own_within_the_bounds() -> None:
    facts = assessed(Counts(due=4, closed_of_due=3))
    more = Adjustment(1, Decimal("1.5"), DAY, "周衡", "补交的佐证有效")
    done = score_item(item("completion"), facts, [more])
    assert done.points == Decimal("9.00")
    assert [step["step"] for step in done.calculation["steps"]] == ["objection"]
    assert recomputed(done.calculation) == Decimal("9.00")
    beyond = score_item(item("completion"), facts, [more, Adjustment(2, Decimal(5), DAY, "周衡", "x")])
    assert beyond.points == Decimal(10)
    assert beyond.calculation["steps"][1]["words"] == "异议成立，加5分，以10分为限"
    assert recomputed(beyond.calculation) == Decimal(10)
    # Entered again it stands once.
    again, calculation = readjusted(item("completion"), beyond.calculation, [more])
    assert (again, len(calculation["steps"])) == (Decimal("9.00"), 1)


def test_an_item_that_is_not_scored_cannot_be_adjusted() -> None:
    done = score_item(item("completion"), assessed(), [Adjustment(1, Decimal(1), DAY, "周衡", "x")])
    assert done.points is None
    assert done.calculation["steps"][-1]["words"] == "异议成立，加1分；这一项不计分，没有改动"


def test_what_is_not_scored_leaves_its_points_to_the_others() -> None:
    sheet = read_sheet(sheet_text("special"))
    scored = [(one, None) for one in sheet.items]
    assert total_of(sheet, scored).total is None
    some = [(one, {"Z1": Decimal(24), "Z4": Decimal(6)}.get(one.code)) for one in sheet.items]
    done = total_of(sheet, some)
    assert done.total == Decimal("75.00")  # 30 of 40
    assert done.words == "各项得分合计30分，按计分的满分40分折算：30 ÷ 40 × 100，总分75分。"
    punished = [(one, Decimal(-4) if one.code == "Z7" else value) for one, value in some]
    assert total_of(sheet, punished).total == Decimal("71.00")


def test_a_total_stays_between_nothing_and_the_most() -> None:
    sheet = read_sheet(sheet_text("annual"))
    county = list(sheet.items_for(UnitLevel.COUNTY))
    best = [(one, one.full if one.is_base else one.cap) for one in county]
    assert total_of(sheet, best).total == Decimal(100)
    worst = [(one, one.floor) for one in county]
    assert total_of(sheet, worst).total == Decimal(0)


def test_who_has_the_same_has_the_same_place_and_the_places_after_stay_empty() -> None:
    totals = {"甲": Decimal(90), "乙": Decimal(80), "丙": Decimal(80), "丁": Decimal(70), "戊": None}
    assert places(totals) == {"甲": 1, "乙": 2, "丙": 2, "丁": 4}
    assert places({"甲": Decimal("80.0"), "乙": Decimal("80.00")}) == {"甲": 1, "乙": 1}
    assert places({}) == {}


@given(st.lists(st.one_of(st.none(), st.integers(0, 20)), max_size=30))
def test_a_place_is_one_more_than_how_many_have_more(values: list[int | None]) -> None:
    totals = {place: None if value is None else Decimal(value) for place, value in enumerate(values)}
    found = places(totals)
    for key, value in totals.items():
        if value is None:
            assert key not in found
        else:
            assert found[key] == 1 + sum(one is not None and one > value for one in totals.values())


def test_tiers_by_part_of_the_class_and_by_points() -> None:
    totals = {place: Decimal(value) for place, value in enumerate((95, 90, 84, 80, 79, 70, 65, 62, 61, 50))}
    found = tiers(totals, LIMITS, Decimal(100))
    assert [found[place] for place in range(3)] == [Tier.LEADING, Tier.LEADING, Tier.MIDDLE]
    assert [place for place, tier in found.items() if tier is Tier.WEAK] == [8, 9]


def test_a_class_of_very_good_units_has_no_weak_one_and_a_poor_class_no_leading_one() -> None:
    good = tiers({place: Decimal(99 - place) for place in range(10)}, LIMITS, Decimal(100))
    assert Tier.WEAK not in good.values()
    poor = tiers({place: Decimal(59 - place) for place in range(10)}, LIMITS, Decimal(100))
    assert set(poor.values()) == {Tier.WEAK}
    assert tiers({1: Decimal(90)}, LIMITS, Decimal(100)) == {1: Tier.LEADING}


def test_who_shares_a_place_shares_the_tier() -> None:
    found = tiers({place: Decimal(88) for place in range(6)}, LIMITS, Decimal(100))
    assert set(found.values()) == {Tier.LEADING}


def test_movement_is_told_only_where_both_are_known() -> None:
    assert movement(Tier.LEADING, Tier.MIDDLE) == "上升"
    assert movement(Tier.WEAK, Tier.MIDDLE) == "下降"
    assert movement(Tier.WEAK, Tier.WEAK) == "持平"
    assert movement(Tier.WEAK, None) == movement(None, Tier.WEAK) == ""


@given(
    st.integers(0, 50).flatmap(lambda due: st.tuples(st.just(due), st.integers(0, due), st.integers(1, 100)))
)
def test_a_share_is_that_share_to_the_hundredth(one: tuple[int, int, int]) -> None:
    due, closed, full = one
    done = score_item(item("completion", str(full)), assessed(Counts(due=due, closed_of_due=closed)))
    if due == 0:
        assert done.points is None
    else:
        exact = Decimal(full * closed) / Decimal(due)
        assert done.points is not None
        assert abs(done.points - exact) <= Decimal("0.005")
        assert done.points == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_every_formula_says_itself_in_words_and_names_its_evidence() -> None:
    for name, formula in KIT.items():
        assert formula.name == name
        assert formula.words
        assert formula.evidence
        assert formula.title


def _levels(on_site: int) -> dict[Verification, int]:
    return dict.fromkeys(Verification, 0) | {Verification.ON_SITE: on_site}


def _given(*values: str) -> GivenPoints:
    return GivenPoints(tuple(Decimal(one) for one in values), tuple(range(1, len(values) + 1)))


def test_the_mean_of_a_group_is_exact() -> None:
    assert _given("1", "1", "2").mean == Fraction(4, 3)


@pytest.mark.long
@given(st.lists(st.fractions(max_denominator=60)))
def test_a_sum_by_denominators_is_the_sum(values: list[Fraction]) -> None:
    assert summed(values) == sum(values, Fraction(0))
