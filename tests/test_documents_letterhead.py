"""The head and the foot of a paper."""

from datetime import date

import pytest

from documents.document_kind import DocumentKind, kind_of
from documents.letterhead import DocumentHeader, read_letterhead
from documents.parts import parts
from documents.passages import passages
from documents.signature import day_in
from documents.source import Block, BlockKind, Cell, Source

NOTICE = "\n".join(
    (
        "青山市改革协调小组办公室文件",
        "青改办发〔2024〕7号",
        "关于印发《2024年工作任务分工方案》的通知",
        "各县（区）改革办，市直各单位：",
        "现将方案印发给你们。此前《通知》（青改办发〔2023〕2号）停止执行。",
        "青山市改革协调小组",
        "办公室（代章）",
        "二〇二四年四月十二日",
        "附件",
        "2024年工作任务分工方案",
        "一、任务",
        "做好各项工作。",
        "抄送：市委办。",
    )
)


def source(text: str) -> Source:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, line, at, at + len(line)))
        at += len(line) + 1
    return Source(text, tuple(blocks), "txt")


def header(text: str) -> DocumentHeader:
    return read_letterhead(passages(source(text)), "txt")


def test_a_notice_states_number_title_issuer_addressees_and_date() -> None:
    found = header(NOTICE)
    assert found.reference == "青改办发〔2024〕7号"
    assert found.title == "关于印发《2024年工作任务分工方案》的通知"
    assert found.issuer == "青山市改革协调小组办公室"
    assert found.addressees == ("各县（区）改革办", "市直各单位")
    assert found.issued_on == date(2024, 4, 12)
    assert found.kind is DocumentKind.NOTICE


def test_an_attachment_is_a_part_with_its_own_title_and_kind() -> None:
    every = passages(source(NOTICE))
    main, attached = parts(every, read_letterhead(every, "txt"))
    assert [passage.text for passage in main.body] == [
        "现将方案印发给你们。此前《通知》（青改办发〔2023〕2号）停止执行。"
    ]
    assert (attached.title, attached.kind) == ("2024年工作任务分工方案", DocumentKind.DIVISION)
    assert attached.body[-1].text == "做好各项工作。"  # neither signature nor imprint


def test_a_bulletin_counts_its_issues_by_year_and_in_total() -> None:
    found = header(
        "青山改革快报\n2024年第3期（总第57期）\n市改革办\n2024年5月6日\n县总工会推进改革\n成效明显。"
    )
    assert found.kind is DocumentKind.BULLETIN
    assert (found.issue_year, found.issue_number, found.issue_total) == (2024, 3, 57)
    assert found.title == "县总工会推进改革"


def test_a_date_in_a_sentence_or_a_cell_is_not_the_date_of_the_paper() -> None:
    assert header("关于工作的通知\n各单位：\n请于2024年6月30日前报送。").issued_on is None
    rows = "\n".join(f"{i}\n事项{i}\n2024年6月{i}日" for i in range(1, 29))
    assert (
        header(
            f"任务表\n说明一\n说明二\n说明三\n说明四\n说明五\n说明六\n说明七\n说明八\n说明九\n说明十\n{rows}\n甲\n乙\n丙\n丁"
        ).issued_on
        is None
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于做好工作的通知", DocumentKind.NOTICE),
        ("关于推进改革的实施意见", DocumentKind.OPINION),
        ("改造工作方案（2024—2025年）", DocumentKind.PLAN),
        ("“十四五”发展规划", DocumentKind.PROGRAMME),
        ("重点任务分工方案", DocumentKind.DIVISION),
        ("关于规划的政策解读", DocumentKind.INTERPRETATION),
        ("年度重点事项台账", DocumentKind.REGISTER),
        ("工作要点", DocumentKind.OTHER),
    ],
)
def test_the_title_says_what_kind_of_paper_it_is(title: str, kind: DocumentKind) -> None:
    assert kind_of(title) is kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年4月2日", date(2024, 4, 2)),
        ("2024-04-02", date(2024, 4, 2)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二四年十月二十日", date(2024, 10, 20)),
        ("2024年2月30日", None),
        ("四月二日", None),
    ],
)
def test_a_date_is_read_in_digits_and_in_characters(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_a_title_broken_over_lines_begins_with_the_issuer() -> None:
    found = header(
        "云岭县人民政府关于促进竹产业\n高质量发展的若干意见\n云政发〔2025〕4号\n各乡镇人民政府：\n一、任务\n做好工作。"
    )
    assert found.title == "云岭县人民政府关于促进竹产业高质量发展的若干意见"


def test_a_bracketed_date_under_a_title_has_no_signatory() -> None:
    found = header("云岭县竹产业行动方案\n（2025年5月12日）\n一、任务\n做好工作。")
    assert (found.issuer, found.issued_on) == ("", date(2025, 5, 12))


def test_minutes_without_a_signature_are_of_the_day_of_the_meeting() -> None:
    found = header(
        "云岭县专题会议纪要\n2025年7月8日下午，副县长主持召开会议，研究竹产业工作。\n一、由县林业局编制规划。"
    )
    assert (found.kind, found.issued_on) == (DocumentKind.MINUTES, date(2025, 7, 8))


@pytest.mark.parametrize(
    "title",
    [
        "关于对竹产业发展成效明显的乡镇给予表扬的通报",
        "云岭县人民政府关于竹林道路问题的复函",
        "对县政协第12号提案的答复",
    ],
)
def test_praise_and_replies_hand_out_no_tasks(title: str) -> None:
    assert not kind_of(title).hands_out_tasks


def test_the_last_row_of_a_table_is_no_part_of_the_name_below_it() -> None:
    said = ("任务\t完成时限", "开展调研\t年底前", "青山市改革协调小组", "2026年2月27日")
    blocks, at = [], 0
    for line in said:
        cells, begin = [], at
        for entry in line.split("\t"):
            cells.append(Cell(entry, begin, begin + len(entry), ""))
            begin += len(entry) + 1
        kind = BlockKind.ROW if len(cells) > 1 else BlockKind.PARAGRAPH
        shown = tuple(cells) if kind is BlockKind.ROW else ()
        blocks.append(Block(kind, line, at, at + len(line), shown))
        at += len(line) + 1
    found = read_letterhead(passages(Source("\n".join(said), tuple(blocks), "docx")), "docx")
    assert (found.issuer, found.issued_on) == ("青山市改革协调小组", date(2026, 2, 27))
