"""The frozen rows behind a number of a report: the very rows that it counts, with their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from models.campaign import Freeze, FrozenFact, FrozenItem
from models.evaluation_words import FactKind
from models.progress import Evidence
from models.words import Role, Status, Verification
from reports.writing.counted import COUNTED, rows_of
from reports.writing.gathering import falls_due
from schedules.lights import Light

COMING = "coming"
"""What falls due in the days after the figures: a name beside those of the counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: those of a count, of a unit, a task, a heading of the plan, a document or a 一级任务; 0 and empty
    ask for all."""

    count: str = "assigned"
    unit_id: int = 0
    task_id: int = 0
    node_id: int = 0
    document_id: int = 0
    category: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A frozen row with the names of its freeze, and how many pieces of evidence lay with it."""

    assignment_id: int
    task_id: int
    task_number: str
    task_title: str
    unit: str
    role: Role
    status: Status
    light: Light
    due_on: date | None
    submitted_on: date | None
    closed_on: date | None
    verification: Verification | None
    percent: int | None
    workdays_late: int
    evidence: int


def named(count: str) -> tuple[str, str] | None:
    """What a count is called and how it is defined; None for a name that there is not."""
    if count == COMING:
        return "即将到期", "数据截止日以后30天内到期、没有销号的件数"
    counted = COUNTED.get(count)
    return (counted.label, counted.definition) if counted and counted.rows == count else None


def count_records(session: Session, freeze: Freeze, asked: Asked) -> int:
    """How many rows stand behind a number. Raises KeyError for a count that lists no rows."""
    conditions = _conditions(session, freeze, asked)
    return session.scalar(select(func.count()).select_from(FrozenItem).where(*conditions)) or 0


def records(session: Session, freeze: Freeze, asked: Asked, first: int, most: int) -> tuple[Record, ...]:
    """So many of the rows behind a number, from the one after the first so many on."""
    item = FrozenItem
    chosen = (
        select(item)
        .where(*_conditions(session, freeze, asked))
        .order_by(col(item.task_id), col(item.due_on), col(item.unit_id), col(item.assignment_id))
        .limit(most)
        .offset(first)
    )
    rows = session.scalars(chosen).all()
    tasks = _facts(session, freeze, FactKind.TASK, {one.task_id for one in rows})
    units = _facts(session, freeze, FactKind.UNIT, {one.unit_id for one in rows})
    pieces = _pieces(session, freeze, [one.assignment_id for one in rows])
    return tuple(
        Record(
            assignment_id=one.assignment_id,
            task_id=one.task_id,
            task_number=str(tasks.get(one.task_id, {}).get("number", "")),
            task_title=str(tasks.get(one.task_id, {}).get("title", "")),
            unit=str(units.get(one.unit_id, {}).get("called", "")),
            role=one.role,
            status=one.status,
            light=Light(one.light),
            due_on=one.due_on,
            submitted_on=one.submitted_on,
            closed_on=one.closed_on,
            verification=one.verification,
            percent=one.percent,
            workdays_late=one.workdays_late,
            evidence=pieces.get(one.assignment_id, 0),
        )
        for one in rows
    )


def _conditions(session: Session, freeze: Freeze, asked: Asked) -> list[ColumnElement[bool]]:
    item = FrozenItem
    rows = falls_due(freeze.as_of) if asked.count == COMING else rows_of(asked.count, freeze.as_of)
    conditions = [col(item.freeze_id) == freeze.id, rows]
    if asked.unit_id:
        conditions.append(col(item.unit_id) == asked.unit_id)
    if asked.task_id:
        conditions.append(col(item.task_id) == asked.task_id)
    if asked.node_id or asked.document_id or asked.category:
        facts = _facts(session, freeze, FactKind.TASK, None)
        wanted = [
            number
            for number, told in facts.items()
            if (not asked.node_id or any(node["id"] == asked.node_id for node in told["nodes"]))
            and (not asked.document_id or told["document_id"] == asked.document_id)
            and (not asked.category or told["category"] == asked.category)
        ]
        conditions.append(col(item.task_id).in_(wanted))
    return conditions


def _facts(
    session: Session, freeze: Freeze, kind: FactKind, among: set[int] | None
) -> dict[int, dict[str, Any]]:
    chosen = select(col(FrozenFact.subject_id), col(FrozenFact.facts)).where(
        col(FrozenFact.freeze_id) == freeze.id, col(FrozenFact.kind) == kind
    )
    if among is not None:
        chosen = chosen.where(col(FrozenFact.subject_id).in_(among))
    return dict(session.execute(chosen).tuples().all())


def _pieces(session: Session, freeze: Freeze, assignments: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(col(Evidence.assignment_id), func.count())
        .where(col(Evidence.assignment_id).in_(assignments), col(Evidence.at) <= freeze.at)
        .group_by(col(Evidence.assignment_id))
    )
    return dict(rows.tuples().all())
