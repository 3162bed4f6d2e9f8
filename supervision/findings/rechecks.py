"""Rechecks (回头看): whether what was struck off stays right; what does not is taken up again."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.evaluation_words import FindingStatus
from models.finding import Finding, Recheck
from models.words import Status, Subject, UserRole, Verification
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.closure import reopen
from supervision.findings.rectification import RECHECK_AFTER
from supervision.record.log import log

_LONGEST = 2000


def recheck(
    session: Session,
    finding: Finding,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    holds: bool,
    verification: Verification,
    note: str,
    until: date | None = None,
) -> Recheck:
    """Look back at a finding that was struck off. What does not hold, or came back, is taken up again until ``until``.

    Raises Refusal before it is struck off, without a word on what was seen, for 自报 (a look back is somebody's own
    look), where it does not hold,
    without a new day ahead; and for who is no clerk.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal(f"回头看由督办部门的经办人员办理，{actor.role.label}账号不能操作。")
    if finding.status not in (FindingStatus.CLOSED, FindingStatus.HELD):
        raise Refusal(f"{finding.number}现在是“{finding.status.label}”，销号以后才能回头看。")
    said = note.strip()
    if not said:
        raise Refusal("请写明回头看的情况：看了什么、现在怎样。")
    if len(said) > _LONGEST:
        raise Refusal(f"情况写了{len(said)}个字，太长。请不超过{_LONGEST}个字。")
    if verification is Verification.REPORTED:
        raise Refusal("回头看的方式应为台账、实地或第三方。")
    row = Recheck(
        finding_id=finding.id,
        holds=holds,
        verification=verification,
        note=said,
        on=today,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    if holds:
        session.execute(
            update(Finding).where(col(Finding.id) == finding.id).values(status=FindingStatus.HELD)
        )
        session.refresh(finding)
    else:
        _take_up_again(session, finding, actor, today, now, said, until)
    log(
        session, Subject.FINDING, finding.id, "回头看", actor.name, now,
        note=f"{finding.number}：{'通过' if holds else '没有通过，重启整改'}。{said[:200]}",
        holds=holds, verification=verification.value,
    )  # fmt: skip
    return row


def rechecks(session: Session, finding_id: int) -> list[Recheck]:
    """The looks back at a finding, the oldest first."""
    rows = select(Recheck).where(col(Recheck.finding_id) == finding_id).order_by(col(Recheck.id))
    return list(session.scalars(rows))


def is_due(today: date) -> ColumnElement[bool]:
    """The condition on a finding that it is to be looked back at: it is struck off, and its day has come."""
    return and_(
        col(Finding.status) == FindingStatus.CLOSED,
        or_(col(Finding.recheck_on).is_(None), col(Finding.recheck_on) <= today),
    )


def count_due(session: Session, today: date) -> int:
    """How many findings are to be looked back at."""
    return session.scalar(select(func.count(col(Finding.id))).where(is_due(today))) or 0


def due(session: Session, today: date, most: int) -> list[Finding]:
    """The findings to be looked back at, the longest waiting first."""
    rows = select(Finding).where(is_due(today)).order_by(col(Finding.recheck_on), col(Finding.id))
    return list(session.scalars(rows.limit(most)))


def _take_up_again(
    session: Session,
    finding: Finding,
    actor: Actor,
    today: date,
    now: datetime,
    said: str,
    until: date | None,
) -> None:
    if until is None:
        raise Refusal("没有通过的要重新整改，请填新的整改时限。")
    if until <= today:
        raise Refusal(f"新的整改时限{day_in_words(until)}已经到了或已经过去。请填今天以后的日期。")
    closed = session.scalars(
        select(Assignment)
        .where(
            col(Assignment.task_id) == finding.task_id,
            col(Assignment.parent_id).is_(None),
            col(Assignment.status) == Status.CLOSED,
        )
        .order_by(col(Assignment.id))
    ).all()
    for assignment in closed:
        reopen(session, assignment, actor, today, now, f"回头看没有通过：{said}", until)
    session.execute(
        update(Finding).where(col(Finding.id) == finding.id).values(recheck_on=until + RECHECK_AFTER)
    )
    session.refresh(finding)
