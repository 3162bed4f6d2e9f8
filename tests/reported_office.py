"""An office in memory for the tests of reports: a few lines make documents, tasks, assignments and what became of them."""

import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import TypeVar

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from models.assignment import Assignment, Transition
from models.base import Table
from models.closing import Closure, Return
from models.document import Document
from models.notice import Notice
from models.progress import ProgressUpdate
from models.tables import TABLES
from models.task import Deadline, Indicator, Reading, Task
from models.unit import Contact, Unit
from models.words import ContactLevel, Move, NoticeKind, Role, Status, UnitLevel, Verification
from reports.figures import Figures, figures
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar

LIMITS = LightLimits(pace_yellow=-5, silence_yellow=50, due_soon_workdays=5, due_soon_percent=80)
# A Monday; the fifth, a Friday, is the working day before it.
TODAY = date(2026, 6, 8)
GIVEN = date(2026, 3, 9)
assert TABLES  # every table is known to the metadata

Row = TypeVar("Row", bound=Table)


class ReportedOffice:
    """The office: each method notes a fact and gives back its row."""

    name = "江临市产业工人队伍建设改革协调小组办公室"
    short_name = "市产改办"

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.deserialize(_empty_database())
        self.session = Session(
            create_engine("sqlite://", creator=lambda: self._connection, poolclass=StaticPool)
        )
        self._made = 0

    def __del__(self) -> None:
        self.session.close()
        self._connection.close()

    def figures(self, as_of: date = TODAY) -> Figures:
        """The figures of a day."""
        return figures(self.session, as_of, WorkCalendar(), LIMITS)

    def unit(self, name: str, level: UnitLevel = UnitLevel.DEPARTMENT) -> Unit:
        return self._add(Unit(name=f"江临{name}", short_name=name, level=level, position=self._next()))

    def contact(self, unit: Unit, name: str, level: ContactLevel) -> Contact:
        return self._add(Contact(unit_id=unit.id, name=name, level=level))

    def document(self, title: str = "关于印发实施方案的通知", issued_on: date = date(2026, 3, 5)) -> Document:
        n = self._next()
        return self._add(
            Document(
                sha256=f"{n:064}", filename=f"{n}.txt", format="txt", text="", title=title,
                reference=f"江产改办发〔2026〕{n}号", issued_on=issued_on, received_at=at(GIVEN), received_by="王敏",
            )
        )  # fmt: skip

    def task(self, document: Document, title: str = "开展职工技能竞赛", on: date = GIVEN) -> Task:
        n = self._next()
        return self._add(
            Task(
                document_id=document.id, draft_id=n, number=f"2026-{n:03}", code=f"一（一）{n}", title=title,
                text=f"{title}，按时完成。", start=n, end=n + 1, registered_at=at(on), registered_by="王敏",
            )
        )  # fmt: skip

    def deadline(
        self, task: Task, due_on: date | None, period: str = "", opens_on: date | None = None
    ) -> Deadline:
        return self._add(
            Deadline(
                task_id=task.id, due_on=due_on, opens_on=opens_on, period=period, slot=self._next(),
                confirmed_by="王敏",
            )
        )  # fmt: skip

    def assign(
        self, deadline: Deadline, unit: Unit, role: Role = Role.RESPONSIBLE, on: date = GIVEN
    ) -> Assignment:
        made = self._add(
            Assignment(
                task_id=deadline.task_id,
                deadline_id=deadline.id,
                unit_id=unit.id,
                role=role,
                assigned_on=on,
                first_due_on=deadline.due_on,
                due_on=deadline.due_on,
            )
        )
        self._move(made, Move.ASSIGN, Status.ASSIGNED, on)
        return made

    def accept(self, assignment: Assignment, on: date = GIVEN) -> None:
        self._move(assignment, Move.ACCEPT, Status.ACCEPTED, on)

    def report(
        self,
        assignment: Assignment,
        percent: int,
        on: date,
        progress: str = "有序推进",
        problems: str = "",
        next_steps: str = "",
        to_coordinate: str = "",
        as_of: date | None = None,
    ) -> None:
        self._move(assignment, Move.REPORT, Status.UNDERWAY, on)
        self._add(
            ProgressUpdate(
                assignment_id=assignment.id, as_of=as_of or on, percent=percent, progress=progress, problems=problems,
                next_steps=next_steps, to_coordinate=to_coordinate, at=at(on), by="联系人",
            )
        )  # fmt: skip
        assignment.percent = percent
        self.session.flush()

    def submit(self, assignment: Assignment, on: date) -> None:
        self._move(assignment, Move.SUBMIT, Status.SUBMITTED, on)

    def send_back(self, assignment: Assignment, on: date) -> None:
        self._move(assignment, Move.SEND_BACK, Status.UNDERWAY, on)
        self._add(Return(assignment_id=assignment.id, on=on, by="王敏", reason="缺佐证"))

    def close(self, assignment: Assignment, submitted_on: date, on: date) -> Closure:
        self.submit(assignment, submitted_on)
        self._move(assignment, Move.CLOSE, Status.CLOSED, on)
        return self._add(Closure(assignment_id=assignment.id, on=on, submitted_on=submitted_on, by="王敏"))

    def reopen(self, assignment: Assignment, closure: Closure, on: date) -> None:
        self._move(assignment, Move.REOPEN, Status.UNDERWAY, on)
        closure.reopened_on, assignment.percent = on, None

    def withdraw(self, assignment: Assignment, on: date) -> None:
        self._move(assignment, Move.WITHDRAW, Status.WITHDRAWN, on)

    def indicator(
        self,
        document: Document,
        target: str,
        relation: str = ">=",
        *,
        name: str = "新增高技能人才",
        measure: str = "人",
        kind: str = "increase",
        by: date | None = None,
        recurrence: str = "",
        upper: Decimal | None = None,
        task: Task | None = None,
    ) -> Indicator:
        return self._add(
            Indicator(
                document_id=document.id, task_id=task.id if task else None, target=Decimal(target), upper=upper,
                relation=relation, name=name, measure=measure, kind=kind, by=by, recurrence=recurrence, text="原文",
            )
        )  # fmt: skip

    def read_off(
        self, indicator: Indicator, value: str, as_of: date, unit: Unit | None = None, on: date | None = None
    ) -> Reading:
        return self._add(
            Reading(
                indicator_id=indicator.id, unit_id=unit.id if unit else None, value=Decimal(value), as_of=as_of,
                verification=Verification.REPORTED, reported_at=at(on or as_of), reported_by="联系人",
            )
        )  # fmt: skip

    def notice(
        self,
        assignment: Assignment,
        rung: str,
        kind: NoticeKind,
        needs_signature: bool = False,
        signed_on: date | None = None,
    ) -> Notice:
        return self._add(
            Notice(
                assignment_id=assignment.id, rung=rung, kind=kind, level=ContactLevel.LEADER, raised_on=TODAY,
                needs_signature=needs_signature, signed_at=at(signed_on) if signed_on else None,
            )
        )  # fmt: skip

    def _move(self, assignment: Assignment, move: Move, after: Status, on: date) -> None:
        before, assignment.status = assignment.status, after
        self._add(
            Transition(
                assignment_id=assignment.id, move=move, before=before, after=after, at=at(on), on=on, by="甲"
            )
        )

    def _next(self) -> int:
        self._made += 1
        return self._made

    def _add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row


@cache
def _empty_database() -> bytes:
    """Every table, made once: to make them anew for each test would take longer than the tests."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Table.metadata.create_all(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        made = raw.serialize()
    engine.dispose()
    return made


def at(day: date) -> datetime:
    """The morning of a day."""
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
