"""The score sheets that come with the system, and the sentences about one that is wrong."""

from decimal import Decimal

import pytest

from models.evaluation_words import Assessor, CampaignKind
from models.words import UnitLevel
from reports.scoring.dimensions import by_dimension
from reports.scoring.formulas import KIT
from reports.scoring.sheet import Treatment
from reports.scoring.sheet_files import SHIPPED, known_sheets, sheet_text
from reports.scoring.sheet_text import BarredItems, SheetError, read_sheet
from reports.scoring.traces import trace_rules, traces

NAMES = sorted(file.stem for file in SHIPPED.glob("*.toml"))

SMALL = """
name = "small"
title = "小评分表"
since = 2026-01-01
total = 10

[tiers]
leading_percent = 25
leading_least = 85
weak_percent = 20
weak_below = 60

[[items]]
code = "A1"
title = "完成"
full = 10
formula = "completion"
standard = "办结多少。"
"""


def test_five_sheets_come_with_the_system() -> None:
    assert NAMES == ["annual", "enterprise", "full", "midterm", "special"]
    assert set(NAMES) <= set(known_sheets())


@pytest.mark.parametrize("name", NAMES)
def test_each_shipped_sheet_is_complete_and_sums_to_its_total(name: str) -> None:
    sheet = read_sheet(sheet_text(name), f"{name}.toml")
    assert sheet.name == name
    assert sheet.kinds
    for unit_class in sheet.served:
        items = sheet.items_for(unit_class)
        assert sum((one.full for one in items), Decimal(0)) == sheet.total
        assert all(one.standard and one.evidence and one.title for one in items)
        assert all(set(one.missing) for one in items)
    assert {one.code for one in sheet.items} == {
        one.code for unit_class in sheet.served for one in sheet.items_for(unit_class)
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_shipped_sheet_rewards_what_the_rules_bar(name: str) -> None:
    assert not traces(sheet_text(name).split("[[items]]", 1)[1])


def test_every_kind_of_campaign_has_a_sheet() -> None:
    kinds = {kind for name in NAMES for kind in read_sheet(sheet_text(name)).kinds}
    assert kinds == set(CampaignKind)


def test_the_shipped_sheets_use_most_of_the_kit_and_every_way_of_rating() -> None:
    sheets = [read_sheet(sheet_text(name)) for name in NAMES]
    used = {item.formula.name for sheet in sheets for item in sheet.items}
    assert set(KIT) - used <= {"closed_late"}
    assert {group for sheet in sheets for group in sheet.groups} == set(Assessor)


def test_the_yearly_sheet_has_common_items_for_all_and_individual_ones_by_class() -> None:
    sheet = read_sheet(sheet_text("annual"))
    assert [one.code for one in sheet.items_for(UnitLevel.ENTERPRISE) if not one.is_common] == [
        "D1",
        "D2",
        "D3",
    ]
    assert [one.code for one in sheet.items_for(UnitLevel.DEPARTMENT) if not one.is_common] == ["B1", "B2"]
    assert sum((one.full for one in sheet.items if one.is_common), Decimal(0)) == 70


def test_a_sheet_for_enterprises_has_no_items_for_others() -> None:
    sheet = read_sheet(sheet_text("enterprise"))
    assert sheet.items_for(UnitLevel.COUNTY) == ()
    assert sheet.served == (UnitLevel.ENTERPRISE,)


def test_what_a_sheet_does_not_say_is_redistributed() -> None:
    item = read_sheet(SMALL).items[0]
    assert set(item.missing.values()) == {Treatment.REDISTRIBUTE}
    assert (item.cap, item.floor, item.by_whom) == (Decimal(10), Decimal(0), "系统计算")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("total = 10", "total = 12", "小评分表第5行 total 是12分，而省级部门的各项满分合计10分。请改成一致。"),
        ('formula = "completion"', 'formula = "完成率"', "第17行第1个 [[items]] 的 formula 是“完成率”，没有这个公式"),
        ('formula = "completion"', 'formula = "rated"', "由人评分，要写 raters"),
        ('formula = "completion"', 'formula = "early"', "full 应是0：加分项不占总分"),
        ("full = 10", "full = 0", "full 不能是0：“完成率”按比例得分，要写满分"),
        ("full = 10", "full = -1", "full 是“-1”，应是0到1000的数"),
        ("full = 10", "full = nan", "应是0到1000的数"),
        ("full = 10", "full = 1e999", "应是0到1000的数"),
        ("full = 10", 'full = "十分"', "full 是“十分”，应是0到1000的数"),
        ("full = 10", "full = true", "full 是“True”，应是0到1000的数"),
        ("full = 10", "", "第1个 [[items]] 的 full 缺少这一项"),
        ('title = "完成"', 'title = " "', "title 应是一段文字，不能空"),
        ('standard = "办结多少。"', 'standard = "办结多少。"\nweight = 3', "第19行第1个 [[items]] 的 weight 没有这一项"),
        ('standard = "办结多少。"', 'standard = "x"\nclasses = ["企业"]', "classes 应是 province、prefecture"),
        ('standard = "办结多少。"', 'standard = "x"\nparameters = { each = 1 }', "不是“完成率”的参数"),
        ('standard = "办结多少。"', 'standard = "x"\nmissing = { unreported = "zero" }', "应是 redistribute、full、floor 之一"),
        ('standard = "办结多少。"', 'standard = "x"\nraters = { office = 1 }', "多余：“完成率”由系统计算"),
        ('standard = "办结多少。"', 'standard = "x"\nfloor = 5\ncap = 3', "floor 大于 cap"),
        ("since = 2026-01-01", 'since = "明年"', "since 应是日期，写作 2026-01-01"),
        ("weak_below = 60", "weak_below = 90", "weak_below 大于 leading_least"),
        ("weak_below = 60", "", "weak_below 缺少这一项"),
        ('name = "small"', 'name = "小表"', "name 应由小写字母、数字和连字符组成"),
        ("[tiers]", "[tiers", "不合 TOML 的写法"),
        ("[[items]]", "[items]", "items 应写作一个或几个 [[items]]"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(before: str, after: str, said: str) -> None:
    assert before in SMALL
    with pytest.raises(SheetError) as caught:
        read_sheet(SMALL.replace(before, after, 1), "小评分表")
    assert said in caught.value.sentence


def test_a_deduction_beside_the_total_says_how_far_it_goes() -> None:
    extra = '\n[[items]]\ncode = "E1"\ntitle = "退回"\nfull = 0\nformula = "returns"\nstandard = "x"\n'
    with pytest.raises(SheetError) as caught:
        read_sheet(SMALL + extra)
    assert "扣分项要写 floor" in caught.value.sentence
    assert read_sheet(SMALL + extra + "floor = -3\n").items[1].floor == -3


def test_two_items_with_one_code_are_refused() -> None:
    extra = SMALL.split("[[items]]", 1)[1].replace("A1", "a1")
    with pytest.raises(SheetError) as caught:
        read_sheet(SMALL + "\n[[items]]" + extra)
    assert "与前面一项重复：“a1”" in caught.value.sentence


@pytest.mark.parametrize(
    "title",
    [
        "获得省领导肯定性批示",
        "在省级以上媒体刊发经验",
        "信息被简报采用篇数",
        "活动照片",
        "召开专题会议不少于4次",
        "应用下载量",
    ],
)
def test_an_item_that_rewards_what_the_rules_bar_is_refused_with_the_reason(title: str) -> None:
    text = SMALL.replace('title = "完成"', f'title = "{title}"')
    with pytest.raises(BarredItems) as caught:
        read_sheet(text)
    assert caught.value.codes == ("A1",)
    assert "《整治形式主义为基层减负若干规定》" in caught.value.sentence
    assert "点名项目并写明理由" in caught.value.sentence
    # Let stand by name, it is taken; another name does not help.
    assert read_sheet(text, overridden=frozenset({"A1"})).items[0].title == title
    with pytest.raises(BarredItems):
        read_sheet(text, overridden=frozenset({"A2"}))


@pytest.mark.parametrize("title", ["批示件办结", "落实批示事项", "不以照片作依据", "按时办结"])
def test_work_that_was_asked_for_and_what_is_forbidden_may_be_named(title: str) -> None:
    assert read_sheet(SMALL.replace('title = "完成"', f'title = "{title}"')).items[0].title == title


def test_each_rule_catches_its_own_example() -> None:
    for rule in trace_rules().rules:
        assert rule in [found.rule for found in traces(rule.example)]


def test_blanks_between_characters_hide_nothing() -> None:
    assert traces("现场 照 片　数量")


def test_an_all_round_inspection_is_told_by_making_carrying_out_and_effect() -> None:
    sheet = read_sheet(sheet_text("full"))
    items = sheet.items_for(UnitLevel.ENTERPRISE)
    # Nobody rated the last.
    points = {one.code: None if one.code == "Q6" else one.full / 2 for one in items}
    found = {one.label: (one.points, one.full) for one in by_dimension(items, points)}
    assert found == {
        "制定": (Decimal("12.5"), Decimal(25)),
        "落实": (Decimal(20), Decimal(40)),
        "成效": (Decimal(10), Decimal(20)),
    }
    assert by_dimension(read_sheet(sheet_text("annual")).items, {}) == ()
    with pytest.raises(SheetError, match="policy"):
        read_sheet(sheet_text("full").replace('dimension = "effect"', 'dimension = "colour"'))
