"""Records of joint work (会商, 例会, 调研, 请示, 督导), what they decided, and what became of the decisions."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import MeetingKind
from models.inserts import insert_new
from models.meeting import Meeting, MeetingDecision
from models.task import Task
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.periods import Recurrence, period_end
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as a clerk writes it down. ``series`` and ``recurrence`` belong together: a meeting that comes again."""

    kind: MeetingKind
    title: str
    held_on: date
    series: str = ""
    recurrence: Recurrence | None = None
    place: str = ""
    chair: str = ""
    people: str = ""
    text: str = ""
    document_id: int | None = None
    guests: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting decided, with the unit that sees to it, the task that carries it, and whether it is done."""

    decision: MeetingDecision
    meeting: Meeting
    unit: Unit | None
    task: Task | None
    today: date

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what became of it."""
        return self.decision.done_on is None

    @property
    def days_over(self) -> int:
        """For how many days it is past its day; 0 in time, once done, and where no day was set."""
        due = self.decision.due_on
        return max(0, (self.today - due).days) if due and self.is_open else 0


@dataclass(frozen=True, slots=True)
class Regular:
    """A meeting that is to come again and again: when it was held last, and by when it is to be held next.

    ``missed`` counts the whole periods since then that ended without one.
    """

    series: str
    kind: MeetingKind
    recurrence: Recurrence
    last_on: date
    next_by: date
    missed: int


def record(session: Session, held: Held, actor: Actor, today: date, now: datetime) -> Meeting:
    """Write a meeting down.

    Raises Refusal for anybody but a clerk, without a title, for a day that has not come, and for a recurrence
    without the name of the series.
    """
    _require_clerk(actor)
    return _written(session, held, None, actor, today, now)


def record_own(session: Session, held: Held, actor: Actor, today: date, now: datetime) -> Meeting:
    """A unit writes down a meeting of its own (专题会议); the office sees it, no other unit does.

    Raises NotTheirs for who is no unit, and refuses what ``record`` refuses.
    """
    if actor.role is not UserRole.UNIT or actor.unit_id is None or actor.assignment_id is not None:
        raise NotTheirs("本单位的会议由责任单位用自己的账号登记。")
    return _written(session, held, actor.unit_id, actor, today, now)


