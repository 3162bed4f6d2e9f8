"""What the office is asked about when it reviews what a unit handed in; the unit is never told."""

from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import select

from models.assignment import Assignment
from reports.measures.standings import stood
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from supervision.duties.reading_doubts import doubts, doubts_of_assignment
from tests.cast import DAY, Cast, at
from tests.measured_office import NOW, indicator_of, reading_of

SAID = "已培训职工200人，下一步继续推进。"


def test_the_parts_of_the_workforce_have_to_come_to_the_whole(cast: Cast) -> None:
    """现有产业工人248162人，其中：自有职工151312人、农民工96850人 holds; 96840 would not."""
    whole = indicator_of(cast, "现有产业工人", "250000", kind="stock")
    own = indicator_of(cast, "自有职工", "150000", kind="sub-stock", parent_id=whole.id)
    migrant = indicator_of(cast, "农民工", "90000", kind="sub-stock", parent_id=whole.id)
    for unit, last in ((cast.union, "96850"), (cast.labour, "96840")):
        for indicator, value in ((whole, "248162"), (own, "151312"), (migrant, last)):
            reading_of(cast, indicator, value, unit=unit)

    found = doubts(cast.session, stood(cast.session, DAY, 5, [whole.id]))
    assert [(one.unit_id, one.sentence) for one in found] == [
        (
            cast.labour.id,
            "其中各项合计（151312人＋96840人）小于“现有产业工人”248162人，相差10人，请确认是否还有没有列出的其中项",
        )
    ]


def test_parts_of_another_day_are_not_compared(cast: Cast) -> None:
    whole = indicator_of(cast, "技能人才总量", "500", kind="stock")
    part = indicator_of(cast, "高技能人才", "155", kind="sub-stock", parent_id=whole.id)
    reading_of(cast, whole, "480")
    reading_of(cast, part, "490", DAY - timedelta(1))

    assert doubts(cast.session, stood(cast.session, DAY, 5)) == []


def test_the_review_of_an_assignment_shows_its_units_doubtful_figures_and_repeated_words(cast: Cast) -> None:
    task = cast.task(date(2026, 6, 30), supporting=("市人社局",))
    held = {
        one.unit_id: one for one in cast.session.exec(select(Assignment).where(Assignment.task_id == task.id))
    }
    duty = held[cast.union.id]
    indicator = indicator_of(cast, task_id=task.id)
    for unit in (cast.union, cast.labour):
        reading_of(cast, indicator, "1.2", DAY, unit)
        reading_of(cast, indicator, "12600", DAY + timedelta(7), unit)
    accept(cast.session, duty, cast.lead, DAY, NOW)
    for day in (DAY, DAY + timedelta(7)):
        report(cast.session, duty, Report(day, 40, SAID, problems="无"), cast.lead, day, at(day))

    sentences = [one.sentence for one in doubts_of_assignment(cast.session, duty, DAY + timedelta(7))]
    assert sentences == [
        "填报的数约为上次填报（1.2）的一万倍，请核对计量单位（应为人）",
        "“进展情况”与上次反馈（截至2026年3月9日）一字不差",
    ]


def test_a_reading_keyed_in_before_any_rule_with_a_denominator_of_nothing_is_asked_about(cast: Cast) -> None:
    rate = indicator_of(cast, "建制率", "95", kind="rate", measure="%")
    reading_of(cast, rate, "0", unit=cast.union, numerator=Decimal(0), denominator=Decimal(0))
    (one,) = stood(cast.session, DAY, 5)

    assert [each.sentence for each in doubts(cast.session, [one])] == ["分母为0，无法计算比率"]
    assert (one.measured.value, one.measured.why) == (None, "分母为0，无法计算比率")
