"""三线对照: the life of one task in three lanes beside each other: work, responsibility, supervision.

It shows whether the three went together: what units did, who was answerable since when, what the office did about it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.instruction import Instruction
from models.notice import Notice
from models.plan import Improvement
from models.task import Task
from models.unit import Unit
from models.words import Move, NoticeKind, Word
from schedules.clock import day_of

_NAMED = 3


class Lane(Word):
    """What an entry belongs to."""

    WORK = "work", "工作"
    RESPONSIBILITY = "responsibility", "责任"
    SUPERVISION = "supervision", "督办"


_LANES: dict[Move, Lane] = {
    Move.ACCEPT: Lane.WORK,
    Move.REPORT: Lane.WORK,
    Move.ATTACH: Lane.WORK,
    Move.PLAN: Lane.WORK,
    Move.SUBMIT: Lane.WORK,
    Move.ASSIGN: Lane.RESPONSIBILITY,
    Move.SUPPORT: Lane.RESPONSIBILITY,
    Move.SPLIT: Lane.RESPONSIBILITY,
    Move.TRANSFER: Lane.RESPONSIBILITY,
    Move.WITHDRAW: Lane.RESPONSIBILITY,
    Move.AMEND: Lane.RESPONSIBILITY,
    Move.ROLL_OVER: Lane.RESPONSIBILITY,
    Move.ASK_TIME: Lane.RESPONSIBILITY,
    Move.ANSWER_TIME: Lane.RESPONSIBILITY,
    Move.STOP_CLOCK: Lane.RESPONSIBILITY,
    Move.RESTART_CLOCK: Lane.RESPONSIBILITY,
    Move.ANSWER_PLAN: Lane.SUPERVISION,
    Move.CHECK: Lane.SUPERVISION,
    Move.COORDINATE: Lane.SUPERVISION,
    Move.SEND_BACK: Lane.SUPERVISION,
    Move.CLOSE: Lane.SUPERVISION,
    Move.CLOSE_JOINTLY: Lane.SUPERVISION,
    Move.REOPEN: Lane.SUPERVISION,
}
# What only tells of a deed that stands here already.
_PRESSING = (
    NoticeKind.REMINDER,
    NoticeKind.CHASER,
    NoticeKind.ORDER,
    NoticeKind.CIRCULAR,
    NoticeKind.INTERVIEW,
    NoticeKind.RECTIFICATION,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened on a day in a lane: so many of it, and whose where they are few."""

    lane: Lane
    what: str
    count: int
    whose: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DayOfTask:
    """One day of the task with what stands in each lane."""

    on: date
    lanes: dict[Lane, tuple[Entry, ...]]


def lanes(
    session: Session, task: Task, seen: ColumnElement[bool], *, is_office: bool, today: date
) -> list[DayOfTask]:
    """The days of a task on which anything happened to what the person sees (``seen``), the latest first.

    What is the office's own (instructions, registration, improvement) stands there for the office alone.
    """
    days: dict[date, list[Entry]] = defaultdict(list)
    own = _of_the_office(session, task) if is_office else ()
    for on, entry in chain(own, _moves(session, task.id, seen), _notices(session, task.id, seen)):
        days[on].append(entry)
    return [
        DayOfTask(on, {lane: tuple(one for one in days[on] if one.lane is lane) for lane in Lane})
        for on in sorted(days, reverse=True)
        if on <= today
    ]


def _moves(session: Session, task_id: int, seen: ColumnElement[bool]) -> Iterator[tuple[date, Entry]]:
    rows = (
        select(col(Transition.on), col(Transition.move), func.count(), func.min(col(Transition.id)))
        .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
        .where(col(Assignment.task_id) == task_id, seen)
        .group_by(col(Transition.on), col(Transition.move))
        .order_by(col(Transition.on), func.min(col(Transition.id)))
    )
    found = session.execute(rows).tuples().all()
    few = {(on, move) for on, move, count, _ in found if count <= _NAMED}
    whose = _whose(session, task_id, seen, {on for on, _ in few})
    for on, move, count, _ in found:
        names, words = whose.get((on, move), ("", "")) if (on, move) in few else ("", "")
        yield on, Entry(_LANES[move], move.label, count, names, words)


def _whose(
    session: Session, task_id: int, seen: ColumnElement[bool], days: set[date]
) -> dict[tuple[date, Move], tuple[str, str]]:
    rows = (
        select(col(Transition.on), col(Transition.move), Unit, col(Transition.note))
        .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.task_id) == task_id, col(Transition.on).in_(days), seen)
        .order_by(col(Transition.id))
    )
    names: dict[tuple[date, Move], list[str]] = defaultdict(list)
    words: dict[tuple[date, Move], list[str]] = defaultdict(list)
    for on, move, unit, note in session.execute(rows):
        if unit.called not in names[on, move]:
            names[on, move].append(unit.called)
        if note and note not in words[on, move]:
            words[on, move].append(note)
    return {key: ("、".join(said), "；".join(words[key][:_NAMED])) for key, said in names.items()}


def _notices(session: Session, task_id: int, seen: ColumnElement[bool]) -> Iterator[tuple[date, Entry]]:
    rows = (
        select(col(Notice.raised_on), col(Notice.kind), func.count())
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Assignment.task_id) == task_id, col(Notice.kind).in_(_PRESSING), seen)
        .group_by(col(Notice.raised_on), col(Notice.kind))
    )
    for on, kind, count in session.execute(rows):
        yield on, Entry(Lane.SUPERVISION, kind.label, count)


def _of_the_office(session: Session, task: Task) -> Iterator[tuple[date, Entry]]:
    yield day_of(task.registered_at), Entry(Lane.RESPONSIBILITY, "立项", 1, task.registered_by)
    said = select(Instruction).where(col(Instruction.task_id) == task.id).order_by(col(Instruction.id))
    for one in session.scalars(said):
        yield one.on, Entry(Lane.SUPERVISION, "批示", 1, one.leader, one.text)
    improved = select(Improvement).where(col(Improvement.task_id) == task.id).order_by(col(Improvement.id))
    for step in session.scalars(improved):
        yield step.on, Entry(Lane.WORK, "改进", 1, step.by, step.text)
