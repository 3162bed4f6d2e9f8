"""What the reviewer is asked about: parts that do not come to their whole, days, measures, leaps, words said before."""

from datetime import date

import pytest

from models.indicator_words import TargetKind
from reports.measures.doubts import Amount, is_repeated, of_parts, of_value
from reports.measures.target import Target, Value
from tests.targets import D, target, value

Kind = TargetKind
JUNE = date(2026, 6, 30)
WORKERS = Amount("现有产业工人", D(248162), "人")


def doubts(one: Target, *values: Value, on: date = JUNE) -> list[str]:
    return of_value(one, values[:-1], values[-1], on)


def test_parts_that_come_to_their_whole_are_no_question() -> None:
    assert of_parts(WORKERS, [Amount("自有职工", D(151312), "人"), Amount("农民工", D(96850), "人")]) == []


def test_parts_that_do_not_come_to_their_whole_are_asked_about() -> None:
    more = of_parts(WORKERS, [Amount("自有职工", D(151312), "人"), Amount("农民工", D(96860), "人")])
    less = of_parts(WORKERS, [Amount("自有职工", D(151312), "人"), Amount("农民工", D(96840), "人")])

    assert more == ["其中各项合计（151312人＋96860人）大于“现有产业工人”248162人，相差10人"]
    assert less == [
        "其中各项合计（151312人＋96840人）小于“现有产业工人”248162人，相差10人，请确认是否还有没有列出的其中项"
    ]


def test_a_part_alone_must_only_not_be_larger() -> None:
    whole = Amount("技能人才总量", D(500), "万人")

    assert of_parts(whole, [Amount("高技能人才", D(155), "万人")]) == []
    assert of_parts(whole, [Amount("高技能人才", D(1550000), "人")]) == []
    assert of_parts(whole, [Amount("高技能人才", D("500.1"), "万人")]) == [
        "其中的“高技能人才”500.1万人大于“技能人才总量”500万人"
    ]


def test_parts_in_another_measure_are_not_added() -> None:
    assert "不能直接比较" in of_parts(WORKERS, [Amount("培训", D(5), "人次")])[0]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("1.28", "12800", "一万倍"),
        ("12800", "1.28", "万分之一"),
        ("100", "90", "比上次（2026年3月31日）的100人还小"),
        ("100", "120", ""),
    ],
)
def test_measures_mixed_up_and_totals_that_shrink_are_asked_about(before: str, now: str, said: str) -> None:
    found = doubts(target(Kind.NEW, "20000"), value("03-31", before), value("06-30", now))

    assert (said in found[0]) if said else not found


def test_a_first_value_ten_thousand_times_its_target_is_asked_about() -> None:
    assert (
        "目标（2.5）的一万倍" in doubts(target(Kind.MONEY, "2.5", measure="亿元"), value("06-30", "12000"))[0]
    )


def test_the_measure_in_the_words_beside_a_value_is_compared() -> None:
    assert "请核对万、亿" in doubts(target(Kind.NEW, "9"), value("06-30", "5", text="已培训5万人"))[0]
    assert "人和人次" in doubts(target(Kind.NEW, "9"), value("06-30", "5", text="培训5人次"))[0]
    assert doubts(target(Kind.NEW, "9", measure="万人"), value("06-30", "5", text="已培训5万人")) == []


def test_the_day_of_a_value_has_to_lie_in_its_period() -> None:
    yearly = target(Kind.NEW, recurrence="yearly", starts_on=None, by=None)

    assert "不在本期" in doubts(yearly, value("2025-12-20", "5"), on=date(2026, 1, 10))[0]
    assert "晚于填报日期" in doubts(yearly, value("07-01", "5"))[0]
    assert "可能不是最新的数" in doubts(target(Kind.NEW), value("01-31", "5"))[0]


def test_a_ratio_beyond_its_whole_or_other_than_its_parts_is_asked_about() -> None:
    rate = target(Kind.RATE, "95", measure="%")

    assert "超过100%" in doubts(rate, value("06-30", "105", ("21", "20")))[0]
    assert "不一致" in doubts(rate, value("06-30", "99", ("19", "20")))[0]
    assert "可能应为95%" in doubts(rate, value("06-30", "0.95"))[0]
    assert doubts(rate, value("06-30", "0", ("0", "0"))) == ["分母为0，无法计算比率"]
    assert "25个百分点" in doubts(rate, value("03-31", "70"), value("06-30", "95"))[0]


def test_a_stock_that_leaps_is_asked_about() -> None:
    assert "变化60%" in doubts(target(Kind.STOCK), value("03-31", "100"), value("06-30", "160"))[0]


def test_a_total_that_suddenly_grows_much_faster_is_asked_about() -> None:
    found = doubts(
        target(Kind.NEW, "1000"), value("01-31", "10"), value("04-30", "40"), value("05-31", "240")
    )

    assert "倍" in found[0]


def test_a_yearly_total_that_begins_again_is_no_question() -> None:
    yearly = target(Kind.NEW, "20", recurrence="yearly", starts_on=None, by=None)

    assert doubts(yearly, value("2025-12-31", "12"), value("01-31", "1"), on=date(2026, 2, 3)) == []


def test_the_same_words_as_last_time_are_noticed_whatever_their_spaces() -> None:
    assert is_repeated("已培训职工 200人，下一步继续推进。", "已培训职工200人，下一步继续推进")
    assert not is_repeated("无", "无")
    assert not is_repeated("已培训职工200人，下一步继续推进。", "已培训职工300人，下一步继续推进。")
