"""挂钩联系: leaders linked to units, and their visits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CursorResult, or_, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.inserts import insert_new
from models.meeting import Liaison, LiaisonVisit
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_MOST_VISITS = 366


@dataclass(frozen=True, slots=True)
class Linked:
    """A leader's link to a unit with its visits, the latest first."""

    liaison: Liaison
    unit: Unit
    visits: tuple[LiaisonVisit, ...]
    today: date

    @property
    def this_year(self) -> int:
        """How many visits there were this year."""
        return sum(visit.on.year == self.today.year for visit in self.visits)

    @property
    def missing(self) -> int:
        """How many visits of the year are still to be made; 0 where nothing is asked or the link has ended."""
        return max(0, self.liaison.visits_a_year - self.this_year) if self.liaison.until is None else 0


def link(
    session: Session,
    leader: str,
    title: str,
    unit_id: int | None,
    since: date,
    visits_a_year: int,
    actor: Actor,
    today: date,
    now: datetime,
) -> Liaison:
    """Link a leader to a unit. Raises Refusal without a name, for a unit that is no more, and where they are linked."""
    _require_clerk(actor)
    name = leader.strip()
    unit = session.get(Unit, unit_id) if unit_id else None
    if not name or len(name) > 40:
        raise Refusal("请写明联系领导的姓名，不超过40字。")
    if unit is None or (unit.ended_on is not None and unit.ended_on <= today):
        raise Refusal("请选定联系的单位。选定的单位要在名录里，没有撤销。")
    if not 0 <= visits_a_year <= _MOST_VISITS:
        raise Refusal(f"每年走访次数要在0到{_MOST_VISITS}之间。")
    standing = select(col(Liaison.id)).where(
        col(Liaison.leader) == name, col(Liaison.unit_id) == unit.id, col(Liaison.until).is_(None)
    )
    if session.execute(standing).first() is not None:
        raise Refusal(f"{name}已经挂钩联系{unit.called}。")
    row = {
        "leader": name,
        "title": title.strip(),
        "unit_id": unit.id,
        "since": since,
        "visits_a_year": visits_a_year,
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, Liaison, [row])
    if not made:
        raise Refusal(f"{name}从{day_in_words(since)}起已经挂钩联系{unit.called}。")
    log(session, Subject.MEETING, made[0], "建立挂钩联系", actor.name, now, leader=name, unit_id=unit.id)
    return session.get_one(Liaison, made[0])


def end(session: Session, liaison: Liaison, actor: Actor, today: date, now: datetime) -> None:
    """End the link with today. Raises Refusal where it has ended."""
    _require_clerk(actor)
    ended: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(Liaison)
        .where(col(Liaison.id) == liaison.id, col(Liaison.until).is_(None))
        .values(until=max(today, liaison.since))
    )
    if not ended.rowcount:
        raise Refusal("这项挂钩联系已经结束。")
    session.refresh(liaison)
    log(session, Subject.MEETING, liaison.id, "结束挂钩联系", actor.name, now, leader=liaison.leader)


def visit(
    session: Session,
    liaison: Liaison,
    on: date,
    text: str,
    settled: str,
    actor: Actor,
    today: date,
    now: datetime,
) -> LiaisonVisit:
    """Write a visit down. Raises Refusal without words and for a day on which there was no link, or not yet."""
    _require_clerk(actor)
    words = text.strip()
    if not words:
        raise Refusal("请写明走访了解到的情况。")
    if on > today:
        raise Refusal(f"走访日期{day_in_words(on)}还没有到。")
    if on < liaison.since or (liaison.until is not None and on > liaison.until):
        raise Refusal(f"{day_in_words(on)}不在挂钩联系期间。请核对日期。")
    row = LiaisonVisit(
        liaison_id=liaison.id, on=on, text=words, settled=settled.strip(), at=now, by=actor.name
    )
    session.add(row)
    session.flush()
    log(session, Subject.MEETING, liaison.id, "登记走访", actor.name, now, note=words, leader=liaison.leader)
    return row


def linked(session: Session, today: date, *, unit_id: int | None = None) -> list[Linked]:
    """The links, those that hold first, by leader and in the order of the directory."""
    rows = (
        select(Liaison, Unit)
        .join(Unit, col(Unit.id) == col(Liaison.unit_id))
        .order_by(
            col(Liaison.until).is_not(None),
            col(Liaison.leader),
            col(Unit.position),
            col(Unit.id),
            col(Liaison.id),
        )
    )
    if unit_id is not None:
        holds = or_(col(Liaison.until).is_(None), col(Liaison.until) >= today)
        rows = rows.where(col(Liaison.unit_id) == unit_id, holds)
    found = session.execute(rows).tuples().all()
    visits: dict[int, list[LiaisonVisit]] = defaultdict(list)
    of_these = select(LiaisonVisit).where(col(LiaisonVisit.liaison_id).in_([one.id for one, _ in found]))
    for row in session.scalars(of_these.order_by(col(LiaisonVisit.on).desc(), col(LiaisonVisit.id).desc())):
        visits[row.liaison_id].append(row)
    return [Linked(one, unit, tuple(visits[one.id]), today) for one, unit in found]


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("挂钩联系由督办部门经办人员登记。请交由经办人员办理。")
