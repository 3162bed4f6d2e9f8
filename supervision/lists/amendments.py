"""Issuing a version of the responsibility list (责任清单变更): what changed, for whom, and only they are told.

The first version is the registration itself. A deadline of the list is put to its new day, so that whoever is
handed it later gets that one; what was handed out before keeps its first day, and the change of the day in
force leaves its own row.
"""

from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.amendment import Amendment, ListVersion
from models.assignment import Assignment
from models.document import Document
from models.inserts import insert_new
from models.task import Deadline, TaskUnit
from models.words import DueChangeKind, Move, NoticeKind, Role, Status, Subject, UserRole
from notices.amended import occasion_of
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.assignment import assign
from supervision.duties.closure import withdraw
from supervision.duties.due_dates import change_due
from supervision.duties.moves import move
from supervision.duties.overdue import is_overdue
from supervision.lists.amendment_plan import Plan, TaskPlan
from supervision.record.log import log

FIRST = 1
"""The number of the registration itself."""


def current_number(session: Session, document_id: int) -> int:
    """The number of the version of a document's list that is in force."""
    latest = select(func.max(col(ListVersion.number))).where(ListVersion.document_id == document_id)
    return session.exec(latest).one() or FIRST


def issue(
    session: Session, planned: Plan, reason: str, actor: Actor, today: date, now: datetime, *, seen: int
) -> ListVersion:
    """Issue what was planned as the next version. ``seen`` is the number of the version that it was planned on.

    Everything is done in the transaction of the session: the rows of the version, the new days, units that
    join, units that leave, a transition on each duty that changed, one notice to each unit whose duty changed.
    Raises Refusal without a reason, for anybody but a clerk, and when somebody else issued a version meanwhile.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("责任清单的变更由督办部门经办人员发布。请交由经办人员办理。")
    if not reason.strip():
        raise Refusal("发布清单变更要写明理由，责任单位才知道为什么改。")
    version = _claim(session, planned.document, reason.strip(), actor, today, now, seen)
    session.add_all(
        Amendment(
            version_id=version.id,
            task_id=line.task.id,
            unit_id=line.unit.id if line.unit else None,
            field=line.field,
            before=line.before,
            after=line.after,
        )
        for line in planned.lines
    )
    for one in planned.tasks:
        _carry_out(session, one, version, actor, today, now)
    session.flush()
    _tell(session, planned, version, today)
    log(
        session,
        Subject.DOCUMENT,
        planned.document.id,
        "发布责任清单",
        actor.name,
        now,
        note=version.reason,
        version=version.number,
        tasks=[one.task.number for one in planned.tasks],
    )
    return version


def _claim(
    session: Session,
    document: Document,
    reason: str,
    actor: Actor,
    today: date,
    now: datetime,
    seen: int,
) -> ListVersion:
    # The unique key decides between two people who issue at once.
    row = {
        "document_id": document.id,
        "number": seen + 1,
        "reason": reason,
        "issued_on": today,
        "issued_at": now,
        "issued_by": actor.name,
    }
    made = insert_new(session, ListVersion, [row]) if seen == current_number(session, document.id) else []
    if not made:
        session.expire_all()
        standing = select(ListVersion).where(ListVersion.document_id == document.id)
        latest = session.exec(standing.order_by(col(ListVersion.number).desc())).first()
        by = f"{latest.issued_by}已发布第{latest.number}版" if latest else "清单已有变动"
        raise Refusal(f"{document.named}的责任清单刚刚有变更（{by}）。请刷新后对照新版，再发布。")
    return session.get_one(ListVersion, made[0])


def _carry_out(
    session: Session, one: TaskPlan, version: ListVersion, actor: Actor, today: date, now: datetime
) -> None:
    for name, text in one.wording.items():
        setattr(one.task, name, text)
    session.add(one.task)
    for deadline, day in one.days:
        _put_to(session, deadline, day, version)
    for assignment, day in one.moved:
        change_due(
            session,
            assignment,
            DueChangeKind.AMENDMENT,
            day,
            actor.name,
            today,
            now,
            is_late=is_overdue(session, assignment, today),
            note=version.reason,
        )
    for part, role, given in one.roles:
        part.role = role
        session.add(part)
        for assignment in given:
            _give_role(session, assignment, role)
    _note_moves(session, one, version, actor, today, now)
    for part, given in one.removed:
        part.removed_on = today
        session.add(part)
        for assignment in given:
            withdraw(
                session, assignment, actor, today, now, f"责任清单第{version.number}版：{version.reason}"
            )
    _take_in(session, one, version, actor, today, now)


def _put_to(session: Session, deadline: Deadline, day: date, version: ListVersion) -> None:
    before = day_in_words(deadline.due_on) if deadline.due_on else "未定时限"
    deadline.reading = f"责任清单第{version.number}版改为{day_in_words(day)}（原为{before}）"
    deadline.due_on, deadline.stated_on, deadline.is_provisional = day, None, False
    deadline.confirmed_by, deadline.reason = version.issued_by, version.reason
    session.add(deadline)


def _give_role(session: Session, assignment: Assignment, role: Role) -> None:
    taken = select(Assignment.id).where(
        Assignment.deadline_id == assignment.deadline_id,
        Assignment.unit_id == assignment.unit_id,
        Assignment.role == role,
    )
    if session.exec(taken).first() is not None:
        raise Refusal(
            f"这个单位在同一时限下已有一件“{role.label}”的记录，分工不能改成{role.label}。请先核对流转记录。"
        )
    session.execute(
        update(Assignment)
        .where(col(Assignment.id) == assignment.id, col(Assignment.role) == assignment.role)
        .values(role=role)
    )
    session.refresh(assignment)


def _note_moves(
    session: Session, one: TaskPlan, version: ListVersion, actor: Actor, today: date, now: datetime
) -> None:
    """One transition on each open duty that changed, with what changed in it."""
    day_of = {assignment.id: day for assignment, day in one.moved}
    for assignment in one.given:
        lines = [
            line
            for line in one.of(assignment.unit_id)
            if line.field != "unit" and (line.field != "deadline" or assignment.id in day_of)
        ]
        if lines and one.told.get(assignment.unit_id) is NoticeKind.AMENDMENT:
            said = "；".join(
                f"{line.called}由“{line.before or '无'}”改为“{line.after or '无'}”" for line in lines
            )
            note = f"责任清单第{version.number}版：{said}。理由：{version.reason}"
            move(session, assignment, Move.AMEND, actor, today, now, note)


def _take_in(
    session: Session, one: TaskPlan, version: ListVersion, actor: Actor, today: date, now: datetime
) -> None:
    for unit, role in one.added:
        known = select(TaskUnit).where(TaskUnit.task_id == one.task.id, TaskUnit.unit_id == unit.id)
        part = session.exec(known).first() or TaskUnit(
            task_id=one.task.id, unit_id=unit.id, role=role, as_written=unit.called
        )
        part.role, part.removed_on = role, None
        session.add(part)
    session.flush()
    if not (one.added and one.is_handed_out):
        return
    for unit, role in one.added:
        _give_again(session, one, unit.id, role, version, actor, today, now)
    assign(session, actor.name, today, now, task_id=one.task.id)


def _give_again(
    session: Session,
    one: TaskPlan,
    unit_id: int,
    role: Role,
    version: ListVersion,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Hand out again what was withdrawn from this unit, where its time has not passed."""
    rows = session.exec(
        select(Assignment, Deadline)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(
            Assignment.task_id == one.task.id,
            Assignment.unit_id == unit_id,
            Assignment.status == Status.WITHDRAWN,
            col(Assignment.parent_id).is_(None),
        )
        .order_by(col(Assignment.id))
    ).all()
    for assignment, deadline in rows:
        if deadline.due_on is not None and deadline.due_on < today:
            continue
        if assignment.role is not role:
            _give_role(session, assignment, role)
        made = move(
            session, assignment, Move.ASSIGN, actor, today, now,
            f"责任清单第{version.number}版：{version.reason}",
        )  # fmt: skip
        if assignment.due_on != deadline.due_on:
            change_due(
                session, assignment, DueChangeKind.AMENDMENT, deadline.due_on, actor.name, today, now,
                note=version.reason,
            )  # fmt: skip
        tell_unit(session, assignment, NoticeKind.ASSIGNMENT, occasion=f"{made.id}", today=today)


def _tell(session: Session, planned: Plan, version: ListVersion, today: date) -> None:
    """One notice to each unit whose duty changed, on the first of its duties that did."""
    heard: set[int] = set()
    for one in planned.tasks:
        for assignment in (*(moved for moved, _ in one.moved), *one.given):
            unit_id = assignment.unit_id
            if one.told.get(unit_id) is NoticeKind.AMENDMENT and unit_id not in heard:
                heard.add(unit_id)
                tell_unit(
                    session, assignment, NoticeKind.AMENDMENT, occasion=occasion_of(version), today=today
                )
