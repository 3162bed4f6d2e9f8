"""Every assignment as it stood on a day, with all that the reports count of it."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select, true
from sqlmodel import Session, col

from models.assignment import Assignment
from models.task import Deadline
from models.words import Role, Status, Verification
from reports.standing import Stood, Told, stand_as_given
from reports.wholes import is_whole
from schedules.lights import Lamp, Light, LightLimits, days_late, pace
from schedules.workdays import WorkCalendar


class Item(NamedTuple):
    """An assignment as it stood; see ``Stood`` for the facts that are taken from there.

    ``first_due_on`` is the deadline as handed out, ``due_on`` the one in force; ``extensions`` counts those granted,
    ``roll_overs`` how often it was carried to another year. ``asked_for`` is the day that a waiting request asks
    for. ``workdays_late`` counts up to the submission, or up to the day of looking where nothing was handed in.
    """

    assignment_id: int
    task_id: int
    deadline_id: int
    unit_id: int
    role: Role
    period: str
    assigned_on: date
    first_due_on: date | None
    due_on: date | None
    extensions: int
    roll_overs: int
    asked_for: date | None
    was_late: bool
    status: Status
    percent: int
    submitted_on: date | None
    closed_on: date | None
    verification: Verification | None
    lamp: Lamp
    is_due: bool
    workdays_late: int
    time_gone: int | None
    latest: Told | None

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
        """Whether it is closed and the submission that led to it came by the deadline.

        What got more time only after its day had passed was late once and stays so.
        """
        return self.is_closed and not self._came_after_deadline and not self.was_late

    @property
    def is_verified(self) -> bool:
        """Whether somebody went to look: on site, or a third party; a ledger alone is paper."""
        return self.verification in (Verification.ON_SITE, Verification.THIRD_PARTY)

    @property
    def is_overdue(self) -> bool:
        """Whether its last day has passed and nothing has been handed in."""
        return self.light is Light.RED

    @property
    def _came_after_deadline(self) -> bool:
        return self.due_on is not None and self.submitted_on is not None and self.submitted_on > self.due_on


def read_items(
    session: Session,
    as_of: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    among: ColumnElement[bool] | None = None,
) -> tuple[Item, ...]:
    """Every assignment that the office handed out by ``as_of`` and that was not withdrawn then, by task, day and unit.

    What happened or was entered later does not count, so the report of a past day comes out the same again.
    ``among`` is a condition on the assignments wanted, None for all.
    """
    of_these = true() if among is None else among
    chosen = (
        select(
            col(Assignment.id),
            col(Assignment.task_id),
            col(Assignment.deadline_id),
            col(Assignment.unit_id),
            col(Assignment.role),
            col(Deadline.period),
            col(Assignment.assigned_on),
            col(Assignment.first_due_on),
        )
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .where(col(Assignment.assigned_on) <= as_of, is_whole(), of_these)
        .order_by(
            col(Assignment.task_id),
            col(Assignment.due_on),
            col(Deadline.id),
            col(Assignment.unit_id),
            col(Assignment.id),
        )
    )
    given = [_Given(*row) for row in session.execute(chosen)]
    ids = None if among is None else select(col(Assignment.id)).where(among)
    times = [(one.assignment_id, one.assigned_on, one.first_due_on) for one in given]
    stood = stand_as_given(session, times, as_of, calendar, limits, ids)
    return tuple(
        _item(one, how, how.lamp, as_of, calendar)
        for one, how in zip(given, stood, strict=True)
        if how.lamp is not None
    )


class _Given(NamedTuple):
    # Plain columns, in the order in which an item begins with them: objects of the tables take far longer.
    assignment_id: int
    task_id: int
    deadline_id: int
    unit_id: int
    role: Role
    period: str
    assigned_on: date
    first_due_on: date | None


def _item(one: _Given, how: Stood, shown: Lamp, as_of: date, calendar: WorkCalendar) -> Item:
    due = how.time.due_on
    return Item(
        *one,
        due_on=due,
        extensions=how.time.extensions,
        roll_overs=how.time.roll_overs,
        asked_for=how.time.asked_for,
        was_late=how.time.was_late,
        status=how.status,
        percent=how.percent,
        submitted_on=how.submitted_on,
        closed_on=how.closed_on,
        verification=how.verification,
        lamp=shown,
        is_due=due is not None and due <= as_of,
        workdays_late=days_late(due, how.submitted_on or as_of, calendar),
        time_gone=pace(one.assigned_on, due, as_of) if due else None,
        latest=how.latest,
    )
