"""Everything a report counts, for one day: gathered once, with few statements, and never changed afterwards."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from models.assignment import Assignment
from models.closing import Return
from models.document import Document
from models.notice import Notice
from models.plan import Improvement
from models.task import Deadline, Task
from models.unit import Unit
from models.words import NoticeKind, Role, UnitLevel
from reports.asking import end_of
from reports.indicators import Reached, read_indicators
from reports.items import Item, read_items
from reports.loop import Loop, LoopTally, Parts, count_loops, loop_of
from reports.sources import without_texts
from reports.tally import Tally, count
from reports.wholes import is_whole
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

_S = TypeVar("_S", bound=Select[Any])


@dataclass(frozen=True, slots=True)
class OfUnit:
    """What one unit carries; ``leading`` counts the assignments it leads."""

    unit: Unit
    tally: Tally
    leading: int


@dataclass(frozen=True, slots=True)
class OfTask:
    """One registered task, the units' parts in it, and its deadlines."""

    task: Task
    document: Document
    deadlines: tuple[Deadline, ...]
    items: tuple[Item, ...]
    tally: Tally
    loop: Loop | None = None

    @property
    def is_done(self) -> bool:
        """Whether it was handed out and every part of it is closed."""
        return bool(self.items) and self.tally.closed == self.tally.assigned


@dataclass(frozen=True, slots=True)
class OfDocument:
    """What came of one document."""

    document: Document
    tasks: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of the office's duties on ``as_of``."""

    as_of: date
    limits: LightLimits
    whole: Tally
    items: tuple[Item, ...]
    units: tuple[OfUnit, ...]
    levels: tuple[tuple[UnitLevel, Tally], ...]
    tasks: tuple[OfTask, ...]
    documents: tuple[OfDocument, ...]
    indicators: tuple[Reached, ...]
    notices: dict[NoticeKind, int]
    unsigned: int
    returns: int
    unit_names: dict[int, str]

    @property
    def loops(self) -> LoopTally:
        """How many tasks stand where between 谋划 and 改进."""
        return count_loops(one.loop for one in self.tasks)

    @property
    def overdue(self) -> tuple[Item, ...]:
        """Those past their last day with nothing handed in, the latest first."""
        late = [item for item in self.items if item.is_overdue]
        return tuple(sorted(late, key=lambda item: (-item.workdays_late, item.task_id, item.unit_id)))


def figures(session: Session, as_of: date, calendar: WorkCalendar, limits: LightLimits) -> Figures:
    """The figures of the whole office on ``as_of``, from what had been noted by then.

    Units come in the order of the directory, tasks and documents in that of their registration.
    """
    items = read_items(session, as_of, calendar, limits)
    units = list(session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))))
    tasks = of_tasks(session, as_of, items)
    return Figures(
        as_of=as_of,
        limits=limits,
        whole=count(items),
        items=items,
        units=_of_units(units, items),
        levels=_of_levels(units, items),
        tasks=tasks,
        documents=_of_documents(tasks),
        indicators=read_indicators(session, as_of, margin=abs(limits.pace_yellow)),
        notices=_notices(session, as_of),
        unsigned=_unsigned(session, as_of),
        returns=_returns(session, as_of),
        unit_names={unit.id: unit.called for unit in units if unit.id is not None},
    )


def _of_units(units: Iterable[Unit], items: Iterable[Item]) -> tuple[OfUnit, ...]:
    carried = _grouped(items, lambda item: item.unit_id)
    return tuple(
        OfUnit(unit, count(own), leading=sum(item.role is Role.LEAD for item in own))
        for unit in units
        if (own := carried.get(unit.id or 0))
    )


def _of_levels(units: Iterable[Unit], items: Iterable[Item]) -> tuple[tuple[UnitLevel, Tally], ...]:
    levels = {unit.id: unit.level for unit in units}
    carried = _grouped(items, lambda item: list(UnitLevel).index(levels[item.unit_id]))
    return tuple((level, count(carried[n])) for n, level in enumerate(UnitLevel) if n in carried)


