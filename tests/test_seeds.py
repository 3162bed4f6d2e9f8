"""The five papers the office came with; the tests skip where they do not lie beside the checkout."""

from datetime import date
from functools import cache

import pytest

from documents.document_kind import DocumentKind
from documents.extraction import Extraction, extract
from documents.reading import read
from schedules.deadlines import Recurrence
from tests import shared


def seed(number: str) -> Extraction:
    shared.path("seeds")
    return _extracted(number)


@cache
def _extracted(number: str) -> Extraction:
    (file,) = shared.path("seeds").glob(f"{number}_*.txt")
    return extract(read(file))


def test_the_plan_has_eight_numbered_tasks_with_their_forty_five_units() -> None:
    numbered = [task for task in seed("002").tasks if task.code.startswith("二")]
    assert [task.code for task in numbered] == [
        "二（一）1",
        "二（一）2",
        "二（二）1",
        "二（二）2",
        "二（二）3",
        "二（三）1",
        "二（三）2",
        "二（三）3",
    ]
    # 45 pairs stand in the seven complete lists and the four names of the one cut off
    assert [len(task.units) for task in numbered] == [8, 7, 7, 5, 5, 7, 2, 4]
    assert all(task.lead == () and task.supporting == () for task in numbered)


def test_the_list_that_the_page_cuts_off_keeps_its_four_names_and_is_a_problem() -> None:
    (task,) = (task for task in seed("002").tasks if task.code == "二（三）3")
    assert task.units == ("市人社局", "国资委", "中小企业服务中心", "工商联")
    assert any("名单未完" in problem.message for problem in task.problems)


def test_the_safeguards_hand_out_six_duties_in_prose() -> None:
    duties = [task for task in seed("002").tasks if task.code.startswith("三")]
    assert [task.units for task in duties] == [
        ("国企及非公有制龙头企业党委(党组)",),
        ("市总工会", "市国资委", "市工商联"),
        ("各级国资委",),
        ("各级工会",),
        ("市产改协调小组各牵头单位", "参与单位", "各县市区产改办"),
        ("市产改协调小组各牵头单位", "参与单位", "各县市区产改办"),
    ]
    report, prompt = duties[-2:]
    assert [day for time in report.deadlines for day in time.due] == [date(2023, 6, 15)]
    assert [day for time in prompt.deadlines for day in time.due] == []
    assert prompt.problems


def test_the_head_of_the_plan_is_read() -> None:
    header = seed("002").document
    assert header.reference == "吕产改办发〔2023〕5号"
    assert header.issuer == "吕梁市产业工人队伍建设改革协调小组办公室"
    assert header.issued_on == date(2023, 5, 6)
    assert header.kind is DocumentKind.PLAN


def test_the_planning_notice_gives_the_yearly_duties_and_both_evaluations() -> None:
    tasks = seed("001").tasks
    yearly = [task for task in tasks if any(time.recurrence is Recurrence.YEARLY for time in task.deadlines)]
    assert any("下一年度工作计划" in task.text for task in yearly)
    assert any("每年年底对当年实施情况进行总结评价" in task.text for task in yearly)
    due = {day for task in tasks for time in task.deadlines if not time.recurrence for day in time.due}
    assert {date(2023, 12, 31), date(2025, 12, 31)} <= due
    assert len(tasks) <= 5


def test_the_planning_notice_gives_its_targets_to_2025() -> None:
    targets = {
        (each.name, int(each.value), each.measure)
        for each in seed("001").indicators
        if each.by == date(2025, 12, 31)
    }
    assert ("新培育云岭工匠", 100, "名") in targets
    assert ("产业工人党员的新增数量", 2, "万名") in targets
    assert ("全省技能人才总量", 500, "万人") in targets
    assert len(targets) >= 30


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_a_bulletin_invents_no_tasks(number: str) -> None:
    found = seed(number)
    assert found.document.kind is DocumentKind.BULLETIN
    assert len(found.tasks) <= (1 if number == "004" else 0)


def test_bulletins_keep_their_issue_numbers_and_figures() -> None:
    january, february = seed("000"), seed("003")
    assert (january.document.issue_year, january.document.issue_number, january.document.issue_total) == (
        2024,
        1,
        108,
    )
    assert (february.document.issue_number, february.document.issue_total) == (1, 80)
    assert len(january.facts) > 20
