"""下达: decisions of a meeting become tasks, and are handed out, reminded of and struck off like any other."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import CursorResult, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from documents.document_kind import DocumentKind
from models.meeting import Meeting, MeetingDecision
from models.task import Task
from models.words import Role, Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.drafts.own_paper import OwnDuty, register_own
from supervision.record.log import log

_LONGEST_HEADING = 40  # characters


def hand_out(
    session: Session,
    meeting: Meeting,
    decision_ids: Collection[int],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[Task]:
    """Make a task of each of these decisions; the tasks in their order.

    Raises Refusal for anybody but a clerk, where none is chosen, for one without a unit, and for one that was handed out
    or is done.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("议定事项由督办部门经办人员下达。请交由经办人员办理。")
    chosen = session.scalars(
        select(MeetingDecision)
        .where(col(MeetingDecision.meeting_id) == meeting.id, col(MeetingDecision.id).in_(decision_ids))
        .order_by(col(MeetingDecision.position))
    ).all()
    if not chosen or len(chosen) < len(set(decision_ids)):
        raise Refusal("请选定要下达的议定事项。")
    for one in chosen:
        if one.unit_id is None:
            raise Refusal(f"“{one.text[:20]}”没有承办单位，不能下达。请先明确单位。")
        if one.task_id is not None or one.done_on is not None:
            raise Refusal(f"“{one.text[:20]}”已经下达或已经落实。请刷新后再看。")
    title = f"{meeting.title}议定事项（{day_in_words(meeting.held_on)}）"
    duties = [
        OwnDuty(_heading(one.text), one.text, [(one.unit_id or 0, Role.RESPONSIBLE)], one.due_on)
        for one in chosen
    ]
    tasks = register_own(session, title, DocumentKind.MINUTES, duties, actor.name, today, now)
    for one, task in zip(chosen, tasks, strict=True):
        taken: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
            update(MeetingDecision)
            .where(col(MeetingDecision.id) == one.id, col(MeetingDecision.task_id).is_(None))
            .values(task_id=task.id)
        )
        if not taken.rowcount:
            raise Refusal("这几条里有的刚刚被别人下达。请刷新后再看。")
    log(
        session,
        Subject.MEETING,
        meeting.id,
        "下达议定事项",
        actor.name,
        now,
        note="、".join(task.number for task in tasks),
    )
    return tasks


def _heading(text: str) -> str:
    """The first clause of a decision, or its beginning."""
    first = text.split("。")[0].split("\n")[0]
    return first if len(first) <= _LONGEST_HEADING else first[:_LONGEST_HEADING] + "…"
