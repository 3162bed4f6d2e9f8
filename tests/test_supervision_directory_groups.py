"""Groups are frozen at registration; who joins later is proposed, and a person decides."""

from datetime import date

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.record import LogEntry
from models.task import DeclinedMember, Task, TaskUnit
from models.unit import GroupMember, Unit, UnitGroup
from models.words import Role, Status, UnitLevel
from supervision.directory.groups import accept, add_group, change_group, decline, join, leave, proposals
from supervision.directory.names import NameBook
from supervision.directory.units import add_unit, end_unit
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

LATER = date(2026, 4, 7)


def _group(cast: Cast) -> UnitGroup:
    return cast.session.exec(select(UnitGroup).where(UnitGroup.name == "试点企业")).one()


def _newcomer(cast: Cast, on: date = LATER, name: str = "江临新厂") -> Unit:
    unit = add_unit(cast.session, name, UnitLevel.ENTERPRISE, "王敏", at(on))
    join(cast.session, _group(cast), unit, on, "王敏", at(on))
    return unit


def _task(cast: Cast, due: date = date(2026, 6, 30), **reading: object) -> Task:
    draft = cast.draft(due=due, units=("各试点企业",), **reading)  # type: ignore[arg-type]
    task = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    assign(cast.session, "王敏", DAY, at(DAY))
    return task


def _held(cast: Cast, unit: Unit) -> list[Assignment]:
    return list(cast.session.exec(select(Assignment).where(Assignment.unit_id == unit.id)))


def test_a_part_that_came_by_a_group_says_so(cast: Cast) -> None:
    task = _task(cast)
    rows = cast.session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id)).all()
    by_unit = {row.unit_id: row.group_id for row in rows}
    assert by_unit == {cast.union.id: None, **{pilot.id: _group(cast).id for pilot in cast.pilots}}


def test_a_later_member_is_proposed_and_gets_nothing_by_itself(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    (one,) = proposals(cast.session, LATER)
    assert (one.task.id, one.unit.id, one.role, one.joined_on) == (task.id, unit.id, Role.RESPONSIBLE, LATER)
    assert assign(cast.session, "王敏", LATER, at(LATER)) == 0


def test_a_member_of_the_time_of_registration_or_of_a_day_to_come_is_not_proposed(cast: Cast) -> None:
    early = _newcomer(cast, date(2026, 3, 2))
    task = _task(cast)
    assert early.id in cast.session.exec(select(TaskUnit.unit_id).where(TaskUnit.task_id == task.id)).all()
    _newcomer(cast, date(2026, 5, 6), "江临后厂")
    assert proposals(cast.session, LATER) == []
    assert len(proposals(cast.session, date(2026, 5, 6))) == 1


def test_an_accepted_member_is_handed_the_task_once(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    assert accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER)) == 1
    (held,) = _held(cast, unit)
    assert (held.status, held.assigned_on, held.role) == (Status.ASSIGNED, LATER, Role.RESPONSIBLE)
    assert proposals(cast.session, LATER) == []
    with pytest.raises(Refusal, match="已经有这项任务"):
        accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER))
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "加入任务")).one()
    assert entry.particulars["task"] == task.number


def test_accepting_hands_out_nothing_of_other_tasks(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    register(cast.session, cast.draft(due=date(2026, 8, 31)), Decision(), "王敏", LATER, at(LATER))
    assert accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER)) == 1


def test_a_task_that_was_not_handed_out_yet_takes_the_member_along(cast: Cast) -> None:
    draft = cast.draft(due=date(2026, 6, 30), units=("各试点企业",))
    task = register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    unit = _newcomer(cast)
    assert accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER)) == 0
    assert assign(cast.session, "王敏", LATER, at(LATER)) == 4
    assert len(_held(cast, unit)) == 1


def test_periods_of_before_it_joined_are_not_handed_to_a_member(cast: Cast) -> None:
    task = _task(cast, date(2026, 3, 31), phrase="每月底前", recurrence="monthly", kind="recurring")
    unit = _newcomer(cast)
    accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER))
    assert [row.due_on for row in _held(cast, unit)] == [date(2026, 4, 30)]


