"""What the proofreading queries in a text, and what it leaves alone."""

from datetime import date

import pytest

from reports.proofreading.marks import from_han, to_han
from reports.proofreading.names import KnownNames, unknown_unit
from reports.proofreading.reading import proofread
from tests.shared import path

KNOWN = KnownNames(
    frozenset({"市总工会", "江临市总工会", "市人社局", "试点企业", "江临一厂"}),
    {"市劳动局": "市人社局", "江临纺织厂": "（已撤销）"},
)


def said(text: str, known: KnownNames | None = None, on: date | None = None) -> list[tuple[str, str]]:
    return [(mark.passage, mark.says) for mark in proofread(text, known, on)]


def seed(number: str) -> str:
    return next(path("seeds").glob(f"{number}_*.txt")).read_text("utf-8")


def test_a_doubled_ordinal_of_a_real_bulletin_is_found_and_a_sum_that_holds_is_not() -> None:
    text = seed("000")
    found = [mark for mark in proofread(text) if mark.kind in ("序号", "合计")]
    assert [(mark.passage, mark.says) for mark in found] == [("三是", "“三是”重复，前面已经有一个“三是”。")]
    assert text[found[0].end :].startswith("持续深化企业技能人才自主评价")


def test_the_same_bulletin_with_a_part_changed_no_longer_adds_up() -> None:
    text = seed("000").replace("96850", "96580", 1)
    (found,) = [mark for mark in proofread(text) if mark.kind == "合计"]
    assert found.says.startswith("“其中”各项相加151312＋96580＝247892，比总数248162人少270人")


def test_figures_up_to_now_without_a_day_are_queried_in_a_real_bulletin() -> None:
    undated = [mark.passage for mark in proofread(seed("000")) if mark.kind == "数据截至"]
    assert any(passage.startswith("截至目前") for passage in undated)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("共100人，其中：男60人、女50人。", "比总数100人多10人"),
        ("共100人，其中男60人、女30人。", "比总数100人少10人"),
        ("共100人，其中党员120人。", "“其中”的120人大于总数100人"),
        ("共1.2万人，其中男7000人、女6000人。", "比总数12000人多1000人"),
        ("甲厂3人、乙厂4人，合计8人。", "前面各项相加3＋4＝7，与“合计8人”不符"),
        ("一是甲。二是乙。四是丙。", "缺“三是”"),
        ("一是加强领导。", "后面没有“二是”"),
        ("二是加强领导。", "前面没有“一是”"),
        ("一、甲\n二、乙\n二、丙", "序号“二、”重复"),
        ("一、甲\n三、乙", "中间缺号"),
        ("一、甲\n（一）子\n（三）丑", "序号“（一）”之后是“（三）”"),
        ("1. 甲\n3. 乙", "序号“1.”之后是“3.”"),
        ("截至目前，共培训500人。", "没有写明数据截至哪一天"),
        ("今年以来，截至目前共培训500人。", "没有写明数据截至哪一天"),
        ("截止2026年3月，共培训500人。", "应写“截至”"),
        ("2月30日召开会议。", "2月没有30日"),
        ("2023年2月29日召开会议。", "2023年2月没有29日"),
        ("13月召开会议。", "没有13月"),
        ("建制率由80%提高到85%，提高5%。", "相差的是5个百分点"),
        ("建制率由80%提高到85%，提高6个百分点。", "相差5个百分点，文中写的是6个"),
        ("建制率提高5%。", "通常用百分点表示"),
        ("覆盖率达到105%。", "105%超过100%"),
        ("提高5%个百分点。", "只能用一个"),
        ("提高5百分点。", "应写“5个百分点”"),
        ("共培训500，反响良好。", "没有计量单位"),
        ("共培训500人人，反响良好。", "“人人”重复"),
        ("召开会议,部署工作。", "中文里用了半角标点"),
        ("培训３场。", "“３”是全角"),
        ('开展"送温暖"活动。', "直引号"),
        ("开展“送温暖活动。", "没有配对的后一半"),
        ("开展送温暖）活动。", "没有配对的前一半"),
        ("会议由市劳动局组织。", "“市劳动局”是以前的名称，现为“市人社局”"),
        ("会议由江临纺织厂承办。", "“江临纺织厂”是以前的名称，现为“（已撤销）”"),
        ("市水务局派员参加。", "单位名录里没有“市水务局”"),
    ],
)
def test_what_is_wrong_is_queried(text: str, says: str) -> None:
    found = said(text, KNOWN)
    assert len(found) == 1, found
    assert says in found[0][1]
    assert found[0][0] in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "共100人，其中：男60人、女40人。",
        "共100人，其中党员30人。",
        "共100余人，其中男60人、女50人。",
        "共100人，其中培训12场、比武3场。",
        "一是甲。\n二是乙。\n三是丙。\n一、新的一章\n一是甲。二是乙。",
        "这一是非分明的事，必须办好。",
        "截至2026年3月31日，共培训500人。",
        "截至3月底，累计培训500人。另外现有站点12个。",
        "目前正在制定办法。",
        "增长率达到120%，完成率达105%。",
        "建制率由80%提高到85%，提高5个百分点。",
        "全省第20届运动会，参赛班组4133个。",
        "根据江产改办发〔2026〕3号，比分3:2，电话0000-555-0100。",
        "组织开展QC小组活动，参加“互联网+”培训。",
        "（一）甲\n（二）乙\n1. 子\n2. 丑\n（三）丙\n1. 寅",
        "江临市总工会、市人社局和各试点企业参加。省有关部门、各县区到会。",
        "依托市总工会办公室开展工作，市直各单位参加。",
        "2024年2月29日召开会议，3月底前完成。",
        "他说：“第一段。\n第二段。”",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert said(text, KNOWN) == []


