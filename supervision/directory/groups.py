"""Groups of units: who belongs to them, and what a unit that joins later is proposed for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.inserts import insert_new
from models.lifecycle import SETTLED
from models.task import Deadline, DeclinedMember, Task, TaskUnit
from models.unit import GroupMember, Unit, UnitGroup
from models.words import Role, Subject
from schedules.clock import ZONE
from supervision.actor import Actor
from supervision.directory.units import has_ended, require_free, require_living
from supervision.duties.assignment import assign
from supervision.plain import plain
from supervision.record.log import log


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a unit which joined a group later be given a task that came by this group, in the group's role."""

    task: Task
    unit: Unit
    group: UnitGroup
    role: Role
    joined_on: date


def add_group(
    session: Session,
    name: str,
    by: str,
    now: datetime,
    aliases: Iterable[str] = (),
    *,
    is_checked: bool = False,
) -> UnitGroup:
    """A new group without members. Raises Refusal when one of its names is taken (unless ``is_checked``)."""
    names = [name.strip(), *(alias.strip() for alias in aliases)]
    for one in names if not is_checked else ():
        require_free(session, one)
    group = UnitGroup(name=names[0], aliases=names[1:])
    session.add(group)
    session.flush()
    log(session, Subject.GROUP, group.id, "增加单位组", by, now, name=group.name, aliases=group.aliases)
    return group


def change_group(
    session: Session,
    group: UnitGroup,
    by: str,
    now: datetime,
    *,
    name: str,
    aliases: Iterable[str],
    is_checked: bool = False,
) -> None:
    """Correct the names of a group. Raises Refusal when one is taken (unless ``is_checked``)."""
    before = {"name": group.name, "aliases": list(group.aliases)}
    for one in (name, *aliases):
        if not is_checked and one not in (group.name, *group.aliases):
            require_free(session, one)
    group.name, group.aliases = name, list(aliases)
    session.add(group)
    session.flush()
    after = {"name": group.name, "aliases": group.aliases}
    log(session, Subject.GROUP, group.id, "修改单位组", by, now, before=before, after=after)


def join(
    session: Session, group: UnitGroup, unit: Unit, on: date | None, by: str, now: datetime
) -> GroupMember:
    """A unit joins a group on a day, None for one that was there from the start.

    Tasks that came by the group are not touched: the unit is proposed for them. Raises Refusal when it is a
    member already or has ceased to be.
    """
    if unit.ended_on is not None and (on is None or unit.ended_on <= on):
        raise Refusal(f"{unit.called}已经撤销，不能再加入“{group.name}”。")
    row = {"group_id": group.id, "unit_id": unit.id, "joined_on": on}
    made = insert_new(session, GroupMember, [row])
    if not made:
        raise Refusal(f"{unit.called}已经是“{group.name}”的成员。")
    log(
        session,
        Subject.GROUP,
        group.id,
        "加入单位组",
        by,
        now,
        unit=unit.id,
        name=unit.name,
        on=on.isoformat() if on else None,
    )
    return session.get_one(GroupMember, made[0])


def move_joining(session: Session, member: GroupMember, on: date | None, by: str, now: datetime) -> None:
    """Correct the day on which a unit joined a group, which decides what it is proposed for."""
    before = member.joined_on
    member.joined_on = on
    session.add(member)
    session.flush()
    log(
        session,
        Subject.GROUP,
        member.group_id,
        "更正加入日期",
        by,
        now,
        unit=member.unit_id,
        before=plain(before),
        after=plain(on),
    )


def leave(session: Session, member: GroupMember, by: str, now: datetime) -> None:
    """Take a unit out of a group. What it was given by the group stays with it."""
    unit = session.get_one(Unit, member.unit_id)
    session.delete(member)
    session.flush()
    log(session, Subject.GROUP, member.group_id, "退出单位组", by, now, unit=unit.id, name=unit.name)


def proposals(session: Session, today: date) -> list[Proposal]:
    """What later members are proposed for and nobody has decided: open tasks only, the oldest first."""
    own = aliased(TaskUnit)
    # Ids alone: PostgreSQL cannot tell whole rows with JSON in them apart.
    found = session.exec(
        select(TaskUnit.task_id, GroupMember.id)
        .join(GroupMember, col(GroupMember.group_id) == col(TaskUnit.group_id))
        .outerjoin(
            own, and_(col(own.task_id) == col(TaskUnit.task_id), col(own.unit_id) == col(GroupMember.unit_id))
        )
        .outerjoin(
            DeclinedMember,
            and_(
                col(DeclinedMember.task_id) == col(TaskUnit.task_id),
                col(DeclinedMember.unit_id) == col(GroupMember.unit_id),
            ),
        )
        .where(
            col(TaskUnit.removed_on).is_(None),
            col(GroupMember.joined_on) <= today,
            col(own.id).is_(None),
            col(DeclinedMember.id).is_(None),
        )
        .distinct()
        .order_by(col(TaskUnit.task_id), col(GroupMember.id))
    ).all()
    over = _over(session, {task_id for task_id, _ in found})
    roles = _roles(session, {task_id for task_id, _ in found})
    proposed: dict[tuple[int, int], Proposal] = {}
    for task_id, member_id in found:
        member = session.get_one(GroupMember, member_id)
        task, unit = session.get_one(Task, task_id), session.get_one(Unit, member.unit_id)
        joined_on = member.joined_on
        registered_on = task.registered_at.astimezone(ZoneInfo(ZONE)).date()
        if joined_on is None or joined_on < registered_on or task_id in over or has_ended(unit, today):
            continue
        group = session.get_one(UnitGroup, member.group_id)
        one = Proposal(task, unit, group, roles[task_id, group.id], joined_on)
        # A unit that joined two groups of one task is proposed once.
        proposed.setdefault((task_id, unit.id), one)
    return list(proposed.values())


