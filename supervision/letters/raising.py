"""Raising the notices of a rung for all assignments at once: one INSERT … SELECT for each rung.

The rule itself is ``schedules.ladder``. Here its days are bounds on the deadline and the hand-over, and what
depends on both is counted with the stored calendar: the running number of a working day, the ordinal of a day.
From the highest rung of a track down to the lowest each takes what no higher one has taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, literal_column, or_, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.base import Table
from models.columns import in_figures
from models.extension import Extension
from models.inserts import alike, insert_selected
from models.lifecycle import IN_HAND
from models.notice import Notice
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Answer, ContactLevel, Move, NoticeKind, Status, UnitLevel, Urgency
from schedules.ladder import Pack, Rung, Track, Unless, pace_day
from schedules.ladder_choice import LadderChoice
from schedules.ladder_windows import DueWindow, day_before, due_window, last_due
from schedules.periods import Recurrence, period_name, period_start
from schedules.reporting import SHORTEST_DAYS, missed_periods
from schedules.workdays import WorkCalendar
from supervision.letters.told import is_told

# Submitted ones wait for the office and settled ones for nobody: no rung fires for either, nor while the
# clock stands or a request for more time, made in time, waits for its answer.
_ASKED_IN_TIME = (
    select(col(Extension.id))
    .where(
        col(Extension.assignment_id) == col(Assignment.id),
        col(Extension.answer) == Answer.PENDING,
        col(Extension.is_late).is_(False),
    )
    .exists()
)
WATCHED = and_(col(Assignment.status).in_(IN_HAND), col(Assignment.stopped_on).is_(None), ~_ASKED_IN_TIME)
"""The assignments that the ladder speaks to."""

_DAYS = Table.metadata.tables["calendar_day"]
_AGAIN = Table.metadata.tables["transition"].alias("again")
_handed = _DAYS.alias("handed")
_due = _DAYS.alias("due")
_floor = _DAYS.alias("ladder_floor")
_IN_FORCE = func.coalesce(in_figures(col(Assignment.due_on)), "")


@dataclass(frozen=True, slots=True)
class Raising:
    """One pack on one day: since when it is in force, which day before it was swept last, whom it is for.

    ``choice`` is None where the office has one pack for everything. ``first_assigned`` is the earliest day on
    which anything watched was handed out, ``first_due`` and ``latest_due`` its earliest and latest deadline, None
    where none of it has any. ``has_floors`` is whether any task changed its pack.
    """

    session: Session
    pack: Pack
    since: date | None
    today: date
    swept_on: date | None
    calendar: WorkCalendar
    choice: LadderChoice | None
    first_assigned: date
    first_due: date | None
    latest_due: date | None
    has_floors: bool = False

    def raise_all(self) -> int:
        """Raise what this pack asks for today; how many notices were new."""
        return sum(self._raise(rung) for track in Track for rung in reversed(self.pack.on(track)))

    def _raise(self, rung: Rung) -> int:
        match rung.track:
            case Track.DEADLINE:
                return self._from_deadline(rung)
            case Track.ASSIGNMENT:
                return self._from_assignment(rung)
            case Track.REPORTS:
                return self._from_reports(rung)
            case Track.PACE:
                return self._from_pace(rung)

    def _from_deadline(self, rung: Rung) -> int:
        window = due_window(rung, self.pack, self.today, self.calendar, self.first_assigned)
        if self._is_empty(window):
            return 0
        conditions = [col(Assignment.due_on) <= window.until, *self._length(rung)]
        if window.after is not None:
            conditions.append(col(Assignment.due_on) > window.after)
        if rung.percent_left is None:
            assert rung.workdays is not None
            number = _due.c.number + rung.workdays
            is_after_handing = number > _handed.c.number
            is_own = number > case((_floor.c.is_worked, _floor.c.number - 1), else_=_floor.c.number)
        else:
            day = _share_day(rung.percent_left)
            conditions += [
                day <= self.today.toordinal(),
                col(Assignment.due_on) >= col(Assignment.assigned_on),
            ]
            is_after_handing = or_(day > _handed.c.ordinal, _handed.c.is_worked.is_(False))
            is_own = day >= _floor.c.ordinal
        is_new = ~self._came_by(rung, self.since - timedelta(days=1)) if self.since else None
        late, occasion = self._came_by(rung, day_before(self.today, self.calendar)), ""
        if rung.repeats:
            again = self.calendar.next(period_start(rung.repeats, self.today))
            occasion = period_name(rung.repeats, self.today)
            is_after_handing = or_(is_after_handing, col(Assignment.assigned_on) < again)
            is_own = or_(is_own, _floor.c.day <= again)
            is_new = None if self.since and again >= self.since else is_new
            late = late if again < self.today else literal(value=False)
        conditions += [is_after_handing, *self._since_the_tasks(is_own)]
        if is_new is not None:
            conditions.append(is_new)
        return self._insert(rung, late, occasion, conditions, (_handed, _due))

    def _is_empty(self, window: DueWindow) -> bool:
        """That no deadline lies there: on most days of most rungs that is cheaper to see than to ask."""
        if self.first_due is None or self.latest_due is None or window.until < self.first_due:
            return True
        return window.after is not None and window.after >= self.latest_due

    def _came_by(self, rung: Rung, day: date) -> ColumnElement[bool]:
        """That the day of a rung counted from the deadline had come by this day; on a day off, by the last worked one."""
        worked = self.calendar.previous(day)
        if rung.percent_left is not None:
            by_share: ColumnElement[bool] = _share_day(rung.percent_left) <= worked.toordinal()
            return by_share
        assert rung.workdays is not None
        return col(Assignment.due_on) <= last_due(rung.workdays, worked, self.calendar)

    def _from_assignment(self, rung: Rung) -> int:
        assert rung.after_assignment is not None
        handed_out = col(Assignment.assigned_on)
        latest = last_due(rung.after_assignment, self.today, self.calendar)
        if latest < self.first_assigned:
            return 0
        conditions = [
            handed_out <= latest,
            self._is_not_overdue(),
            *self._since_the_tasks(
                _handed.c.number + rung.after_assignment
                > case((_floor.c.is_worked, _floor.c.number - 1), else_=_floor.c.number)
            ),
        ]
        if rung.min_workdays or rung.max_workdays:
            conditions.append(or_(col(Assignment.due_on).is_(None), and_(*self._length(rung))))
        if self.since:
            before = self.calendar.previous(self.since - timedelta(days=1))
            conditions.append(handed_out > last_due(rung.after_assignment, before, self.calendar))
        yesterday = day_before(self.today, self.calendar)
        late = handed_out <= last_due(rung.after_assignment, yesterday, self.calendar)
        return self._insert(rung, late, "", conditions, (_handed, _due))

    def _from_reports(self, rung: Rung) -> int:
        assert rung.missed_reports is not None
        owed = select(col(Task.reporting)).where(col(Task.reporting) != "").distinct()
        raised = 0
        for recurrence in sorted(Recurrence(word) for word in self.session.scalars(owed)):
            missed = missed_periods(
                recurrence, rung.missed_reports, rung.grace_workdays, self.today, self.calendar
            )
            if self.since and missed.day < self.since:
                continue
            latest_begin = missed.first_ends - timedelta(days=SHORTEST_DAYS)
            reported = exists(
                select(col(ProgressUpdate.id)).where(
                    col(ProgressUpdate.assignment_id) == col(Assignment.id),
                    col(ProgressUpdate.as_of).between(missed.first, missed.last),
                )
            )
            conditions = [
                col(Task.reporting) == recurrence.value,
                func.coalesce(col(Task.reporting_since), latest_begin) <= latest_begin,
                func.coalesce(col(Task.ladder_since), missed.day) <= missed.day,
                col(Assignment.assigned_on) <= latest_begin,
                self._is_not_overdue(),
                ~reported,
            ]
            late = literal(value=missed.day < self.today)
            raised += self._insert(rung, late, period_name(recurrence, missed.last), conditions)
        return raised

    def _from_pace(self, rung: Rung) -> int:
        day = pace_day(self.today, self.calendar)
        if day > self.today or (self.since and day < self.since):
            return 0
        if self.swept_on is not None and day <= self.swept_on:
            return 0  # looked at when this month began
        limits = self.pack.lights
        gone = (self.today.toordinal() - _handed.c.ordinal) * 100 // (_due.c.ordinal - _handed.c.ordinal)
        percent = _latest_percent(self.today)
        behind = case(
            (percent.is_(None), gone >= limits.silence_yellow), else_=percent - gone < limits.pace_yellow
        )
        soon = self.calendar.shift(self.today, limits.due_soon_workdays + 1)
        conditions = [
            col(Assignment.status).in_((Status.ACCEPTED, Status.UNDERWAY)),
            col(Assignment.due_on) >= soon,
            col(Assignment.assigned_on) < day,
            *self._since_the_tasks(_floor.c.day <= day),
            behind,
        ]
        late = literal(value=day < self.today)
        name = period_name(Recurrence.MONTHLY, self.today)
        return self._insert(rung, late, name, conditions, (_handed, _due))

    def _insert(
        self,
        rung: Rung,
        late: ColumnElement[bool],
        occasion: str,
        conditions: list[ColumnElement[bool]],
        days: tuple[Any, ...] = (),
    ) -> int:
        found: Select[Any] = (
            select(literal(1))
            .select_from(Assignment)
            .where(WATCHED, *conditions, *self._kept_back(rung), ~self._is_said(rung, occasion))
        )
        if self.choice is not None or self.has_floors or rung.track is Track.REPORTS:
            found = found.join(Task, col(Task.id) == col(Assignment.task_id))
        if self.has_floors:
            found = found.outerjoin(_floor, _floor.c.day == col(Task.ladder_since))
        if _handed in days:
            found = found.join(_handed, _handed.c.day == col(Assignment.assigned_on))
            is_dated = rung.track is not Track.ASSIGNMENT
            found = found.join(_due, _due.c.day == col(Assignment.due_on), isouter=not is_dated)
        if self.choice is not None:
            found = found.join(Unit, col(Unit.id) == col(Assignment.unit_id)).where(
                _pack_of(self.choice) == self.pack.name
            )
        # On most days most rungs find nothing, and to ask is cheaper than to insert nothing.
        if self.session.execute(found.limit(1)).first() is None:
            return 0
        return insert_selected(
            self.session, Notice, found.with_only_columns(*self._said(rung, late, occasion))
        )

    def _said(self, rung: Rung, late: ColumnElement[bool], occasion: str) -> Iterator[ColumnElement[Any]]:
        """The columns of the notices of a rung."""
        yield col(Assignment.id).label("assignment_id")
        yield _IN_FORCE.label("in_force")
        yield late.label("late")
        yield from alike(
            Notice,
            rung=rung.name,
            occasion=occasion,
            kind=NoticeKind.stored(rung.kind),
            level=ContactLevel.stored(rung.level),
            raised_on=self.today,
            pack=self.pack.mark,
            needs_signature=rung.needs_signature,
            signer=rung.signer,
            channel=rung.channel,
            signed_by="",
        )

    def _kept_back(self, rung: Rung) -> list[ColumnElement[bool]]:
        """What has to hold beside the day."""
        conditions: list[ColumnElement[bool]] = []
        if rung.signer:
            conditions += [col(Assignment.parent_id).is_(None), is_told(self.today)]
        if rung.unless is Unless.ACCEPTED:
            conditions.append(col(Assignment.status) == Status.ASSIGNED)
        elif rung.unless is Unless.REPORTED:
            conditions.append(~exists(_reports()))
        elif rung.unless is Unless.ANSWERED:
            lower = [one.name for one in self.pack.on(rung.track)]
            said_on = (
                select(func.max(col(Notice.raised_on)))
                .where(
                    col(Notice.assignment_id) == col(Assignment.id),
                    col(Notice.in_force) == _IN_FORCE,
                    col(Notice.rung).in_(lower[: lower.index(rung.name)]),
                )
                .correlate(Assignment)
                .scalar_subquery()
            )
            conditions.append(~exists(_reports().where(col(Transition.on) >= said_on)))
        return conditions

    def _is_said(self, rung: Rung, occasion: str) -> ColumnElement[bool]:
        """That this rung was raised for the occasion, or a higher one: sweeping an earlier day must not climb down."""
        of_this = select(col(Notice.id)).where(col(Notice.assignment_id) == col(Assignment.id))
        own = and_(col(Notice.rung) == rung.name, col(Notice.occasion) == occasion)
        if rung.track in (Track.REPORTS, Track.PACE):
            return exists(of_this.where(own))
        names = [one.name for one in self.pack.on(rung.track)]
        higher = names[names.index(rung.name) + 1 :]
        return exists(
            of_this.where(col(Notice.in_force) == _IN_FORCE, or_(own, col(Notice.rung).in_(higher)))
        )

    def _since_the_tasks(self, is_own: ColumnElement[bool]) -> list[ColumnElement[bool]]:
        """That the day does not lie before the task's own change of pack, where any task has one."""
        return [or_(col(Task.ladder_since).is_(None), is_own)] if self.has_floors else []

    def _is_not_overdue(self) -> ColumnElement[bool]:
        return or_(col(Assignment.due_on).is_(None), col(Assignment.due_on) >= self.today)

    @staticmethod
    def _length(rung: Rung) -> list[ColumnElement[bool]]:
        length: Any = _due.c.number - _handed.c.number
        bounds: list[ColumnElement[bool]] = []
        if rung.min_workdays:
            bounds.append(length >= rung.min_workdays)
        if rung.max_workdays:
            bounds.append(length <= rung.max_workdays)
        return bounds


