"""An office whose units lived through half a year of chance: everything that can become of an assignment happens in it."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sqlmodel import col, select

from models.assignment import Assignment, Transition
from models.closing import Closure, ReadingCheck
from models.extension import ClockStop, DueChange, Extension
from models.plan import Improvement, PlanNode
from models.task import Deadline, IndicatorChange, IndicatorShare, Reading, Task
from models.unit import GroupMember, Unit, UnitGroup
from models.words import (
    Answer,
    DueChangeKind,
    Move,
    PlanLevel,
    Role,
    Status,
    UnitLevel,
    Verification,
)
from tests.reported_office import ReportedOffice, at

BEGIN = date(2026, 1, 5)
END = date(2026, 7, 20)
_LEVELS = (UnitLevel.DEPARTMENT, UnitLevel.COUNTY, UnitLevel.ENTERPRISE)


class RandomOffice(ReportedOffice):
    """The same seed makes the same office. Some of it is noted after the days that the tests look at."""

    def __init__(self, seed: int, units: int = 6, tasks: int = 8) -> None:
        super().__init__()
        self.chance = Random(seed)
        self.groups = [self._add(UnitGroup(name=f"第{n}组")) for n in range(2)]
        self.units = [self.unit(f"单位{n}", self.chance.choice(_LEVELS)) for n in range(units)]
        for unit in self.units:
            for group in self.groups:
                if self.chance.random() < 0.5:
                    joined = self._day() if self.chance.random() < 0.5 else None
                    self._add(GroupMember(group_id=group.id, unit_id=unit.id, joined_on=joined))
        self.nodes = self._plan()
        self.documents = [self.document(f"第{n}号文件") for n in range(2)]
        self.tasks = [self._task(n) for n in range(tasks)]
        for task in self.tasks:
            self._hand_out(task)
        self._improve()
        self._indicators()
        self.session.flush()

    def _day(self, first: date = BEGIN, last: date = END) -> date:
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def _plan(self) -> list[PlanNode]:
        top = self._add(PlanNode(level=PlanLevel.PLAN, title="规划"))
        below = [
            self._add(PlanNode(level=PlanLevel.INITIATIVE, title=f"举措{n}", parent_id=top.id, position=n))
            for n in range(2)
        ]
        return [top, *below]

    def _task(self, place: int) -> Task:
        task = self.task(
            self.chance.choice(self.documents), f"任务{place}", self._day(BEGIN, date(2026, 3, 1))
        )
        task.category = self.chance.choice(("", "建设", "改革"))
        task.node_id = self.chance.choice((None, *(node.id for node in self.nodes)))
        task.approved_at = at(self._day()) if self.chance.random() < 0.8 else None
        return self._add(task)

    def _hand_out(self, task: Task) -> None:
        if self.chance.random() < 0.15:
            return
        for _ in range(self.chance.randint(1, 2)):
            due_on = None if self.chance.random() < 0.15 else self._day(date(2026, 2, 1), date(2026, 12, 31))
            deadline = self.deadline(task, due_on)
            for unit in self.chance.sample(self.units, self.chance.randint(1, len(self.units))):
                given = self._day(BEGIN, date(2026, 5, 1))
                part = self.assign(deadline, unit, self.chance.choice(list(Role)), on=given)
                self._live(part, deadline, unit)

    def _live(self, part: Assignment, deadline: Deadline, unit: Unit) -> None:
        """A life of some twenty chances, each some days after the one before."""
        day, closure = part.assigned_on, None
        for _ in range(self.chance.randint(0, 20)):
            day += timedelta(days=self.chance.choice((0, 1, 3, 10, 25)))
            closure = self._happen(part, closure, day)
        if self.chance.random() < 0.1:
            below = self.assign(deadline, self.unit(f"下级{self._next()}"), on=day)
            below.parent_id = part.id

    def _happen(self, part: Assignment, closure: Closure | None, day: date) -> Closure | None:
        what = self.chance.random()
        match part.status:
            case Status.ASSIGNED if what < 0.7:
                self.accept(part, day)
            case Status.ACCEPTED | Status.UNDERWAY if what < 0.35:
                told = self._day(day - timedelta(days=5), day + timedelta(days=2))
                self.report(part, self.chance.choice((0, 30, 60, 99, 100)), day, as_of=told)
            case Status.ACCEPTED | Status.UNDERWAY if what < 0.6:
                self.submit(part, day)
            case Status.SUBMITTED if what < 0.35:
                self.send_back(part, day)
            case Status.SUBMITTED if what < 0.55:
                self._move(part, Move.CHECK, Status.SUBMITTED, day)
            case Status.SUBMITTED:
                return self._close(part, day)
            case Status.CLOSED if closure and what < 0.2:
                self.reopen(part, closure, day)
                if part.due_on and self.chance.random() < 0.5:
                    self._move_deadline(part, DueChangeKind.REOPENING, day)
            case Status.WITHDRAWN | Status.TRANSFERRED if what < 0.5:
                self._move(part, Move.ASSIGN, Status.ASSIGNED, day)
            case Status.ASSIGNED | Status.ACCEPTED | Status.UNDERWAY:
                self._time(part, what, day)
            case _:
                pass
        return closure

    def _time(self, part: Assignment, what: float, day: date) -> None:
        if what > 0.97:
            gone = {Move.WITHDRAW: Status.WITHDRAWN, Move.TRANSFER: Status.TRANSFERRED}
            self._move(part, *self.chance.choice(list(gone.items())), day)
        elif what > 0.9 and part.stopped_on is None:
            until = day + timedelta(days=20) if self.chance.random() < 0.5 else None
            part.stopped_on = None if until else day
            self._add(
                ClockStop(
                    assignment_id=part.id, stopped_on=day, stopped_by="王敏", reason="灾", restarted_on=until
                )
            )
        elif what > 0.8 and part.due_on:
            self._ask_time(part, day)
        elif what > 0.72 and part.due_on:
            self._move_deadline(part, self.chance.choice(list(DueChangeKind)), day)

    def _ask_time(self, part: Assignment, day: date) -> None:
        assert part.due_on is not None
        answer = self.chance.choice((Answer.GRANTED, Answer.REFUSED, Answer.PENDING))
        decided = None if answer is Answer.PENDING else day + timedelta(days=self.chance.randint(0, 20))
        is_late, wanted = day > part.due_on, part.due_on + timedelta(days=40)
        asked = self.session.exec(select(Extension).where(Extension.assignment_id == part.id)).all()
        if answer is Answer.PENDING and any(one.answer is Answer.PENDING for one in asked):
            return
        self._add(
            Extension(
                assignment_id=part.id, ordinal=len(asked) + 1, due_on=part.due_on, proposed_on=wanted, reason="难",
                progress="一半", is_late=is_late, asked_on=day, asked_at=at(day), asked_by="甲", answer=answer,
                granted_on=wanted if answer is Answer.GRANTED else None, decided_on=decided,
            )
        )  # fmt: skip
        if answer is Answer.GRANTED and decided:
            self._move_deadline(part, DueChangeKind.EXTENSION, decided, wanted)

    def _move_deadline(
        self, part: Assignment, kind: DueChangeKind, day: date, after: date | None = None
    ) -> None:
        before = part.due_on
        part.due_on = after or (None if self.chance.random() < 0.1 else self._day(day, date(2026, 12, 31)))
        self._add(
            DueChange(
                assignment_id=part.id, kind=kind, before=before, after=part.due_on, on=day, at=at(day), by="王敏",
                is_late=before is not None and day > before,
            )
        )  # fmt: skip

    def _close(self, part: Assignment, day: date) -> Closure:
        handed_in = max(
            (row.on for row in self.moves_of(part) if row.move is Move.SUBMIT), default=part.assigned_on
        )
        self._move(part, Move.CLOSE, Status.CLOSED, day)
        return self._add(
            Closure(
                assignment_id=part.id, on=day, submitted_on=handed_in, by="王敏",
                verification=self.chance.choice(list(Verification)),
            )
        )  # fmt: skip

    def moves_of(self, part: Assignment) -> list[Transition]:
        """The moves of an assignment in their order."""
        rows = select(Transition).where(Transition.assignment_id == part.id).order_by(col(Transition.id))
        return list(self.session.exec(rows))

    def _improve(self) -> None:
        for task in self.tasks:
            if self.chance.random() < 0.4:
                self._add(Improvement(task_id=task.id, text="改", on=self._day(), by="王敏"))

    def _indicators(self) -> None:
        kinds = (
            "new",
            "cumulative",
            "stock",
            "share",
            "rate",
            "floor",
            "increase",
            "average",
            "level",
            "money",
        )
        for place, kind in enumerate(kinds):
            made = self.indicator(
                self.chance.choice(self.documents),
                str(self.chance.choice((50, 80, 100))),
                self.chance.choice((">=", ">=", "<=")),
                name=f"指标{place}",
                kind=kind,
                measure="%" if kind in ("share", "rate", "floor") else "人",
                by=self.chance.choice((date(2026, 12, 31), date(2026, 6, 30), None)),
                recurrence=self.chance.choice(("", "", "yearly")),
                task=self.chance.choice((None, *self.tasks)),
            )
            made.is_soft = self.chance.random() < 0.2
            made.base = self.chance.choice((None, Decimal(20)))
            made.base_on = BEGIN if made.base is not None else None
            has_shares = self.chance.random() < 0.6
            for unit in self.units:
                if has_shares and self.chance.random() < 0.7:
                    joined = self._day() if self.chance.random() < 0.3 else None
                    self._add(
                        IndicatorShare(
                            indicator_id=made.id, unit_id=unit.id, target=Decimal(10), since=joined
                        )
                    )
            for unit_or_office in (None, *self.units):
                for day in sorted({self._day() for _ in range(self.chance.randint(0, 3))}):
                    self._read(made.id, unit_or_office, day, is_ratio=made.measure == "%")
            if self.chance.random() < 0.3:
                on = self._day()
                self._add(
                    IndicatorChange(
                        indicator_id=made.id, field="is_soft", before="否" if made.is_soft else "是",
                        after="是" if made.is_soft else "否", reason="更正", on=on, at=at(on), by="王敏",
                    )
                )  # fmt: skip

    def _read(self, indicator_id: int, unit: Unit | None, day: date, *, is_ratio: bool) -> None:
        value = Decimal(self.chance.randint(0, 100))
        entered = day + timedelta(days=self.chance.choice((0, 1, 15)))
        row = self._add(
            Reading(
                indicator_id=indicator_id, unit_id=unit.id if unit else None, as_of=day, value=value,
                numerator=value if is_ratio else None, denominator=Decimal(100) if is_ratio else None,
                reported_at=at(entered), reported_by="甲",
            )
        )  # fmt: skip
        if self.chance.random() < 0.4:
            on = self._day(entered)
            level = self.chance.choice([Verification.LEDGER, Verification.ON_SITE])
            confirms = self.chance.random() < 0.7
            self._add(
                ReadingCheck(
                    reading_id=row.id, verification=level, confirms=confirms, on=on, at=at(on), by="王敏",
                    found=None if confirms else value + 1,
                )
            )  # fmt: skip
            if confirms:
                row.verification = level
