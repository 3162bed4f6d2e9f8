"""Reporting by a signed link: its own and nothing else, over every route; and nothing without a link that stands."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from board import edge
from models import database
from models.extension import Extension
from models.progress import Evidence, ProgressUpdate
from models.task import Indicator, Reading
from models.words import Move, Status
from schedules import clock
from supervision.duties.moves import history
from tests.cast import DAY, Cast, at
from tests.link_visit import Visit, make_link, uses
from tests.office import BoardOffice, establish

DEEDS: dict[str, dict[str, str]] = {
    "acceptance": {},
    "progress": {"percent": "40", "as_of": "2026-03-09", "progress": "已办一场。"},
    "evidence": {"kind": "paper"},
    "extensions": {"proposed_on": "2026-07-31", "reason": "场馆维修", "progress": "已办一场"},
    "submission": {"note": "三场全部办完。"},
    "readings/1": {"value": "10"},
}


def _with_indicator(cast: Cast) -> None:
    cast.task(None)
    for task_id in (1, 2):
        cast.session.add(
            Indicator(
                document_id=cast.document.id, task_id=task_id, name="新增高技能人才", relation=">=",
                target=Decimal(1000), measure="人", text="新增高技能人才1000人以上",
            )
        )  # fmt: skip


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_with_indicator)


@pytest.fixture
def unit_link(office: BoardOffice) -> str:
    return make_link(office, f"/units/{office.union}/links")[0]


@pytest.fixture
def one_link(office: BoardOffice) -> str:
    return make_link(office, f"/assignments/{office.lead_assignment}/links")[0]


@pytest.mark.long
def test_a_unit_does_all_of_its_part_by_the_link(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    listed = visit.sees()
    for words in (
        "江临市总工会",
        "办好职工技能竞赛",
        "2026年6月30日",
        "6月底前",
        "江产改办发〔2026〕3号",
        "严禁填报涉密内容",
    ):
        assert words in listed
    mine = office.lead_assignment
    assert "签收" in visit.sees(f"/assignments/{mine}")
    assert "已签收。" in visit.posts(mine, "acceptance").text
    said = visit.posts(
        mine, "progress", percent="40", as_of="2026-03-09", progress="已办一场。", problems="场地不够",
        next_steps="借用体育馆", to_coordinate="请市体育局支持",
    ).text  # fmt: skip
    for words in (
        "进展已反馈。",
        "已办一场。",
        "场地不够",
        "借用体育馆",
        "请市体育局支持",
        "苏望（链接）",
        "40%",
    ):
        assert words in said
    assert "指标的数已填报。" in visit.posts(mine, "readings/1", value="120").text
    paper = {"file": ("竞赛通知.pdf", b"%PDF-1.7 paper", "application/pdf")}
    assert "竞赛通知.pdf" in visit.posts(mine, "evidence", files=paper, kind="paper").text
    asked = visit.posts(mine, "extensions", proposed_on="2026-07-31", reason="场馆维修", progress="已办一场")
    assert "申请延至2026年7月31日" in asked.text
    done = visit.posts(mine, "submission", note="三场全部办完，480人参加。")
    assert "等待督办部门审核" in done.text
    assert office.status(mine) is Status.SUBMITTED
    with database.reading() as session:
        steps = [(step.move, step.by) for step in history(session, mine)][1:]
        assert {by for _, by in steps} == {"苏望（链接）"}
        assert [move for move, _ in steps] == [
            Move.ACCEPT, Move.REPORT, Move.COORDINATE, Move.ATTACH, Move.ASK_TIME, Move.SUBMIT,
        ]  # fmt: skip
        assert session.exec(select(Reading)).one().unit_id == office.union
    assert uses() == [
        "查看事项清单", "查看2026-001", "签收：2026-001", "反馈进展：2026-001", "填报指标：2026-001",
        "提交佐证：2026-001", "申请延期：2026-001", "申请销号：2026-001",
    ]  # fmt: skip


@pytest.mark.long
def test_what_the_rules_forbid_is_said_in_a_sentence_with_a_way_back_to_the_link(
    office: BoardOffice, unit_link: str
) -> None:
    visit = Visit(office, unit_link)
    mine = office.lead_assignment
    visit.posts(mine, "acceptance")
    for deed, form, sentence in (
        ("acceptance", {}, "不能签收"),
        ("progress", {**DEEDS["progress"], "percent": "101"}, "0到100"),
        ("progress", {**DEEDS["progress"], "as_of": "2026-03-10"}, "还没有到"),
        ("progress", {**DEEDS["progress"], "as_of": "昨天"}, "不是日期"),
        ("evidence", {"kind": "paper"}, "请选择"),
        ("extensions", {**DEEDS["extensions"], "proposed_on": ""}, "拟完成时间"),
        ("extensions", {**DEEDS["extensions"], "proposed_on": "2026-06-01"}, "不晚于"),
        ("submission", {"note": ""}, "请写明完成情况"),
        ("readings/1", {"value": "许多"}, "不是数"),
    ):
        answer = visit.posts(mine, deed, **form)
        assert answer.status_code == 409, deed
        assert sentence in answer.text
        assert f'href="{unit_link}"' in answer.text
        assert 'href="/tasks"' not in answer.text
    with database.reading() as session:
        for table in (ProgressUpdate, Extension, Evidence, Reading):
            assert session.exec(select(table)).all() == []


@pytest.mark.parametrize(
    ("name", "content", "kind", "sentence"),
    [
        ("程序.exe", b"MZ", "paper", "不是可以提交的文件类型"),
        ("照片.jpg", b"%PDF-1.7", "photo", "后缀不符"),
        ("空.pdf", b"", "paper", "空文件"),
        ("大.pdf", b"%PDF-" + b"x" * (20 * 1024 * 1024), "paper", "超过20兆字节"),
        ("通知.pdf", b"%PDF-1.7", "unheard", "请选择材料的种类"),
    ],
)
def test_a_file_that_is_not_taken_is_refused(
    office: BoardOffice, unit_link: str, name: str, content: bytes, kind: str, sentence: str
) -> None:
    visit = Visit(office, unit_link)
    visit.posts(office.lead_assignment, "acceptance")
    files = {"file": (name, content, "application/octet-stream")}
    answer = visit.posts(office.lead_assignment, "evidence", files=files, kind=kind)
    assert answer.status_code == 409
    assert sentence in answer.text


@pytest.mark.long
def test_a_body_over_the_limit_is_cut_off(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    visit.posts(office.lead_assignment, "acceptance")
    large = {"file": ("大.pdf", b"%PDF-" + b"x" * (52 * 1024 * 1024), "application/pdf")}
    assert visit.posts(office.lead_assignment, "evidence", files=large, kind="paper").status_code == 413
    assert visit.posts(office.lead_assignment, "progress", progress="长" * 2_000_000).status_code == 413


@pytest.mark.long
def test_a_link_of_a_unit_sees_nothing_of_another(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    visit.sees(f"/assignments/{office.lead_assignment}")
    for other in (office.supporting_assignment, 999, 2**31 - 1):
        answer = visit.client.get(f"{unit_link}/assignments/{other}")
        assert answer.status_code == 404
        assert "市人社局" not in answer.text
        for deed, form in DEEDS.items():
            assert visit.posts(other, deed, **form).status_code == 404, deed
    assert visit.client.get(f"{unit_link}/assignments/{2**31}").status_code == 404
    assert office.status(office.supporting_assignment) is Status.ASSIGNED
    assert uses().count("要看链接范围以外的事项，未准") == 1


def test_an_indicator_of_another_task_is_out_of_reach(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    assert visit.posts(office.lead_assignment, "readings/2", value="1").status_code == 404
    assert visit.posts(office.lead_assignment, "readings/99", value="1").status_code == 404


@pytest.mark.long
def test_a_link_for_one_assignment_leads_to_it_and_touches_no_other(
    office: BoardOffice, one_link: str
) -> None:
    visit = Visit(office, one_link)
    assert visit.client.get(one_link).url.path == f"{one_link}/assignments/{office.lead_assignment}"
    assert "的全部事项" not in visit.sees()
    with database.reading() as session:
        others = [number for number in (1, 2, 3) if number != office.lead_assignment]
        assert session.get_one(Indicator, 2).task_id == 2
    for other in others:
        assert visit.client.get(f"{one_link}/assignments/{other}").status_code == 404
        for deed, form in DEEDS.items():
            assert visit.posts(other, deed, **form).status_code == 404
    assert "已签收。" in visit.posts(office.lead_assignment, "acceptance").text


def _every_route(page: str, assignment: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "GET", page, {}
    yield "GET", f"{page}/assignments/{assignment}", {}
    yield "POST", f"{page}/code", {"code": "123456"}
    for deed, form in DEEDS.items():
        yield "POST", f"{page}/assignments/{assignment}/{deed}", form


def _gets_nothing(office: BoardOffice, page: str, form_token: str = "") -> set[str]:
    said = set()
    for method, address, form in _every_route(page, office.lead_assignment):
        # Every one from a browser of its own, and an address that has not failed yet.
        office.app.state.link_attempts.forget("testclient")
        answer = office.stranger().request(method, address, data={"form_token": form_token, **form})
        assert answer.status_code == 404, (method, address)
        assert "0000-555-0100" in answer.text
        for words in ("技能竞赛", "市总工会", "苏望"):
            assert words not in answer.text
        said.add(answer.text.replace(address, "").replace(page, ""))
    assert office.status(office.lead_assignment) is Status.ASSIGNED
    return said


@pytest.mark.long
def test_an_unknown_an_expired_a_revoked_and_a_locked_link_answer_alike_and_open_nothing(
    office: BoardOffice,
) -> None:
    answers = _gets_nothing(office, "/l/guessed")
    revoked = make_link(office, f"/units/{office.union}/links")[0]
    token = Visit(office, revoked).form_token
    office.person("wangmin").does("/links/1/revocation")
    answers |= _gets_nothing(office, revoked, token)
    locked, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        office.stranger().post(f"{locked}/code", data={"code": wrong})
    answers |= _gets_nothing(office, locked)
    assert office.stranger().post(f"{locked}/code", data={"code": code}).status_code == 404
    expired = make_link(office, f"/units/{office.union}/links")[0]
    late = at(DAY) + timedelta(days=31)
    office.app.dependency_overrides[edge.now] = lambda: late
    answers |= _gets_nothing(office, expired)
    assert len(answers) == 1


def test_who_guesses_has_to_wait_and_holds_nobody_up(office: BoardOffice, unit_link: str) -> None:
    stranger = office.stranger()
    said = [stranger.get(f"/l/guess-{n}").status_code for n in range(7)]
    assert said == [404, 404, 404, 404, 404, 429, 429]
    assert stranger.get(unit_link).status_code == 200


def test_a_link_with_a_code_shows_nothing_before_it_is_given(office: BoardOffice) -> None:
    page, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    stranger = office.stranger()
    for method, address, form in _every_route(page, office.lead_assignment):
        if address.endswith("/code"):
            continue
        answer = stranger.request(method, address, data=form)
        assert "请输入口令" in answer.text
        assert "技能竞赛" not in answer.text
        assert "市总工会" not in answer.text
    wrong = stranger.post(f"{page}/code", data={"code": "abc"})
    assert wrong.status_code == 401
    assert "还可以再试4次" in wrong.text
    assert "技能竞赛" in stranger.post(f"{page}/code", data={"code": f" {code[:3]} {code[3:]}"}).text
    assert "技能竞赛" in Visit(office, page, code).sees()
    assert "技能竞赛" not in office.stranger().get(page).text
    assert uses()[:3] == ["口令不对（第1次）", "口令正确", "查看事项清单"]


@pytest.mark.parametrize(
    "cookie", ["", "x", ".", "9999999999.", "9999999999." + "0" * 32, "错.误", "9" * 5000]
)
def test_a_forged_cookie_does_not_stand_for_the_code(office: BoardOffice, cookie: str) -> None:
    page, _ = make_link(office, f"/units/{office.union}/links", with_code="1")
    answer = office.stranger().get(page, headers={b"cookie": f"duban_link={cookie}".encode()})
    assert "请输入口令" in answer.text
    assert "技能竞赛" not in answer.text


def test_a_code_given_for_one_link_opens_no_other_and_ends_after_hours(office: BoardOffice) -> None:
    first, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    second, _ = make_link(office, f"/units/{office.union}/links", with_code="1")
    visit = Visit(office, first, code)
    cookie = visit.client.cookies["duban_link"]
    stranger = office.stranger()
    stranger.cookies.set("duban_link", cookie, path=second)
    assert "请输入口令" in stranger.get(second).text
    later = clock.real_now() + timedelta(hours=13)
    office.app.dependency_overrides[edge.real_now] = lambda: later
    assert "请输入口令" in visit.client.get(first).text


@pytest.mark.parametrize("token", ["", "wrong", "错的"])
def test_a_form_without_the_token_of_the_link_changes_nothing(
    office: BoardOffice, unit_link: str, token: str
) -> None:
    visit = Visit(office, unit_link)
    for deed, form in DEEDS.items():
        answer = visit.client.post(
            f"{unit_link}/assignments/{office.lead_assignment}/{deed}", data={"form_token": token, **form}
        )
        assert answer.status_code == 403
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_the_form_token_of_one_link_is_not_that_of_another(office: BoardOffice, unit_link: str) -> None:
    other = make_link(office, f"/units/{office.union}/links")[0]
    visits = [Visit(office, page) for page in (unit_link, other)]
    for visit in visits:
        visit.posts(office.lead_assignment, "acceptance")
    assert visits[0].form_token != visits[1].form_token


def test_a_post_from_another_site_is_turned_away_and_one_of_our_own_page_is_not(
    office: BoardOffice, unit_link: str
) -> None:
    visit = Visit(office, unit_link)
    visit.client.headers.update({"origin": "null"})
    assert "别的网站" in visit.posts(office.lead_assignment, "acceptance").text
    visit.client.headers.update({"origin": "http://testserver", "sec-fetch-site": "same-origin"})
    assert "已签收。" in visit.posts(office.lead_assignment, "acceptance").text


def test_the_pages_are_not_kept_and_tell_no_other_site_where_they_are(
    office: BoardOffice, unit_link: str
) -> None:
    visit = Visit(office, unit_link)
    for address in (unit_link, f"{unit_link}/assignments/{office.lead_assignment}", "/l/unknown"):
        answer = visit.client.get(address)
        # "no-referrer" would make a browser say "Origin: null" with our own forms, and they would be turned away.
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "http://" not in answer.text
        assert answer.text.count("<script") == 1


def test_every_page_with_an_entry_says_that_nothing_secret_may_be_entered(
    office: BoardOffice, unit_link: str
) -> None:
    visit = Visit(office, unit_link)
    assert "严禁填报涉密内容" in visit.sees(f"/assignments/{office.lead_assignment}")
    page = visit.posts(office.lead_assignment, "acceptance").text
    forms = [
        form for form in re.findall(r"<form.*?</form>", page, re.S) if "<textarea" in form or "value" in form
    ]
    assert len(forms) >= 5
    assert all("涉密" in form for form in forms)


def test_a_link_taken_back_while_a_page_is_open_takes_nothing_more(
    office: BoardOffice, unit_link: str
) -> None:
    visit = Visit(office, unit_link)
    assert f'value="{visit.form_token}"' in visit.sees(f"/assignments/{office.lead_assignment}")
    office.person("wangmin").does("/links/1/revocation")
    assert visit.posts(office.lead_assignment, "acceptance").status_code == 404
    assert office.status(office.lead_assignment) is Status.ASSIGNED


def test_a_link_is_no_way_into_the_board(office: BoardOffice, unit_link: str) -> None:
    visit = Visit(office, unit_link)
    visit.sees()
    for address in ("/", "/tasks", f"/units/{office.union}", f"/assignments/{office.lead_assignment}"):
        assert visit.client.get(address, follow_redirects=False).headers["location"].startswith("/sign-in")


def test_a_closed_assignment_is_shown_and_offers_nothing(office: BoardOffice, unit_link: str) -> None:
    visit, mine = Visit(office, unit_link), office.lead_assignment
    visit.posts(mine, "acceptance")
    visit.posts(mine, "submission", note="三场全部办完。")
    page = visit.sees(f"/assignments/{mine}")
    assert "等待督办部门审核" in page
    assert "<form" not in page


def test_an_empty_code_is_no_try(office: BoardOffice) -> None:
    page, code = make_link(office, f"/units/{office.union}/links", with_code="1")
    visitor = office.stranger()
    for _ in range(6):
        answer = visitor.post(f"{page}/code", data={"code": "  "})
        assert answer.status_code == 422
        assert "请输入口令" in answer.text
    assert visitor.post(f"{page}/code", data={"code": code}, follow_redirects=False).status_code == 303


def test_a_link_is_made_for_somebody(office: BoardOffice) -> None:
    answer = office.person("wangmin").posts(f"/units/{office.union}/links", person=" ")
    assert answer.status_code == 409
    assert "填报人的姓名" in answer.text