def _written(
    session: Session, held: Held, unit_id: int | None, actor: Actor, today: date, now: datetime
) -> Meeting:
    title = held.title.strip()
    if not title or len(title) > _LONGEST_TITLE:
        raise Refusal(f"请写明会议或活动的名称，不超过{_LONGEST_TITLE}字。")
    if held.held_on > today:
        raise Refusal(f"召开日期{day_in_words(held.held_on)}还没有到。会后再登记。")
    if held.recurrence and not held.series.strip():
        raise Refusal("定期召开的，请写明是哪一个例会，如“联席会议”。系统按这个名称看是否按期召开。")
    row = Meeting(
        kind=held.kind,
        series=held.series.strip(),
        title=title,
        recurrence=held.recurrence or "",
        held_on=held.held_on,
        place=held.place.strip(),
        chair=held.chair.strip(),
        people=held.people.strip(),
        text=held.text.strip(),
        document_id=held.document_id,
        guests=held.guests.strip(),
        unit_id=unit_id,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    log(session, Subject.MEETING, row.id, "登记会商记录", actor.name, now, title=title, kind=held.kind.label)
    return row


def decide(
    session: Session,
    meeting: Meeting,
    text: str,
    unit_id: int | None,
    due_on: date | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> MeetingDecision:
    """Add what it decided. Raises Refusal without words, for a unit that is no more, and for a day before the meeting."""
    _require_clerk(actor)
    words = text.strip()
    if not words:
        raise Refusal("请写明议定了什么。")
    unit = session.get(Unit, unit_id) if unit_id else None
    if unit_id and unit is None:
        raise Refusal("名录里没有这个单位。请重新选择。")
    if unit and unit.ended_on is not None and unit.ended_on <= today:
        raise Refusal(f"{unit.called}已经撤销或并入别的单位。请选承接它职责的单位。")
    if due_on and due_on < meeting.held_on:
        raise Refusal(f"完成时限{day_in_words(due_on)}早于召开日期{day_in_words(meeting.held_on)}。请核对。")
    last = select(func.coalesce(func.max(col(MeetingDecision.position)), 0)).where(
        col(MeetingDecision.meeting_id) == meeting.id
    )
    row = {
        "meeting_id": meeting.id,
        "position": (session.scalar(last) or 0) + 1,
        "text": words,
        "unit_id": unit_id,
        "due_on": due_on,
        "outcome": "",
    }
    made = insert_new(session, MeetingDecision, [row])
    if not made:
        raise Refusal("刚刚有人在这次会议下增加了一条。请刷新后再提交。")
    log(session, Subject.MEETING, meeting.id, "登记议定事项", actor.name, now, note=words)
    return session.get_one(MeetingDecision, made[0])


def settle(
    session: Session, decision: MeetingDecision, outcome: str, actor: Actor, today: date, now: datetime
) -> None:
    """Say what became of a decision. Raises Refusal without words and where somebody has said so before."""
    _require_clerk(actor)
    words = outcome.strip()
    if not words:
        raise Refusal("请写明落实情况。")
    if decision.done_on is not None:
        raise Refusal(f"这一条已在{day_in_words(decision.done_on)}记为落实。")
    decision.outcome, decision.done_on = words, today
    session.flush()
    log(session, Subject.MEETING, decision.meeting_id, "议定事项落实", actor.name, now, note=words)


def meetings(session: Session, kind: MeetingKind | None = None, series: str = "") -> list[Meeting]:
    """The meetings that were written down, the latest first."""
    rows = select(Meeting).order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
    if kind is not None:
        rows = rows.where(col(Meeting.kind) == kind)
    if series:
        rows = rows.where(col(Meeting.series) == series)
    return list(session.scalars(rows))


def meetings_of(session: Session, unit_id: int) -> list[Meeting]:
    """The meetings that a unit wrote down of its own, the latest first."""
    rows = select(Meeting).where(col(Meeting.unit_id) == unit_id)
    return list(session.scalars(rows.order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())))


def decisions(
    session: Session, today: date, meeting_ids: Collection[int] | None = None, *, only_open: bool = False
) -> list[Decided]:
    """The decisions of these meetings, or of all, in the order of the meetings (the latest first) and their own."""
    rows = (
        select(MeetingDecision, Meeting, Unit, Task)
        .join(Meeting, col(Meeting.id) == col(MeetingDecision.meeting_id))
        .outerjoin(Unit, col(Unit.id) == col(MeetingDecision.unit_id))
        .outerjoin(Task, col(Task.id) == col(MeetingDecision.task_id))
        .order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc(), col(MeetingDecision.position))
    )
    if meeting_ids is not None:
        rows = rows.where(col(Meeting.id).in_(meeting_ids))
    if only_open:
        rows = rows.where(col(MeetingDecision.done_on).is_(None))
    found = session.execute(rows).tuples()
    return [Decided(decision, meeting, unit, task, today) for decision, meeting, unit, task in found]


def regular(session: Session, today: date) -> list[Regular]:
    """The meetings that come again, those that are late first.

    The latest record of a series says how often it is to be held. The office sees that one is missing; nobody is
    reminded of it (适时、定期召开的会议只提示).
    """
    held: dict[str, list[Meeting]] = defaultdict(list)
    for row in meetings(session):
        if row.series:
            held[row.series].append(row)
    found = [_regular(rows, today) for rows in held.values() if rows[0].recurrence]
    return sorted(found, key=lambda one: (-one.missed, one.next_by, one.series))


def _regular(rows: Sequence[Meeting], today: date) -> Regular:
    last, how_often = rows[0], Recurrence(rows[0].recurrence)
    missed, end = 0, period_end(how_often, last.held_on)
    while (end := period_end(how_often, end + timedelta(1))) < today:
        missed += 1
    return Regular(last.series, last.kind, how_often, last.held_on, end, missed)


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("会商记录由督办部门经办人员登记。请交由经办人员办理。")