def _share_day(percent_left: int) -> Any:
    """The ordinal of the day on which so much of the time is left."""
    return _due.c.ordinal - (_due.c.ordinal - _handed.c.ordinal) * percent_left // 100


def _reports() -> Select[Any]:
    """The reports on an assignment since it was last taken up again."""
    return (
        select(col(Transition.id))
        .where(
            col(Transition.assignment_id) == col(Assignment.id),
            col(Transition.move) == Move.REPORT,
            ~_reopened(_AGAIN.c.id > col(Transition.id)),
        )
        .correlate(Assignment)
    )


def _reopened(later: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an assignment was taken up again later than that."""
    return exists(
        select(_AGAIN.c.id)
        .where(
            _AGAIN.c.assignment_id == col(Assignment.id),
            # Written out, so that the database knows the partial index.
            _AGAIN.c.move == literal_column(f"'{Move.REOPEN}'"),
            later,
        )
        .correlate_except(_AGAIN)
    )


def _latest_percent(today: date) -> ColumnElement[int]:
    return (
        select(col(ProgressUpdate.percent))
        .where(
            col(ProgressUpdate.assignment_id) == col(Assignment.id),
            col(ProgressUpdate.as_of) <= today,
            ~_reopened(_AGAIN.c.at > col(ProgressUpdate.at)),
        )
        .order_by(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc())
        .limit(1)
        .correlate(Assignment)
        .scalar_subquery()
    )


def _pack_of(choice: LadderChoice) -> ColumnElement[str]:
    """The name of the pack of an assignment; ``LadderChoice.of`` in the database's words."""
    urgencies = [
        (col(Task.urgency) == word, choice.by_label[word.label])
        for word in Urgency
        if word.label in choice.by_label
    ]
    classes = [
        (col(Unit.level) == word, choice.by_label[word.label])
        for word in UnitLevel
        if word.label in choice.by_label
    ]
    return case(
        (col(Task.ladder) != "", col(Task.ladder)), *urgencies, *classes, else_=literal(choice.default)
    )
