"""On the board: more time, evidence, measures, steps of closing, passing on, joint closure, checks of figures."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.closing import JointClosure
from models.extension import Extension
from models.progress import Evidence, ProgressUpdate, WorkMeasure
from models.task import Indicator, Reading
from models.words import Status
from tests.cast import Cast
from tests.office import BoardOffice, Person, establish

PDF = b"%PDF-1.7\n%minutes\n"
JULY_31 = date(2026, 7, 31)
Row = TypeVar("Row")
ALL_STEPS = ["self_check", "review", "on_site", "signature", "publication"]


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.fixture
def page(office: BoardOffice) -> str:
    """The lead's assignment, accepted."""
    address = f"/assignments/{office.lead_assignment}"
    office.person("suwang").does(f"{address}/acceptance")
    return address


def _only(table: type[Row]) -> Row:
    with database.reading() as session:
        row: Row = session.scalars(select(table)).one()
    return row


def test_more_time_is_asked_for_and_granted(office: BoardOffice, page: str) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    asked = {"proposed_on": "2026-07-31", "reason": "场地七月才能腾出", "progress": "已报名120人"}
    assert "等待" in unit.does(f"{page}/extensions", **asked)
    answer = f"/extensions/{_only(Extension).id}/decision"
    assert unit.posts(answer, decision="grant", until="2026-07-31").status_code in (404, 409)
    shown = clerk.does(answer, decision="grant", until="2026-07-31", opinion="同意")
    assert "2026年7月31日" in shown
    assert "2026年6月30日" in shown
    # How the document was read explains the first day, not the new one.
    assert "年份取自成文日期" not in shown.split("最初时限")[0]
    assert "年份取自成文日期" in shown.split("最初时限")[1]
    with database.reading() as session:
        row = session.get_one(Assignment, office.lead_assignment)
        assert (row.first_due_on, row.due_on) == (date(2026, 6, 30), JULY_31)


def test_what_waits_for_the_office_stands_first_among_its_deeds(office: BoardOffice, page: str) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")

    def deeds(of: Person) -> str:
        return of.sees(page).split("<h2>办理</h2>")[1]

    assert "等待批复" not in deeds(clerk)
    asked = {"proposed_on": "2026-07-31", "reason": "场地七月才能腾出", "progress": "已报名120人"}
    unit.does(f"{page}/extensions", **asked)
    unit.does(f"{page}/measures", text="办三场初赛")
    assert '<a href="#extensions">延期申请等待批复' in deeds(clerk)
    assert '<a href="#measures">落实措施等待审核' in deeds(clerk)
    assert "等待批复" not in deeds(unit)
    unit.does(f"{page}/submission", note="三场全部办完，共480人")
    before_the_form = deeds(clerk).split("<form")[0]
    assert "苏望申请销号" in before_the_form
    assert "三场全部办完，共480人" in before_the_form


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "写明原因"),
        ({"progress": " "}, "目前的进展"),
        ({"proposed_on": "2026-06-01"}, "不晚于现行时限"),
        ({"proposed_on": "2026-02-30"}, "日期"),
        ({"proposed_on": "明年"}, "日期"),
        ({"proposed_on": "2062-01-01"}, "不合情理"),
    ],
)
def test_an_ugly_request_is_refused_with_a_sentence(
    office: BoardOffice, page: str, changed: dict[str, str], said: str
) -> None:
    asked = {"proposed_on": "2026-07-31", "reason": "场地", "progress": "已报名"} | changed
    answer = office.person("suwang").posts(f"{page}/extensions", **asked)
    assert answer.status_code in (409, 422)
    assert said in answer.text
    with database.reading() as session:
        assert session.scalars(select(Extension)).all() == []


def test_the_clock_is_stopped_and_started_again(office: BoardOffice, page: str) -> None:
    clerk = office.person("wangmin")
    assert "中止计时" in clerk.does(f"{page}/clock-stop", reason="等待上级批复")
    assert "clock-restart" in clerk.sees(page)
    clerk.does(f"{page}/clock-restart", note="批复已到")
    assert "clock-stop" in clerk.sees(page)
    assert office.person("suwang").posts(f"{page}/clock-stop", reason="等待").status_code in (404, 409)


def test_evidence_goes_up_and_comes_down_as_it_was(office: BoardOffice, page: str) -> None:
    unit = office.person("suwang")
    answer = unit.posts(
        f"{page}/evidence", kind="minutes", files={"file": ("纪要<b>.pdf", PDF, "application/pdf")}
    )
    assert answer.status_code == 303, answer.text
    shown = unit.sees(page)
    assert "纪要&lt;b&gt;.pdf" in shown
    address = f"/evidence/{_only(Evidence).id}"
    for login in ("suwang", "wangmin", "zhouheng"):
        down = office.person(login).client.get(address)
        assert (down.status_code, down.content) == (200, PDF)
        assert "attachment" in down.headers["content-disposition"]
        assert down.headers["x-content-type-options"] == "nosniff"
    assert office.person("tianye").status_of(address) == 404
    assert office.stranger().get(address, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.exe", b"MZ", "不是可以提交的文件类型"), ("a.png", PDF, "后缀不符"), ("a.pdf", b"", "空文件")],
)
def test_a_file_that_is_not_taken_leaves_nothing(
    office: BoardOffice, page: str, name: str, content: bytes, said: str
) -> None:
    answer = office.person("suwang").posts(
        f"{page}/evidence", kind="other", files={"file": (name, content, "application/octet-stream")}
    )
    assert answer.status_code == 409
    assert said in answer.text
    with database.reading() as session:
        assert session.scalars(select(Evidence)).all() == []


