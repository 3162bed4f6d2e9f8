"""The burden on the board: warned of on the review page and before handing out, asked for a reason, never blocked."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.document import Draft
from models.record import LogEntry
from models.task import Deadline, Indicator, Reading, Task
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.progress import read_off
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

ASKS_TOO_MUCH = "每次活动上传现场照片，请将贯彻落实情况书面报送我办。"


def _burdened(cast: Cast) -> None:
    draft = cast.session.get_one(Draft, 2)
    draft.text = ASKS_TOO_MUCH
    draft.units = ["市人社局"]
    draft.deadlines = [cast.reading(None, phrase="尽快")]
    cast.session.add(draft)


def _asked_twice(cast: Cast) -> None:
    """市总工会 answered a figure in the first task; the second asks it again, and so does one not handed out."""
    for number, on in enumerate((1, 2, 3)):
        if number == 1:
            cast.task(None)
        if number == 2:
            register(cast.session, cast.draft(), Decision(is_undated=True), "王敏", DAY, at(DAY))
        row = Indicator(
            document_id=cast.document.id, task_id=on, name="培训人数", relation=">=", target=Decimal(100),
            measure="人", text="培训100人",
        )  # fmt: skip
        cast.session.add(row)
        cast.session.flush()
        if number == 0:
            read_off(cast.session, row, Decimal(36), DAY, cast.clerk, DAY, at(DAY), unit_id=cast.union.id)


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_burdened)


def _logged(deed: str) -> list[LogEntry]:
    with database.reading() as session:
        return list(session.exec(select(LogEntry).where(LogEntry.deed == deed)))


def test_a_draft_that_meets_a_rule_says_so_on_the_review_page(office: BoardOffice) -> None:
    page = office.person("wangmin").sees(f"/documents/{office.document}")
    for words in ("减负提示", "要求报送贯彻落实情况", "“上传现场照片”", "整治形式主义为基层减负若干规定"):
        assert words in page
    assert 'name="burden_reason"' in page


def test_a_vague_time_is_settled_with_a_name_and_a_reason(office: BoardOffice) -> None:
    clerk, address = office.person("wangmin"), f"/drafts/{office.draft}/registration"
    form = {"title": "办好竞赛", "when": "own", "due_on": "2026-06-30"}
    refused = clerk.posts(address, **form)
    assert refused.status_code == 409
    assert "原文里是“尽快”，由您确定时要写明理由" in refused.text
    assert clerk.posts(address, **{**form, "when": "none", "due_on": ""}).status_code == 409
    clerk.does(address, reason="与市里的决赛同步", **form)
    with database.reading() as session:
        task = session.exec(select(Task).where(Task.draft_id == office.draft)).one()
        deadline = session.exec(select(Deadline).where(Deadline.task_id == task.id)).one()
    assert (deadline.confirmed_by, deadline.reason) == ("王敏", "与市里的决赛同步")
    page = clerk.sees(f"/tasks/{task.id}")
    assert "王敏确定：2026年6月30日，原文“尽快”" in page
    assert "理由：与市里的决赛同步" in page


def test_the_reason_is_asked_before_handing_out_and_kept(office: BoardOffice) -> None:
    clerk, review = office.person("wangmin"), f"/documents/{office.document}"
    clerk.does(
        f"/drafts/{office.draft}/registration",
        title="办好竞赛", when="none", reason="长期坚持", burden_reason="原文如此",
    )  # fmt: skip
    assert [entry.note for entry in _logged("减负提示后立项")] == ["原文如此"]
    page = clerk.sees(review)
    for words in ("各单位本月收到的要求", "本月合计", "仍要交办的理由", "严禁录入涉密事项"):
        assert words in page
    assert "已交办" in clerk.does(f"{review}/assignment", reason="省里<b>要</b>的")
    assert [entry.note for entry in _logged("减负提示后交办")] == ["省里<b>要</b>的"]


def test_without_a_reason_it_is_handed_out_all_the_same(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"/drafts/{office.draft}/registration", title="办好竞赛", when="none", reason="长期坚持")
    clerk.does(f"/documents/{office.document}/assignment")
    assert [entry.note for entry in _logged("减负提示后交办")] == ["没有写明理由"]
    with database.reading() as session:
        assert len(session.exec(select(Assignment)).all()) > 2


def test_a_leader_reads_the_page_and_hands_out_nothing(office: BoardOffice) -> None:
    leader = office.person("zhouheng")
    assert 'id="before-issue"' not in leader.sees(f"/documents/{office.document}")
    assert leader.posts(f"/documents/{office.document}/assignment", reason="x").status_code == 409


def test_an_answer_given_once_is_used_again_by_a_button(home: Path) -> None:
    office = establish(_asked_twice)
    clerk = office.person("wangmin")
    page = clerk.sees("/tasks/2")
    assert "2026-001已经要过：已填报36人" in page
    reused = clerk.does("/indicators/2/reuse", reading="1")
    assert "已沿用以前填报的数" in reused
    assert "沿用这个数" not in reused
    assert clerk.posts("/indicators/2/reuse", reading="1").status_code == 409
    assert "沿用" in clerk.sees(f"/documents/{office.document}")  # the third task is about to ask again


def test_a_unit_uses_its_own_answer_and_no_other(home: Path) -> None:
    office = establish(_asked_twice)
    lead = office.person("suwang")
    page = lead.sees("/tasks/2")
    assert "沿用这个数" in page
    assert "2026-003" not in page  # not handed out yet
    other = office.person("jiming")
    assert other.posts("/indicators/2/reuse", reading="1").status_code == 404
    for wrong in ("", "99", "二", "9" * 40):
        assert lead.posts("/indicators/2/reuse", reading=wrong).status_code == 404
    assert lead.posts("/indicators/99/reuse", reading="1").status_code == 404
    lead.does("/indicators/2/reuse", reading="1")
    with database.reading() as session:
        (copy,) = session.exec(select(Reading).where(Reading.indicator_id == 2)).all()
    assert (copy.value, copy.unit_id, copy.reported_by) == (Decimal(36), office.union, "苏望")
