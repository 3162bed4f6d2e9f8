"""转办 and 协办: a duty goes to another unit with its time, or another unit is brought in to help."""

from datetime import date

import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.notice import Notice
from models.task import TaskUnit
from models.words import Move, NoticeKind, Role, Status
from reports.items import read_items
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, withdraw
from supervision.duties.extensions import TimeRequest, ask, grant, pending
from supervision.duties.moves import history
from supervision.duties.submission import submit
from supervision.duties.transfer import add_support, transfer
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
JULY_31 = date(2026, 7, 31)
WHY = "职能已调整"


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, at(DAY))
    return made


def _transfer(cast: Cast, duty: Assignment, by: Actor | None = None) -> Assignment:
    return transfer(cast.session, duty, cast.district, by or cast.clerk, DAY, at(DAY), WHY)


def _kinds(session: Session, assignment: Assignment) -> list[NoticeKind]:
    rows = select(Notice).where(Notice.assignment_id == assignment.id)
    return [row.kind for row in session.exec(rows)]


def test_what_is_passed_on_keeps_its_time_and_both_histories_say_why(cast: Cast, duty: Assignment) -> None:
    request = ask(cast.session, duty, TimeRequest(JULY_31, "场地未定", "已报名"), cast.lead, DAY, at(DAY))
    grant(cast.session, request, JULY_31, cast.clerk, DAY, at(DAY))
    given = _transfer(cast, duty)
    assert (duty.status, given.status) == (Status.TRANSFERRED, Status.ASSIGNED)
    assert (given.unit_id, given.role, given.due_on) == (cast.district.id, Role.LEAD, JULY_31)
    assert given.transferred_from_id == duty.id
    assert "转东湖区产改办办理：职能已调整" in history(cast.session, duty.id)[-1].note
    assert "由市总工会转办：职能已调整" in history(cast.session, given.id)[-1].note
    assert _kinds(cast.session, duty)[-1] is NoticeKind.WITHDRAWAL
    assert _kinds(cast.session, given) == [NoticeKind.ASSIGNMENT]


def test_what_was_passed_on_counts_once(cast: Cast, duty: Assignment) -> None:
    given = _transfer(cast, duty)
    items = read_items(cast.session, DAY, work_calendar(), load_pack("standard").lights)
    assert [item.assignment_id for item in items] == [given.id]


def test_a_request_for_more_time_falls_with_the_part_it_was_made_for(cast: Cast, duty: Assignment) -> None:
    ask(cast.session, duty, TimeRequest(JULY_31, "场地未定", "已报名"), cast.lead, DAY, at(DAY))
    _transfer(cast, duty)
    assert pending(cast.session, duty.id) is None


def test_later_periods_go_to_the_new_unit(cast: Cast, duty: Assignment) -> None:
    _transfer(cast, duty)
    part = cast.session.exec(select(TaskUnit).where(TaskUnit.task_id == duty.task_id)).one()
    assert part.unit_id == cast.district.id


def test_a_supporter_that_takes_over_the_lead_stands_in_the_task_once(cast: Cast) -> None:
    task = cast.task(JUNE_30, supporting=("市人社局",))
    lead = cast.session.exec(
        select(Assignment).where(Assignment.task_id == task.id, Assignment.unit_id == cast.union.id)
    ).one()
    transfer(cast.session, lead, cast.labour, cast.clerk, DAY, at(DAY), WHY)
    parts = cast.session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id)).all()
    assert [(part.unit_id, part.role) for part in parts if part.removed_on is None] == [
        (cast.labour.id, Role.LEAD)
    ]


def test_what_comes_back_to_its_first_unit_is_the_same_row(cast: Cast, duty: Assignment) -> None:
    given = _transfer(cast, duty)
    again = transfer(cast.session, given, cast.union, cast.clerk, DAY, at(DAY), "仍归原单位")
    assert again.id == duty.id
    assert (duty.status, given.status) == (Status.ASSIGNED, Status.TRANSFERRED)
    assert [row.move for row in history(cast.session, duty.id)][-1] is Move.ASSIGN


@pytest.mark.parametrize(("reason", "said"), [("", "写明理由"), ("  ", "写明理由")])
def test_passing_on_takes_a_reason(cast: Cast, duty: Assignment, reason: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        transfer(cast.session, duty, cast.district, cast.clerk, DAY, at(DAY), reason)
    assert duty.status is Status.ACCEPTED


def test_it_is_not_passed_to_who_has_it_nor_to_who_is_no_more(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="本来就由市总工会办理"):
        transfer(cast.session, duty, cast.union, cast.clerk, DAY, at(DAY), WHY)
    cast.district.ended_on = DAY
    with pytest.raises(Refusal, match="已经撤销"):
        _transfer(cast, duty)


def test_only_a_clerk_passes_on_and_only_what_is_in_hand(cast: Cast, duty: Assignment) -> None:
    for actor in (cast.lead, cast.outsider, cast.leader):
        with pytest.raises(Refusal):
            _transfer(cast, duty, actor)
    submit(cast.session, duty, cast.lead, DAY, at(DAY), "已办完")
    with pytest.raises(Refusal):
        _transfer(cast, duty)
    close(cast.session, duty, cast.clerk, DAY, at(DAY))
    with pytest.raises(Refusal):
        _transfer(cast, duty)


def test_a_unit_brought_in_to_help_has_a_part_of_its_own(cast: Cast, duty: Assignment) -> None:
    helper = add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "提供场地")
    assert (helper.role, helper.due_on, helper.status) == (Role.SUPPORTING, JUNE_30, Status.ASSIGNED)
    assert duty.status is Status.ACCEPTED
    assert _kinds(cast.session, helper) == [NoticeKind.ASSIGNMENT]
    roles = {
        part.unit_id: part.role
        for part in cast.session.exec(select(TaskUnit).where(TaskUnit.task_id == duty.task_id))
    }
    assert roles == {cast.union.id: Role.LEAD, cast.labour.id: Role.SUPPORTING}


def test_nobody_is_brought_in_twice_or_without_a_reason(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="写明理由"):
        add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "")
    add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "提供场地")
    with pytest.raises(Refusal, match="已经是这件事的"):
        add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "提供场地")
    with pytest.raises(Refusal, match="已经是这件事的牵头单位"):
        add_support(cast.session, duty, cast.union, cast.clerk, DAY, at(DAY), "提供场地")


def test_a_helper_that_was_let_go_can_be_asked_again(cast: Cast, duty: Assignment) -> None:
    helper = add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "提供场地")
    withdraw(cast.session, helper, cast.clerk, DAY, at(DAY), "不再需要")
    again = add_support(cast.session, duty, cast.labour, cast.clerk, DAY, at(DAY), "还是需要")
    assert (again.id, again.status) == (helper.id, Status.ASSIGNED)
    assert _kinds(cast.session, again).count(NoticeKind.ASSIGNMENT) == 2