def accept(session: Session, task_id: int, unit_id: int, actor: Actor, today: date, now: datetime) -> int:
    """Give a later member the group's task and hand it out; how many assignments are new.

    Where the task itself is not handed out yet, the member goes with the others. Deadlines that lay before
    the day it joined are not handed out to it. Raises Refusal for a task that is over, a unit that has
    ended, and what was decided already.
    """
    proposal = _proposed(session, task_id, unit_id, today)
    require_living(session, {unit_id}, today)
    if _over(session, {task_id}):
        raise Refusal(
            f"“{proposal.task.title[:30]}”的各单位都已办结，不能再交办给{proposal.unit.called}。确需办理的，请另行立项；不需要的，请选“不加入”并写明理由。"
        )
    row = {
        "task_id": task_id,
        "unit_id": unit_id,
        "role": proposal.role,
        "as_written": proposal.group.name,
        "group_id": proposal.group.id,
    }
    if not insert_new(session, TaskUnit, [row]):
        raise Refusal(f"{proposal.unit.called}刚刚已经有了这项任务。请刷新后再看。")
    _note(session, proposal, "加入任务", actor, now)
    handed_out = select(Assignment.id).where(Assignment.task_id == task_id).limit(1)
    if session.exec(handed_out).first() is None:
        return 0
    return assign(session, actor.name, today, now, task_id=task_id)


def decline(
    session: Session, task_id: int, unit_id: int, actor: Actor, today: date, now: datetime, reason: str
) -> DeclinedMember:
    """Decide that a later member is not given the group's task. Raises Refusal without a reason, or when decided."""
    if not reason.strip():
        raise Refusal("不加入要写明理由，以便日后查核。")
    proposal = _proposed(session, task_id, unit_id, today)
    row = {
        "task_id": task_id,
        "unit_id": unit_id,
        "on": today,
        "by": actor.name,
        "reason": reason.strip(),
    }
    made = insert_new(session, DeclinedMember, [row])
    if not made:
        raise Refusal(f"{proposal.unit.called}不加入这项任务，刚刚已经有人决定。请刷新后再看。")
    _note(session, proposal, "不加入任务", actor, now, reason.strip())
    return session.get_one(DeclinedMember, made[0])


def _note(
    session: Session, proposal: Proposal, deed: str, actor: Actor, now: datetime, reason: str = ""
) -> None:
    log(
        session,
        Subject.GROUP,
        proposal.group.id,
        deed,
        actor.name,
        now,
        note=reason,
        task=proposal.task.number,
        unit=proposal.unit.id,
        name=proposal.unit.name,
    )


def _proposed(session: Session, task_id: int, unit_id: int, today: date) -> Proposal:
    """The proposal, whether or not its task is over. Raises Refusal when there is none."""
    task, unit = session.get(Task, task_id), session.get(Unit, unit_id)
    if task is None or unit is None:
        raise Refusal("没有这项任务或这个单位。请刷新后再看。")
    declined = session.exec(
        select(DeclinedMember).where(DeclinedMember.task_id == task_id, DeclinedMember.unit_id == unit_id)
    ).first()
    if declined is not None:
        raise Refusal(
            f"{unit.called}不加入这项任务，已由{declined.by}决定（{declined.reason}），不能再改。确需办理的，请用“增加协办”或另行立项。"
        )
    part = select(TaskUnit.id).where(TaskUnit.task_id == task_id, TaskUnit.unit_id == unit_id)
    if session.exec(part).first() is not None:
        raise Refusal(f"{unit.called}已经有这项任务，不需要再加入。")
    found = session.exec(
        select(UnitGroup, GroupMember)
        .join(TaskUnit, col(TaskUnit.group_id) == col(UnitGroup.id))
        .join(GroupMember, col(GroupMember.group_id) == col(UnitGroup.id))
        .where(
            TaskUnit.task_id == task_id,
            col(TaskUnit.removed_on).is_(None),
            GroupMember.unit_id == unit_id,
            col(GroupMember.joined_on).is_not(None),
        )
        .order_by(col(UnitGroup.id))
    ).first()
    if found is None:
        raise Refusal(f"{unit.called}不是这项任务所属单位组的新成员，不能这样加入。")
    group, member = found
    role = _roles(session, {task_id})[task_id, group.id]
    return Proposal(task, unit, group, role, member.joined_on or today)


def _roles(session: Session, task_ids: set[int]) -> dict[tuple[int, int], Role]:
    """The role that a group has in a task, as it was written there."""
    rows = session.exec(
        select(TaskUnit)
        .where(col(TaskUnit.task_id).in_(task_ids), col(TaskUnit.group_id).is_not(None))
        .order_by(col(TaskUnit.id).desc())
    )
    return {(row.task_id, row.group_id): row.role for row in rows if row.group_id is not None}


def _over(session: Session, task_ids: set[int]) -> set[int]:
    """The tasks that were handed out, have nothing open any more, and no later period to come."""
    handed_out = session.exec(
        select(Assignment.task_id).where(col(Assignment.task_id).in_(task_ids)).distinct()
    )
    known = set(handed_out)
    still_open = session.exec(
        select(Assignment.task_id)
        .where(col(Assignment.task_id).in_(known), col(Assignment.status).not_in(SETTLED))
        .distinct()
    )
    to_come = session.exec(
        select(Deadline.task_id)
        .where(
            col(Deadline.task_id).in_(known),
            ~select(Assignment.id).where(col(Assignment.deadline_id) == col(Deadline.id)).exists(),
        )
        .distinct()
    )
    return known - set(still_open) - set(to_come)
