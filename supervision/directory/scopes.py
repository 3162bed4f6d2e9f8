"""What a 督导单位 or an inspector may look at: units with all below them, or single tasks; set by the office."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.task import Task
from models.unit import Unit
from models.user import User, UserScope
from models.words import Subject, UserRole
from supervision.record.log import log

LOOKERS = (UserRole.SUPERVISOR, UserRole.INSPECTOR)


@dataclass(frozen=True, slots=True)
class Looker:
    """An account that only looks, with what it may look at: (the scope's row, the words for it)."""

    user: User
    scopes: tuple[tuple[UserScope, str], ...]


def lookers(session: Session, *, with_titles: bool = True) -> list[Looker]:
    """Every account that only looks, by login, with its scope in words.

    Without titles a task is called by its number alone: for who sets scopes and sees no business.
    """
    users = session.exec(
        select(User).where(col(User.role).in_(LOOKERS), col(User.is_active)).order_by(col(User.login))
    ).all()
    return [Looker(user, tuple(_in_words(session, user, with_titles=with_titles))) for user in users]


def admit(
    session: Session,
    user_id: int,
    by: str,
    now: datetime,
    *,
    unit: Unit | None = None,
    task: Task | None = None,
) -> UserScope:
    """Let an account look at a unit with all below it, or at a task.

    Raises Refusal for an account of another role, without exactly one of both, and where it may already.
    """
    user = session.get(User, user_id)
    if user is None or user.role not in LOOKERS:
        raise Refusal("只有督导单位和检查人员的账号需要设定查看范围。请重新选择账号。")
    if (unit is None) == (task is None):
        raise Refusal("请选择一个单位，或填写一个任务编号。")
    # The account's row is held, so that of two who set the same scope at once the second sees the first.
    session.execute(select(User.id).where(User.id == user_id).with_for_update())
    row = UserScope(user_id=user_id, unit_id=unit.id if unit else None, task_id=task.id if task else None)
    same = select(UserScope.id).where(
        UserScope.user_id == user_id,
        col(UserScope.unit_id).is_not_distinct_from(row.unit_id),
        col(UserScope.task_id).is_not_distinct_from(row.task_id),
    )
    words = unit.called if unit else task.number if task else ""
    if session.exec(same).first() is not None:
        raise Refusal(f"{user.name}已经可以查看{words}。")
    session.add(row)
    session.flush()
    log(session, Subject.ACCOUNT, user.id, "增加查看范围", by, now, note=f"{user.login}：{words}")
    return row


def shut_out(session: Session, scope: UserScope, by: str, now: datetime) -> None:
    """Take a scope away; what lies in another one of the account stays visible."""
    user = session.get_one(User, scope.user_id)
    words = {row.id: said for row, said in _in_words(session, user)}.get(scope.id, "")
    session.delete(scope)
    session.flush()
    log(session, Subject.ACCOUNT, user.id, "取消查看范围", by, now, note=f"{user.login}：{words}")


def _in_words(session: Session, user: User, *, with_titles: bool = True) -> list[tuple[UserScope, str]]:
    rows = session.exec(
        select(UserScope, Unit, Task)
        .join(Unit, col(Unit.id) == col(UserScope.unit_id), isouter=True)
        .join(Task, col(Task.id) == col(UserScope.task_id), isouter=True)
        .where(UserScope.user_id == user.id)
        .order_by(col(UserScope.id))
    )
    return [
        (
            scope,
            f"{unit.called}及其下级"
            if unit
            else (f"{task.number} {task.title[:30]}" if with_titles else task.number)
            if task
            else "",
        )
        for scope, unit, task in rows
    ]
