"""What a paper names besides its duties."""

from datetime import date

from documents.declared_counts import declared, differences
from documents.extraction import extract
from documents.letterhead import DocumentHeader
from documents.passages import passages
from tests.test_documents_extraction import txt

PAPER = """江临市产业工人队伍建设改革协调小组办公室文件

江产改办发〔2026〕12号

关于印发《江临市产业工人技能提升三年行动方案》的通知

各县（区）产改办：

根据《云川省产业工人队伍建设改革规划》（云产改发〔2025〕8号）和江发〔2026〕2号文件要求，制定本方案。《方案》共提出6项重点任务、12项主要指标。此前印发的江产改办发〔2026〕3号继续执行。

附件：1.任务分工表
2.指标填报说明

中共江临市委办公室 江临市人民政府办公室
2026年3月2日

抄送：市委组织部、市人社局，各县（区）总工会。
"""


def header(text: str = PAPER) -> DocumentHeader:
    return extract(txt(text)).document


def test_the_papers_that_are_cited_are_told_apart_from_the_papers_own_number() -> None:
    assert [(one.title, one.number) for one in header().cited] == [
        ("江临市产业工人技能提升三年行动方案", ""),
        ("云川省产业工人队伍建设改革规划", "云产改发〔2025〕8号"),
        ("", "江发〔2026〕2号"),
        ("", "江产改办发〔2026〕3号"),
    ]


def test_a_citation_can_be_found_in_the_paper() -> None:
    one = header().cited[1]
    assert PAPER[one.start : one.end] == "《云川省产业工人队伍建设改革规划》（云产改发〔2025〕8号）"


def test_attachments_and_copies_are_listed_as_the_foot_has_them() -> None:
    found = header()
    assert found.attachments == ("任务分工表", "指标填报说明")
    assert found.copies == ("市委组织部", "市人社局", "各县（区）总工会")


def test_two_organs_that_sign_together_are_two() -> None:
    assert header().issuer == "中共江临市委办公室、江临市人民政府办公室"
    assert header().issued_on == date(2026, 3, 2)


def test_an_organ_whose_name_is_broken_over_two_lines_is_one() -> None:
    broken = PAPER.replace(
        "中共江临市委办公室 江临市人民政府办公室", "江临市产业工人队伍建设改革协调小组\n办公室"
    )
    assert header(broken).issuer == "江临市产业工人队伍建设改革协调小组办公室"


def test_what_the_paper_says_of_its_own_contents_is_held_against_what_was_read() -> None:
    stated = declared(passages(txt(PAPER)))
    assert [(one.count, one.is_indicators) for one in stated] == [(6, False), (12, True)]
    assert differences(stated, tasks=6, indicators=12) == []
    task, indicator = differences(stated, tasks=5, indicators=11)
    assert "“6项重点任务”，读出任务5项" in task.message
    assert "“12项主要指标”，读出指标11项" in indicator.message
    assert PAPER[indicator.start : indicator.end] == "12项主要指标"


def test_a_count_of_another_level_explains_the_number_of_tasks() -> None:
    stated = declared(passages(txt("本方案提出5个方面18项具体措施，细化为30项任务。")))
    assert differences(stated, tasks=18, indicators=0) == []
    assert differences(stated, tasks=30, indicators=0) == []


def test_what_was_done_elsewhere_or_before_is_no_count_of_this_paper() -> None:
    assert (
        declared(passages(txt("去年共完成了18项具体措施。全市提出“5项任务”专栏，已形成20项主要指标。"))) == []
    )
