"""Joint work on the board: the clerk writes down, the unit answers, the leader approves, each on their own page."""

import pytest

from models.evaluation_words import MeetingKind
from tests.cast import DAY, Cast
from tests.joint_work import joint_work
from tests.kept_papers import kept_papers
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more)


def _more(cast: Cast) -> None:
    joint_work(cast.session, cast)


def test_a_meeting_is_written_down_and_its_decision_becomes_a_task(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {
        "kind": "regular",
        "held_on": str(DAY),
        "title": "三月例会",
        "series": "例会",
        "recurrence": "monthly",
    }
    page = clerk.does("/meetings", **form)
    assert "三月例会" in page
    assert "每月一次" in page
    meeting = "/meetings/2"
    page = clerk.does(
        f"{meeting}/decisions", text="<b>核对</b>名册", unit=str(office.union), due_on="2026-04-30"
    )
    assert "&lt;b&gt;核对&lt;/b&gt;名册" in page
    page = clerk.does(f"{meeting}/tasks", decisions=["2"])
    assert "已下达为任务" in page
    assert "核对" in office.person("suwang").sees(f"/units/{office.union}")
    assert "三月例会" in clerk.sees("/meetings?series=例会")
    refused = clerk.posts("/meetings", **{**form, "held_on": "2026-13-01"})
    assert refused.status_code == 409


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_of_record_keeps_where_who_and_what_was_found(
    office: BoardOffice, kind: MeetingKind
) -> None:
    clerk = office.person("wangmin")
    form = {"held_on": str(DAY), "title": "东湖区一行", "place": "新厂车间", "people": "三家单位"}
    page = clerk.does("/meetings", kind=kind.value, text="培训<经费>不足", **form)
    for words in (kind.label, "新厂车间", "三家单位", "培训&lt;经费&gt;不足"):
        assert words in page
    assert "东湖区一行" in clerk.sees(f"/meetings?kind={kind.value}")
    others = [one for one in MeetingKind if one is not kind]
    assert all("东湖区一行" not in clerk.sees(f"/meetings?kind={one.value}") for one in others)


def test_units_answer_their_round_and_nobody_elses(office: BoardOffice) -> None:
    unit, other, clerk = office.person("suwang"), office.person("tianye"), office.person("wangmin")
    page = unit.sees("/consultations")
    assert "实施办法" in page
    assert "待答复" in page
    assert other.status_of("/consultations/1") == 404
    said = unit.does("/consultations/1/opinions", text="=HYPERLINK(1)", passage="第三条")
    assert "=HYPERLINK(1)" in said
    assert "第三条宜细化" not in said, "another unit's words"
    assert "第三条宜细化" in clerk.sees("/consultations/1")
    page = clerk.does("/opinions/2/adoption", adoption="not_adopted", reason="上位文件已有规定")
    assert "未采纳1条" in page
    assert "上位文件已有规定" in unit.sees("/consultations/1")
    sheet = clerk.client.get("/consultations/1/sheet")
    assert sheet.content[:2] == b"PK"


def test_a_leader_finds_what_waits_for_approval(office: BoardOffice) -> None:
    leader, clerk = office.person("zhouheng"), office.person("wangmin")
    assert "签发" in leader.sees("/approvals")
    assert "没有等您审批的文稿" in clerk.sees("/approvals")
    assert clerk.posts("/approval-steps/1/answer", decision="grant").status_code in (403, 409)


def test_visits_are_counted_against_what_the_year_asks(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "还差2次" in clerk.sees("/liaisons")
    page = clerk.does("/liaisons/1/visits", on=str(DAY), text="车间缺师傅", settled="协调两名")
    assert "还差1次" in page
    assert "协调两名" in page


def test_policies_stand_beside_units(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "还没有登记过政策落实情况" in clerk.sees("/policies")
    page = clerk.sees("/policies/1?level=department")
    assert "市总工会" in page
    form = {
        f"state_{office.union}": "partly",
        f"text_{office.union}": "只落实了<津贴>",
        "verification": "on_site",
    }
    page = clerk.does("/policies/1/marks", **form)
    page = clerk.sees("/policies?level=department")
    assert "部分落实" in page
    assert "实地" in page
    assert "0</b>/" in page
    again = clerk.posts("/policies/1/marks", **{**form, f"state_{office.union}": "done"})
    assert again.status_code == 409
    assert "今天已经登记过" in again.text
    assert clerk.posts("/policies/1/marks").status_code == 409
    assert clerk.client.get("/policies/sheet?level=department").content[:2] == b"PK"


def test_a_task_stands_in_three_lanes(office: BoardOffice) -> None:
    unit, clerk = office.person("suwang"), office.person("wangmin")
    lead = f"/assignments/{office.lead_assignment}"
    unit.does(f"{lead}/acceptance")
    unit.does(f"{lead}/progress", percent="30", progress="办了一场")
    page = clerk.sees(f"/tasks/{office.task}/lanes")
    for words in ("签收", "反馈进展", "交办", "立项"):
        assert words in page
    own = unit.sees(f"/tasks/{office.task}/lanes")
    assert "立项" not in own, "what is the office's own"
    assert office.person("tianye").status_of(f"/tasks/{office.task}/lanes") == 404


@pytest.mark.long
def test_a_report_is_sent_for_approval_from_its_own_page(home: object) -> None:
    kept: dict[str, int] = {}

    def more(cast: Cast) -> None:
        kept.update(kept_papers(cast.session, cast))

    office = establish(more)
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    paper = kept["paper_id"]
    page = clerk.does(f"/approvals/paper/{paper}", login_2="zhouheng")
    assert "待审" in page
    assert f"/papers/{paper}#approval" in leader.sees("/approvals")
    step = leader.sees(f"/papers/{paper}").split("/approval-steps/")[1].split("/")[0]
    assert "同意" in leader.does(f"/approval-steps/{step}/answer", decision="grant", opinion="可")
    assert "重新送审" not in clerk.sees(f"/papers/{paper}")
