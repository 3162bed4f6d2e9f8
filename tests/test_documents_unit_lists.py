"""Lists of units, as offices write them."""

import pytest

from documents.passages import passage
from documents.unit_lists import UnitList, merged, read_cell, read_unit_lists, with_first_as_lead
from documents.unit_names import names_a_unit, split


def read(text: str) -> UnitList:
    part = passage(text)
    assert part is not None
    found = merged(read_unit_lists(part))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "lead", "units", "supporting"),
    [
        (
            "做好宣讲。（责任单位：市委宣传部、市总工会、团市委）",
            [],
            ["市委宣传部", "市总工会", "团市委"],
            [],
        ),
        ("做好宣讲。(责任部门: 县总工会、 县妇联)", [], ["县总工会", "县妇联"], []),
        ("做好宣讲。【牵头单位：市总工会；责任单位：市人社局】", ["市总工会"], ["市人社局"], []),
        (
            "做好宣讲。（牵头单位：市总工会，配合单位：市人社局、各区、县级市）",
            ["市总工会"],
            [],
            ["市人社局", "各区", "县级市"],
        ),
        ("做好宣讲。（市总工会会同有关部门负责）", ["市总工会"], [], ["有关部门"]),
        ("做好宣讲。（市总工会商市财政局负责）", ["市总工会"], [], ["市财政局"]),
        ("做好宣讲。（市总工会牵头，市人社局、市财政局配合）", ["市总工会"], [], ["市人社局", "市财政局"]),
        ("做好宣讲。（由市总工会牵头，市人社局按职责分工负责）", ["市总工会"], ["市人社局"], []),
        ("做好宣讲。（市委组织部指导，市总工会负责）", [], ["市总工会"], ["市委组织部"]),
        ("做好宣讲。（县财政局、县总工会）", [], ["县财政局", "县总工会"], []),
        ("责任单位：省科技厅、工业和信息化厅按职责分工负责", [], ["省科技厅", "工业和信息化厅"], []),
        ("给予资助。责任单位：市委组织部、市科技局。", [], ["市委组织部", "市科技局"], []),
        ("做好宣讲。（责任单位：市高院、市税务局等；各区政府）", [], ["市高院", "市税务局", "各区政府"], []),
        ("做好宣讲。（海关、商务部等有关部门负责）", [], ["海关", "商务部", "有关部门"], []),
        ("做好宣讲。（责任领导：张三；牵头单位：县水利局；完成时限：6月底）", ["县水利局"], [], []),
        (
            "做好宣讲。（责任单位：市交通委（市道运局）、市城管局）",
            [],
            ["市交通委（市道运局）", "市城管局"],
            [],
        ),
    ],
)
def test_who_leads_who_answers_and_who_helps(
    text: str, lead: list[str], units: list[str], supporting: list[str]
) -> None:
    found = read(text)
    assert (list(found.lead), list(found.units), list(found.supporting)) == (lead, units, supporting)


def test_no_lead_is_guessed_for_a_plain_list() -> None:
    assert read("（责任单位：市人社局、市总工会）").lead == ()


def test_a_rule_that_the_first_unit_leads_is_noticed_and_applied() -> None:
    found = read("（税务局、财政局、海关负责，排在第一位的部门为牵头部门，下同）")
    assert found.first_leads
    assert found.units == ("税务局", "财政局", "海关")
    assert with_first_as_lead(found).lead == ("税务局",)
    assert with_first_as_lead(read("（海关负责，下同）")).lead == ()


def test_a_list_cut_off_by_the_page_keeps_its_names_and_says_so() -> None:
    found = read("开展竞赛。（责任单位：市人社局、国资委、工商联、")
    assert found.units == ("市人社局", "国资委", "工商联")
    (problem,) = found.problems
    assert "名单未完" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "会议由张三（市总工会主席）主持。",
        "联系人：李四（电话：12345）。",
        "开展“安康杯”竞赛（含班组赛）。",
        "由市交通委（市道运局）组织。",
    ],
)
def test_other_brackets_are_no_lists(text: str) -> None:
    part = passage(text)
    assert part is not None
    assert read_unit_lists(part) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市人力资源和社会保障局、市文化和旅游局", ["市人力资源和社会保障局", "市文化和旅游局"]),
        ("市人社局和市财政局", ["市人社局", "市财政局"]),
        ("地方各级人民政府及供水单位", ["地方各级人民政府", "供水单位"]),
        ("各省（自治区、直辖市）人民政府", ["各省（自治区、直辖市）人民政府"]),
        ("省国资委等单位", ["省国资委"]),
        ("市总工会、市总工会", ["市总工会"]),
        ("", []),
        ("无", []),
    ],
)
def test_names_are_divided_where_one_ends_and_the_next_begins(text: str, names: list[str]) -> None:
    assert split(text) == names


