"""What counts as a target, and how it is read."""

from datetime import date
from decimal import Decimal

import pytest

from documents.indicator_kinds import IndicatorKind
from documents.indicator_readings import IndicatorReading
from documents.indicators import read_indicators
from schedules.deadlines import Recurrence

ON = date(2023, 5, 6)


def only(text: str, on: date = ON) -> IndicatorReading:
    (reading,) = read_indicators(text, on)
    return reading


@pytest.mark.parametrize(
    ("text", "relation", "value", "measure"),
    [
        ("班组长持证比例不低于50%。", ">=", 50, "%"),
        ("实操课时不低于培训总课时的20%。", ">=", 20, "%"),
        ("覆盖率达到90%以上。", ">=", 90, "%"),
        ("电子送达占比提高至75%。", ">=", 75, "%"),
        ("力争节水灌溉面积达到2000万亩。", ">=", 2000, "万亩"),
        ("万元产值能耗控制在0.5吨以内。", "<=", 0.5, "吨"),
        ("事故起数不超过3起。", "<=", 3, "起"),
        ("办理时间压缩至5个工作日以内。", "<=", 5, "个工作日"),
        ("空置房比例控制在15%左右。", "=", 15, "%"),
        ("建成示范点10个。", "=", 10, "个"),
        ("培养1,200名技师。", "=", 1200, "名"),
        ("灌溉水有效利用系数达到0.58以上。", ">=", 0.58, ""),
    ],
)
def test_a_target_states_relation_value_and_measure(
    text: str, relation: str, value: float, measure: str
) -> None:
    reading = only(f"到2025年，{text}")
    assert (reading.relation, reading.value, reading.measure) == (relation, Decimal(str(value)), measure)
    assert reading.by == date(2025, 12, 31)


def test_a_range_has_two_ends() -> None:
    reading = only("到2025年，建设1—2个试点城市。")
    assert (reading.relation, str(reading.value), str(reading.upper), reading.measure) == (
        "range",
        "1",
        "2",
        "个",
    )


def test_full_width_digits_and_blanks_are_read_like_any_others() -> None:
    reading = only("到 ２０２５ 年，新增高技能人才 １２ 万人 以上。")
    assert (str(reading.value), reading.measure, reading.relation) == ("12", "万人", ">=")


def test_a_yearly_target_recurs_and_has_no_single_day() -> None:
    reading = only("每年省级竞赛不少于10场次。")
    assert reading.recurrence is Recurrence.YEARLY
    assert reading.by is None


def test_a_plan_period_ends_with_its_fifth_year() -> None:
    assert only("“十四五”期间，培养技师500名。").by == date(2025, 12, 31)


def test_this_year_means_the_year_of_the_document() -> None:
    assert only("确保今年建成保障房50套以上。").by == date(2023, 12, 31)


def test_every_number_of_a_list_has_its_own_name() -> None:
    found = read_indicators("到2025年，培育100名工匠、300名劳动模范，引进20名技师。", ON)
    assert [(each.name, int(each.value)) for each in found] == [
        ("培育工匠", 100),
        ("培育劳动模范", 300),
        ("引进技师", 20),
    ]


def test_two_names_that_share_a_tail_are_written_out() -> None:
    found = read_indicators("到2025年，城区和乡镇垃圾分类率分别达到95%和85%左右。", ON)
    assert [(each.name, int(each.value), each.relation) for each in found] == [
        ("城区垃圾分类率", 95, ">="),
        ("乡镇垃圾分类率", 85, "="),
    ]


def test_a_year_named_once_holds_for_the_rest_of_the_paragraph() -> None:
    found = read_indicators("到2025年，入会率达到90%。建成服务站不少于30个。", ON)
    assert [each.by for each in found] == [date(2025, 12, 31)] * 2


@pytest.mark.parametrize(
    "text",
    [
        "去年新登记农户6800户，同比增长3.1%。",
        "截至9月3日，已办结41件。",
        "到2015年，通达率提高到97%。",
        "完善档案管理（15分）。",
        "给予每户每年600元补贴。",
        "对年纳税5000万元以上的项目，予以支持。",
        "支持35岁以下青年创业。",
        "《规划》包括3部分，提出5项主要举措。",
        "印发〔2022〕4号文件，刊发第12期。",
        "2023年5月6日上午9时召开会议。",
        "每增加投资5000万元增加1名。",
    ],
)
def test_facts_scores_conditions_and_references_are_no_targets(text: str) -> None:
    assert read_indicators(text, ON) == []


def test_offsets_cut_the_passage_out_of_the_text_that_was_given() -> None:
    text = "第一行没有数字。\n到 2025 年，培育 20 名\n工匠。\n到2025年，建成 3 个站。"
    for reading in read_indicators(text, ON):
        assert str(reading.value) in text[reading.start : reading.end]


def test_more_less_and_level_are_told_apart() -> None:
    kinds = [
        only(f"到2025年，{text}").kind for text in ("新增绿地10亩。", "能耗降低15%。", "入会率达到90%。")
    ]
    assert kinds == [IndicatorKind.NEW, IndicatorKind.DECREASE, IndicatorKind.RATE]


def test_any_text_is_read_without_an_error() -> None:
    for text in ("", "\n\n", "1" * 5000, "%" * 500, "、，。" * 500, "不低于" * 500, "到2025年" * 300):
        read_indicators(text, ON)


def test_the_level_a_target_starts_from_is_no_target() -> None:
    assert [each.value for each in read_indicators("到2025年，合格率由80%提高到95%。", ON)] == [95]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("9月底前举办山地越野赛6场以上。", "山地越野赛"),
        ("市林业局负责于2月底前栽植行道树5000棵。", "栽植行道树"),
        ("各级林业站要巡查山林不少于300次。", "巡查山林"),
        ("提高节水器具普及率至75%。", "节水器具普及率"),
        ("按要求，收入的60%以上用于护林员补助。", "用于护林员补助的比例"),
        ("开展护林宣讲，全年不少于100场次。", "护林宣讲"),
        ("引进30名林业人才和50名水利人才。", "引进林业人才"),
    ],
)
def test_a_name_says_what_is_counted_and_not_who_does_it_by_when(text: str, name: str) -> None:
    assert read_indicators(text, ON)[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "用水效率=用水量/产值×100%。",
        "对单户授信500万元以下的小微企业，可优先担保。",
        "每户每年救助标准不超过1.2万元。",
        "新招职工达到现有职工25%（超过100人的达到15%）并签订合同的小微企业，可申请贷款。",
    ],
)
def test_formulas_conditions_and_rates_for_each_are_no_targets(text: str) -> None:
    assert read_indicators(text, ON) == []
