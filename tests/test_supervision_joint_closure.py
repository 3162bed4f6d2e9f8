"""A joint duty closes when all its units have, or by the lead's and the office's written reason."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.closing import Closure, JointClosure
from models.notice import Notice
from models.words import Answer, Move, NoticeKind, Role, Status, Verification
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, withdraw
from supervision.duties.joint_closure import ask, decide, is_closed, may_be_asked, pending
from supervision.duties.moves import history
from supervision.duties.submission import send_back, submit
from tests.cast import DAY, Cast, at

NOW = at(DAY)
WHY = "市人社局的部分已并入竞赛方案"


@pytest.fixture
def parts(cast: Cast) -> tuple[Assignment, Assignment]:
    """The lead's part and the supporter's; the lead has accepted its own."""
    task = cast.task(date(2026, 6, 30), supporting=("市人社局",))
    rows = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).all()
    by_role = {row.role: row for row in rows}
    lead, support = by_role[Role.LEAD], by_role[Role.SUPPORTING]
    accept(cast.session, lead, cast.lead, DAY, NOW)
    return lead, support


def _asked(cast: Cast, lead: Assignment) -> JointClosure:
    submit(cast.session, lead, cast.lead, DAY, NOW, "已办完")
    return ask(cast.session, lead, cast.lead, DAY, at(DAY), WHY)


def test_it_is_closed_once_every_unit_is(cast: Cast, parts: tuple[Assignment, Assignment]) -> None:
    lead, support = parts
    accept(cast.session, support, cast.supporter, DAY, NOW)
    for part, actor in ((lead, cast.lead), (support, cast.supporter)):
        assert not is_closed(cast.session, lead.deadline_id)
        submit(cast.session, part, actor, DAY, NOW, "已办完")
        close(cast.session, part, cast.clerk, DAY, NOW)
    assert is_closed(cast.session, lead.deadline_id)
    assert not may_be_asked(cast.session, lead)


def test_what_was_withdrawn_does_not_keep_it_open(cast: Cast, parts: tuple[Assignment, Assignment]) -> None:
    lead, support = parts
    submit(cast.session, lead, cast.lead, DAY, NOW, "已办完")
    close(cast.session, lead, cast.clerk, DAY, NOW)
    withdraw(cast.session, support, cast.clerk, DAY, NOW, "不再需要")
    assert is_closed(cast.session, lead.deadline_id)


def test_by_two_written_reasons_all_parts_close_at_once(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    lead, support = parts
    request = _asked(cast, lead)
    closed = decide(cast.session, request, cast.clerk, DAY, NOW, agrees=True, opinion="情况属实")
    assert len(closed) == 2
    assert (lead.status, support.status) == (Status.CLOSED, Status.CLOSED)
    last = history(cast.session, support.id)[-1]
    assert last.move is Move.CLOSE_JOINTLY
    assert WHY in last.note
    assert "情况属实" in last.note
    levels = {row.verification for row in cast.session.exec(select(Closure))}
    assert levels == {Verification.REPORTED}
    told = [
        row.assignment_id
        for row in cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.CLOSURE))
    ]
    assert sorted(told) == sorted([lead.id, support.id])


def test_refused_it_stays_open_and_may_be_asked_again(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    lead, support = parts
    request = _asked(cast, lead)
    assert decide(cast.session, request, cast.leader, DAY, NOW, agrees=False, opinion="还差一场") == []
    assert (request.answer, support.status) == (Answer.REFUSED, Status.ASSIGNED)
    assert pending(cast.session, lead.deadline_id) is None
    ask(cast.session, lead, cast.lead, DAY, at(DAY), WHY)


def test_the_lead_finishes_its_own_part_first_and_says_why(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    lead, support = parts
    with pytest.raises(Refusal, match="先就牵头单位自己的部分"):
        ask(cast.session, lead, cast.lead, DAY, at(DAY), WHY)
    submit(cast.session, lead, cast.lead, DAY, NOW, "已办完")
    with pytest.raises(Refusal, match="写明理由"):
        ask(cast.session, lead, cast.lead, DAY, at(DAY), " ")
    with pytest.raises(Refusal, match="不是这件事的牵头单位"):
        ask(cast.session, support, cast.supporter, DAY, at(DAY), WHY)
    with pytest.raises(Refusal, match="由牵头单位提出"):
        ask(cast.session, lead, cast.outsider, DAY, at(DAY), WHY)
    ask(cast.session, lead, cast.lead, DAY, at(DAY), WHY)
    with pytest.raises(Refusal, match="已经有一份"):
        ask(cast.session, lead, cast.lead, DAY, at(DAY), WHY)


def test_what_the_lead_has_to_do_again_closes_nothing_for_the_others(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    lead, support = parts
    request = _asked(cast, lead)
    send_back(cast.session, lead, cast.clerk, DAY, NOW, "佐证不全")
    with pytest.raises(Refusal, match="已经退回或重新在办"):
        decide(cast.session, request, cast.clerk, DAY, NOW, agrees=True, opinion="情况属实")
    assert (lead.status, support.status) == (Status.UNDERWAY, Status.ASSIGNED)
    assert pending(cast.session, lead.deadline_id) is not None
    submit(cast.session, lead, cast.lead, DAY, NOW, "补齐了")
    assert len(decide(cast.session, request, cast.clerk, DAY, NOW, agrees=True, opinion="情况属实")) == 2


def test_a_request_whose_lead_was_sent_back_can_be_refused(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    request = _asked(cast, parts[0])
    send_back(cast.session, parts[0], cast.clerk, DAY, NOW, "佐证不全")
    assert decide(cast.session, request, cast.clerk, DAY, NOW, agrees=False, opinion="等补齐再说") == []
    assert pending(cast.session, parts[0].deadline_id) is None


def test_it_is_decided_once_with_a_reason_and_not_by_who_keyed_it_in(
    cast: Cast, parts: tuple[Assignment, Assignment]
) -> None:
    lead, _ = parts
    submit(cast.session, lead, cast.lead, DAY, NOW, "已办完")
    request = ask(cast.session, lead, cast.clerk, DAY, at(DAY), WHY)
    with pytest.raises(Refusal, match="责任单位账号不能操作"):
        decide(cast.session, request, cast.lead, DAY, NOW, agrees=True, opinion="同意")
    with pytest.raises(Refusal, match="审批人不能是填报人"):
        decide(cast.session, request, cast.clerk, DAY, NOW, agrees=True, opinion="同意")
    with pytest.raises(Refusal, match="写明理由"):
        decide(cast.session, request, cast.other_clerk, DAY, NOW, agrees=True, opinion="")
    decide(cast.session, request, cast.other_clerk, DAY, NOW, agrees=True, opinion="同意")
    with pytest.raises(Refusal, match="已由李静处理"):
        decide(cast.session, request, cast.leader, DAY, NOW, agrees=False, opinion="不同意")


def test_with_nothing_else_open_there_is_nothing_to_ask(cast: Cast) -> None:
    alone = cast.assignment(date(2026, 6, 30))
    accept(cast.session, alone, cast.lead, DAY, NOW)
    submit(cast.session, alone, cast.lead, DAY, NOW, "已办完")
    with pytest.raises(Refusal, match="不需要合并销号"):
        ask(cast.session, alone, cast.lead, DAY, at(DAY), WHY)