def test_a_cell_of_a_register_gives_its_units() -> None:
    assert read_cell("责任单位：县水利局\n县财政局").units == ("县水利局", "县财政局")


@pytest.mark.parametrize(
    ("names", "units"),
    [
        ("县文旅局、县总工会等和各有关乡镇人民政府", ["县文旅局", "县总工会", "各有关乡镇人民政府"]),
        ("各省、自治区、直辖市人民政府，各有关部门", ["各省、自治区、直辖市人民政府", "各有关部门"]),
        ("县公安局、县税务局等县级部门", ["县公安局", "县税务局"]),
        ("县水利局，各县（市、区）人民政府", ["县水利局", "各县（市、区）人民政府"]),
        ("县教体局（县职教中心、县体校）、县财政局", ["县教体局（县职教中心、县体校）", "县财政局"]),
    ],
)
def test_collectives_stay_as_they_are_written(names: str, units: list[str]) -> None:
    assert split(names) == units


def test_a_list_in_tortoise_brackets_states_its_first_unit_as_lead() -> None:
    found = read("开展一次清理。〔省林业局、省财政厅，各市、县（市、区）政府。列第一位的为牵头单位，下同〕")
    assert found.first_leads
    assert found.units == ("省林业局", "省财政厅", "各市、县（市、区）政府")


def test_where_a_measure_applies_is_no_unit() -> None:
    found = read("支持口岸建设。（责任单位：海关；适用范围：云岭片区）")
    assert found.units == ("海关",)


def test_a_bracket_that_tells_of_something_names_nobody() -> None:
    part = passage("启动证书试点（学校内由县教育行政部门负责实施），稳妥推进。")
    assert part is not None
    assert read_unit_lists(part) == []


def test_units_stand_between_dashes_too() -> None:
    found = read("任务一：修缮校舍——措施：倒排工期——责任单位：基建科、总务科——时限：8月25日")
    assert found.units == ("基建科", "总务科")


def test_a_cell_may_share_out_the_roles_itself() -> None:
    found = read_cell("县林业局牵头，县财政局、县水利局配合")
    assert (found.lead, found.supporting) == (("县林业局",), ("县财政局", "县水利局"))
    assert read_cell("县财政局", "supporting").supporting == ("县财政局",)


def test_a_lead_may_be_marked_behind_its_name() -> None:
    found = read("责任单位：县林业局（牵头）、县水利局、县财政局")
    assert (found.lead, found.units) == (("县林业局",), ("县水利局", "县财政局"))


def test_the_role_behind_a_comma_is_that_of_the_last_name() -> None:
    found = read("造林百亩。责任单位：县林业局（县苗圃），县水利局配合")
    assert (found.units, found.supporting) == (("县林业局（县苗圃）",), ("县水利局",))


@pytest.mark.parametrize(
    "text",
    [
        "修路60公里。（★县交通局、县财政局；分管领导：赵某；时限：10月底）",
        "修路60公里（县交通局、县财政局，全年）",
        "修路60公里。（县交通局、县财政局，2026年10月底前完成）",
    ],
)
def test_a_bracket_of_names_may_end_on_who_watches_and_by_when(text: str) -> None:
    assert read(text).units == ("县交通局", "县财政局")


def test_blanks_part_the_names_of_a_labelled_list() -> None:
    assert read("责任单位：县总工会 县工商联 县人社局").units == ("县总工会", "县工商联", "县人社局")


@pytest.mark.parametrize(
    "phrase",
    [
        "本预案由县应急局",
        "特别是县林业局",
        "林业管理平台",
        "配合有关部门",
        "县林业局正按程序组织",
        "某市以微信公众平台",
        "各地可以指定部门",
        "应按合同与企业",
    ],
)
def test_a_phrase_that_ends_like_a_unit_is_none(phrase: str) -> None:
    assert not names_a_unit(phrase)


@pytest.mark.parametrize(
    "name", ["县以上工会", "自由贸易试验区管委会", "县应急局", "市广播电视台", "县级以上林业部门"]
)
def test_names_with_such_words_inside_stay_names(name: str) -> None:
    assert names_a_unit(name)