def test_ordinals_in_the_wrong_order_are_queried_where_they_leave_it_and_where_they_come_back() -> None:
    assert [passage for passage, _ in said("一是甲。三是乙。二是丙。")] == ["三是", "二是"]


def test_a_figure_of_a_day_after_the_paper_is_queried() -> None:
    text = "截至2026年3月31日，共培训500人。"
    assert said(text, on=date(2026, 3, 31)) == []
    assert "在本文日期" in said(text, on=date(2026, 3, 30))[0][1]


def test_a_leap_day_without_a_year_is_judged_by_the_year_of_the_paper() -> None:
    assert said("2月29日召开会议。") == []
    assert said("2月29日召开会议。", on=date(2026, 3, 1)) == [("2月29日", "2026年2月没有29日，只有28天。")]


def test_the_name_of_a_query_stays_the_same_wherever_its_passage_stands() -> None:
    (alone,) = proofread("参加100人，其中党员120人。")
    (further,) = proofread("会议召开。\n参加100人，其中党员120人。")
    (other,) = proofread("参加100人，其中党员121人。")
    assert alone.key == further.key != other.key
    assert alone.start != further.start


def test_without_a_directory_no_name_is_unknown() -> None:
    assert said("市水务局、市没有局参加。") == []
    assert unknown_unit("市劳动局", KNOWN) == "“市劳动局”是以前的名称，现为“市人社局”。"
    assert unknown_unit("市总工会", KNOWN) == ""


def test_a_long_text_without_an_end_is_read_in_a_moment() -> None:
    assert proofread("长" * 200_000 + "（" * 50)
    proofread("其中100人、" * 3000)
    proofread("一是甲，" * 3000)


def test_han_numerals_up_to_99_are_read_and_written() -> None:
    assert [from_han(to_han(number)) for number in range(1, 100)] == list(range(1, 100))
    assert [from_han(written) for written in ("百", "十十", "一二", "")] == [0, 0, 0, 0]
