"""The circular, the material of a meeting and the leader's sheet: what each says of what it was given."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.evaluation_words import Tier
from papers import to_docx, to_docx_one_page
from papers.paper import Paper, TableOf
from papers.to_lines import lines
from reports.proofreading.reading import proofread
from reports.writing import circular, meeting_pack, one_page
from reports.writing.circular import CircularMatter, UnitStands
from reports.writing.meeting_pack import DecidedBefore, LateDuty, PackMatter, ToCoordinate
from reports.writing.one_page import OnePageMatter, Pressing, Target, UnitLate
from tests.rendering import ink, needs_rendering, pages

DAY = date(2026, 3, 9)
UNITS = (
    UnitStands("市总工会", "部门", 4, 4, 4, 0, 0, Decimal("96.5"), 1, Tier.LEADING),
    UnitStands("市人社局", "部门", 4, 3, 2, 1, 6, Decimal("81.25"), 2, Tier.MIDDLE),
    UnitStands("东湖区产改办", "县区", 2, 0, 0, 2, 12, Decimal("60"), 1, Tier.WEAK),
    UnitStands("江临一厂", "企业", 0, 0, 0, 0),
)
MATTER = CircularMatter("市产改办", DAY, DAY, UNITS)
PACK = PackMatter(
    "市产改办",
    DAY,
    (LateDuty("市总工会", "2026-001", "办好竞赛", date(2026, 3, 2), 5, "催办", "场馆没有落实"),),
    3,
    (ToCoordinate("市人社局", "请开放场馆", 12, "市总工会：同意"),),
    (
        DecidedBefore("一季度例会", date(2026, 1, 9), "建台账", "市总工会", date(2026, 2, 1), "已建", False),
        DecidedBefore("一季度例会", date(2026, 1, 9), "定方案", "市人社局", date(2026, 2, 27), "", True, 10),
    ),
)
FULL = OnePageMatter(
    "江临市产业工人队伍建设改革协调小组办公室",
    DAY,
    123456,
    65432,
    54321,
    "99.9%",
    "88.8%",
    1234,
    1200,
    tuple(Pressing("长" * 30, "事" * 90, DAY, 250, "督办单") for _ in range(9)),
    tuple(UnitLate("单" * 30, 99, 99, 999) for _ in range(9)),
    tuple(Target("指" * 60, "12345.67万人次", "23456.78万人次", "到期未实现") for _ in range(30)),
    tuple("等" * 80 for _ in range(9)),
    tuple("协" * 80 for _ in range(9)),
    tuple("议" * 80 for _ in range(9)),
)


def whole(paper: Paper) -> str:
    return "\n".join(str(line.get("text", "")) for line in lines(paper))


def table_of(paper: Paper) -> TableOf:
    (table,) = [block for block in paper.appendices[0].body if isinstance(block, TableOf)]
    return table


def test_a_circular_adds_up_what_the_table_says() -> None:
    said = whole(circular.lay_out(MATTER))
    assert (
        "承担任务的4家单位中，3家有到期事项，应办10件，已办结7件，完成率70.0%，"
        "按时办结6件，按时率60.0%，逾期未办结3件。到期事项全部办结的有1家。"
    ) in said
    assert [row[1] for row in table_of(circular.lay_out(MATTER)).rows] == [
        "市总工会",
        "市人社局",
        "东湖区产改办",
    ]


def test_without_a_ranking_no_points_and_places_are_told() -> None:
    paper = circular.lay_out(MATTER)
    titles = [column.title for column in table_of(paper).columns]
    assert not {"得分", "位次", "档次"} & set(titles)
    assert "96.5" not in whole(paper)
    assert paper.appendices[0].title == "各单位完成情况表"


def test_with_a_ranking_places_are_told_within_each_class() -> None:
    paper = circular.lay_out(replace(MATTER, is_ranked=True, campaign="年度考核"))
    assert paper.title == "关于年度考核情况的通报"
    rows = [row[1:6] for row in table_of(paper).rows]
    assert rows == [
        ("东湖区产改办", "县区", "60.00", "1", "薄弱"),
        ("市总工会", "部门", "96.50", "1", "领先"),
        ("市人社局", "部门", "81.25", "2", "中游"),
    ]
    assert "评价结果为“领先”的有1家，按得分依次是市总工会。" in whole(paper)
    assert paper.appendices[0].is_wide


def test_criticism_names_units_or_only_counts_them() -> None:
    named = whole(circular.lay_out(MATTER))
    assert "东湖区产改办（2件，最长逾期12个工作日）、市人社局（1件，最长逾期6个工作日）" in named
    plain = whole(circular.lay_out(replace(MATTER, is_named=False)))
    assert "2家单位有逾期未办结事项3件。" in plain
    assert "东湖区产改办" not in plain.split("附件")[0]


def test_a_circular_of_units_that_owed_nothing_says_so_without_a_rate() -> None:
    said = whole(circular.lay_out(replace(MATTER, units=UNITS[3:])))
    assert "承担任务的1家单位，到截止日都没有到期的事项。" in said
    assert "0.0%" not in said
    assert "没有逾期未办结的事项。" in said


@pytest.mark.parametrize("is_ranked", [True, False])
@pytest.mark.parametrize("is_named", [True, False])
def test_what_is_written_here_passes_the_proofreading(is_ranked: bool, is_named: bool) -> None:
    """The same function reads any paper."""
    matter = replace(MATTER, is_ranked=is_ranked, is_named=is_named, campaign="2026年年度考核")
    for paper in (circular.lay_out(matter), meeting_pack.lay_out(PACK)):
        text = "\n".join(str(line["text"]) for line in lines(paper) if line["kind"] in ("text", "heading"))
        assert [mark for mark in proofread(text, on=DAY) if mark.kind != "计量单位"] == []


def test_the_material_of_a_meeting_leads_from_what_is_late_to_what_is_to_be_decided() -> None:
    said = whole(meeting_pack.lay_out(PACK))
    for sentence in (
        "（1）听取3件逾期事项的情况，明确整改措施和时限。",
        "逾期未办结3件，最长的逾期5个工作日。清单列出逾期最久的1件。",
        "1家单位提出1个问题需要会上研究，提出最早的已有12天。",
        "共2项，已落实1项，正在办理1项，其中超过时限1项。",
    ):
        assert sentence in said
    tables = [line["rows"] for line in lines(meeting_pack.lay_out(PACK)) if line["kind"] == "table"]
    assert tables[2][1][5] == "超过时限10天"


def test_a_meeting_without_anything_to_tell_says_so() -> None:
    said = whole(meeting_pack.lay_out(PackMatter("市产改办", DAY, (), 0, (), ())))
    for sentence in ("没有逾期未办结的事项。", "没有等待协调的问题。", "没有登记的议定事项。"):
        assert sentence in said


def test_a_long_list_stands_on_pages_of_its_own() -> None:
    paper = meeting_pack.lay_out(replace(PACK, late=PACK.late * 9, late_in_all=9))
    assert [one.title for one in paper.appendices] == ["逾期事项清单"]
    assert "清单列出" not in whole(paper)


def test_the_leaders_sheet_says_what_changed_and_what_it_leaves_out() -> None:
    sheet = one_page.lay_out(FULL)
    assert sheet.figures[4] == ("逾期", "1234", "比上周五多34")
    assert sheet.parts[0].heading == "逾期最久的5件（另有1229件）"
    assert sheet.parts[2].lines[-1] == "另有26项，见系统。"
    quiet = one_page.lay_out(OnePageMatter("办", DAY, 0, 0, 0, "—", "—", 0, None))
    assert quiet.parts[0].lines == ("没有逾期事项。",)


@pytest.mark.long
@needs_rendering
@pytest.mark.parametrize(
    "matter", [FULL, OnePageMatter("办", DAY, 0, 0, 0, "—", "—", 0, None)], ids=["full", "empty"]
)
def test_the_leaders_sheet_is_one_sheet_whatever_it_has_to_say(matter: OnePageMatter, tmp_path: Path) -> None:
    to_docx_one_page.write(one_page.lay_out(matter), tmp_path / "one.docx")
    (page,) = pages(tmp_path / "one.docx", tmp_path)
    left, top, right, bottom = ink(page)
    assert page.width / page.height == pytest.approx(210 / 297, abs=0.01), "A4"
    assert left > 15
    assert top > 12
    assert right < 210 - 13
    assert bottom < 297 - 12


@pytest.mark.long
@needs_rendering
def test_circular_and_material_keep_to_their_margins(tmp_path: Path) -> None:
    many = tuple(replace(UNITS[index % 3], called=f"第{index}单位") for index in range(60))
    for name, paper in (
        ("circular", circular.lay_out(replace(MATTER, units=many, is_ranked=True))),
        ("pack", meeting_pack.lay_out(replace(PACK, late=PACK.late * 40, late_in_all=40))),
    ):
        to_docx.write(paper, tmp_path / f"{name}.docx")
        drawn = pages(tmp_path / f"{name}.docx", tmp_path)
        assert 3 <= len(drawn) <= 7
        for page in drawn:
            left, _, right, bottom = ink(page)
            assert left > 20
            assert right < page.width * 25.4 / 60 - 20
            assert bottom < page.height * 25.4 / 60 - 10
