"""The sorts of targets that plans set, exact numbers, and targets without a number."""

from datetime import date
from decimal import Decimal

import pytest

from documents.extraction import Extraction, extract
from documents.indicator_kinds import IndicatorKind
from documents.indicator_readings import IndicatorReading
from documents.indicators import read_indicators
from tests.test_documents_extraction import txt

ON = date(2026, 3, 2)
Kind = IndicatorKind


def only(text: str) -> IndicatorReading:
    (reading,) = read_indicators(text, ON)
    return reading


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("到2030年，新增产业工人党员2万名。", Kind.NEW, "新增产业工人党员"),
        ("到2030年，累计培训职工500万人次以上。", Kind.CUMULATIVE, "累计培训职工"),
        ("到2030年，全省技能人才总量达到500万人以上。", Kind.STOCK, "全省技能人才总量"),
        ("到2030年，在校学生人数增加28.4万人以上。", Kind.INCREASE, "在校学生人数增加"),
        ("到2030年，一线职工代表占比不低于50%。", Kind.SHARE, "一线职工代表占比"),
        ("到2030年，企业集体协商建制率达到95%。", Kind.RATE, "企业集体协商建制率"),
        ("到2030年，工会组织覆盖率达到100%。", Kind.COVERAGE, "工会组织覆盖率"),
        ("“十五五”期间，年均参赛职工不少于10万人次。", Kind.AVERAGE, "参赛职工"),
        ("到2030年，筹集送温暖资金2.5亿元以上。", Kind.MONEY, "筹集送温暖资金"),
        ("到2030年，万元产值能耗降低15%。", Kind.DECREASE, "万元产值能耗降低"),
        ("到2030年，入会率提高5个百分点。", Kind.INCREASE, "入会率提高"),
    ],
)
def test_the_sort_of_a_target_is_told_by_its_words(text: str, kind: IndicatorKind, name: str) -> None:
    reading = only(text)
    assert (reading.kind, reading.name) == (kind, name)
    assert reading.by == (None if kind is Kind.AVERAGE else date(2030, 12, 31))


def test_a_stock_inside_another_is_told_apart() -> None:
    whole, part = read_indicators(
        "到2030年，全省技能人才总量达到500万人以上，其中高技能人才总量达到155万人以上。", ON
    )
    assert (whole.kind, part.kind) == (Kind.STOCK, Kind.SUB_STOCK)


@pytest.mark.parametrize(
    ("text", "scaled", "measure"),
    [
        ("到2030年，筹集资金2.5亿元。", Decimal(250_000_000), "元"),
        ("到2030年，培训职工0.3万人次。", Decimal(3000), "人次"),
        ("到2030年，增加28.4万人以上。", Decimal(284_000), "人"),
        ("到2030年，建成1,200个站点。", Decimal(1200), "个"),
        ("到2030年，系数达到0.58以上。", Decimal("0.58"), ""),
    ],
)
def test_ten_thousands_and_hundred_millions_are_multiplied_out_exactly(
    text: str, scaled: Decimal, measure: str
) -> None:
    assert only(text).scaled == (scaled, measure)


def test_what_is_striven_for_about_or_always_to_be_held_is_marked() -> None:
    assert only("到2030年，力争入选建设单位20个。").is_effort
    assert not only("到2030年，入选建设单位20个。").is_effort
    assert only("到2030年，集体协商建制率动态保持在80%以上。").is_floor
    assert only("到2030年，分类率达到85%左右。").is_approximate


def test_a_target_of_every_year_and_one_for_each_year_keep_their_years() -> None:
    first, second = read_indicators("2027年覆盖率达到80%，2028年达到90%。", ON)
    assert (first.by, second.by) == (date(2027, 12, 31), date(2028, 12, 31))


def test_two_rates_that_both_reach_a_share_are_two_targets() -> None:
    found = read_indicators("到2030年，职工代表大会建制率、厂务公开制度建制率均达到95%。", ON)
    assert [(one.name, str(one.value)) for one in found] == [
        ("职工代表大会建制率", "95"),
        ("厂务公开制度建制率", "95"),
    ]


def test_as_many_years_as_numbers_are_paired_one_by_one() -> None:
    found = read_indicators("2027年、2028年覆盖率分别达到80%、90%。", ON)
    assert [(str(one.value), one.by) for one in found] == [
        ("80", date(2027, 12, 31)),
        ("90", date(2028, 12, 31)),
    ]


def test_a_year_that_an_earlier_sentence_names_holds_for_the_next() -> None:
    found = read_indicators("到2028年的目标是基本形成格局。累计培训1万人次。建成10个站点。", ON)
    assert [one.by for one in found] == [date(2028, 12, 31)] * 2


def plan(text: str) -> Extraction:
    return extract(txt(f"江临市产业工人队伍建设改革实施方案\n\n一、主要目标\n{text}\n"), ON)


def test_what_is_to_be_built_up_by_a_year_is_a_target_without_a_number() -> None:
    (milestone,) = plan("到2030年，基本建成职业教育强市，职工素质明显提高。").indicators
    assert (milestone.kind, milestone.name, milestone.by) == (
        Kind.QUALITY,
        "基本建成职业教育强市",
        date(2030, 12, 31),
    )
    assert (str(milestone.value), milestone.measure) == ("1", "项")


def test_full_coverage_is_a_hundred_per_cent_of_it() -> None:
    (coverage,) = plan("到2030年，百人以上企业工会组织实现动态全覆盖。").indicators
    assert (coverage.kind, str(coverage.value), coverage.measure) == (Kind.COVERAGE, "100", "%")
    assert coverage.is_floor
    assert coverage.name == "百人以上企业工会组织覆盖率"


def test_what_has_been_built_up_is_no_target() -> None:
    assert plan("2025年，全市已基本建成服务网络。").indicators == ()


def test_a_target_that_leans_on_the_last_term_asks_for_the_figure_of_then() -> None:
    found = extract(
        txt(
            "关于换届工作的通知\n\n一、工作要求\n（一）优化结构。市总工会要在6月底前完成换届，一线代表不低于上一届的比例。"
        ),
        ON,
    )
    (task,) = found.tasks
    assert any("不低于上一届的比例”要有参照的数" in problem.message for problem in task.problems)
