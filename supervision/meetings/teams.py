"""Groups of people for a time (专班, 起草小组): who is in them, until when, and what they work on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.inserts import insert_new
from models.task import Task
from models.team import Team, TeamMember, TeamTask
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST_NAME, _LONGEST_PERSON, _LONGEST_DUTY = 60, 40, 60


@dataclass(frozen=True, slots=True)
class Whole:
    """A team with its people, each with their unit, and its tasks."""

    team: Team
    members: tuple[tuple[TeamMember, Unit | None], ...]
    tasks: tuple[Task, ...]

    @property
    def present(self) -> int:
        """How many people are in it now."""
        return sum(one.until is None for one, _ in self.members)


def set_up(
    session: Session, name: str, purpose: str, since: date | None, actor: Actor, now: datetime
) -> Team:
    """成立专班. Raises Refusal without a name or day, and where the name is taken."""
    _require_clerk(actor)
    called = " ".join(name.split())
    if not called or len(called) > _LONGEST_NAME or since is None:
        raise Refusal(f"请填写名称（不超过{_LONGEST_NAME}个字）和成立日期。")
    row = {
        "name": called,
        "purpose": purpose.strip(),
        "since": since,
        "until": None,
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, Team, [row])
    if not made:
        raise Refusal(f"已经有一个叫“{called}”。请换一个名称，或打开原来那一个。")
    log(session, Subject.GROUP, made[0], "成立专班", actor.name, now, note=called)
    return session.get_one(Team, made[0])


def join(
    session: Session,
    team: Team,
    name: str,
    duty: str,
    unit_id: int | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> TeamMember:
    """Somebody joins. Raises Refusal without a name, for one who is in it, and for a team that was dissolved."""
    _require_standing(team, actor)
    person, does = name.strip(), duty.strip()
    if not person or len(person) > _LONGEST_PERSON or len(does) > _LONGEST_DUTY:
        raise Refusal(f"请填写姓名（不超过{_LONGEST_PERSON}个字），分工不超过{_LONGEST_DUTY}个字。")
    there = select(col(TeamMember.id)).where(
        col(TeamMember.team_id) == team.id, col(TeamMember.name) == person, col(TeamMember.until).is_(None)
    )
    if session.scalars(there).first() is not None:
        raise Refusal(f"{person}已经在{team.name}里。")
    row = TeamMember(team_id=team.id, name=person, duty=does, unit_id=unit_id, since=today)
    session.add(row)
    session.flush()
    log(session, Subject.GROUP, team.id, "加入专班", actor.name, now, note=f"{team.name}：{person}")
    return row


def leave(session: Session, team: Team, member_id: int, actor: Actor, today: date, now: datetime) -> None:
    """Somebody leaves; they stay on the list with the day. Raises Refusal for who is not in it."""
    _require_standing(team, actor)
    gone = session.execute(
        update(TeamMember)
        .where(
            col(TeamMember.id) == member_id,
            col(TeamMember.team_id) == team.id,
            col(TeamMember.until).is_(None),
        )
        .values(until=today)
    )
    if gone.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这个人已经不在名单里。请刷新后再看。")
    session.expire_all()
    log(session, Subject.GROUP, team.id, "退出专班", actor.name, now, note=team.name, member_id=member_id)


def take_on(session: Session, team: Team, number: str, actor: Actor, now: datetime) -> None:
    """The team works on a task, by its number. Raises Refusal where there is none, or it has it already."""
    _require_standing(team, actor)
    task = session.scalars(select(Task).where(col(Task.number) == number.strip())).first()
    if task is None:
        raise Refusal(f"没有编号为“{number.strip()[:30]}”的任务。请核对任务编号。")
    row = {"team_id": team.id, "task_id": task.id, "at": now, "by": actor.name}
    if not insert_new(session, TeamTask, [row]):
        raise Refusal(f"{task.number}已经列在{team.name}名下。")
    log(session, Subject.GROUP, team.id, "专班承办任务", actor.name, now, note=f"{team.name}：{task.number}")


def dissolve(session: Session, team: Team, actor: Actor, today: date, now: datetime) -> None:
    """撤销专班: it stays with all that it was. Raises Refusal where that was done before."""
    _require_clerk(actor)
    done = session.execute(
        update(Team).where(col(Team.id) == team.id, col(Team.until).is_(None)).values(until=today)
    )
    session.refresh(team)
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"{team.name}已在{day_in_words(team.until or today)}撤销。")
    log(session, Subject.GROUP, team.id, "撤销专班", actor.name, now, note=team.name)


def teams(session: Session, task_id: int | None = None) -> list[Whole]:
    """The teams, those that stand first; ``task_id`` those that work on one task."""
    rows = select(Team).order_by(col(Team.until).is_not(None), col(Team.since).desc(), col(Team.id))
    if task_id is not None:
        rows = rows.where(
            col(Team.id).in_(select(col(TeamTask.team_id)).where(col(TeamTask.task_id) == task_id))
        )
    return [whole(session, team) for team in session.scalars(rows).all()]


def whole(session: Session, team: Team) -> Whole:
    """One team with its people and tasks."""
    members = session.execute(
        select(TeamMember, Unit)
        .outerjoin(Unit, col(Unit.id) == col(TeamMember.unit_id))
        .where(col(TeamMember.team_id) == team.id)
        .order_by(col(TeamMember.until).is_not(None), col(TeamMember.id))
    )
    tasks = session.scalars(
        select(Task)
        .join(TeamTask, col(TeamTask.task_id) == col(Task.id))
        .where(col(TeamTask.team_id) == team.id)
        .order_by(col(TeamTask.id))
    )
    return Whole(team, tuple((member, unit) for member, unit in members), tuple(tasks))


def _require_standing(team: Team, actor: Actor) -> None:
    _require_clerk(actor)
    if team.until is not None:
        raise Refusal(f"{team.name}已在{day_in_words(team.until)}撤销，不能再改。")


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("专班由督办部门经办人员登记。请交由经办人员办理。")
