"""Several units and several dates in one item, and sentences that speak of what stands before them."""

from datetime import date

from documents.drafts import TaskDraft
from documents.extraction import extract
from tests.test_documents_extraction import tasks, txt

ON = date(2026, 3, 2)


def only(text: str) -> TaskDraft:
    (task,) = extract(txt("一、重点任务\n" + text), ON).tasks
    return task


def test_the_unit_that_begins_a_dated_sentence_behind_the_heading_is_responsible() -> None:
    assert only("（一）强化统筹。市住建局年内完成实名制平台升级。").units == ("市住建局",)
    assert only("（一）强化协同。市总工会、市民政局于9月底前完成信息比对。").units == ("市总工会", "市民政局")


def test_a_unit_with_a_later_date_of_its_own_is_not_lost_and_is_pointed_out() -> None:
    task = only("（一）县区总工会汇总后于10月20日前报市总工会，市总工会审核后于10月底前报市产改办。")
    assert task.units == ("县区总工会", "市总工会")
    (problem,) = task.problems
    assert "县区总工会，10月20日前；市总工会，10月底前" in problem.message


def test_as_many_dates_as_units_are_pointed_out_with_their_pairs() -> None:
    task = only("1.市教育局、市工信局分别于5月10日前、6月10日前报送合作方案和用工清单。")
    assert task.units == ("市教育局", "市工信局")
    assert [day.month for time in task.deadlines for day in time.due] == [5, 6]
    assert any("市教育局，5月10日；市工信局，6月10日" in problem.message for problem in task.problems)


def test_one_unit_with_two_stages_is_no_reason_to_ask() -> None:
    task = only("1.市财政局要在4月底前下达资金，10月底前完成绩效评价。")
    assert (task.units, task.problems) == (("市财政局",), ())


def test_a_sentence_about_the_work_above_dates_that_work_and_is_no_task() -> None:
    found = tasks(
        "一、重点任务\n1.市总工会要建立诉求台账。\n2.市人社局要在4月底前制定评价办法。\n以上工作于6月底前全部完成。\n"
        "二、保障措施\n1.市财政局要安排专项资金。",
        ON,
    )
    assert [(task.code, [str(day) for time in task.deadlines for day in time.due]) for task in found] == [
        ("一1", ["2026-06-30"]),
        ("一2", ["2026-04-30"]),
        ("二1", []),
    ]


def test_a_sentence_about_the_work_above_hands_out_what_nobody_was_given() -> None:
    found = tasks(
        "一、重点任务\n1.建立职工诉求清单，年内实现动态管理。\n上述任务由市总工会牵头落实，11月底前完成。", ON
    )
    assert len(found) == 1
    assert (*found[0].lead, *found[0].units) == ("市总工会",)
    assert [str(day) for time in found[0].deadlines for day in time.due] == ["2026-12-31"]
    assert not any("没有写明责任单位" in problem.message for problem in found[0].problems)


def test_a_heading_with_its_units_in_brackets_hands_them_to_every_item_under_it_however_short() -> None:
    found = tasks(
        "一、加强思想引领（牵头单位：市委宣传部；配合单位：市总工会）\n１．开展主题宣讲100场。\n2．2026年底前建成宣教基地。\n"
        "（3）选树先进典型。\n二、保障措施\n1.加强领导。",
        ON,
    )
    assert [(task.code, task.lead, task.supporting) for task in found] == [
        (code, ("市委宣传部",), ("市总工会",)) for code in ("一1", "一2", "一3")
    ]


def test_the_rule_that_the_first_unit_leads_is_read_inside_the_bracket_and_holds_from_there_on() -> None:
    found = tasks(
        "一、重点任务\n（一）建设实训基地。年内建成3个。（市教育局、市人社局，各县（市、区）人民政府负责。列第一位者为牵头单位，下同）\n"
        "（二）推行工学一体。（市人社局、市教育局负责）",
        ON,
    )
    assert [task.lead for task in found] == [("市教育局",), ("市人社局",)]


def test_work_that_is_handed_out_in_the_middle_of_a_clause_has_its_unit() -> None:
    (task,) = tasks(
        "一、重点任务\n（一）工资集体协商指导工作由市总工会牵头，市人社局配合，10月底前完成。", ON
    )
    assert (task.lead, task.supporting) == (("市总工会",), ("市人社局",))
