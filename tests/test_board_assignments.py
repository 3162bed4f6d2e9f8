"""An assignment on the board: who sees it, who may do what with it, what the page then says."""

import pytest

from models.words import Status
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.mark.long
def test_an_assignment_goes_from_acceptance_to_blue(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, clerk = office.person("suwang"), office.person("wangmin")
    assert 'class="lamp grey"' in unit.sees(page)
    assert "已签收。" in unit.does(f"{page}/acceptance")
    said = unit.does(
        f"{page}/progress",
        percent="60",
        as_of="2026-03-09",
        progress="已办两场。",
        problems="场地不够",
        next_steps="借用体育馆",
        to_coordinate="请市体育局支持",
    )
    for words in ("进展已反馈。", "已办两场。", "场地不够", "借用体育馆", "请市体育局支持", "60%"):
        assert words in said
    assert "等待督办部门审核" in unit.does(f"{page}/submission", note="三场全部办完，480人参加。")
    assert "等待审核" in clerk.sees("/tasks")
    closed = clerk.does(f"{page}/closure", note="核对无误")
    assert "已销号，责任单位会收到销号通知。" in closed
    assert 'class="lamp blue"' in closed
    assert office.status(office.lead_assignment) is Status.CLOSED
    for words in ("交办", "签收", "反馈进展", "申请销号", "销号", "苏望", "王敏", "三场全部办完", "核对无误"):
        assert words in closed.split("流转记录")[1]


def test_a_submission_is_sent_back_with_the_reason_and_goes_on(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/acceptance")
    unit.does(f"{page}/submission", note="办完了")
    assert clerk.posts(f"{page}/return", reason="").status_code == 409
    assert "已退回" in clerk.does(f"{page}/return", reason="缺参赛名单")
    assert "缺参赛名单" in unit.sees(page)
    assert office.status(office.lead_assignment) is Status.UNDERWAY


def test_what_is_closed_can_be_reopened_and_what_is_withdrawn_shows_no_light(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, clerk = office.person("suwang"), office.person("wangmin")
    unit.does(f"{page}/acceptance")
    unit.does(f"{page}/submission", note="办完了")
    clerk.does(f"{page}/closure")
    assert "已重启" in clerk.does(f"{page}/reopening", reason="抽查发现名单有误")
    withdrawn = clerk.does(f"{page}/withdrawal", reason="与另一项任务合并")
    assert "已撤回" in withdrawn
    assert "与另一项任务合并" in withdrawn
    assert 'class="lamp none"' in withdrawn
    assert f'href="{page}"' not in clerk.sees("/matrix")


def test_a_page_offers_only_what_its_reader_may_do_now(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    unit, clerk, leader = office.person("suwang"), office.person("wangmin"), office.person("zhouheng")

    def offered(who: str) -> set[str]:
        text = {"unit": unit, "clerk": clerk, "leader": leader}[who].sees(page)
        return {part.split('"')[0] for part in text.split(f'action="{page}/')[1:]}

    assert offered("unit") == {"acceptance", "coordination"}
    assert offered("clerk") == {
        "acceptance",
        "coordination",
        "clock-stop",
        "letters",
        "links",
        "transfer",
        "support",
        "withdrawal",
    }
    assert offered("leader") == set()
    unit.does(f"{page}/acceptance")
    assert offered("unit") == {
        "progress",
        "evidence",
        "measures",
        "extensions",
        "submission",
        "coordination",
    }
    unit.does(f"{page}/submission", note="办完了")
    assert offered("unit") == {"joint-closure", "coordination"}
    assert offered("clerk") == {"closure", "links", "return", "withdrawal"}
    assert offered("leader") == set()


def test_what_a_clerk_keys_in_for_a_unit_is_marked_and_another_clerk_closes_it(office: BoardOffice) -> None:
    page = f"/assignments/{office.lead_assignment}"
    clerk, other = office.person("wangmin"), office.person("lijing")
    clerk.does(f"{page}/acceptance")
    assert "王敏（代录）" in clerk.does(f"{page}/submission", note="来电报告：已办完")
    refused = clerk.posts(f"{page}/closure")
    assert refused.status_code == 409
    assert "审核人不能是填报人" in refused.text
    assert "已销号" in other.does(f"{page}/closure")


@pytest.mark.parametrize(
    "action", ["acceptance", "progress", "submission", "return", "closure", "reopening", "withdrawal"]
)
def test_a_leader_looks_and_changes_nothing(office: BoardOffice, action: str) -> None:
    leader = office.person("zhouheng")
    form = {"percent": "50", "progress": "进展", "note": "说明", "reason": "理由"}
    answer = leader.posts(f"/assignments/{office.lead_assignment}/{action}", **form)
    assert answer.status_code == 409
    assert "领导账号" in answer.text
    assert office.status(office.lead_assignment) is Status.ASSIGNED


@pytest.mark.parametrize("action", ["return", "closure", "reopening", "withdrawal"])
def test_a_unit_does_not_decide_about_its_own_work(office: BoardOffice, action: str) -> None:
    unit = office.person("suwang")
    answer = unit.posts(f"/assignments/{office.lead_assignment}/{action}", note="好", reason="好")
    assert answer.status_code == 409
    assert "由督办部门办理" in answer.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"percent": "许多"}, "不是整数"),
        ({"percent": ""}, "进度没有填写"),
        ({"percent": "101"}, "0到100"),
        ({"as_of": "三月"}, "不是日期"),
        ({"as_of": "2026-03-10"}, "还没有到"),
        ({"progress": "  "}, "请写明进展情况"),
    ],
)
def test_a_report_that_cannot_be_right_is_refused_with_the_way_out(
    office: BoardOffice, changed: dict[str, str], sentence: str
) -> None:
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")
    form = {"percent": "50", "as_of": "2026-03-09", "progress": "进展", **changed}
    answer = unit.posts(f"{page}/progress", **form)
    assert answer.status_code == 409
    assert sentence in answer.text


def test_the_source_sentence_stands_with_its_document_and_number(office: BoardOffice) -> None:
    page = office.person("wangmin").sees(f"/assignments/{office.lead_assignment}")
    assert "江产改办发〔2026〕3号" in page
    assert "二（一）1" in page
    assert "<mark>" in page
    assert "办好职工技能竞赛。" in page.replace("<b>", "").replace("</b>", "")
