"""通知和催答: a round of consultation goes to its units as a duty, so that the ladder reminds and chases until they answer.

One letter a day speaks of it among all the rest (decision 0004); nothing about it is sent on its own.
"""

from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.settings import settings
from documents.document_kind import DocumentKind
from models.assignment import Assignment
from models.lifecycle import IN_HAND, UNCOUNTED
from models.meeting import Consultation
from models.notice import Notice
from models.task import Task, TaskUnit
from models.words import Move, NoticeKind, Role, Status
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.drafts.own_paper import OwnDuty, register_own
from supervision.duties.acceptance import accept
from supervision.duties.closure import close, withdraw
from supervision.duties.moves import last
from supervision.duties.submission import submit

_STANDARD = "逐条写明意见；没有意见的，写明“无意见”"
_SPLIT = "意见由本单位汇总答复"
_PRESSING = (
    NoticeKind.ASSIGNMENT,
    NoticeKind.REMINDER,
    NoticeKind.CHASER,
    NoticeKind.ORDER,
    NoticeKind.CIRCULAR,
    NoticeKind.INTERVIEW,
)


def hand_out(session: Session, asked: Consultation, actor: Actor, today: date, now: datetime) -> Task:
    """Hand the round out to the units asked; where registrations need a leader's approval, it waits for that."""
    subject = asked.title.strip("《》")
    which = f"（第{asked.round}轮）" if asked.round > 1 else ""
    duty = OwnDuty(
        f"就《{subject}》提出意见{which}",
        f"请就《{subject}》提出意见：登录后在“征求意见”页逐条答复，或者写在申请销号的说明里。\n{asked.text}".strip(),
        [(unit_id, Role.RESPONSIBLE) for unit_id in asked.units],
        asked.due_on,
        standard=_STANDARD,
    )
    (task,) = register_own(
        session,
        f"关于征求《{subject}》意见的通知{which}",
        DocumentKind.NOTICE,
        [duty],
        actor.name,
        today,
        now,
    )
    # An opinion is read, not inspected: it needs no steps of closing and no papers.
    task.closing_steps = []
    session.add(task)
    asked.task_id = task.id
    session.add(asked)
    session.flush()
    return task


def is_out(session: Session, asked: Consultation) -> bool:
    """Whether the units have been told, or were to be asked without being told; False while it waits for a leader."""
    if asked.task_id is None:
        return True
    return session.get_one(Task, asked.task_id).approved_at is not None


def hand_in(
    session: Session,
    asked: Consultation,
    unit_id: int,
    words: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> None:
    """Note that the unit has answered: nothing reminds it any more."""
    if asked.task_id is None:
        return
    for one in _assignments(session, asked):
        if one.unit_id != unit_id or one.status not in IN_HAND:
            continue
        if one.status is Status.ASSIGNED:
            accept(session, one, actor, today, now)
        submit(session, one, actor, today, now, words, despite=_SPLIT)


def wind_up(session: Session, asked: Consultation, actor: Actor, today: date, now: datetime) -> None:
    """Close what was answered and take back what was not, when the round ends.

    What this very clerk keyed in for a unit stays for another clerk to close, as everywhere, unless the office's
    setting allows it.
    """
    if asked.task_id is None:
        return
    if not is_out(session, asked):
        # A leader who agrees later must not hand out what is over.
        session.execute(
            update(TaskUnit).where(col(TaskUnit.task_id) == asked.task_id).values(removed_on=today)
        )
    for one in _assignments(session, asked):
        if one.status is Status.SUBMITTED:
            submission = last(session, one.id, Move.SUBMIT)
            is_own = submission is not None and submission.by == actor.signature(Move.SUBMIT)
            if settings().reviews_own_entry or not is_own:
                close(session, one, actor, today, now, "意见已经处理，这一轮征求意见结束")
        elif one.status in IN_HAND:
            withdraw(session, one, actor, today, now, "这一轮征求意见已经结束，没有收到答复")


def reminders(session: Session, asked: Consultation) -> dict[int, str]:
    """How far each unit has been pressed, by its id: the last notice and its day. Empty where nothing was handed out."""
    if asked.task_id is None:
        return {}
    rows = session.execute(
        select(col(Assignment.unit_id), col(Notice.kind), col(Notice.raised_on))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(
            col(Assignment.task_id) == asked.task_id,
            col(Assignment.parent_id).is_(None),
            col(Notice.kind).in_(_PRESSING),
        )
        .order_by(col(Notice.raised_on), col(Notice.id))
    )
    return {unit_id: f"{day_in_words(on)}{kind.label}" for unit_id, kind, on in rows}


def _assignments(session: Session, asked: Consultation) -> list[Assignment]:
    rows = select(Assignment).where(
        col(Assignment.task_id) == asked.task_id,
        col(Assignment.parent_id).is_(None),
        col(Assignment.status).not_in(UNCOUNTED),
    )
    return list(session.scalars(rows.order_by(col(Assignment.id))))
