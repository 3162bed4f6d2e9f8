"""How an indicator is understood anew: the figures follow, the readings stay, and every change has its reason."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import col, select

from config.refusal import Refusal
from documents.indicators import read_indicators
from models.indicator_words import Accrual, TargetKind
from models.record import LogEntry
from models.task import Indicator, IndicatorChange, Reading
from reports.measures.conclusion import Conclusion
from reports.measures.standings import Stood, stood
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.indicator_changes import Understanding, correct_kind, settle
from supervision.duties.indicator_shares import Part, break_down
from supervision.duties.progress import read_off
from supervision.plain import plain
from tests.cast import DAY, Cast, at
from tests.measured_office import NOW, indicator_of, reading_of

FEBRUARY, YEAR_BEFORE = date(2026, 2, 28), date(2025, 12, 31)


def standing(cast: Cast, indicator: Indicator, on: date = DAY) -> Stood:
    (one,) = stood(cast.session, on, 5, [indicator.id])
    return one


def test_a_kind_corrected_after_readings_came_in_counts_them_all_anew(cast: Cast) -> None:
    indicator = indicator_of(cast, accrual="period")
    for day, value in ((FEBRUARY, "400"), (DAY, "420")):
        reading_of(cast, indicator, value, day)
    before = standing(cast, indicator).measured
    correct_kind(cast.session, indicator, TargetKind.STOCK, cast.clerk, DAY, NOW, "统计口径是年末在册人数")
    after = standing(cast, indicator).measured

    assert (before.value, after.value) == (Decimal(820), Decimal(420))
    rows = cast.session.exec(select(IndicatorChange).order_by(col(IndicatorChange.id))).all()
    assert [(row.field, row.before, row.after, row.on, row.by) for row in rows] == [
        ("kind", "新增", "存量", DAY, "王敏"),
        ("accrual", "本期数（只报新发生的）", "按性质默认", DAY, "王敏"),
    ]
    assert [row.value for row in cast.session.exec(select(Reading))] == [Decimal(400), Decimal(420)]
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "更正指标性质")).one()
    assert "统计口径是年末在册人数" in entry.note


def test_a_day_before_the_correction_comes_out_as_it_was_counted_then(cast: Cast) -> None:
    indicator = indicator_of(cast)
    reading_of(cast, indicator, "400")
    later = DAY + timedelta(7)
    correct_kind(cast.session, indicator, TargetKind.STOCK, cast.clerk, later, at(later), "口径")
    wanted = Understanding(base=Decimal(300), base_on=YEAR_BEFORE, starts_on=indicator.starts_on)
    settle(cast.session, indicator, wanted, cast.clerk, later, at(later), "年报")
    correct_kind(cast.session, indicator, TargetKind.FLOOR, cast.clerk, later, at(later), "又改")

    then, now = (standing(cast, indicator, day).measured.target for day in (DAY, later))
    assert (then.kind, then.base) == (TargetKind.NEW, None)
    assert (now.kind, now.base) == (TargetKind.FLOOR, Decimal(300))


def test_a_base_turns_a_stock_without_pace_into_one_with_it(cast: Cast) -> None:
    indicator = indicator_of(cast, "技能人才总量", kind="stock")
    reading_of(cast, indicator, "900")
    assert standing(cast, indicator).measured.why == "缺基期值，不能与时间进度比较"
    wanted = Understanding(base=Decimal(800), base_on=YEAR_BEFORE, starts_on=indicator.starts_on)
    made = settle(cast.session, indicator, wanted, cast.clerk, DAY, NOW, "上年年报")

    assert [(row.field, row.after) for row in made] == [("base", "800"), ("base_on", "2025-12-31")]
    assert (one := standing(cast, indicator).measured).progress == Decimal("50.0")
    assert one.conclusion is Conclusion.AHEAD


def test_what_changes_nothing_leaves_no_trace(cast: Cast) -> None:
    indicator = indicator_of(cast)

    assert (
        settle(
            cast.session, indicator, Understanding(starts_on=indicator.starts_on), cast.clerk, DAY, NOW, ""
        )
        == []
    )
    assert cast.session.exec(select(IndicatorChange)).all() == []


def test_what_is_not_sound_is_refused(cast: Cast) -> None:
    indicator, part = indicator_of(cast), indicator_of(cast, "其中女性")
    session, clerk = cast.session, cast.clerk

    def settles(why: str, reason: str = "理由", **wanted: object) -> None:
        with pytest.raises(Refusal, match=why):
            settle(session, indicator, Understanding(**wanted), clerk, DAY, NOW, reason)  # type: ignore[arg-type]

    settle(
        session,
        part,
        Understanding(parent_id=indicator.id, starts_on=part.starts_on),
        clerk,
        DAY,
        NOW,
        "其中项",
    )
    settles("哪一天", base=Decimal(1))
    settles("写明为什么", reason=" ", reference=Decimal(1))
    settles("不能是这项指标自己", parent_id=indicator.id)
    settles("或者它的其中项", parent_id=part.id)
    settles("同一份公文", parent_id=4711)
    with pytest.raises(Refusal, match="没有改动"):
        correct_kind(session, indicator, TargetKind.NEW, clerk, DAY, NOW, "理由")
    for actor in (cast.lead, cast.leader):
        with pytest.raises(Refusal, match="经办人员"):
            correct_kind(session, indicator, TargetKind.STOCK, actor, DAY, NOW, "理由")
        with pytest.raises(Refusal, match="经办人员"):
            break_down(session, indicator, [], actor, NOW)


def test_readings_that_say_what_came_since_the_last_are_added(cast: Cast) -> None:
    indicator = indicator_of(cast, accrual="")
    for day, value in ((FEBRUARY, "40"), (DAY, "42")):
        reading_of(cast, indicator, value, day)
    correct_kind(
        cast.session, indicator, TargetKind.NEW, cast.clerk, DAY, NOW, "季报只报本期数", Accrual.PERIOD
    )

    assert standing(cast, indicator).measured.value == Decimal(82)


def test_an_indicator_broken_down_is_rolled_up_and_names_who_is_missing(cast: Cast) -> None:
    indicator = indicator_of(cast)
    units = (cast.union, cast.labour, cast.district)
    parts = [Part(unit.id, "部门", Decimal(n)) for unit, n in zip(units, (500, 300, 200), strict=True)]
    break_down(cast.session, indicator, parts, cast.clerk, NOW)
    for unit in units[:2]:
        reading_of(cast, indicator, "150", unit=unit)
    one = standing(cast, indicator)

    assert (one.measured.value, one.measured.missing) == (Decimal(300), (cast.district.id,))
    assert one.measured.conclusion is Conclusion.OPEN
    assert one.whole.by_class["部门"].goal == Decimal(1000)
    assert [one.whole.by_unit[unit.id].progress for unit in units] == [Decimal("30.0"), Decimal("50.0"), None]


def test_breaking_down_again_changes_only_what_differs_and_says_what(cast: Cast) -> None:
    indicator = indicator_of(cast)
    first = [Part(cast.union.id, target=Decimal(600)), Part(cast.labour.id, target=Decimal(400))]
    again = [Part(cast.union.id, target=Decimal(700)), Part(cast.district.id, since=date(2026, 7, 1))]
    counts = [break_down(cast.session, indicator, parts, cast.clerk, NOW) for parts in (first, first, again)]

    assert counts == [2, 0, 3]
    notes = [row.note for row in cast.session.exec(select(LogEntry).where(LogEntry.deed == "分解指标"))]
    assert "市人社局不再承担" in notes[-1]
    assert "市总工会600→700人" in notes[-1]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([Part(1), Part(1)], "写了两次"),
        ([Part(4711)], "不在名录里"),
        ([Part(1, since=date(2026, 7, 1), until=date(2026, 6, 1))], "前后颠倒"),
        ([Part(1, target=Decimal(3), upper=Decimal(2))], "下限大于上限"),
        ([Part(1, unit_class="长" * 41)], "不超过40个字"),
    ],
)
def test_a_breakdown_that_is_not_sound_is_refused(cast: Cast, parts: list[Part], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        break_down(cast.session, indicator_of(cast), parts, cast.clerk, NOW)


def test_a_unit_with_a_share_reports_though_it_stands_in_no_task(cast: Cast) -> None:
    indicator = indicator_of(cast)
    with pytest.raises(Refusal, match="不是贵单位的"):
        read_off(cast.session, indicator, Decimal(5), DAY, cast.outsider, DAY, NOW, unit_id=cast.district.id)
    break_down(cast.session, indicator, [Part(cast.district.id)], cast.clerk, NOW)
    read_off(cast.session, indicator, Decimal(5), DAY, cast.outsider, DAY, NOW, unit_id=cast.district.id)

    assert standing(cast, indicator).measured.value == Decimal(5)


def test_a_ratio_is_stored_as_its_parts_make_it(cast: Cast) -> None:
    rate = indicator_of(cast, "建制率", "95", kind="rate", measure="%")
    two, three = Decimal(2), Decimal(3)
    read_off(cast.session, rate, None, DAY, cast.clerk, DAY, NOW, numerator=two, denominator=three)
    row = cast.session.exec(select(Reading)).one()

    assert (row.value, row.numerator, row.denominator) == (Decimal("66.6667"), two, three)


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "why"),
    [
        (None, 0, 0, "分母为0"),
        (None, 5, None, "一起填"),
        (None, None, 5, "一起填"),
        (None, None, None, "不要填0代替"),
        (90, 2, 3, "对不上"),
    ],
)
def test_a_ratio_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, value: int | None, numerator: int | None, denominator: int | None, why: str
) -> None:
    rate = indicator_of(cast, "建制率", "95", kind="rate", measure="%")
    numbers = [None if one is None else Decimal(one) for one in (value, numerator, denominator)]
    with pytest.raises(Refusal, match=why):
        read_off(
            cast.session, rate, numbers[0], DAY, cast.clerk, DAY, NOW, numerator=numbers[1], denominator=numbers[2]
        )  # fmt: skip


def test_an_amount_has_no_numerator(cast: Cast) -> None:
    with pytest.raises(Refusal, match="不是比率"):
        read_off(
            cast.session, indicator_of(cast), None, DAY, cast.clerk, DAY, NOW, numerator=Decimal(1), denominator=Decimal(2)
        )  # fmt: skip


def test_what_the_document_says_of_its_targets_is_registered_with_them(cast: Cast) -> None:
    """力争 makes it soft, 动态保持 a floor, 其中 a part of the whole that stands before it."""
    text = (
        "全省技能人才总量达到500万人以上，其中高技能人才总量达到155万人以上。"
        "集体协商建制率动态保持在80%以上。力争入选建设单位20个。"
    )
    draft = cast.draft(due=date(2026, 6, 30))
    draft.indicators = [plain(asdict(one)) for one in read_indicators(text, DAY)]
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    whole, part, floor, effort = cast.session.exec(
        select(Indicator).where(Indicator.task_id == task.id).order_by(col(Indicator.id))
    ).all()

    assert (whole.kind, whole.parent_id) == ("stock", None)
    assert (part.kind, part.parent_id) == ("sub-stock", whole.id)
    assert (floor.kind, floor.is_soft) == ("floor", False)
    assert (effort.is_soft, effort.target) == (True, Decimal(20))
    assert standing(cast, floor).target.is_kept