def of_tasks(
    session: Session, as_of: date, items: Iterable[Item], among: Sequence[int] | None = None
) -> tuple[OfTask, ...]:
    """The tasks registered by ``as_of`` with the units' parts in them, in the order of the documents.

    ``among`` are the ids of those wanted, None for all.
    """
    parts = _grouped(items, lambda item: item.task_id)
    deadlines: dict[int, list[Deadline]] = defaultdict(list)
    of_these = select(Deadline).order_by(col(Deadline.due_on), col(Deadline.id))
    for deadline in session.exec(_restricted(of_these, col(Deadline.task_id), among)):
        known = deadlines[deadline.task_id]
        # Later periods are made ahead, more of them each day: only a first one counts before it opens.
        if not known or deadline.opens_on is None or deadline.opens_on <= as_of:
            known.append(deadline)
    handed_out = (
        select(col(Assignment.task_id), func.count())
        .where(col(Assignment.assigned_on) <= as_of, is_whole())
        .group_by(col(Assignment.task_id))
    )
    given = dict(session.exec(_restricted(handed_out, col(Assignment.task_id), among)).all())
    improvements = (
        select(col(Improvement.task_id), func.max(col(Improvement.on)))
        .where(col(Improvement.on) <= as_of)
        .group_by(col(Improvement.task_id))
    )
    improved = dict(session.exec(_restricted(improvements, col(Improvement.task_id), among)).all())
    chosen = (
        select(Task, Document)
        .join(Document, col(Document.id) == col(Task.document_id))
        .options(*without_texts())
        .order_by(col(Task.document_id), col(Task.start), col(Task.id))
    )
    return tuple(
        _of_task(
            task,
            document,
            deadlines[task.id],
            parts.get(task.id, []),
            loop_of(
                task.approved_at is not None and task.approved_at < end_of(as_of),
                _parts(parts.get(task.id, []), given.get(task.id, 0)),
                improved.get(task.id),
            ),
        )
        for task, document in session.exec(_restricted(chosen, col(Task.id), among))
        if task.registered_at < end_of(as_of) or task.id in parts
    )


def _restricted(chosen: _S, number: Mapped[int], among: Sequence[int] | None) -> _S:
    return chosen if among is None else chosen.where(number.in_(among))


def _of_task(
    task: Task, document: Document, deadlines: list[Deadline], items: list[Item], loop: Loop | None
) -> OfTask:
    return OfTask(task, document, tuple(deadlines), tuple(items), count(items), loop)


def _parts(items: list[Item], given: int) -> Parts:
    return Parts(
        given=given,
        counted=len(items),
        unaccepted=sum(not item.is_accepted for item in items),
        in_hand=sum(not item.is_closed and not item.is_waiting for item in items),
        unclosed=sum(not item.is_closed for item in items),
        closed_on=max((item.closed_on for item in items if item.closed_on), default=None),
    )


def _of_documents(tasks: Iterable[OfTask]) -> tuple[OfDocument, ...]:
    gathered: dict[int, list[OfTask]] = defaultdict(list)
    for task in tasks:
        gathered[task.document.id or 0].append(task)
    return tuple(
        OfDocument(own[0].document, len(own), count(item for task in own for item in task.items))
        for own in gathered.values()
    )


def _returns(session: Session, as_of: date) -> int:
    chosen = (
        select(func.count(col(Return.id)))
        .join(Assignment, col(Assignment.id) == col(Return.assignment_id))
        .where(col(Return.on) <= as_of, is_whole())
    )
    return session.exec(chosen).one()


def _notices(session: Session, as_of: date) -> dict[NoticeKind, int]:
    chosen = (
        select(col(Notice.kind), func.count(col(Notice.id)))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Notice.raised_on) <= as_of, is_whole())
        .group_by(col(Notice.kind))
    )
    raised = dict(session.exec(chosen).all())
    return {kind: raised[kind] for kind in NoticeKind if kind in raised}


def _unsigned(session: Session, as_of: date) -> int:
    """How many of them waited for a signature on that day, and so had not gone out."""
    chosen = (
        select(func.count(col(Notice.id)))
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(col(Notice.raised_on) <= as_of, is_whole())
        .where(col(Notice.needs_signature))
        .where(col(Notice.signed_at).is_(None) | (col(Notice.signed_at) >= end_of(as_of)))
    )
    return session.exec(chosen).one()


def _grouped(items: Iterable[Item], key: Callable[[Item], int]) -> dict[int, list[Item]]:
    gathered: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        gathered[key(item)].append(item)
    return gathered
