"""The ledger in Excel."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from models.extension import DueChange
from models.words import ContactLevel, DueChangeKind, NoticeKind, Role
from papers import to_xlsx
from papers.paper import Book, Value
from reports import ledger
from schedules.workdays import WorkCalendar
from tests.reported_office import LIMITS, TODAY, ReportedOffice

NOON = datetime(2026, 6, 8, 12, tzinfo=UTC)
# The order in which offices keep them.
EXPECTED = [
    "序号",
    "任务编号",
    "一级任务",
    "任务名称",
    "工作举措",
    "依据",
    "责任领导",
    "牵头单位",
    "责任单位",
    "配合单位",
    "责任人",
    "起始时间",
    "完成时限",
    "目标值",
    "单位",
    "完成值",
    "完成率",
    "序时进度",
    "进展情况",
    "存在问题",
    "下一步措施",
    "需协调事项",
    "佐证材料",
    "完成情况",
    "延期情况",
    "灯",
    "督办情况",
    "截至日期",
    "备注",
]


def filled() -> ReportedOffice:
    office = ReportedOffice()
    lead, helper = office.unit("市总工会"), office.unit("市人社局")
    office.contact(lead, "何志远", ContactLevel.LEADER)
    office.contact(lead, "沈小雨", ContactLevel.CONTACT)
    office.contact(helper, "旁人", ContactLevel.CONTACT)
    document = office.document("关于印发《方案》的通知")
    task = office.task(document)
    deadline = office.deadline(task, date(2026, 5, 29))
    closed = office.assign(deadline, lead, Role.LEAD)
    office.accept(closed)
    office.close(closed, submitted_on=date(2026, 5, 28), on=date(2026, 6, 1))
    late = office.assign(deadline, helper, Role.SUPPORTING)
    office.accept(late)
    office.report(late, 50, date(2026, 5, 22), "正在汇总。", problems="经费未到位", next_steps="加快")
    office.notice(late, "due-day", NoticeKind.REMINDER)
    office.notice(late, "chaser", NoticeKind.CHASER)
    indicator = office.indicator(
        document, "12", name="举办竞赛", measure="场", by=date(2026, 12, 31), task=task
    )
    office.read_off(indicator, "6", date(2026, 5, 31))
    office.task(document, "尚未交办")
    office.deadline(office.task(document, "没有时限"), None)
    office.session.flush()
    return office


def laid_out() -> Book:
    office = filled()
    return ledger.lay_out(office.session, TODAY, WorkCalendar(), LIMITS, office.name)


def row(number: int) -> dict[str, Value]:
    sheet = laid_out().sheets[0]
    return dict(zip([column.title for column in sheet.columns], list(sheet.every_row())[number], strict=True))


def test_it_has_the_columns_that_offices_expect_in_their_order() -> None:
    assert [column.title for column in laid_out().sheets[0].columns[:-1]] == EXPECTED


def test_a_row_tells_who_what_when_and_how_far() -> None:
    first = row(0)

    assert first["牵头单位"] == "市总工会"
    assert (first["责任单位"], first["配合单位"]) == (None, "市人社局")
    assert (first["责任领导"], first["责任人"]) == ("何志远", "沈小雨")
    assert (first["起始时间"], first["完成时限"]) == (date(2026, 3, 9), date(2026, 5, 29))
    assert (first["目标值"], first["单位"], first["完成值"], first["完成率"]) == (
        "不低于12场",
        "场",
        "6",
        "50.0%",
    )
    assert first["进展情况"] == "市人社局：正在汇总。"
    assert first["存在问题"] == "市人社局：经费未到位"
    assert first["完成情况"] == "已办结1/2；未办结的自报进度最低50%；逾期6个工作日"
    assert first["督办情况"] == "提醒1次、催办1次"
    assert str(first["依据"]).startswith("《关于印发〈方案〉的通知》（江产改办发〔2026〕")


def test_the_light_of_a_row_is_the_most_urgent_of_its_parts() -> None:
    assert row(0)["灯"] == "红"


def test_a_task_without_a_date_or_without_units_is_not_left_out() -> None:
    titles = [values[3] for values in laid_out().sheets[0].every_row()]

    assert titles == ["开展职工技能竞赛", "尚未交办", "没有时限"]
    assert (row(1)["完成情况"], row(1)["灯"]) == ("尚未交办", None)


def test_the_second_sheet_has_one_row_for_each_assignment() -> None:
    sheet = laid_out().sheets[1]
    rows = [
        dict(zip([column.title for column in sheet.columns], values, strict=True))
        for values in sheet.every_row()
    ]

    assert [(line["单位"], line["分工"], line["灯"], line["逾期工作日"]) for line in rows] == [
        ("市总工会", "牵头", "蓝", 0),
        ("市人社局", "配合", "红", 6),
    ]
    assert rows[1]["自报进度"] == 50


def test_it_can_be_written_and_read_again(tmp_path: Path) -> None:
    to_xlsx.write(laid_out(), tmp_path / "台账.xlsx")
    opened = openpyxl.load_workbook(tmp_path / "台账.xlsx")

    assert opened.sheetnames == ["台账", "分单位"]
    assert opened["台账"].max_row == 4 + 3
    assert opened["台账"].print_title_rows == "$3:$4"


def test_a_row_says_how_often_its_time_was_moved_and_who_settled_a_vague_one() -> None:
    office = ReportedOffice()
    lead = office.unit("市总工会")
    task = office.task(office.document("关于印发《方案》的通知"))
    task.remark = "上级督办"
    deadline = office.deadline(task, date(2026, 5, 29))
    deadline.reason, deadline.confirmed_by = "与市里同步", "王敏"
    carried = office.assign(deadline, lead, Role.LEAD)
    for kind, day in (
        (DueChangeKind.ROLL_OVER, date(2027, 1, 29)),
        (DueChangeKind.AMENDMENT, date(2027, 2, 26)),
        (DueChangeKind.ROLL_OVER, date(2028, 1, 31)),
    ):
        office.session.add(
            DueChange(
                assignment_id=carried.id, kind=kind, after=day, on=TODAY, at=NOON, by="王敏", note="未完成"
            )
        )
    office.session.flush()
    sheet = ledger.lay_out(office.session, TODAY, WorkCalendar(), LIMITS, office.name).sheets[0]
    told = dict(zip([column.title for column in sheet.columns], next(iter(sheet.every_row())), strict=True))
    assert "已结转2次" in str(told["延期情况"])
    assert str(told["延期情况"]).endswith("时限由王敏确定：与市里同步")
    assert told["备注"] == "上级督办"