def test_a_measure_is_entered_and_returned_with_the_reason(office: BoardOffice, page: str) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/measures", text="五月底前办三场初赛", person="陈工", due_on="2026-05-31")
    address = f"/measures/{_only(WorkMeasure).id}/decision"
    clerk.does(address, decision="return", opinion="请写明场次地点")
    assert "请写明场次地点" in unit.sees(page)
    again = clerk.posts(address, decision="approve")
    assert again.status_code == 409
    assert "已由王敏审核" in again.text
    assert "请按页面上的按钮" in clerk.posts(address, decision="perhaps").text


@pytest.mark.long
def test_the_steps_of_closing_are_asked_for_and_recorded_one_by_one(office: BoardOffice, page: str) -> None:
    unit, clerk, leader = (office.person(who) for who in ("suwang", "wangmin", "zhouheng"))
    clerk.does(f"/tasks/{office.task}/rules", steps=ALL_STEPS, reporting="quarterly", category="素质提升")
    unit.does(f"{page}/submission", note="已办完")
    early = clerk.posts(f"{page}/closure")
    assert early.status_code == 409
    assert "还缺：现场核查" in early.text
    found = {"passes": "yes", "note": "情况属实"}
    clerk.does(f"{page}/checks", step="on_site", **found)
    waiting = clerk.sees(page)
    assert "等领导签字" in waiting
    assert "记录签字" not in waiting
    assert "记录签字" in leader.sees(page)
    assert clerk.posts(f"{page}/checks", step="signature", **found).status_code == 409
    leader.does(f"{page}/checks", step="signature", **found)
    clerk.does(f"{page}/checks", step="publication", **found)
    assert "单位自报完成1件，已销号0件" in clerk.sees("/matrix")
    assert "已销号" in clerk.does(f"{page}/closure")
    assert "单位自报完成1件，已销号1件，其中实地或第三方核验1件" in clerk.sees("/matrix")


def test_evidence_that_was_asked_for_after_the_submission_is_asked_for_by_a_return(
    office: BoardOffice, page: str
) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/submission", note="已办完")
    clerk.does(f"/tasks/{office.task}/rules", reporting="", needs_evidence="yes")
    refused = clerk.posts(f"{page}/closure")
    assert refused.status_code == 409
    assert "请先退回" in refused.text


def test_it_is_passed_on_and_the_new_unit_finds_it(office: BoardOffice, page: str) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"{page}/transfer", unit=str(office.district), reason="职能已调整")
    assert office.status(office.lead_assignment) is Status.TRANSFERRED
    assert "办好职工技能竞赛" in office.person("tianye").sees(f"/units/{office.district}")
    nowhere = clerk.posts(f"/assignments/{office.supporting_assignment}/transfer", unit="999", reason="x")
    assert nowhere.status_code in (404, 409)


def test_another_unit_is_brought_in(office: BoardOffice, page: str) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"{page}/support", unit=str(office.district), reason="提供场地")
    twice = clerk.posts(f"{page}/support", unit=str(office.district), reason="提供场地")
    assert twice.status_code == 409
    assert "已经是这件事的" in twice.text


def test_a_joint_duty_is_closed_by_two_reasons(office: BoardOffice, page: str) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/submission", note="已办完")
    unit.does(f"{page}/joint-closure", reason="配合部分已并入")
    address = f"/joint-closures/{_only(JointClosure).id}/decision"
    assert unit.posts(address, decision="grant", opinion="同意").status_code == 404
    clerk.does(address, decision="grant", opinion="情况属实")
    assert office.status(office.lead_assignment) is Status.CLOSED
    assert office.status(office.supporting_assignment) is Status.CLOSED


def test_a_reported_figure_is_checked_on_the_board(home: object) -> None:
    def with_target(cast: Cast) -> None:
        duty = cast.session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
        cast.session.add(
            Indicator(
                document_id=cast.document.id,
                task_id=duty.task_id,
                name="培训职工",
                relation=">=",
                target=Decimal(1000),
                measure="人",
                kind="cumulative",
                by=date(2026, 6, 30),
                text="培训职工1000人",
            )
        )

    office = establish(with_target)
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"/indicators/{_only(Indicator).id}/readings", value="312", as_of="2026-03-09")
    address = f"/readings/{_only(Reading).id}/checks"
    assert unit.posts(address, verification="ledger").status_code == 404
    assert clerk.posts(address, verification="猜").status_code == 409
    assert "台账" in clerk.does(address, verification="ledger")


def test_no_field_takes_a_whole_book(office: BoardOffice, page: str) -> None:
    unit = office.person("suwang")
    unit.does(f"{page}/progress", percent="10", progress="长" * 5000)
    answer = unit.posts(f"{page}/progress", percent="20", progress="长" * 5001)
    assert answer.status_code == 409
    assert "每一栏不超过5000个字" in answer.text


def test_a_button_pressed_twice_leaves_one_report(office: BoardOffice, page: str) -> None:
    unit = office.person("suwang")
    said = {"percent": "30", "progress": "已办一场"}
    unit.does(f"{page}/progress", **said)
    again = unit.posts(f"{page}/progress", **said)
    assert again.status_code == 409
    assert "刚刚已经提交" in again.text
    unit.does(f"{page}/progress", **said | {"progress": "已办两场"})
    with database.reading() as session:
        assert len(session.scalars(select(ProgressUpdate)).all()) == 2


@pytest.mark.parametrize(
    "action",
    [
        "extensions",
        "evidence",
        "measures",
        "checks",
        "joint-closure",
        "transfer",
        "support",
        "clock-stop",
        "clock-restart",
    ],
)
def test_to_another_unit_none_of_this_exists(office: BoardOffice, page: str, action: str) -> None:
    assert office.person("tianye").posts(f"{page}/{action}", reason="x", note="x").status_code == 404