def test_a_declined_member_is_not_proposed_again_and_the_reason_is_kept(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    with pytest.raises(Refusal, match="要写明理由"):
        decline(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER), "  ")
    decline(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER), "试点期已过半")
    assert proposals(cast.session, LATER) == []
    row = cast.session.exec(select(DeclinedMember)).one()
    assert (row.by, row.on, row.reason) == ("王敏", LATER, "试点期已过半")
    for again in (
        lambda: accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER)),
        lambda: decline(cast.session, task.id, unit.id, cast.other_clerk, LATER, at(LATER), "再说"),
    ):
        with pytest.raises(Refusal, match="已由王敏决定（试点期已过半）"):
            again()


def test_a_task_that_is_over_is_not_proposed_and_cannot_be_accepted(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    for row in cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)):
        row.status = Status.CLOSED
        cast.session.add(row)
    cast.session.flush()
    assert proposals(cast.session, LATER) == []
    with pytest.raises(Refusal, match=r"的各单位都已办结，不能再交办给江临新厂。.*另行立项"):
        accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER))


def test_a_member_that_has_ended_is_not_given_the_task(cast: Cast) -> None:
    task = _task(cast)
    unit = _newcomer(cast)
    end_unit(cast.session, unit, LATER, "王敏", at(LATER))
    assert proposals(cast.session, LATER) == []
    with pytest.raises(Refusal, match="江临新厂已于2026年4月7日撤销"):
        accept(cast.session, task.id, unit.id, cast.clerk, LATER, at(LATER))


def test_what_was_never_proposed_cannot_be_accepted(cast: Cast) -> None:
    task = _task(cast)
    with pytest.raises(Refusal, match="不是这项任务所属单位组的新成员"):
        accept(cast.session, task.id, cast.district.id, cast.clerk, LATER, at(LATER))
    with pytest.raises(Refusal, match="没有这项任务或这个单位"):
        accept(cast.session, 4711, cast.district.id, cast.clerk, LATER, at(LATER))


def test_a_unit_in_two_groups_of_one_task_is_proposed_once(cast: Cast) -> None:
    other = add_group(cast.session, "重点企业", "王敏", at(DAY))
    join(cast.session, other, cast.pilots[0], None, "王敏", at(DAY))
    join(cast.session, other, cast.district, None, "王敏", at(DAY))
    draft = cast.draft(due=date(2026, 6, 30), units=("试点企业", "重点企业"))
    register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))
    unit = _newcomer(cast)
    join(cast.session, other, unit, LATER, "王敏", at(LATER))
    assert len(proposals(cast.session, LATER)) == 1


def test_a_unit_joins_a_group_once_and_leaves_it(cast: Cast) -> None:
    group = _group(cast)
    member = join(cast.session, group, cast.district, None, "王敏", at(DAY))
    with pytest.raises(Refusal, match="已经是“试点企业”的成员"):
        join(cast.session, group, cast.district, DAY, "王敏", at(DAY))
    leave(cast.session, member, "王敏", at(DAY))
    assert len(cast.session.exec(select(GroupMember)).all()) == 2


def test_an_ended_unit_cannot_join(cast: Cast) -> None:
    end_unit(cast.session, cast.district, DAY, "王敏", at(DAY))
    with pytest.raises(Refusal, match="已经撤销，不能再加入"):
        join(cast.session, _group(cast), cast.district, DAY, "王敏", at(DAY))


def test_the_names_of_a_group_are_its_own(cast: Cast) -> None:
    with pytest.raises(Refusal, match="已经是江临市总工会的名称"):
        add_group(cast.session, "市总工会", "王敏", at(DAY))
    with pytest.raises(Refusal, match="已经是单位组“试点企业”的名称"):
        add_group(cast.session, "骨干企业", "王敏", at(DAY), aliases=["试点企业"])
    change_group(cast.session, _group(cast), "王敏", at(DAY), name="试点单位", aliases=["试点企业"])
    assert NameBook(cast.session).match("试点单位").group == "试点单位"


def test_the_number_of_members_is_known_before_registration(cast: Cast) -> None:
    assert len(NameBook(cast.session, DAY).match("各试点企业").unit_ids) == 2
