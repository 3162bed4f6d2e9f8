"""A joint duty (联合事项): closed when all its units are, or by the lead's and the office's written reason."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, update
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.closing import Closure, JointClosure
from models.inserts import insert_new
from models.lifecycle import SETTLED
from models.task import Deadline
from models.words import Answer, Move, NoticeKind, Role, Status, Subject, UserRole, Verification
from reports.wholes import is_whole
from supervision.actor import Actor
from supervision.duties.answers import tell_unit
from supervision.duties.clock_stops import end_stop
from supervision.duties.extensions import drop_pending
from supervision.duties.moves import last, move
from supervision.record.log import log

# What a lead has finished by its own word; the office may still look at it.
_DONE = (Status.SUBMITTED, Status.CLOSED)


def ask(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> JointClosure:
    """The lead asks that the whole duty be closed though not all of its units have finished.

    Raises Refusal unless it is the lead's own part, which must itself be handed in or closed; without a
    reason; when nothing else is open; and while another request waits.
    """
    if actor.role is not UserRole.CLERK and assignment.unit_id != actor.unit_id:
        raise Refusal("合并销号由牵头单位提出。")
    if assignment.role is not Role.LEAD:
        raise Refusal("合并销号由牵头单位提出，贵单位不是这件事的牵头单位。")
    if assignment.status not in _DONE:
        raise Refusal("请先就牵头单位自己的部分申请销号，再提出合并销号。")
    if not reason.strip():
        raise Refusal("提出合并销号要写明理由：其他单位的部分为何可以一并销号。")
    if not _others_open(session, assignment):
        raise Refusal("这件事的其他单位都已了结，不需要合并销号。")
    row = {
        "deadline_id": assignment.deadline_id,
        "asked_on": today,
        "asked_by": actor.signature(Move.SUBMIT),
        "reason": reason.strip(),
        "answer": Answer.PENDING,
        "decided_by": "",
        "opinion": "",
    }
    ids = insert_new(session, JointClosure, [row])
    if not ids:
        raise Refusal("已经有一份合并销号的申请在等待审批。请刷新后再看。")
    log(
        session,
        Subject.ASSIGNMENT,
        assignment.id,
        "申请合并销号",
        actor.signature(Move.SUBMIT),
        now,
        note=reason.strip(),
        request=ids[0],
    )
    return session.get_one(JointClosure, ids[0])


def decide(
    session: Session,
    request: JointClosure,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    agrees: bool,
    opinion: str,
) -> list[Transition]:
    """The office agrees, and every part still open is closed with both reasons; or it refuses. Both need a reason.

    Raises Refusal when it is settled already, when the person who decides keyed the request in, for a unit, and where the
    lead's own part, on which the request rests, was sent back or taken up again since: then it can only be refused.
    """
    if actor.role not in (UserRole.CLERK, UserRole.LEADER):
        raise Refusal("合并销号由督办部门审批，责任单位账号不能操作。")
    if not opinion.strip():
        raise Refusal("审批合并销号要写明理由。")
    if request.asked_by == actor.signature(Move.SUBMIT):
        raise Refusal("这份合并销号的申请是您代录的，审批人不能是填报人。请由另一位同志办理。")
    if agrees and not _lead_is_done(session, request.deadline_id):
        raise Refusal(
            "牵头单位自己的部分已经退回或重新在办，不能合并销号。请等牵头单位重新申请销号，或者不同意这份申请。"
        )
    changed = session.execute(
        update(JointClosure)
        .where(col(JointClosure.id) == request.id, col(JointClosure.answer) == Answer.PENDING)
        .values(
            answer=Answer.GRANTED if agrees else Answer.REFUSED,
            decided_on=today,
            decided_by=actor.name,
            opinion=opinion.strip(),
        )
    )
    session.refresh(request)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这份申请已由{request.decided_by}处理（{request.answer.label}）。请刷新后再看。")
    if not agrees:
        # Agreement shows in the moves of the parts; a refusal has nothing else to show it.
        task_id = task_of(session, request)
        log(
            session,
            Subject.TASK,
            task_id,
            "不同意合并销号",
            actor.name,
            now,
            note=opinion.strip(),
            request=request.id,
        )
        return []
    note = f"牵头单位：{request.reason}。督办部门：{opinion.strip()}"
    return [
        _close(session, part, actor, today, now, note) for part in _open_parts(session, request.deadline_id)
    ]


def _lead_is_done(session: Session, deadline_id: int) -> bool:
    rows = select(Assignment.id).where(
        Assignment.deadline_id == deadline_id,
        Assignment.role == Role.LEAD,
        col(Assignment.status).in_(_DONE),
        is_whole(),
    )
    return session.exec(rows.limit(1)).first() is not None


_PENDING = sa_select(JointClosure).where(
    col(JointClosure.deadline_id) == bindparam("deadline"), col(JointClosure.answer) == Answer.PENDING
)


def pending(session: Session, deadline_id: int) -> JointClosure | None:
    """The request that waits for its answer, or None."""
    return session.scalars(_PENDING, {"deadline": deadline_id}).first()


def is_closed(session: Session, deadline_id: int) -> bool:
    """Whether a duty is closed as a whole: something was handed out, and all of it that still counts is closed."""
    rows = session.exec(
        select(Assignment.status).where(
            Assignment.deadline_id == deadline_id,
            is_whole(),
            col(Assignment.status).not_in([Status.WITHDRAWN, Status.TRANSFERRED]),
        )
    ).all()
    return bool(rows) and all(status is Status.CLOSED for status in rows)


def may_be_asked(session: Session, assignment: Assignment) -> bool:
    """Whether its unit has something to ask: the lead has finished its own part, and another part is still open."""
    return (
        assignment.role is Role.LEAD
        and assignment.status in _DONE
        and bool(_others_open(session, assignment))
    )


def _others_open(session: Session, assignment: Assignment) -> list[Assignment]:
    return _open_parts(session, assignment.deadline_id, is_whole(), col(Assignment.id) != assignment.id)


def _open_parts(session: Session, deadline_id: int, *but: ColumnElement[bool]) -> list[Assignment]:
    """What is open of a duty; also what a unit split off from its own part, which is closed along with it."""
    rows = select(Assignment).where(
        Assignment.deadline_id == deadline_id, col(Assignment.status).not_in(SETTLED), *but
    )
    return list(session.exec(rows.order_by(col(Assignment.id))))


def _close(
    session: Session, part: Assignment, actor: Actor, today: date, now: datetime, note: str
) -> Transition:
    submission = last(session, part.id, Move.SUBMIT) if part.status is Status.SUBMITTED else None
    drop_pending(session, part, actor, today, now)
    end_stop(session, part, actor, today)
    made = move(session, part, Move.CLOSE_JOINTLY, actor, today, now, note)
    session.add(
        Closure(
            assignment_id=part.id,
            on=today,
            submitted_on=submission.on if submission else today,
            by=actor.name,
            note=note,
            verification=Verification.REPORTED,
        )
    )
    session.flush()
    tell_unit(session, part, NoticeKind.CLOSURE, occasion=f"{made.id}", today=today)
    return made


def task_of(session: Session, request: JointClosure) -> int:
    """The task whose duty is to be closed."""
    return session.get_one(Deadline, request.deadline_id).task_id
