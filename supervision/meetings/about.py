"""What a record of joint work belongs to, who spoke, and what each expert said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.inserts import insert_new
from models.meeting import Meeting
from models.score import ScoreTotal
from models.task import Task
from models.tie import ExpertOpinion, MeetingTask
from models.unit import Unit
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.findings.consequences import scored_freeze
from supervision.record.log import log

_LONGEST_NAME, _LONGEST_TITLE = 40, 100
_FIRST = 6


def concern(session: Session, meeting: Meeting, number: str, actor: Actor, now: datetime) -> None:
    """The record is about a task, by its number. Raises Refusal where there is none, or it is noted already."""
    _require_clerk(actor)
    task = session.scalars(select(Task).where(col(Task.number) == number.strip())).first()
    if task is None:
        raise Refusal(f"没有编号为“{number.strip()[:30]}”的任务。请核对任务编号。")
    row = {"meeting_id": meeting.id, "task_id": task.id, "at": now, "by": actor.name}
    if not insert_new(session, MeetingTask, [row]):
        raise Refusal(f"这条记录已经挂在{task.number}下。")
    log(session, Subject.MEETING, meeting.id, "挂接任务", actor.name, now, note=task.number, task_id=task.id)


def tasks_of(session: Session, meeting_id: int) -> Sequence[Task]:
    """The tasks that a record is about."""
    rows = select(Task).join(MeetingTask, col(MeetingTask.task_id) == col(Task.id))
    return session.scalars(
        rows.where(col(MeetingTask.meeting_id) == meeting_id).order_by(col(MeetingTask.id))
    ).all()


def records_of(session: Session, task_id: int) -> Sequence[Meeting]:
    """The records that are about a task, the latest first."""
    rows = select(Meeting).join(MeetingTask, col(MeetingTask.meeting_id) == col(Meeting.id))
    return session.scalars(
        rows.where(col(MeetingTask.task_id) == task_id).order_by(
            col(Meeting.held_on).desc(), col(Meeting.id).desc()
        )
    ).all()


def hear(
    session: Session,
    meeting: Meeting,
    name: str,
    title: str,
    text: str,
    agrees: bool | None,
    actor: Actor,
    now: datetime,
) -> ExpertOpinion:
    """登记专家意见: one expert, by name, with what they said. Raises Refusal without a name or words."""
    _require_clerk(actor)
    person, post, said = name.strip(), title.strip(), text.strip()
    if not person or not said:
        raise Refusal("请填写专家的姓名和意见。")
    if len(person) > _LONGEST_NAME or len(post) > _LONGEST_TITLE:
        raise Refusal(f"姓名不超过{_LONGEST_NAME}个字，单位和职称不超过{_LONGEST_TITLE}个字。请缩短。")
    row = ExpertOpinion(
        meeting_id=meeting.id, name=person, title=post, text=said, agrees=agrees, at=now, by=actor.name
    )
    session.add(row)
    session.flush()
    log(session, Subject.MEETING, meeting.id, "登记专家意见", actor.name, now, note=person)
    return row


def experts(session: Session, meeting_id: int) -> Sequence[ExpertOpinion]:
    """What the experts said, in the order in which it was entered."""
    rows = select(ExpertOpinion).where(col(ExpertOpinion.meeting_id) == meeting_id)
    return session.scalars(rows.order_by(col(ExpertOpinion.id))).all()


def let_speak(
    session: Session, meeting: Meeting, unit_ids: Sequence[int], actor: Actor, now: datetime
) -> None:
    """Who speaks at the meeting, in place of who was noted before. Raises Refusal for a unit that is unknown."""
    _require_clerk(actor)
    chosen = list(dict.fromkeys(unit_ids))
    units = {one.id: one for one in session.scalars(select(Unit).where(col(Unit.id).in_(chosen)))}
    if set(chosen) - set(units):
        raise Refusal("单位名录里没有这个单位。请从页面上选择。")
    meeting.speakers = chosen
    session.add(meeting)
    session.flush()
    called = "、".join(units[one].called for one in chosen)
    log(session, Subject.MEETING, meeting.id, "登记发言单位", actor.name, now, note=called or "没有")


def speakers_proposed(session: Session) -> list[tuple[Unit, ScoreTotal]]:
    """Who might speak, by the latest campaign whose results are published: the first of each class of units."""
    latest = session.scalars(
        select(Campaign)
        .where(col(Campaign.status).in_((CampaignStatus.PUBLISHED, CampaignStatus.ENDED)))
        .order_by(col(Campaign.published_on).desc(), col(Campaign.id).desc())
        .limit(1)
    ).first()
    freeze = scored_freeze(session, latest.id) if latest else None
    if freeze is None:
        return []
    rows = session.execute(
        select(Unit, ScoreTotal)
        .join(ScoreTotal, col(ScoreTotal.unit_id) == col(Unit.id))
        .where(col(ScoreTotal.freeze_id) == freeze.id, col(ScoreTotal.place).is_not(None))
        .order_by(col(ScoreTotal.place), col(ScoreTotal.total).desc(), col(Unit.position))
        .limit(_FIRST)
    )
    return [(unit, total) for unit, total in rows]


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("会商记录由督办部门经办人员登记。请交由经办人员办理。")
