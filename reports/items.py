"""How every assignment stood on a day, from the facts noted up to that day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.assignment import Assignment, Closure, ProgressUpdate, Transition
from models.task import Deadline
from models.words import Role, Status
from schedules.lights import Lamp, Light, LightLimits, Standing, days_late, lamp, pace
from schedules.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Item:
    """An assignment as it stood. ``percent`` is what the unit reported, 100 once closed.

    ``submitted_on`` is the day of the submission that waits or that led to the closure. ``workdays_late``
    counts up to that day, or up to the day of looking where nothing has been handed in.
    """

    assignment_id: int
    task_id: int
    deadline_id: int
    unit_id: int
    role: Role
    period: str
    assigned_on: date
    due_on: date | None
    status: Status
    percent: int
    submitted_on: date | None
    closed_on: date | None
    lamp: Lamp
    is_due: bool
    workdays_late: int
    time_gone: int | None
    latest: ProgressUpdate | None

    @property
    def light(self) -> Light:
        """The colour alone."""
        return self.lamp.light

    @property
    def is_closed(self) -> bool:
        """Whether the office has struck it off."""
        return self.closed_on is not None

    @property
    def is_accepted(self) -> bool:
        """Whether the unit has accepted it."""
        return self.status is not Status.ASSIGNED

    @property
    def is_waiting(self) -> bool:
        """Whether the unit has handed it in and the office has not decided."""
        return self.status is Status.SUBMITTED

    @property
    def is_reported_done(self) -> bool:
        """Whether it is done by the unit's own word: closed, handed in, or reported at 100 percent."""
        return self.is_closed or self.is_waiting or self.percent >= 100

    @property
    def is_on_time(self) -> bool:
        """Whether it is closed and the submission that led to it came by the deadline."""
        return self.is_closed and not self._came_after_deadline

    @property
    def is_overdue(self) -> bool:
        """Whether its last day has passed and nothing has been handed in."""
        return self.light is Light.RED

    @property
    def _came_after_deadline(self) -> bool:
        return self.due_on is not None and self.submitted_on is not None and self.submitted_on > self.due_on


def read_items(
    session: Session, as_of: date, calendar: WorkCalendar, limits: LightLimits
) -> tuple[Item, ...]:
    """Every assignment handed out by ``as_of`` that was not withdrawn then, by task, day and unit.

    What happened later does not count, so the report of a past day comes out the same again.
    """
    moves = _last_moves(session, as_of)
    closures = _last_closures(session, as_of)
    updates = latest_updates(session, as_of)
    chosen = (
        select(Assignment, Deadline)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(col(Assignment.assigned_on) <= as_of)
        .order_by(
            col(Assignment.task_id),
            col(Deadline.due_on),
            col(Deadline.id),
            col(Assignment.unit_id),
            col(Assignment.id),
        )
    )
    items = []
    for assignment, deadline in session.exec(chosen):
        assert assignment.id is not None
        move = moves.get(assignment.id)
        status = move.after if move else Status.ASSIGNED
        if status is Status.WITHDRAWN:
            continue
        facts = _Facts(
            assignment, deadline, status, move, closures.get(assignment.id), updates.get(assignment.id)
        )
        items.append(_item(facts, as_of, calendar, limits))
    return tuple(items)


def latest_updates(session: Session, as_of: date) -> dict[int, ProgressUpdate]:
    """The last report of every assignment that speaks of a day up to ``as_of``."""
    last = (
        select(func.max(col(ProgressUpdate.id)))
        .where(col(ProgressUpdate.as_of) <= as_of)
        .group_by(col(ProgressUpdate.assignment_id))
    )
    chosen = select(ProgressUpdate).where(col(ProgressUpdate.id).in_(last))
    return {update.assignment_id: update for update in session.exec(chosen)}


@dataclass(frozen=True, slots=True)
class _Facts:
    assignment: Assignment
    deadline: Deadline
    status: Status
    move: Transition | None
    closure: Closure | None
    update: ProgressUpdate | None


def _last_moves(session: Session, as_of: date) -> dict[int, Transition]:
    last = (
        select(func.max(col(Transition.id)))
        .where(col(Transition.on) <= as_of)
        .group_by(col(Transition.assignment_id))
    )
    chosen = select(Transition).where(col(Transition.id).in_(last))
    return {move.assignment_id: move for move in session.exec(chosen)}


def _last_closures(session: Session, as_of: date) -> dict[int, Closure]:
    last = (
        select(func.max(col(Closure.id))).where(col(Closure.on) <= as_of).group_by(col(Closure.assignment_id))
    )
    chosen = select(Closure).where(col(Closure.id).in_(last))
    return {closure.assignment_id: closure for closure in session.exec(chosen)}


def _item(facts: _Facts, as_of: date, calendar: WorkCalendar, limits: LightLimits) -> Item:
    assignment, due = facts.assignment, facts.deadline.due_on
    assert assignment.id is not None
    assert facts.deadline.id is not None
    closed_on, submitted_on = _handed_in(facts, as_of)
    standing = Standing(
        assigned_on=assignment.assigned_on,
        due_on=due,
        percent=_percent(facts),
        is_accepted=facts.status is not Status.ASSIGNED,
        submitted_on=submitted_on,
        is_closed=closed_on is not None,
    )
    return Item(
        assignment_id=assignment.id,
        task_id=assignment.task_id,
        deadline_id=facts.deadline.id,
        unit_id=assignment.unit_id,
        role=assignment.role,
        period=facts.deadline.period,
        assigned_on=assignment.assigned_on,
        due_on=due,
        status=facts.status,
        percent=standing.percent,
        submitted_on=submitted_on,
        closed_on=closed_on,
        lamp=lamp(standing, as_of, calendar, limits),
        is_due=due is not None and due <= as_of,
        workdays_late=days_late(due, submitted_on or as_of, calendar),
        time_gone=pace(assignment.assigned_on, due, as_of) if due else None,
        latest=facts.update,
    )


def _handed_in(facts: _Facts, as_of: date) -> tuple[date | None, date | None]:
    """The day of closure, and that of the submission which led to it or still waits."""
    closure = facts.closure
    if closure and (closure.reopened_on is None or closure.reopened_on > as_of):
        return closure.on, closure.submitted_on
    if facts.move and facts.status is Status.SUBMITTED:
        return None, facts.move.on
    return None, None


def _percent(facts: _Facts) -> int:
    """As reported; a closure says 100, even one that was taken back, until the unit reports anew."""
    closure, update = facts.closure, facts.update
    if closure and (update is None or closure.on >= update.as_of):
        return 100
    return update.percent if update else 0
