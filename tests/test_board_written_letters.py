"""Letters on paper on the board: the draft, signing, declining, the file, and who sees what."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlmodel import select

from models import database
from models.document import Document
from models.letter import Letter
from models.notice import Notice
from models.unit import Unit
from models.words import ContactLevel, NoticeKind, UserRole
from supervision.actor import Actor
from supervision.returns.links import make
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish
from tests.on_the_desk import proposed_order
from tests.post import everything_arrives
from tests.terminal import duban

CLERK = Actor("王敏", UserRole.CLERK)


def _proposals(cast: Cast) -> None:
    for assignment_id in (1, 2):
        cast.session.add(
            Notice(
                assignment_id=assignment_id,
                in_force="2026-06-30",
                rung="circular",
                kind=NoticeKind.CIRCULAR,
                level=ContactLevel.LEADER,
                raised_on=DAY,
                needs_signature=True,
            )
        )


def _order(cast: Cast) -> None:
    proposed_order(cast.session, 1, date(2026, 3, 5))


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_order)


def _order_id() -> int:
    with database.reading() as session:
        return session.exec(select(Notice).where(Notice.rung == "order")).one().id


def test_a_proposal_is_seen_as_it_will_stand_with_its_age(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    # From Thursday to Monday are two working days.
    for page in ("/notices", "/today", "/letters"):
        assert "已等2个工作日" in clerk.sees(page), page
    page = clerk.sees(f"/notices/{_order_id()}/letter")
    for words in ("督办通知单", "江临市总工会：", "督办〔2026〕　号", "回执", "保存文稿", "不予签发"):
        assert words in page, words
    file = clerk.client.get(f"/notices/{_order_id()}/letter/file")
    assert "督办通知单" in [p.text for p in docx.Document(BytesIO(file.content)).paragraphs]
    with database.reading() as session:
        assert session.exec(select(Letter)).first() is None, "looking stores nothing"


def test_the_draft_is_changed_signed_and_taken_away(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.does(
        f"/notices/{_order_id()}/letter/wording", requirement="请于本周五前办结", answer_by="2026-03-13"
    )
    assert "文稿已保存" in page
    assert "请于本周五前办结" in page
    assert clerk.client.get(f"/notices/{_order_id()}/letter").url.path == "/letters/1"
    page = clerk.does("/letters/1/signature")
    assert "督办〔2026〕1号" in page
    assert "保存文稿" not in page
    answer = clerk.client.get("/letters/1/file")
    cells = [c.text for t in docx.Document(BytesIO(answer.content)).tables for r in t.rows for c in r.cells]
    assert "请于本周五前办结" in cells
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''%E7%9D%A3")
    assert clerk.client.get("/letters/1/file").content == answer.content


def test_a_unit_sees_a_letter_once_it_is_signed_and_others_never(office: BoardOffice) -> None:
    clerk, unit, outsider = office.person("wangmin"), office.person("suwang"), office.person("tianye")
    clerk.does(f"/notices/{_order_id()}/letter/wording", requirement="抓紧办理")
    assert unit.status_of("/letters/1") == 404
    clerk.does("/letters/1/signature")
    assert "督办〔2026〕1号" in unit.sees(f"/assignments/{office.lead_assignment}")
    assert unit.status_of("/letters/1/file") == 200
    assert "作废" not in unit.sees("/letters/1")
    assert outsider.status_of("/letters/1") == 404
    assert outsider.status_of("/letters/1/file") == 404


def test_who_comes_by_a_link_takes_the_signed_letter_away(office: BoardOffice) -> None:
    office.person("wangmin").does(f"/notices/{_order_id()}/letter/signature")
    with database.transaction() as session:
        mine = make(session, session.get_one(Unit, office.union), CLERK, at(DAY), 30)
        other = make(session, session.get_one(Unit, office.district), CLERK, at(DAY), 30)
    browser = office.stranger()
    page = browser.get(f"/l/{mine.token}/assignments/{office.lead_assignment}").text
    assert f"/l/{mine.token}/letters/1" in page
    assert browser.get(f"/l/{mine.token}/letters/1").content[:2] == b"PK"
    assert browser.get(f"/l/{other.token}/letters/1").status_code == 404


@pytest.mark.long
def test_several_circulars_become_one_that_a_leader_signs(home: Path) -> None:
    office = establish(_proposals)
    clerk, leader = office.person("wangmin"), office.person("zhouheng")
    page = clerk.sees("/notices")
    assert "由领导签发" in page
    assert "合成一份通报" in page
    with database.reading() as session:
        ids = [str(row.id) for row in session.exec(select(Notice).where(Notice.rung == "circular"))]
    page = clerk.does("/circulars", notice=ids)
    assert "2家单位的2件督办事项" in page
    assert clerk.posts("/letters/1/signature").status_code == 409
    assert "督通〔2026〕1号" in leader.does("/letters/1/signature")
    for login in ("suwang", "jiming"):
        assert office.person(login).status_of("/letters/1/file") == 200


def test_what_is_not_signed_is_kept_with_its_reason(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    address = f"/notices/{_order_id()}/letter/refusal"
    assert clerk.posts(address, reason=" ").status_code == 409
    assert "已电话催办" in clerk.does(address, reason="已电话催办")
    assert "待签发（0）" in clerk.sees("/notices")
    assert "已电话催办" in clerk.sees("/letters")


def test_a_letter_is_begun_by_hand_voided_and_begun_again(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    page = clerk.does(f"/assignments/{office.lead_assignment}/letters", kind="chaser")
    assert "第1次催办" in page
    clerk.does("/letters/1/signature")
    assert "已作废" in clerk.does("/letters/1/voiding", reason="写错了")
    clerk.does("/letters/1/successor")
    assert "催办〔2026〕2号" in clerk.does("/letters/2/signature")
    page = clerk.sees("/letters")
    assert "催办〔2026〕1号" in page
    assert clerk.posts(f"/assignments/{office.lead_assignment}/letters", kind="x").status_code == 409
    assert clerk.posts(f"/assignments/{office.lead_assignment}/letters", kind="circular").status_code == 409


def test_letters_are_listed_written_and_signed_from_the_command_line(
    office: BoardOffice, home: Path, tmp_path: Path
) -> None:
    number = f"N{_order_id()}"
    (row,) = duban("letter", "--json", home=home).data
    assert (row["number"], row["kind"], row["workdays"]) == (number, "督办通知单", 2)
    assert "文稿已写到" in duban("letter", number, "--to", tmp_path / "稿.docx", home=home).out
    assert (tmp_path / "稿.docx").read_bytes()[:2] == b"PK"
    assert "督办〔2026〕1号" in duban("letter", number, "--sign", "--by", "王敏", home=home).out
    (row,) = duban("letter", "--json", home=home).data
    assert (row["number"], row["reference"], row["status"]) == ("L1", "督办〔2026〕1号", "已签发")
    assert duban("letter", "L1", "--to", tmp_path / "定稿.docx", home=home).code == 0
    for words in (("N1x",), ("L9", "--sign"), (number, "--decline", "不必"), ("L1", "--to", "a.pdf")):
        refused = duban("letter", *words, home=home)
        assert refused.code == 1, words
        assert refused.err.endswith("。\n"), words


def test_the_page_of_a_voided_letter_shows_whom_it_was_taken_back_from(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"/notices/{_order_id()}/letter/signature")
    with database.transaction() as session:
        # It was signed at this hour of the clock; on the next morning that is over on any clock.
        everything_arrives(session, DAY + timedelta(1))
    clerk.does("/letters/1/voiding", reason="承办单位有误")
    assert "下一次发送时告知" in clerk.sees("/letters/1")
    with database.transaction() as session:
        everything_arrives(session, DAY + timedelta(1))
    page = clerk.sees("/letters/1")
    assert "作废通知（告知收到过原件的人）" in page
    assert "市总工会联系人" in page
    assert "已发出" in page


def test_a_voided_letter_that_never_went_out_says_so(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"/notices/{_order_id()}/letter/signature")
    clerk.does("/letters/1/voiding", reason="承办单位有误")
    assert "原件没有发出过，不用告知" in clerk.sees("/letters/1")


def test_a_title_within_the_title_of_the_paper_it_leans_on_stands_in_single_marks(
    office: BoardOffice,
) -> None:
    with database.transaction() as session:
        session.exec(select(Document)).one().title = "关于印发《实施方案》的通知"

    clerk = office.person("wangmin")
    for page in (f"/notices/{_order_id()}/letter", "/tasks/1", "/assignments/1"):
        assert "《关于印发〈实施方案〉的通知》" in clerk.sees(page), page
