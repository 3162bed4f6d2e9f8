"""A unit's own measures for its assignment (具体落实措施): entered by the unit, approved or returned by the office."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.progress import WorkMeasure
from models.rows_of import rows_of
from models.words import Answer, Move
from schedules.wording import day_in_words
from supervision.actor import Actor, require_may
from supervision.duties.moves import move
from supervision.duties.reviewing import require_other

_LONGEST_NAME = 40
_TWICE = timedelta(seconds=30)


def enter(
    session: Session,
    assignment: Assignment,
    text: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    person: str = "",
    due_on: date | None = None,
    replaces: WorkMeasure | None = None,
    reason: str = "",
) -> WorkMeasure:
    """Enter one measure, with the person who answers for it and the day it is to be done by.

    ``replaces`` is the measure that was agreed to and is to be changed, with the ``reason``; it holds until the new one
    is agreed to. Raises Refusal when it says nothing, when the name is too long, when its day lies behind or beyond the deadline
    in force, and when the same person entered the same a moment ago.
    """
    if not text.strip():
        raise Refusal("请写明具体落实措施。")
    if len(person.strip()) > _LONGEST_NAME:
        raise Refusal(f"责任人写了{len(person.strip())}个字，最多{_LONGEST_NAME}个字。请只写姓名和职务。")
    if due_on is not None:
        if due_on < today:
            raise Refusal(f"措施的完成时间{day_in_words(due_on)}已经过去。请核对日期。")
        if assignment.due_on is not None and due_on > assignment.due_on:
            raise Refusal(
                f"措施的完成时间{day_in_words(due_on)}晚于任务时限{day_in_words(assignment.due_on)}。请核对日期。"
            )
    if replaces is not None:
        _require_replaceable(session, assignment, replaces, reason)
    _require_new(session, assignment, (text.strip(), person.strip(), due_on), actor, now)
    made = move(session, assignment, Move.PLAN, actor, today, now, text.strip())
    row = WorkMeasure(
        assignment_id=assignment.id,
        text=text.strip(),
        person=person.strip(),
        due_on=due_on,
        at=now,
        by=made.by,
        replaces_id=replaces.id if replaces else None,
        replaces_reason=reason.strip() if replaces else "",
    )
    session.add(row)
    session.flush()
    return row


def tick_off(
    session: Session, measure: WorkMeasure, note: str, actor: Actor, today: date, now: datetime
) -> WorkMeasure:
    """逐条完成: the unit ticks a measure off that the office agreed to, with what came of it.

    Raises Refusal without words, for one that was not agreed to or has been changed, and for one ticked off before.
    """
    assignment = session.get_one(Assignment, measure.assignment_id)
    if not note.strip():
        raise Refusal("请写明这条措施的完成情况。")
    if measure.answer is not Answer.GRANTED:
        raise Refusal(f"这条措施{measure.answer.label}，审核同意后才能勾完成。")
    if replaced_by(session, measure) is not None:
        raise Refusal("这条措施已经改为新的一条。请在新的一条上勾完成。")
    made = move(
        session, assignment, Move.PLAN, actor, today, now, f"完成措施：{measure.text}。{note.strip()}"
    )
    ticked = session.execute(
        update(WorkMeasure)
        .where(col(WorkMeasure.id) == measure.id, col(WorkMeasure.done_on).is_(None))
        .values(done_on=today, done_note=note.strip(), done_by=made.by)
    )
    session.refresh(measure)
    if ticked.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这条措施已在{day_in_words(measure.done_on or today)}勾为完成。请刷新后再看。")
    return measure


def replaced_by(session: Session, measure: WorkMeasure) -> WorkMeasure | None:
    """The measure that took the place of this one, once it was agreed to."""
    return session.scalars(
        select(WorkMeasure).where(
            col(WorkMeasure.replaces_id) == measure.id, col(WorkMeasure.answer) == Answer.GRANTED
        )
    ).first()


def _require_replaceable(session: Session, assignment: Assignment, old: WorkMeasure, reason: str) -> None:
    if old.assignment_id != assignment.id:
        raise Refusal("这条措施不属于这件事。请刷新页面后再试。")
    if not reason.strip():
        raise Refusal("调整已同意的措施要写明原因。")
    if old.answer is not Answer.GRANTED or old.done_on is not None:
        raise Refusal("只有已同意、还没有完成的措施可以调整；退回的请直接重报。")
    # A change that was returned gives way to the next one.
    session.execute(
        update(WorkMeasure)
        .where(col(WorkMeasure.replaces_id) == old.id, col(WorkMeasure.answer) == Answer.REFUSED)
        .values(replaces_id=None)
    )
    if session.scalars(select(col(WorkMeasure.id)).where(col(WorkMeasure.replaces_id) == old.id)).first():
        raise Refusal("这条措施的调整已经上报，正在等待审核，或者已经调整。请刷新后再看。")


def _require_new(
    session: Session,
    assignment: Assignment,
    said: tuple[str, str, date | None],
    actor: Actor,
    now: datetime,
) -> None:
    """Raises Refusal for what the same person entered a moment ago: the button was pressed twice."""
    # The row is taken first, so that of two clicks at once the second sees the first.
    session.refresh(assignment, with_for_update=True)
    for earlier in measures(session, assignment.id):
        is_fresh = earlier.answer is Answer.PENDING and now - earlier.at <= _TWICE
        same = (earlier.text, earlier.person, earlier.due_on) == said
        if is_fresh and same and earlier.by == actor.signature(Move.PLAN):
            raise Refusal("同样的措施刚刚已经上报，不必重复上报。请刷新后再看。")


def answer(
    session: Session,
    measure: WorkMeasure,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    approves: bool,
    opinion: str = "",
) -> WorkMeasure:
    """Approve a measure, or return it with the reason; a returned one stays on record and a new one is entered.

    Raises Refusal when it is settled already, and when the person who decides keyed it in.
    """
    assignment = session.get_one(Assignment, measure.assignment_id)
    require_may(actor, assignment, Move.ANSWER_PLAN)
    if not approves and not opinion.strip():
        raise Refusal("退回落实措施要写明理由和修改要求。")
    note = require_other(actor, measure.by, Move.PLAN, "落实措施", opinion.strip())
    changed = session.execute(
        update(WorkMeasure)
        .where(col(WorkMeasure.id) == measure.id, col(WorkMeasure.answer) == Answer.PENDING)
        .values(
            answer=Answer.GRANTED if approves else Answer.REFUSED,
            decided_at=now,
            decided_by=actor.name,
            opinion=note,
        )
    )
    session.refresh(measure)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这条措施已由{measure.decided_by}审核（{measure.answer.label}）。请刷新后再看。")
    verdict = "同意" if approves else "退回"
    move(
        session,
        assignment,
        Move.ANSWER_PLAN,
        actor,
        today,
        now,
        f"{verdict}：{measure.text}" + (f"。{note}" if note else ""),
    )
    return measure


def measures(session: Session, assignment_id: int) -> list[WorkMeasure]:
    """Every measure of an assignment, in the order they were entered."""
    return rows_of(session, WorkMeasure, "assignment_id", assignment_id)
